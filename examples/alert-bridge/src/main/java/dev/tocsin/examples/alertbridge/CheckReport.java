package dev.tocsin.examples.alertbridge;

import dev.tocsin.examples.alertbridge.config.Fault;

/** Prints what a check finds, and counts it. */
final class CheckReport {
    private final Surroundings around;
    private long faults;
    private long warnings;
    private long unanswered;

    CheckReport(Surroundings around) {
        this.around = around;
    }

    /** Says something that needs no action. */
    void line(Object text) {
        around.out().println(text);
    }

    /** Says what works, but hardly as it is meant. */
    void warning(String text) {
        warnings++;
        around.out().println("  warning: " + text);
    }

    /** Says what cannot work before somebody changes it. */
    void fault(Fault fault) {
        faults++;
        around.err().println(fault);
    }

    /** Says that a service did not answer, so that nothing is known. */
    void unanswered(String text) {
        unanswered++;
        around.err().println(text);
    }

    /** Sums up; the exit code. */
    int end() {
        around.out()
                .println("check: " + Words.count(faults, "fault") + ", " + Words.count(warnings, "warning")
                        + (unanswered == 0 ? "" : ", " + unanswered + " without an answer"));
        return faults > 0 ? AlertBridge.UNUSABLE : unanswered > 0 ? AlertBridge.INCOMPLETE : AlertBridge.DONE;
    }
}
