package dev.tocsin.core.engine;

import dev.tocsin.core.base.AuthenticationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.incident.Decision;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.psa.Psa;
import dev.tocsin.core.psa.TicketSnapshot;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.ConnectionState;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Reads what people did in a PSA and lets the lifecycle decide what follows. It reads all changes since the last time,
 * with an overlap, and writes nothing outside. Thread-safe.
 */
public final class Reconciler {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    private static final int SLICE = 500;
    /** How often a ticket is looked at in a row if its incidents change while it is read. */
    private static final int LOOKS = 3;

    private static final Duration FIRST_LOOK_BACK = Duration.ofHours(1);

    private final Store store;
    private final Settings settings;
    private final IncidentWork incidents;
    private final Clock clock;

    /** A reconciler by these rules. */
    public Reconciler(Store store, Settings settings, IncidentWork incidents, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.incidents = incidents;
        this.clock = clock;
    }

    /**
     * Reads the changes of a connection if that is due; only one worker of all that share the store does.
     *
     * @return whether it was due
     */
    public boolean pollIfDue(MspId msp, Psa psa) {
        Instant now = clock.instant();
        boolean due = store.write(session -> {
            ConnectionState state = session.connections().get(msp, psa.connectionId());
            if (isLater(state.nextPollAt(), now) || isLater(state.pausedUntil(), now)) {
                return false;
            }
            session.connections().save(state.polled(state.polledUntil(), now.plus(settings.pollInterval())));
            return true;
        });
        if (due) {
            try {
                poll(msp, psa);
            } catch (AuthenticationException e) {
                LOG.warn("connection {} is not let in: {}", psa.connectionId(), e.getMessage());
                pause(msp, psa.connectionId(), String.valueOf(e.getMessage()));
            } catch (TocsinException e) {
                // Whoever ends the work interrupts the reading: the next start reads on from the same place.
                Level level = Thread.currentThread().isInterrupted() ? Level.DEBUG : Level.WARN;
                LOG.atLevel(level)
                        .log("changes of connection {} could not be read: {}", psa.connectionId(), e.getMessage());
            }
        }
        return due;
    }

    /** Whoever is not let in to read will not be let in to write: nothing is sent, and a person can see why. */
    private void pause(MspId msp, String connectionId, String reason) {
        Instant until = clock.instant().plus(settings.accessPause());
        store.write(session -> {
            session.connections()
                    .save(session.connections().get(msp, connectionId).paused(until, reason));
            return until;
        });
    }

    private static boolean isLater(@Nullable Instant moment, Instant now) {
        return moment != null && moment.isAfter(now);
    }

    /**
     * Reads the changes of a connection now.
     *
     * @return how many tickets of ours had changed
     * @throws TocsinException if the PSA cannot be read; what was seen before counts
     */
    public int poll(MspId msp, Psa psa) {
        ConnectionState state = store.read(session -> session.connections().get(msp, psa.connectionId()));
        Instant began = clock.instant();
        Instant since = state.polledUntil() == null
                ? began.minus(FIRST_LOOK_BACK)
                : state.polledUntil().minus(settings.pollOverlap());
        int ours = 0;
        Instant seenUntil = state.polledUntil() == null ? since : state.polledUntil();
        try (Stream<TicketSnapshot> changed = psa.changedSince(since)) {
            Iterator<TicketSnapshot> tickets = changed.iterator();
            while (tickets.hasNext()) {
                List<TicketSnapshot> slice = new ArrayList<>();
                while (tickets.hasNext() && slice.size() < SLICE) {
                    slice.add(tickets.next());
                }
                ours += observe(msp, psa, slice);
                seenUntil = latest(seenUntil, slice);
            }
        }
        // What changed while the pages were read may lie on a page already passed: never claim more than the beginning.
        Instant until = seenUntil == null || seenUntil.isAfter(began) ? began : seenUntil;
        store.write(session -> {
            ConnectionState latest = session.connections().get(msp, psa.connectionId());
            session.connections().save(latest.polled(until, began.plus(settings.pollInterval())));
            return until;
        });
        return ours;
    }

    private static @Nullable Instant latest(@Nullable Instant known, List<TicketSnapshot> tickets) {
        Instant latest = known;
        for (TicketSnapshot ticket : tickets) {
            Instant updated = ticket.updatedAt();
            if (updated != null && (latest == null || updated.isAfter(latest))) {
                latest = updated;
            }
        }
        return latest;
    }

    /** Looks again, each by itself, at the tickets of ours whose change may matter; returns how many are ours. */
    private int observe(MspId msp, Psa psa, List<TicketSnapshot> tickets) {
        List<String> matters = new ArrayList<>();
        int ours = store.write(session -> {
            Instant now = clock.instant();
            int linked = 0;
            for (TicketSnapshot ticket : tickets) {
                List<Incident> incidents = session.incidents().linkedTo(msp, psa.connectionId(), ticket.id());
                linked += incidents.isEmpty() ? 0 : 1;
                boolean changes = incidents.stream()
                        .anyMatch(incident -> ticket.mergedInto() != null
                                || !(this.incidents.observe(session, incident, Look.at(ticket), now)
                                        instanceof Decision.Wait));
                if (changes) {
                    matters.add(ticket.id());
                }
            }
            searchTwins(session, msp, tickets, now);
            return linked;
        });
        matters.forEach(ticketId -> look(msp, psa, ticketId));
        return ours;
    }

    /**
     * Looks at one ticket of ours and lets the lifecycle decide what follows. What was read before a change of our own
     * says nothing about the ticket after it, so a look counts only if its incidents did not change meanwhile.
     *
     * @return whether it is a ticket of ours
     * @throws TocsinException if the PSA cannot be read
     */
    public boolean look(MspId msp, Psa psa, String ticketId) {
        for (int attempt = 0; attempt < LOOKS; attempt++) {
            List<Incident> before =
                    store.read(session -> session.incidents().linkedTo(msp, psa.connectionId(), ticketId));
            if (before.isEmpty()) {
                return false;
            }
            Optional<Look> look = Look.into(psa, ticketId);
            boolean deleted = look.isEmpty() && psa.isDeleted(ticketId);
            boolean counted = store.write(session -> {
                List<Incident> now = session.incidents().linkedTo(msp, psa.connectionId(), ticketId);
                if (!now.equals(before)) {
                    return false;
                }
                for (Incident incident : now) {
                    if (look.isPresent()) {
                        decide(session, incident, look.get());
                    } else if (deleted) {
                        incidents.acceptDeletion(session, incident, clock.instant());
                    }
                }
                return true;
            });
            if (counted) {
                return true;
            }
        }
        LOG.info("ticket #{} changes all the time; it is looked at again with the next poll", ticketId);
        return true;
    }

    private void decide(StoreSession session, Incident incident, Look look) {
        Instant now = clock.instant();
        Decision decision = incidents.observe(session, incident, look, now);
        if (!(decision instanceof Decision.Wait)) {
            incidents.carryOut(session, incident, decision, now);
        }
        if (decision instanceof Decision.FollowMerge && look.parent().closed()) {
            Incident followed = StoredIncident.of(session, incident.id());
            incidents.carryOut(
                    session, followed, incidents.observe(session, followed, Look.at(look.parent()), now), now);
        }
    }

    /**
     * An open ticket that carries the reference of a create which made another one is a twin, though the create's answer
     * was in no doubt: its search for twins is due now.
     */
    private static void searchTwins(StoreSession session, MspId msp, List<TicketSnapshot> tickets, Instant now) {
        Map<String, TicketSnapshot> open = new HashMap<>();
        for (TicketSnapshot ticket : tickets) {
            String reference = ticket.reference();
            if (reference != null && !ticket.closed() && References.isTicketReference(reference)) {
                open.put(reference, ticket);
            }
        }
        session.intents().byReference(msp, open.keySet()).forEach((reference, create) -> {
            TicketSnapshot ticket = open.get(reference);
            boolean other = ticket != null && !ticket.id().equals(create.resultId());
            if (other && create.state() == IntentState.DONE && create.owner() == null) {
                session.intents().save(List.of(create.change().dueAt(now).done()));
            }
        });
    }
}
