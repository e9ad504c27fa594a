package dev.tocsin.core.consent;

import org.jspecify.annotations.Nullable;

/**
 * Who caused an entry.
 *
 * @param kind what they are to the person concerned
 * @param name who it was, such as a name, a user id or a provider; 1 to 200 characters
 * @param ip the IP address it came from, or null if there is none
 */
public record ConsentActor(Kind kind, String name, @Nullable String ip) {
    /** What an actor is to the person concerned. */
    public enum Kind {
        /** The person, or whoever has the number. */
        PERSON,
        /** The administrator of the person's company. */
        ADMINISTRATOR,
        /** Somebody of the MSP. */
        OPERATOR,
        /** The provider of messages. */
        PROVIDER,
        /** The library. */
        SYSTEM
    }

    /** Refuses a blank or overlong name and an overlong address. */
    public ConsentActor {
        if (name.isBlank() || name.length() > 200) {
            throw new IllegalArgumentException("actor.name: 1 to 200 characters are needed");
        }
        if (ip != null && ip.length() > 64) {
            throw new IllegalArgumentException("actor.ip: at most 64 characters are legal");
        }
    }

    /** The person who has the number. */
    public static ConsentActor person(String name, @Nullable String ip) {
        return new ConsentActor(Kind.PERSON, name, ip);
    }

    /** The library. */
    public static ConsentActor system() {
        return new ConsentActor(Kind.SYSTEM, "tocsin", null);
    }
}
