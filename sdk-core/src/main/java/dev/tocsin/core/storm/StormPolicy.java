package dev.tocsin.core.storm;

import dev.tocsin.core.base.ConfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The numbers of storm protection, with the documented defaults.
 *
 * @param normal the budgets of creates; 600 a minute for an MSP and 300 a minute for each company, with a minute's worth
 *     at once
 * @param top the budgets of the top priority, the same size by default, so that together at most twice as much is made
 * @param longestWait how long a create may wait for its turn before its group is absorbed
 * @param openTickets how many automated tickets of one company and rule may be open, in each lane
 * @param updateInterval the least time between two updates of a storm ticket
 * @param calmPercent a storm is calm while fewer new groups come in a minute than this part of the company's budget
 * @param calmFor how long it must stay calm before groups are promoted or the storm ticket is closed
 * @param notesPerHour how many notes one ticket takes in any hour
 * @param noteBytes how large a note may be, in bytes of UTF-8
 * @param namedAssets how many of the busiest assets a storm ticket names
 */
public record StormPolicy(
        CreateBudgets.Rates normal,
        CreateBudgets.Rates top,
        Duration longestWait,
        int openTickets,
        Duration updateInterval,
        int calmPercent,
        Duration calmFor,
        int notesPerHour,
        int noteBytes,
        int namedAssets) {
    // Before the defaults, which are checked against it.
    private static final Duration A_DAY = Duration.ofDays(1);

    /** All defaults. */
    public static final StormPolicy DEFAULTS = builder().build();

    /**
     * Refuses what is out of range.
     *
     * @throws ConfigurationException if a number is not legal; the message names it
     */
    public StormPolicy {
        upToADay("longestWait", longestWait, Duration.ZERO);
        inRange("storm.openTickets", openTickets, 1, TokenRate.LARGEST);
        upToADay("updateInterval", updateInterval, Duration.ofSeconds(1));
        inRange("storm.calmPercent", calmPercent, 1, 100);
        upToADay("calmFor", calmFor, Duration.ZERO);
        inRange("storm.notesPerHour", notesPerHour, 1, NoteBudget.MOST);
        inRange("storm.noteBytes", noteBytes, NoteText.SMALLEST, 1_000_000);
        inRange("storm.namedAssets", namedAssets, 1, TopAssets.COUNTERS);
    }

    static void inRange(String setting, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ConfigurationException(setting, value + " is not legal; " + least + " to " + most + " are");
        }
    }

    private static void upToADay(String field, Duration value, Duration least) {
        if (value.compareTo(least) < 0 || value.compareTo(A_DAY) > 0) {
            throw new ConfigurationException(
                    "storm." + field, value + " is not legal; " + least + " to " + A_DAY + " are");
        }
    }

    /** The rates of a lane. */
    public CreateBudgets.Rates rates(Lane lane) {
        return lane == Lane.TOP ? top : normal;
    }

    /** What is legal but unwise, each in a sentence; empty if there is nothing to warn of. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        for (Lane lane : Lane.values()) {
            CreateBudgets.Rates rates = rates(lane);
            if (rates.company().perMinute() >= rates.msp().perMinute()) {
                warnings.add("storm." + (lane == Lane.TOP ? "top" : "normal") + ": a company's budget ("
                        + rates.company().perMinute() + " a minute) is not smaller than the MSP's ("
                        + rates.msp().perMinute()
                        + "); one company can use up all of it, and others then take turns with it");
            }
        }
        if (updateInterval.multipliedBy(notesPerHour).compareTo(Duration.ofHours(1)) < 0) {
            warnings.add("storm.updateInterval is " + updateInterval + "; with " + notesPerHour
                    + " notes an hour some updates of a storm ticket have to wait");
        }
        return warnings;
    }

    /** A builder with all defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the numbers. Not thread-safe. */
    public static final class Builder {
        private TokenRate msp = new TokenRate(600, 600);
        private TokenRate company = new TokenRate(300, 300);
        private TokenRate topMsp = new TokenRate(600, 600);
        private TokenRate topCompany = new TokenRate(300, 300);
        private Duration longestWait = Duration.ofMinutes(1);
        private int openTickets = 500;
        private Duration updateInterval = Duration.ofMinutes(5);
        private int calmPercent = 50;
        private Duration calmFor = Duration.ofMinutes(10);
        private int notesPerHour = 12;
        private int noteBytes = 16_000;
        private int namedAssets = 5;

        private Builder() {}

        /** The MSP's creates; 600 a minute and at most 600 at once by default. */
        public Builder msp(int perMinute, int burst) {
            msp = TokenRate.of("storm.msp", perMinute, burst);
            return this;
        }

        /** Each company's creates; 300 a minute and at most 300 at once by default. */
        public Builder company(int perMinute, int burst) {
            company = TokenRate.of("storm.company", perMinute, burst);
            return this;
        }

        /** The MSP's creates of the top priority; 600 a minute and at most 600 at once by default. */
        public Builder topMsp(int perMinute, int burst) {
            topMsp = TokenRate.of("storm.topMsp", perMinute, burst);
            return this;
        }

        /** Each company's creates of the top priority; 300 a minute and at most 300 at once by default. */
        public Builder topCompany(int perMinute, int burst) {
            topCompany = TokenRate.of("storm.topCompany", perMinute, burst);
            return this;
        }

        /** How long a create may wait before its group is absorbed; a minute by default, at most a day. */
        public Builder longestWait(Duration value) {
            longestWait = value;
            return this;
        }

        /** The ceiling on open tickets of a company and rule; 500 by default. */
        public Builder openTickets(int value) {
            openTickets = value;
            return this;
        }

        /** The least time between updates of a storm ticket; 5 min by default. */
        public Builder updateInterval(Duration value) {
            updateInterval = value;
            return this;
        }

        /** Below which part of the company's budget a storm is calm; 50 percent by default. */
        public Builder calmPercent(int value) {
            calmPercent = value;
            return this;
        }

        /** How long it must stay calm; 10 min by default. */
        public Builder calmFor(Duration value) {
            calmFor = value;
            return this;
        }

        /** How many notes a ticket takes in any hour; 12 by default. */
        public Builder notesPerHour(int value) {
            notesPerHour = value;
            return this;
        }

        /** How large a note may be, in bytes of UTF-8; 16,000 by default. */
        public Builder noteBytes(int value) {
            noteBytes = value;
            return this;
        }

        /** How many assets a storm ticket names; 5 by default. */
        public Builder namedAssets(int value) {
            namedAssets = value;
            return this;
        }

        /**
         * The policy.
         *
         * @throws ConfigurationException if a number is not legal; the message names it
         */
        public StormPolicy build() {
            return new StormPolicy(
                    new CreateBudgets.Rates(msp, company),
                    new CreateBudgets.Rates(topMsp, topCompany),
                    longestWait,
                    openTickets,
                    updateInterval,
                    calmPercent,
                    calmFor,
                    notesPerHour,
                    noteBytes,
                    namedAssets);
        }
    }
}
