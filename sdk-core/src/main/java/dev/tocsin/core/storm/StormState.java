package dev.tocsin.core.storm;

import dev.tocsin.core.event.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A storm of one company and rule, from the first absorbed group until its ticket is closed; where there is none, there
 * is no such row. Bounded in size whatever the flood's. Immutable; {@link StormLife} makes the changed copies.
 *
 * @param key the company and rule
 * @param since when it began
 * @param groups how many groups it ever absorbed
 * @param events how many events those groups had while they were absorbed
 * @param heldTop absorbed groups of the top priority that are still active
 * @param heldNormal absorbed groups of other priorities that are still active
 * @param promoted how many groups left it to get a ticket of their own
 * @param worst the highest severity of its events
 * @param assets the assets with the most events
 * @param rate how fast new groups come
 * @param calmFrom since when the rate is low, or from when on it will be if nothing more comes
 * @param toldAt when the storm ticket's first text or last update was planned
 * @param changed whether anything changed since then
 */
public record StormState(
        StormKey key,
        Instant since,
        long groups,
        long events,
        int heldTop,
        int heldNormal,
        long promoted,
        Severity worst,
        TopAssets assets,
        RateEstimate rate,
        Instant calmFrom,
        Instant toldAt,
        boolean changed) {
    /** Refuses negative numbers. */
    public StormState {
        if (groups < 0 || events < 0 || heldTop < 0 || heldNormal < 0 || promoted < 0) {
            throw new IllegalArgumentException("a storm of " + groups + " groups, " + events + " events, " + heldTop
                    + " and " + heldNormal + " held, " + promoted + " promoted; none may be negative");
        }
    }

    /** How many absorbed groups of a lane are still active. */
    public int held(Lane lane) {
        return lane == Lane.TOP ? heldTop : heldNormal;
    }

    /** How many absorbed groups are still active. */
    public int held() {
        return heldTop + heldNormal;
    }

    /** How many absorbed groups were resolved before they got a ticket of their own. */
    public long resolved() {
        return Math.max(0, groups - promoted - held());
    }

    StormState withHeld(Lane lane, long change) {
        int top = lane == Lane.TOP ? shifted(heldTop, change) : heldTop;
        int normal = lane == Lane.NORMAL ? shifted(heldNormal, change) : heldNormal;
        return withHeld(top, normal);
    }

    private static int shifted(int held, long change) {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, held + change));
    }

    StormState withHeld(int top, int normal) {
        return new StormState(
                key, since, groups, events, top, normal, promoted, worst, assets, rate, calmFrom, toldAt, true);
    }

    StormState withPromoted(long more) {
        return new StormState(
                key,
                since,
                groups,
                events,
                heldTop,
                heldNormal,
                promoted + more,
                worst,
                assets,
                rate,
                calmFrom,
                toldAt,
                true);
    }

    StormState withArrival(int newGroups, RateEstimate newRate, Instant calm) {
        return new StormState(
                key,
                since,
                groups + newGroups,
                events,
                heldTop,
                heldNormal,
                promoted,
                worst,
                assets,
                newRate,
                calm,
                toldAt,
                true);
    }

    StormState withEvents(@Nullable String asset, long more, Severity severity) {
        return new StormState(
                key,
                since,
                groups,
                events + more,
                heldTop,
                heldNormal,
                promoted,
                worst.atLeast(severity) ? worst : severity,
                assets.plus(asset, more),
                rate,
                calmFrom,
                toldAt,
                true);
    }

    /** The storm after its ticket was told all of it. */
    public StormState told(Instant at) {
        return new StormState(
                key, since, groups, events, heldTop, heldNormal, promoted, worst, assets, rate, calmFrom, at, false);
    }

    StormState withTimes(RateEstimate newRate, Instant calm, Instant told) {
        return new StormState(
                key, since, groups, events, heldTop, heldNormal, promoted, worst, assets, newRate, calm, told, changed);
    }
}
