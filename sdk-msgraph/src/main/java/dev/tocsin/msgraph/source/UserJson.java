package dev.tocsin.msgraph.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.core.people.DirectoryUser;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Graph's user as the engine knows it. */
final class UserJson {
    private static final List<String> SELECTED = List.of(
            "id", "accountEnabled", "userPrincipalName", "mail", "displayName", "mobilePhone", "businessPhones");

    private UserJson() {}

    /** What is asked for. Delta follows just these, and a request with a selection costs one resource unit less. */
    static String[] select() {
        return SELECTED.toArray(String[]::new);
    }

    /** The address of one user within a batch. */
    static String path(String id) {
        return user(id) + "?$select=" + String.join(",", SELECTED);
    }

    /** The address of one user's sign-in phones within a batch; it takes no options. */
    static String phonesPath(String id) {
        return user(id) + "/authentication/phoneMethods";
    }

    private static String user(String id) {
        return "/users/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Whether nothing that the engine needs can have been left out: these two every user has. */
    static boolean whole(JsonNode user) {
        return user.path("userPrincipalName").isTextual()
                && user.path("accountEnabled").isBoolean();
    }

    /** The id of a user or of what is left of one. */
    static String id(JsonNode user) {
        String id = user.path("id").asText("");
        if (id.isBlank() || id.length() > 200) {
            throw GraphAnswers.malformed("users", "an id of 1 to 200 characters is needed for each");
        }
        return id;
    }

    /** The user without a word on sign-in phones. An account counts as disabled only if the directory says so. */
    static DirectoryUser user(JsonNode user) {
        List<String> businessPhones = new ArrayList<>();
        user.path("businessPhones").forEach(phone -> {
            if (phone.isTextual() && !phone.asText().isBlank()) {
                businessPhones.add(phone.asText());
            }
        });
        return new DirectoryUser(
                id(user),
                text(user, "userPrincipalName"),
                text(user, "mail"),
                text(user, "displayName"),
                text(user, "mobilePhone"),
                businessPhones,
                null,
                user.path("accountEnabled").asBoolean(true),
                false);
    }

    private static @Nullable String text(JsonNode user, String property) {
        JsonNode value = user.path(property);
        return value.isTextual() ? value.asText() : null;
    }
}
