package dev.tocsin.notify.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.twilio.exception.ApiException;
import com.twilio.http.HttpClient;
import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import com.twilio.http.Response;
import com.twilio.http.TwilioRestClient;
import dev.tocsin.http.Transport;
import dev.tocsin.http.TransportRequest;
import dev.tocsin.http.TransportResponse;
import dev.tocsin.http.TransportResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;

/**
 * Carries what the official client wants to send by this SDK's transport. That client repeats a request that was answered 5xx, and its wire
 * once more one that was answered 429 or 503, whatever it makes; here each goes once. One object for one call, whose result it remembers:
 * the client's exceptions leave out what the answer's headers said.
 */
final class TransportHttpClient extends HttpClient {
    /** Of a call or a message: as many as are made. */
    private static final Pattern ONE = Pattern.compile("/(?:CA|SM|MM)[0-9a-zA-Z]{32}");

    private static final String MESSAGING = "messaging";
    private static final Pattern ZONELESS =
            Pattern.compile("(%3E=\\d{4}-\\d\\d-\\d\\dT\\d\\d%3A\\d\\d%3A\\d\\d)(?=&|$)");

    private final TwilioAccount account;
    private final Transport transport;
    private final ObjectMapper mapper;
    private @Nullable TransportResult result;

    TransportHttpClient(TwilioAccount account, Transport transport, ObjectMapper mapper) {
        this.account = account;
        this.transport = transport;
        this.mapper = mapper;
    }

    /** Makes the call and says what came of it. */
    <T> TwilioAnswer<T> call(Function<TwilioRestClient, T> call) {
        try {
            T value = call.apply(new QuietRestClient(account, this, mapper));
            return new TwilioAnswer.Read<>(value);
        } catch (NoAnswer noAnswer) {
            return TwilioAnswer.trouble(result(), null, null, account);
        } catch (ApiException refused) {
            return TwilioAnswer.trouble(result(), refused.getCode(), refused.getMessage(), account);
        } catch (RuntimeException unreadable) {
            // What that client's reader says may hold the answer, and so words and numbers.
            return TwilioAnswer.trouble(result(), null, null, account);
        }
    }

    private TransportResult result() {
        return result == null ? new TransportResult.NotSent("the official client sent nothing", null, null) : result;
    }

    @Override
    public Response reliableRequest(Request request) {
        return makeRequest(request);
    }

    @Override
    public Response reliableRequest(Request request, int[] retryCodes, int retries, long delayMillis) {
        return makeRequest(request);
    }

    @Override
    public Response makeRequest(Request request) {
        TransportResult sent;
        try {
            sent = transport.send(translated(request));
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            sent = new TransportResult.NotSent("interrupted before it left", null, interruption);
        }
        result = sent;
        if (sent instanceof TransportResult.Answered answered) {
            TransportResponse answer = answered.response();
            boolean success = answer.status() < 300;
            // That client would read a redirect, which nobody follows, as an error of the service without a word, and
            // an answer without a list as an empty one: a message would be taken for one that Twilio does not have.
            if (answer.status() >= 400
                    || (success && (request.getMethod() != HttpMethod.GET || holdsWhatWasAsked(answer)))) {
                return new Response(new ByteArrayInputStream(answer.bodyUncopied()), answer.status(), new Header[0]);
            }
        }
        throw new NoAnswer();
    }

    /** Whether an answer is a list, or one thing with its id. */
    private boolean holdsWhatWasAsked(TransportResponse answer) {
        try {
            JsonNode body = mapper.readTree(answer.bodyUncopied());
            for (JsonNode member : body) {
                if (member.isArray()) {
                    return true;
                }
            }
            return body.path("sid").isTextual();
        } catch (IOException notJson) {
            return false;
        }
    }

    private TransportRequest translated(Request request) {
        boolean post = request.getMethod() == HttpMethod.POST;
        if (!post && request.getMethod() != HttpMethod.GET) {
            throw new IllegalStateException("only GET and POST are used, and not " + request.getMethod());
        }
        URI uri = address(account, URI.create(zoned(request.constructURL().toString())));
        TransportRequest translated = TransportRequest.of(
                        post ? TransportRequest.Method.POST : TransportRequest.Method.GET, uri)
                .withTimeout(account.timeout())
                .withNotAfter(account.clock().instant().plus(account.longestWait()))
                .withRoute(ONE.matcher(uri.getPath().replace(account.accountSid(), "{account}"))
                        .replaceAll("/{sid}"))
                .withHeader("accept", "application/json");
        return post
                ? translated.withBody(
                        "application/x-www-form-urlencoded",
                        request.encodeFormBody().getBytes(StandardCharsets.UTF_8))
                : translated;
    }

    /** The contract wants times with their zone, and the official client leaves it out of those that it wrote in UTC. */
    private static String zoned(String url) {
        return ZONELESS.matcher(url).replaceAll("$1Z");
    }

    /** The address with the account's own scheme and authority, wherever an answer's link leads. */
    static URI address(TwilioAccount account, URI asked) {
        if (account.isOfficial()) {
            return withEdge(account, asked);
        }
        String query = asked.getRawQuery();
        String path = asked.getRawPath() == null ? "" : asked.getRawPath();
        return URI.create(account.baseUri() + path + (query == null ? "" : "?" + query));
    }

    /** {@code api.{edge}.{region}.twilio.com}, as the official client writes it: an edge without a region is one of us1. */
    private static URI withEdge(TwilioAccount account, URI asked) {
        String product = String.valueOf(asked.getHost()).replaceFirst("\\..*", "");
        String host = product.equals(MESSAGING) ? MESSAGING : "api";
        if (account.edge() != null) {
            host += "." + account.edge();
        }
        if (account.region() != null) {
            host += "." + account.region();
        } else if (account.edge() != null) {
            host += ".us1";
        }
        String query = asked.getRawQuery();
        String path = asked.getRawPath() == null ? "" : asked.getRawPath();
        return URI.create("https://" + host + ".twilio.com" + path + (query == null ? "" : "?" + query));
    }

    /** The official client without its log, in which the numbers of people would stand. */
    private static final class QuietRestClient extends TwilioRestClient {
        QuietRestClient(TwilioAccount account, HttpClient http, ObjectMapper mapper) {
            super(new Builder("carried", "by the transport")
                    .accountSid(account.accountSid())
                    .httpClient(http)
                    .objectMapper(mapper));
        }

        @Override
        public void logRequest(Request request) {
            // the transport's log says what is fit for one
        }
    }

    /** Brings the official client to its end where there is no answer that it could read. */
    private static final class NoAnswer extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoAnswer() {
            super("no answer", null, false, false);
        }
    }
}
