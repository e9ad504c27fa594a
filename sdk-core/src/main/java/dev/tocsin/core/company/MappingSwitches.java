package dev.tocsin.core.company;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.FieldError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is done for a mapped company, apart from which company it is.
 *
 * @param site the site of the PSA company that tickets and configurations name, or null for its default
 * @param createTickets whether events become tickets; needs a rule
 * @param ruleIds the integration rules in order; the first whose event set selects an event takes it
 * @param syncConfigurations whether its assets are kept as configurations
 */
public record MappingSwitches(
        @Nullable String site, boolean createTickets, List<String> ruleIds, boolean syncConfigurations) {
    /** Everything off: a mapping that only says which company it is. */
    public static final MappingSwitches OFF = new MappingSwitches(null, false, List.of(), false);

    /**
     * Copies the rules.
     *
     * @throws ConfigurationException if tickets are to be created without a rule, if the site or a rule is blank, or if
     *     a rule is named twice
     */
    public MappingSwitches {
        ruleIds = List.copyOf(ruleIds);
        if (site != null && site.isBlank()) {
            throw new ConfigurationException(
                    "mapping.site", "is blank; legal is a site's name, or none for the default");
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < ruleIds.size(); i++) {
            String field = "mapping.rules[" + i + "]";
            if (ruleIds.get(i).isBlank()) {
                throw new ConfigurationException(field, "is blank; legal is the id of an integration rule");
            }
            if (!seen.add(ruleIds.get(i))) {
                throw new ConfigurationException(field, "'" + ruleIds.get(i) + "' is named twice; once is legal");
            }
        }
        if (createTickets && ruleIds.isEmpty()) {
            throw new ConfigurationException(
                    "mapping.rules", "create tickets is on and no integration rule is named; at least one is needed");
        }
    }

    /**
     * What is wrong with these switches where only some rules exist.
     *
     * @param knownRules the ids of the MSP's rules
     * @return one fault for each rule that does not exist, with the legal ones; empty if they can work
     */
    public List<FieldError> faults(Collection<String> knownRules) {
        Set<String> known = Set.copyOf(knownRules);
        List<FieldError> faults = new ArrayList<>();
        for (int i = 0; i < ruleIds.size(); i++) {
            if (!known.contains(ruleIds.get(i))) {
                faults.add(new FieldError(
                        "mapping.rules[" + i + "]",
                        null,
                        "the rule '" + ruleIds.get(i) + "' does not exist; legal are "
                                + known.stream().sorted().toList()));
            }
        }
        return List.copyOf(faults);
    }

    /** These switches with another choice whether to create tickets; refused without a rule. */
    public MappingSwitches withCreateTickets(boolean value) {
        return new MappingSwitches(site, value, ruleIds, syncConfigurations);
    }

    /** These switches with other rules; refused if there are none while tickets are created. */
    public MappingSwitches withRules(List<String> rules) {
        return new MappingSwitches(site, createTickets, rules, syncConfigurations);
    }

    /** These switches with another site; null is the company's default. */
    public MappingSwitches withSite(@Nullable String value) {
        return new MappingSwitches(value, createTickets, ruleIds, syncConfigurations);
    }

    /** These switches with another choice whether to keep configurations. */
    public MappingSwitches withSyncConfigurations(boolean value) {
        return new MappingSwitches(site, createTickets, ruleIds, value);
    }

    /**
     * A mapping with these switches.
     *
     * @param company the local company
     * @param connectionId the PSA connection
     * @param psaCompany the company there
     */
    public CompanyMapping mapping(Company company, String connectionId, PsaCompany psaCompany) {
        return new CompanyMapping(
                company.msp(),
                company.id(),
                connectionId,
                psaCompany.id(),
                site,
                createTickets,
                ruleIds,
                syncConfigurations);
    }
}
