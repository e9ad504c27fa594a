package dev.tocsin.core.intake;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.storm.Lane;
import dev.tocsin.core.storm.StormPolicy;
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

    /** The numbers of storm protection. */
    StormPolicy storm() {
        return settings.storm();
    }

    /** How long a new group waits. */
    public Duration groupWait(IntegrationRule rule, String connectionId, Severity severity) {
        return lane(rule, connectionId, severity) == Lane.TOP ? Duration.ZERO : settings.groupWait();
    }

    /** Whose budgets a ticket of that severity is paid from. */
    Lane lane(IntegrationRule rule, String connectionId, Severity severity) {
        String priority = rule.priorityFor(severity);
        boolean top = settings.topPriorities().isEmpty()
                ? priority.equalsIgnoreCase(topPriorities.get(rule.msp() + "/" + connectionId))
                : settings.topPriorities().contains(priority);
        return top ? Lane.TOP : Lane.NORMAL;
    }
}
