package dev.tocsin.core.escalation;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A command in a text message. Pure.
 *
 * @param kind what it wants
 * @param code the code of the incident in capitals, or null if the message names none
 */
public record TechnicianCommand(Kind kind, @Nullable String code) {
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

    private static final Pattern FORM =
            Pattern.compile("(?i)^\\s*(ACK|CLOSE|SNOOZE)(!?)(?:\\s+#?([A-Z0-9]{1,8})(!?)(?![\\p{L}\\p{N}])|\\s*$)");
    /** A one alone, with whatever marks a phone puts around it. */
    private static final Pattern ONE = Pattern.compile("^[\\s\\p{P}]*1[\\s\\p{P}]*$");

    /**
     * Reads a message: {@code ACK 7Q}, {@code CLOSE 7Q}, {@code CLOSE! 7Q}, {@code CLOSE 7Q!} and {@code SNOOZE 7Q} with whatever
     * behind it, each also without a code, and a lone {@code 1}, which acknowledges. Empty if it is none.
     */
    public static Optional<TechnicianCommand> read(String message) {
        if (ONE.matcher(message).matches()) {
            return Optional.of(new TechnicianCommand(Kind.ACKNOWLEDGE, null));
        }
        Matcher form = FORM.matcher(message);
        if (!form.find()) {
            return Optional.empty();
        }
        boolean confirmed = "!".equals(form.group(2)) || "!".equals(form.group(4));
        Kind kind = switch (form.group(1).toUpperCase(Locale.ROOT)) {
            case "ACK" -> Kind.ACKNOWLEDGE;
            case "CLOSE" -> confirmed ? Kind.CLOSE_CONFIRMED : Kind.CLOSE;
            default -> Kind.SNOOZE;
        };
        String code = form.group(3);
        return Optional.of(new TechnicianCommand(kind, code == null ? null : code.toUpperCase(Locale.ROOT)));
    }

    /** Whether a message is the lone one, which names no incident and means the only one that is open. */
    public static boolean isLoneOne(String message) {
        return ONE.matcher(message).matches();
    }
}
