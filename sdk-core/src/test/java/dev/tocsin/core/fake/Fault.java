package dev.tocsin.core.fake;

import dev.tocsin.core.base.TocsinException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What goes wrong with one call to the scripted PSA. */
public sealed interface Fault {
    /** The PSA says no. */
    record Refused(String message) implements Fault {}

    /** Nothing happens, for a reason that passes. */
    record NotExecuted(@Nullable Duration retryAfter) implements Fault {}

    /** Nothing happens: not let in. For reads an AuthenticationException. */
    record AccessDenied() implements Fault {}

    /** The answer is lost and nothing happened. */
    record LostBefore() implements Fault {}

    /** The answer is lost, but it happened. */
    record LostAfter() implements Fault {}

    /** The answer is lost and it happens so much later. */
    record LostLate(Duration delay) implements Fault {}

    /** It happens twice and the answer is lost. */
    record LostTwice() implements Fault {}

    /** The process dies before the request left. */
    record DeathBefore() implements Fault {}

    /** The process dies after the request was carried out. */
    record DeathAfter() implements Fault {}

    /** A read fails. */
    record Throw(TocsinException error) implements Fault {}

    /** Something runs in the middle of the call, which then goes on as if nothing had happened. */
    record Meanwhile(Runnable what) implements Fault {}
}
