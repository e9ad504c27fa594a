package dev.tocsin.testkit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/**
 * What every adapter of the port {@link dev.tocsin.core.psa.Psa} must do. Extend it in a test class, give it a stage with
 * the adapter's simulator, and all tests run against that.
 */
public abstract class PsaContract {
    private @Nullable PsaStage stage;

    /** A new stage. Called before each test; the test closes it. */
    protected abstract PsaStage open();

    @BeforeEach
    final void openStage() {
        stage = open();
    }

    @AfterEach
    final void closeStage() {
        if (stage != null) {
            stage.close();
        }
    }

    private PsaStage current() {
        if (stage == null) {
            throw new IllegalStateException("the stage is opened before each test");
        }
        return stage;
    }

    /** Creating tickets and finding them by their references. */
    @Nested
    class Creating extends PsaCreateTests {
        @Override
        PsaStage stage() {
            return current();
        }
    }

    /** What becomes of writes when something goes wrong. */
    @Nested
    class Outcomes extends PsaOutcomeTests {
        @Override
        PsaStage stage() {
            return current();
        }
    }

    /** Notes and statuses. */
    @Nested
    class Changing extends PsaChangeTests {
        @Override
        PsaStage stage() {
            return current();
        }
    }

    /** Priorities, contacts and configurations. */
    @Nested
    class Filling extends PsaFillTests {
        @Override
        PsaStage stage() {
            return current();
        }
    }

    /** Contacts of users. */
    @Nested
    class Knowing extends PsaContactTests {
        @Override
        PsaStage stage() {
            return current();
        }
    }

    /** Tickets that were moved, merged, converted or deleted. */
    @Nested
    class Following extends PsaFollowTests {
        @Override
        PsaStage stage() {
            return current();
        }
    }

    /** Reading tickets and what people did to them. */
    @Nested
    class Reading extends PsaReadTests {
        @Override
        PsaStage stage() {
            return current();
        }
    }

    /** Checking configurations and access. */
    @Nested
    class Checking extends PsaCheckTests {
        @Override
        PsaStage stage() {
            return current();
        }
    }

    /** Listing companies. */
    @Nested
    class Companies extends PsaCompanyTests {
        @Override
        PsaStage stage() {
            return current();
        }
    }

    /** Writing and reading configurations. */
    @Nested
    class Configurations extends PsaConfigurationTests {
        @Override
        PsaStage stage() {
            return current();
        }
    }
}
