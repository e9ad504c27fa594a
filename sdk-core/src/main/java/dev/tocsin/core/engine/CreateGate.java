package dev.tocsin.core.engine;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.incident.Member;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.StoredStorm;
import dev.tocsin.core.storm.CreateBudgets;
import dev.tocsin.core.storm.CreateRequest;
import dev.tocsin.core.storm.FairQueue;
import dev.tocsin.core.storm.KillSwitch;
import dev.tocsin.core.storm.Lane;
import dev.tocsin.core.storm.LaneState;
import dev.tocsin.core.storm.StormDecision;
import dev.tocsin.core.storm.StormGate;
import dev.tocsin.core.storm.StormKey;
import dev.tocsin.core.storm.StormLife;
import dev.tocsin.core.storm.StormPolicy;
import dev.tocsin.core.storm.StormState;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The gate that every group passes before its ticket is planned, and the queue behind it: created now, later, absorbed
 * into a storm, or stopped. All within the transaction that plans the create. Thread-safe.
 */
final class CreateGate {
    /** A turn that comes at once by the numbers, but did not, is looked at again so much later. */
    private static final Duration NEXT_LOOK = Duration.ofMillis(100);

    private final StormPolicy policy;
    private final Duration hold;
    private final StormGate gate;
    private final StormLife life;
    private final FairQueue queue;
    private final StormWork storms;
    private final TicketWriting writing;

    CreateGate(Settings settings, StormWork storms, TicketWriting writing) {
        policy = settings.storm();
        hold = settings.hold();
        gate = new StormGate(policy);
        life = new StormLife(policy);
        queue = new FairQueue(policy);
        this.storms = storms;
        this.writing = writing;
    }

    /** What storm protection knows in a transaction. */
    StormRound round(StoreSession session, MspId msp, Instant now) {
        return new StormRound(session, msp, policy, now);
    }

    static StormKey key(Incident incident) {
        return new StormKey(incident.msp(), incident.companyId(), incident.ruleId());
    }

    /** A group asks for its ticket. */
    void ask(StormRound round, Incident incident, String reason) {
        if (incident.queued()) {
            round.switches()
                    .stopping(incident.companyId(), incident.ruleId())
                    .ifPresentOrElse(by -> stop(round, incident, by), () -> round.candidate(incident, reason));
            return;
        }
        StormKey key = key(incident);
        Lane lane = incident.place().lane();
        StoredStorm storm = round.storm(key);
        StormDecision decision = gate.decide(
                new CreateRequest(
                        key,
                        lane,
                        round.open(key, lane),
                        FairQueue.ahead(round.waiting(lane), key.companyId()),
                        round.lane(lane).budgets(key.companyId(), policy.rates(lane), round.now()),
                        storm == null ? null : storm.state(),
                        round.switches()),
                round.now());
        if (decision instanceof StormDecision.Create create) {
            round.paid(lane, round.lane(lane).paid(key.companyId(), create.after()));
            round.opens(key, lane, 1);
            open(round, incident, reason);
        } else if (decision instanceof StormDecision.Wait wait) {
            await(round, incident, wait);
        } else if (decision instanceof StormDecision.Absorb absorb) {
            absorb(round, incident, storm, absorb.reason());
        } else {
            stop(round, incident, ((StormDecision.Blocked) decision).by());
        }
    }

    private void open(StormRound round, Incident incident, String reason) {
        Incident free = incident.change().place(incident.place().free()).done();
        writing.openTicket(round.session(), free, reason, round.now());
    }

    private static void await(StormRound round, Incident incident, StormDecision.Wait wait) {
        Lane lane = incident.place().lane();
        round.waits(lane, incident.companyId(), 1);
        round.opens(key(incident), lane, 1);
        StoredIncident.save(
                round.session(),
                incident.change()
                        .state(IncidentState.PENDING, wait.reason())
                        .place(incident.place().queued(round.now()))
                        .waitUntil(wait.until())
                        .done());
        StoredIncident.tell(round.session(), incident, round.now(), "waits for its turn: " + wait.reason());
    }

    private void absorb(StormRound round, Incident incident, @Nullable StoredStorm known, String reason) {
        StoreSession session = round.session();
        Instant now = round.now();
        Lane lane = incident.place().lane();
        StoredStorm storm = known == null ? storms.begin(round, incident, reason) : known;
        List<Member> first = session.incidents().members().of(incident.id(), false, 1);
        long events = incident.members() == 1 && !first.isEmpty()
                ? first.get(0).count()
                : session.incidents()
                        .members()
                        .eventCounts(List.of(incident.id()))
                        .getOrDefault(incident.id(), 0L);
        String asset = first.isEmpty() ? null : first.get(0).asset();
        StormState state = life.absorb(storm.state(), lane, incident.severity(), asset, events, now);
        if (!incident.stands()) {
            state = life.resolved(state, lane, 1);
        }
        round.put(storm.changed(state, policy, now));
        StoredIncident.save(
                session,
                incident.change()
                        .state(IncidentState.ABSORBED, reason)
                        .place(incident.place().absorbed(storm.incidentId()))
                        .waitUntil(incident.stands() ? null : now.plus(hold))
                        .noteDueAt(null)
                        .done());
        StoredIncident.tell(session, incident, now, "absorbed into a storm: " + reason);
    }

    private static void stop(StormRound round, Incident incident, KillSwitch by) {
        StoredIncident.save(
                round.session(),
                incident.change()
                        .state(IncidentState.PENDING, by.sentence())
                        .place(incident.place().stoppedNow())
                        .waitUntil(null)
                        .done());
        StoredIncident.tell(round.session(), incident, round.now(), "its ticket waits: " + by.sentence());
    }

    /** Lets those whose turn has come have their tickets, and the others of the slice wait on; then writes it all. */
    void finish(StormRound round) {
        if (!round.candidates().isEmpty()) {
            serve(round);
        }
        round.save();
    }

    private void serve(StormRound round) {
        Map<Long, StormRound.Candidate> left = new HashMap<>();
        round.candidates().forEach(one -> left.put(one.incident().id(), one));
        List<FairQueue.Waiting> waiting = round.candidates().stream()
                .map(StormRound.Candidate::incident)
                .map(one -> new FairQueue.Waiting(
                        one.id(), one.companyId(), one.place().lane(), since(one, round.now())))
                .toList();
        FairQueue.Turns turns = queue.choose(round.lanes(), waiting, waiting.size(), round.now());
        turns.after().forEach(round::paid);
        for (FairQueue.Waiting chosen : turns.chosen()) {
            StormRound.Candidate one = left.remove(chosen.incidentId());
            if (one != null) {
                round.waits(chosen.lane(), chosen.companyId(), -1);
                open(round, one.incident(), one.reason());
            }
        }
        Map<Lane, Integer> ofAll = new EnumMap<>(Lane.class);
        Map<String, Integer> ofCompany = new HashMap<>();
        for (FairQueue.Waiting later : waiting) {
            StormRound.Candidate one = left.get(later.incidentId());
            if (one != null) {
                int all = ofAll.merge(later.lane(), 1, Integer::sum);
                int own = ofCompany.merge(later.lane() + later.companyId(), 1, Integer::sum);
                StoredIncident.save(
                        round.session(),
                        one.incident()
                                .change()
                                .waitUntil(turn(round, later, own, all))
                                .done());
            }
        }
    }

    private static Instant since(Incident incident, Instant now) {
        Instant since = incident.place().queuedAt();
        return since == null ? now : since;
    }

    /** When the turn of one comes that so many of its company, and of all, come before. */
    private Instant turn(StormRound round, FairQueue.Waiting one, int own, int all) {
        CreateBudgets.Rates rates = policy.rates(one.lane());
        LaneState lane = round.lane(one.lane());
        CreateBudgets budgets = lane.budgets(one.companyId(), rates, round.now());
        Instant company = budgets.company().possibleAt(rates.company(), own, round.now());
        Instant msp = budgets.msp().possibleAt(rates.msp(), all, round.now());
        Instant until = company.isAfter(msp) ? company : msp;
        return until.isAfter(round.now()) ? until : round.now().plus(NEXT_LOOK);
    }
}
