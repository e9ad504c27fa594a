package dev.tocsin.core.company;

import dev.tocsin.core.company.HygieneFinding.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a fresh and complete list of a PSA's companies means for the mappings onto it: which have to wait, which go on, and
 * which learn the name that their company has. Pure.
 *
 * @param report all that a person should look at, mappings that have to wait among it
 * @param changed the new standings of those mappings whose standing changes, by company
 * @param withheld whether companies that the list lacks were left alone, since it lacks so many that it is more likely the
 *     right to see them that is gone
 */
public record MappingDrift(HygieneReport report, List<MappingStanding> changed, boolean withheld) {
    /** Of so many mapped companies, a list may lack any number: in a small business it may well be true. */
    private static final int FEW = 10;

    /** Copies the list. */
    public MappingDrift {
        changed = List.copyOf(changed);
    }

    /**
     * Compares the mappings with the list. If it lacks more than half of more than ten mapped companies, or is empty, no
     * mapping is made to wait for being missing; what the list does show counts all the same.
     *
     * @param connectionId the PSA connection
     * @param onlyCompany the local company that the connection serves, or null if it serves all
     * @param locals all local companies of one MSP
     * @param standings what is known beside the mappings, by company; companies of which nothing is known may be absent
     * @param psaCompanies all companies of the connection, as the PSA has just shown them
     * @param knownRules the ids of the MSP's rules
     * @param settled whether a mapping is the one that was there before the list was read: one that was made meanwhile is
     *     left alone, since the list may be older than what it says
     */
    public static MappingDrift of(
            String connectionId,
            @Nullable String onlyCompany,
            Collection<LocalCompany> locals,
            Map<String, MappingStanding> standings,
            Collection<PsaCompany> psaCompanies,
            Collection<String> knownRules,
            Predicate<CompanyMapping> settled) {
        HygieneReport report = HygieneReport.of(connectionId, onlyCompany, locals, psaCompanies, knownRules);
        PsaDirectory directory = new PsaDirectory(psaCompanies);
        List<CompanyMapping> mappings = new ArrayList<>();
        for (LocalCompany local : locals) {
            CompanyMapping mapping = local.mapping();
            if (mapping != null && mapping.connectionId().equals(connectionId)) {
                mappings.add(mapping);
            }
        }
        int missing = report.of(Kind.MISSING).size();
        boolean withheld =
                missing > 0 && (directory.all().isEmpty() || (mappings.size() > FEW && missing * 2 > mappings.size()));
        Map<String, HygieneFinding> parking = new HashMap<>();
        report.findings().stream()
                .filter(finding -> finding.kind().parksEvents())
                .forEach(finding -> parking.putIfAbsent(finding.companyId(), finding));
        List<MappingStanding> changed = new ArrayList<>();
        for (CompanyMapping mapping : mappings) {
            String id = mapping.companyId();
            HygieneFinding finding = parking.get(id);
            boolean leftAlone = withheld && finding != null && finding.kind() == Kind.MISSING;
            if (!leftAlone && settled.test(mapping)) {
                MappingStanding before = standings.getOrDefault(id, MappingStanding.none(id));
                MappingStanding seen = directory
                        .mapped(mapping.psaCompany())
                        .filter(company -> !company.gone())
                        .map(before::seen)
                        .orElse(before);
                MappingStanding now = new MappingStanding(
                        id, seen.psaId(), seen.psaName(), finding == null ? null : finding.reason(), false);
                if (!now.equals(before)) {
                    changed.add(now);
                }
            }
        }
        return new MappingDrift(withheld ? explained(report, missing, mappings.size()) : report, changed, withheld);
    }

    private static HygieneReport explained(HygieneReport report, int missing, int mapped) {
        String action = "give the integration's role access to its companies: " + missing + " of " + mapped
                + " mapped companies are not listed, so this one was left as it is";
        return new HygieneReport(report.findings().stream()
                .map(finding -> finding.kind() == Kind.MISSING
                        ? new HygieneFinding(
                                finding.kind(), finding.companyId(), finding.place(), finding.reason(), action)
                        : finding)
                .toList());
    }
}
