package dev.tocsin.core.company;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;

/**
 * A local customer of an MSP. Group keys are made from its id, so a customer that is mapped anew keeps its groups.
 *
 * @param msp the MSP
 * @param id the host's own id of the customer, 1 to 200 characters
 * @param name the name that people use
 */
public record Company(MspId msp, String id, String name) {
    /** Refuses a blank or overlong id and a blank name. */
    public Company {
        if (id.isBlank() || id.length() > 200) {
            throw new ConfigurationException("company.id", "'" + id + "' is not legal; 1 to 200 characters are");
        }
        if (name.isBlank()) {
            throw new ConfigurationException("company.name", "the name of company '" + id + "' is missing");
        }
    }
}
