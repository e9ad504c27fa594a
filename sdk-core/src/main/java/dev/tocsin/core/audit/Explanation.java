package dev.tocsin.core.audit;

import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.escalation.Escalation;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.rule.Verdict;
import dev.tocsin.core.store.EventRecord;
import dev.tocsin.core.store.HistoryStore;
import dev.tocsin.core.suppress.Held;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The stored path of one event, and why it ended where it did.
 *
 * @param event the event and what became of it
 * @param company the company of the event's customer, by the configuration as it is now, or null if none is known
 * @param mapping the company's mapping as it is now, or null if it has none
 * @param rule the rule that its ticket was or will be made with, in that revision, or null if it came to none
 * @param incident its incident as it is now, or null if it belongs to none
 * @param history what happened to the incident, oldest first
 * @param intents what was or is to be written to the PSA for it, oldest first
 * @param selection what the event sets of its company say of it, term by term, up to the first that selects it: by the
 *     configuration as it is now, which may differ from that of the time when it was taken in; empty if its company is
 *     not known or not mapped
 * @param stopped why it has not come further, in the words of whoever stopped it; null if its ticket is open or closed and
 *     nothing waits
 * @param held how its subject is suppressed now, with the reason and when that is looked at again, or null if it is not
 * @param escalation how people are told of the incident, or null if nobody is or was
 * @param notifications the messages about the incident, in the order in which they were planned, each with why it is where it is
 * @param protection what storm protection has to do with it now, in sentences: a kill switch, a wait, a storm
 */
public record Explanation(
        EventRecord event,
        @Nullable Company company,
        @Nullable CompanyMapping mapping,
        @Nullable IntegrationRule rule,
        @Nullable Incident incident,
        List<HistoryStore.Entry> history,
        List<Intent> intents,
        List<Verdict> selection,
        @Nullable String stopped,
        @Nullable Held held,
        @Nullable Escalation escalation,
        List<Notification> notifications,
        List<String> protection) {
    /** Copies the lists. */
    public Explanation {
        history = List.copyOf(history);
        intents = List.copyOf(intents);
        selection = List.copyOf(selection);
        notifications = List.copyOf(notifications);
        protection = List.copyOf(protection);
    }

    /** The ticket that stands for the event; empty if there is none yet. */
    public Optional<String> ticketId() {
        return incident == null ? Optional.empty() : Optional.ofNullable(incident.ticketId());
    }
}
