package dev.tocsin.connectwise.system;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.CustomField;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import dev.tocsin.connectwise.record.Reference;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user of ConnectWise: a person, or an API member ({@code licenseClass} A).
 *
 * @param id the id
 * @param identifier the login name, as it stands in {@code createdBy} of notes
 * @param firstName the first name; null if unset
 * @param lastName the last name; null if unset
 * @param licenseClass F full, A API, C StreamlineIT, X subcontractor, an open list; null if the role may not see it
 * @param inactive whether the member may no longer log in
 * @param email the office address, else the primary one; null if neither is set
 * @param inactiveDate when the member stops or stopped to log in; null if unset
 * @param hireDate when the member was employed; null if unset
 * @param title the job title; null if unset
 * @param type the type; null if unset
 * @param officePhone the telephone number at the office; null if unset
 * @param officeExtension the extension at the office; null if unset
 * @param mobilePhone the telephone number on the road; null if unset
 * @param securityRole the role, which says what the member may do; null if unset
 * @param admin whether the member administers the server
 * @param defaultLocation the location of new records; null if unset
 * @param defaultDepartment the department of new records; null if unset
 * @param reportsTo the member's manager; null if unset
 * @param workRole the work role of new time entries; null if unset
 * @param workType the work type of new time entries; null if unset
 * @param timeZone the time zone; null if unset
 * @param dailyCapacity the hours that the member works in a day; null if unset
 * @param serviceDefaultBoard the board of new tickets; null if unset
 * @param serviceBoardTeamIds the ids of the teams of boards that the member is in
 * @param lastLogin when the member last logged in, as the server writes it; null if unset
 * @param customFields its custom fields, with or without a value
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record Member(
        int id,
        String identifier,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String licenseClass,
        boolean inactive,
        @Nullable String email,
        @Nullable Instant inactiveDate,
        @Nullable Instant hireDate,
        @Nullable String title,
        @Nullable Reference type,
        @Nullable String officePhone,
        @Nullable String officeExtension,
        @Nullable String mobilePhone,
        @Nullable Reference securityRole,
        boolean admin,
        @Nullable Reference defaultLocation,
        @Nullable Reference defaultDepartment,
        @Nullable Reference reportsTo,
        @Nullable Reference workRole,
        @Nullable Reference workType,
        @Nullable Reference timeZone,
        @Nullable BigDecimal dailyCapacity,
        @Nullable Reference serviceDefaultBoard,
        List<Integer> serviceBoardTeamIds,
        @Nullable String lastLogin,
        List<CustomField> customFields,
        @Nullable Instant lastUpdated) {
    /** Copies the lists. */
    public Member {
        serviceBoardTeamIds = List.copyOf(serviceBoardTeamIds);
        customFields = List.copyOf(customFields);
    }

    /**
     * An empty draft; identifier, first name, last name, license class, hire date, default email, default phone and
     * security role are required.
     */
    public static Draft<Member> draft() {
        return MemberField.TYPE.draft();
    }

    /** An empty edit. */
    public static Edit<Member> edit() {
        return MemberField.TYPE.edit();
    }

    static Member from(JsonRecord f) {
        return new Member(
                f.id(),
                f.textOrEmpty("identifier"),
                f.text("firstName"),
                f.text("lastName"),
                f.text("licenseClass"),
                f.flag("inactiveFlag"),
                f.text("officeEmail") != null ? f.text("officeEmail") : f.text("primaryEmail"),
                f.instant("inactiveDate"),
                f.instant("hireDate"),
                f.text("title"),
                Reference.in(f, "type"),
                f.text("officePhone"),
                f.text("officeExtension"),
                f.text("mobilePhone"),
                Reference.in(f, "securityRole"),
                f.flag("adminFlag"),
                Reference.in(f, "defaultLocation"),
                Reference.in(f, "defaultDepartment"),
                Reference.in(f, "reportsTo"),
                Reference.in(f, "workRole"),
                Reference.in(f, "workType"),
                Reference.in(f, "timeZone"),
                f.decimal("dailyCapacity"),
                Reference.in(f, "serviceDefaultBoard"),
                f.integers("serviceBoardTeamIds"),
                f.text("lastLogin"),
                CustomField.listIn(f),
                f.info().instant("lastUpdated"));
    }
}
