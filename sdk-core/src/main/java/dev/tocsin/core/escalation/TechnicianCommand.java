package dev.tocsin.core.escalation;

import dev.tocsin.core.consent.CommandForm;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A command in a text message. Pure.
 *
 * @param kind what it wants
 * @param code the code of the incident in capitals, or null if the message names none
 * @param behind what stands behind the code; blank for nothing
 */
public record TechnicianCommand(Kind kind, @Nullable String code, String behind) {
    /** What a command wants. */
    public enum Kind {
        /** To take the incident up. */
        ACKNOWLEDGE,
        /** To close it. */
        CLOSE,
        /** To close it though events may be active. */
        CLOSE_CONFIRMED,
        /** To have it quiet for a while. */
        SNOOZE
    }

    /**
     * Reads a message: {@code ACK 7Q}, {@code CLOSE 7Q}, {@code CLOSE! 7Q}, {@code CLOSE 7Q!} and {@code SNOOZE 7Q} with whatever
     * behind it, in the forms of {@link CommandForm}, each also without a code, and a lone {@code 1}, which acknowledges. Empty if it
     * is none.
     */
    public static Optional<TechnicianCommand> read(String message) {
        return isLoneOne(message)
                ? Optional.of(new TechnicianCommand(Kind.ACKNOWLEDGE, null, ""))
                : CommandForm.read(message).map(form -> new TechnicianCommand(kind(form), form.code(), form.behind()));
    }

    private static Kind kind(CommandForm form) {
        return switch (form.verb()) {
            case ACK -> Kind.ACKNOWLEDGE;
            case CLOSE -> form.confirmed() ? Kind.CLOSE_CONFIRMED : Kind.CLOSE;
            case SNOOZE -> Kind.SNOOZE;
        };
    }

    /** Whether a message is the lone one, which names no incident and means the only one that is open. */
    public static boolean isLoneOne(String message) {
        return CommandForm.isLoneOne(message);
    }

    /**
     * For how long a snooze is wanted: {@code 2h}, {@code 30m}, {@code for 45 min} or {@code 1h 30m} behind the code, from a minute to a
     * week. Empty if figures stand there that are no such length, which must not be taken for another.
     *
     * @param otherwise the length if none is named
     */
    public Optional<Duration> length(Duration otherwise) {
        return SnoozeLength.read(behind, otherwise);
    }

    /** Whether a snooze names a length where its code should be, such as {@code SNOOZE 2h} or {@code SNOOZE for 30 min}. */
    public boolean namesLengthOnly() {
        return kind == Kind.SNOOZE && code != null && SnoozeLength.begins(code + behind);
    }
}
