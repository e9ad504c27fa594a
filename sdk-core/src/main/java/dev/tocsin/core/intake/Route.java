package dev.tocsin.core.intake;

import dev.tocsin.core.event.GroupBy;
import dev.tocsin.core.incident.GroupKey;
import dev.tocsin.core.rule.IntegrationRule;
import java.util.List;

/** Where an event belongs by the configuration, whatever state its subject is in. */
public sealed interface Route {
    /**
     * To a group.
     *
     * @param companyId the local company
     * @param connectionId the PSA connection
     * @param rule the rule that takes it
     * @param ruleRevision the rule's revision
     * @param groupBy what the group has in common
     * @param dimensions the values that the group shares, for people
     * @param key the group's key
     */
    record Grouped(
            String companyId,
            String connectionId,
            IntegrationRule rule,
            int ruleRevision,
            GroupBy groupBy,
            List<String> dimensions,
            GroupKey key)
            implements Route {}

    /**
     * Its customer is not known or not mapped: it waits.
     *
     * @param reason why
     */
    record Parked(String reason) implements Route {}

    /**
     * Nothing asks for it.
     *
     * @param reason why
     */
    record Ignored(String reason) implements Route {}

    /**
     * It cannot be used.
     *
     * @param reason why
     */
    record Refused(String reason) implements Route {}
}
