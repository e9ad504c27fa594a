package dev.tocsin.core.storm;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the fair queue of one lane remembers: the budgets and whose turn was last.
 *
 * @param msp the MSP's budget
 * @param companies the companies' budgets by their ids; one that is absent is full, so a store need not keep it
 * @param lastServed the company that was served last, empty if none was
 */
public record LaneState(CreateBudget msp, Map<String, CreateBudget> companies, String lastServed) {
    /** Copies the map. */
    public LaneState {
        companies = Map.copyOf(companies);
    }

    /** A lane from which nothing was taken. */
    public static LaneState full(CreateBudgets.Rates rates, Instant now) {
        return new LaneState(CreateBudget.full(rates.msp(), now), Map.of(), "");
    }

    /** Both budgets of a company. */
    public CreateBudgets budgets(String companyId, CreateBudgets.Rates rates, Instant now) {
        CreateBudget company = companies.get(companyId);
        return new CreateBudgets(msp, company == null ? CreateBudget.full(rates.company(), now) : company);
    }

    /** With a company's create paid for, out of turn or in turn. */
    public LaneState paid(String companyId, CreateBudgets after) {
        Map<String, CreateBudget> changed = new TreeMap<>(companies);
        changed.put(companyId, after.company());
        return new LaneState(after.msp(), changed, lastServed);
    }

    /** With those companies forgotten whose budgets are full again. */
    public LaneState withoutFull(CreateBudgets.Rates rates, Instant now) {
        Map<String, CreateBudget> kept = new TreeMap<>(companies);
        kept.values().removeIf(budget -> !budget.fullAt(rates.company(), now).isAfter(now));
        return new LaneState(msp, kept, lastServed);
    }
}
