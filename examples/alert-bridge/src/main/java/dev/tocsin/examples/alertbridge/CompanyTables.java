package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.CompanyListing;
import dev.tocsin.core.ListedCompany;
import dev.tocsin.core.base.ShownText;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.company.GeneratedMappings;
import dev.tocsin.core.company.HygieneFinding;
import dev.tocsin.core.company.PsaCompany;
import dev.tocsin.core.company.SkipReason;
import dev.tocsin.core.company.Suggestion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Shows companies and mappings to people. */
final class CompanyTables {
    private final Surroundings around;

    CompanyTables(Surroundings around) {
        this.around = around;
    }

    /** A mapping in one line. */
    static String line(CompanyMapping mapping) {
        return ShownText.inLine(mapping.companyId() + ": mapped to " + mapping.psaCompany() + " on "
                + mapping.connectionId()
                + (mapping.site() == null ? "" : ", site " + mapping.site())
                + (mapping.createTickets() ? ", tickets by " + String.join(", ", mapping.ruleIds()) : ", no tickets")
                + (mapping.syncConfigurations() ? ", configurations" : ", no configurations"));
    }

    /** A finding in one line: where, what, and what can be done. */
    static String line(HygieneFinding finding) {
        return ShownText.inLine(finding.place() + ": " + finding.reason() + " → " + finding.action());
    }

    /** A page of companies. */
    void listing(CompanyListing listing) {
        TextTable table =
                new TextTable(around.unicode(), "Id", "Identifier", "Name", "Status", "Types", "Contact", "Mapped to");
        for (ListedCompany listed : listing.companies()) {
            PsaCompany company = listed.psaCompany();
            table.row(
                    company.id(),
                    orDash(company.identifier()),
                    company.name(),
                    orDash(company.status()) + (company.active() ? "" : " (inactive)"),
                    company.types().isEmpty() ? "-" : String.join(", ", company.types()),
                    orDash(company.defaultContact()),
                    listed.mappedTo().isEmpty()
                            ? "-"
                            : listed.mappedTo().stream().map(Company::id).collect(Collectors.joining(", ")));
        }
        if (!table.isEmpty()) {
            around.out().print(table);
        }
        around.out()
                .println("page " + listing.page() + ": "
                        + companies(listing.companies().size())
                        + (listing.more() ? "; --page " + (listing.page() + 1) + " shows more" : ""));
    }

    private static String orDash(@org.jspecify.annotations.Nullable String text) {
        return text == null || text.isBlank() ? "-" : text;
    }

    /** What a run that generates mappings did, or would do. */
    void generated(GeneratedMappings generated, List<Suggestion> suggestions, boolean dryRun) {
        TextTable table = new TextTable(around.unicode(), "Company", "Name", "ConnectWise", "Since it has");
        for (GeneratedMappings.Pairing pairing : generated.pairings()) {
            table.row(
                    pairing.mapping().companyId(),
                    pairing.local().company().name(),
                    pairing.psaCompany().shown(),
                    pairing.reason());
        }
        if (!table.isEmpty()) {
            around.out().print(table);
        }
        Map<String, List<Suggestion>> near = suggestions.stream()
                .collect(Collectors.groupingBy(one -> one.local().id()));
        Map<SkipReason, List<GeneratedMappings.Skipped>> byReason = generated.skipped().stream()
                .collect(Collectors.groupingBy(GeneratedMappings.Skipped::reason, TreeMap::new, Collectors.toList()));
        byReason.forEach((reason, skipped) -> {
            around.out().println("skipped, " + words(reason) + ":");
            for (GeneratedMappings.Skipped one : skipped) {
                String id = one.local().company().id();
                around.out().println("  " + id + ": " + one.message());
                near.getOrDefault(id, List.of())
                        .forEach(suggestion -> around.out()
                                .println("    near: " + suggestion.psaCompany().shown() + ", score "
                                        + suggestion.score() + ": " + suggestion.reason()));
            }
        });
        around.out()
                .println(companies(generated.pairings().size()) + (dryRun ? " would be mapped, " : " mapped, ")
                        + generated.skipped().size() + " skipped, "
                        + generated.kept().size() + " kept as they were");
    }

    private static String companies(int number) {
        return number + (number == 1 ? " company" : " companies");
    }

    private static String words(SkipReason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
