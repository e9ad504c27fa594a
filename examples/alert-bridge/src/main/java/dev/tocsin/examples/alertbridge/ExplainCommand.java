package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.audit.Audit;
import dev.tocsin.core.audit.Explanation;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.event.DeliveryKey;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.intake.Catalogue;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.suppress.Held;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows the stored path of an event, and why it ended where it did. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Shows the stored path of an event: mapping, rule, group, ticket, history.")
final class ExplainCommand implements Callable<Integer> {
    private static final int MOST = 20;

    private final Surroundings around;

    @Mixin
    private ConfigurationOption configuration;

    @Parameters(paramLabel = "EVENT_ID", description = "the event's id, or the id that its source gave it")
    private String id;

    ExplainCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        try (Host host = Host.look(configuration.read(around), around)) {
            List<Explanation> found = find(host.tocsin().audit());
            if (found.isEmpty()) {
                around.err().println("no event has the id '" + id + "'");
                return AlertBridge.INCOMPLETE;
            }
            Catalogue catalogue = host.catalogue();
            found.forEach(explanation -> print(explanation, catalogue));
            if (found.size() == MOST) {
                around.out().println("and maybe more of this id; " + MOST + " are shown");
            }
            return AlertBridge.DONE;
        }
    }

    private List<Explanation> find(Audit audit) {
        DeliveryKey key;
        try {
            key = DeliveryKey.parse(id);
        } catch (IllegalArgumentException e) {
            return audit.explainExternal(MspId.SINGLE, id, MOST);
        }
        return audit.explain(MspId.SINGLE, key)
                .map(List::of)
                .orElseGet(() -> audit.explainExternal(MspId.SINGLE, id, MOST));
    }

    private void print(Explanation explanation, Catalogue catalogue) {
        SecurityEvent event = explanation.event().event();
        line("event", explanation.event().key() + "  " + event);
        line(
                "happened",
                event.occurredAt() + ", taken in " + explanation.event().receivedAt());
        line(
                "customer",
                "'" + event.sourceCompanyId() + "' of " + event.source() + " is " + customer(event, catalogue));
        line(
                "outcome",
                explanation.event().outcome() + ": " + explanation.event().reason());
        explanation.selection().stream()
                .flatMap(verdict -> verdict.text().lines())
                .forEach(line -> line("selection", line));
        Held held = explanation.held();
        if (held != null) {
            line("held", held.reason() + "; " + Words.count(held.events(), "event") + " since " + held.since());
        }
        Incident incident = explanation.incident();
        if (incident == null) {
            around.out().println();
            return;
        }
        String rule = catalogue
                .rule(incident.ruleId())
                .map(known -> "'" + known.item().name() + "', event set '"
                        + known.item().eventSet() + "'")
                .orElse("'" + incident.ruleId() + "', which is gone");
        line("rule", rule + ", in its revision " + incident.ruleRevision());
        line("group", Words.group(incident) + " (" + incident.groupKey() + ")");
        line(
                "state",
                incident.state() + ": " + incident.reason() + "; " + Words.count(incident.members(), "subject") + ", "
                        + incident.active() + " active");
        line("ticket", incident.ticketId() == null ? "none yet" : "#" + incident.ticketId());
        explanation.history().forEach(entry -> line("", entry.at() + "  " + entry.text()));
        explanation.intents().forEach(intent -> line("write", write(intent)));
        around.out().println();
    }

    private static String customer(SecurityEvent event, Catalogue catalogue) {
        Company company =
                catalogue.companyOf(event.source(), event.sourceCompanyId()).orElse(null);
        if (company == null) {
            return "no company that is known";
        }
        CompanyMapping mapping = catalogue.mapping(company.id()).orElse(null);
        return "company '" + company.id() + "' (" + company.name() + ")"
                + (mapping == null ? ", which is not mapped" : ", mapped to '" + mapping.psaCompany() + "'");
    }

    private static String write(Intent intent) {
        IntentBody body = intent.body();
        String what = body instanceof IntentBody.CreateTicket create
                ? "create the ticket, reference " + create.draft().reference()
                : body instanceof IntentBody.AddNote
                        ? "add a note"
                        : body instanceof IntentBody.CloseTicket ? "close the ticket" : "close a second ticket";
        return what + ": " + intent.state() + (intent.lastError() == null ? "" : ", " + intent.lastError());
    }

    private void line(String name, String text) {
        around.out().printf("%-9s %s%n", name, text);
    }
}
