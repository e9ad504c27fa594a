package dev.tocsin.connectwise.company;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Reference;
import org.jspecify.annotations.Nullable;

/**
 * One address of a company.
 *
 * @param id the id
 * @param name the name
 * @param primary whether it is the company's main address
 * @param inactive whether it is no longer used
 * @param addressLine1 the first line of the address; null if empty
 * @param city the city; null if empty
 * @param zip the postal code; null if empty
 * @param company the company it belongs to; null if the answer omits it
 */
public record CompanySite(
        int id,
        String name,
        boolean primary,
        boolean inactive,
        @Nullable String addressLine1,
        @Nullable String city,
        @Nullable String zip,
        @Nullable Reference company) {
    static CompanySite from(JsonRecord f) {
        return new CompanySite(
                f.id(),
                f.textOrEmpty("name"),
                f.flag("primaryAddressFlag"),
                f.flag("inactiveFlag"),
                f.text("addressLine1"),
                f.text("city"),
                f.text("zip"),
                Reference.in(f, "company"));
    }
}
