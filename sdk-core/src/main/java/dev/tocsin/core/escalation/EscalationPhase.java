package dev.tocsin.core.escalation;

/** How far the telling of an incident has got. */
public enum EscalationPhase {
    /** Its steps run. */
    TELLING,
    /** All its steps and repeats were gone through, and nobody acknowledged. */
    EXHAUSTED,
    /** Somebody acknowledged it. */
    ACKNOWLEDGED,
    /** Nobody is told for now: all is resolved and may come back, it is snoozed, or its configuration does not support it. */
    PAUSED,
    /** Its incident is over. */
    ENDED
}
