package dev.tocsin.core.storm;

import java.time.Duration;
import java.time.Instant;

/**
 * The two budgets that a create is paid from, of one lane: taken from together or not at all.
 *
 * @param msp the MSP's
 * @param company the company's
 */
public record CreateBudgets(CreateBudget msp, CreateBudget company) {
    /**
     * How fast the two fill.
     *
     * @param msp the MSP's
     * @param company each company's
     */
    public record Rates(TokenRate msp, TokenRate company) {}

    /** Budgets that nothing was taken from. */
    public static CreateBudgets full(Rates rates, Instant now) {
        return new CreateBudgets(CreateBudget.full(rates.msp(), now), CreateBudget.full(rates.company(), now));
    }

    /** When a create is possible by both, if nobody else takes any; not before now. */
    public Instant possibleAt(Rates rates, Instant now) {
        return later(msp.possibleAt(rates.msp(), 1, now), company.possibleAt(rates.company(), 1, now));
    }

    /**
     * Takes one create from both.
     *
     * @param backlog how many wait before this one
     * @param longestWait beyond which the budgets count as exhausted
     * @return the answer of the one that lets it wait longer
     */
    public BudgetAnswer<CreateBudgets> take(
            String companyId, Rates rates, Backlog backlog, Duration longestWait, Instant now) {
        BudgetAnswer<CreateBudget> ofMsp = msp.take("the MSP", rates.msp(), backlog.msp(), longestWait, now);
        BudgetAnswer<CreateBudget> ofCompany =
                company.take("company '" + companyId + "'", rates.company(), backlog.company(), longestWait, now);
        if (ofMsp instanceof BudgetAnswer.Granted<CreateBudget> mspLeft
                && ofCompany instanceof BudgetAnswer.Granted<CreateBudget> companyLeft) {
            return new BudgetAnswer.Granted<>(new CreateBudgets(mspLeft.after(), companyLeft.after()));
        }
        return refusal(until(ofCompany, now).isBefore(until(ofMsp, now)) ? ofMsp : ofCompany);
    }

    private static BudgetAnswer<CreateBudgets> refusal(BudgetAnswer<CreateBudget> answer) {
        if (answer instanceof BudgetAnswer.Exhausted<CreateBudget> exhausted) {
            return new BudgetAnswer.Exhausted<>(exhausted.until(), exhausted.reason());
        } else if (answer instanceof BudgetAnswer.Wait<CreateBudget> wait) {
            return new BudgetAnswer.Wait<>(wait.until(), wait.reason());
        }
        throw new IllegalStateException("what was granted is no refusal");
    }

    private static Instant until(BudgetAnswer<CreateBudget> answer, Instant now) {
        if (answer instanceof BudgetAnswer.Exhausted<CreateBudget> exhausted) {
            return exhausted.until();
        }
        return answer instanceof BudgetAnswer.Wait<CreateBudget> wait ? wait.until() : now.minusNanos(1);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
