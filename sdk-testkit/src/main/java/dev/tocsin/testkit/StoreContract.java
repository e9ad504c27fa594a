package dev.tocsin.testkit;

import dev.tocsin.core.store.Store;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/**
 * What every {@link Store} must do. Extend it in a test class, give it an empty store, and all tests run against that.
 * Where the port leaves something open, such as which of two rows due at the same moment comes first, so do the tests.
 */
public abstract class StoreContract {
    private @Nullable Store store;

    /** A new, empty store. Called before each test; the test closes it. */
    protected abstract Store open();

    /**
     * Closes a store and opens what it kept anew.
     *
     * @return the store opened anew, or null if nothing outlives the store, which skips the tests of that; this is the
     *     default
     */
    protected @Nullable Store reopen(Store open) {
        return null;
    }

    @BeforeEach
    final void openStore() {
        store = open();
    }

    @AfterEach
    final void closeStore() {
        if (store != null) {
            store.close();
        }
    }

    private Store current() {
        if (store == null) {
            throw new IllegalStateException("the store is opened before each test");
        }
        return store;
    }

    /** Transactions: what a work sees, what it leaves behind and what it may do. */
    @Nested
    class Transactions extends TransactionTests {
        @Override
        Store store() {
            return current();
        }

        @Override
        @Nullable
        Store reopened() {
            store = reopen(current());
            return store;
        }
    }

    /** Works that run at the same time. */
    @Nested
    class Concurrency extends ConcurrencyTests {
        @Override
        Store store() {
            return current();
        }
    }

    /** Events. */
    @Nested
    class Events extends EventTests {
        @Override
        Store store() {
            return current();
        }
    }

    /** Incidents and their history. */
    @Nested
    class Incidents extends IncidentTests {
        @Override
        Store store() {
            return current();
        }
    }

    /** Members of incidents. */
    @Nested
    class Members extends MemberTests {
        @Override
        Store store() {
            return current();
        }
    }

    /** Subjects that are suppressed, and the search for active parents. */
    @Nested
    class HeldSubjects extends HeldTests {
        @Override
        Store store() {
            return current();
        }
    }

    /** Silences, maintenance windows and inhibitions. */
    @Nested
    class SuppressionPieces extends SuppressionTests {
        @Override
        Store store() {
            return current();
        }
    }

    /** Intents, their leases and their tokens. */
    @Nested
    class Intents extends IntentTests {
        @Override
        Store store() {
            return current();
        }
    }

    /** Configuration. */
    @Nested
    class Configuration extends ConfigurationTests {
        @Override
        Store store() {
            return current();
        }
    }

    /** Connections. */
    @Nested
    class Connections extends ConnectionTests {
        @Override
        Store store() {
            return current();
        }
    }

    /** The trail of decisions. */
    @Nested
    class Trail extends TrailTests {
        @Override
        Store store() {
            return current();
        }
    }

    /** Tombstones. */
    @Nested
    class Tombstones extends TombstoneTests {
        @Override
        Store store() {
            return current();
        }
    }

    /** Links of assets. */
    @Nested
    class AssetLinks extends AssetLinkTests {
        @Override
        Store store() {
            return current();
        }
    }

    /** Configurations of fleets. */
    @Nested
    class Fleets extends FleetTests {
        @Override
        Store store() {
            return current();
        }
    }

    /** The last runs. */
    @Nested
    class Runs extends RunTests {
        @Override
        Store store() {
            return current();
        }
    }

    /** Technicians. */
    @Nested
    class Technicians extends TechnicianTests {
        @Override
        Store store() {
            return current();
        }
    }

    /** Users of customers. */
    @Nested
    class CompanyUsers extends CompanyUserTests {
        @Override
        Store store() {
            return current();
        }
    }

    /** The ledger of consent. */
    @Nested
    class Consent extends ConsentTests {
        @Override
        Store store() {
            return current();
        }
    }

    /** How far feeds were read. */
    @Nested
    class Feeds extends FeedTests {
        @Override
        Store store() {
            return current();
        }
    }

    /** How people are told of incidents. */
    @Nested
    class Escalations extends EscalationTests {
        @Override
        Store store() {
            return current();
        }
    }

    /** Messages to people. */
    @Nested
    class Notifications extends NotificationTests {
        @Override
        Store store() {
            return current();
        }
    }

    /** What says who is told of incidents. */
    @Nested
    class EscalationPieces extends EscalationPieceTests {
        @Override
        Store store() {
            return current();
        }
    }

    /** Tickets of incidents. */
    @Nested
    class TicketLinks extends TicketLinkTests {
        @Override
        Store store() {
            return current();
        }
    }

    /** Budgets, storms, kill switches and turns. */
    @Nested
    class Storms extends StormTests {
        @Override
        Store store() {
            return current();
        }
    }

    /** Random operations against a model. */
    @Nested
    class Model extends ModelTests {
        @Override
        Store store() {
            return current();
        }
    }
}
