package dev.tocsin.simulators.graph.internal.login;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.graph.internal.wire.GraphError;
import dev.tocsin.simulators.graph.internal.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Issues and checks access tokens. What a token may is in it, as its {@code roles}: a later grant or refusal changes only
 * tokens that are issued later. A client must take a token as opaque. Thread-safe.
 */
public final class AccessTokens {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final Clock clock;
    private final String audience;
    private final AtomicLong number = new AtomicLong();
    private volatile long validFrom;

    /**
     * @param clock the clock of lifetimes
     * @param audience the resource that tokens are for
     */
    public AccessTokens(Clock clock, String audience) {
        this.clock = clock;
        this.audience = audience;
    }

    /**
     * What a valid token says.
     *
     * @param tenantId the tenant
     * @param clientId the app
     * @param roles the application permissions
     */
    public record Access(String tenantId, String clientId, Set<String> roles) {
        /** Copies. */
        public Access {
            roles = Set.copyOf(roles);
        }
    }

    /** A new token. */
    public String issue(String tenantId, String clientId, Collection<String> roles, Duration lifetime) {
        Instant now = clock.instant();
        ObjectNode claims = Json.object()
                .put("aud", audience)
                .put("iss", "https://sts.windows.net/" + tenantId + "/")
                .put("iat", now.getEpochSecond())
                .put("nbf", now.getEpochSecond())
                .put("exp", now.plus(lifetime).getEpochSecond())
                .put("appid", clientId)
                .put("idtyp", "app")
                .put("tid", tenantId)
                .put("uti", number.incrementAndGet());
        ArrayNode granted = claims.putArray("roles");
        new TreeSet<>(roles).forEach(granted::add);
        String head = ENCODER.encodeToString(
                Json.bytes(Json.object().put("typ", "JWT").put("alg", "HS256")));
        String signed = head + "." + ENCODER.encodeToString(Json.bytes(claims));
        return signed + "." + ENCODER.encodeToString(mac(signed));
    }

    /** Revokes all tokens that were issued so far. */
    public void revokeAll() {
        validFrom = number.get() + 1;
    }

    /**
     * What the token of an Authorization header says.
     *
     * @throws GraphError 401 in the service's words if it is missing, foreign, expired or revoked
     */
    public Access check(String authorization) {
        if (!authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw GraphError.invalidToken("Access token is empty.");
        }
        String[] parts = authorization.substring(7).strip().split("\\.", -1);
        JsonNode claims = parts.length == 3 ? genuine(parts) : Json.object();
        if (!claims.has("tid")) {
            throw GraphError.invalidToken("IDX14100: JWT is not well formed, there are no dots (.).");
        }
        if (clock.instant().getEpochSecond() >= claims.path("exp").asLong()) {
            throw GraphError.invalidToken("Lifetime validation failed, the token is expired.");
        }
        if (claims.path("uti").asLong() < validFrom) {
            throw GraphError.invalidToken("Access token validation failure. The token has been revoked.");
        }
        Set<String> roles = new LinkedHashSet<>();
        claims.path("roles").forEach(role -> roles.add(role.asText()));
        return new Access(claims.path("tid").asText(), claims.path("appid").asText(), roles);
    }

    private static JsonNode genuine(String[] parts) {
        try {
            boolean genuine = MessageDigest.isEqual(
                    mac(parts[0] + "." + parts[1]), Base64.getUrlDecoder().decode(parts[2]));
            return genuine ? Json.read(Base64.getUrlDecoder().decode(parts[1])) : Json.object();
        } catch (IOException | IllegalArgumentException malformed) {
            return Json.object();
        }
    }

    /** The key protects nothing: the simulator serves this machine only. It tells its own tokens from others. */
    private static byte[] mac(String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("simulated login service".getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
