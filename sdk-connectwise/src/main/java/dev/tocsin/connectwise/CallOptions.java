package dev.tocsin.connectwise;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one write may take. Immutable.
 *
 * @param notAfter the moment after which the request must not leave; null if any time will do. A request that is late
 *     fails with {@link dev.tocsin.core.base.TransportException}: it was certainly not executed
 * @param timeout the limit for one exchange; null for the connection's own write timeout
 */
public record CallOptions(
        @Nullable Instant notAfter, @Nullable Duration timeout) {
    private static final CallOptions NONE = new CallOptions(null, null);

    /** Refuses a timeout of zero or less. */
    public CallOptions {
        if (timeout != null && (timeout.isZero() || timeout.isNegative())) {
            throw new IllegalArgumentException("timeout: must be longer than zero, not " + timeout);
        }
    }

    /** The connection's own settings, no deadline. */
    public static CallOptions none() {
        return NONE;
    }

    /** These options with a moment after which the request must not leave. */
    public CallOptions withNotAfter(Instant moment) {
        return new CallOptions(moment, timeout);
    }

    /** These options with a limit for one exchange. */
    public CallOptions withTimeout(Duration limit) {
        return new CallOptions(notAfter, limit);
    }
}
