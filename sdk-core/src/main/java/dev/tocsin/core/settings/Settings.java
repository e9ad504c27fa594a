package dev.tocsin.core.settings;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.storm.StormPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The numbers and policies of the workflow. The defaults are those of the documentation; nothing legal is refused for
 * being short, but {@link #warnings()} says what a short value risks.
 *
 * @param groupWait how long a new group collects events before its ticket is made
 * @param noteInterval the least time between two notes on one ticket
 * @param hold how long a ticket stays open after all was resolved
 * @param quietFor after how long without a new moment a group of moments is closed, or null for never
 * @param closePolicy whether tickets are closed
 * @param missingDimension what is done with an event that lacks the value its group is made by
 * @param topPriorities priorities whose groups do not wait; empty for the PSA's first
 * @param requestTimeout how long one request to a PSA may take, and how long after being committed it may still leave
 * @param quarantine how long after a request of unknown outcome it is certain to have been executed or not
 * @param lookUps when an unknown outcome is looked up, counted from the request; afterwards with growing pauses
 * @param twinSearches when a second ticket is searched for after a create that was repeated, counted from its end
 * @param retryPause the pause before the first repeat of a request that was not executed; it doubles each time
 * @param longestRetryPause where the doubling ends
 * @param accessPause how long nothing is sent after credentials were refused
 * @param pollInterval how often the changes of people in a PSA are read
 * @param pollOverlap how much of what was read is read again
 * @param driftInterval how often all companies of a PSA are read, to see whether they still are what was mapped
 * @param proofInterval after how long the proof of the reference is made again
 * @param parallelRequests how many requests are under way at once
 * @param outOfOrderWindow how long a resolve that came before what it resolves is kept
 * @param maxFuture how far ahead a source's clock may be; what is later is taken as that far ahead, and counted
 * @param catchAllCompany the local company that takes the events of customers that are not mapped, or null for none
 * @param storm the numbers of storm protection
 * @param notifications the numbers of telling people
 */
public record Settings(
        Duration groupWait,
        Duration noteInterval,
        Duration hold,
        @Nullable Duration quietFor,
        ClosePolicy closePolicy,
        MissingDimension missingDimension,
        Set<String> topPriorities,
        Duration requestTimeout,
        Duration quarantine,
        List<Duration> lookUps,
        List<Duration> twinSearches,
        Duration retryPause,
        Duration longestRetryPause,
        Duration accessPause,
        Duration pollInterval,
        Duration pollOverlap,
        Duration driftInterval,
        Duration proofInterval,
        int parallelRequests,
        Duration outOfOrderWindow,
        Duration maxFuture,
        @Nullable String catchAllCompany,
        StormPolicy storm,
        NotificationSettings notifications) {
    /** All defaults. */
    public static final Settings DEFAULTS = builder().build();

    /** Copies the collections; refuses negative times, an empty list of look-ups and less than one request at once. */
    public Settings {
        topPriorities = Set.copyOf(topPriorities);
        lookUps = List.copyOf(lookUps);
        twinSearches = List.copyOf(twinSearches);
        notNegative("groupWait", groupWait);
        notNegative("noteInterval", noteInterval);
        notNegative("hold", hold);
        if (quietFor != null) {
            notNegative("quietFor", quietFor);
        }
        positive("requestTimeout", requestTimeout);
        notNegative("quarantine", quarantine);
        if (lookUps.isEmpty()) {
            throw new ConfigurationException("settings.lookUps", "is empty; at least one time is needed, such as PT2S");
        }
        lookUps.forEach(time -> notNegative("lookUps", time));
        twinSearches.forEach(time -> notNegative("twinSearches", time));
        positive("retryPause", retryPause);
        positive("longestRetryPause", longestRetryPause);
        notNegative("accessPause", accessPause);
        positive("pollInterval", pollInterval);
        notNegative("pollOverlap", pollOverlap);
        positive("driftInterval", driftInterval);
        positive("proofInterval", proofInterval);
        notNegative("outOfOrderWindow", outOfOrderWindow);
        notNegative("maxFuture", maxFuture);
        if (parallelRequests < 1 || parallelRequests > 64) {
            throw new ConfigurationException(
                    "settings.parallelRequests", parallelRequests + " is not legal; 1 to 64 are");
        }
    }

    private static void notNegative(String field, Duration value) {
        if (value.isNegative()) {
            throw new ConfigurationException("settings." + field, value + " is negative; zero or more is legal");
        }
    }

    private static void positive(String field, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new ConfigurationException("settings." + field, value + " is not legal; more than zero is");
        }
    }

    /** How long a worker holds an intent: longer than its request can take, from the commit to the last byte. */
    public Duration lease() {
        return requestTimeout.multipliedBy(3);
    }

    /** What short values risk, each in a sentence; empty if there is nothing to warn of. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (quarantine.compareTo(Duration.ofMinutes(5)) < 0) {
            warnings.add("settings.quarantine is " + quarantine
                    + "; a PSA may commit a create minutes after its answer was lost, and a second ticket is then made"
                    + " until it is found and closed. PT5M is safe");
        }
        if (quarantine.compareTo(requestTimeout) < 0) {
            warnings.add("settings.quarantine (" + quarantine + ") is shorter than settings.requestTimeout ("
                    + requestTimeout + "); a request may still be under way when it is given up");
        }
        if (requestTimeout.compareTo(Duration.ofSeconds(10)) < 0) {
            warnings.add("settings.requestTimeout is " + requestTimeout
                    + "; creates that take longer become look-ups. PT30S is usual");
        }
        if (pollInterval.compareTo(Duration.ofSeconds(10)) < 0) {
            warnings.add("settings.pollInterval is " + pollInterval + "; the PSA's rate limit may be used up by polls");
        }
        if (driftInterval.compareTo(Duration.ofMinutes(5)) < 0) {
            warnings.add("settings.driftInterval is " + driftInterval
                    + "; all companies of the PSA are read each time, which may use up its rate limit. PT1H is usual");
        }
        warnings.addAll(storm.warnings());
        return warnings;
    }

    /** A builder with all defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects settings. Not thread-safe. */
    public static final class Builder {
        private Duration groupWait = Duration.ofSeconds(30);
        private Duration noteInterval = Duration.ofMinutes(15);
        private Duration hold = Duration.ofMinutes(5);
        private @Nullable Duration quietFor;
        private ClosePolicy closePolicy = ClosePolicy.UNTOUCHED_ONLY;
        private MissingDimension missingDimension = MissingDimension.OWN_GROUP;
        private Set<String> topPriorities = Set.of();
        private Duration requestTimeout = Duration.ofSeconds(30);
        private Duration quarantine = Duration.ofMinutes(5);
        private List<Duration> lookUps = List.of(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(30));
        private List<Duration> twinSearches =
                List.of(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofMinutes(60));
        private Duration retryPause = Duration.ofSeconds(5);
        private Duration longestRetryPause = Duration.ofMinutes(10);
        private Duration accessPause = Duration.ofMinutes(5);
        private Duration pollInterval = Duration.ofMinutes(1);
        private Duration pollOverlap = Duration.ofMinutes(2);
        private Duration driftInterval = Duration.ofHours(1);
        private Duration proofInterval = Duration.ofDays(7);
        private int parallelRequests = 4;
        private Duration outOfOrderWindow = Duration.ofMinutes(10);
        private Duration maxFuture = Duration.ofMinutes(5);
        private @Nullable String catchAllCompany;
        private StormPolicy storm = StormPolicy.DEFAULTS;
        private NotificationSettings notifications = NotificationSettings.DEFAULTS;

        private Builder() {}

        /** How long a new group collects; 30 s by default, and nothing for the top priority. */
        public Builder groupWait(Duration value) {
            groupWait = value;
            return this;
        }

        /** The least time between two notes; 15 min by default. */
        public Builder noteInterval(Duration value) {
            noteInterval = value;
            return this;
        }

        /** How long a ticket stays open after all was resolved; 5 min by default. */
        public Builder hold(Duration value) {
            hold = value;
            return this;
        }

        /** When a quiet group of moments is closed; null, the default, for never. */
        public Builder quietFor(@Nullable Duration value) {
            quietFor = value;
            return this;
        }

        /** Whether tickets are closed; only untouched ones by default. */
        public Builder closePolicy(ClosePolicy value) {
            closePolicy = value;
            return this;
        }

        /** What is done with an event that lacks its group's value; a group of its own by default. */
        public Builder missingDimension(MissingDimension value) {
            missingDimension = value;
            return this;
        }

        /** Priorities whose groups do not wait; empty, the default, for the PSA's first. */
        public Builder topPriorities(Set<String> value) {
            topPriorities = value;
            return this;
        }

        /** How long one request may take; 30 s by default. */
        public Builder requestTimeout(Duration value) {
            requestTimeout = value;
            return this;
        }

        /** How long an unknown outcome may still change; 5 min by default. */
        public Builder quarantine(Duration value) {
            quarantine = value;
            return this;
        }

        /** When an unknown outcome is looked up; after 2, 10 and 30 s by default. */
        public Builder lookUps(List<Duration> value) {
            lookUps = value;
            return this;
        }

        /** When twins are searched for; after 1, 10 and 60 min by default. */
        public Builder twinSearches(List<Duration> value) {
            twinSearches = value;
            return this;
        }

        /** The first pause before a repeat; 5 s by default. */
        public Builder retryPause(Duration value) {
            retryPause = value;
            return this;
        }

        /** The longest pause before a repeat; 10 min by default. */
        public Builder longestRetryPause(Duration value) {
            longestRetryPause = value;
            return this;
        }

        /** How long nothing is sent after refused credentials; 5 min by default. */
        public Builder accessPause(Duration value) {
            accessPause = value;
            return this;
        }

        /** How often changes are read; every minute by default. */
        public Builder pollInterval(Duration value) {
            pollInterval = value;
            return this;
        }

        /** How much is read again; 2 min by default. */
        public Builder pollOverlap(Duration value) {
            pollOverlap = value;
            return this;
        }

        /** How often the PSA's companies are compared with the mappings; every hour by default. */
        public Builder driftInterval(Duration value) {
            driftInterval = value;
            return this;
        }

        /** How often the reference is proven again; every 7 days by default. */
        public Builder proofInterval(Duration value) {
            proofInterval = value;
            return this;
        }

        /** How many requests are under way at once; 4 by default. */
        public Builder parallelRequests(int value) {
            parallelRequests = value;
            return this;
        }

        /** How long an early resolve is kept; 10 min by default. */
        public Builder outOfOrderWindow(Duration value) {
            outOfOrderWindow = value;
            return this;
        }

        /** How far ahead a source's clock may be; 5 min by default. */
        public Builder maxFuture(Duration value) {
            maxFuture = value;
            return this;
        }

        /** The company that takes what belongs to nobody; null, the default, for none, so that it waits. */
        public Builder catchAllCompany(@Nullable String value) {
            catchAllCompany = value;
            return this;
        }

        /** The numbers of telling people; {@link NotificationSettings#DEFAULTS} by default. */
        public Builder notifications(NotificationSettings value) {
            notifications = value;
            return this;
        }

        /** The numbers of storm protection; {@link StormPolicy#DEFAULTS} by default. */
        public Builder storm(StormPolicy value) {
            storm = value;
            return this;
        }

        /**
         * The settings.
         *
         * @throws ConfigurationException if one is not legal; the message names it
         */
        public Settings build() {
            return new Settings(
                    groupWait,
                    noteInterval,
                    hold,
                    quietFor,
                    closePolicy,
                    missingDimension,
                    topPriorities,
                    requestTimeout,
                    quarantine,
                    lookUps,
                    twinSearches,
                    retryPause,
                    longestRetryPause,
                    accessPause,
                    pollInterval,
                    pollOverlap,
                    driftInterval,
                    proofInterval,
                    parallelRequests,
                    outOfOrderWindow,
                    maxFuture,
                    catchAllCompany,
                    storm,
                    notifications);
        }
    }
}
