package dev.tocsin.msgraph.internal;

import dev.tocsin.http.TransportResult;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An exchange without an answer that can be used, on its way through the official client, which wraps it once more. */
public final class ExchangeFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable TransportResult result;
    private final boolean write;

    /**
     * A failure.
     *
     * @param result what became of the request
     * @param write whether the request changes something
     */
    public ExchangeFailure(TransportResult result, boolean write) {
        super(reason(result), cause(result));
        this.result = result;
        this.write = write;
    }

    private static String reason(TransportResult result) {
        return result instanceof TransportResult.NotSent not
                ? not.reason()
                : result instanceof TransportResult.Unknown unknown ? unknown.reason() : "redirected";
    }

    private static @Nullable Throwable cause(TransportResult result) {
        return result instanceof TransportResult.NotSent not
                ? not.cause()
                : result instanceof TransportResult.Unknown unknown ? unknown.cause() : null;
    }

    /** What became of the request. */
    public TransportResult result() {
        return Objects.requireNonNull(result, "a failure is never written and read again");
    }

    /** Whether the request changes something. */
    public boolean write() {
        return write;
    }
}
