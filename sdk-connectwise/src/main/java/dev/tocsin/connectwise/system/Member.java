package dev.tocsin.connectwise.system;

import dev.tocsin.connectwise.internal.JsonRecord;
import org.jspecify.annotations.Nullable;

/**
 * A user of ConnectWise: a person, or an API member ({@code licenseClass} A).
 *
 * @param id the id
 * @param identifier the login name, as it stands in {@code createdBy} of notes
 * @param firstName the first name; null if empty
 * @param lastName the last name; null if empty
 * @param licenseClass F full, A API, C StreamlineIT, X subcontractor, an open list; null if the role may not see it
 * @param inactive whether the member may no longer log in
 * @param email the office address, else the primary one; null if neither is set
 */
public record Member(
        int id,
        String identifier,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String licenseClass,
        boolean inactive,
        @Nullable String email) {
    static Member from(JsonRecord f) {
        return new Member(
                f.id(),
                f.textOrEmpty("identifier"),
                f.text("firstName"),
                f.text("lastName"),
                f.text("licenseClass"),
                f.flag("inactiveFlag"),
                f.text("officeEmail") != null ? f.text("officeEmail") : f.text("primaryEmail"));
    }
}
