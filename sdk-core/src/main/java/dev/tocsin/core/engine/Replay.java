package dev.tocsin.core.engine;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.DeliveryKey;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.intake.Intake;
import dev.tocsin.core.store.EventRecord;
import dev.tocsin.core.store.Store;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tries again what could not go on: events without a mapped company, tickets that the PSA refused. Thread-safe. */
public final class Replay {
    private static final int PAGE = 500;

    private final Store store;
    private final Intake intake;

    /** A replay through the given intake. */
    public Replay(Store store, Intake intake) {
        this.store = store;
        this.intake = intake;
    }

    /** Evaluates the parked events of an MSP again, in their order; returns how many are no longer parked. */
    public int parked(MspId msp) {
        int released = 0;
        DeliveryKey after = null;
        List<EventRecord> page;
        do {
            @Nullable DeliveryKey from = after;
            page = store.read(session -> session.events().page(msp, Receipt.Outcome.PARKED, from, PAGE));
            List<Receipt> receipts =
                    intake.ingest(page.stream().map(EventRecord::event).toList());
            released += (int) receipts.stream()
                    .filter(receipt -> receipt.outcome() != Receipt.Outcome.PARKED)
                    .count();
            after = page.isEmpty() ? after : page.get(page.size() - 1).key();
        } while (page.size() == PAGE);
        return released;
    }

    /** Makes the quarantined incidents of an MSP due; returns how many there are. */
    public int refused(MspId msp, Instant now) {
        int woken = 0;
        long after = 0;
        List<Incident> page;
        do {
            long from = after;
            page = store.read(session -> session.incidents().page(msp, from, PAGE));
            for (Incident incident : page) {
                if (incident.state() == IncidentState.QUARANTINED) {
                    woken += store.write(session -> {
                        Incident latest =
                                session.incidents().get(List.of(incident.id())).get(incident.id());
                        if (latest == null || latest.state() != IncidentState.QUARANTINED) {
                            return 0;
                        }
                        session.incidents()
                                .save(List.of(latest.change().waitUntil(now).done()));
                        return 1;
                    });
                }
                after = incident.id();
            }
        } while (page.size() == PAGE);
        return woken;
    }
}
