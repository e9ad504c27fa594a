package dev.tocsin.core.deadletter;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.engine.DeadLetterWork;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.psa.Psa;
import dev.tocsin.core.psa.RuleField;
import dev.tocsin.core.psa.TicketDraft;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.TrailStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the PSA refused, for a person to decide on. Every decision is in the history of its incident and in the
 * MSP's trail, with the name of who made it. Nothing is sent here; the workflow sends what was decided. Thread-safe.
 */
public final class DeadLetters {
    private static final int PAGE = 500;

    private final Store store;
    private final MspId msp;
    private final Map<String, Psa> psas;
    private final DeadLetterWork work;
    private final Clock clock;
    private final Runnable afterwards;

    /**
     * The dead letters of an MSP.
     *
     * @param psas the PSA connections by id, which know the names of their own fields
     * @param afterwards is run when something was decided that the workflow is to do
     */
    public DeadLetters(
            Store store, MspId msp, Map<String, Psa> psas, DeadLetterWork work, Clock clock, Runnable afterwards) {
        this.store = store;
        this.msp = msp;
        this.psas = Map.copyOf(psas);
        this.work = work;
        this.clock = clock;
        this.afterwards = afterwards;
    }

    /** The dead letters, tickets first and each kind oldest first, at most {@code limit}. Reads through all that is live. */
    public List<DeadLetter> list(int limit) {
        List<DeadLetter> found = new ArrayList<>();
        long after = 0;
        List<Incident> page;
        do {
            long from = after;
            page = store.read(session -> {
                List<Incident> incidents = session.incidents().live(msp, from, PAGE);
                incidents.stream()
                        .filter(incident -> incident.state() == IncidentState.QUARANTINED)
                        .forEach(incident -> found.add(ticket(session, incident)));
                return incidents;
            });
            after = page.isEmpty() ? after : page.get(page.size() - 1).id();
        } while (page.size() == PAGE && found.size() < limit);
        if (found.size() < limit) {
            found.addAll(store.read(session -> writes(session, limit - found.size())));
        }
        return List.copyOf(found.subList(0, Math.min(limit, found.size())));
    }

    /** One dead letter; empty if there is none of that id, or it was decided on. */
    public Optional<DeadLetter> get(String id) {
        long number = number(id);
        return store.read(session -> id.startsWith("t")
                ? incident(session, number).map(incident -> ticket(session, incident))
                : write(session, number).map(intent -> write(session, intent)));
    }

    /**
     * Tries one again: a ticket is written anew, with its rule and mapping as they are now; another write is sent as it
     * was, a close with the closing status that its rule has now.
     *
     * @param actor who decided that, for the history
     * @throws ConfigurationException if there is no such dead letter, or it cannot be tried now
     */
    public void retry(String id, String actor) {
        decide(
                id,
                actor,
                "tried again",
                (session, incident) -> work.retryTicket(session, incident, actor, clock.instant()),
                (session, intent) -> work.retryWrite(session, intent, actor, clock.instant())
                        .ifPresent(reason -> {
                            throw new ConfigurationException(place(id), reason + "; it can only be dropped");
                        }));
    }

    /**
     * Sends a refused ticket with other values in some of its fields. The refusal is certain, so the changed ticket goes
     * under a reference of its own; while the outcome of a create is unknown there is no dead letter, and nothing to edit.
     * A status other than the rule's open status later counts as one that a person set.
     *
     * @param actor who decided that, for the history
     * @throws ConfigurationException if there is no such dead letter, it has no draft, nothing of it is active any more, or
     *     a field is not known
     */
    public void edit(String id, DraftEdit edit, String actor) {
        if (edit.isEmpty()) {
            throw new ConfigurationException(place(id), "no field is set; at least one is needed");
        }
        decide(
                id,
                actor,
                "edited: " + edit,
                (session, incident) -> {
                    Intent refused = DeadLetterWork.refusedCreate(session, incident)
                            .orElseThrow(() -> new ConfigurationException(
                                    place(id),
                                    "there is no draft to edit: " + incident.reason()
                                            + "; once that is mended it can be tried again"));
                    if (DeadLetterWork.isOver(incident)) {
                        throw new ConfigurationException(
                                place(id), "all in its group is resolved, so no ticket is wanted; it can be dropped");
                    }
                    edit.requireKnown(psaFields(incident, refused));
                    work.editTicket(session, incident, refused, edit::apply, edit.toString(), actor, clock.instant());
                },
                (session, intent) -> {
                    throw new ConfigurationException(
                            place(id), "is no ticket but another write; it can be tried again or dropped");
                });
    }

    /**
     * Gives one up. The subjects of a ticket that was not made count as answered: they open nothing until they resolve
     * and are raised again.
     *
     * @param reason why, for the history; not blank
     * @param actor who decided that, for the history
     * @throws ConfigurationException if there is no such dead letter, or the reason is blank
     */
    public void drop(String id, String reason, String actor) {
        if (reason.isBlank()) {
            throw new ConfigurationException(place(id) + ".reason", "is missing; a sentence for the history is needed");
        }
        decide(
                id,
                actor,
                "dropped: " + reason.strip(),
                (session, incident) -> work.dropTicket(session, incident, reason.strip(), actor, clock.instant()),
                (session, intent) -> work.dropWrite(session, intent, reason.strip(), actor, clock.instant()));
    }

    /** What is decided about one row, in a transaction. */
    private interface OnRow<T> {
        void apply(StoreSession session, T row);
    }

    private void decide(String id, String actor, String text, OnRow<Incident> onTicket, OnRow<Intent> onWrite) {
        long number = number(id);
        Consumer<StoreSession> decision = session -> {
            if (id.startsWith("t")) {
                onTicket.apply(session, incident(session, number).orElseThrow(() -> absent(id)));
            } else {
                onWrite.apply(session, write(session, number).orElseThrow(() -> absent(id)));
            }
        };
        store.write(session -> {
            decision.accept(session);
            session.trail()
                    .append(List.of(new TrailStore.Entry(0, msp, clock.instant(), actor, "dead letter " + id, text)));
            return true;
        });
        afterwards.run();
    }

    private Optional<Incident> incident(StoreSession session, long number) {
        return Optional.ofNullable(session.incidents().get(List.of(number)).get(number))
                .filter(incident -> incident.msp().equals(msp) && incident.state() == IncidentState.QUARANTINED);
    }

    private Optional<Intent> write(StoreSession session, long number) {
        return session.intents()
                .get(number)
                .filter(intent ->
                        intent.msp().equals(msp) && intent.state() == IntentState.REFUSED && isNoCreate(intent));
    }

    private static boolean isNoCreate(Intent intent) {
        return !(intent.body() instanceof IntentBody.CreateTicket);
    }

    private static DeadLetter ticket(StoreSession session, Incident incident) {
        Intent refused = DeadLetterWork.refusedCreate(session, incident).orElse(null);
        TicketDraft draft = refused == null ? null : ((IntentBody.CreateTicket) refused.body()).draft();
        return new DeadLetter(
                "t" + incident.id(),
                incident,
                refused,
                draft,
                refused == null ? incident.reason() : String.valueOf(refused.lastError()),
                since(refused, incident));
    }

    private static DeadLetter write(StoreSession session, Intent intent) {
        Incident incident = Objects.requireNonNull(
                session.incidents().get(List.of(intent.incidentId())).get(intent.incidentId()),
                "the incident of an intent is in the store");
        return new DeadLetter(
                "w" + intent.id(), incident, intent, null, String.valueOf(intent.lastError()), since(intent, incident));
    }

    private static Instant since(@Nullable Intent refused, Incident incident) {
        Instant ended = refused == null ? null : refused.endedAt();
        return ended == null ? incident.openedAt() : ended;
    }

    /** Refused creates are in the way of the others, and their number is not known: more are read until it suffices. */
    private List<DeadLetter> writes(StoreSession session, int limit) {
        int read = PAGE;
        while (true) {
            List<Intent> refused = session.intents().inState(msp, List.of(IntentState.REFUSED), read);
            List<Intent> writes = refused.stream()
                    .filter(DeadLetters::isNoCreate)
                    .limit(limit)
                    .toList();
            if (writes.size() == limit || refused.size() < read) {
                return writes.stream().map(intent -> write(session, intent)).toList();
            }
            read *= 2;
        }
    }

    private List<String> psaFields(Incident incident, Intent refused) {
        Psa psa = psas.get(incident.connectionId());
        return psa == null
                ? List.copyOf(((IntentBody.CreateTicket) refused.body())
                        .draft()
                        .fields()
                        .keySet())
                : psa.ruleFields().stream().map(RuleField::name).toList();
    }

    private static long number(String id) {
        if (id.length() < 2 || id.length() > 19 || !"tw".contains(id.substring(0, 1)) || !isDigits(id.substring(1))) {
            throw new ConfigurationException(
                    "deadLetter", "'" + id + "' is no id of a dead letter; one such as t12 or w34 is");
        }
        return Long.parseLong(id.substring(1));
    }

    private static boolean isDigits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static ConfigurationException absent(String id) {
        return new ConfigurationException(place(id), "there is no such dead letter, or it was decided on already");
    }

    private static String place(String id) {
        return "deadLetter[" + id + "]";
    }
}
