package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.base.ShownText;
import dev.tocsin.core.event.Receipt.Outcome;
import java.io.PrintStream;
import java.util.Map;

/** Tells what came of reading files. */
final class IngestReport {
    private static final int REASONS = 10;

    private final PrintStream out;
    private final PrintStream err;

    IngestReport(Surroundings around) {
        out = around.out();
        err = around.err();
    }

    /** Whether nothing was refused, parked or unusable. */
    static boolean isDone(Ingestion ingestion) {
        return ingestion.faults() == 0
                && ingestion.receipts().count(Outcome.PARKED) == 0
                && ingestion.receipts().count(Outcome.REFUSED) == 0;
    }

    /** Prints the counts to the output, and why events were parked to the error output. */
    void print(Ingestion ingestion, TicketCounts before, TicketCounts after, boolean sent) {
        ReceiptTally tally = ingestion.receipts();
        out.println("read:     " + Words.count(ingestion.files(), "file") + ", "
                + Words.count(ingestion.events(), "event") + ", " + Words.count(ingestion.faults(), "fault")
                + skipped(ingestion.skipped()));
        out.println("taken in: " + tally.count(Outcome.ACCEPTED) + " grouped, " + tally.count(Outcome.RESOLVED)
                + " resolved"
                + (ingestion.missing() == 0 ? "" : " (" + ingestion.missing() + " no longer in the report)") + ", "
                + tally.count(Outcome.ANSWERED) + " answered, " + tally.count(Outcome.IGNORED) + " ignored, "
                + (tally.count(Outcome.SUPPRESSED) == 0 ? "" : tally.count(Outcome.SUPPRESSED) + " suppressed, ")
                + tally.count(Outcome.PARKED) + " parked, " + tally.count(Outcome.REFUSED) + " refused, "
                + tally.duplicates() + " seen before");
        reasons("ignored", tally.reasons(Outcome.IGNORED), out);
        reasons("suppressed", tally.reasons(Outcome.SUPPRESSED), out);
        reasons("parked", tally.reasons(Outcome.PARKED), err);
        if (sent) {
            out.println("tickets:  " + (after.all() - before.all()) + " created, " + (after.closed() - before.closed())
                    + " closed, " + after.open() + " open");
        } else {
            out.println("tickets:  nothing is sent, since the configuration has no connectwise section");
        }
    }

    private static String skipped(Map<String, Long> skipped) {
        StringBuilder text = new StringBuilder();
        skipped.forEach((reason, count) -> text.append(", ")
                .append(count)
                .append(" skipped (")
                .append(reason)
                .append(')'));
        return text.toString();
    }

    private static void reasons(String what, Map<String, Long> reasons, PrintStream to) {
        reasons.entrySet().stream()
                .limit(REASONS)
                .forEach(reason -> to.println(what + ": " + Words.count(reason.getValue(), "event") + ": "
                        + ShownText.inLine(reason.getKey())));
        if (reasons.size() > REASONS) {
            to.println(what + ": and for " + (reasons.size() - REASONS) + " more reasons");
        }
    }
}
