package dev.tocsin.core.intake;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How long a new group waits: not at all if its priority is a top priority. Thread-safe. */
public final class IntakeRules {
    private final Settings settings;
    private final Map<String, String> topPriorities = new ConcurrentHashMap<>();

    /** Rules by these settings. */
    public IntakeRules(Settings settings) {
        this.settings = settings;
    }

    /** Learns the first priority of a PSA, which counts unless the settings name others; null or empty changes nothing. */
    public void learnTopPriority(MspId msp, String connectionId, @Nullable String priority) {
        if (priority != null && !priority.isEmpty()) {
            topPriorities.put(msp + "/" + connectionId, priority);
        }
    }

    /** When an event happened, but no further ahead of our clock than the settings believe. */
    Instant believed(Instant occurredAt, Instant now) {
        Instant latest = now.plus(settings.maxFuture());
        return occurredAt.isAfter(latest) ? latest : occurredAt;
    }

    /** Until when a resolve that came before what it resolves is kept. */
    Instant tombstoneUntil(Instant now) {
        return now.plus(settings.outOfOrderWindow());
    }

    /** How long a new group waits. */
    public Duration groupWait(IntegrationRule rule, String connectionId, Severity severity) {
        String priority = rule.priorityFor(severity);
        boolean top = settings.topPriorities().isEmpty()
                ? priority.equalsIgnoreCase(topPriorities.get(rule.msp() + "/" + connectionId))
                : settings.topPriorities().contains(priority);
        return top ? Duration.ZERO : settings.groupWait();
    }
}
