package dev.tocsin.msgraph.internal;

import dev.tocsin.http.TransportResult;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An exchange without an answer on its way through the official client, which wraps it once more. */
public final class ExchangeFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable TransportResult result;

    /** A failure with what became of the request, which is not {@link TransportResult.Answered}. */
    public ExchangeFailure(TransportResult result) {
        super(
                result instanceof TransportResult.NotSent not
                        ? not.reason()
                        : result instanceof TransportResult.Unknown unknown ? unknown.reason() : "answered",
                result instanceof TransportResult.NotSent not
                        ? not.cause()
                        : result instanceof TransportResult.Unknown unknown ? unknown.cause() : null);
        this.result = result;
    }

    /** What became of the request. */
    public TransportResult result() {
        return Objects.requireNonNull(result, "a failure is never written and read again");
    }
}
