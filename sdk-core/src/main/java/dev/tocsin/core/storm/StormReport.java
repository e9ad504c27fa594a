package dev.tocsin.core.storm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every cap as it is at a moment: what is used, what waits and until when, what is absorbed, what is switched off. For
 * metrics and for explanations.
 *
 * @param at the moment
 * @param budgets the budgets of creates
 * @param ceilings the companies and rules that are near or at their ceiling, or have a storm
 * @param storms the storms
 * @param notes the tickets whose notes have to wait
 * @param stopped the kill switches that are on
 */
public record StormReport(
        Instant at,
        List<BudgetLine> budgets,
        List<CeilingLine> ceilings,
        List<StormLine> storms,
        List<NoteLine> notes,
        List<KillSwitch> stopped) {
    /** Copies the lists. */
    public StormReport {
        budgets = List.copyOf(budgets);
        ceilings = List.copyOf(ceilings);
        storms = List.copyOf(storms);
        notes = List.copyOf(notes);
        stopped = List.copyOf(stopped);
    }

    /**
     * A budget of creates.
     *
     * @param lane its lane
     * @param companyId its company, or null for the MSP's own
     * @param rate how fast it fills and how much it holds
     * @param available how many creates are in it
     * @param waiting how many wait for it
     * @param fullAt when it is full again if nobody takes any
     */
    public record BudgetLine(
            Lane lane, @Nullable String companyId, TokenRate rate, int available, int waiting, Instant fullAt) {
        /** The line of a budget at a moment. */
        public static BudgetLine of(
                Lane lane, @Nullable String companyId, TokenRate rate, CreateBudget budget, int waiting, Instant now) {
            return new BudgetLine(
                    lane, companyId, rate, budget.available(rate, now), waiting, budget.fullAt(rate, now));
        }
    }

    /**
     * A ceiling on open tickets.
     *
     * @param key the company and rule
     * @param lane the lane
     * @param openTickets how many are open
     * @param ceiling how many may be
     */
    public record CeilingLine(StormKey key, Lane lane, int openTickets, int ceiling) {}

    /**
     * A storm.
     *
     * @param storm its numbers
     * @param ticketId the storm ticket, or null while it is being created
     * @param promotesFrom from when on its groups are promoted, if it stays calm
     * @param nextUpdateAt when its ticket may be brought up to date again
     */
    public record StormLine(StormState storm, @Nullable String ticketId, Instant promotesFrom, Instant nextUpdateAt) {
        /** The line of a storm. */
        public static StormLine of(StormState storm, @Nullable String ticketId, StormPolicy policy) {
            return new StormLine(
                    storm,
                    ticketId,
                    new StormLife(policy).calmEnoughAt(storm),
                    storm.toldAt().plus(policy.updateInterval()));
        }
    }

    /**
     * A ticket whose note has to wait.
     *
     * @param ticketId the ticket
     * @param until until when
     */
    public record NoteLine(String ticketId, Instant until) {}

    /** The totals under stable names, for gauges. */
    public Map<String, Long> gauges() {
        Map<String, Long> gauges = new LinkedHashMap<>();
        for (Lane lane : Lane.values()) {
            String prefix = lane == Lane.TOP ? "storm.top." : "storm.normal.";
            gauges.put(prefix + "msp.available", 0L);
            gauges.put(prefix + "waiting", 0L);
            gauges.put(prefix + "companies.exhausted", 0L);
            gauges.put(prefix + "held", 0L);
        }
        for (BudgetLine line : budgets) {
            String prefix = line.lane() == Lane.TOP ? "storm.top." : "storm.normal.";
            if (line.companyId() == null) {
                gauges.put(prefix + "msp.available", (long) line.available());
                gauges.put(prefix + "waiting", (long) line.waiting());
            } else if (line.available() == 0) {
                gauges.merge(prefix + "companies.exhausted", 1L, Long::sum);
            }
        }
        storms.forEach(line -> {
            gauges.merge("storm.top.held", (long) line.storm().heldTop(), Long::sum);
            gauges.merge("storm.normal.held", (long) line.storm().heldNormal(), Long::sum);
        });
        gauges.put("storm.active", (long) storms.size());
        gauges.put(
                "storm.ceilings.reached",
                ceilings.stream()
                        .filter(line -> line.openTickets() >= line.ceiling())
                        .count());
        gauges.put("storm.notes.waiting", (long) notes.size());
        gauges.put("storm.stopped", (long) stopped.size());
        return gauges;
    }

    /** Every cap in a sentence, for people. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        stopped.forEach(one -> sentences.add(one.sentence()));
        budgets.forEach(line -> sentences.add(sentence(line)));
        ceilings.forEach(line -> sentences.add("company '" + line.key().companyId() + "' has " + line.openTickets()
                + " of at most " + line.ceiling() + " open tickets under rule '"
                + line.key().ruleId() + "'" + (line.lane() == Lane.TOP ? ", top priority" : "")));
        storms.forEach(line -> sentences.add(sentence(line)));
        notes.forEach(line -> sentences.add("notes on ticket #" + line.ticketId() + " wait until " + line.until()));
        return sentences;
    }

    private static String sentence(BudgetLine line) {
        String whose = line.companyId() == null ? "the MSP" : "company '" + line.companyId() + "'";
        return whose + " may create " + line.available() + " tickets now"
                + (line.lane() == Lane.TOP ? " of the top priority" : "") + " ("
                + line.rate().perMinute()
                + " a minute, at most " + line.rate().burst() + " at once); " + line.waiting() + " wait"
                + "; full again at " + line.fullAt();
    }

    private static String sentence(StormLine line) {
        StormState storm = line.storm();
        return "storm of company '" + storm.key().companyId() + "' under rule '"
                + storm.key().ruleId() + "' since " + storm.since() + ": " + storm.groups() + " groups, "
                + storm.events() + " events, " + storm.held() + " held, " + storm.promoted() + " promoted; "
                + (line.ticketId() == null ? "its ticket is being created" : "ticket #" + line.ticketId())
                + ", next update from " + line.nextUpdateAt() + ", promotion from " + line.promotesFrom()
                + " if it stays calm";
    }
}
