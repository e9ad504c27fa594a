package dev.tocsin.core.preview;

import dev.tocsin.core.Tocsin;
import dev.tocsin.core.TocsinBuilder;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.store.Stored;
import dev.tocsin.core.store.StoredConfiguration;
import dev.tocsin.core.store.VolatileStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One run of a previewer: the workflow, its time, and the loop that feeds it. Used once, on one thread. */
final class PreviewRun {
    /** How many events of one moment are one transaction. */
    private static final int SLICE = 500;
    /** How often one moment may be worked on per event before that counts as a fault of the workflow. */
    private static final int ROUNDS_PER_EVENT = 50;

    private static final long SEED = 1;
    private static final int FEW_ROUNDS = 10_000;

    private final Previewer previewer;
    private final List<SecurityEvent> events;
    private final @Nullable Receipt[] receipts;
    private final PreviewClock clock;
    private final VolatileStore store = new VolatileStore();
    private final Map<String, PreviewPsa> psas = new LinkedHashMap<>();
    private final Tocsin tocsin;

    PreviewRun(Previewer previewer, List<SecurityEvent> events) {
        this.previewer = previewer;
        this.events = events;
        receipts = new Receipt[events.size()];
        clock = new PreviewClock(events.stream()
                .map(SecurityEvent::occurredAt)
                .min(Instant::compareTo)
                .orElse(Instant.EPOCH));
        StoredConfiguration inForce = previewer.configuration();
        ConfigurationCopy.write(inForce, previewer.msp(), store);
        Set<String> closing = inForce.rules().stream()
                .map(rule -> rule.item().closedStatus().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        PreviewPsa.TicketNumbers numbers = new PreviewPsa.TicketNumbers();
        for (Stored<CompanyMapping> mapping : inForce.mappings()) {
            psas.computeIfAbsent(
                    mapping.item().connectionId(),
                    id -> new PreviewPsa(id, previewer.topPriority(id), closing, clock, numbers));
        }
        TocsinBuilder builder = Tocsin.builder()
                .store(store)
                .msp(previewer.msp())
                .settings(previewer.settings())
                .clock(clock)
                .sleeper(clock)
                .executor(new CallersThread())
                // References must differ, no more; that they are the same in each run makes runs comparable.
                .random(new SplittableRandom(SEED));
        psas.values().forEach(builder::psa);
        tocsin = builder.build();
    }

    Preview run() {
        try (store;
                tocsin) {
            askPsas();
            int[] order = order();
            int fed = 0;
            while (fed < order.length) {
                int end = sliceEnd(order, fed);
                Instant moment = events.get(order[fed]).occurredAt();
                workUntil(moment);
                clock.advanceTo(moment);
                feed(order, fed, end);
                fed = end;
                previewer.progress().fed(fed, order.length);
            }
            Instant horizon = clock.instant().plus(previewer.horizon());
            boolean stillDue = workUntil(horizon) != null;
            if (stillDue) {
                clock.advanceTo(horizon);
            }
            return new PreviewResult(previewer.msp(), tocsin, psas.values())
                    .of(
                            events,
                            Arrays.stream(receipts).map(Objects::requireNonNull).toList(),
                            clock.instant(),
                            stillDue);
        }
    }

    /** Nothing is there to settle yet; it only asks the connections for their first priority. */
    private void askPsas() {
        try {
            tocsin.settle(false);
        } catch (InterruptedException e) {
            throw new IllegalStateException("the clock of a preview never waits", e);
        }
    }

    private int[] order() {
        IntStream indices = IntStream.range(0, events.size());
        return previewer.isInArrivalOrder()
                ? indices.toArray()
                : indices.boxed()
                        .sorted(Comparator.comparing(index -> events.get(index).occurredAt()))
                        .mapToInt(Integer::intValue)
                        .toArray();
    }

    /** The end of a slice of events that are fed at one moment. */
    private int sliceEnd(int[] order, int from) {
        Instant moment = events.get(order[from]).occurredAt();
        int end = from + 1;
        while (end < order.length
                && end - from < SLICE
                && events.get(order[end]).occurredAt().equals(moment)) {
            end++;
        }
        return end;
    }

    private void feed(int[] order, int from, int end) {
        List<SecurityEvent> slice = new ArrayList<>(end - from);
        for (int i = from; i < end; i++) {
            slice.add(events.get(order[i]));
        }
        List<Receipt> answers = tocsin.ingest(slice);
        for (int i = from; i < end; i++) {
            receipts[order[i]] = answers.get(i - from);
        }
    }

    /** Does all that is due until a moment, each piece at its own time; answers what is due next, or null. */
    private @Nullable Instant workUntil(Instant end) {
        while (true) {
            drain();
            Instant next = tocsin.nextDue().orElse(null);
            if (next == null || next.isAfter(end)) {
                return next;
            }
            Instant now = clock.instant();
            clock.advanceTo(next.isAfter(now) ? next : now.plusSeconds(1));
        }
    }

    private void drain() {
        long rounds = 0;
        long most = FEW_ROUNDS + (long) ROUNDS_PER_EVENT * events.size();
        while (tocsin.workOnce() > 0) {
            if (++rounds > most) {
                throw new IllegalStateException(
                        "the work of the moment " + clock.instant() + " does not come to an end");
            }
        }
    }
}
