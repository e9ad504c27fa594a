package dev.tocsin.core.storm;

import java.time.Duration;
import java.time.Instant;

/**
 * A token bucket of creates as a value: two longs in a store. A token is {@link #TOKEN} units and a nanosecond adds as
 * many units as the rate has creates per minute, so that filling is exact: there is no rounding that could add up.
 *
 * <p>A clock that is a little behind (another node's, or one that was set back by less than {@link #CLOCK_TOLERANCE})
 * fills nothing and takes nothing away. One that is further behind was set back for good: the level stays and counting
 * goes on from the new time. Nodes that share a store must agree on the time within that tolerance; those that do can
 * never fill a bucket twice.
 *
 * @param level what is in the bucket, in units; 0 or more
 * @param at the moment that the level is of
 */
public record CreateBudget(long level, Instant at) {
    /** The units of one create: the nanoseconds of a minute. */
    public static final long TOKEN = 60_000_000_000L;

    /** How far a clock may be behind the last use without being taken for one that was set back. */
    public static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    /** So many creates still fit into a long when counted in units; a longer queue than that is answered like it. */
    private static final long FAR = 100_000_000;

    /** Refuses a negative level. */
    public CreateBudget {
        if (level < 0) {
            throw new IllegalArgumentException("a budget's level is 0 or more, not " + level);
        }
    }

    /** A bucket that nothing was taken from; also what stands for one that is not in the store. */
    public static CreateBudget full(TokenRate rate, Instant now) {
        return new CreateBudget(capacity(rate), now);
    }

    private static long capacity(TokenRate rate) {
        return rate.burst() * TOKEN;
    }

    /** The bucket as it is now: filled up to its burst, which may have become smaller. */
    public CreateBudget filled(TokenRate rate, Instant now) {
        long capacity = capacity(rate);
        if (now.isBefore(at)) {
            Instant kept = at.minus(CLOCK_TOLERANCE).isAfter(now) ? now : at;
            return new CreateBudget(Math.min(level, capacity), kept);
        }
        long missing = capacity - level;
        if (missing <= 0) {
            return new CreateBudget(capacity, now);
        }
        Duration fillsIn = Duration.ofNanos(ceilDiv(missing, rate.perMinute()));
        Duration elapsed = Duration.between(at, now);
        return elapsed.compareTo(fillsIn) >= 0
                ? new CreateBudget(capacity, now)
                : new CreateBudget(level + elapsed.toNanos() * rate.perMinute(), now);
    }

    /** How many whole creates are in the bucket now. */
    public int available(TokenRate rate, Instant now) {
        return (int) (filled(rate, now).level / TOKEN);
    }

    /**
     * When so many creates will have been possible, one after the other, if nobody else takes any. More than the burst
     * is possible: they are taken as they come.
     *
     * @param creates how many, 1 or more
     * @return not before now
     */
    public Instant possibleAt(TokenRate rate, long creates, Instant now) {
        CreateBudget filled = filled(rate, now);
        long missing = Math.min(creates, FAR) * TOKEN - filled.level;
        return missing <= 0 ? now : filled.at.plusNanos(ceilDiv(missing, rate.perMinute()));
    }

    /** When the bucket is full again, if nobody takes any; not before now. */
    public Instant fullAt(TokenRate rate, Instant now) {
        return possibleAt(rate, rate.burst(), now);
    }

    /**
     * Takes one create.
     *
     * @param name whose budget it is, for the reason
     * @param ahead how many wait for this budget before this one
     * @param longestWait beyond which the budget counts as exhausted
     */
    public BudgetAnswer<CreateBudget> take(String name, TokenRate rate, long ahead, Duration longestWait, Instant now) {
        CreateBudget filled = filled(rate, now);
        if (filled.level >= TOKEN && (filled.level / TOKEN) > ahead) {
            return new BudgetAnswer.Granted<>(new CreateBudget(filled.level - TOKEN, filled.at));
        }
        Instant until = possibleAt(rate, ahead + 1, now);
        String spent = name + " has used its creates (" + rate.perMinute() + " a minute, at most " + rate.burst()
                + " at once)" + (ahead > 0 ? ", " + ahead + " wait before this one" : "");
        return until.isAfter(now.plus(longestWait))
                ? new BudgetAnswer.Exhausted<>(
                        until,
                        spent + "; its turn would come only at " + until + ", more than " + longestWait + " away")
                : new BudgetAnswer.Wait<>(until, spent + "; its turn comes at " + until);
    }

    private static long ceilDiv(long dividend, long divisor) {
        return Math.floorDiv(dividend + divisor - 1, divisor);
    }
}
