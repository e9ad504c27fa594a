package dev.tocsin.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.Execution;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.Company;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** What only the volatile store promises; the rest is in the contract of the test kit. */
class VolatileStoreTest {
    private static final MspId MSP = MspId.SINGLE;

    private final VolatileStore store = new VolatileStore();

    @Test
    void aSessionIsOfNoUseAfterItsWork() {
        StoreSession leaked = store.write(session -> session);
        assertThatThrownBy(() -> leaked.configuration().version(MSP))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("only valid while its work runs");
    }

    @Test
    void aSessionIsOfNoUseOnAnotherThread() {
        assertThatThrownBy(() -> store.read(session -> CompletableFuture.supplyAsync(
                                () -> session.configuration().version(MSP))
                        .join()))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(StoreException.class);
    }

    @Test
    void aWorkCannotBeginAnotherNorCloseTheStore() {
        assertThatThrownBy(() -> store.write(session -> store.read(inner -> 1))).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store.read(session -> {
                    store.close();
                    return 1;
                }))
                .isInstanceOf(StoreException.class);
        assertThat(store.<Integer>read(session -> 1)).isEqualTo(1);
    }

    @Test
    void aWorkThatHidesARefusedChangeIsUndone() {
        assertThatThrownBy(() -> store.write(session -> {
                    session.configuration().save(new Company(MSP, "c", "C"), Origin.FILE);
                    try {
                        session.intents().save(List.of());
                        session.connections()
                                .save(new ConnectionState(
                                        MSP, "cw", null, null, 0, null, null, null, null, null, null, null, 5));
                    } catch (StoreException hidden) {
                        return false;
                    }
                    return true;
                }))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.execution()).isEqualTo(Execution.NOT_EXECUTED))
                .hasMessageContaining("connection 'cw' has version 0");
        assertThat(store.<Long>read(session -> session.configuration().version(MSP)))
                .isZero();
    }

    @Test
    void aClosedStoreRefusesWork() {
        store.close();
        assertThatThrownBy(() -> store.read(session -> 1))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("closed");
    }
}
