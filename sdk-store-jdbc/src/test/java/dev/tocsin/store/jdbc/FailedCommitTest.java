package dev.tocsin.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.Execution;
import dev.tocsin.core.base.Sleeper;
import dev.tocsin.core.store.StoreException;
import dev.tocsin.core.store.StoreSession;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers hear when a transaction cannot be begun or committed, and that the next one is sound again. */
class FailedCommitTest {
    @TempDir
    Path directory;

    private SqliteFile file;
    private Faulty writer;
    private WriteQueue queue;

    @BeforeEach
    void open() {
        file = new SqliteFile(directory.resolve("store.db"), Duration.ofSeconds(1), Sleeper.system());
        file.prepare();
        writer = new Faulty(new SqliteWriter(file));
        queue = new WriteQueue(writer, JdbcStoreOptions.defaults());
    }

    @AfterEach
    void close() {
        queue.close();
    }

    private String keep(String id) {
        return queue.run(session -> {
            session.events().save(List.of(Fixture.event(id)));
            return id;
        });
    }

    private boolean has(String id) {
        try (JdbcStore store = JdbcStore.sqlite(directory.resolve("store.db"))) {
            return Fixture.has(store, id);
        }
    }

    @Test
    void aCommitOfWhichNothingIsKnownIsReportedAsSuchAndTheNextWorkGoesOn() {
        writer.commitFault = new StoreException("the sync failed", Execution.UNKNOWN, null);
        assertThatThrownBy(() -> keep("one"))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.execution()).isEqualTo(Execution.UNKNOWN))
                .hasMessageContaining("the sync failed");

        writer.commitFault = null;
        assertThat(keep("two")).isEqualTo("two");
        assertThat(has("one")).isFalse();
        assertThat(has("two")).isTrue();
    }

    @Test
    void aTransactionThatCannotBeBegunKeepsNothingAndTheNextWorkGoesOn() {
        writer.beginFault = new StoreException("locked", Execution.NOT_EXECUTED, null);
        assertThatThrownBy(() -> keep("one"))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.execution()).isEqualTo(Execution.NOT_EXECUTED));

        writer.beginFault = null;
        assertThat(keep("two")).isEqualTo("two");
        assertThat(has("one")).isFalse();
    }

    @Test
    void aFaultThatNobodyForesawLeavesNoCallerWaiting() {
        writer.beginFault = new IllegalStateException("out of luck");
        assertThatThrownBy(() -> keep("one")).hasMessage("out of luck");

        writer.beginFault = null;
        assertThat(keep("two")).isEqualTo("two");
    }

    /** A writer that fails when it is told to. */
    private static final class Faulty implements WriteQueue.Writer {
        private final SqliteWriter writer;
        private RuntimeException beginFault;
        private StoreException commitFault;

        Faulty(SqliteWriter writer) {
            this.writer = writer;
        }

        @Override
        public StoreSession begin() {
            if (beginFault != null) {
                throw beginFault;
            }
            return writer.begin();
        }

        @Override
        public int events() {
            return writer.events();
        }

        @Override
        public void throwFailure() {
            writer.throwFailure();
        }

        @Override
        public void commit() {
            if (commitFault != null) {
                writer.close();
                throw commitFault;
            }
            writer.commit();
        }

        @Override
        public void rollback() {
            writer.rollback();
        }

        @Override
        public void close() {
            writer.close();
        }
    }
}
