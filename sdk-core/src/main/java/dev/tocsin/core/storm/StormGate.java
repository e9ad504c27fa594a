package dev.tocsin.core.storm;

import java.time.Instant;
import java.util.Optional;

/**
 * The gate before every create: kill switch, then the storm that already is, then the ceiling on open tickets, then the
 * budgets. A group of the top priority passes a storm and counts against a ceiling and budgets of its own; only when
 * those are used up as well is it absorbed. The storm ticket itself does not come through here: there is at most one per
 * company and rule, and it must not wait behind what it stands for.
 *
 * <p>Pure and thread-safe.
 */
public final class StormGate {
    private final StormPolicy policy;

    /** A gate under a policy. */
    public StormGate(StormPolicy policy) {
        this.policy = policy;
    }

    /** What becomes of a group whose ticket is due now. */
    public StormDecision decide(CreateRequest request, Instant now) {
        StormKey key = request.key();
        Optional<KillSwitch> stopped = request.switches().stopping(key.companyId(), key.ruleId());
        if (stopped.isPresent()) {
            return new StormDecision.Blocked(stopped.get(), stopped.get().sentence());
        }
        StormState storm = request.storm();
        if (storm != null && request.lane() == Lane.NORMAL) {
            return new StormDecision.Absorb("a storm of company '" + key.companyId() + "' under rule '" + key.ruleId()
                    + "' lasts since " + storm.since() + " and holds " + storm.held() + " groups");
        }
        if (request.openTickets() >= policy.openTickets()) {
            return new StormDecision.Absorb("company '" + key.companyId() + "' has " + request.openTickets()
                    + " open tickets under rule '" + key.ruleId() + "'; the ceiling is " + policy.openTickets());
        }
        return byBudgets(request, now);
    }

    private StormDecision byBudgets(CreateRequest request, Instant now) {
        Backlog backlog = request.backlog();
        BudgetAnswer<CreateBudgets> answer = request.budgets()
                .take(request.key().companyId(), policy.rates(request.lane()), backlog, policy.longestWait(), now);
        if (answer instanceof BudgetAnswer.Exhausted<CreateBudgets> exhausted) {
            return new StormDecision.Absorb(exhausted.reason());
        } else if (answer instanceof BudgetAnswer.Wait<CreateBudgets> wait) {
            return new StormDecision.Wait(wait.until(), wait.reason());
        }
        if (backlog.company() > 0) {
            return new StormDecision.Wait(
                    now, backlog.company() + " of company '" + request.key().companyId() + "' come before this one");
        }
        CreateBudgets after = ((BudgetAnswer.Granted<CreateBudgets>) answer).after();
        return new StormDecision.Create(after, "within the budgets of creates");
    }
}
