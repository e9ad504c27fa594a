package dev.tocsin.connectwise.psa;

import dev.tocsin.connectwise.InvalidRequestException;
import dev.tocsin.connectwise.UnappliedEditException;
import dev.tocsin.core.base.ApiException;
import dev.tocsin.core.base.AuthenticationException;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.Execution;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.psa.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Turns what the client throws into the outcome of a write. */
final class WriteOutcome {
    /** How long to wait after a 429 that names no time, as Cloudflare's do. */
    private static final Duration UNSAID_PAUSE = Duration.ofSeconds(30);

    private WriteOutcome() {}

    /** Makes one write and says what became of it. */
    static <T> Outcome<T> of(Supplier<T> write) {
        try {
            return new Outcome.Done<>(write.get());
        } catch (InvalidRequestException e) {
            return new Outcome.Refused<>(message(e), e.fieldErrors(), false);
        } catch (AuthenticationException | ConfigurationException e) {
            return new Outcome.NotExecuted<>(message(e), e.retryAfter().orElse(null), true);
        } catch (UnappliedEditException e) {
            return new Outcome.Refused<>(message(e), e.fieldErrors(), false);
        } catch (ApiException e) {
            return answered(e);
        } catch (TocsinException e) {
            return e.execution() == Execution.NOT_EXECUTED
                    ? new Outcome.NotExecuted<>(message(e), e.retryAfter().orElse(null), false)
                    : new Outcome.Unknown<>(message(e));
        }
    }

    private static <T> Outcome<T> answered(ApiException error) {
        if (error.execution() != Execution.NOT_EXECUTED) {
            return new Outcome.Unknown<>(message(error));
        }
        if (error.status() == 429) {
            return new Outcome.NotExecuted<>(message(error), error.retryAfter().orElse(UNSAID_PAUSE), false);
        }
        boolean noSuchRecord =
                error.status() == 404 && error.code().filter("NotFound"::equals).isPresent();
        if (error.status() == 404 && !noSuchRecord) {
            return new Outcome.NotExecuted<>(message(error), null, false);
        }
        return new Outcome.Refused<>(message(error), List.copyOf(error.fieldErrors()), noSuchRecord);
    }

    private static String message(TocsinException error) {
        return String.valueOf(error.getMessage());
    }
}
