package dev.tocsin.core.intake;

import dev.tocsin.core.event.DeliveryKey;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.incident.Lifecycle;
import dev.tocsin.core.intake.Intake.Prepared;
import dev.tocsin.core.store.DeliveryOutcome;
import dev.tocsin.core.store.StoreSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The work of one transaction: leaves out what came before, lets each event act, and answers every delivery. Used once,
 * on one thread.
 */
final class IntakeBatch {
    private final WorkingSet rows;
    private final Instant now;
    private final EventEffects effects;
    private final Map<DeliveryKey, Receipt> receipts = new HashMap<>();

    IntakeBatch(StoreSession session, Catalogues catalogues, Lifecycle lifecycle, IntakeRules rules, Instant now) {
        this.now = now;
        rows = new WorkingSet(session, catalogues);
        effects = new EventEffects(rows, lifecycle, rules, now);
    }

    /** Takes the events in; one receipt per event, in their order. */
    List<Receipt> take(List<Prepared> batch) {
        Map<DeliveryKey, Prepared> fresh = withoutDuplicates(batch);
        rows.load(fresh.values(), now);
        Map<DeliveryKey, Receipt> first = new HashMap<>(fresh.size() * 2);
        fresh.forEach((key, event) -> first.put(key, effects.act(event)));
        rows.save();
        List<Receipt> answers = new ArrayList<>(batch.size());
        for (Prepared event : batch) {
            Receipt receipt = first.remove(event.key());
            if (receipt == null) {
                receipt = Objects.requireNonNull(receipts.get(event.key()), "every delivery has its receipt");
            } else {
                receipts.put(event.key(), repeated(receipt));
            }
            answers.add(receipt);
        }
        return answers;
    }

    /**
     * Looks again at held subjects by their latest events.
     *
     * @param receivedAt when each of the events was handed in
     */
    void lookAgain(List<Prepared> events, Map<DeliveryKey, Instant> receivedAt) {
        rows.keptSince(receivedAt);
        rows.load(events, now);
        events.forEach(effects::lookAgain);
        rows.save();
    }

    private static Receipt repeated(Receipt receipt) {
        return new Receipt(
                receipt.eventId(),
                receipt.outcome(),
                receipt.outcome().settled(),
                receipt.incidentId(),
                receipt.reason());
    }

    private Map<DeliveryKey, Prepared> withoutDuplicates(List<Prepared> batch) {
        Map<DeliveryKey, Prepared> fresh = new LinkedHashMap<>(batch.size() * 2);
        batch.forEach(event -> fresh.putIfAbsent(event.key(), event));
        Map<DeliveryKey, DeliveryOutcome> known = rows.outcomes(fresh.keySet());
        known.forEach((key, outcome) -> {
            if (outcome.outcome().settled()) {
                fresh.remove(key);
                receipts.put(key, new Receipt(key, outcome.outcome(), true, outcome.incidentId(), outcome.reason()));
            }
        });
        return fresh;
    }
}
