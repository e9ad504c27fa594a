package dev.tocsin.core.fake;

import dev.tocsin.core.Tocsin;
import dev.tocsin.core.TocsinBuilder;
import dev.tocsin.core.audit.IncidentView;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.GroupBy;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.Member;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.psa.TicketNote;
import dev.tocsin.core.rule.CategorySelection;
import dev.tocsin.core.rule.EventSet;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.rule.TicketPolicy;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.HistoryStore;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.VolatileStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A host application in a test: a store that outlives it, a scripted PSA, a virtual time, and two customers. */
public final class Host {
    public static final MspId MSP = MspId.SINGLE;
    public static final String CONNECTION = "cw";
    private static final int ENDLESS = 2_000;
    private static final AtomicLong STARTS = new AtomicLong();

    public final VirtualTime time = new VirtualTime();
    public final Store store;
    public final ScriptedPsa psa = new ScriptedPsa(CONNECTION, time);
    private final List<ScriptedPsa> psas = new ArrayList<>(List.of(psa));
    private final Settings settings;
    private final UnaryOperator<TocsinBuilder> more;
    private Tocsin tocsin;

    public Host() {
        this(Settings.DEFAULTS);
    }

    public Host(Settings settings) {
        this(settings, builder -> builder);
    }

    /** A host whose workflow has more, such as channels. */
    public Host(Settings settings, UnaryOperator<TocsinBuilder> more) {
        this(settings, new VolatileStore(), more);
    }

    /** A host with a store of its own kind, such as one that dies. */
    public Host(Settings settings, Store store, UnaryOperator<TocsinBuilder> more) {
        this.settings = settings;
        this.store = store;
        this.more = more;
        tocsin = build(settings);
        EnumMap<EventCategory, CategorySelection> categories = new EnumMap<>(EventCategory.class);
        categories.put(EventCategory.PROBLEMS, CategorySelection.of(GroupBy.ASSET));
        categories.put(EventCategory.SOLUTIONS, CategorySelection.of(GroupBy.COMPANY));
        categories.put(EventCategory.AZURE_AD_AUDIT, CategorySelection.of(GroupBy.EVENT));
        tocsin.configuration().save(new EventSet(MSP, "all", categories));
        tocsin.configuration().save(rule("r1").build());
        for (String company : List.of("acme", "beta")) {
            tocsin.configuration().save(new Company(MSP, company, company.equals("acme") ? "Acme" : "Beta"));
            map(company);
        }
    }

    public static IntegrationRule.Builder rule(String id) {
        return IntegrationRule.builder(MSP)
                .id(id)
                .name("Rule " + id)
                .eventSet("all")
                .openStatus("New")
                .closedStatus("Closed")
                .priority("P3")
                .priorities(Map.of(Severity.CRITICAL, "P1"))
                .psaField("board", "Alerts");
    }

    public void map(String company) {
        tocsin.configuration()
                .save(new CompanyMapping(MSP, company, CONNECTION, company + "-psa", null, true, List.of("r1")));
    }

    /** The rule, from now on with another policy. */
    public Host policy(UnaryOperator<TicketPolicy.Builder> change) {
        return save(rule("r1").policy(change.apply(TicketPolicy.builder()).build()));
    }

    public Host save(IntegrationRule.Builder rule) {
        tocsin.configuration().save(rule.build());
        return this;
    }

    /** A ticket of Acme for one problem of an asset, its group wait over. */
    public ScriptedPsa.Ticket opened(String asset, String id) {
        raise(asset, id);
        run(Duration.ofSeconds(31));
        return psa.ticketOf(String.valueOf(latest().ticketId()));
    }

    /** Lets a second pass. */
    public void later() {
        time.advance(Duration.ofSeconds(1));
    }

    /** Resolves a problem a second later, and lets the hold pass. */
    public void over(String asset, String id) {
        later();
        resolve(asset, id);
        run(Duration.ofMinutes(5));
    }

    public static List<String> texts(ScriptedPsa.Ticket ticket) {
        return ticket.notes().stream().map(TicketNote::text).toList();
    }

    private Tocsin build(Settings some) {
        TocsinBuilder builder = Tocsin.builder()
                .store(store)
                .settings(some)
                .clock(time)
                .sleeper(time)
                .executor(new DirectExecutor())
                .random(new Random(STARTS.incrementAndGet()));
        psas.forEach(builder::psa);
        return more.apply(builder).build();
    }

    /** Another worker of the same MSP on the same store. */
    public Other other() {
        return new Other(build(settings), psa, MSP);
    }

    /** Another MSP on the same store, whose connection has the same id. It has one company, {@code theirs}. */
    public Other otherMsp(String id, Settings some) {
        MspId msp = new MspId(id);
        ScriptedPsa theirs = new ScriptedPsa(CONNECTION, time);
        Tocsin own = Tocsin.builder()
                .store(store)
                .msp(msp)
                .psa(theirs)
                .settings(some)
                .clock(time)
                .sleeper(time)
                .executor(new DirectExecutor())
                .build();
        own.configuration()
                .save(new EventSet(msp, "all", Map.of(EventCategory.PROBLEMS, CategorySelection.of(GroupBy.ASSET))));
        own.configuration()
                .save(IntegrationRule.builder(msp)
                        .name("r1")
                        .eventSet("all")
                        .openStatus("New")
                        .closedStatus("Closed")
                        .priority("P3")
                        .build());
        own.configuration().save(new Company(msp, "theirs", "Theirs"));
        own.configuration().save(new CompanyMapping(msp, "theirs", CONNECTION, "t", null, true, List.of("r1")));
        return new Other(own, theirs, msp);
    }

    /** A second workflow on the host's store. */
    public final class Other {
        private final Tocsin own;
        private final ScriptedPsa ownPsa;
        private final MspId msp;

        private Other(Tocsin own, ScriptedPsa ownPsa, MspId msp) {
            this.own = own;
            this.ownPsa = ownPsa;
            this.msp = msp;
        }

        public ScriptedPsa psa() {
            return ownPsa;
        }

        public void raise(String asset) {
            own.ingest(List.of(
                    problem(asset, asset).msp(msp).sourceCompanyId("theirs").build()));
        }

        public void run(Duration span) {
            Tocsin before = tocsin;
            tocsin = own;
            try {
                Host.this.run(span);
            } finally {
                tocsin = before;
            }
        }
    }

    /** Another connection from now on. */
    public void addPsa(ScriptedPsa value) {
        psas.add(value);
        restart();
    }

    /** No connection from now on. */
    public void removePsa() {
        psas.clear();
        restart();
    }

    public Tocsin tocsin() {
        return tocsin;
    }

    /** The process died and another one begins on the same store. */
    public void restart() {
        restart(settings);
    }

    public void restart(Settings some) {
        tocsin = build(some);
    }

    // ---- events

    /** A problem of an asset at Acme, now. */
    public SecurityEvent.Builder problem(String asset, String id) {
        return SecurityEvent.builder()
                .source("scan")
                .sourceCompanyId("acme")
                .stableId(id)
                .kind(EventKind.RAISED)
                .occurredAt(time.instant())
                .category(EventCategory.PROBLEMS)
                .eventType("CVE")
                .severity(Severity.HIGH)
                .title("Problem " + id)
                .asset(asset);
    }

    public SecurityEvent.Builder moment(String eventType, String id) {
        return SecurityEvent.builder()
                .source("entra")
                .sourceCompanyId("acme")
                .externalId(id)
                .occurredAt(time.instant())
                .category(EventCategory.AZURE_AD_AUDIT)
                .eventType(eventType)
                .asset(id);
    }

    public Receipt raise(String asset, String id) {
        return ingest(problem(asset, id));
    }

    public Receipt resolve(String asset, String id) {
        return ingest(problem(asset, id).kind(EventKind.RESOLVED));
    }

    public Receipt ingest(SecurityEvent.Builder event) {
        return tocsin.ingest(List.of(event.build())).get(0);
    }

    public List<Receipt> ingestAll(SecurityEvent.Builder... events) {
        return tocsin.ingest(Stream.of(events).map(SecurityEvent.Builder::build).toList());
    }

    // ---- time

    /** Works through all that is due in a span of time, each piece at its own moment. */
    public void run(Duration span) {
        Instant end = time.instant().plus(span);
        drain();
        while (true) {
            Instant next = nextMoment();
            Instant now = time.instant();
            Instant step = next == null || next.isAfter(now) ? next : now.plusSeconds(1);
            if (step == null || step.isAfter(end)) {
                time.advanceTo(end);
                drain();
                return;
            }
            time.advanceTo(step);
            drain();
        }
    }

    private void drain() {
        int rounds = 0;
        while (tocsin.workOnce() > 0) {
            if (++rounds > ENDLESS) {
                throw new AssertionError("the work does not end: " + history());
            }
        }
    }

    private @Nullable Instant nextMoment() {
        return read(session -> Stream.of(
                        session.held().nextDue(MSP),
                        session.incidents().nextDue(MSP),
                        session.storms().nextDue(MSP),
                        session.intents().nextDue(MSP, List.of(CONNECTION)),
                        session.connections().get(MSP, CONNECTION).nextPollAt(),
                        session.escalations().nextDue(MSP),
                        session.notifications().nextDue(MSP, EnumSet.allOf(ChannelKind.class)))
                .filter(moment -> moment != null)
                .min(Instant::compareTo)
                .orElse(null));
    }

    /** Lets the process die in the given work and starts another one. */
    public void dieIn(Duration span) {
        try {
            run(span);
        } catch (ProcessDeath death) {
            restart();
            return;
        }
        throw new AssertionError("the process did not die");
    }

    // ---- what the test sees

    public <R extends @Nullable Object> R read(Function<StoreSession, R> work) {
        return store.read(work);
    }

    public List<Incident> incidents() {
        return tocsin.audit().incidents(MSP, 0, 10_000).stream()
                .map(IncidentView::incident)
                .toList();
    }

    public Incident incident() {
        List<Incident> all = incidents();
        if (all.size() != 1) {
            throw new AssertionError("not one incident but " + all);
        }
        return all.get(0);
    }

    public List<Member> members(Incident incident) {
        List<Member> found = read(session -> session.incidents().members().of(incident.id(), false, 10_000));
        return found;
    }

    public Incident latest() {
        List<Incident> all = incidents();
        return all.get(all.size() - 1);
    }

    public List<Intent> intents() {
        return tocsin.audit().incidents(MSP, 0, 10_000).stream()
                .flatMap(view -> view.intents().stream())
                .toList();
    }

    public Intent create() {
        List<Intent> creates = intents().stream()
                .filter(intent -> intent.body() instanceof IntentBody.CreateTicket)
                .toList();
        if (creates.size() != 1) {
            throw new AssertionError("not one create but " + creates);
        }
        return creates.get(0);
    }

    public List<String> history() {
        return incidents().stream()
                .flatMap(incident ->
                        read(session -> session.incidents().history().of(incident.id())).stream())
                .map(HistoryStore.Entry::text)
                .toList();
    }
}
