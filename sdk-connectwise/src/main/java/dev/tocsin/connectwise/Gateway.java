package dev.tocsin.connectwise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tocsin.connectwise.internal.Json;
import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.internal.OwnValues;
import dev.tocsin.connectwise.internal.Redactor;
import dev.tocsin.connectwise.record.InvalidRequestException;
import dev.tocsin.core.base.ApiException;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.base.TransportException;
import dev.tocsin.http.Transport;
import dev.tocsin.http.TransportRequest;
import dev.tocsin.http.TransportResult;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends calls to the API: finds its address, signs, and reads the answer. The address changes at each hosted upgrade, so
 * it is asked for at the first call and again when the server no longer knows a path. Thread-safe; holds no lock while
 * it waits for the server.
 */
final class Gateway {
    /** The vendor advises against longer addresses. */
    static final int LONGEST_ADDRESS = 2000;

    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final Pattern CODEBASE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,60}/?");
    private static final String MEDIA_TYPE = "application/vnd.connectwise.com+json";

    private final ConnectWiseConnection connection;
    private final Transport transport;
    private final AnswerReader reader;
    private final Keyring keyring;
    private final String accept;
    private final AtomicReference<@Nullable ApiRoot> root = new AtomicReference<>();
    private final Rediscovery rediscovery;

    Gateway(ConnectWiseConnection connection, Transport transport) {
        this.connection = connection;
        this.transport = transport;
        this.rediscovery = new Rediscovery(connection.clock());
        this.keyring = new Keyring(connection);
        this.accept = MEDIA_TYPE
                + connection.apiVersion().map(version -> "; version=" + version).orElse("");
        Redactor redactor = new Redactor(keyring::secrets);
        this.reader = new AnswerReader(redactor, connection.clock());
    }

    /**
     * Refuses what the server would refuse. What no version takes is refused before anything is sent; the limits of an
     * older version need to know it, so then the API's address is asked for, if it is not known yet.
     *
     * @param faults the faults for a version of the API, or for the latest if it is null
     * @throws InvalidRequestException with all faults at once
     */
    void refuseFaulty(String subject, Function<@Nullable String, List<FieldError>> faults, CallOptions options) {
        refuse(subject, faults.apply(connection.apiVersion().orElse(null)));
        if (connection.apiVersion().isEmpty()) {
            String version = currentRoot(options).version();
            refuse(subject, version == null ? List.of() : faults.apply(version));
        }
    }

    private static void refuse(String subject, List<FieldError> faults) {
        if (!faults.isEmpty()) {
            throw new InvalidRequestException(subject, faults);
        }
    }

    ConnectWiseConnection connection() {
        return connection;
    }

    /**
     * Sends a call, and once more if the server no longer knows the path and has moved: a 404 proves that nothing was
     * done, so this holds for writes as well.
     *
     * @throws TocsinException if there is no success; it says whether the call was executed
     */
    Answer send(Call call) {
        ApiRoot used = currentRoot(call.options());
        TransportResult result = exchange(call, used.address());
        if (AnswerReader.saysNoSuchPath(result)) {
            URI moved = rediscover(call, used, result).address();
            if (!moved.equals(used.address())) {
                String from = used.address().getPath();
                LOG.info("The API of {} moved from {} to {}", connection.site(), from, moved.getPath());
                result = exchange(call, moved);
            }
        }
        return reader.read(call, result);
    }

    /** An answer to a read that has JSON, but not what it should hold. */
    ApiException unusable(Call call, Answer answer, String what) {
        return reader.unusable(call, answer.response(), what);
    }

    /** What an error object within the answer to a call without texts says, fit to be shown. */
    AnswerReader.Fault fault(JsonNode error) {
        return fault(() -> OwnValues.of(Map.of(), MissingNode.getInstance()), error);
    }

    /**
     * What an error object within an answer says, fit to be shown.
     *
     * @param sent the texts of the call
     */
    AnswerReader.Fault fault(Supplier<OwnValues> sent, JsonNode error) {
        return reader.fault(sent, error);
    }

    /** Whether the call's address is short enough. Finds the API's address if it is not known yet. */
    boolean fits(Call call) {
        return currentRoot(call.options()).address().toString().length()
                        + call.target().length()
                <= LONGEST_ADDRESS;
    }

    private TransportResult exchange(Call call, URI base) {
        TransportRequest request = TransportRequest.of(call.method(), URI.create(base + call.target()))
                .withHeader("accept", call.expected() == Call.Expected.BYTES ? accept + ", */*" : accept)
                .withHeader("clientid", connection.clientId().reveal());
        if (call.mostAnswerBytes() != null) {
            request = request.withMaxAnswerBytes(call.mostAnswerBytes());
        }
        if (call.forwardOnly()) {
            request = request.withHeader("pagination-type", "forward-only");
        }
        Call.Body body = call.body();
        if (body != null) {
            request = request.withBody(body.contentType(), body.bytes());
        }
        Duration usual = call.write() ? connection.writeTimeout() : connection.readTimeout();
        return transmit(call, limited(signed(call, request), call.options(), usual));
    }

    /** Our own transport asks for the keys at each attempt; a host's own, which may not know how, gets those of now. */
    private TransportRequest signed(Call call, TransportRequest request) {
        if (connection.transport().isEmpty()) {
            return request.withCredentials(keyring);
        }
        try {
            TransportRequest signed = request;
            for (Map.Entry<String, String> header : keyring.headers().entrySet()) {
                signed = signed.withHeader(header.getKey(), header.getValue());
            }
            return signed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException(call.brief() + " was not sent: the thread was interrupted", null, e);
        }
    }

    private static TransportRequest limited(TransportRequest request, CallOptions options, Duration usual) {
        TransportRequest timed = request.withTimeout(Objects.requireNonNullElse(options.timeout(), usual));
        return options.notAfter() == null ? timed : timed.withNotAfter(options.notAfter());
    }

    private TransportResult transmit(Call call, TransportRequest request) {
        try {
            return transport.send(request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException(call.brief() + " was not sent: the thread was interrupted", null, e);
        }
    }

    private ApiRoot currentRoot(CallOptions options) {
        ApiRoot known = root.get();
        return known != null ? known : discover(options);
    }

    /** Asks the server where its API is, whatever is known. */
    void discoverAnew() {
        ApiRoot before = root.get();
        ApiRoot found = discover(CallOptions.none());
        if (before != null && !found.address().equals(before.address())) {
            LOG.info(
                    "The API of {} moved from {} to {}",
                    connection.site(),
                    before.address().getPath(),
                    found.address().getPath());
        }
    }

    private ApiRoot rediscover(Call call, ApiRoot used, TransportResult refusal) {
        ApiRoot known = root.get();
        if (known != null && !known.address().equals(used.address())) {
            return known;
        }
        try {
            return rediscovery.instead(used, () -> {
                // Another thread may have asked meanwhile.
                ApiRoot latest = root.get();
                boolean told = latest != null && !latest.address().equals(used.address());
                return latest != null && told ? latest : discover(call.options());
            });
        } catch (TocsinException e) {
            try {
                reader.read(call, refusal);
            } catch (TocsinException refused) {
                refused.addSuppressed(e);
                throw refused;
            }
            throw e;
        }
    }

    /** Asks the server where its API is. It needs no credentials, so none are sent. */
    private ApiRoot discover(CallOptions options) {
        Call call = Call.get("/login/companyinfo/" + Call.encode(connection.company()), Map.of());
        TransportRequest request = TransportRequest.of(call.method(), URI.create(connection.site() + call.target()))
                .withHeader("accept", "application/json");
        TransportResult result = transmit(call, limited(request, options, connection.readTimeout()));
        if (result instanceof TransportResult.Answered answered
                && answered.response().status() == 200
                && Json.parse(answered.response().bodyUncopied()).isNull()) {
            throw new ConfigurationException(
                    "company", "the server " + connection.site() + " knows no login company " + connection.company());
        }
        JsonRecord info = reader.read(call, result).record();
        String codebase = info.textOrEmpty("Codebase");
        if (!CODEBASE.matcher(codebase).matches() || codebase.contains("..")) {
            throw new ConfigurationException(
                    "site", "companyinfo of " + connection.site() + " names no usable codebase, such as v2026_4/");
        }
        String folder = codebase.endsWith("/") ? codebase : codebase + "/";
        ApiRoot found = ApiRoot.of(URI.create(origin(info.text("SiteUrl")) + "/" + folder + "apis/3.0"), info);
        root.set(found);
        return found;
    }

    private URI origin(@Nullable String siteUrl) {
        URI own = Site.apiOrigin(connection.site());
        if (siteUrl == null || siteUrl.isBlank()) {
            return own;
        }
        Optional<URI> trusted = Site.trusted(connection.site(), siteUrl);
        if (trusted.isEmpty()) {
            LOG.warn("The server {} names another host as its own; credentials stay with the former", own);
        }
        return trusted.orElse(own);
    }
}
