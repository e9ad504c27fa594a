package dev.tocsin.core.company;

import dev.tocsin.core.company.GeneratedMappings.Pairing;
import dev.tocsin.core.company.GeneratedMappings.Skipped;
import dev.tocsin.core.company.HygieneFinding.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a person should look at in the mappings of one PSA connection: one list, by company.
 *
 * @param findings by the company's id, then by kind, then by place
 */
public record HygieneReport(List<HygieneFinding> findings) {
    private static final Comparator<HygieneFinding> ORDER = Comparator.comparing(HygieneFinding::companyId)
            .thenComparing(HygieneFinding::kind)
            .thenComparing(HygieneFinding::place);

    /** Copies the list. */
    public HygieneReport {
        findings = List.copyOf(findings);
    }

    /**
     * Looks at all companies. A company that is mapped on another connection is that one's matter and gives no finding.
     *
     * @param connectionId the PSA connection
     * @param locals all local companies of one MSP
     * @param psaCompanies all companies of the connection, also inactive ones; deleted ones where the PSA lists them
     * @param knownRules the ids of the MSP's rules
     */
    public static HygieneReport of(
            String connectionId,
            Collection<LocalCompany> locals,
            Collection<PsaCompany> psaCompanies,
            Collection<String> knownRules) {
        return of(connectionId, null, locals, psaCompanies, knownRules);
    }

    /**
     * The same for a connection that serves one local company only: others give no finding unless they are mapped onto it.
     *
     * @param onlyCompany the local company that the connection serves, or null if it serves all
     */
    public static HygieneReport of(
            String connectionId,
            @Nullable String onlyCompany,
            Collection<LocalCompany> locals,
            Collection<PsaCompany> psaCompanies,
            Collection<String> knownRules) {
        PsaDirectory directory = new PsaDirectory(psaCompanies);
        List<LocalCompany> served = locals.stream()
                .filter(local ->
                        onlyCompany == null || local.company().id().equals(onlyCompany) || local.mapping() != null)
                .toList();
        GeneratedMappings run = new GenerationRun(connectionId, MappingSwitches.OFF, served, directory).result();
        List<HygieneFinding> findings = new ArrayList<>();
        run.pairings().forEach(pairing -> findings.add(unmapped(pairing)));
        run.skipped().forEach(skipped -> findings.add(unmapped(skipped)));
        Set<String> rules = Set.copyOf(knownRules);
        for (LocalCompany local : run.kept()) {
            CompanyMapping mapping = local.mapping();
            if (mapping != null && mapping.connectionId().equals(connectionId)) {
                if (onlyCompany != null && !mapping.companyId().equals(onlyCompany)) {
                    findings.add(notServed(mapping, onlyCompany));
                }
                drift(local, mapping, directory).ifPresent(findings::add);
                findings.addAll(rules(mapping, rules));
            }
        }
        return new HygieneReport(findings.stream().sorted(ORDER).toList());
    }

    /** Whether there is nothing to look at. */
    public boolean clean() {
        return findings.isEmpty();
    }

    /** The findings of one kind, in order. */
    public List<HygieneFinding> of(Kind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).toList();
    }

    private static HygieneFinding unmapped(Pairing pairing) {
        String id = pairing.local().company().id();
        return new HygieneFinding(
                Kind.UNMAPPED,
                id,
                "companies[" + id + "].mapping",
                "is not mapped; " + pairing.psaCompany().shown() + " has " + pairing.reason(),
                "generate mappings");
    }

    private static HygieneFinding unmapped(Skipped skipped) {
        String id = skipped.local().company().id();
        String action = switch (skipped.reason()) {
            case NO_MATCH -> "map it to one of the suggestions, or create the company in the PSA";
            case SEVERAL_PSA_COMPANIES, TAKEN -> "map it by hand to the right PSA company";
            case SEVERAL_LOCAL_COMPANIES -> "map by hand those of the local companies that belong there";
            case HARD_IDS_DISAGREE -> "correct the id that is wrong, or map it by hand";
            case INACTIVE -> "activate the PSA company, or map it by hand to another";
            case UNMAPPED_BY_HAND -> "map it by hand; until then its events wait";
        };
        return new HygieneFinding(
                skipped.reason().ambiguous() ? Kind.AMBIGUOUS : Kind.UNMAPPED,
                id,
                "companies[" + id + "].mapping",
                "is not mapped; " + skipped.message(),
                action);
    }

    private static Optional<HygieneFinding> drift(LocalCompany local, CompanyMapping mapping, PsaDirectory directory) {
        PsaCompany company = directory.mapped(mapping.psaCompany()).orElse(null);
        if (company == null) {
            return drift(
                    mapping,
                    Kind.MISSING,
                    "the PSA lists no company '" + mapping.psaCompany() + "'",
                    "map it to the right PSA company, or give the integration's role access to it");
        }
        if (local.standing().isAnother(company)) {
            return drift(
                    mapping,
                    Kind.REASSIGNED,
                    "'" + mapping.psaCompany() + "' is " + company.shown() + " by now, and was company "
                            + local.standing().psaId() + " when it was mapped",
                    "map it by the id of the PSA company that is the customer");
        }
        Optional<String> unusable = company.unusable();
        if (unusable.isPresent()) {
            return unusable(mapping, company, unusable.get());
        }
        String before = local.standing().psaName();
        if (before != null && !CompanyNames.exact(before).equals(CompanyNames.exact(company.name()))) {
            return drift(
                    mapping,
                    Kind.RENAMED,
                    company.shown() + " was called " + CompanyNames.shown(before) + " when it was mapped",
                    "accept the new name if it is still the same customer, or map it to another PSA company");
        }
        return Optional.empty();
    }

    private static Optional<HygieneFinding> unusable(CompanyMapping mapping, PsaCompany company, String reason) {
        String mergedInto = company.mergedInto();
        if (mergedInto != null) {
            return drift(
                    mapping, Kind.MERGED, reason, "map it to company " + mergedInto + " if that is the same customer");
        }
        return company.deleted()
                ? drift(mapping, Kind.DELETED, reason, "map it to another PSA company, or unmap it")
                : drift(mapping, Kind.INACTIVE, reason, "activate it, map it to another PSA company, or unmap it");
    }

    private static HygieneFinding notServed(CompanyMapping mapping, String onlyCompany) {
        String id = mapping.companyId();
        return new HygieneFinding(
                Kind.NOT_SERVED,
                id,
                "companies[" + id + "].mapping.connectionId",
                "connection '" + mapping.connectionId() + "' serves company '" + onlyCompany + "' only",
                "map it on a connection that serves all companies, or unmap it");
    }

    private static Optional<HygieneFinding> drift(CompanyMapping mapping, Kind kind, String reason, String action) {
        String id = mapping.companyId();
        return Optional.of(new HygieneFinding(kind, id, "companies[" + id + "].mapping.psaCompany", reason, action));
    }

    private static List<HygieneFinding> rules(CompanyMapping mapping, Set<String> known) {
        String id = mapping.companyId();
        List<HygieneFinding> findings = new ArrayList<>();
        List<String> ruleIds = mapping.ruleIds();
        for (int i = 0; i < ruleIds.size(); i++) {
            if (!known.contains(ruleIds.get(i))) {
                findings.add(new HygieneFinding(
                        Kind.RULE_MISSING,
                        id,
                        "companies[" + id + "].mapping.rules[" + i + "]",
                        "the rule '" + ruleIds.get(i) + "' does not exist",
                        "name another rule, or take this one out; legal are "
                                + known.stream().sorted().toList()));
            }
        }
        if (mapping.createTickets() && ruleIds.stream().noneMatch(known::contains)) {
            findings.add(new HygieneFinding(
                    Kind.TICKETS_WITHOUT_RULE,
                    id,
                    "companies[" + id + "].mapping.createTickets",
                    "tickets are to be created and no rule says how",
                    "name a rule that exists, or turn the creation of tickets off"));
        }
        return findings;
    }
}
