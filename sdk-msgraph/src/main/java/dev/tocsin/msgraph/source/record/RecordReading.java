package dev.tocsin.msgraph.source.record;

import dev.tocsin.core.base.ShownText;
import dev.tocsin.core.event.SecurityEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one record is. */
public sealed interface RecordReading {
    /**
     * It is one event, or several to be taken in together and in this order.
     *
     * @param events the events, at least one
     */
    record Events(List<SecurityEvent> events) implements RecordReading {
        /** Copies the list. */
        public Events {
            events = List.copyOf(events);
        }
    }

    /**
     * It is sound, but no event, such as a successful sign-in.
     *
     * @param reason why, in a few words; the reasons are a small fixed set, fit for counting
     */
    record PassedBy(String reason) implements RecordReading {}

    /**
     * It cannot be used.
     *
     * @param field the field as the record's format calls it, or null if no single one is to blame
     * @param message what is wrong and what is legal
     */
    record Unread(@Nullable String field, String message) implements RecordReading {
        /** The fault in one line, whatever the record holds. */
        @Override
        public String toString() {
            return ShownText.inLine((field == null ? "" : field + ": ") + message);
        }
    }
}
