package dev.tocsin.core.preview;

import dev.tocsin.core.Configuration;
import dev.tocsin.core.Tocsin;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoredConfiguration;
import dev.tocsin.core.store.VolatileStore;
import java.util.List;
import java.util.function.Consumer;

/** Copies of a configuration in stores of a preview's own. */
final class ConfigurationCopy {
    private ConfigurationCopy() {}

    /** Writes a configuration to an empty store, each piece with its origin. */
    static void write(StoredConfiguration configuration, MspId msp, Store store) {
        store.write(session -> {
            configuration.copyTo(msp, session.configuration());
            return true;
        });
    }

    /** A configuration with changes, applied to a copy by the rules by which the host's would be. */
    static StoredConfiguration changed(
            StoredConfiguration configuration, MspId msp, List<Consumer<Configuration>> changes) {
        if (changes.isEmpty()) {
            return configuration;
        }
        try (VolatileStore store = new VolatileStore();
                Tocsin tocsin = Tocsin.builder().store(store).msp(msp).build()) {
            write(configuration, msp, store);
            changes.forEach(change -> change.accept(tocsin.configuration()));
            return tocsin.configuration().of(msp);
        }
    }
}
