package dev.tocsin.core.company;

import dev.tocsin.core.base.ConfigurationException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A local company with all that decides over its mapping.
 *
 * @param company the company
 * @param hardIds its tenants and external references
 * @param mapping its mapping, or null if it has none
 * @param standing what is known beside its mapping; without a name no renaming is noticed
 */
public record LocalCompany(
        Company company, Set<HardId> hardIds, @Nullable CompanyMapping mapping, MappingStanding standing) {
    /** Copies the ids; refuses the mapping of another company. */
    public LocalCompany {
        hardIds = Set.copyOf(hardIds);
        if (mapping != null
                && !(mapping.companyId().equals(company.id()) && mapping.msp().equals(company.msp()))) {
            throw new ConfigurationException(
                    "mapping.companyId",
                    "the mapping of company '" + mapping.companyId() + "' of MSP '" + mapping.msp()
                            + "' was given with company '" + company.id() + "' of MSP '" + company.msp() + "'");
        }
    }

    /** A company that is not mapped and that nobody decided over. */
    public static LocalCompany unmapped(Company company, Set<HardId> hardIds) {
        return new LocalCompany(company, hardIds, null, MappingStanding.none(company.id()));
    }

    /** Whether a person took its mapping away, and nobody mapped it since. */
    public boolean unmappedByHand() {
        return mapping == null && standing.unmappedByHand();
    }

    /** Its name and id for people. */
    String shown() {
        return CompanyNames.shown(company.name()) + " (" + company.id() + ")";
    }
}
