package dev.tocsin.connectwise;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A company: a customer of the MSP, a prospect or a vendor.
 *
 * @param id the id
 * @param identifier the short unique name
 * @param name the name
 * @param status the status; null if the role may not see it
 * @param site the main site; null if there is none
 * @param defaultContact the main contact; null if there is none
 * @param deleted whether it was deleted: such a company can still be read by id
 * @param addressLine1 the first line of the address; null if empty
 * @param city the city; null if empty
 * @param zip the postal code; null if empty
 * @param phoneNumber the telephone number as typed in; null if empty
 * @param website the web address as typed in; null if empty
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record Company(
        int id,
        String identifier,
        String name,
        @Nullable Reference status,
        @Nullable Reference site,
        @Nullable Reference defaultContact,
        boolean deleted,
        @Nullable String addressLine1,
        @Nullable String city,
        @Nullable String zip,
        @Nullable String phoneNumber,
        @Nullable String website,
        @Nullable Instant lastUpdated) {
    static Company from(Fields f) {
        return new Company(
                f.id(),
                f.textOrEmpty("identifier"),
                f.textOrEmpty("name"),
                f.reference("status"),
                f.reference("site"),
                f.reference("defaultContact"),
                f.flag("deletedFlag"),
                f.text("addressLine1"),
                f.text("city"),
                f.text("zip"),
                f.text("phoneNumber"),
                f.text("website"),
                f.info().instant("lastUpdated"));
    }
}
