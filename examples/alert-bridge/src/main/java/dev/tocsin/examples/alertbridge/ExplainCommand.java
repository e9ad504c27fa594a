package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.audit.Audit;
import dev.tocsin.core.audit.Explanation;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.ShownText;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.event.DeliveryKey;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.intake.Catalogue;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.people.AffectedPhone;
import dev.tocsin.core.people.PhoneUse;
import dev.tocsin.core.rule.IntegrationRule;
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
            found.forEach(explanation -> print(explanation, catalogue, host));
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

    /** The way of the event from its customer to its ticket, one branch for each station. */
    private void print(Explanation explanation, Catalogue catalogue, Host host) {
        SecurityEvent event = explanation.event().event();
        Outline picture = new Outline("event " + explanation.event().key() + "  " + event);
        picture.add("happened " + event.occurredAt() + ", taken in "
                + explanation.event().receivedAt());
        picture.add("customer '" + event.sourceCompanyId() + "' of " + event.source() + " is " + customer(explanation));
        user(explanation, host, picture);
        mapping(explanation, picture);
        if (!explanation.selection().isEmpty()) {
            Outline selection = picture.add("selection, by the event sets as they are now");
            explanation.selection().forEach(verdict -> selection.add(verdict.text()));
        }
        // Without an incident the reason is that why it stops, which stands at the end.
        picture.add("outcome " + explanation.event().outcome()
                + (explanation.incident() == null
                        ? ""
                        : ": " + explanation.event().reason()));
        Held held = explanation.held();
        if (held != null) {
            picture.add(
                    "held: " + held.reason() + "; " + Words.count(held.events(), "event") + " since " + held.since());
        }
        Incident incident = explanation.incident();
        if (incident != null) {
            group(explanation, incident, catalogue, picture);
        }
        explanation.protection().forEach(sentence -> picture.add("storm protection: " + sentence));
        String stopped = explanation.stopped();
        if (stopped != null) {
            picture.add("stops here: " + stopped);
        }
        around.out().print(picture.draw(around.unicode()));
    }

    /** Who the user of the event is, and how to call; nobody misses it who reads no directory. */
    private void user(Explanation explanation, Host host, Outline picture) {
        EventUser user = explanation.event().event().user().orElse(null);
        AffectedPhone phone = host.tocsin()
                .directories()
                .affectedPhone(explanation.event().key(), PhoneUse.VOICE)
                .orElse(null);
        boolean known = phone instanceof AffectedPhone.Found
                || (phone instanceof AffectedPhone.Missing missing
                        && !missing.persons().isEmpty());
        if (user != null && phone != null && (known || host.hasMicrosoft())) {
            picture.add("user " + ShownText.quoted(user.label()) + " is "
                    + new PeopleTables(around, false).affected(phone));
        }
    }

    private static void mapping(Explanation explanation, Outline picture) {
        CompanyMapping mapping = explanation.mapping();
        if (mapping != null) {
            picture.add("mapping to '" + mapping.psaCompany() + "'"
                    + (mapping.site() == null ? "" : ", site '" + mapping.site() + "'") + " on connection '"
                    + mapping.connectionId() + "', rules " + String.join(", ", mapping.ruleIds())
                    + (mapping.createTickets() ? "" : "; creates no tickets"));
        } else if (explanation.company() != null) {
            picture.add("mapping: none");
        }
    }

    private static void group(Explanation explanation, Incident incident, Catalogue catalogue, Outline picture) {
        IntegrationRule rule = explanation.rule();
        String ruleName = rule == null ? "'" + incident.ruleId() + "', which is gone" : "'" + rule.name() + "'";
        String now = catalogue.rule(incident.ruleId()).isPresent() ? "" : "; it does not exist any more";
        picture.add("rule " + ruleName + (rule == null ? "" : ", event set '" + rule.eventSet() + "'")
                + ", in its revision " + incident.ruleRevision() + (rule == null ? "" : now));
        Outline group = picture.add("group " + Words.group(incident) + " (" + incident.groupKey() + ")");
        group.add(incident.state() + ": " + incident.reason() + "; " + Words.count(incident.members(), "subject") + ", "
                + incident.active() + " active");
        if (incident.previousTicketId() != null) {
            group.add("had ticket #" + incident.previousTicketId() + " before");
        }
        Outline history = group.add("history");
        explanation.history().forEach(entry -> history.add(entry.at() + "  " + entry.text()));
        Outline ticket =
                picture.add(incident.ticketId() == null ? "ticket: none yet" : "ticket #" + incident.ticketId());
        explanation.intents().forEach(intent -> ticket.add(write(intent)));
        if (!explanation.notifications().isEmpty()) {
            Outline told = picture.add("told");
            explanation.notifications().forEach(one -> told.add(one.plannedAt() + "  " + NotificationTables.line(one)));
        }
    }

    private static String customer(Explanation explanation) {
        Company company = explanation.company();
        return company == null ? "no company that is known" : "company '" + company.id() + "' (" + company.name() + ")";
    }

    private static String write(Intent intent) {
        return what(intent.body()) + ": " + intent.state()
                + (intent.lastError() == null ? "" : ", " + intent.lastError());
    }

    private static String what(IntentBody body) {
        if (body instanceof IntentBody.CreateTicket create) {
            return "create the ticket, reference " + create.draft().reference();
        } else if (body instanceof IntentBody.AddNote) {
            return "add a note";
        } else if (body instanceof IntentBody.CloseTicket) {
            return "close the ticket";
        } else if (body instanceof IntentBody.ReopenTicket) {
            return "reopen the ticket";
        } else if (body instanceof IntentBody.AttachToTicket attach) {
            return "join ticket #" + attach.ticketId();
        } else if (body instanceof IntentBody.SetPriority priority) {
            return "set the priority " + priority.to();
        } else if (body instanceof IntentBody.SetContact) {
            return "set the contact";
        } else if (body instanceof IntentBody.AttachConfiguration attach) {
            return "attach configuration " + attach.configurationId();
        } else if (body instanceof IntentBody.SetOwner) {
            return "set the owner";
        } else if (body instanceof IntentBody.SetStatus) {
            return "set the status of an acknowledgement";
        } else if (body instanceof IntentBody.CloseForPerson) {
            return "close the ticket for a technician";
        }
        return "close a second ticket";
    }
}
