package dev.tocsin.core.consent;

/**
 * How an entry came to be. There is no method for an import or for an administrator's edit of a phone, since neither makes
 * consent.
 */
public enum ConsentMethod {
    /** A page on which the person saw the text. */
    WEB_FORM,
    /** A text message with a word that stands for it, as STOP or START. */
    SMS_KEYWORD,
    /** A text message in other words. */
    SMS_WORDING,
    /** A key pressed in a call. */
    VOICE_KEY,
    /** The company's administrator attested that the user agreed. */
    ADMIN_ATTESTATION,
    /** Told by word of mouth, mail or letter, and noted by somebody; ends consent, never makes it. */
    TOLD,
    /** The provider of messages reported it. */
    PROVIDER_REPORT,
    /** The person's number was changed or taken away. */
    NUMBER_CHANGE,
    /** The library itself, as it sent or filed something. */
    SYSTEM
}
