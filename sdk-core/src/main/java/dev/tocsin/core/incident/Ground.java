package dev.tocsin.core.incident;

import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.rule.TicketPolicy;
import org.jspecify.annotations.Nullable;

/**
 * What an incident is decided by.
 *
 * @param rule its rule, in the revision that it follows
 * @param support how far the configuration still supports it
 * @param suspended why its company's mapping is suspended, or null if it is not
 * @param leftTo who acknowledged it, if its rule leaves tickets to people that somebody acknowledged; else null
 */
public record Ground(
        IntegrationRule rule,
        Support support,
        @Nullable String suspended,
        @Nullable String leftTo) {
    /** Of an incident whose company's mapping is not suspended, and that nobody acknowledged. */
    public Ground(IntegrationRule rule, Support support) {
        this(rule, support, null, null);
    }

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

    /** Whether the ticket is closed whatever is active, since its rule is gone or its company makes no more tickets. */
    public boolean closesAll() {
        return (support == Support.NO_RULE || support == Support.NO_TICKETS)
                && policy().ruleGone() == TicketPolicy.RuleGone.CLOSE_ALL;
    }

    /** What the rule does when something happens. */
    public TicketPolicy policy() {
        return rule.policy();
    }
}
