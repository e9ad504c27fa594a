package dev.tocsin.core.storm;

import java.time.Instant;

/** What becomes of a group whose ticket is due, and why. In no case is anything dropped. */
public sealed interface StormDecision {
    /** Why, in a sentence for people, with the numbers. */
    String reason();

    /**
     * Its ticket may be created now.
     *
     * @param after the budgets without what was taken, to be kept in the transaction that plans the create
     * @param reason why
     */
    record Create(CreateBudgets after, String reason) implements StormDecision {}

    /**
     * It waits in the fair queue.
     *
     * @param until when its turn comes, if those ahead take theirs; not before now
     * @param reason why
     */
    record Wait(Instant until, String reason) implements StormDecision {}

    /**
     * It joins the storm of its company and rule, which begins if there is none.
     *
     * @param reason why
     */
    record Absorb(String reason) implements StormDecision {}

    /**
     * Nothing is written; it waits until the switch is off, and is then decided anew.
     *
     * @param by the switch that is on
     * @param reason why
     */
    record Blocked(KillSwitch by, String reason) implements StormDecision {}
}
