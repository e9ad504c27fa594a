package dev.tocsin.connectwise.callback;

/** Whether a message is what it claims to be. The reasons are for the receiver's log, never for the sender. */
public sealed interface Verification {
    /**
     * The signature is that of the configured company.
     *
     * @param message what it says
     */
    record Genuine(CallbackMessage message) implements Verification {}

    /**
     * It is not from the configured company: no signature or a wrong one, a key from elsewhere, another sender.
     *
     * @param reason why
     */
    record Forged(String reason) implements Verification {}

    /**
     * It is no callback message at all.
     *
     * @param reason what is wrong, and where
     */
    record Malformed(String reason) implements Verification {}

    /**
     * Nobody can tell now, because the key cannot be had; later it may be possible.
     *
     * @param reason why
     */
    record Unverifiable(String reason) implements Verification {}
}
