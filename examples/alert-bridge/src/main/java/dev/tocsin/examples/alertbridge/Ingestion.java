package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.event.Fingerprint;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.examples.alertbridge.reader.EventFormat;
import dev.tocsin.examples.alertbridge.reader.ListedAsset;
import dev.tocsin.examples.alertbridge.reader.ReadFault;
import dev.tocsin.examples.alertbridge.reader.ReadSink;
import dev.tocsin.examples.alertbridge.reader.ReadSource;
import dev.tocsin.examples.alertbridge.reader.ReadSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads files into the store, a batch at a time, and counts what became of their events. Not thread-safe. */
final class Ingestion {
    /** How many events are one transaction. */
    static final int BATCH = 500;

    private static final int TOLD_FAULTS = 100;

    private final Host host;
    private final Surroundings around;
    private final Progress progress;
    private final ReceiptTally receipts;
    private final Runnable betweenBatches;
    private final Map<String, Long> skipped = new TreeMap<>();
    private long files;
    private long events;
    private long faults;
    private long missing;

    /** @param betweenBatches is run after each batch */
    Ingestion(Host host, Surroundings around, Progress progress, Runnable betweenBatches) {
        this.host = host;
        this.around = around;
        this.progress = progress;
        this.receipts = new ReceiptTally(progress::say);
        this.betweenBatches = betweenBatches;
    }

    /** What became of the events. */
    ReceiptTally receipts() {
        return receipts;
    }

    /** How many files were read. */
    long files() {
        return files;
    }

    /** How many events were read. */
    long events() {
        return events;
    }

    /** How many lines, items and files could not be used. */
    long faults() {
        return faults;
    }

    /** How many findings were resolved since a report no longer contained them. */
    long missing() {
        return missing;
    }

    /** Why how many records are no events. */
    Map<String, Long> skipped() {
        return skipped;
    }

    /**
     * Reads one file.
     *
     * @param source the file
     * @param forced its format, or null to detect it
     * @param bytes how long it is, or 0 if that is not known
     * @param resolveMissing whether what a complete report no longer contains is resolved
     * @param wanted which events are taken in; the others are as if they were not in the file
     */
    void read(
            ReadSource source,
            @Nullable EventFormat forced,
            long bytes,
            boolean resolveMissing,
            Predicate<SecurityEvent> wanted) {
        files++;
        Optional<EventFormat> format = forced == null ? detect(source) : Optional.of(forced);
        if (format.isEmpty()) {
            return;
        }
        Batches batches = new Batches(source, bytes, wanted, resolveMissing ? new MissingFindings() : null);
        ReadSummary summary = format.get().reader().read(source, batches);
        batches.flush();
        if (batches.toldFaults > TOLD_FAULTS) {
            progress.say(source.name() + ": and " + (batches.toldFaults - TOLD_FAULTS) + " more faults");
        }
        MissingFindings report = batches.report;
        if (report == null) {
            return;
        }
        if (!summary.complete()) {
            progress.say(source.name() + ": was not read to its end, so nothing is taken as resolved");
            return;
        }
        List<SecurityEvent> gone = report.resolve(host, format.get().label());
        missing += gone.size();
        gone.forEach(batches::take);
        batches.flush();
        if (report.incomplete() > 0) {
            progress.say(source.name() + ": " + report.incomplete()
                    + " hosts were not examined to their end; what they had stays as it is");
        }
    }

    private Optional<EventFormat> detect(ReadSource source) {
        return FormatDetection.of(source, progress::say, fault -> {
            faults++;
            progress.say(fault.toString());
        });
    }

    /** The names of the formats. */
    static String formats() {
        return Arrays.stream(EventFormat.values()).map(EventFormat::label).collect(Collectors.joining(", "));
    }

    /** Collects the events of one file. */
    private final class Batches implements ReadSink {
        private final ReadSource source;
        private final long total;
        private final Predicate<SecurityEvent> wanted;
        private final @Nullable MissingFindings report;
        private final Instant began = around.clock().instant();
        private List<SecurityEvent> batch = new ArrayList<>(BATCH);
        private long read;
        private long toldFaults;

        Batches(ReadSource source, long total, Predicate<SecurityEvent> wanted, @Nullable MissingFindings report) {
            this.source = source;
            this.total = total;
            this.wanted = wanted;
            this.report = report;
        }

        @Override
        public void event(SecurityEvent event) {
            if (!wanted.test(event)) {
                return;
            }
            read++;
            events++;
            if (report != null) {
                report.saw(Fingerprint.of(event));
            }
            take(event);
        }

        private void take(SecurityEvent event) {
            batch.add(event);
            if (batch.size() == BATCH) {
                flush();
            }
        }

        private void flush() {
            if (!batch.isEmpty()) {
                receipts.add(batch, host.tocsin().ingest(batch));
                batch = new ArrayList<>(BATCH);
                betweenBatches.run();
            }
            progress.show(() -> Progress.reading(
                    source.name(), read, Duration.between(began, around.clock().instant()), source.bytesRead(), total));
        }

        @Override
        public void fault(ReadFault fault) {
            faults++;
            if (++toldFaults <= TOLD_FAULTS) {
                progress.say(fault.toString());
            }
        }

        @Override
        public void skipped(String reason) {
            skipped.merge(reason, 1L, Long::sum);
        }

        @Override
        public void asset(ListedAsset asset) {
            if (report != null) {
                report.listed(asset);
            }
        }
    }
}
