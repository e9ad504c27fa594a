package dev.tocsin.core.preview;

import dev.tocsin.core.event.DeliveryKey;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.GroupBy;
import dev.tocsin.core.incident.GroupKey;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.psa.TicketDraft;
import java.time.Instant;
import java.util.List;

/**
 * A ticket that would be made.
 *
 * @param number its number in the preview, such as {@code 1}; the PSA's own is another one
 * @param companyId the local company
 * @param companyName its name
 * @param ruleId the rule that makes it
 * @param ruleName its name
 * @param connectionId the PSA connection that it is made on
 * @param groupKey the group that it stands for
 * @param category the category of its events
 * @param groupBy what they have in common
 * @param dimensions the values that they share, for people; empty for COMPANY
 * @param draft the ticket as it would be created; its reference is another one when it is created in earnest
 * @param status its status at the end of the preview
 * @param priority its priority at the end of the preview
 * @param closed whether it is closed at the end of the preview
 * @param state the state of its group at the end of the preview
 * @param reason why the group is in that state, for people
 * @param members how many subjects the group has
 * @param events the events that belong to it, in the order in which they were fed
 * @param createdAt when it is created
 * @param notes the notes that are written on it after its first one, oldest first
 * @param closes when it is closed, oldest first
 * @param reopens when it is opened again, oldest first
 */
public record PreviewTicket(
        String number,
        String companyId,
        String companyName,
        String ruleId,
        String ruleName,
        String connectionId,
        GroupKey groupKey,
        EventCategory category,
        GroupBy groupBy,
        List<String> dimensions,
        TicketDraft draft,
        String status,
        String priority,
        boolean closed,
        IncidentState state,
        String reason,
        int members,
        List<DeliveryKey> events,
        Instant createdAt,
        List<PreviewNote> notes,
        List<Instant> closes,
        List<Instant> reopens) {
    /** Copies the lists. */
    public PreviewTicket {
        dimensions = List.copyOf(dimensions);
        events = List.copyOf(events);
        notes = List.copyOf(notes);
        closes = List.copyOf(closes);
        reopens = List.copyOf(reopens);
    }

    /** The summary that it is created with. */
    public String summary() {
        return draft.summary();
    }
}
