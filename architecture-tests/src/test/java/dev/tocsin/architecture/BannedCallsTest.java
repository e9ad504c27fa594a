package dev.tocsin.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What no code of the SDK may call, because a test could not stand in for it or because it is the host's to decide. */
class BannedCallsTest {

    @Test
    void timeIsReadFromTheInjectedClock() {
        noClasses()
                .should(call("a wall clock", target -> isWallClock(target)))
                .because("time comes from the java.time.Clock that was handed in")
                .allowEmptyShould(true)
                .check(Sdk.classes());
    }

    @Test
    void onlyABuildersDefaultOrACommandLineNamesTheSystemClock() {
        noClasses()
                .that(not(describe(
                        "builders", (JavaClass type) -> type.getSimpleName().endsWith("Builder"))))
                .and(not(Sdk.commandLine()))
                .should(call(
                        "Clock.system…()",
                        target -> target.getOwner().isEquivalentTo(java.time.Clock.class)
                                && (target.getName().startsWith("system")
                                        || target.getName().startsWith("tick")
                                                && target.getRawParameterTypes().size() == 1)))
                .because("a default clock is a documented setting of a builder")
                .allowEmptyShould(true)
                .check(Sdk.classes());
    }

    @Test
    void onlyTheSystemSleeperSleeps() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.tocsin.core.base.SystemSleeper")
                .should(call("a sleep", BannedCallsTest::isSleep))
                .because("waiting goes through dev.tocsin.core.base.Sleeper")
                .allowEmptyShould(true)
                .check(Sdk.classes());
    }

    @Test
    void theEnvironmentIsTheHostsToRead() {
        noClasses()
                .that(not(Sdk.commandLine()))
                .should(call(
                        "System.getenv or System.exit",
                        target -> target.getOwner().isEquivalentTo(System.class)
                                && Set.of("getenv", "exit").contains(target.getName())))
                .allowEmptyShould(true)
                .check(Sdk.classes());
    }

    @Test
    void outputGoesThroughTheLogger() {
        noClasses()
                .that(not(Sdk.commandLine()))
                .should(ArchConditions.accessField(System.class, "out")
                        .or(ArchConditions.accessField(System.class, "err"))
                        .or(call("printStackTrace", target -> target.getName().equals("printStackTrace")))
                        .or(ArchConditions.dependOnClassesThat(
                                JavaClass.Predicates.resideInAPackage("java.util.logging"))))
                .because("a library logs through slf4j and prints nothing")
                .allowEmptyShould(true)
                .check(Sdk.classes());
    }

    private static boolean isWallClock(CodeUnitAccessTarget target) {
        JavaClass owner = target.getOwner();
        boolean now = owner.getPackageName().startsWith("java.time")
                && target.getName().equals("now")
                && target.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(java.time.Clock.class));
        boolean millis = owner.isEquivalentTo(System.class) && target.getName().equals("currentTimeMillis");
        boolean date = owner.isEquivalentTo(java.util.Date.class)
                && target.getName().equals("<init>")
                && target.getRawParameterTypes().isEmpty();
        boolean calendar = owner.isAssignableTo(java.util.Calendar.class)
                && Set.of("getInstance", "<init>").contains(target.getName());
        return now || millis || date || calendar;
    }

    private static boolean isSleep(CodeUnitAccessTarget target) {
        JavaClass owner = target.getOwner();
        return owner.isEquivalentTo(Thread.class) && target.getName().equals("sleep")
                || owner.isEquivalentTo(java.util.concurrent.TimeUnit.class)
                        && target.getName().equals("sleep")
                || owner.isEquivalentTo(java.util.concurrent.locks.LockSupport.class)
                        && target.getName().startsWith("park");
    }

    /** Calls and method references alike: {@code Instant::now} reads the clock as well. */
    private static ArchCondition<JavaClass> call(
            String what, java.util.function.Predicate<CodeUnitAccessTarget> target) {
        DescribedPredicate<JavaAccess<?>> access =
                describe(what, one -> one.getTarget() instanceof CodeUnitAccessTarget unit && target.test(unit));
        return ArchConditions.accessTargetWhere(access).as("use " + what);
    }
}
