package dev.tocsin.core.people;

/** What a phone is used for. */
public enum PhoneUse {
    /** A text message. */
    SMS,
    /** A call with a spoken message. */
    VOICE
}
