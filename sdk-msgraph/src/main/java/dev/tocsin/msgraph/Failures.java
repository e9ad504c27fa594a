package dev.tocsin.msgraph;

import com.microsoft.graph.models.odataerrors.InnerError;
import com.microsoft.graph.models.odataerrors.MainError;
import com.microsoft.graph.models.odataerrors.ODataError;
import dev.tocsin.core.base.ApiException;
import dev.tocsin.core.base.Execution;
import dev.tocsin.core.base.OutcomeUnknownException;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.base.TransportException;
import dev.tocsin.http.TransportResponse;
import dev.tocsin.http.TransportResult;
import dev.tocsin.msgraph.internal.ErrorAnswer;
import dev.tocsin.msgraph.internal.ExchangeFailure;
import dev.tocsin.msgraph.internal.TransportInterceptor;
import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in the SDK's own exceptions what Graph refused or what became of a request. Thread-safe. */
final class Failures {
    private static final URI NOWHERE = URI.create("https://graph.invalid/");

    private final String tenantId;
    private final Clock clock;
    private final Supplier<Optional<Set<String>>> granted;

    /** @param granted the permissions of the token at hand, without asking for one */
    Failures(String tenantId, Clock clock, Supplier<Optional<Set<String>>> granted) {
        this.tenantId = tenantId;
        this.clock = clock;
        this.granted = granted;
    }

    /** What an exception of the official client means; null if it is the caller's own. */
    @Nullable
    TocsinException of(String what, RuntimeException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ExchangeFailure failure) {
                return of(what, failure.write(), failure.result());
            }
        }
        if (thrown instanceof com.microsoft.kiota.ApiException refused) {
            if (refused.getResponseStatusCode() == 0) {
                // No answer of Graph: the client itself found fault with one, such as links in a circle. The rest may
                // hold a link.
                String sentence = String.valueOf(thrown.getMessage()).split("\\. ", 2)[0];
                return new OutcomeUnknownException(
                        said(what) + "the official client: " + ErrorAnswer.cleaned(sentence, 200), thrown);
            }
            return of(what, read(refused));
        }
        // Its readers fail with whatever a value made them fail with, so they are known by where they threw.
        boolean reading = Arrays.stream(thrown.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith("com.microsoft.kiota.serialization."));
        return reading
                ? new OutcomeUnknownException(
                        said(what) + "the answer is not of the form that Graph documents ("
                                + thrown.getClass().getSimpleName() + ")",
                        thrown)
                : null;
    }

    private ErrorAnswer read(com.microsoft.kiota.ApiException refused) {
        Map<String, Set<String>> headers = refused.getResponseHeaders();
        TransportResponse head = new TransportResponse(
                Math.max(refused.getResponseStatusCode(), 0),
                headers == null
                        ? Map.of()
                        : headers.entrySet().stream()
                                .collect(Collectors.toMap(
                                        header -> header.getKey().toLowerCase(Locale.ROOT),
                                        header -> List.copyOf(header.getValue()),
                                        (a, b) -> a)),
                new byte[0],
                NOWHERE);
        String[] request =
                head.header(TransportInterceptor.REQUEST).orElse("GET /").split(" ", 2);
        ErrorAnswer bare = ErrorAnswer.of(request[0], head, clock);
        MainError error = refused instanceof ODataError known ? known.getError() : null;
        InnerError inner = error == null ? null : error.getInnerError();
        String code = error == null || error.getCode() == null ? "" : ErrorAnswer.cleaned(error.getCode(), 100);
        String message = error == null || error.getMessage() == null ? "" : error.getMessage();
        String requestId = bare.requestId() == null && inner != null ? inner.getRequestId() : bare.requestId();
        return new ErrorAnswer(
                request[0],
                request[1],
                bare.status(),
                code.isEmpty() ? null : code,
                ErrorAnswer.cleaned(message, 400),
                requestId,
                bare.retryAfter());
    }

    /** What a request without an answer that can be used means. */
    TocsinException of(String what, boolean write, TransportResult result) {
        if (result instanceof TransportResult.NotSent not) {
            if (not.cause() instanceof GraphAccessException refused) {
                return refused;
            }
            return new TransportException(said(what) + "not sent: " + not.reason(), not.retryAfter(), not.cause());
        }
        if (result instanceof TransportResult.Answered answered) {
            return of(what, ErrorAnswer.of(write ? "POST" : "GET", answered.response(), clock));
        }
        TransportResult.Unknown unknown = (TransportResult.Unknown) result;
        return write
                ? new OutcomeUnknownException(
                        said(what) + "it may have been carried out: " + unknown.reason(), unknown.cause())
                : new TransportException(said(what) + "no answer: " + unknown.reason(), null, unknown.cause());
    }

    /** What a refusal means. */
    TocsinException of(String what, ErrorAnswer answer) {
        String words = answer.status()
                + (answer.code() == null ? "" : " " + answer.code())
                + (answer.message().isEmpty() ? "" : ": " + answer.message());
        if (answer.status() == 401) {
            return access(
                    what,
                    "Graph refuses the tenant's token, a new one too: check the app's registration and the GraphCloud ["
                            + words + "]",
                    AccessProblem.OTHER,
                    answer,
                    null);
        }
        if (answer.status() == 403) {
            return forbidden(what, answer, words);
        }
        boolean open = answer.write() && (answer.status() >= 500 || answer.status() == 408);
        return new ApiException(
                said(what) + words,
                answer.status(),
                answer.code(),
                List.of(),
                answer.requestId(),
                open ? Execution.UNKNOWN : Execution.NOT_EXECUTED,
                answer.retryAfter());
    }

    private TocsinException forbidden(String what, ErrorAnswer answer, String words) {
        String all = (answer.code() + " " + answer.message()).toLowerCase(Locale.ROOT);
        if (all.contains("nonpremiumtenant") || all.contains("premium license") || all.contains("premium licence")) {
            return access(
                    what,
                    "the tenant has no Entra ID P1 or P2, which this needs [" + words + "]",
                    AccessProblem.NO_PREMIUM_LICENCE,
                    answer,
                    null);
        }
        List<String> needed = NeededPermissions.of(answer.path());
        Optional<Set<String>> has = granted.get();
        if (!needed.isEmpty() && has.isPresent() && needed.stream().noneMatch(has.get()::contains)) {
            return access(
                    what,
                    "the tenant has not granted " + needed.get(0)
                            + ": add it to the app's registration if it is not there, and let an administrator consent anew ["
                            + words + "]",
                    AccessProblem.MISSING_PERMISSION,
                    answer,
                    needed.get(0));
        }
        if (!needed.isEmpty() && has.isPresent()) {
            return access(
                    what,
                    "Graph refuses it although the permission is granted: the tenant narrows the app's access, such as by an"
                            + " application access policy of Exchange, or the permission is being taken away ["
                            + words + "]",
                    AccessProblem.OTHER,
                    answer,
                    null);
        }
        return access(
                what,
                "the app has no permission for it"
                        + (needed.isEmpty() ? "" : "; it needs one of " + String.join(", ", needed)) + " [" + words
                        + "]",
                AccessProblem.MISSING_PERMISSION,
                answer,
                null);
    }

    private GraphAccessException access(
            String what, String message, AccessProblem problem, ErrorAnswer answer, @Nullable String permission) {
        return new GraphAccessException(
                said(what) + message,
                problem,
                tenantId,
                answer.status(),
                answer.code(),
                answer.requestId(),
                permission,
                null);
    }

    private String said(String what) {
        return "tenant " + tenantId + ", " + what + ": ";
    }
}
