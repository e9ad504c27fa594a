package dev.tocsin.msgraph;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.graph.core.requests.BaseGraphRequestAdapter;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.kiota.RequestInformation;
import com.microsoft.kiota.authentication.AnonymousAuthenticationProvider;
import dev.tocsin.core.base.OutcomeUnknownException;
import dev.tocsin.core.base.Sleeper;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.base.TransportException;
import dev.tocsin.http.TransportResponse;
import dev.tocsin.http.TransportResult;
import dev.tocsin.msgraph.internal.ErrorAnswer;
import dev.tocsin.msgraph.internal.JsonAnswers;
import dev.tocsin.msgraph.internal.NativeRequests;
import dev.tocsin.msgraph.internal.TransportInterceptor;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * One tenant. Requests go only to Graph's address, with the tenant's token; reads are repeated on failure, writes never. A redirect is
 * not followed. Thread-safe; calls block.
 */
public final class GraphTenant {
    private final GraphSettings settings;
    private final String tenantId;
    private final TenantTokens tokens;
    private final Lanes lanes;
    private final Failures failures;
    private final Supplier<BaseGraphRequestAdapter> adapters;

    private final Object lock = new Object();
    private @Nullable GraphServiceClient client;

    GraphTenant(GraphSettings settings, String tenantId) {
        this.settings = settings;
        this.tenantId = tenantId;
        tokens = new TenantTokens(
                new LoginClient(settings, tenantId, Lanes.login(settings)), settings.clock(), settings.refusalMemory());
        lanes = Lanes.of(settings, lane -> new SigningTransport(lane, tokens));
        failures = new Failures(tenantId, settings.clock(), () -> tokens.held().flatMap(IssuedToken::permissions));
        adapters = () -> new BaseGraphRequestAdapter(
                new AnonymousAuthenticationProvider(),
                settings.cloud().graph() + "/v1.0",
                new OkHttpClient.Builder()
                        .addInterceptor(new TransportInterceptor(this::exchange))
                        .build());
    }

    /** The tenant as it was named: its id in lower case, or one of its domains. */
    public String tenantId() {
        return tenantId;
    }

    /** The time by which it goes, as set at {@link MicrosoftGraph}. */
    public Clock clock() {
        return settings.clock();
    }

    /** How it waits, as set at {@link MicrosoftGraph}. */
    public Sleeper sleeper() {
        return settings.sleeper();
    }

    /**
     * The official client, carried by this SDK's transport: one attempt for a write, no redirects, no other host. Its own exceptions
     * come out of it; {@link #call} translates them.
     */
    public GraphServiceClient client() {
        synchronized (lock) {
            GraphServiceClient made = client;
            if (made == null) {
                made = new GraphServiceClient(adapters.get());
                client = made;
            }
            return made;
        }
    }

    /**
     * Runs a call of the official client.
     *
     * @param what what it is for, such as {@code reading users}, for messages
     * @param call the call; what it throws of its own accord goes through
     * @throws GraphAccessException if the app is not let in, or not for this
     * @throws dev.tocsin.core.base.ApiException if Graph refuses it otherwise, with its code such as {@code syncStateNotFound}
     * @throws TransportException if it was not sent, or a read got no answer
     * @throws OutcomeUnknownException if a write may have been carried out, or an answer cannot be read
     */
    public <T extends @Nullable Object> T call(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (TocsinException own) {
            throw own;
        } catch (RuntimeException thrown) {
            TocsinException translated = failures.of(what, thrown);
            throw translated == null ? thrown : translated;
        }
    }

    /**
     * Sends a request that the official client has built and gives the answer's JSON as it is, for records that the models of that client
     * would not show whole.
     *
     * @param what what it is for, for messages
     * @param request the request, of a builder's {@code toGetRequestInformation}; for a next page with {@code setUri}
     * @return the JSON; empty if the answer had no body
     * @throws TocsinException as {@link #call}
     */
    public byte[] raw(String what, RequestInformation request) {
        Request built = built(request);
        boolean write = !built.method().equals("GET");
        TransportResult result = exchange(built);
        if (!(result instanceof TransportResult.Answered answered)) {
            throw failures.of(what, write, result);
        }
        TransportResponse answer = answered.response();
        if (answer.status() >= 300) {
            throw failures.of(what, ErrorAnswer.of(built.method(), answer, settings.clock()));
        }
        if (answer.bodyLength() > 0 && !TransportInterceptor.isJson(answer)) {
            throw failures.of(
                    what,
                    write,
                    new TransportResult.Unknown(
                            "the answer " + answer.status() + " is not sound JSON (" + answer.bodyLength() + " bytes)",
                            null));
        }
        return answer.bodyUncopied();
    }

    /**
     * Sends a request that the official client has built, once if it is a write, and says what became of it, whatever was answered. For who
     * must tell apart what was sent from what was not.
     *
     * @param request the request
     */
    public TransportResult exchange(RequestInformation request) {
        return exchange(built(request));
    }

    /**
     * What a result of {@link #exchange} other than an answer below 300 means, as {@link #raw} would throw it.
     *
     * @param what what the request was for
     * @param request the request
     * @param result what became of it
     */
    public TocsinException failure(String what, RequestInformation request, TransportResult result) {
        String method = String.valueOf(request.httpMethod);
        return result instanceof TransportResult.Answered answered
                ? failures.of(what, ErrorAnswer.of(method, answered.response(), settings.clock()))
                : failures.of(what, !method.equals("GET"), result);
    }

    private Request built(RequestInformation request) {
        Request built = client().getRequestAdapter().convertToNativeRequest(request);
        return Objects.requireNonNull(built, "the official client builds a request");
    }

    private TransportResult exchange(Request request) {
        try {
            return lanes.of(request.url().uri())
                    .send(NativeRequests.translated(
                            request,
                            settings.requestTimeout(),
                            settings.clock().instant().plus(settings.longestWait())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new TransportResult.NotSent("the thread was interrupted before a byte left", null, e);
        } catch (IOException | IllegalArgumentException unfit) {
            return new TransportResult.NotSent(
                    "the request cannot be sent: " + unfit.getClass().getSimpleName(), null, null);
        }
    }

    /**
     * The tenant as it describes itself, which proves that the app has access.
     *
     * @throws GraphAccessException if it has none
     */
    public Organization organization() {
        JsonNode body = JsonAnswers.read(raw(
                "reading the organization",
                client().organization()
                        .toGetRequestInformation(config -> config.queryParameters.select =
                                new String[] {"id", "displayName", "verifiedDomains", "countryLetterCode"})));
        JsonNode first = body.path("value").path(0);
        String id = first.path("id").asText("").toLowerCase(Locale.ROOT);
        if (id.isEmpty()) {
            throw new OutcomeUnknownException(
                    "tenant " + tenantId + ", reading the organization: the answer names none", null);
        }
        List<String> domains = new ArrayList<>();
        for (JsonNode domain : first.path("verifiedDomains")) {
            String name = domain.path("name").asText("").toLowerCase(Locale.ROOT);
            if (!name.isEmpty()) {
                domains.add(domain.path("isDefault").asBoolean() ? 0 : domains.size(), name);
            }
        }
        String country = first.path("countryLetterCode").asText("");
        return new Organization(
                id,
                ErrorAnswer.cleaned(first.path("displayName").asText(""), 256),
                domains,
                country.isBlank() ? null : country);
    }

    /**
     * The application permissions that the tenant has granted, as they stand in its token; a token is asked for if there is none.
     * Empty also if the token cannot be read. What was granted later is there once a request was refused for the lack of it, after
     * {@link MicrosoftGraph#forget}, or within the hour.
     *
     * @throws GraphAccessException if none is issued
     */
    public Set<String> grantedPermissions() {
        return call("asking for a token", () -> {
            try {
                return tokens.current().permissions().orElse(Set.of());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TransportException("tenant " + tenantId + ": interrupted while waiting for a token", null, e);
            }
        });
    }

    /** Drops its tokens, and what is remembered of refusals. */
    void forget() {
        tokens.forget();
    }

    @Override
    public String toString() {
        return "GraphTenant[" + tenantId + "]";
    }
}
