package dev.tocsin.core.consent;

/** What a state that came back is worth. */
public sealed interface StateVerification {
    /**
     * It is ours and still counts, if the store has not seen its nonce yet.
     *
     * @param state what it carries
     */
    record Valid(SignedState state) implements StateVerification {}

    /**
     * It is ours, but too late.
     *
     * @param state what it carries
     */
    record Expired(SignedState state) implements StateVerification {}

    /** It has the form of ours, but no key of ours signed it. */
    record Forged() implements StateVerification {}

    /**
     * It is no state at all.
     *
     * @param message what is wrong with it, without repeating it
     */
    record Malformed(String message) implements StateVerification {}
}
