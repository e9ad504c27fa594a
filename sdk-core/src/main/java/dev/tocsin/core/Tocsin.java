package dev.tocsin.core;

import dev.tocsin.core.audit.Audit;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.deadletter.DeadLetters;
import dev.tocsin.core.engine.AssetLinking;
import dev.tocsin.core.engine.ConfigurationWatch;
import dev.tocsin.core.engine.ConnectionFacts;
import dev.tocsin.core.engine.DeadLetterWork;
import dev.tocsin.core.engine.Dispatcher;
import dev.tocsin.core.engine.DriftWatch;
import dev.tocsin.core.engine.EscalatingStore;
import dev.tocsin.core.engine.EscalationWork;
import dev.tocsin.core.engine.HeldWork;
import dev.tocsin.core.engine.IncidentWork;
import dev.tocsin.core.engine.MessageDispatcher;
import dev.tocsin.core.engine.MessageWork;
import dev.tocsin.core.engine.Messaging;
import dev.tocsin.core.engine.Reconciler;
import dev.tocsin.core.engine.References;
import dev.tocsin.core.engine.Replay;
import dev.tocsin.core.engine.Settling;
import dev.tocsin.core.engine.TicketWriting;
import dev.tocsin.core.engine.Worker;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.feed.FeedPolicy;
import dev.tocsin.core.feed.FeedPolls;
import dev.tocsin.core.fleet.ConfigurationSync;
import dev.tocsin.core.incident.Lifecycle;
import dev.tocsin.core.intake.Catalogues;
import dev.tocsin.core.intake.Intake;
import dev.tocsin.core.intake.IntakeRules;
import dev.tocsin.core.lint.LintReport;
import dev.tocsin.core.lint.Linter;
import dev.tocsin.core.listen.Announcer;
import dev.tocsin.core.listen.ListeningStore;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.psa.Psa;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.Origin;
import dev.tocsin.core.store.Store;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workflow in one object: hand events to {@link #ingest}, and between {@link #start} and {@link #close} they become
 * tickets of the connected PSA and stay true until they are closed. Thread-safe. The host keeps the store and closes it
 * after this.
 */
public final class Tocsin implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tocsin.class);

    private final Store store;
    private final MspId msp;
    private final Map<String, Psa> psas;
    private final Map<String, String> associated;
    private final Clock clock;
    private final Settings settings;
    private final Announcer announcer;
    private final Intake intake;
    /** The kinds of messages that can be sent. */
    private final Set<ChannelKind> channels;

    private final ConnectionFacts facts;
    private final Reconciler reconciler;
    private final Worker worker;
    private final Settling settling;
    private final Replay replay;
    private final AssetLinking assetLinking;
    private final ConfigurationSync configurationSync;
    private final Audit audit;
    private final Configuration configuration;
    private final Companies companies;
    private final DriftWatch drift;
    private final DeadLetters deadLetters;
    private final KillSwitchBoard killSwitches;
    private final FeedPolls feeds;
    private final PeoplePieces people;
    private final Notifications notifications;
    private final InboundPieces inbound;
    private final RequestThreads requests;
    /** Null if nobody is told. */
    private final @Nullable RequestThreads messages;

    private @Nullable Thread loop;

    Tocsin(TocsinBuilder b) {
        msp = b.msp;
        clock = b.clock;
        announcer = new Announcer(b.listeners, b.metrics, clock);
        Store kept = TocsinBuilder.needed("store", b.store);
        Store told = b.channels.isEmpty() ? kept : new EscalatingStore(kept, clock);
        store = announcer.isSilent() ? told : new ListeningStore(told, announcer);
        settings = b.settings;
        psas = Map.copyOf(b.psas);
        channels = Set.copyOf(b.channels.keySet());
        settings.warnings().forEach(LOG::warn);
        Lifecycle lifecycle = new Lifecycle(settings);
        Catalogues catalogues = new Catalogues(settings, b.associated);
        IntakeRules intakeRules = new IntakeRules(settings);
        facts = new ConnectionFacts(store, intakeRules, clock);
        intake = new Intake(store, catalogues, lifecycle, intakeRules, clock);
        References references = b.random == null ? References.secure() : new References(b.random);
        TicketWriting writing = new TicketWriting(catalogues, references, settings.storm());
        IncidentWork incidents = new IncidentWork(lifecycle, catalogues, writing, settings);
        Dispatcher dispatcher = new Dispatcher(
                store,
                msp,
                psas,
                settings,
                lifecycle,
                incidents,
                writing,
                catalogues,
                clock,
                UUID.randomUUID().toString());
        reconciler = new Reconciler(store, settings, incidents, clock);
        // One more than requests of tickets, so that reading a PSA's companies takes no turn of theirs.
        requests = RequestThreads.of(b.executor, "tocsin-request-", settings.parallelRequests() + 1);
        replay = new Replay(store, this::take);
        drift = new DriftWatch(store, msp, b.associated, settings, clock);
        Messaging messaging =
                new Messaging(msp, b.channels, b.programme(), b.links, settings.notifications(), catalogues);
        messages = channels.isEmpty()
                ? null
                : RequestThreads.of(
                        b.messageExecutor,
                        "tocsin-message-",
                        settings.notifications().parallel() * channels.size());
        worker = new Worker(
                store,
                psas,
                msp,
                new HeldWork(catalogues, intake),
                incidents,
                dispatcher,
                reconciler,
                facts,
                new ConfigurationWatch(store, msp, catalogues, replay, clock),
                drift,
                settings,
                clock,
                requests.service(),
                messages == null ? null : telling(messaging, messages.service()));
        notifications = new Notifications(store, messaging, clock, worker::wake);
        assetLinking = new AssetLinking(store, msp, catalogues, writing, clock);
        configurationSync = new ConfigurationSync(
                msp, store, psas, settings, catalogues, assetLinking, clock, b.sleeper, requests.service());
        audit = new Audit(store, catalogues, settings.storm(), clock);
        settling = new Settling(store, worker, settings, msp, clock, b.sleeper);
        Pieces pieces = new Pieces(store, Origin.PERSON, clock);
        MappingPieces mappings = new MappingPieces(pieces, b.associated);
        configuration = new Configuration(pieces, mappings);
        companies = new Companies(msp, psas, b.associated, pieces, mappings, drift, worker::wake);
        associated = Map.copyOf(b.associated);
        deadLetters = new DeadLetters(
                store, msp, psas, new DeadLetterWork(lifecycle, catalogues, references), clock, worker::wake);
        killSwitches = new KillSwitchBoard(store, msp, worker, clock);
        feeds = new FeedPolls(store, msp, this::ingest, clock, FeedPolicy.DEFAULTS);
        people = new PeoplePieces(msp, store, catalogues, clock, b.random == null ? new SecureRandom() : b.random);
        inbound = new InboundPieces(msp, store, catalogues, writing, b, worker::wake);
    }

    private MessageWork telling(Messaging messaging, Executor executor) {
        return new MessageWork(
                store,
                messaging,
                new EscalationWork(messaging),
                new MessageDispatcher(store, messaging, clock, UUID.randomUUID().toString()),
                clock,
                executor);
    }

    /** A builder; only the store is needed, and a PSA for tickets to be made. */
    public static TocsinBuilder builder() {
        return new TocsinBuilder();
    }

    /**
     * Takes events in. When this returns, every event that was accepted or parked is durable; handing it in again
     * changes nothing.
     *
     * @param events the events, in any number; each call is one transaction, so some hundreds are best
     * @return one receipt per event, in their order
     * @throws dev.tocsin.core.store.StoreException if the store cannot keep them; hand them in again
     */
    public List<Receipt> ingest(Collection<SecurityEvent> events) {
        List<Receipt> receipts = take(events);
        worker.wake();
        return receipts;
    }

    private List<Receipt> take(Collection<SecurityEvent> events) {
        List<Receipt> receipts = intake.ingest(events);
        announcer.received(events, receipts);
        return receipts;
    }

    /** Companies, mappings, event sets, rules, and what suppresses. */
    public Configuration configuration() {
        return configuration;
    }

    /** Keeps the PSAs' configurations in step with the host's assets. */
    public ConfigurationSync configurationSync() {
        return configurationSync;
    }

    /** The PSAs' companies, and what ties local ones to them. */
    public Companies companies() {
        return companies;
    }

    /** The people who receive alerts and close tickets. */
    public Technicians technicians() {
        return people.technicians();
    }

    /** The people of the customers, kept in step with the customers' directories. */
    public Directories directories() {
        return people.directories();
    }

    /** What people agreed to and what they ended. */
    public ConsentLedger consent() {
        return people.consent();
    }

    /** The messages to people: what was sent, what is to be sent, and what services report of it. */
    public Notifications notifications() {
        return notifications;
    }

    /** What technicians do about incidents: acknowledge, close, snooze. */
    public Acknowledgements acknowledgements() {
        return inbound.acknowledgements();
    }

    /** What people send back, by message or by a key in a call. */
    public Inbound inbound() {
        return inbound.inbound();
    }

    /** What stops all writes for the MSP, a company or a rule. */
    public KillSwitchBoard killSwitches() {
        return killSwitches;
    }

    /** Reads the logs of sources, such as a tenant's sign-ins, into this workflow. */
    public FeedPolls feeds() {
        return feeds;
    }

    /** What was done and what is left to do. */
    public Audit audit() {
        return audit;
    }

    /**
     * Looks for what is wrong or suspicious in the configuration, within itself and against the PSAs as they are now.
     * Writes nothing.
     *
     * @throws TocsinException if a PSA cannot be read
     */
    public LintReport lint() {
        return new Linter(configuration.of(msp), settings, psas, associated)
                .withPeople(clock.instant(), technicians().list(), channels)
                .lint();
    }

    /** What the PSAs refused and a person must decide on. */
    public DeadLetters deadLetters() {
        return deadLetters;
    }

    /**
     * Begins to work in the background. Calling it again does nothing.
     */
    public synchronized void start() {
        if (loop == null) {
            Thread thread = new Thread(
                    () -> {
                        begin();
                        worker.run();
                    },
                    "tocsin-worker");
            thread.setDaemon(true);
            thread.start();
            loop = thread;
        }
    }

    /**
     * Works in the caller's thread until no write is open or those that are cannot be done now. Must not be called
     * while the background work runs.
     *
     * @param endWaits whether the group waits, note intervals and holds of all incidents end now
     * @return what is left, empty if nothing is
     * @throws InterruptedException if the thread is interrupted
     */
    public List<Settling.Left> settle(boolean endWaits) throws InterruptedException {
        replay.postponed(msp, psas.keySet(), clock.instant());
        askPsas();
        return settling.settle(endWaits);
    }

    /** Takes up what is due now, in the caller's thread; returns how many pieces of work that was. For tests. */
    public int workOnce() {
        return worker.round();
    }

    /** When the next piece of work is due, the polls of the PSAs apart; empty if none is. For tests and previews. */
    public Optional<Instant> nextDue() {
        return Optional.ofNullable(worker.nextDue());
    }

    /**
     * Reads now what people did in the PSAs.
     *
     * @return how many tickets of ours had changed
     * @throws TocsinException if a PSA cannot be read
     */
    public int poll() {
        int changed = 0;
        for (Psa psa : psas.values()) {
            changed += reconciler.poll(msp, psa);
        }
        return changed;
    }

    /**
     * Looks at one ticket now, since something says that it changed, such as a callback. That is a hint and nothing more: the
     * ticket is read, and what follows is decided by what it is. Safe to call from any thread and as often as hints come.
     *
     * @param connectionId the PSA connection
     * @param ticketId the ticket's id in the PSA
     * @return whether it is the ticket of a live incident
     * @throws ConfigurationException if there is no such connection
     * @throws TocsinException if the PSA cannot be read; the next poll sees the change
     */
    public boolean ticketChanged(String connectionId, String ticketId) {
        Psa psa = psas.get(connectionId);
        if (psa == null) {
            throw new ConfigurationException(
                    "connectionId", "'" + connectionId + "' is no connection; legal are " + psas.keySet());
        }
        boolean ours = reconciler.look(msp, psa, ticketId);
        worker.wake();
        return ours;
    }

    /**
     * Keeps which configuration in the PSA stands for an asset. It is attached to the company's open tickets with something
     * active on that asset, and to later ones.
     *
     * @param companyId the local company, which must be mapped
     * @param asset the asset as its events name it
     * @param configurationId the PSA's id of the configuration
     * @return whether that changed anything
     * @throws ConfigurationException if the company is not mapped, or the asset or the configuration is blank
     */
    public boolean linkAsset(String companyId, String asset, String configurationId) {
        boolean changed = assetLinking.link(companyId, asset, configurationId);
        worker.wake();
        return changed;
    }

    /**
     * Evaluates parked events again, in their order. The work in the background does so by itself when the configuration
     * changed and at its start.
     *
     * @return how many are no longer parked
     */
    public int replayParked() {
        int replayed = replay.parked(msp);
        worker.wake();
        return replayed;
    }

    /**
     * Tries the tickets once more that the PSA refused, with their rules as they are now; to be called when a rule or the
     * PSA was mended.
     *
     * @return how many are tried
     */
    public int retryRefused() {
        int retried = replay.refused(msp, clock.instant());
        worker.wake();
        return retried;
    }

    private void askPsas() {
        psas.values().forEach(psa -> facts.ask(msp, psa));
    }

    /** What was postponed is tried now. Without the answers groups of the top priority wait like all others. */
    private void begin() {
        try {
            psas.keySet().forEach(drift::soon);
            replay.postponed(msp, psas.keySet(), clock.instant());
            askPsas();
        } catch (RuntimeException e) {
            LOG.warn("the connections could not be asked for what they say of themselves", e);
        }
    }

    /** Ends the background work: waits for requests that are under way, and leaves the rest for the next start. */
    @Override
    public synchronized void close() {
        Thread running = loop;
        if (running != null) {
            running.interrupt();
            join(running);
            loop = null;
        }
        requests.close();
        if (messages != null) {
            messages.close();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
