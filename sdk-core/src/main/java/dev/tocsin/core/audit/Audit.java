package dev.tocsin.core.audit;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.event.DeliveryKey;
import dev.tocsin.core.event.Fingerprint;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.intake.Catalogue;
import dev.tocsin.core.intake.Catalogues;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.rule.Verdict;
import dev.tocsin.core.store.ConnectionState;
import dev.tocsin.core.store.EventRecord;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.TrailStore;
import dev.tocsin.core.storm.StormPolicy;
import dev.tocsin.core.storm.StormReport;
import dev.tocsin.core.suppress.Held;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what was done and what is left to do, for people. Changes nothing. Thread-safe. */
public final class Audit {
    private static final List<IntentState> OPEN =
            List.of(IntentState.WAITING, IntentState.PLANNED, IntentState.SENT, IntentState.UNKNOWN);

    private final Store store;
    private final Catalogues catalogues;
    private final StormAudit storms;
    private final Clock clock;

    /** An audit of a store. */
    public Audit(Store store, Catalogues catalogues, StormPolicy policy, Clock clock) {
        this.store = store;
        this.catalogues = catalogues;
        storms = new StormAudit(policy);
        this.clock = clock;
    }

    /** The stored path of an event; empty if the MSP has no event of that id. */
    public Optional<Explanation> explain(MspId msp, DeliveryKey eventId) {
        return store.read(session -> session.events().get(msp, eventId).map(event -> explain(session, event)));
    }

    /** The stored paths of the events with an external id, at most {@code limit}; may read through all events. */
    public List<Explanation> explainExternal(MspId msp, String externalId, int limit) {
        return store.read(session -> session.events().byExternalId(msp, externalId, limit).stream()
                .map(event -> explain(session, event))
                .toList());
    }

    private Explanation explain(StoreSession session, EventRecord record) {
        SecurityEvent event = record.event();
        Catalogue catalogue = catalogues.inForce(session, event.msp());
        Company company =
                catalogue.companyOf(event.source(), event.sourceCompanyId()).orElse(null);
        CompanyMapping mapping =
                company == null ? null : catalogue.mapping(company.id()).orElse(null);
        List<Verdict> selection = catalogue.explainSelection(event);
        Held held = session.held().current(List.of(record.fingerprint())).get(record.fingerprint());
        Long id = record.incidentId();
        Incident incident =
                id == null ? null : session.incidents().get(List.of(id)).get(id);
        if (incident == null) {
            return new Explanation(
                    record,
                    company,
                    mapping,
                    null,
                    null,
                    List.of(),
                    List.of(),
                    selection,
                    record.reason(),
                    held,
                    null,
                    List.of(),
                    List.of());
        }
        List<Intent> intents = session.intents().of(incident.id());
        return new Explanation(
                record,
                company,
                mapping,
                session.configuration()
                        .rule(incident.msp(), incident.ruleId(), incident.ruleRevision())
                        .orElse(null),
                incident,
                session.incidents().history().of(incident.id()),
                intents,
                selection,
                stopped(session, incident, intents),
                held,
                session.escalations().get(List.of(incident.id())).get(incident.id()),
                session.notifications().ofIncident(incident.id()),
                StormAudit.sentences(session, incident));
    }

    /** Why an incident has not come further: what it waits for, or what refused it; null if nothing holds it up. */
    private static @Nullable String stopped(StoreSession session, Incident incident, List<Intent> intents) {
        ConnectionState connection = session.connections().get(incident.msp(), incident.connectionId());
        for (Intent intent : intents) {
            if (intent.state().open() && intent.state() != IntentState.WAITING) {
                String paused = connection.pausedUntil() == null
                        ? ""
                        : "; nothing is sent before " + connection.pausedUntil() + ": " + connection.pausedReason();
                return "a write is " + intent.state() + (intent.lastError() == null ? "" : ": " + intent.lastError())
                        + paused;
            }
        }
        boolean asleep = incident.state() == IncidentState.FROZEN || incident.state() == IncidentState.SUSPENDED;
        if (incident.ticketId() == null || asleep) {
            return incident.state() + ": " + incident.reason()
                    + (incident.waitUntil() == null ? "" : ", until " + incident.waitUntil());
        }
        return intents.stream()
                .filter(intent -> intent.state() == IntentState.REFUSED)
                .filter(intent -> incident.state().live())
                .map(intent -> "a write was refused: " + intent.lastError())
                .reduce((first, last) -> last)
                .orElse(null);
    }

    /**
     * The subjects of an MSP that are suppressed now, each with why and until when, a page at a time.
     *
     * @param after the subject after which to begin, or null for the beginning
     */
    public List<Held> held(MspId msp, @Nullable Fingerprint after, int limit) {
        return store.read(session -> session.held().page(msp, after, limit));
    }

    /**
     * The incidents of an MSP in the order in which they began, a page at a time.
     *
     * @param after the id after which to begin, 0 for the beginning
     */
    public List<IncidentView> incidents(MspId msp, long after, int limit) {
        return store.read(session -> {
            Catalogue catalogue = catalogues.inForce(session, msp);
            List<Incident> page = session.incidents().page(msp, after, limit);
            Map<Long, Long> events = session.incidents()
                    .members()
                    .eventCounts(page.stream().map(Incident::id).toList());
            return page.stream()
                    .map(incident -> new IncidentView(
                            incident,
                            catalogue
                                    .company(incident.companyId())
                                    .map(Company::name)
                                    .orElse(incident.companyId()),
                            catalogue
                                    .rule(incident.ruleId())
                                    .map(rule -> rule.item().name())
                                    .orElse(incident.ruleId()),
                            events.getOrDefault(incident.id(), 0L),
                            session.intents().of(incident.id())))
                    .toList();
        });
    }

    /** How many events of an MSP came to each outcome; outcomes without any are absent. */
    public Map<Receipt.Outcome, Long> eventCounts(MspId msp) {
        return store.read(session -> session.events().counts(msp));
    }

    /** The events of an MSP of one outcome, or all if that is null, in the order of their ids, a page at a time. */
    public List<EventRecord> events(
            MspId msp, Receipt.@Nullable Outcome outcome, @Nullable DeliveryKey after, int limit) {
        return store.read(session -> session.events().page(msp, outcome, after, limit));
    }

    /** The writes that are not done yet, oldest first, at most {@code limit}. */
    public List<Intent> openIntents(MspId msp, int limit) {
        return store.read(session -> session.intents().inState(msp, OPEN, limit));
    }

    /** The writes that the PSA refused, oldest first, at most {@code limit}. */
    public List<Intent> refusedIntents(MspId msp, int limit) {
        return store.read(session -> session.intents().inState(msp, List.of(IntentState.REFUSED), limit));
    }

    /**
     * What was decided for an MSP, by whom, oldest first: changes of configuration, decisions on dead letters, kill
     * switches.
     *
     * @param after the number after which to begin, 0 for the beginning
     */
    public List<TrailStore.Entry> trail(MspId msp, long after, int limit) {
        return store.read(session -> session.trail().page(msp, after, limit));
    }

    /** Every cap of storm protection as it is now: budgets, ceilings, storms, notes that wait, kill switches. */
    public StormReport storms(MspId msp) {
        return store.read(session -> storms.report(session, msp, clock.instant()));
    }

    /** What is known of a connection: whether its reference is proven, whether it pauses and why. */
    public ConnectionState connection(MspId msp, String connectionId) {
        return store.read(session -> session.connections().get(msp, connectionId));
    }
}
