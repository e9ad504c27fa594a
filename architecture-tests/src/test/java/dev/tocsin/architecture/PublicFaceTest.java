package dev.tocsin.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What a user of the SDK gets to see, and how it is named. */
class PublicFaceTest {

    @Test
    void coreShowsNoVendorsType() {
        classes()
                .that()
                .resideInAPackage(Sdk.CORE)
                .should(showNothingOf(List.of(
                        "com.fasterxml.",
                        "com.samskivert.",
                        "com.google.",
                        "org.sqlite.",
                        "java.sql.",
                        "javax.sql.",
                        "java.net.http.",
                        "org.slf4j.")))
                .allowEmptyShould(true)
                .check(Sdk.classes());
    }

    @Test
    void noModuleShowsJackson() {
        classes()
                .should(showNothingOf(List.of("com.fasterxml.")))
                .because("a user's Jackson may be another one; escape hatches take Map<String, Object> or own records")
                .allowEmptyShould(true)
                .check(Sdk.classes());
    }

    @Test
    void noModuleShowsTheScheduler() {
        classes()
                .should(showNothingOf(List.of("com.github.kagkarlsson.")))
                .because("it may be exchanged, and a user's may be another one")
                .allowEmptyShould(true)
                .check(Sdk.classes());
    }

    @Test
    void notifyShowsNeitherTwiliosNorTheMailLibrarysTypes() {
        classes()
                .that()
                .resideInAPackage(Sdk.NOTIFY)
                .should(showNothingOf(List.of("com.twilio.", "jakarta.mail.", "org.eclipse.angus.", "org.apache.")))
                .because("a host's versions of them may be others, and they may be exchanged")
                .allowEmptyShould(true)
                .check(Sdk.classes());
    }

    @Test
    void onlyConstantsArePublicFields() {
        fields().that()
                .arePublic()
                .should()
                .beStatic()
                .andShould()
                .beFinal()
                .allowEmptyShould(true)
                .check(Sdk.classes());
    }

    @Test
    void noClassIsADrawerForThisAndThat() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager)")
                .because("such a name says nothing of what the class is for")
                .allowEmptyShould(true)
                .check(Sdk.classes());
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> unmarked = new TreeSet<>();
        for (JavaClass type : Sdk.classes()) {
            JavaPackage room = type.getPackage();
            if (room.tryGetPackageInfo()
                    .filter(info -> info.isAnnotatedWith(NullMarked.class))
                    .isEmpty()) {
                unmarked.add(room.getName());
            }
        }
        assertThat(unmarked).as("packages without a @NullMarked package-info").isEmpty();
    }

    private static ArchCondition<JavaClass> showNothingOf(List<String> packages) {
        return new ArchCondition<>("show nothing of " + packages + " in what is public or protected") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!Sdk.isApi(type)) {
                    return;
                }
                Stream<JavaType> parents = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
                parents.flatMap(parent -> parent.getAllInvolvedRawTypes().stream())
                        .forEach(shown -> report(type.getName(), shown, events));
                for (JavaMember member : type.getMembers()) {
                    if (isVisible(member)) {
                        involved(member).forEach(shown -> report(member.getFullName(), shown, events));
                    }
                }
            }

            private void report(String where, JavaClass shown, ConditionEvents events) {
                String name = shown.getBaseComponentType().getName();
                if (packages.stream().anyMatch(name::startsWith)) {
                    events.add(SimpleConditionEvent.violated(shown, where + " shows " + name));
                }
            }
        };
    }

    private static boolean isVisible(JavaMember member) {
        Set<JavaModifier> modifiers = member.getModifiers();
        return (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED))
                && !modifiers.contains(JavaModifier.SYNTHETIC);
    }

    private static Stream<JavaClass> involved(JavaMember member) {
        if (member instanceof JavaField field) {
            return field.getAllInvolvedRawTypes().stream();
        }
        JavaCodeUnit unit = (JavaCodeUnit) member;
        return Stream.concat(unit.getAllInvolvedRawTypes().stream(), unit.getExceptionTypes().stream());
    }
}
