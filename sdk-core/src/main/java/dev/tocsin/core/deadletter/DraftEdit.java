package dev.tocsin.core.deadletter;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.psa.TicketDraft;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * New values for some fields of a refused ticket. Immutable; {@link #set} answers an edit with one more.
 *
 * <p>The fields are {@code summary}, {@code company}, {@code site} (empty for the company's default), {@code status},
 * {@code priority}, {@code firstNote}, and whatever the PSA's adapter describes, such as ConnectWise's {@code board}; an
 * empty value takes one of those away.
 */
public final class DraftEdit {
    private static final List<String> OWN = List.of("summary", "company", "site", "status", "priority", "firstNote");
    private static final int SUMMARY_LIMIT = 100;

    private final Map<String, String> values;

    private DraftEdit(Map<String, String> values) {
        this.values = values;
    }

    /** An edit that changes nothing yet. */
    public static DraftEdit none() {
        return new DraftEdit(Map.of());
    }

    /**
     * This edit with one more field.
     *
     * @throws ConfigurationException if the value cannot be legal, whatever the PSA says
     */
    public DraftEdit set(String field, String value) {
        if (OWN.contains(field) && value.isBlank() && !field.equals("site")) {
            throw new ConfigurationException("deadLetter." + field, "is blank; a text is legal");
        }
        if (field.equals("summary")
                && (value.codePointCount(0, value.length()) > SUMMARY_LIMIT || value.contains("\n"))) {
            throw new ConfigurationException(
                    "deadLetter.summary",
                    "'" + value + "' is not legal; one line of at most " + SUMMARY_LIMIT + " characters is");
        }
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(field, value);
        return new DraftEdit(more);
    }

    /** Whether no field is named. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /**
     * Refuses fields that neither every ticket has nor this PSA.
     *
     * @param psaFields the names that the PSA's adapter describes
     * @throws ConfigurationException if there is one
     */
    void requireKnown(List<String> psaFields) {
        for (String field : values.keySet()) {
            if (!OWN.contains(field) && !psaFields.contains(field)) {
                throw new ConfigurationException(
                        "deadLetter." + field, "is no field of a ticket; legal are " + OWN + " and " + psaFields);
            }
        }
    }

    TicketDraft apply(TicketDraft draft, String reference) {
        Map<String, String> fields = new LinkedHashMap<>(draft.fields());
        values.forEach((field, value) -> {
            if (!OWN.contains(field)) {
                if (value.isBlank()) {
                    fields.remove(field);
                } else {
                    fields.put(field, value);
                }
            }
        });
        return new TicketDraft(
                reference,
                value("summary", draft.summary()),
                value("company", draft.company()),
                site(draft.site()),
                value("status", draft.status()),
                value("priority", draft.priority()),
                value("firstNote", draft.firstNote()),
                draft.noteType(),
                fields);
    }

    private String value(String field, String before) {
        return Objects.requireNonNullElse(values.get(field), before);
    }

    private @Nullable String site(@Nullable String before) {
        String site = values.get("site");
        if (site == null) {
            return before;
        }
        return site.isBlank() ? null : site;
    }

    /** The new values, for the history. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        values.forEach((field, value) -> text.append(text.isEmpty() ? "" : ", ")
                .append(field)
                .append(" = '")
                .append(value.lines().findFirst().orElse(""))
                .append('\''));
        return text.toString();
    }
}
