package dev.tocsin.core.incident;

import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.rule.TicketPolicy;

/**
 * What an incident is decided by.
 *
 * @param rule its rule, in the revision that it follows
 * @param support how far the configuration still supports it
 */
public record Ground(IntegrationRule rule, Support support) {
    /** How far the configuration supports an incident. */
    public enum Support {
        /** Its company is mapped and its rule is there. */
        FULL,
        /** Its rule was deleted. */
        NO_RULE,
        /** Its company makes no tickets any more. */
        NO_TICKETS,
        /** Its company is gone or not mapped any more. */
        NO_COMPANY
    }

    /** What the rule does when something happens. */
    public TicketPolicy policy() {
        return rule.policy();
    }
}
