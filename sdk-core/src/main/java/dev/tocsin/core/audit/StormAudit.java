package dev.tocsin.core.audit;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.StoredStorm;
import dev.tocsin.core.storm.KillSwitch;
import dev.tocsin.core.storm.Lane;
import dev.tocsin.core.storm.LaneState;
import dev.tocsin.core.storm.StormKey;
import dev.tocsin.core.storm.StormPolicy;
import dev.tocsin.core.storm.StormReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what storm protection does now. Thread-safe. */
final class StormAudit {
    private final StormPolicy policy;

    StormAudit(StormPolicy policy) {
        this.policy = policy;
    }

    /** What storm protection has to do with an incident now, in sentences. */
    static List<String> sentences(StoreSession session, Incident incident) {
        List<String> sentences = new ArrayList<>();
        session.killSwitches()
                .of(incident.msp())
                .stopping(incident.companyId(), incident.ruleId())
                .map(KillSwitch::sentence)
                .ifPresent(sentences::add);
        Long stormId = incident.place().stormId();
        if (incident.queued()) {
            sentences.add("waits for its turn until " + incident.waitUntil() + ": " + incident.reason());
        } else if (incident.state() == IncidentState.ABSORBED && stormId != null) {
            Incident storm = session.incidents().get(List.of(stormId)).get(stormId);
            sentences.add("the storm ticket "
                    + (storm == null || storm.ticketId() == null ? "that is being made" : "#" + storm.ticketId())
                    + " stands for it: " + incident.reason());
        }
        if (incident.place().notesFrom() != null) {
            sentences.add("its notes wait until " + incident.place().notesFrom()
                    + ", since its ticket had as many as it takes in an hour");
        }
        return sentences;
    }

    /** Every cap of an MSP. */
    StormReport report(StoreSession session, MspId msp, Instant now) {
        List<StormReport.BudgetLine> budgets = new ArrayList<>();
        for (Lane lane : Lane.values()) {
            budgets(budgets, session, msp, lane, now);
        }
        List<StormReport.CeilingLine> ceilings = new ArrayList<>();
        List<StormReport.StormLine> storms = new ArrayList<>();
        for (StoredStorm storm : session.storms().storms(msp)) {
            StormKey key = storm.state().key();
            for (Lane lane : Lane.values()) {
                ceilings.add(new StormReport.CeilingLine(
                        key, lane, session.storms().openTickets(key, lane), policy.openTickets()));
            }
            storms.add(StormReport.StormLine.of(storm.state(), ticketId(session, storm), policy));
        }
        List<StormReport.NoteLine> notes = session.storms().noteWaits(msp, now).stream()
                .map(one -> new StormReport.NoteLine(
                        String.valueOf(one.ticketId()), later(one.place().notesFrom(), now)))
                .toList();
        return new StormReport(
                now,
                budgets,
                ceilings,
                storms,
                notes,
                session.killSwitches().of(msp).on());
    }

    private void budgets(List<StormReport.BudgetLine> lines, StoreSession session, MspId msp, Lane lane, Instant now) {
        LaneState state = session.storms().lane(msp, lane).orElseGet(() -> LaneState.full(policy.rates(lane), now));
        Map<String, Integer> waiting = session.storms().waiting(msp, lane);
        lines.add(StormReport.BudgetLine.of(
                lane,
                null,
                policy.rates(lane).msp(),
                state.msp(),
                waiting.values().stream().mapToInt(Integer::intValue).sum(),
                now));
        TreeSet<String> companies = new TreeSet<>(state.companies().keySet());
        companies.addAll(waiting.keySet());
        for (String company : companies) {
            lines.add(StormReport.BudgetLine.of(
                    lane,
                    company,
                    policy.rates(lane).company(),
                    state.budgets(company, policy.rates(lane), now).company(),
                    waiting.getOrDefault(company, 0),
                    now));
        }
    }

    private static @Nullable String ticketId(StoreSession session, StoredStorm storm) {
        Incident incident = session.incidents().get(List.of(storm.incidentId())).get(storm.incidentId());
        return incident == null ? null : incident.ticketId();
    }

    private static Instant later(@Nullable Instant until, Instant now) {
        return until == null ? now : until;
    }
}
