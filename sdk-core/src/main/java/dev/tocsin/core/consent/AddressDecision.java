package dev.tocsin.core.consent;

/** Whether the address of Microsoft's consent page may be handed out. */
public sealed interface AddressDecision {
    /**
     * It may.
     *
     * @param acceptance by which acceptance
     */
    record Granted(AdminAcceptance acceptance) implements AddressDecision {}

    /**
     * It may not: the administrator must accept the text first.
     *
     * @param reason why
     * @param text the text to show
     */
    record AcceptanceNeeded(Reason reason, ConsentText text) implements AddressDecision {}

    /** Why an acceptance is needed. */
    enum Reason {
        /** There is none of this company. */
        NONE_YET,
        /** What was accepted was taken back since. */
        WITHDRAWN,
        /** The text was changed since. */
        TEXT_CHANGED,
        /** The company's policy was changed since. */
        POLICY_CHANGED,
        /** It is dated in the future, so its time proves nothing. */
        IN_THE_FUTURE
    }
}
