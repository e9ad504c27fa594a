package dev.tocsin.core.engine;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.DeliveryKey;
import dev.tocsin.core.event.Fingerprint;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.store.ConnectionState;
import dev.tocsin.core.store.EventRecord;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.storm.KillSwitch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tries again what could not go on: events without a mapped company, tickets that the PSA refused, writes that were put
 * off. Thread-safe.
 */
public final class Replay {
    private static final int PAGE = 500;
    private static final int MANY = 10_000;
    private static final Comparator<Place> BY_TIME =
            Comparator.comparing(Place::at).thenComparing(Place::receivedAt).thenComparing(Place::key);

    private final Store store;
    private final Function<List<SecurityEvent>, List<Receipt>> intake;

    /** A replay through the given intake, which answers each event in order. */
    public Replay(Store store, Function<List<SecurityEvent>, List<Receipt>> intake) {
        this.store = store;
        this.intake = intake;
    }

    /** Evaluates the parked events of an MSP again, in their order; returns how many are no longer parked. */
    public int parked(MspId msp) {
        List<Place> order = inOrder(places(msp));
        int released = 0;
        for (int from = 0; from < order.size(); from += PAGE) {
            List<Place> slice = order.subList(from, Math.min(order.size(), from + PAGE));
            List<SecurityEvent> events = store.read(session -> slice.stream()
                    .flatMap(place -> session.events().get(msp, place.key()).stream())
                    .filter(event -> event.outcome() == Receipt.Outcome.PARKED)
                    .map(EventRecord::event)
                    .toList());
            released += (int) intake.apply(events).stream()
                    .filter(receipt -> receipt.outcome() != Receipt.Outcome.PARKED)
                    .count();
        }
        return released;
    }

    /**
     * Lets the writes that were not executed be tried at once, and ends the pauses of their connections: a new start is
     * the moment at which a person has mended what was wrong. One request then shows whether it is.
     */
    public void postponed(MspId msp, Collection<String> connections, Instant now) {
        store.write(session -> {
            for (String connectionId : connections) {
                ConnectionState connection = session.connections().get(msp, connectionId);
                if (connection.pausedUntil() != null) {
                    session.connections().save(connection.paused(null, null));
                }
            }
            List<Intent> waiting = session.intents().inState(msp, List.of(IntentState.PLANNED), MANY).stream()
                    .filter(intent -> intent.dueAt() != null
                            && intent.dueAt().isAfter(now)
                            && connections.contains(intent.connectionId()))
                    .map(intent -> intent.change().dueAt(now).done())
                    .toList();
            session.intents().save(waiting);
            return waiting.size();
        });
    }

    /** Lets go what a kill switch stopped, as it was turned before: groups that ask for a ticket, and planned writes. */
    public void resumed(MspId msp, KillSwitch stop, Instant now) {
        store.write(session -> {
            session.intents()
                    .save(session.intents().inState(msp, List.of(IntentState.PLANNED), MANY).stream()
                            .filter(intent -> stop.sentence().equals(intent.lastError()))
                            .map(intent -> intent.change().dueAt(now).done())
                            .toList());
            return session.killSwitches().wakeStopped(msp, now);
        });
    }

    /** Where an event stands among the parked ones, without the event itself. */
    private record Place(
            DeliveryKey key,
            Fingerprint subject,
            Instant at,
            @Nullable Long sequence,
            Instant receivedAt) {}

    private List<Place> places(MspId msp) {
        List<Place> places = new ArrayList<>();
        DeliveryKey after = null;
        List<EventRecord> page;
        do {
            @Nullable DeliveryKey from = after;
            page = store.read(session -> session.events().page(msp, Receipt.Outcome.PARKED, from, PAGE));
            for (EventRecord one : page) {
                SecurityEvent event = one.event();
                places.add(new Place(
                        one.key(), one.fingerprint(), event.occurredAt(), event.sequence(), one.receivedAt()));
            }
            after = page.isEmpty() ? after : page.get(page.size() - 1).key();
        } while (page.size() == PAGE);
        return places;
    }

    /**
     * By time, since keys are ordered by what the source gave; the events of one subject among themselves by their
     * sequence, if all have one. Ties by arrival.
     */
    private static List<Place> inOrder(List<Place> places) {
        places.sort(BY_TIME);
        Map<Fingerprint, List<Place>> bySubject =
                places.stream().collect(Collectors.groupingBy(Place::subject, HashMap::new, Collectors.toList()));
        Map<Fingerprint, Iterator<Place>> next = new HashMap<>(bySubject.size() * 2);
        bySubject.forEach((subject, own) -> {
            if (own.stream().allMatch(place -> place.sequence() != null)) {
                own.sort(Comparator.comparing(place -> Objects.requireNonNull(place.sequence())));
            }
            next.put(subject, own.iterator());
        });
        return places.stream()
                .map(place -> Objects.requireNonNull(next.get(place.subject())).next())
                .toList();
    }

    /** Makes the quarantined incidents of an MSP due; returns how many there are. */
    public int refused(MspId msp, Instant now) {
        int woken = 0;
        long after = 0;
        List<Incident> page;
        do {
            long from = after;
            page = store.read(session -> session.incidents().live(msp, from, PAGE));
            for (Incident incident : page) {
                if (incident.state() == IncidentState.QUARANTINED) {
                    woken += store.write(session -> {
                        Incident latest =
                                session.incidents().get(List.of(incident.id())).get(incident.id());
                        if (latest == null || latest.state() != IncidentState.QUARANTINED) {
                            return 0;
                        }
                        session.incidents()
                                .save(List.of(latest.change().waitUntil(now).done()));
                        return 1;
                    });
                }
                after = incident.id();
            }
        } while (page.size() == PAGE);
        return woken;
    }
}
