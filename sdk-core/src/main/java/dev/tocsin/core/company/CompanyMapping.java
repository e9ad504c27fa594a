package dev.tocsin.core.company;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What ties a local company to one company of a PSA, and what is done for it there.
 *
 * @param msp the MSP
 * @param companyId the local company
 * @param connectionId the PSA connection
 * @param psaCompany the company there: its identifier, or its id in digits
 * @param site the site there, or null for the company's default
 * @param createTickets whether events become tickets
 * @param ruleIds the integration rules in order; the first whose event set selects an event takes it
 * @param syncConfigurations whether its assets are kept as configurations there
 */
public record CompanyMapping(
        MspId msp,
        String companyId,
        String connectionId,
        String psaCompany,
        @Nullable String site,
        boolean createTickets,
        List<String> ruleIds,
        boolean syncConfigurations) {
    /** Copies the rules; refuses a blank company and ticket creation without a rule. */
    public CompanyMapping {
        ruleIds = List.copyOf(ruleIds);
        if (psaCompany.isBlank()) {
            throw new ConfigurationException(
                    "mapping.psaCompany", "the PSA company of '" + companyId + "' is missing; its identifier or id is");
        }
        if (createTickets && ruleIds.isEmpty()) {
            throw new ConfigurationException(
                    "mapping.rules", "company '" + companyId + "' is to create tickets and names no integration rule");
        }
    }

    /** A mapping without configurations. */
    public CompanyMapping(
            MspId msp,
            String companyId,
            String connectionId,
            String psaCompany,
            @Nullable String site,
            boolean createTickets,
            List<String> ruleIds) {
        this(msp, companyId, connectionId, psaCompany, site, createTickets, ruleIds, false);
    }
}
