package dev.tocsin.core.escalation;

/** What an escalation has people told now. */
public sealed interface Telling {
    /** The policy by which they are told. */
    EscalationPolicy policy();

    /** The epoch. */
    int epoch();

    /**
     * A step was reached.
     *
     * @param policy the policy
     * @param epoch the epoch
     * @param number the number of the step, counted on through the repeats
     * @param affectedUsers whether the users whom the incident concerns are told as well
     */
    record Reached(EscalationPolicy policy, int epoch, int number, boolean affectedUsers) implements Telling {
        /** The step. */
        public EscalationStep step() {
            return policy.steps().get(number % policy.steps().size());
        }
    }

    /**
     * Whoever acknowledged is reminded.
     *
     * @param policy the policy
     * @param epoch the epoch
     * @param number which reminder it is, from 1
     * @param technicianId who acknowledged
     */
    record Reminds(EscalationPolicy policy, int epoch, int number, String technicianId) implements Telling {}
}
