package dev.tocsin.simulators.connectwise;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A ticket at one moment, with its notes. Immutable. A null reference means that the ticket has none.
 *
 * @param id its id
 * @param summary its summary
 * @param companyId the id of its company
 * @param company the identifier of its company
 * @param site its site, or null
 * @param board its board
 * @param status its status
 * @param closed whether its status is a closing one
 * @param type its type, or null
 * @param subType its subtype, or null
 * @param item its item, or null
 * @param priority its priority, or null on a server without any
 * @param source its source, or null on a server without any
 * @param ownerOrNull the identifier of its owner, or null
 * @param externalXRefOrNull its external reference, or null
 * @param actualHours the hours logged on it
 * @param parentTicketIdOrNull the ticket it is attached to, or null
 * @param mergedIntoOrNull the ticket it was merged into, or null
 * @param customFields the values of custom fields that have one, by caption: text, number or boolean
 * @param enteredBy the identifier of the member who created it
 * @param enteredAt when it was created, in whole seconds
 * @param updatedBy the identifier of the member who changed it last
 * @param updatedAt when it was changed last, in whole seconds
 * @param closedAtOrNull when it was closed, or null while it is open
 * @param notes its notes and time entries, oldest first
 */
public record SimTicket(
        int id,
        String summary,
        int companyId,
        String company,
        @Nullable SimRef site,
        SimRef board,
        SimRef status,
        boolean closed,
        @Nullable SimRef type,
        @Nullable SimRef subType,
        @Nullable SimRef item,
        @Nullable SimRef priority,
        @Nullable SimRef source,
        @Nullable String ownerOrNull,
        @Nullable String externalXRefOrNull,
        double actualHours,
        @Nullable Integer parentTicketIdOrNull,
        @Nullable Integer mergedIntoOrNull,
        Map<String, Object> customFields,
        String enteredBy,
        Instant enteredAt,
        String updatedBy,
        Instant updatedAt,
        @Nullable Instant closedAtOrNull,
        List<SimNote> notes) {
    /** Copies the collections. */
    public SimTicket {
        customFields = Collections.unmodifiableMap(new LinkedHashMap<>(customFields));
        notes = List.copyOf(notes);
    }

    /** The identifier of its owner; empty if it has none. */
    public Optional<String> owner() {
        return Optional.ofNullable(ownerOrNull);
    }

    /** Its external reference; empty if it has none. */
    public Optional<String> externalXRef() {
        return Optional.ofNullable(externalXRefOrNull);
    }

    /** The ticket it was merged into; empty if it was not. */
    public OptionalInt mergedInto() {
        return mergedIntoOrNull == null ? OptionalInt.empty() : OptionalInt.of(mergedIntoOrNull);
    }

    /** The ticket it is attached to; empty if there is none. */
    public OptionalInt parentTicketId() {
        return parentTicketIdOrNull == null ? OptionalInt.empty() : OptionalInt.of(parentTicketIdOrNull);
    }

    /** When it was closed; empty while it is open. */
    public Optional<Instant> closedAt() {
        return Optional.ofNullable(closedAtOrNull);
    }
}
