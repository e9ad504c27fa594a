package dev.tocsin.connectwise.system;

import dev.tocsin.connectwise.internal.JsonRecord;
import org.jspecify.annotations.Nullable;

/**
 * The public part of a member, which needs no right to maintain members.
 *
 * @param id the id
 * @param identifier the login name
 * @param firstName the first name; null if unset
 * @param lastName the last name; null if unset
 * @param fullName the whole name; null if unset
 * @param email the mail address; null if unset
 * @param licenseClass F full, A API, C StreamlineIT, X subcontractor, an open list; null if unset
 * @param inactive whether the member may no longer log in
 */
public record MemberInfo(
        int id,
        String identifier,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String fullName,
        @Nullable String email,
        @Nullable String licenseClass,
        boolean inactive) {
    static MemberInfo from(JsonRecord f) {
        return new MemberInfo(
                f.id(),
                f.textOrEmpty("identifier"),
                f.text("firstName"),
                f.text("lastName"),
                f.text("fullName"),
                f.text("defaultEmail"),
                f.text("licenseClass"),
                f.flag("inactiveFlag"));
    }
}
