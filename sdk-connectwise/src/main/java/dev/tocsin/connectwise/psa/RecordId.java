package dev.tocsin.connectwise.psa;

import dev.tocsin.connectwise.record.InvalidRequestException;
import dev.tocsin.core.base.FieldError;
import java.util.List;
import java.util.Optional;

/** Reads the ids of the server's records, which are positive numbers of 32 bits. */
final class RecordId {
    private RecordId() {}

    /** The id that a text is; empty if it is none. */
    static Optional<Integer> parse(String text) {
        if (!text.matches("[1-9][0-9]{0,9}")) {
            return Optional.empty();
        }
        long number = Long.parseLong(text);
        return number <= Integer.MAX_VALUE ? Optional.of((int) number) : Optional.empty();
    }

    /**
     * The id of a ticket.
     *
     * @throws InvalidRequestException if the text is none
     */
    static int require(String ticketId) {
        return parse(ticketId)
                .orElseThrow(() -> new InvalidRequestException(
                        "ticket",
                        List.of(new FieldError("ticketId", null, "'" + ticketId + "' is no id; ids are numbers"))));
    }
}
