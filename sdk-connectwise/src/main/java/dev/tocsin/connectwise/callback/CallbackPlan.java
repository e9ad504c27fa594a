package dev.tocsin.connectwise.callback;

import dev.tocsin.connectwise.callback.CallbackStep.Action;
import dev.tocsin.connectwise.callback.CallbackStep.State;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is to be done, or was done, about the callback entries at our address; see {@link CallbackRegistration}. Its text
 * form is a report for people, one line a step.
 *
 * @param steps one for each entry of ours and each missing one, in the order in which they are taken
 * @param foreign how many entries lead elsewhere; they are never touched, and nothing more is told of them, since the
 *     addresses of other programs often hold secrets
 */
public record CallbackPlan(List<CallbackStep> steps, int foreign) {
    /** Copies the list. */
    public CallbackPlan {
        steps = List.copyOf(steps);
    }

    /** The steps of one kind. */
    public List<CallbackStep> steps(Action action) {
        return steps.stream().filter(step -> step.action() == action).toList();
    }

    /** Whether the server has, or had, exactly what is wanted: there is nothing to do but keep. */
    public boolean changesNothing() {
        return steps.stream().allMatch(step -> step.action() == Action.KEEP);
    }

    /** Whether every step was done. False for a dry run that has steps. */
    public boolean isSettled() {
        return steps.stream().allMatch(step -> step.state() == State.DONE);
    }

    /** The steps that failed or whose outcome is open: reason enough to run again later. */
    public List<CallbackStep> unsettled() {
        return steps.stream()
                .filter(step -> step.state() == State.FAILED || step.state() == State.UNRESOLVED)
                .toList();
    }

    @Override
    public String toString() {
        return steps.stream().map(CallbackStep::toString).collect(Collectors.joining("\n", "", "\n")) + foreign
                + " of other programs untouched";
    }
}
