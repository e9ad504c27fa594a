package dev.tocsin.core.escalation;

/** Whom a step tells. */
public sealed interface Recipient {
    /**
     * One technician, whoever is on call.
     *
     * @param technicianId the technician
     */
    record Named(String technicianId) implements Recipient {
        /** Refuses an illegal id. */
        public Named {
            PieceRules.id("recipient.technician", technicianId);
        }
    }

    /**
     * Whoever is on call by a schedule when the step is reached.
     *
     * @param scheduleId the schedule
     */
    record OnCall(String scheduleId) implements Recipient {
        /** Refuses an illegal id. */
        public OnCall {
            PieceRules.id("recipient.onCall", scheduleId);
        }
    }
}
