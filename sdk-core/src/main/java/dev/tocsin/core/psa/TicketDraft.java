package dev.tocsin.core.psa;

import dev.tocsin.core.rule.NoteType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A ticket to be created. It is frozen when it is planned, so that a repeat after a lost answer sends the same.
 *
 * @param reference the reference that finds the ticket again; never changes
 * @param summary one line, at most 100 characters
 * @param company the PSA company: its identifier, or its id in digits
 * @param site the site of that company, or null for its default
 * @param status the status for creation
 * @param priority the priority
 * @param firstNote the first note
 * @param noteType who may read the first note
 * @param fields the fields that only the PSA knows, by the adapter's names
 */
public record TicketDraft(
        String reference,
        String summary,
        String company,
        @Nullable String site,
        String status,
        String priority,
        String firstNote,
        NoteType noteType,
        Map<String, String> fields) {
    /** Copies the fields. */
    public TicketDraft {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
