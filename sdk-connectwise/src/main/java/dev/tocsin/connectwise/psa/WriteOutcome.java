package dev.tocsin.connectwise.psa;

import dev.tocsin.connectwise.UnappliedEditException;
import dev.tocsin.connectwise.record.InvalidRequestException;
import dev.tocsin.core.base.ApiException;
import dev.tocsin.core.base.AuthenticationException;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.Execution;
import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.psa.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Turns what the client throws into the outcome of a write. */
final class WriteOutcome {
    /** How long to wait after a 429 that names no time, as Cloudflare's do. */
    private static final Duration UNSAID_PAUSE = Duration.ofSeconds(30);

    /** The answers by which the server says no to a request itself, so that it is useless to send it again unchanged. */
    private static final Set<Integer> REFUSALS = Set.of(400, 405, 409, 413, 414, 415, 422);

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

    /** A write to a ticket whose id cannot be one of this server's; nothing was sent. */
    static <T> Outcome<T> noSuchTicket(String ticketId) {
        return new Outcome.Refused<>("'" + ticketId + "' is not the id of a ticket; ids are numbers", List.of(), true);
    }

    /** A write that names a record, besides the ticket, whose id cannot be one of this server's; nothing was sent. */
    static <T> Outcome<T> noSuchId(String field, String id) {
        String fault = "'" + id + "' is not the id of a " + field + "; ids are numbers";
        return new Outcome.Refused<>(fault, List.of(new FieldError(field, null, fault)), false);
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
        if (!noSuchRecord && !REFUSALS.contains(error.status())) {
            // Such as a fault while the address of the API was asked for: it says nothing about this write.
            return new Outcome.NotExecuted<>(message(error), error.retryAfter().orElse(null), false);
        }
        return new Outcome.Refused<>(message(error), List.copyOf(error.fieldErrors()), noSuchRecord);
    }

    private static String message(TocsinException error) {
        return String.valueOf(error.getMessage());
    }
}
