package dev.tocsin.examples.alertbridge.config;

import dev.tocsin.core.asset.ConfigurationProfile;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.company.SourceLink;
import dev.tocsin.core.rule.EventSet;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.suppress.Suppression;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration file says.
 *
 * @param file the file's name, for faults
 * @param store the JDBC URL of the store, or null for the embedded default
 * @param connections the connections to PSAs; empty if nothing is to be sent
 * @param companies the companies
 * @param mappings what is done for those that are mapped
 * @param links the customers of sources that are linked to companies
 * @param eventSets the event sets
 * @param rules the integration rules
 * @param settings the numbers and policies
 * @param suppression the silences, maintenance windows and inhibitions
 * @param profiles how assets become configurations
 * @param sync what runs again and again beside the workflow, for one connection each
 * @param microsoft the app that reads tenants of Microsoft 365, or null if there is none
 * @param notifications who is told of incidents, and by what
 * @param references what names something that the file does not hold; the store may
 * @param lines where things stand, by a place such as {@code rules[critical].board}; not all are known
 */
public record BridgeConfiguration(
        String file,
        @Nullable String store,
        List<ConnectWiseAccess> connections,
        List<Company> companies,
        List<CompanyMapping> mappings,
        List<SourceLink> links,
        List<EventSet> eventSets,
        List<IntegrationRule> rules,
        Settings settings,
        Suppression suppression,
        List<ConfigurationProfile> profiles,
        List<SyncRuns> sync,
        @Nullable MicrosoftAccess microsoft,
        NotificationSetup notifications,
        List<Reference> references,
        Map<String, Integer> lines) {
    /** Copies the collections. */
    public BridgeConfiguration {
        connections = List.copyOf(connections);
        profiles = List.copyOf(profiles);
        sync = List.copyOf(sync);
        companies = List.copyOf(companies);
        mappings = List.copyOf(mappings);
        links = List.copyOf(links);
        eventSets = List.copyOf(eventSets);
        rules = List.copyOf(rules);
        references = List.copyOf(references);
        lines = Map.copyOf(lines);
    }

    /** What a reference may name. */
    public enum Target {
        /** An integration rule, by id. */
        RULE,
        /** An event set, by name. */
        EVENT_SET,
        /** A company, by id. */
        COMPANY,
        /** An on-call schedule, by id. */
        SCHEDULE,
        /** An escalation, by id. */
        ESCALATION;

        /** What people call it. */
        String text() {
            return switch (this) {
                case RULE -> "rule's id";
                case EVENT_SET -> "event set";
                case COMPANY -> "company's id";
                case SCHEDULE -> "on-call schedule's id";
                case ESCALATION -> "escalation's id";
            };
        }
    }

    /**
     * A name that the file does not hold.
     *
     * @param target what is named
     * @param name its name
     * @param fault what is wrong if the store does not hold it either
     */
    public record Reference(Target target, String name, Fault fault) {}

    /** The line of a place; 0 if it is not known. */
    public int line(String place) {
        return lines.getOrDefault(place, 0);
    }
}
