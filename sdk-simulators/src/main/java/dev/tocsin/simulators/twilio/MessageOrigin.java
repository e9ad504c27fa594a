package dev.tocsin.simulators.twilio;

/** Who wrote a message. */
public enum MessageOrigin {
    /** The host, by the API. */
    API,
    /** A person, on a phone. */
    PERSON,
    /** The host, in the answer to a webhook. */
    TWIML,
    /** The service itself: the confirmation of STOP and START, the answer to HELP. */
    PROVIDER;

    String direction() {
        return switch (this) {
            case API -> "outbound-api";
            case PERSON -> "inbound";
            case TWIML, PROVIDER -> "outbound-reply";
        };
    }
}
