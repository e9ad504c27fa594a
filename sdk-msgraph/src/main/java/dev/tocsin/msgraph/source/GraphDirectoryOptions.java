package dev.tocsin.msgraph.source;

import dev.tocsin.core.base.Sleeper;
import java.time.Clock;
import java.util.Objects;

/**
 * How a {@link GraphDirectory} reads. Immutable.
 *
 * @param signInPhones whether phones of sign-in are read
 * @param clock by which an hour passes after a tenant refused them
 * @param sleeper what waits for single requests of a batch that were told to wait
 */
public record GraphDirectoryOptions(SignInPhones signInPhones, Clock clock, Sleeper sleeper) {
    /** Refuses nulls. */
    public GraphDirectoryOptions {
        Objects.requireNonNull(signInPhones, "signInPhones");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(sleeper, "sleeper");
    }

    /** Sign-in phones for those who have no other, real time. */
    public static GraphDirectoryOptions defaults() {
        return new GraphDirectoryOptions(SignInPhones.IF_NO_OTHER, Clock.systemUTC(), Sleeper.system());
    }

    /** With another choice of sign-in phones. */
    public GraphDirectoryOptions withSignInPhones(SignInPhones choice) {
        return new GraphDirectoryOptions(choice, clock, sleeper);
    }

    /** With other time. */
    public GraphDirectoryOptions withTime(Clock newClock, Sleeper newSleeper) {
        return new GraphDirectoryOptions(signInPhones, newClock, newSleeper);
    }
}
