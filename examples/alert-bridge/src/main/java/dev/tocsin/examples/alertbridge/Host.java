package dev.tocsin.examples.alertbridge;

import dev.tocsin.connectwise.ConnectWise;
import dev.tocsin.connectwise.psa.ConnectWisePsa;
import dev.tocsin.core.Tocsin;
import dev.tocsin.core.TocsinBuilder;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.Sleeper;
import dev.tocsin.core.intake.Catalogue;
import dev.tocsin.core.people.PhoneBook;
import dev.tocsin.core.psa.Psa;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoredConfiguration;
import dev.tocsin.core.store.VolatileStore;
import dev.tocsin.examples.alertbridge.config.BridgeConfiguration;
import dev.tocsin.examples.alertbridge.config.ConfigurationSeeder;
import dev.tocsin.examples.alertbridge.config.ConnectWiseAccess;
import dev.tocsin.examples.alertbridge.config.Fault;
import dev.tocsin.examples.alertbridge.config.FaultyConfigurationException;
import dev.tocsin.examples.alertbridge.config.TechnicianNames;
import dev.tocsin.store.jdbc.JdbcStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The SDK put together as the configuration says: the store, the PSA if there is one, and the workflow over them. */
final class Host implements AutoCloseable {
    private static final String SQLITE = "jdbc:sqlite:";
    private static final String EMBEDDED = "tocsin-data/tocsin.db";

    private final Store store;
    private final Tocsin tocsin;
    private final List<Connection> connections;
    private final Settings settings;
    private final BridgeConfiguration configuration;
    private final Surroundings around;
    private final Messengers messengers;
    private @Nullable Microsoft microsoft;

    private Host(Store store, BridgeConfiguration configuration, Surroundings around, Sleeper sleeper) {
        this.store = store;
        this.configuration = configuration;
        this.around = around;
        this.connections = connect(configuration, around);
        this.settings = configuration.settings();
        TocsinBuilder builder = Tocsin.builder()
                .store(store)
                .settings(settings)
                .clock(around.clock())
                .sleeper(sleeper);
        for (Connection connection : connections) {
            String associated = connection.access().associatedCompany();
            if (associated == null) {
                builder.psa(connection.psa());
            } else {
                builder.psa(connection.psa(), associated);
            }
        }
        messengers = Messengers.of(configuration, around, this::microsoft);
        messengers.addTo(builder);
        tocsin = builder.build();
    }

    /**
     * Opens all, writes to the store what the file says, and takes up again what waited for that: parked events, refused
     * tickets.
     *
     * @param sleeper how the workflow waits, which a command may want to see
     * @throws FaultyConfigurationException if the configuration cannot work
     */
    static Host open(BridgeConfiguration configuration, Surroundings around, Sleeper sleeper) {
        Host host = new Host(openStore(configuration, around), configuration, around, sleeper);
        try {
            host.seed();
            host.tocsin.replayParked();
            host.tocsin.retryRefused();
        } catch (RuntimeException e) {
            host.close();
            throw e;
        }
        return host;
    }

    /**
     * Opens all and writes to the store what the file says, and nothing else.
     *
     * @throws FaultyConfigurationException if the configuration cannot work
     */
    static Host seeded(BridgeConfiguration configuration, Surroundings around) {
        Host host = of(openStore(configuration, around), configuration, around);
        try {
            host.seed();
        } catch (RuntimeException e) {
            host.close();
            throw e;
        }
        return host;
    }

    /** Opens the store to look into it. What is not there is not made: the store is then an empty one in memory. */
    static Host look(BridgeConfiguration configuration, Surroundings around) {
        return of(lookStore(configuration, around), configuration, around);
    }

    /**
     * Opens all to show what would be if the file were written to the store, which is looked into and never written to.
     *
     * @throws FaultyConfigurationException if the configuration cannot work
     */
    static Host asIfSeeded(BridgeConfiguration configuration, Surroundings around) {
        LookStore store = new LookStore(lookStore(configuration, around));
        Host host = of(store, configuration, around);
        try {
            host.seed();
        } catch (RuntimeException e) {
            host.close();
            throw e;
        }
        store.seal();
        return host;
    }

    /**
     * Writes to the store what the file says.
     *
     * @throws FaultyConfigurationException if the configuration cannot work
     */
    void seed() {
        new ConfigurationSeeder(tocsin.configuration(), TechnicianNames.of(tocsin.technicians())).seed(configuration);
    }

    private static Host of(Store store, BridgeConfiguration configuration, Surroundings around) {
        return new Host(store, configuration, around, around.sleeper());
    }

    private static Store lookStore(BridgeConfiguration configuration, Surroundings around) {
        String url = configuration.store();
        boolean absent = (url == null || url.startsWith(SQLITE)) && !Files.exists(storeFile(configuration, around));
        return absent ? new VolatileStore() : openStore(configuration, around);
    }

    /**
     * The configuration that the store holds; an empty one if there is no store yet, which is then not made.
     *
     * @throws FaultyConfigurationException if the configuration names no store
     */
    static StoredConfiguration stored(BridgeConfiguration configuration, Surroundings around) {
        if (!Files.exists(storeFile(configuration, around))) {
            return StoredConfiguration.NONE;
        }
        try (Store store = openStore(configuration, around)) {
            return store.read(session -> session.configuration().load(MspId.SINGLE));
        }
    }

    /** The file of the store. */
    static Path storeFile(BridgeConfiguration configuration, Surroundings around) {
        String url = configuration.store();
        return url == null || !url.startsWith(SQLITE)
                ? around.directory().resolve(EMBEDDED)
                : Path.of(url.substring(SQLITE.length()));
    }

    private static Store openStore(BridgeConfiguration configuration, Surroundings around) {
        String url = configuration.store();
        if (url == null) {
            return JdbcStore.sqlite(around.directory().resolve(EMBEDDED));
        }
        try {
            return JdbcStore.open(url);
        } catch (ConfigurationException e) {
            throw new FaultyConfigurationException(
                    List.of(new Fault(configuration.file(), 0, "", String.valueOf(e.getMessage()))));
        }
    }

    private static List<Connection> connect(BridgeConfiguration configuration, Surroundings around) {
        Settings settings = configuration.settings();
        return configuration.connections().stream()
                .map(access -> {
                    ConnectWise client = ConnectWise.connect(
                            access.connection(around.clock(), around.sleeper(), settings.requestTimeout()));
                    return new Connection(
                            access,
                            client,
                            new ConnectWisePsa(access.id(), client, access.options(settings.requestTimeout())));
                })
                .toList();
    }

    /**
     * A connection to a PSA.
     *
     * @param access how it is reached
     * @param client the client
     * @param psa the same for the workflow
     */
    record Connection(ConnectWiseAccess access, ConnectWise client, Psa psa) {
        /** The id of it. */
        String id() {
            return access.id();
        }
    }

    /** The workflow. */
    Tocsin tocsin() {
        return tocsin;
    }

    /** The store. */
    Store store() {
        return store;
    }

    /** The connections to PSAs, in the order of the file; empty if nothing is to be sent. */
    List<Connection> connections() {
        return connections;
    }

    /** Whether there is a PSA to send anything to. */
    boolean sends() {
        return !connections.isEmpty();
    }

    /** Whether the file describes an app in Microsoft Entra ID. */
    boolean hasMicrosoft() {
        return configuration.microsoft() != null;
    }

    /**
     * Microsoft 365 as the file says; it is set up when it is first asked for.
     *
     * @throws FaultyConfigurationException if the file describes no app
     */
    synchronized Microsoft microsoft() {
        Microsoft known = microsoft;
        if (known == null) {
            known = Microsoft.of(configuration, around);
            microsoft = known;
        }
        return known;
    }

    /** Reads phone numbers, for the region that the file names. */
    PhoneBook phones() {
        return hasMicrosoft() ? microsoft().access().phones() : PhoneBook.international();
    }

    /** What messages to people are sent with. */
    Messengers messengers() {
        return messengers;
    }

    /** The configuration as it is in force now. */
    Catalogue catalogue() {
        return new Catalogue(tocsin.configuration().of(MspId.SINGLE), settings);
    }

    @Override
    public void close() {
        tocsin.close();
        store.close();
    }
}
