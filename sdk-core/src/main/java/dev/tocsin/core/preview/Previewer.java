package dev.tocsin.core.preview;

import dev.tocsin.core.Configuration;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.StoredConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Shows what events would do by a configuration, without writing anything: the real workflow runs over a store in
 * memory, a clock of its own and a PSA that answers from memory. Each event is fed at the time at which it happened, and
 * whatever is due in between (group waits, notes, holds) is done at its own time.
 *
 * <p>It begins from nothing but the configuration: tickets that are open and subjects that are active in the host's
 * store are not consulted, and no person ever does anything in the PSA. Immutable; each run stands alone, so it may be
 * used by several threads.
 */
public final class Previewer {
    /** How many events one run takes unless it is said otherwise; they are all held in memory. */
    public static final int MOST_EVENTS = 100_000;

    /** How long a run goes on after its last event unless it is said otherwise. */
    public static final Duration HORIZON = Duration.ofDays(30);

    private final StoredConfiguration configuration;
    private final MspId msp;
    private final Settings settings;
    private final Map<String, String> topPriorities;
    private final boolean arrivalOrder;
    private final int mostEvents;
    private final Duration horizon;
    private final PreviewProgress progress;

    private Previewer(Builder b) {
        configuration = ConfigurationCopy.changed(b.configuration, b.msp, b.changes);
        msp = b.msp;
        settings = b.settings;
        topPriorities = Map.copyOf(b.topPriorities);
        arrivalOrder = b.arrivalOrder;
        mostEvents = b.mostEvents;
        horizon = b.horizon;
        progress = b.progress;
    }

    /**
     * A builder of a previewer by a configuration, such as {@code tocsin.configuration().of(msp)}.
     *
     * @param configuration the configuration to begin with
     */
    public static Builder builder(StoredConfiguration configuration) {
        return new Builder(configuration);
    }

    /**
     * Shows what events would do.
     *
     * @param events the events, in the order in which they arrive
     * @throws ConfigurationException if there are too many, or one belongs to another MSP
     */
    public Preview run(Collection<SecurityEvent> events) {
        if (events.size() > mostEvents) {
            throw new ConfigurationException(
                    "preview.events",
                    events.size() + " are too many; at most " + mostEvents + " are legal, and mostEvents raises that");
        }
        for (SecurityEvent event : events) {
            if (!event.msp().equals(msp)) {
                throw new ConfigurationException(
                        "preview.events[" + event.externalId() + "].msp",
                        "'" + event.msp() + "' is not the MSP of this preview, '" + msp + "'");
            }
        }
        return new PreviewRun(this, List.copyOf(events)).run();
    }

    /** The configuration that events are previewed by, changes included. */
    public StoredConfiguration configuration() {
        return configuration;
    }

    MspId msp() {
        return msp;
    }

    Settings settings() {
        return settings;
    }

    String topPriority(String connectionId) {
        return topPriorities.getOrDefault(connectionId, "");
    }

    boolean isInArrivalOrder() {
        return arrivalOrder;
    }

    Duration horizon() {
        return horizon;
    }

    PreviewProgress progress() {
        return progress;
    }

    /** Collects what a previewer needs. Not thread-safe. */
    public static final class Builder {
        private final StoredConfiguration configuration;
        private final List<Consumer<Configuration>> changes = new ArrayList<>();
        private MspId msp = MspId.SINGLE;
        private Settings settings = Settings.DEFAULTS;
        private final Map<String, String> topPriorities = new LinkedHashMap<>();
        private boolean arrivalOrder;
        private int mostEvents = MOST_EVENTS;
        private Duration horizon = HORIZON;
        private PreviewProgress progress = (done, total) -> {};

        private Builder(StoredConfiguration configuration) {
            this.configuration = configuration;
        }

        /**
         * A change of the configuration that the preview is made with; it is applied to the preview's own copy, by the
         * rules by which the host's would be. Several are applied in order.
         */
        public Builder change(Consumer<Configuration> value) {
            changes.add(value);
            return this;
        }

        /** The MSP; {@link MspId#SINGLE} by default. */
        public Builder msp(MspId value) {
            msp = value;
            return this;
        }

        /** The numbers and policies; {@link Settings#DEFAULTS} by default. */
        public Builder settings(Settings value) {
            settings = value;
            return this;
        }

        /**
         * The priority that comes first in the order of a connection's PSA, whose groups do not wait. A preview asks no
         * PSA, so without this, or top priorities in the settings, all groups wait.
         */
        public Builder topPriority(String connectionId, String priority) {
            topPriorities.put(connectionId, priority);
            return this;
        }

        /**
         * Feeds the events in the order in which they are given, the clock standing still for those that happened
         * earlier than one before them. By default they are fed in the order in which they happened.
         */
        public Builder arrivalOrder(boolean value) {
            arrivalOrder = value;
            return this;
        }

        /** How many events a run takes; {@value Previewer#MOST_EVENTS} by default. */
        public Builder mostEvents(int value) {
            mostEvents = value;
            return this;
        }

        /** How long a run goes on after its last event if something is still due; 30 days by default. */
        public Builder horizon(Duration value) {
            horizon = value;
            return this;
        }

        /** Who is told how far a run has got; nobody by default. */
        public Builder progress(PreviewProgress value) {
            progress = value;
            return this;
        }

        /**
         * The previewer.
         *
         * @throws ConfigurationException if the horizon is negative, no event may be fed, or a change of the
         *     configuration is not legal
         */
        public Previewer build() {
            if (horizon.isNegative()) {
                throw new ConfigurationException("preview.horizon", horizon + " is negative; zero or more is legal");
            }
            if (mostEvents < 1) {
                throw new ConfigurationException("preview.mostEvents", mostEvents + " is not legal; 1 or more is");
            }
            return new Previewer(this);
        }
    }
}
