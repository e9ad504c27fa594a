package dev.tocsin.msgraph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.core.base.Secret;
import dev.tocsin.msgraph.internal.JsonAnswers;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An access token of one tenant.
 *
 * @param value the token
 * @param renewAt when the next one is asked for
 * @param expires when it no longer holds
 */
record IssuedToken(Secret value, Instant renewAt, Instant expires) {
    /** The application permissions in it; empty if it cannot be read, which Microsoft does not promise. */
    Optional<Set<String>> permissions() {
        return claims().map(claims -> {
            Set<String> roles = new TreeSet<>();
            claims.path("roles").forEach(role -> roles.add(role.asText()));
            return Set.copyOf(roles);
        });
    }

    /** The id of the tenant that it is of, in lower case; empty if it cannot be read. */
    Optional<String> tenant() {
        return claims().map(claims -> claims.path("tid").asText("").toLowerCase(Locale.ROOT))
                .filter(id -> !id.isEmpty());
    }

    private Optional<JsonNode> claims() {
        String[] parts = value.reveal().split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            JsonNode claims = JsonAnswers.read(Base64.getUrlDecoder().decode(parts[1]));
            return claims.isObject() ? Optional.of(claims) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
