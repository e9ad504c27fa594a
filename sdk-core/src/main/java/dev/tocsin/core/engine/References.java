package dev.tocsin.core.engine;

import dev.tocsin.core.incident.TicketText;
import dev.tocsin.core.key.Base32;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Makes the references of tickets and the markers of notes. Thread-safe if its source of randomness is. */
public final class References {
    private static final int REFERENCE_CHARS = 26;
    private static final int MARKER_CHARS = 7;
    private static final Pattern TICKET = Pattern.compile("X1-[A-Z2-7]{26}");

    private final RandomGenerator random;

    /** References from a source of randomness; tests give a seeded one. */
    public References(RandomGenerator random) {
        this.random = random;
    }

    /** References that nobody can guess. */
    public static References secure() {
        return new References(new SecureRandom());
    }

    /** A new reference of a ticket: {@code X1-} and 26 characters, unique for all time. */
    public String ticket() {
        return "X1-" + characters(REFERENCE_CHARS);
    }

    /** Whether a text has the form of a ticket's reference. */
    static boolean isTicketReference(String text) {
        return TICKET.matcher(text).matches();
    }

    /** A new marker line of a note. */
    public String marker() {
        return TicketText.marker(characters(MARKER_CHARS));
    }

    private String characters(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return Base32.encode(bytes, count);
    }
}
