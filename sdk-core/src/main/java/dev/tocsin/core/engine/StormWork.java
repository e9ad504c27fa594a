package dev.tocsin.core.engine;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.incident.GroupKey;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.incident.StormPlace;
import dev.tocsin.core.incident.TicketFacts;
import dev.tocsin.core.intake.Catalogues;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.StoredStorm;
import dev.tocsin.core.storm.BudgetAnswer;
import dev.tocsin.core.storm.KillSwitch;
import dev.tocsin.core.storm.Lane;
import dev.tocsin.core.storm.NoteBudget;
import dev.tocsin.core.storm.StormKey;
import dev.tocsin.core.storm.StormLife;
import dev.tocsin.core.storm.StormPolicy;
import dev.tocsin.core.storm.StormState;
import dev.tocsin.core.storm.StormStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of storms: their own incidents, whose tickets stand for what they absorbed, the notes on those, and the
 * promotion of what is still active once it is calm. Thread-safe.
 */
final class StormWork {
    private static final Logger LOG = LoggerFactory.getLogger(StormWork.class);
    private static final int SLICE = 50;
    private static final int STEPS = 20;
    private static final int PROMOTED_AT_ONCE = 200;
    private static final int ALL = 1_000_000;
    private static final Duration FIRST_LOOK = Duration.ofSeconds(1);
    /** When a storm is looked at again whose ticket is not open now. */
    private static final Duration TICKET_LOOK = Duration.ofMinutes(1);

    private final StormPolicy policy;
    private final Duration groupWait;
    private final StormLife life;
    private final Catalogues catalogues;
    private final TicketWriting writing;
    private final Snoozes snoozes;

    StormWork(Settings settings, Catalogues catalogues, TicketWriting writing) {
        policy = settings.storm();
        groupWait = settings.groupWait();
        life = new StormLife(policy);
        this.catalogues = catalogues;
        this.writing = writing;
        snoozes = new Snoozes(catalogues);
    }

    /**
     * A storm that begins, with its incident: a live one of an earlier storm, whose ticket then goes on, or a new one. A
     * new one collects for the group wait, so that its first text tells more than the first group.
     */
    StoredStorm begin(StormRound round, Incident first, String why) {
        StoreSession session = round.session();
        StormKey key = CreateGate.key(first);
        GroupKey group = GroupKey.ofStorm(key);
        Incident latest = session.incidents().latest(List.of(group)).get(group);
        StormState state = life.begin(key, round.now());
        Instant look = round.now().plus(FIRST_LOOK);
        if (latest != null && latest.state().live()) {
            Incident.Change again = latest.change().members(latest.members(), 1);
            if (latest.state() == IncidentState.RESOLVING) {
                again.state(IncidentState.OPEN, why).waitUntil(null);
            }
            StoredIncident.save(session, again.done());
            StoredIncident.tell(session, latest, round.now(), "a storm begins again: " + why);
            return new StoredStorm(state, latest.id(), look);
        }
        Instant opens =
                first.place().lane() == Lane.TOP ? round.now() : round.now().plus(groupWait);
        Incident own = open(round, first, latest == null ? null : latest.ticketId(), opens, why);
        return new StoredStorm(state, own.id(), look);
    }

    /** A new incident of a storm; what its company and rule are is taken from another incident of the same. */
    private Incident open(
            StormRound round, Incident like, @Nullable String previousTicketId, Instant opens, String why) {
        StoreSession session = round.session();
        String connectionId = catalogues
                .inForce(session, like.msp())
                .mapping(like.companyId())
                .map(CompanyMapping::connectionId)
                .orElse(like.connectionId());
        Incident storm = new Incident(
                session.incidents().nextId(),
                like.msp(),
                like.companyId(),
                like.ruleId(),
                like.ruleRevision(),
                connectionId,
                GroupKey.ofStorm(CreateGate.key(like)),
                like.category(),
                like.groupBy(),
                List.of(),
                false,
                IncidentState.PENDING,
                like.severity(),
                1,
                1,
                round.now(),
                opens,
                null,
                null,
                null,
                previousTicketId,
                TicketFacts.NONE,
                StormPlace.STORM,
                why,
                null,
                0);
        StoredIncident.save(session, storm);
        StoredIncident.tell(session, storm, round.now(), "a storm begins: " + why);
        return storm;
    }

    /** Plans the ticket of a storm. */
    void openTicket(StormRound round, Incident incident) {
        StoredStorm storm = round.storm(CreateGate.key(incident));
        if (storm == null || storm.incidentId() != incident.id()) {
            Endings.end(
                    round.session(),
                    incident,
                    IncidentState.DROPPED,
                    "the storm was over before its ticket was made",
                    round.now());
            return;
        }
        writing.openStorm(round.session(), incident, storm.state(), round.now());
        round.put(storm.with(storm.state().told(round.now())));
    }

    /** Looks after the storms that are due; returns how many. */
    int handleDue(Store store, MspId msp, Instant now) {
        Instant next = store.read(session -> session.storms().nextDue(msp));
        if (next == null || next.isAfter(now)) {
            return 0;
        }
        List<StoredStorm> due = store.read(session -> session.storms().due(msp, now, SLICE));
        int handled = 0;
        for (StoredStorm storm : due) {
            StormKey key = storm.state().key();
            try {
                handled += store.write(session -> {
                    StormRound round = new StormRound(session, msp, policy, now);
                    StoredStorm latest = round.storm(key);
                    if (latest == null || latest.dueAt().isAfter(now)) {
                        return 0;
                    }
                    look(round, key);
                    round.save();
                    return 1;
                });
            } catch (IllegalStateException e) {
                LOG.error("the storm of {} could not be looked after", key, e);
            }
        }
        return handled;
    }

    private void look(StormRound round, StormKey key) {
        for (int step = 0; step < STEPS; step++) {
            StoredStorm storm = round.storm(key);
            if (storm == null) {
                return;
            }
            StormStep next = step(round, storm.state());
            if (next instanceof StormStep.Rest rest) {
                round.put(storm.again(rest.until()));
                return;
            } else if (next instanceof StormStep.Promote promote) {
                promote(round, storm, promote);
            } else if (next instanceof StormStep.Update update) {
                Instant later = update(round, storm, update);
                if (later != null) {
                    restBesides(round, storm, later);
                    return;
                }
            } else if (!isOver(round, storm, ((StormStep.Close) next).reason())) {
                return;
            }
        }
        StoredStorm storm = round.storm(key);
        if (storm != null) {
            round.put(storm.again(round.now().plus(FIRST_LOOK)));
        }
    }

    private StormStep step(StormRound round, StormState storm) {
        StormKey key = storm.key();
        KillSwitch stopped =
                round.switches().stopping(key.companyId(), key.ruleId()).orElse(null);
        return life.tick(storm, room(round, key, Lane.TOP), room(round, key, Lane.NORMAL), stopped, round.now());
    }

    private StormLife.Room room(StormRound round, StormKey key, Lane lane) {
        return new StormLife.Room(
                round.open(key, lane),
                round.waiting(lane).getOrDefault(key.companyId(), 0),
                round.lane(lane).budgets(key.companyId(), policy.rates(lane), round.now()));
    }

    /** The ticket cannot be told now; everything else about the storm goes on. */
    private void restBesides(StormRound round, StoredStorm storm, Instant later) {
        StormStep next = step(round, storm.state().told(round.now()));
        Instant until =
                next instanceof StormStep.Rest rest ? rest.until() : round.now().plus(FIRST_LOOK);
        round.put(storm.again(until.isBefore(later) ? until : later));
    }

    /** The oldest that are held go into the fair queue; they pass the gate no more, which would absorb them again. */
    private void promote(StormRound round, StoredStorm storm, StormStep.Promote promote) {
        StoreSession session = round.session();
        StormKey key = storm.state().key();
        int most = Math.min(promote.groups(), PROMOTED_AT_ONCE);
        List<Incident> held = session.storms().held(key, promote.lane(), most);
        for (Incident incident : held) {
            StoredIncident.save(
                    session,
                    incident.change()
                            .state(IncidentState.PENDING, "promoted from a storm: " + promote.reason())
                            .place(incident.place().queued(round.now()))
                            .waitUntil(round.now())
                            .done());
            StoredIncident.tell(session, incident, round.now(), "promoted from a storm: " + promote.reason());
        }
        round.waits(promote.lane(), key.companyId(), held.size());
        round.opens(key, promote.lane(), held.size());
        StormState after = life.promoted(storm.state(), promote.lane(), held.size());
        if (held.size() < most) {
            boolean top = promote.lane() == Lane.TOP;
            after = life.recounted(after, top ? 0 : after.heldTop(), top ? after.heldNormal() : 0);
        }
        round.put(storm.with(after));
    }

    /** Tells the ticket what changed; returns when to try again if that is not possible now, else null. */
    private @Nullable Instant update(StormRound round, StoredStorm storm, StormStep.Update update) {
        StoreSession session = round.session();
        Incident incident = StoredIncident.of(session, storm.incidentId());
        Instant now = round.now();
        StoredStorm told = storm.with(update.after());
        if (!incident.state().live()) {
            // A person closed its ticket, or it was deleted: that is respected, and what goes on gets a new one.
            round.put(
                    storm.state().held() == 0
                            ? told
                            : told.incident(open(round, incident, incident.ticketId(), now, update.reason())
                                    .id()));
            return null;
        }
        Instant quiet = snoozed(round, incident);
        if (quiet != null) {
            return quiet;
        }
        if (incident.state() == IncidentState.OPEN && incident.facts().link() != TicketFacts.Link.READ_ONLY) {
            BudgetAnswer<NoteBudget> answer = incident.place().notes().take(policy.notesPerHour(), now);
            if (answer instanceof BudgetAnswer.Wait<NoteBudget> wait) {
                return wait.until();
            }
            writing.tellStorm(session, incident, storm.state(), now);
        } else if (incident.state() != IncidentState.OPEN && incident.state() != IncidentState.PENDING) {
            return now.plus(TICKET_LOOK);
        }
        round.put(told);
        return null;
    }

    /** When to look again at a storm whose ticket is snoozed; null if it is not. A snooze may be ended before its time. */
    private @Nullable Instant snoozed(StormRound round, Incident incident) {
        Instant soon = round.now().plus(TICKET_LOOK);
        return snoozes.end(round.session(), incident, round.now())
                .map(end -> end.isBefore(soon) ? end : soon)
                .orElse(null);
    }

    /** Ends a storm, unless the store says that it still holds something; returns whether to go on with it. */
    private boolean isOver(StormRound round, StoredStorm storm, String reason) {
        StoreSession session = round.session();
        StormKey key = storm.state().key();
        if (!session.storms().held(key, Lane.TOP, 1).isEmpty()
                || !session.storms().held(key, Lane.NORMAL, 1).isEmpty()) {
            int top = session.storms().held(key, Lane.TOP, ALL).size();
            int normal = session.storms().held(key, Lane.NORMAL, ALL).size();
            round.put(storm.with(life.recounted(storm.state(), top, normal)));
            return true;
        }
        Incident incident = StoredIncident.of(session, storm.incidentId());
        Instant quiet = incident.state().live() ? snoozed(round, incident) : null;
        if (quiet != null) {
            round.put(storm.again(quiet));
            return false;
        }
        Incident.Change over = incident.change()
                .members((int) Math.min(Integer.MAX_VALUE, storm.state().groups()), 0);
        switch (incident.state()) {
            case OPEN -> {
                if (incident.facts().link() != TicketFacts.Link.READ_ONLY) {
                    over.place(writing.endStorm(session, incident, storm.state(), reason, round.now()));
                }
                StoredIncident.save(
                        session,
                        over.state(IncidentState.RESOLVING, reason)
                                .waitUntil(round.now())
                                .done());
            }
            case PENDING -> Endings.end(session, over.done(), IncidentState.DROPPED, reason, round.now());
            case OPENING, UNKNOWN, REOPENING, QUARANTINED, FROZEN, SUSPENDED -> {
                round.put(storm.again(round.now().plus(TICKET_LOOK)));
                return false;
            }
            default -> {
                if (incident.state().live()) {
                    StoredIncident.save(session, over.done());
                }
            }
        }
        StoredIncident.tell(session, incident, round.now(), reason);
        round.end(key);
        return false;
    }
}
