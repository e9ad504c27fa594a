package dev.tocsin.simulators.twilio;

import java.util.Locale;

/** Who answered a call, as machine detection reports it. */
public enum AnsweredBy {
    /** A person. */
    HUMAN,
    /** A machine, told at once. */
    MACHINE_START,
    /** A machine, after its beep. */
    MACHINE_END_BEEP,
    /** A machine, after a silence. */
    MACHINE_END_SILENCE,
    /** A machine, after its words. */
    MACHINE_END_OTHER,
    /** A fax. */
    FAX,
    /** It cannot be told. */
    UNKNOWN;

    /**
     * As the service reports it: {@code Enable} does not wait for the end of a machine's words, {@code DetectMessageEnd} does.
     *
     * @param detection the call's MachineDetection
     */
    String reported(String detection) {
        boolean waits = detection.equalsIgnoreCase("DetectMessageEnd");
        AnsweredBy told = switch (this) {
            case MACHINE_START -> waits ? MACHINE_END_BEEP : this;
            case MACHINE_END_BEEP, MACHINE_END_SILENCE, MACHINE_END_OTHER -> waits ? this : MACHINE_START;
            default -> this;
        };
        return told.name().toLowerCase(Locale.ROOT);
    }
}
