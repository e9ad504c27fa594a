package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.audit.IncidentView;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.intent.Intent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows all groups with their tickets. */
@Command(name = "tickets", mixinStandardHelpOptions = true, description = "Shows the groups and their tickets.")
final class TicketsCommand implements Callable<Integer> {
    private static final int PAGE = 500;

    private final Surroundings around;

    @Mixin
    private ConfigurationOption configuration;

    @Option(names = "--open", description = "leaves out groups that have ended")
    private boolean openOnly;

    TicketsCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        try (Host host = Host.look(configuration.read(around), around)) {
            NamedIncidents named = new NamedIncidents(host);
            long shown = 0;
            long after = 0;
            List<IncidentView> page;
            do {
                page = host.tocsin().audit().incidents(MspId.SINGLE, after, PAGE);
                TextTable table = table(around.unicode());
                Map<Long, String> said = named.said(
                        page.stream().map(view -> view.incident().id()).collect(Collectors.toSet()),
                        around.clock().instant());
                for (IncidentView view : page) {
                    after = view.incident().id();
                    if (!openOnly || view.incident().state().live()) {
                        row(table, view, said.getOrDefault(after, ""));
                        shown++;
                    }
                }
                if (!table.isEmpty()) {
                    around.out().print(table);
                }
            } while (page.size() == PAGE);
            around.out().println(Words.count(shown, "group"));
            counts(host.tocsin().audit().eventCounts(MspId.SINGLE));
        }
        return AlertBridge.DONE;
    }

    private static TextTable table(boolean unicode) {
        return new TextTable(unicode, "Ticket", "State", "Company", "Rule", "Group", "Events", "Active", "Why");
    }

    /** @param said what people said of it */
    private static void row(TextTable table, IncidentView view, String said) {
        Incident incident = view.incident();
        table.row(
                incident.ticketId() == null ? "-" : "#" + incident.ticketId(),
                incident.state(),
                view.companyName(),
                view.ruleName(),
                Words.group(incident),
                view.events(),
                incident.moments() ? "-" : incident.active(),
                said.isEmpty() ? why(view) : said + "; " + why(view));
    }

    private static String why(IncidentView view) {
        String error = view.intents().stream()
                .filter(intent -> intent.state().open() && intent.lastError() != null)
                .map(Intent::lastError)
                .reduce("", (first, last) -> String.valueOf(last));
        return error.isEmpty() ? view.incident().reason() : error;
    }

    private void counts(Map<Receipt.Outcome, Long> counts) {
        StringBuilder text = new StringBuilder("events:");
        counts.forEach((outcome, count) ->
                text.append(' ').append(count).append(' ').append(outcome.name().toLowerCase(java.util.Locale.ROOT)));
        around.out().println(counts.isEmpty() ? "events: none" : text.toString());
    }
}
