package dev.tocsin.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The published classes of all SDK modules, read once, and the names of their packages. */
final class Sdk {

    static final String BASE = "dev.tocsin.core.base..";
    static final String CORE = "dev.tocsin.core..";
    static final String HTTP = "dev.tocsin.http..";
    static final String STORE_JDBC = "dev.tocsin.store.jdbc..";
    static final String CONNECTWISE = "dev.tocsin.connectwise..";
    static final String CONNECTWISE_PSA = "dev.tocsin.connectwise.psa..";
    static final String MSGRAPH = "dev.tocsin.msgraph..";
    static final String NOTIFY = "dev.tocsin.notify..";
    static final String SIMULATORS = "dev.tocsin.simulators..";
    static final String TESTKIT = "dev.tocsin.testkit..";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(
                    "dev.tocsin.core",
                    "dev.tocsin.http",
                    "dev.tocsin.store.jdbc",
                    "dev.tocsin.connectwise",
                    "dev.tocsin.msgraph",
                    "dev.tocsin.notify",
                    "dev.tocsin.simulators",
                    "dev.tocsin.testkit");

    private Sdk() {}

    static JavaClasses classes() {
        return CLASSES;
    }

    /** A class of the simulators that can be started from a command line, with what is nested in it. */
    static DescribedPredicate<JavaClass> commandLine() {
        return DescribedPredicate.describe("the simulators' command line", type -> {
            JavaClass outermost = outermost(type);
            return outermost.getPackageName().startsWith("dev.tocsin.simulators")
                    && outermost.tryGetMethod("main", String[].class).isPresent();
        });
    }

    /** Visible to a user: public with all that encloses it, and in no package named {@code internal}. */
    static boolean isApi(JavaClass type) {
        if (type.getPackageName().matches("(.*\\.)?internal(\\..*)?")) {
            return false;
        }
        JavaClass at = type;
        while (at.getModifiers().contains(JavaModifier.PUBLIC)) {
            if (at.getEnclosingClass().isEmpty()) {
                return true;
            }
            at = at.getEnclosingClass().get();
        }
        return false;
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(Sdk::outermost).orElse(type);
    }
}
