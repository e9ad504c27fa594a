package dev.tocsin.core.consent;

/** Whether a message may go out. */
public sealed interface SendDecision {
    /**
     * It may.
     *
     * @param proof the opt-in by which it may; its id goes with the message
     */
    record Allowed(ConsentEntry proof) implements SendDecision {}

    /**
     * It may not.
     *
     * @param reason why
     * @param message why, in words, with numbers masked
     */
    record Refused(Reason reason, String message) implements SendDecision {}

    /** Why a message may not go out. */
    enum Reason {
        /** There is no such person, or no more. */
        NOT_KNOWN,
        /** The number is none of the person's, or no more. */
        NUMBER_NOT_THEIRS,
        /** The person takes no messages. */
        NOT_ACTIVE,
        /** The numbering plan does not have the number, or has it for another purpose. */
        NUMBER_NOT_USABLE,
        /** The phone is no good for this use: a text to a fixed line or to an extension. */
        USE_NOT_POSSIBLE,
        /** The person never agreed on this number to this use. */
        NO_CONSENT,
        /** Only somebody else on this number agreed, which is not the person's consent. */
        CONSENT_OF_ANOTHER,
        /** The person agreed once, but the number was changed since or has another owner. */
        VOIDED,
        /** Whoever has the number ended it. */
        OPTED_OUT,
        /** The provider refuses the number because its owner opted out there. */
        PROVIDER_BLOCKED
    }
}
