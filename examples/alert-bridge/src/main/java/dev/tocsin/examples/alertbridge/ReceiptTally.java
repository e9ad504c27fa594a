package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.SecurityEvent;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Counts what became of events, with the reasons for what became no part of a ticket. Keeps no receipt, so that any
 * number of events can pass. Not thread-safe.
 */
final class ReceiptTally {
    private static final int REASONS = 200;
    private static final int TOLD_REFUSALS = 100;
    private static final String OTHER = "other reasons";

    private final Consumer<String> say;
    private final Map<Receipt.Outcome, Long> counts = new EnumMap<>(Receipt.Outcome.class);
    private final Map<Receipt.Outcome, Map<String, Long>> reasons = new EnumMap<>(Receipt.Outcome.class);
    private long duplicates;

    /** @param say takes a line for each refused event, up to a hundred */
    ReceiptTally(Consumer<String> say) {
        this.say = say;
    }

    /** Counts a batch. */
    void add(List<SecurityEvent> events, List<Receipt> receipts) {
        for (int i = 0; i < receipts.size(); i++) {
            Receipt receipt = receipts.get(i);
            if (receipt.duplicate()) {
                duplicates++;
                continue;
            }
            long count = counts.merge(receipt.outcome(), 1L, Long::sum);
            switch (receipt.outcome()) {
                case REFUSED -> {
                    if (count <= TOLD_REFUSALS) {
                        SecurityEvent event = events.get(i);
                        say.accept("refused: " + event.source() + " " + event.externalId() + ": " + receipt.reason());
                    }
                    reason(receipt);
                }
                case PARKED, IGNORED, ANSWERED, SUPPRESSED -> reason(receipt);
                case ACCEPTED, RESOLVED -> {}
            }
        }
    }

    private void reason(Receipt receipt) {
        Map<String, Long> known = reasons.computeIfAbsent(receipt.outcome(), outcome -> new LinkedHashMap<>());
        String reason = known.size() < REASONS || known.containsKey(receipt.reason()) ? receipt.reason() : OTHER;
        known.merge(reason, 1L, Long::sum);
    }

    /** How many events came to an outcome, repeats of earlier deliveries left out. */
    long count(Receipt.Outcome outcome) {
        return counts.getOrDefault(outcome, 0L);
    }

    /** How many events were deliveries that had been settled before. */
    long duplicates() {
        return duplicates;
    }

    /** The reasons of an outcome with their counts; the first two hundred. */
    Map<String, Long> reasons(Receipt.Outcome outcome) {
        return reasons.getOrDefault(outcome, Map.of());
    }
}
