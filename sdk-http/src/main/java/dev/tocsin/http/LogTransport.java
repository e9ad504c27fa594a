package dev.tocsin.http;

import dev.tocsin.http.TransportResult.Answered;
import dev.tocsin.http.TransportResult.NotSent;
import dev.tocsin.http.TransportResult.Unknown;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One debug line for each attempt: method, host, path without query, status, time, the far side's request id; headers
 * and bodies only as {@link LogAllowList} names them.
 */
final class LogTransport implements Transport {
    /** The logger's name is API: hosts switch it on by it. */
    static final Logger LOG = LoggerFactory.getLogger("dev.tocsin.http");

    /** ConnectWise answers with the first, Microsoft Graph with the last but one; support asks for them. */
    private static final List<String> REQUEST_IDS =
            List.of("x-cw-request-id", "x-request-id", "request-id", "x-correlation-id");

    private static final Pattern TEXT =
            Pattern.compile("\\s*(text/|[^;]*(json|xml|x-www-form-urlencoded))", Pattern.CASE_INSENSITIVE);

    private static final int LONGEST_BODY = 2_000;

    private final Transport next;
    private final LogAllowList allowed;
    private final Clock clock;
    private final Logger log;

    LogTransport(Transport next, LogAllowList allowed, Clock clock, Logger log) {
        this.next = next;
        this.allowed = allowed;
        this.clock = clock;
        this.log = log;
    }

    @Override
    public TransportResult send(TransportRequest request) throws InterruptedException {
        if (!log.isDebugEnabled()) {
            return next.send(request);
        }
        long start = clock.millis();
        TransportResult result = next.send(request);
        log.debug("{}", line(request, result, clock.millis() - start));
        return result;
    }

    private String line(TransportRequest request, TransportResult result, long millis) {
        String path = request.uri().getRawPath();
        StringBuilder line = new StringBuilder();
        line.append(request.method())
                .append(' ')
                .append(request.uri().getHost())
                .append(printable(path));
        TransportResponse response = result instanceof Answered answered ? answered.response() : null;
        if (response != null) {
            line.append(" -> ").append(response.status());
        } else if (result instanceof NotSent notSent) {
            line.append(" -> not sent (").append(printable(notSent.reason())).append(')');
        } else if (result instanceof Unknown unknown) {
            line.append(" -> unknown (").append(printable(unknown.reason())).append(')');
        }
        line.append(" in ").append(millis).append(" ms");
        if (response != null) {
            REQUEST_IDS.stream()
                    .flatMap(name -> response.header(name).stream().map(id -> name + "=" + printable(id)))
                    .findFirst()
                    .ifPresent(id -> line.append(' ').append(id));
        }
        appendHeaders(line, " sent", name -> request.headers().get(name));
        if (response != null) {
            appendHeaders(line, " got", name -> response.header(name).orElse(null));
        }
        if (allowed.bodiesOf(path)) {
            byte[] sent = request.bodyUncopied();
            if (sent != null) {
                line.append(" body sent ")
                        .append(body(
                                request.headers().get("content-type"),
                                sent.length,
                                () -> new String(sent, StandardCharsets.UTF_8)));
            }
            if (response != null) {
                line.append(" body got ")
                        .append(body(
                                response.header("content-type").orElse(null), response.bodyLength(), response::text));
            }
        }
        return line.toString();
    }

    private void appendHeaders(StringBuilder line, String label, Function<String, @Nullable String> values) {
        String text = new TreeSet<>(allowed.headers())
                .stream()
                        .filter(name -> values.apply(name) != null)
                        .map(name -> name + "=" + printable(String.valueOf(values.apply(name))))
                        .collect(Collectors.joining(", ", label + " {", "}"));
        if (!text.endsWith("{}")) {
            line.append(text);
        }
    }

    /** The text of a body, or only the length of one whose media type is not that of a text, such as an upload. */
    private static String body(@Nullable String contentType, int length, Supplier<String> text) {
        if (contentType == null || TEXT.matcher(contentType).lookingAt()) {
            return shortened(text.get());
        }
        String mediaType = contentType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        return "(" + length + " bytes of " + printable(mediaType) + ")";
    }

    private static String shortened(String body) {
        return body.length() <= LONGEST_BODY
                ? printable(body)
                : printable(body.substring(0, LONGEST_BODY)) + "… (" + body.length() + " characters)";
    }

    /** The text with control characters replaced, so that a far side cannot forge lines in a log. */
    static String printable(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            boolean lineBreak = c == 0x2028 || c == 0x2029;
            clean.appendCodePoint(Character.isISOControl(c) || lineBreak ? 0xFFFD : c);
        });
        return clean.toString();
    }
}
