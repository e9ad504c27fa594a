package dev.tocsin.core.storm;

import dev.tocsin.core.event.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The life of a storm: it begins with the first group that is absorbed; while it lasts, new groups join it; once the
 * rate has stayed low for long enough, what is still active is promoted at the budget's pace, oldest first, and when
 * nothing is held any more its ticket is closed. If the rate rises again meanwhile, promotion stops until it is calm for
 * as long again. Groups of the top priority need not wait for calm: they are promoted as soon as their own budget allows.
 *
 * <p>Pure and thread-safe.
 */
public final class StormLife {
    /** Promotion goes in batches of at least this time, rather than wake for each single token. */
    private static final Duration PACE = Duration.ofSeconds(1);
    /** When to look again whether tickets were closed, so that there is room below the ceiling. */
    private static final Duration ROOM_LOOK = Duration.ofMinutes(1);
    /** No prediction reaches further than two minutes; one that does was made before the clock was set back. */
    private static final Duration FURTHEST_CALM = Duration.ofMinutes(3);

    private final StormPolicy policy;

    /** The life of storms under a policy. */
    public StormLife(StormPolicy policy) {
        this.policy = policy;
    }

    /**
     * What limits the promotion of a lane.
     *
     * @param openTickets the lane's tickets of the company and rule that are open, being created or waiting
     * @param waiting the lane's creates of the company that wait already
     * @param budgets the lane's budgets
     */
    public record Room(int openTickets, int waiting, CreateBudgets budgets) {}

    /** A storm that begins; its first groups are absorbed next, in the same transaction. */
    public StormState begin(StormKey key, Instant now) {
        return new StormState(
                key, now, 0, 0, 0, 0, 0, Severity.INFO, TopAssets.NONE, RateEstimate.none(now), now, now, false);
    }

    /**
     * A group joins the storm instead of getting a ticket.
     *
     * @param events how many events the group has so far
     * @param asset the asset of its events, or null
     */
    public StormState absorb(
            StormState storm, Lane lane, Severity severity, @Nullable String asset, long events, Instant now) {
        return arrived(storm, 1, now).withHeld(lane, 1).withEvents(asset, events, severity);
    }

    /** More events came for a group that the storm holds. */
    public StormState joined(StormState storm, Severity severity, @Nullable String asset, long events) {
        return storm.withEvents(asset, events, severity);
    }

    /**
     * A group of the storm that was resolved is active again. It counts as one that comes, since it would ask for a
     * ticket.
     */
    public StormState cameBack(
            StormState storm, Lane lane, Severity severity, @Nullable String asset, long events, Instant now) {
        return arrived(storm, 0, now).withHeld(lane, 1).withEvents(asset, events, severity);
    }

    /** Groups that the storm holds were resolved. */
    public StormState resolved(StormState storm, Lane lane, int groups) {
        return storm.withHeld(lane, -groups);
    }

    /** Groups left the storm and wait for tickets of their own. */
    public StormState promoted(StormState storm, Lane lane, int groups) {
        return storm.withHeld(lane, -groups).withPromoted(groups);
    }

    /** The storm with held groups counted anew from the store, which is the truth if the two differ. */
    public StormState recounted(StormState storm, int heldTop, int heldNormal) {
        return storm.heldTop() == heldTop && storm.heldNormal() == heldNormal
                ? storm
                : storm.withHeld(heldTop, heldNormal);
    }

    private StormState arrived(StormState storm, int newGroups, Instant now) {
        StormState steady = steady(storm, now);
        RateEstimate rate = steady.rate().plus(1, now);
        Instant below = below(rate, now);
        // Between arrivals the rate only falls, so it was low ever since the last time that an arrival found it high.
        Instant calm = below.isAfter(now) ? below : steady.calmFrom();
        return steady.withArrival(newGroups, rate, calm);
    }

    private Instant below(RateEstimate rate, Instant now) {
        return rate.belowFrom(policy.calmPercent(), policy.normal().company().perMinute(), now);
    }

    /** The storm with times that a clock which was set back left in the future brought back to now. */
    private StormState steady(StormState storm, Instant now) {
        boolean calmTooFar = storm.calmFrom().isAfter(now.plus(FURTHEST_CALM));
        boolean toldTooFar = storm.toldAt().isAfter(now.plus(CreateBudget.CLOCK_TOLERANCE));
        if (!calmTooFar && !toldTooFar) {
            return storm;
        }
        RateEstimate rate = storm.rate().at(now);
        return storm.withTimes(
                rate, calmTooFar ? below(rate, now) : storm.calmFrom(), toldTooFar ? now : storm.toldAt());
    }

    /** From when on the storm's groups may be promoted, if the rate stays low. */
    public Instant calmEnoughAt(StormState storm) {
        return storm.calmFrom().plus(policy.calmFor());
    }

    /**
     * What is to happen now. To be asked again, with what changed, until the answer is to rest.
     *
     * @param top what limits the top priority
     * @param normal what limits the others
     * @param stopped the kill switch that is on for the company and rule, or null; the storm then only counts
     */
    public StormStep tick(StormState before, Room top, Room normal, @Nullable KillSwitch stopped, Instant now) {
        StormState storm = steady(before, now);
        if (stopped != null) {
            return new StormStep.Rest(now.plus(ROOM_LOOK), stopped.sentence());
        }
        int topNow = promotable(Lane.TOP, storm, top, now);
        if (topNow > 0) {
            return new StormStep.Promote(
                    Lane.TOP,
                    topNow,
                    topNow + " of " + storm.heldTop() + " groups of the top priority have their turn");
        }
        boolean calm = !calmEnoughAt(storm).isAfter(now);
        String calmText = "fewer than " + policy.calmPercent() + " % of "
                + policy.normal().company().perMinute() + " new groups a minute since " + storm.calmFrom();
        if (calm && storm.held() == 0) {
            return new StormStep.Close("the storm is over: " + calmText + ", and none of its groups waits");
        }
        int normalNow = calm ? promotable(Lane.NORMAL, storm, normal, now) : 0;
        if (normalNow > 0) {
            return new StormStep.Promote(
                    Lane.NORMAL,
                    normalNow,
                    normalNow + " of " + storm.heldNormal() + " groups have their turn: " + calmText);
        }
        Instant updateAt = storm.toldAt().plus(policy.updateInterval());
        if (storm.changed() && !updateAt.isAfter(now)) {
            return new StormStep.Update(
                    storm.told(now), "the storm changed since it was last told at " + storm.toldAt());
        }
        return rest(storm, top, normal, calm, now);
    }

    private StormStep rest(StormState storm, Room top, Room normal, boolean calm, Instant now) {
        Instant until = calm ? now.plus(ROOM_LOOK) : calmEnoughAt(storm);
        String reason = calm
                ? "its groups wait for their turn, or for room below " + policy.openTickets() + " open tickets"
                : "it must stay calm until " + until;
        if (storm.changed()) {
            until = earlier(until, storm.toldAt().plus(policy.updateInterval()));
        }
        if (storm.heldTop() > 0) {
            until = earlier(until, nextTurn(Lane.TOP, top, now));
        }
        if (calm && storm.heldNormal() > 0) {
            until = earlier(until, nextTurn(Lane.NORMAL, normal, now));
        }
        return new StormStep.Rest(until, reason);
    }

    private int promotable(Lane lane, StormState storm, Room room, Instant now) {
        CreateBudgets.Rates rates = policy.rates(lane);
        int tokens = Math.min(
                room.budgets().msp().available(rates.msp(), now),
                room.budgets().company().available(rates.company(), now));
        int below = Math.min(tokens - room.waiting(), policy.openTickets() - room.openTickets());
        return Math.max(0, Math.min(storm.held(lane), below));
    }

    private Instant nextTurn(Lane lane, Room room, Instant now) {
        if (room.openTickets() >= policy.openTickets()) {
            return now.plus(ROOM_LOOK);
        }
        CreateBudgets.Rates rates = policy.rates(lane);
        Instant company = room.budgets().company().possibleAt(rates.company(), room.waiting() + 1L, now);
        Instant msp = room.budgets().msp().possibleAt(rates.msp(), room.waiting() + 1L, now);
        Instant both = company.isAfter(msp) ? company : msp;
        Instant soonest = now.plus(PACE);
        return both.isBefore(soonest) ? soonest : both;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Since when the rate is low; empty while it is not. */
    public Optional<Instant> calmSince(StormState storm, Instant now) {
        return storm.calmFrom().isAfter(now) ? Optional.empty() : Optional.of(storm.calmFrom());
    }
}
