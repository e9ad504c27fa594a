package dev.tocsin.connectwise.company;

import dev.tocsin.connectwise.internal.JsonRecord;

/**
 * A status that companies can have.
 *
 * @param id the id
 * @param name the name
 * @param inactive whether companies in it are no longer served
 * @param disallowSaving whether nothing may be saved for companies in it, such as a ticket
 */
public record CompanyStatus(int id, String name, boolean inactive, boolean disallowSaving) {
    static CompanyStatus from(JsonRecord f) {
        return new CompanyStatus(f.id(), f.textOrEmpty("name"), f.flag("inactiveFlag"), f.flag("disallowSavingFlag"));
    }
}
