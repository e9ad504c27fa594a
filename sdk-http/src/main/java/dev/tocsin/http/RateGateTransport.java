package dev.tocsin.http;

import java.time.Duration;
import java.time.Instant;

/** Lets a request through the connection's {@link RateGate}, and tells the gate what became of it. */
final class RateGateTransport implements Transport {
    private final Transport next;
    private final RateGate gate;
    private final TransportListener listener;

    RateGateTransport(Transport next, RateGate gate, TransportListener listener) {
        this.next = next;
        this.gate = gate;
        this.listener = listener;
    }

    @Override
    public TransportResult send(TransportRequest request) throws InterruptedException {
        Instant notAfter = request.notAfter().orElse(null);
        RateGate.Admission admission = gate.enter(notAfter);
        if (admission instanceof RateGate.Admission.Refused refused) {
            return new TransportResult.NotSent(refused.reason(), refused.retryAfter(), null);
        }
        RateGate.Admission.Granted granted = (RateGate.Admission.Granted) admission;
        TransportResult result = null;
        try {
            result = next.send(request);
            return result;
        } finally {
            Duration pause = gate.leave(granted, result);
            if (pause != null) {
                listener.paused(request, pause, gate.permitsPerMinute());
            }
        }
    }
}
