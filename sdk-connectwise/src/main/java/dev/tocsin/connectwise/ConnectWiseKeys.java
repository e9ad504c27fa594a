package dev.tocsin.connectwise;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.Secret;

/**
 * The keys of an API member. Immutable; its text form holds neither.
 *
 * @param publicKey the public key, without a colon
 * @param privateKey the private key
 */
public record ConnectWiseKeys(Secret publicKey, Secret privateKey) {
    /**
     * Refuses what cannot be sent.
     *
     * @throws ConfigurationException if a key holds a space or a control character, or the public one a colon; it names the
     *     field, not the value
     */
    public ConnectWiseKeys {
        requireSendable(publicKey, "publicKey", ":");
        requireSendable(privateKey, "privateKey", "");
    }

    static void requireSendable(Secret value, String field, String forbidden) {
        boolean bad =
                value.reveal().chars().anyMatch(c -> c <= ' ' || c > '~' && c < 0xA0 || forbidden.indexOf(c) >= 0);
        if (bad) {
            throw new ConfigurationException(
                    field,
                    "must not hold a space or a control character" + (forbidden.isEmpty() ? "" : " or " + forbidden));
        }
    }

    /** Where the keys come from while a host runs. Called by many threads at once, for each attempt of each request. */
    @FunctionalInterface
    public interface Provider {
        /**
         * The keys to send now. It should answer at once, from memory: the request waits for it, and is not sent after its
         * deadline. What it throws is told by the name of its class only, since its message may hold a key; the request is
         * then not sent.
         *
         * @throws InterruptedException if the thread is interrupted meanwhile
         */
        ConnectWiseKeys keys() throws InterruptedException;
    }
}
