package dev.tocsin.connectwise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tocsin.connectwise.Call.Expected;
import dev.tocsin.connectwise.internal.Json;
import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.internal.OwnValues;
import dev.tocsin.connectwise.internal.Redactor;
import dev.tocsin.core.base.ApiException;
import dev.tocsin.core.base.AuthenticationException;
import dev.tocsin.core.base.Execution;
import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.base.OutcomeUnknownException;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.base.TransportException;
import dev.tocsin.http.TransportResponse;
import dev.tocsin.http.TransportResult;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what became of a request into an answer or into the exception that says whether it was executed. */
final class AnswerReader {
    /**
     * The refusals that come before anything is done, so a write may be sent again once its cause is gone. All else
     * that is not a success leaves the outcome of a write open.
     */
    static final Set<Integer> NEVER_EXECUTED = Set.of(400, 401, 403, 404, 405, 409, 413, 414, 415, 422, 429);

    private static final Pattern WAIT_IN_WORDS = Pattern.compile("in (\\d{1,6}) seconds");
    private static final Pattern TITLE = Pattern.compile("<title>([^<]{0,300})</title>", Pattern.CASE_INSENSITIVE);

    private final Redactor redactor;
    private final Clock clock;

    AnswerReader(Redactor redactor, Clock clock) {
        this.redactor = redactor;
        this.clock = clock;
    }

    /** What an error body says. */
    record Fault(@Nullable String code, String message, List<FieldError> fieldErrors) {}

    static Optional<String> requestId(TransportResponse response) {
        return response.header("x-cw-request-id").map(id -> Redactor.printable(id, 100));
    }

    /**
     * Whether the answer says that there is no such path, as after a hosted upgrade, rather than no such record. Only the
     * API itself speaks of records; the web server of an address that is gone answers with a page or with nothing.
     */
    static boolean saysNoSuchPath(TransportResult result) {
        if (!(result instanceof TransportResult.Answered answered)
                || answered.response().status() != 404) {
            return false;
        }
        JsonRecord body = new JsonRecord(Json.parse(answered.response().bodyUncopied()));
        return !body.textOrEmpty("code").equalsIgnoreCase("NotFound");
    }

    /**
     * The answer, if it is a success with JSON.
     *
     * @throws TocsinException otherwise, with the execution that can be told for sure
     */
    Answer read(Call call, TransportResult result) {
        if (result instanceof TransportResult.NotSent notSent) {
            if (notSent.cause() instanceof AuthenticationException refused) {
                throw new AuthenticationException(
                        call.brief() + " was not sent: " + redactor.clean(notSent.reason()),
                        refused.status(),
                        null,
                        null);
            }
            throw new TransportException(
                    call.brief() + " was not sent: " + redactor.clean(notSent.reason()),
                    notSent.retryAfter(),
                    notSent.cause());
        }
        if (result instanceof TransportResult.Unknown unknown) {
            String message = call.brief() + " got no whole answer: " + redactor.clean(unknown.reason());
            throw call.write()
                    ? new OutcomeUnknownException(message, unknown.cause())
                    : new TransportException(message, null, unknown.cause());
        }
        TransportResponse response = ((TransportResult.Answered) result).response();
        boolean good = response.status() / 100 == 2;
        JsonNode body = good && call.expected() == Expected.BYTES
                ? MissingNode.getInstance()
                : Json.parse(response.bodyUncopied());
        if (good) {
            return success(call, response, body);
        }
        throw refusal(call, response, body);
    }

    private Answer success(Call call, TransportResponse response, JsonNode body) {
        boolean usable = switch (call.expected()) {
            case CONTENT -> body.isContainerNode();
            case RECORD -> body.isObject() && new JsonRecord(body).id() > 0;
            case CONSENT -> !body.isMissingNode() || response.bodyLength() == 0;
            case BYTES -> true;
        };
        if (usable) {
            return new Answer(response, body);
        }
        String what = body.isMissingNode()
                ? describe(once(call), response)
                : "the answer is JSON, but not a record with an id";
        throw call.write()
                ? new OutcomeUnknownException(head(call, response) + what + tail(response), null)
                : unusable(call, response, what);
    }

    /** A read that was answered with something that cannot be used. */
    ApiException unusable(Call call, TransportResponse response, String what) {
        return new ApiException(
                head(call, response) + what + tail(response),
                response.status(),
                null,
                List.of(),
                requestId(response).orElse(null),
                Execution.NOT_EXECUTED,
                null);
    }

    private TocsinException refusal(Call call, TransportResponse response, JsonNode body) {
        Fault fault = fault(call, response, body);
        int status = response.status();
        String requestId = requestId(response).orElse(null);
        String message = head(call, response)
                + (fault.code() == null ? "" : fault.code() + ": ")
                + fault.message()
                + (fault.fieldErrors().isEmpty() ? "" : " " + fault.fieldErrors())
                + tail(response);
        if (call.write() && !NEVER_EXECUTED.contains(status)) {
            return new OutcomeUnknownException(message, null);
        }
        if (status == 401 || status == 403) {
            String hint = status == 401
                    ? " - check the company, both keys and the client id"
                    : " - the security role of the API member lacks a right";
            return new AuthenticationException(message + hint, status, fault.code(), requestId);
        }
        Duration wait = retryAfter(response, fault.message());
        return new ApiException(
                message, status, fault.code(), fault.fieldErrors(), requestId, Execution.NOT_EXECUTED, wait);
    }

    /** Both shapes of error body are read: {@code code, message, errors} and, on 429, {@code error, message}. */
    private Fault fault(Call call, TransportResponse response, JsonNode body) {
        Supplier<OwnValues> sent = once(call);
        return body.isObject() ? fault(sent, body) : new Fault(null, describe(sent, response), List.of());
    }

    /** The texts that a call sends, gathered when they are first asked for: most calls succeed. For one thread. */
    static Supplier<OwnValues> once(Call call) {
        List<OwnValues> known = new ArrayList<>(1);
        return () -> {
            if (known.isEmpty()) {
                known.add(call.sent());
            }
            return known.get(0);
        };
    }

    /** What an error object says, fit to be shown. */
    Fault fault(Supplier<OwnValues> sent, JsonNode body) {
        JsonRecord fields = new JsonRecord(body);
        String code = fields.text("code") == null ? fields.text("error") : fields.text("code");
        List<FieldError> errors = new ArrayList<>();
        for (JsonNode error : body.path("errors")) {
            JsonRecord one = new JsonRecord(error);
            String field = one.text("field");
            String errorCode = one.text("code");
            errors.add(new FieldError(
                    field == null || field.isBlank() ? null : redactor.clean(field),
                    errorCode == null ? null : redactor.clean(errorCode),
                    redactor.clean(one.textOrEmpty("message"), sent)));
        }
        return new Fault(
                code == null ? null : redactor.clean(code),
                redactor.clean(fields.textOrEmpty("message"), sent),
                errors);
    }

    /** What an answer without usable JSON is: a proxy's page, nothing at all, or text cut short. */
    private String describe(Supplier<OwnValues> sent, TransportResponse response) {
        if (response.status() / 100 == 3) {
            return "the server redirects, which is not followed; check the site";
        }
        String text = response.text().strip();
        if (text.isEmpty()) {
            return "the answer is empty";
        }
        if (!text.startsWith("<")) {
            return "the answer is not JSON, or was cut short";
        }
        Matcher title = TITLE.matcher(text);
        return "the answer is a web page, not JSON"
                + (title.find() ? " (" + Redactor.printable(redactor.clean(title.group(1), sent), 100) + ")" : "");
    }

    private @Nullable Duration retryAfter(TransportResponse response, String message) {
        String value = response.header("retry-after").map(String::strip).orElse("");
        if (value.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        Instant until = httpDate(value);
        if (until != null) {
            Instant serverNow = httpDate(response.header("date").orElse(""));
            Duration wait = Duration.between(serverNow == null ? clock.instant() : serverNow, until);
            return wait.isNegative() ? Duration.ZERO : wait;
        }
        Matcher words = WAIT_IN_WORDS.matcher(message);
        return response.status() == 429 && words.find() ? Duration.ofSeconds(Long.parseLong(words.group(1))) : null;
    }

    private static @Nullable Instant httpDate(String value) {
        try {
            return value.isBlank()
                    ? null
                    : ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String head(Call call, TransportResponse response) {
        return call.brief() + " answered " + response.status() + ": ";
    }

    private static String tail(TransportResponse response) {
        return requestId(response).map(id -> " (request " + id + ")").orElse("");
    }
}
