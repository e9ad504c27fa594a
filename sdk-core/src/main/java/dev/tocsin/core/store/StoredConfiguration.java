package dev.tocsin.core.store;

import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.company.SourceLink;
import dev.tocsin.core.rule.EventSet;
import dev.tocsin.core.rule.IntegrationRule;
import java.util.List;

/**
 * The whole configuration of one MSP.
 *
 * @param version grows with each change of any piece
 * @param companies the companies
 * @param mappings at most one per company
 * @param links at most one per customer of a source
 * @param eventSets by name
 * @param rules by id, in their latest revision
 * @param suppression silences, maintenance windows and inhibitions
 */
public record StoredConfiguration(
        long version,
        List<Stored<Company>> companies,
        List<Stored<CompanyMapping>> mappings,
        List<Stored<SourceLink>> links,
        List<Stored<EventSet>> eventSets,
        List<Stored<IntegrationRule>> rules,
        StoredSuppression suppression) {}
