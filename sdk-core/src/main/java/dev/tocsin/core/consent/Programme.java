package dev.tocsin.core.consent;

/**
 * One sending programme: what people agree to and what they end. It may serve several MSPs, and whoever opts out of it, does so
 * for all of them.
 *
 * @param id the id, 1 to 64 characters
 * @param name the name that people see in messages, 1 to 40 characters
 * @param contact where people get help: a mail address, number or page; 1 to 60 characters
 */
public record Programme(String id, String name, String contact) {
    /** Refuses blank and overlong parts. */
    public Programme {
        bounded("programme.id", id, 64);
        bounded("programme.name", name, 40);
        bounded("programme.contact", contact, 60);
    }

    private static void bounded(String field, String value, int most) {
        if (value.isBlank() || value.length() > most || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(field + ": 1 to " + most + " characters in one line are needed");
        }
    }

    /** The answer to HELP and INFO: name, contact and how to end it. At most 160 characters. */
    public String help() {
        return name + ": help at " + contact + ". Reply STOP to end messages.";
    }

    /** The one confirmation of an opt-out, which says nothing else. At most 160 characters. */
    public String stopped() {
        return name + ": you are unsubscribed and get no more messages. Reply START to resume.";
    }

    /** The answer to START. At most 160 characters. */
    public String resumed() {
        return name + ": messages resume. Help at " + contact + ". Reply STOP to end them.";
    }
}
