package dev.tocsin.core;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.Sleeper;
import dev.tocsin.core.consent.Programme;
import dev.tocsin.core.escalation.ActionLinks;
import dev.tocsin.core.listen.MetricsListener;
import dev.tocsin.core.listen.TocsinListener;
import dev.tocsin.core.notify.Channel;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.psa.Psa;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.Store;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Collects what a {@link Tocsin} needs. Not thread-safe. */
public final class TocsinBuilder {
    @Nullable
    Store store;

    MspId msp = MspId.SINGLE;
    final Map<String, Psa> psas = new LinkedHashMap<>();
    final Map<String, String> associated = new HashMap<>();
    Settings settings = Settings.DEFAULTS;
    Clock clock = Clock.systemUTC();
    Sleeper sleeper = Sleeper.system();

    @Nullable
    ExecutorService executor;

    @Nullable
    RandomGenerator random;

    final Map<ChannelKind, Channel> channels = new EnumMap<>(ChannelKind.class);

    @Nullable
    Programme programme;

    @Nullable
    ActionLinks links;

    boolean providerAnswersKeywords = true;

    @Nullable
    ExecutorService messageExecutor;

    final List<TocsinListener> listeners = new ArrayList<>();
    final List<MetricsListener> metrics = new ArrayList<>();

    TocsinBuilder() {}

    /** Where state is kept. Needed: there is no default, since the choice decides what a crash costs. */
    public TocsinBuilder store(Store value) {
        store = value;
        return this;
    }

    /** The MSP that this workflow serves; {@link MspId#SINGLE} by default. */
    public TocsinBuilder msp(MspId value) {
        msp = value;
        return this;
    }

    /**
     * A PSA connection for all companies.
     *
     * @throws ConfigurationException if another one has its id
     */
    public TocsinBuilder psa(Psa value) {
        if (psas.putIfAbsent(value.connectionId(), value) != null) {
            throw new ConfigurationException(
                    "psa.connectionId", "'" + value.connectionId() + "' is the id of two connections");
        }
        return this;
    }

    /**
     * A PSA connection for one local company only, such as a customer's own PSA: no other company can be mapped onto it.
     *
     * @param companyId the local company, which need not exist yet
     * @throws ConfigurationException if another connection has its id
     */
    public TocsinBuilder psa(Psa value, String companyId) {
        psa(value);
        associated.put(value.connectionId(), companyId);
        return this;
    }

    /** The numbers and policies; {@link Settings#DEFAULTS} by default. */
    public TocsinBuilder settings(Settings value) {
        settings = value;
        return this;
    }

    /** The clock; the system's by default. */
    public TocsinBuilder clock(Clock value) {
        clock = value;
        return this;
    }

    /** How {@link Tocsin#settle} and {@link Tocsin#configurationSync} wait; in real time by default. */
    public TocsinBuilder sleeper(Sleeper value) {
        sleeper = value;
        return this;
    }

    /**
     * Runs the requests to PSAs; the host closes it. It should run one more at once than
     * {@link Settings#parallelRequests()}, for the reading of companies. By default the workflow has daemon threads of its own.
     */
    public TocsinBuilder executor(ExecutorService value) {
        executor = value;
        return this;
    }

    /** The source of references, ids and nonces; a secure one by default. Give another only in tests. */
    public TocsinBuilder random(RandomGenerator value) {
        random = value;
        return this;
    }

    /**
     * Carries messages to people; of several of one kind the first is used. With one, people are told of incidents by the
     * routes and escalations of the configuration: each incident that is saved wakes its escalation in the same transaction.
     * Without any, nobody is told.
     */
    public TocsinBuilder channel(Channel value) {
        channels.putIfAbsent(value.kind(), value);
        return this;
    }

    /** The sending programme, by whose ledger texts and calls are allowed; needed once there is a channel for such. */
    public TocsinBuilder programme(Programme value) {
        programme = value;
        return this;
    }

    /** Makes the links by which people acknowledge and close out of messages; by default there are none in them. */
    public TocsinBuilder actionLinks(ActionLinks value) {
        links = value;
        return this;
    }

    /** Whether the provider of texts itself answers STOP, HELP and START, so that we do not; by default it does. */
    public TocsinBuilder providerAnswersKeywords(boolean value) {
        providerAnswersKeywords = value;
        return this;
    }

    /**
     * Runs the requests to the services that carry messages; the host closes it. It should run
     * {@link dev.tocsin.core.settings.NotificationSettings#parallel} of each kind at once. By default the workflow has daemon threads of its
     * own, apart from those for PSAs.
     */
    public TocsinBuilder messageExecutor(ExecutorService value) {
        messageExecutor = value;
        return this;
    }

    /** The programme, checked against the channels; null if it is not needed. */
    @Nullable
    Programme programme() {
        boolean phones = channels.containsKey(ChannelKind.SMS) || channels.containsKey(ChannelKind.VOICE);
        if (phones && programme == null) {
            throw new ConfigurationException(
                    "programme", "is missing; texts and calls need the programme that people agreed to");
        }
        return programme;
    }

    /** Who is told what happens, after it is durable; several are told in this order. */
    public TocsinBuilder listener(TocsinListener value) {
        listeners.add(value);
        return this;
    }

    /** Who is told numbers; several are told in this order. */
    public TocsinBuilder metrics(MetricsListener value) {
        metrics.add(value);
        return this;
    }

    static <T> T needed(String field, @Nullable T value) {
        if (value == null) {
            throw new ConfigurationException(field, "is missing; a Store such as JdbcStore.sqlite(file) is needed");
        }
        return value;
    }

    /**
     * The workflow, not yet started.
     *
     * @throws ConfigurationException if the store is missing, or there is a channel for texts or calls and no programme
     */
    public Tocsin build() {
        return new Tocsin(this);
    }
}
