package dev.tocsin.testkit;

import static dev.tocsin.testkit.Samples.MSP;
import static dev.tocsin.testkit.Samples.OTHER_MSP;
import static dev.tocsin.testkit.Samples.SPECIAL;
import static dev.tocsin.testkit.Samples.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.psa.ReferenceMethod;
import dev.tocsin.core.store.ConnectionState;
import org.junit.jupiter.api.Test;

/** What a store does with what is known of connections. */
abstract class ConnectionTests extends StoreTests {
    private ConnectionState get(MspId msp, String connection) {
        return read(session -> session.connections().get(msp, connection));
    }

    private void save(ConnectionState state) {
        change(session -> session.connections().save(state));
    }

    private static ConnectionState full(MspId msp, String connection, long version) {
        return new ConnectionState(
                msp,
                connection,
                ReferenceMethod.CUSTOM_FIELD,
                after(1),
                2,
                Long.MAX_VALUE,
                after(2),
                SPECIAL,
                after(3),
                after(4),
                "P1 " + SPECIAL,
                "v" + SPECIAL,
                version);
    }

    @Test
    void nothingIsKnownAtFirst() {
        assertThat(get(MSP, "cw")).isEqualTo(ConnectionState.unknown(MSP, "cw"));
        ConnectionState inWork = write(session -> session.connections().get(MSP, "cw"));
        assertThat(inWork).isEqualTo(ConnectionState.unknown(MSP, "cw"));
        assertThat(get(MSP, "cw")).isEqualTo(ConnectionState.unknown(MSP, "cw"));
    }

    @Test
    void whatIsKnownIsKeptWithAllItsFieldsAndCountsUp() {
        String connection = "cw " + SPECIAL;
        save(full(MSP, connection, 0));
        assertThat(get(MSP, connection)).isEqualTo(full(MSP, connection, 1));
        ConnectionState emptied =
                new ConnectionState(MSP, connection, null, null, 0, null, null, null, null, null, null, null, 1);
        save(emptied);
        assertThat(get(MSP, connection))
                .isEqualTo(new ConnectionState(
                        MSP, connection, null, null, 0, null, null, null, null, null, null, null, 2));
    }

    @Test
    void aChangeOfAnotherVersionIsRefused() {
        save(full(MSP, "cw", 0));
        assertRefused(() -> save(ConnectionState.unknown(MSP, "cw")));
        assertRefused(() -> save(full(MSP, "cw", 2)));
        assertRefused(() -> save(full(MSP, "new", 1)));
        assertThat(get(MSP, "cw")).isEqualTo(full(MSP, "cw", 1));
        assertThat(get(MSP, "new")).isEqualTo(ConnectionState.unknown(MSP, "new"));
    }

    @Test
    void connectionsAreKeptApartByIdAndMsp() {
        save(full(MSP, "cw", 0));
        assertThat(get(MSP, "CW")).isEqualTo(ConnectionState.unknown(MSP, "CW"));
        assertThat(get(OTHER_MSP, "cw")).isEqualTo(ConnectionState.unknown(OTHER_MSP, "cw"));
    }
}
