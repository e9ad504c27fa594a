package dev.tocsin.msgraph;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenRequestContext;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.core.base.ApiException;
import dev.tocsin.core.base.Execution;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.base.TransportException;
import dev.tocsin.http.RetryAfter;
import dev.tocsin.http.Transport;
import dev.tocsin.http.TransportRequest;
import dev.tocsin.http.TransportResponse;
import dev.tocsin.http.TransportResult;
import dev.tocsin.msgraph.internal.JsonAnswers;
import dev.tocsin.msgraph.login.AppProof;
import dev.tocsin.msgraph.login.HostTokens;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Asks for tokens of one tenant by client credentials (entra-docs docs/identity-platform/v2-oauth2-client-creds-grant-flow.md). The
 * transport repeats no POST, but a token request changes nothing: after 429, a server error or a lost answer it is sent again, three
 * times in all within a minute. Thread-safe.
 */
final class LoginClient implements TokenSource {
    private static final int TRIES = 3;
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration TIME_IN_ALL = Duration.ofSeconds(60);
    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(30);
    private static final Duration LONGEST_LIFE = Duration.ofHours(24);
    private static final int LARGEST_ANSWER = 256 * 1024;
    private static final int TOO_MANY_REQUESTS = 429;

    private final GraphSettings settings;
    private final String tenantId;
    private final Transport transport;

    LoginClient(GraphSettings settings, String tenantId, Transport transport) {
        this.settings = settings;
        this.tenantId = tenantId;
        this.transport = transport;
    }

    @Override
    public IssuedToken fetch() throws InterruptedException {
        if (settings.credential() instanceof HostTokens host) {
            return ofHost(host);
        }
        AppProof proof = (AppProof) settings.credential();
        URI endpoint = URI.create(settings.cloud().login() + "/" + tenantId + "/oauth2/v2.0/token");
        Instant end = settings.clock().instant().plus(TIME_IN_ALL);
        Duration wait = FIRST_WAIT;
        for (int attempt = 1; ; attempt++) {
            Instant asked = settings.clock().instant();
            Map<String, String> secrets = proof.fields(settings.clientId(), endpoint, asked);
            TransportResult result = transport.send(request(endpoint, secrets, end));
            if (result instanceof TransportResult.Answered answered
                    && answered.response().status() == 200) {
                return token(answered.response(), asked);
            }
            Duration pause = pause(result, wait);
            if (attempt == TRIES
                    || !passing(result)
                    || settings.clock().instant().plus(pause).isAfter(end)) {
                throw failure(result, secrets);
            }
            settings.sleeper().sleep(pause);
            wait = wait.multipliedBy(2);
        }
    }

    @Override
    public Object proof() {
        return settings.credential() instanceof AppProof proof ? proof.current() : settings.credential();
    }

    private IssuedToken ofHost(HostTokens host) {
        Instant asked = settings.clock().instant();
        AccessToken token = host.credential()
                .getTokenSync(new TokenRequestContext()
                        .addScopes(settings.cloud().resource() + "/.default")
                        .setTenantId(tenantId));
        if (token == null || token.getToken() == null || token.getToken().isBlank()) {
            throw new TransportException("the host's TokenCredential gave no token for " + tenantId, null, null);
        }
        Duration life = token.getExpiresAt() == null
                ? SHORTEST_LIFE
                : Duration.between(asked, token.getExpiresAt().toInstant());
        IssuedToken issued = issued(token.getToken(), asked, life);
        String of = issued.tenant().orElse(tenantId);
        if (MicrosoftGraph.isGuid(tenantId) && !of.equals(tenantId)) {
            throw new GraphAccessException(
                    "tenant " + tenantId
                            + ": the host's TokenCredential gave a token of another tenant; one is needed that follows"
                            + " the tenant of TokenRequestContext, which a managed identity does not",
                    AccessProblem.BAD_CREDENTIAL,
                    tenantId,
                    0,
                    null,
                    null,
                    null,
                    null);
        }
        return issued;
    }

    private TransportRequest request(URI endpoint, Map<String, String> secrets, Instant end) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("client_id", settings.clientId());
        form.put("scope", settings.cloud().resource() + "/.default");
        form.putAll(secrets);
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return TransportRequest.of(TransportRequest.Method.POST, endpoint)
                .withHeader("accept", "application/json")
                .withBody("application/x-www-form-urlencoded", body.getBytes(StandardCharsets.UTF_8))
                .withTimeout(settings.requestTimeout())
                .withNotAfter(end)
                .withRoute("/{tenant}/oauth2/v2.0/token")
                .withMaxAnswerBytes(LARGEST_ANSWER);
    }

    private IssuedToken token(TransportResponse answer, Instant asked) {
        JsonNode body = JsonAnswers.read(answer.bodyUncopied());
        String value = body.path("access_token").asText("");
        if (value.isBlank() || value.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new TransportException(
                    "the login service answered 200 without a token for " + tenantId + " (" + answer.bodyLength()
                            + " bytes)",
                    null,
                    null);
        }
        return issued(value, asked, Duration.ofSeconds(body.path("expires_in").asLong(0)));
    }

    private IssuedToken issued(String value, Instant asked, Duration told) {
        Duration life = told.compareTo(SHORTEST_LIFE) < 0
                ? SHORTEST_LIFE
                : told.compareTo(LONGEST_LIFE) > 0 ? LONGEST_LIFE : told;
        Duration half = life.dividedBy(2);
        Duration early = settings.renewEarly().compareTo(half) > 0 ? half : settings.renewEarly();
        return new IssuedToken(Secret.of(value), asked.plus(life).minus(early), asked.plus(life));
    }

    private Duration pause(TransportResult result, Duration usual) {
        if (result instanceof TransportResult.Answered answered) {
            Duration told = RetryAfter.of(answered.response(), settings.clock()).orElse(Duration.ZERO);
            return told.compareTo(usual) > 0 ? told : usual;
        }
        return usual;
    }

    /** Whether it may be another matter a moment later. */
    private static boolean passing(TransportResult result) {
        if (result instanceof TransportResult.Answered answered) {
            int status = answered.response().status();
            return status == TOO_MANY_REQUESTS || status == 408 || status >= 500 || code(answered.response()) == 90_033;
        }
        return result instanceof TransportResult.NotSent not ? not.cause() instanceof IOException : true;
    }

    private TocsinException failure(TransportResult result, Map<String, String> secrets) {
        if (result instanceof TransportResult.NotSent not) {
            return new TransportException(
                    "no token for " + tenantId + ": " + not.reason(), not.retryAfter(), not.cause());
        }
        if (result instanceof TransportResult.Unknown unknown) {
            // A token request changes nothing, so for whoever waits for the token nothing was sent.
            return new TransportException("no token for " + tenantId + ": " + unknown.reason(), null, unknown.cause());
        }
        TransportResponse answer = ((TransportResult.Answered) result).response();
        if (passing(result) || answer.status() < 400) {
            return new ApiException(
                    "no token for " + tenantId + ": the login service answered " + answer.status(),
                    answer.status(),
                    null,
                    List.of(),
                    answer.header("x-ms-request-id").orElse(null),
                    Execution.NOT_EXECUTED,
                    RetryAfter.of(answer, settings.clock()).orElse(null));
        }
        JsonNode body = JsonAnswers.read(answer.bodyUncopied());
        String words = body.path("error_description").asText("");
        for (String secret : secrets.values()) {
            words = words.replace(secret, "***");
        }
        return LoginRefusals.refusal(
                tenantId,
                settings.clientId(),
                answer.status(),
                code(answer),
                words,
                body.path("correlation_id").asText(""));
    }

    private static int code(TransportResponse answer) {
        JsonNode codes = JsonAnswers.read(answer.bodyUncopied()).path("error_codes");
        return codes.path(0).asInt(0);
    }
}
