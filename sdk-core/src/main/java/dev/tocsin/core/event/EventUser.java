package dev.tocsin.core.event;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The user whom an event concerns. At least one of the ids is given.
 *
 * @param objectId the Microsoft Graph object id, or null if unknown
 * @param principalName the user principal name or account name, or null if unknown
 */
public record EventUser(@Nullable String objectId, @Nullable String principalName) {
    /** Refuses a user with no id at all; blank ids become null. */
    public EventUser {
        objectId = Text.optional("user.objectId", objectId, 200);
        principalName = Text.optional("user.principalName", principalName, 320);
        if (objectId == null && principalName == null) {
            throw new IllegalArgumentException("user: an objectId or a principalName is needed");
        }
    }

    /** The id by which two events concern the same user: the object id, else the principal name in lower case. */
    public String identity() {
        return objectId != null ? objectId : String.valueOf(principalName).toLowerCase(Locale.ROOT);
    }

    /** The id that a person would recognise. */
    public String label() {
        return principalName != null ? principalName : String.valueOf(objectId);
    }
}
