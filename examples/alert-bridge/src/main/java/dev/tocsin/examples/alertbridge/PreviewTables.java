package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.event.Receipt.Outcome;
import dev.tocsin.core.preview.Preview;
import dev.tocsin.core.preview.PreviewDifference;
import dev.tocsin.core.preview.PreviewTicket;
import dev.tocsin.core.preview.PreviewTotals;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tables of a preview, each with a line that sums it up. */
final class PreviewTables {
    private static final int REASONS = 10;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Surroundings around;

    PreviewTables(Surroundings around) {
        this.around = around;
    }

    /** Prints what would happen. */
    void print(Preview preview) {
        TextTable tickets = new TextTable(
                around.unicode(), "Ticket", "Company", "Rule", "Summary", "Priority", "Events", "Notes", "When (UTC)");
        for (PreviewTicket ticket : preview.tickets()) {
            tickets.row(
                    "+" + ticket.number(),
                    ticket.companyName(),
                    ticket.ruleName(),
                    ticket.summary(),
                    ticket.priority(),
                    ticket.events().size(),
                    ticket.notes().size(),
                    when(ticket));
        }
        around.out().print(tickets.isEmpty() ? "no ticket would be made\n" : tickets.toString());
        outcomes(preview);
        PreviewTotals totals = preview.totals();
        around.out()
                .println(Words.count(totals.events(), "event") + " would make " + sum(totals)
                        + (totals.transients() == 0
                                ? ""
                                : "; " + Words.count(totals.transients(), "group") + " over before a ticket was made")
                        + (preview.stillDue() ? "; more is due after " + TIME.format(preview.endedAt()) : ""));
        around.out().println("Nothing was written. Tickets that are open now were not consulted.");
    }

    private static String when(PreviewTicket ticket) {
        List<String> times = new ArrayList<>();
        times.add("open  " + TIME.format(ticket.createdAt()));
        List<Instant> closes = ticket.closes();
        for (int i = 0; i < closes.size(); i++) {
            times.add("close " + TIME.format(closes.get(i)));
            if (i < ticket.reopens().size()) {
                times.add("again " + TIME.format(ticket.reopens().get(i)));
            }
        }
        return String.join("\n", times);
    }

    private void outcomes(Preview preview) {
        TextTable table = new TextTable(around.unicode(), "Outcome", "Events", "Why");
        for (Outcome outcome : Outcome.values()) {
            long count = preview.totals().count(outcome);
            if (count > 0) {
                table.row(outcome.name().toLowerCase(Locale.ROOT), count, why(preview.reasons(outcome)));
            }
        }
        if (!table.isEmpty()) {
            around.out().print(table);
        }
    }

    private static String why(Map<String, Long> reasons) {
        List<String> lines = new ArrayList<>();
        reasons.entrySet().stream()
                .limit(REASONS)
                .forEach(reason -> lines.add(reason.getValue() + ": " + reason.getKey()));
        if (reasons.size() > REASONS) {
            lines.add("and for " + (reasons.size() - REASONS) + " more reasons");
        }
        return String.join("\n", lines);
    }

    private static String sum(PreviewTotals totals) {
        return Words.count(totals.tickets(), "ticket") + ", " + Words.count(totals.notes(), "note") + ", "
                + Words.count(totals.closes(), "close") + ", " + Words.count(totals.reopens(), "reopen");
    }

    /** Prints what a change would make of the same events. */
    void print(PreviewDifference difference) {
        TextTable table = new TextTable(around.unicode(), "Change", "Company", "Rule", "Summary", "Events", "What");
        difference.disappearing().forEach(ticket -> row(table, "disappears", ticket, "was " + ticket.priority()));
        difference.appearing().forEach(ticket -> row(table, "appears", ticket, ticket.priority()));
        for (PreviewDifference.ChangedTicket changed : difference.changed()) {
            row(
                    table,
                    "changes",
                    changed.after(),
                    String.join(
                            "\n",
                            changed.fields().stream().map(PreviewTables::change).toList()));
        }
        around.out().print(table.isEmpty() ? "no ticket would be another one\n" : table.toString());
        around.out().println("as it is: " + sum(difference.before()));
        around.out().println("changed:  " + sum(difference.after()));
        around.out()
                .println(Words.count(difference.disappearing().size(), "ticket") + " less, "
                        + difference.appearing().size() + " more, "
                        + difference.changed().size() + " changed, " + difference.same()
                        + " the same. Nothing was written.");
    }

    private static void row(TextTable table, String change, PreviewTicket ticket, String what) {
        table.row(
                change,
                ticket.companyName(),
                ticket.ruleName(),
                ticket.summary(),
                ticket.events().size(),
                what);
    }

    private static String change(PreviewDifference.ChangedField field) {
        return field.name() + ": " + shown(field.before()) + " becomes " + shown(field.after());
    }

    private static String shown(String value) {
        return value.isEmpty() ? "(none)" : value;
    }
}
