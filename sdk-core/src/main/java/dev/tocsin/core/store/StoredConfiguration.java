package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.company.MappingStanding;
import dev.tocsin.core.company.SourceLink;
import dev.tocsin.core.escalation.EscalationPiece;
import dev.tocsin.core.escalation.EscalationPlan;
import dev.tocsin.core.rule.EventSet;
import dev.tocsin.core.rule.IntegrationRule;
import java.util.List;
import java.util.Map;

/**
 * The whole configuration of one MSP.
 *
 * @param version grows with each change of any piece
 * @param companies the companies
 * @param mappings at most one per company
 * @param standings what is known of mappings beside them, by company; companies of which nothing is known are absent
 * @param links at most one per customer of a source
 * @param eventSets by name
 * @param rules by id, in their latest revision
 * @param suppression silences, maintenance windows and inhibitions
 * @param escalation who is told of incidents, by kind and then by id
 */
public record StoredConfiguration(
        long version,
        List<Stored<Company>> companies,
        List<Stored<CompanyMapping>> mappings,
        Map<String, MappingStanding> standings,
        List<Stored<SourceLink>> links,
        List<Stored<EventSet>> eventSets,
        List<Stored<IntegrationRule>> rules,
        StoredSuppression suppression,
        List<Stored<EscalationPiece>> escalation) {
    /** Of an MSP of which nothing was ever saved. */
    public static final StoredConfiguration NONE = new StoredConfiguration(
            0, List.of(), List.of(), Map.of(), List.of(), List.of(), List.of(), StoredSuppression.NONE, List.of());

    /** Copies the map and the list of what says who is told. */
    public StoredConfiguration {
        standings = Map.copyOf(standings);
        escalation = List.copyOf(escalation);
    }

    /**
     * Keeps all pieces in a store that has none, each with its origin, but for what suppresses; for copies.
     *
     * @param msp the MSP of the pieces
     */
    public void copyTo(MspId msp, ConfigurationStore store) {
        eventSets.forEach(set -> store.save(set.item(), set.origin()));
        rules.forEach(rule -> store.save(rule.item(), rule.origin()));
        companies.forEach(company -> store.save(company.item(), company.origin()));
        mappings.forEach(mapping -> store.save(mapping.item(), mapping.origin()));
        standings.values().forEach(standing -> store.save(msp, standing));
        links.forEach(link -> store.save(link.item(), link.origin()));
        escalation.forEach(piece -> store.save(piece.item(), piece.origin()));
    }

    /** Who is told of incidents, ready to be asked; made anew with each call. */
    public EscalationPlan plan() {
        return EscalationPlan.of(escalation.stream().map(Stored::item).toList());
    }

    /** What is known of the mapping of a company beside it. */
    public MappingStanding standing(String companyId) {
        return standings.getOrDefault(companyId, MappingStanding.none(companyId));
    }
}
