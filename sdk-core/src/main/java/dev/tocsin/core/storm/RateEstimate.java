package dev.tocsin.core.storm;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How many arrivals there were in the last minute, estimated from two counters: those of the current clock minute and
 * those of the one before, of which the part counts that the last minute still covers.
 *
 * <p>With {@code p} arrivals in the minute before and {@code f} the part of the current minute that is over, the
 * estimate is {@code p(1-f) + current}. It is exact if those before came evenly; at worst it is wrong by
 * {@code p × max(f, 1-f)}, and never by more than {@code p}. Between arrivals it only falls.
 *
 * <p>A clock that is behind by less than a minute counts into the current minute. One that is further behind was set
 * back: the counters stay and belong to the new minute.
 *
 * @param minute the begin of the current minute
 * @param previous arrivals in the minute before it
 * @param current arrivals in it so far
 */
public record RateEstimate(Instant minute, int previous, int current) {
    /** A minute's count stops here, far above any budget. */
    public static final int MOST = 500_000;

    private static final long MINUTE = 60_000_000_000L;

    /** Nothing arrived yet. */
    public static RateEstimate none(Instant now) {
        return new RateEstimate(now.truncatedTo(ChronoUnit.MINUTES), 0, 0);
    }

    /** The counters with the current minute being that of a moment. */
    public RateEstimate at(Instant now) {
        Instant current = now.truncatedTo(ChronoUnit.MINUTES);
        if (!current.isAfter(minute)) {
            return current.plus(CreateBudget.CLOCK_TOLERANCE).isBefore(minute)
                    ? new RateEstimate(current, previous, this.current)
                    : this;
        }
        return minute.plus(1, ChronoUnit.MINUTES).equals(current)
                ? new RateEstimate(current, this.current, 0)
                : new RateEstimate(current, 0, 0);
    }

    /** With arrivals at a moment. */
    public RateEstimate plus(int arrivals, Instant now) {
        RateEstimate rolled = at(now);
        return new RateEstimate(rolled.minute, rolled.previous, (int) Math.min(MOST, (long) rolled.current + arrivals));
    }

    /** Arrivals in the last minute, rounded down. */
    public int perMinute(Instant now) {
        return (int) (at(now).weighted(now) / MINUTE);
    }

    /** The estimate times the nanoseconds of a minute; this must be of the moment's minute. */
    private long weighted(Instant now) {
        return previous * (MINUTE - over(now)) + current * MINUTE;
    }

    /** How much of the current minute is over. */
    private long over(Instant now) {
        return now.isBefore(minute)
                ? 0
                : Math.min(MINUTE, Duration.between(minute, now).toNanos());
    }

    /**
     * From when on the estimate is below a limit, if nothing more arrives.
     *
     * @param percent of {@code rate}, 1 to 100
     * @param rate per minute, more than 0
     * @return now, if it is below already
     */
    public Instant belowFrom(int percent, int rate, Instant now) {
        RateEstimate rolled = at(now);
        long limit = (long) percent * rate;
        if (100L * rolled.current < limit) {
            // Within this minute: 100 (p (M - over) + c M) < limit M, solved for what is over of it.
            return later(now, rolled.minute.plusNanos(crossing(rolled.previous, limit - 100L * rolled.current)));
        }
        Instant next = rolled.minute.plus(1, ChronoUnit.MINUTES);
        return later(now, next.plusNanos(crossing(rolled.current, limit)));
    }

    /** The first nanosecond of a minute at which what fades of a count, in hundredths, is below a limit above 0. */
    private static long crossing(int fading, long limit) {
        if (100L * fading < limit) {
            return 0;
        }
        // fading and limit are small enough for limit * MINUTE: at most 100 * 100,000 * 6e10 = 6e17.
        return MINUTE - Math.floorDiv(limit * MINUTE - 1, 100L * fading);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
