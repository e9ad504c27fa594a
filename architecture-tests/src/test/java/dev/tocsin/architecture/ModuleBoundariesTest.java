package dev.tocsin.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may import whom. Every list is exhaustive: what it does not name is refused, other people's libraries included. */
class ModuleBoundariesTest {

    @Test
    void everyPackageOfEveryModuleIsLookedAt() throws IOException {
        Set<String> written = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> Path.of("..").relativize(file))
                    .filter(file -> file.toString().matches("sdk-[^/]+/src/main/java/.+/[^/]+"))
                    .map(Path::getParent)
                    .forEach(folder -> written.add(folder.subpath(4, folder.getNameCount())
                            .toString()
                            .replace(folder.getFileSystem().getSeparator(), ".")));
        }
        Set<String> seen =
                Sdk.classes().stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));

        assertThat(written).isNotEmpty();
        assertThat(seen).containsAll(written);
    }

    @Test
    void baseStandsAlone() {
        mayUseOnly(Sdk.BASE, Sdk.BASE, "java..", "org.slf4j..", "org.jspecify..");
    }

    @Test
    void coreUsesTheJdkALoggerATemplateEngineAndNumberingPlansOnly() {
        mayUseOnly(
                Sdk.CORE,
                Sdk.CORE,
                "java..",
                "javax.crypto..",
                "com.samskivert..",
                "com.google.i18n.phonenumbers..",
                "org.slf4j..",
                "org.jspecify..");
    }

    @Test
    void onlyTheRoomOfPeopleKnowsTheNumberingPlans() {
        noClasses()
                .that()
                .resideInAPackage("dev.tocsin..")
                .and()
                .resideOutsideOfPackage("dev.tocsin.core.people")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.google.i18n.phonenumbers..")
                .allowEmptyShould(true)
                .check(Sdk.classes());
    }

    @Test
    void onlyTheRoomOfTemplatesKnowsTheirEngine() {
        noClasses()
                .that()
                .resideInAPackage("dev.tocsin..")
                .and()
                .resideOutsideOfPackage("dev.tocsin.core.template")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.samskivert..")
                .allowEmptyShould(true)
                .check(Sdk.classes());
    }

    @Test
    void coreKnowsNeitherHttpNorJdbc() {
        noClasses()
                .that()
                .resideInAPackage(Sdk.CORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "java.net.http..", "com.sun.net.httpserver..")
                .allowEmptyShould(true)
                .check(Sdk.classes());
    }

    @Test
    void httpUsesNothingOfCoreButItsBase() {
        mayUseOnly(Sdk.HTTP, Sdk.HTTP, Sdk.BASE, "java..", "javax.net.ssl..", "org.slf4j..", "org.jspecify..");
    }

    @Test
    void theJdbcStoreUsesCore() {
        mayUseOnly(
                Sdk.STORE_JDBC,
                Sdk.STORE_JDBC,
                Sdk.CORE,
                "java..",
                "javax.sql..",
                "org.sqlite..",
                "com.github.kagkarlsson..",
                "com.fasterxml.jackson..",
                "org.slf4j..",
                "org.jspecify..");
    }

    @Test
    void connectwiseUsesCoreAndHttp() {
        mayUseOnly(
                Sdk.CONNECTWISE,
                Sdk.CONNECTWISE,
                Sdk.CORE,
                Sdk.HTTP,
                "java..",
                "javax.crypto..",
                "com.sun.net.httpserver..",
                "com.fasterxml.jackson..",
                "org.slf4j..",
                "org.jspecify..");
    }

    @Test
    void onlyTheReceiverOfCallbacksKnowsAServer() {
        noClasses()
                .that()
                .resideInAPackage(Sdk.CONNECTWISE)
                .and()
                .resideOutsideOfPackage("dev.tocsin.connectwise.callback")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.sun.net.httpserver..", "javax.crypto..")
                .allowEmptyShould(true)
                .check(Sdk.classes());
    }

    @Test
    void theConnectwiseClientIsUsableWithoutTheEngine() {
        classes()
                .that()
                .resideInAPackage(Sdk.CONNECTWISE)
                .and()
                .resideOutsideOfPackage(Sdk.CONNECTWISE_PSA)
                .should()
                .onlyDependOnClassesThat(JavaClass.Predicates.resideOutsideOfPackages(Sdk.CORE, Sdk.CONNECTWISE_PSA)
                        .or(JavaClass.Predicates.resideInAPackage(Sdk.BASE)))
                .because("only the package psa knows the engine; the client is a client")
                .allowEmptyShould(true)
                .check(Sdk.classes());
    }

    @Test
    void msgraphUsesCoreHttpAndTheOfficialClient() {
        mayUseOnly(
                Sdk.MSGRAPH,
                Sdk.MSGRAPH,
                Sdk.CORE,
                Sdk.HTTP,
                "java..",
                "com.microsoft.graph..",
                "com.microsoft.kiota..",
                "com.azure.core.credential..",
                "okhttp3..",
                "okio..",
                "com.fasterxml.jackson..",
                "org.slf4j..",
                "org.jspecify..");
    }

    @Test
    void theMicrosoftClientIsUsableWithoutTheEngine() {
        classes()
                .that()
                .resideInAPackage(Sdk.MSGRAPH)
                .and()
                .resideOutsideOfPackages("dev.tocsin.msgraph.source..", "dev.tocsin.msgraph.channel..")
                .should()
                .onlyDependOnClassesThat(JavaClass.Predicates.resideOutsideOfPackages(
                                Sdk.CORE, "dev.tocsin.msgraph.source..", "dev.tocsin.msgraph.channel..")
                        .or(JavaClass.Predicates.resideInAPackage(Sdk.BASE)))
                .because("only the packages source and channel know the engine; the client is a client")
                .allowEmptyShould(true)
                .check(Sdk.classes());
    }

    @Test
    void onlyTheModuleOfMicrosoftKnowsItsClient() {
        noClasses()
                .that()
                .resideInAPackage("dev.tocsin..")
                .and()
                .resideOutsideOfPackage(Sdk.MSGRAPH)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.microsoft..", "com.azure..", "okhttp3..")
                .allowEmptyShould(true)
                .check(Sdk.classes());
    }

    @Test
    void notifyUsesCoreHttpAndTheOfficialClientsOfItsServices() {
        mayUseOnly(
                Sdk.NOTIFY,
                Sdk.NOTIFY,
                Sdk.CORE,
                Sdk.HTTP,
                "java..",
                "javax.crypto..",
                "javax.net..",
                "com.sun.net.httpserver..",
                "com.twilio..",
                "org.apache.hc.core5.http..",
                "com.fasterxml.jackson..",
                "jakarta.mail..",
                "org.eclipse.angus.mail..",
                "org.slf4j..",
                "org.jspecify..");
    }

    @Test
    void onlyTheRoomOfTwilioKnowsItsClient() {
        noClasses()
                .that()
                .resideInAPackage("dev.tocsin..")
                .and()
                .resideOutsideOfPackage("dev.tocsin.notify.twilio")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.twilio..", "org.apache.hc..")
                .allowEmptyShould(true)
                .check(Sdk.classes());
    }

    @Test
    void onlyTheRoomOfMailKnowsItsLibrary() {
        noClasses()
                .that()
                .resideInAPackage("dev.tocsin..")
                .and()
                .resideOutsideOfPackage("dev.tocsin.notify.smtp")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.mail..", "jakarta.activation..", "org.eclipse.angus..")
                .allowEmptyShould(true)
                .check(Sdk.classes());
    }

    @Test
    void onlyTheReceiverOfWebhooksKnowsAServer() {
        noClasses()
                .that()
                .resideInAPackage(Sdk.NOTIFY)
                .and()
                .resideOutsideOfPackage("dev.tocsin.notify.webhook")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.sun.net.httpserver..")
                .allowEmptyShould(true)
                .check(Sdk.classes());
    }

    @Test
    void theSimulatorsNeedNoTestFrameworkAndNoEngine() {
        mayUseOnly(
                Sdk.SIMULATORS,
                Sdk.SIMULATORS,
                Sdk.BASE,
                "java..",
                "javax.crypto..",
                // The JDK's reader of XML, for what hosts answer to the webhooks of calls and messages.
                "javax.xml..",
                "org.w3c.dom..",
                "org.xml.sax..",
                "com.sun.net.httpserver..",
                "com.fasterxml.jackson..",
                "org.slf4j..",
                "org.jspecify..");
    }

    @Test
    void theTestkitUsesCoreAndTheSimulators() {
        mayUseOnly(
                Sdk.TESTKIT,
                Sdk.TESTKIT,
                Sdk.CORE,
                Sdk.SIMULATORS,
                "java..",
                "org.junit.jupiter..",
                "org.assertj..",
                "org.opentest4j..",
                "org.apiguardian..",
                "org.slf4j..",
                "org.jspecify..");
    }

    @Test
    void packagesHaveNoCycles() {
        slices().assignedFrom(new PackageBySlice())
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(Sdk.classes());
    }

    private static void mayUseOnly(String room, String... used) {
        classes()
                .that()
                .resideInAPackage(room)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(used)
                .allowEmptyShould(true)
                .check(Sdk.classes());
    }

    /** Every package is a slice of its own: a parent and its child are two rooms like any others. */
    private static final class PackageBySlice implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getPackageName().startsWith("dev.tocsin.")
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "every package";
        }
    }
}
