package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.examples.alertbridge.reader.EventFormat;
import dev.tocsin.examples.alertbridge.reader.ReadFault;
import dev.tocsin.examples.alertbridge.reader.ReadSink;
import dev.tocsin.examples.alertbridge.reader.ReadSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The events of some files, all in memory, up to a limit. Not thread-safe. */
final class EventList implements ReadSink {
    private static final int TOLD_FAULTS = 100;

    private final List<SecurityEvent> events = new ArrayList<>();
    private final Map<String, Long> skipped = new TreeMap<>();
    private final Progress progress;
    private final int most;
    private long faults;

    /** @param most how many events are taken */
    EventList(Progress progress, int most) {
        this.progress = progress;
        this.most = most;
    }

    /**
     * Reads one file.
     *
     * @param forced its format, or null to detect it
     * @throws ConfigurationException if there are more events than are taken
     */
    void read(ReadSource source, @Nullable EventFormat forced) {
        Optional<EventFormat> format =
                forced == null ? FormatDetection.of(source, progress::say, this::fault) : Optional.of(forced);
        format.ifPresent(known -> known.reader().read(source, this));
    }

    /** The events, in the order of the files. */
    List<SecurityEvent> events() {
        return events;
    }

    /** How many lines, items and files could not be used. */
    long faults() {
        return faults;
    }

    /** Why how many records are no events. */
    Map<String, Long> skipped() {
        return skipped;
    }

    @Override
    public void event(SecurityEvent event) {
        if (events.size() == most) {
            throw new ConfigurationException(
                    "--most",
                    "there are more than " + most + " events; all are held in memory, and --most N takes more");
        }
        events.add(event);
    }

    @Override
    public void fault(ReadFault fault) {
        if (++faults <= TOLD_FAULTS) {
            progress.say(fault.toString());
        }
    }

    @Override
    public void skipped(String reason) {
        skipped.merge(reason, 1L, Long::sum);
    }
}
