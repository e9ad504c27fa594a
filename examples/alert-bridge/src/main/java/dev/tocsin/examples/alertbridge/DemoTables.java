package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.audit.IncidentView;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.Receipt.Outcome;
import dev.tocsin.core.incident.TicketText;
import dev.tocsin.simulators.connectwise.ConnectWiseSimulator;
import dev.tocsin.simulators.connectwise.SimNote;
import dev.tocsin.simulators.connectwise.SimTicket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables of the demo. What they say of tickets is what the simulator holds. */
final class DemoTables {
    private static final int ALL = 10_000;
    private static final int GIST = 100;

    private final Host host;
    private final ConnectWiseSimulator simulator;
    private final Surroundings around;

    DemoTables(Host host, ConnectWiseSimulator simulator, Surroundings around) {
        this.host = host;
        this.simulator = simulator;
        this.around = around;
    }

    /** Prints the tickets. */
    void tickets() {
        Map<String, IncidentView> groups = new LinkedHashMap<>();
        for (IncidentView view : host.tocsin().audit().incidents(MspId.SINGLE, 0, ALL)) {
            String ticketId = view.incident().ticketId();
            if (ticketId != null) {
                groups.put(ticketId, view);
            }
        }
        TextTable table =
                new TextTable(around.unicode(), "Ticket", "Status", "Company", "Group", "Events", "Summary", "Notes");
        for (SimTicket ticket : simulator.tickets()) {
            IncidentView group = groups.get(Integer.toString(ticket.id()));
            table.row(
                    "#" + ticket.id(),
                    ticket.status().name(),
                    ticket.company(),
                    group == null ? "-" : Words.group(group.incident()),
                    group == null ? "-" : group.events(),
                    ticket.summary(),
                    notes(ticket));
        }
        around.out().print(table);
    }

    private static String notes(SimTicket ticket) {
        List<String> notes = ticket.notes().stream().map(DemoTables::gist).toList();
        return notes.isEmpty() ? "-" : String.join("\n", notes);
    }

    /** What a note speaks of and the things that it names, as far as they fit. */
    private static String gist(SimNote note) {
        String kind = note.text().lines().findFirst().orElse("").strip();
        List<String> named = note.text()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("- "))
                .map(line -> line.substring(2))
                .toList();
        String heading = kind.endsWith(".") ? "Opened:" : kind;
        return TicketText.cut(heading + " " + String.join("; ", named), GIST);
    }

    /** Prints what became of the events. */
    void events(Ingestion... ingestions) {
        TextTable table = new TextTable(around.unicode(), "Outcome", "Events", "Why");
        for (Outcome outcome : Outcome.values()) {
            long count = 0;
            Map<String, Long> reasons = new LinkedHashMap<>();
            for (Ingestion ingestion : ingestions) {
                count += ingestion.receipts().count(outcome);
                ingestion.receipts().reasons(outcome).forEach((reason, n) -> reasons.merge(reason, n, Long::sum));
            }
            if (count > 0) {
                table.row(
                        label(outcome),
                        count,
                        reasons.isEmpty() ? meaning(outcome) : String.join("\n", reasons.keySet()));
            }
        }
        for (Ingestion ingestion : ingestions) {
            ingestion.skipped().forEach((reason, count) -> table.row("skipped", count, reason));
            if (ingestion.faults() > 0) {
                table.row(
                        "unusable", ingestion.faults(), "a line that is no event; it was told with its file and line");
            }
        }
        around.out().print(table);
    }

    private static String label(Outcome outcome) {
        return outcome == Outcome.ACCEPTED ? "grouped" : outcome.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static String meaning(Outcome outcome) {
        return outcome == Outcome.RESOLVED ? "their subjects are gone" : "they belong to the tickets above";
    }
}
