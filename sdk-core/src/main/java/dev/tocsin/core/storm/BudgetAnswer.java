package dev.tocsin.core.storm;

import java.time.Instant;

/**
 * What a budget says to a create.
 *
 * @param <B> the kind of budget
 */
public sealed interface BudgetAnswer<B> {
    /**
     * The create may go out now.
     *
     * @param after the budget without what was taken; to be kept in the transaction that plans the create
     */
    record Granted<B>(B after) implements BudgetAnswer<B> {}

    /**
     * The create may go out soon. Nothing was taken and no slot is reserved: a group that resolves while it waits
     * wastes none, and the fair queue decides whose turn it is.
     *
     * @param until when its turn comes, if those ahead take theirs; not before now
     * @param reason why it waits, with the numbers
     */
    record Wait<B>(Instant until, String reason) implements BudgetAnswer<B> {}

    /**
     * The create would have to wait too long. Nothing was taken.
     *
     * @param until when its turn would come
     * @param reason why, with the numbers
     */
    record Exhausted<B>(Instant until, String reason) implements BudgetAnswer<B> {}
}
