package dev.tocsin.core.consent;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a message leads to.
 *
 * @param reading what it means
 * @param entries what to write to the ledger, all in one transaction; those that are there already stay as they are
 * @param reply what to send back, or null for nothing. A provider that answers these words itself (Twilio does) makes it
 *     superfluous: never answer twice
 */
public record InboundAnswer(
        InboundReading reading,
        List<ConsentEntry> entries,
        @Nullable String reply) {
    /** Copies the entries. */
    public InboundAnswer {
        entries = List.copyOf(entries);
    }

    /** What to send back; empty for nothing. */
    public Optional<String> answer() {
        return Optional.ofNullable(reply);
    }
}
