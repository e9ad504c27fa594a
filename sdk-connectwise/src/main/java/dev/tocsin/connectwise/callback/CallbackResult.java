package dev.tocsin.connectwise.callback;

/**
 * What became of one delivery, and the HTTP status to answer it with. Answer with the status and an empty body: the
 * reasons are for the receiver's own log.
 *
 * <p>ConnectWise repeats a delivery only after 404, 409, 419 or 429, twice, after 2 and 4 seconds; any 2xx is success; any
 * other answer is final, and a callback that fails for three days is switched off. So what may succeed later is answered
 * with 409 or 429, and what never can with another 4xx. 5xx is never answered: it would lose the message.
 */
public sealed interface CallbackResult {
    /** The HTTP status to answer. */
    int status();

    /**
     * Genuine and heard by the listener.
     *
     * @param message the message
     */
    record Accepted(CallbackMessage message) implements CallbackResult {
        @Override
        public int status() {
            return 204;
        }
    }

    /**
     * Genuine, and heard before; the listener was not called.
     *
     * @param message the message
     */
    record Duplicate(CallbackMessage message) implements CallbackResult {
        @Override
        public int status() {
            return 204;
        }
    }

    /**
     * The same message is being heard at this moment. 409 brings it back when that has ended: were it 204 and the listener
     * failed, the message would be lost.
     *
     * @param message the message
     */
    record UnderWay(CallbackMessage message) implements CallbackResult {
        @Override
        public int status() {
            return 409;
        }
    }

    /**
     * No callback message.
     *
     * @param reason what is wrong, and where
     */
    record Malformed(String reason) implements CallbackResult {
        @Override
        public int status() {
            return 400;
        }
    }

    /**
     * Not from the configured company.
     *
     * @param reason why
     */
    record Forged(String reason) implements CallbackResult {
        @Override
        public int status() {
            return 401;
        }
    }

    /**
     * Longer than is read.
     *
     * @param maxBodyBytes the limit
     */
    record TooLarge(int maxBodyBytes) implements CallbackResult {
        @Override
        public int status() {
            return 413;
        }
    }

    /**
     * The signing key cannot be had now. 429 brings the message back: 401 would drop a genuine one for a short outage.
     *
     * @param reason why
     */
    record Unverifiable(String reason) implements CallbackResult {
        @Override
        public int status() {
            return 429;
        }
    }

    /**
     * Genuine, but the listener or the memory of messages failed. It does not count as heard, and 429 brings it back.
     *
     * @param message the message
     * @param cause what was thrown
     */
    record Failed(CallbackMessage message, RuntimeException cause) implements CallbackResult {
        @Override
        public int status() {
            return 429;
        }
    }
}
