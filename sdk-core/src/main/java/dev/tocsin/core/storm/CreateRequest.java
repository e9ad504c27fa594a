package dev.tocsin.core.storm;

import org.jspecify.annotations.Nullable;

/**
 * What a decision about one group's ticket is made from.
 *
 * @param key the group's company and rule
 * @param lane whether the group has the top priority
 * @param openTickets the lane's automated tickets of that company and rule that are open, being created or waiting for
 *     their turn, without the storm ticket
 * @param backlog how many creates of the lane wait before this one
 * @param budgets the lane's budgets
 * @param storm the storm of that company and rule, or null if there is none
 * @param switches what is switched off
 */
public record CreateRequest(
        StormKey key,
        Lane lane,
        int openTickets,
        Backlog backlog,
        CreateBudgets budgets,
        @Nullable StormState storm,
        KillSwitches switches) {}
