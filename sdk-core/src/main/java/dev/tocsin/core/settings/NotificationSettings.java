package dev.tocsin.core.settings;

import dev.tocsin.core.base.ConfigurationException;
import java.time.Duration;
import java.util.List;

/**
 * The numbers of telling people.
 *
 * @param ticketWait how long the first step waits for the ticket, so that its number can be told
 * @param limit how many texts and calls one person gets within the window before the rest is bundled; mails are counted apart
 * @param window the window of the limit
 * @param bundlePause the least time between two messages to a person who is over the limit
 * @param timeToLive how long after it was planned a message may still be sent
 * @param requestTimeout how long one request to a service may take
 * @param lookUps when a service that can be asked is asked for a message of unknown outcome, counted from its request; at least one.
 *     What it does not have at the last is sent again
 * @param parallel how many messages of one kind are sent at once, 1 to 256
 * @param retryPause the pause before the first repeat of a message that was not sent; it doubles each time
 * @param longestRetryPause where the doubling ends
 * @param handOver how long requests for a message may fail before it goes by the next channel of its step, if there is one
 * @param channelPause how long a channel rests after its service refused the credentials
 * @param linkLifetime how long the links of a message count
 * @param snooze how long a snooze by key or message lasts
 * @param closeByText whether a text may close an incident; if not, a close needs a link, a call or the host
 * @param wrongCodes how many codes that are none of its own a number may send within an hour before its texts command nothing for an
 *     hour, 1 to 1000
 */
public record NotificationSettings(
        Duration ticketWait,
        int limit,
        Duration window,
        Duration bundlePause,
        Duration timeToLive,
        Duration requestTimeout,
        List<Duration> lookUps,
        int parallel,
        Duration retryPause,
        Duration longestRetryPause,
        Duration handOver,
        Duration channelPause,
        Duration linkLifetime,
        Duration snooze,
        boolean closeByText,
        int wrongCodes) {
    /** All defaults. */
    public static final NotificationSettings DEFAULTS = builder().build();

    /** Copies the list; refuses what is not legal, by the field's name. */
    public NotificationSettings {
        lookUps = List.copyOf(lookUps);
        if (ticketWait.isNegative()) {
            throw new ConfigurationException("notifications.ticketWait", ticketWait + " is negative");
        }
        if (limit < 1 || limit > 1_000) {
            throw new ConfigurationException("notifications.limit", limit + " is not legal; 1 to 1000 are");
        }
        positive("window", window);
        positive("bundlePause", bundlePause);
        positive("timeToLive", timeToLive);
        positive("requestTimeout", requestTimeout);
        if (lookUps.isEmpty()) {
            throw new ConfigurationException("notifications.lookUps", "is empty; at least one time is needed");
        }
        lookUps.forEach(one -> positive("lookUps", one));
        if (parallel < 1 || parallel > 256) {
            throw new ConfigurationException("notifications.parallel", parallel + " is not legal; 1 to 256 are");
        }
        positive("retryPause", retryPause);
        positive("longestRetryPause", longestRetryPause);
        positive("handOver", handOver);
        positive("channelPause", channelPause);
        positive("linkLifetime", linkLifetime);
        positive("snooze", snooze);
        if (wrongCodes < 1 || wrongCodes > 1_000) {
            throw new ConfigurationException("notifications.wrongCodes", wrongCodes + " is not legal; 1 to 1000 are");
        }
    }

    private static void positive(String field, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new ConfigurationException("notifications." + field, value + " is not legal; more than zero is");
        }
    }

    /** How long a worker holds a message: longer than its request can take, the wait for its turn included. */
    public Duration lease() {
        return requestTimeout.multipliedBy(3);
    }

    /** A builder with all defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the numbers. Not thread-safe. */
    public static final class Builder {
        private Duration ticketWait = Duration.ofSeconds(10);
        private int limit = 5;
        private Duration window = Duration.ofMinutes(10);
        private Duration bundlePause = Duration.ofMinutes(2);
        private Duration timeToLive = Duration.ofHours(4);
        private Duration requestTimeout = Duration.ofSeconds(30);
        private List<Duration> lookUps =
                List.of(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(2));
        private int parallel = 16;
        private Duration retryPause = Duration.ofSeconds(5);
        private Duration longestRetryPause = Duration.ofMinutes(5);
        private Duration handOver = Duration.ofMinutes(2);
        private Duration channelPause = Duration.ofMinutes(5);
        private Duration linkLifetime = Duration.ofHours(24);
        private Duration snooze = Duration.ofHours(1);
        private boolean closeByText = true;
        private int wrongCodes = 10;

        private Builder() {}

        /** How long the first step waits for the ticket; 10 s by default. */
        public Builder ticketWait(Duration value) {
            ticketWait = value;
            return this;
        }

        /** How many messages a person gets within a window before the rest is bundled; 5 in 10 min by default. */
        public Builder limit(int messages, Duration within) {
            limit = messages;
            window = within;
            return this;
        }

        /** The least time between messages over the limit; 2 min by default. */
        public Builder bundlePause(Duration value) {
            bundlePause = value;
            return this;
        }

        /** How long a message may still be sent; 4 h by default. */
        public Builder timeToLive(Duration value) {
            timeToLive = value;
            return this;
        }

        /** How long one request may take; 30 s by default. */
        public Builder requestTimeout(Duration value) {
            requestTimeout = value;
            return this;
        }

        /** When a service is asked for a message of unknown outcome; at 2 s, 10 s, 30 s and 2 min by default. */
        public Builder lookUps(List<Duration> value) {
            lookUps = value;
            return this;
        }

        /** How many messages of one kind are sent at once; 16 by default. */
        public Builder parallel(int value) {
            parallel = value;
            return this;
        }

        /** The pauses before what was not sent is sent again; from 5 s, doubling, to 5 min by default. */
        public Builder retryPauses(Duration first, Duration longest) {
            retryPause = first;
            longestRetryPause = longest;
            return this;
        }

        /** How long requests for a message may fail before it goes by the next channel of its step; 2 min by default. */
        public Builder handOver(Duration value) {
            handOver = value;
            return this;
        }

        /** How long a channel rests after its service refused the credentials; 5 min by default. */
        public Builder channelPause(Duration value) {
            channelPause = value;
            return this;
        }

        /** How long the links of a message count; 24 h by default. */
        public Builder linkLifetime(Duration value) {
            linkLifetime = value;
            return this;
        }

        /** How long a snooze lasts; 1 h by default. */
        public Builder snooze(Duration value) {
            snooze = value;
            return this;
        }

        /** Whether a text may close an incident; true by default. Who sends a text can be forged. */
        public Builder closeByText(boolean value) {
            closeByText = value;
            return this;
        }

        /** How many wrong codes a number may send within an hour; 10 by default. */
        public Builder wrongCodes(int value) {
            wrongCodes = value;
            return this;
        }

        /**
         * The numbers.
         *
         * @throws ConfigurationException if one is not legal; the message names it
         */
        public NotificationSettings build() {
            return new NotificationSettings(
                    ticketWait,
                    limit,
                    window,
                    bundlePause,
                    timeToLive,
                    requestTimeout,
                    lookUps,
                    parallel,
                    retryPause,
                    longestRetryPause,
                    handOver,
                    channelPause,
                    linkLifetime,
                    snooze,
                    closeByText,
                    wrongCodes);
        }
    }
}
