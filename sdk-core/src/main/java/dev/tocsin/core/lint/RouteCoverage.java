package dev.tocsin.core.lint;

import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.escalation.EscalationPlan;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.rule.CategorySelection;
import dev.tocsin.core.rule.EventSet;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.store.Stored;
import dev.tocsin.core.store.StoredConfiguration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Looks for incidents that a configuration makes and no route takes. */
final class RouteCoverage {
    private static final int MOST_COMPANIES = 5;

    private final EscalationPlan plan;
    private final StoredConfiguration configuration;

    RouteCoverage(EscalationPlan plan, StoredConfiguration configuration) {
        this.plan = plan;
        this.configuration = configuration;
    }

    void lint(Sheet sheet) {
        for (Stored<IntegrationRule> stored : configuration.rules()) {
            IntegrationRule rule = stored.item();
            Map<Severity, TreeSet<String>> untold = new EnumMap<>(Severity.class);
            leastSeverity(rule)
                    .ifPresent(least -> companies(rule).forEach(company -> {
                        for (Severity severity : Severity.values()) {
                            if (severity.atLeast(least)
                                    && plan.route(company, rule.id(), severity).isEmpty()) {
                                untold.computeIfAbsent(severity, any -> new TreeSet<>())
                                        .add(company);
                            }
                        }
                    }));
            if (!untold.isEmpty()) {
                TreeSet<String> companies = new TreeSet<>();
                untold.values().forEach(companies::addAll);
                sheet.about("routes of rule " + rule.id());
                sheet.warn(
                        "routes",
                        "none takes incidents of rule '" + rule.id() + "' with severity " + untold.keySet()
                                + " of the companies "
                                + companies.stream().limit(MOST_COMPANIES).toList()
                                + (companies.size() > MOST_COMPANIES ? " and others" : "")
                                + ", so nobody is told; a last route without an escalation says that this is meant");
            }
        }
    }

    private List<String> companies(IntegrationRule rule) {
        return configuration.mappings().stream()
                .map(Stored::item)
                .filter(mapping -> mapping.createTickets() && mapping.ruleIds().contains(rule.id()))
                .map(CompanyMapping::companyId)
                .toList();
    }

    private Optional<Severity> leastSeverity(IntegrationRule rule) {
        return configuration.eventSets().stream()
                .map(Stored::item)
                .filter(set -> set.name().equals(rule.eventSet()))
                .map(EventSet::categories)
                .flatMap(categories -> categories.values().stream())
                .map(CategorySelection::minSeverity)
                .min(Comparator.naturalOrder());
    }
}
