package dev.tocsin.core.rule;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.settings.ClosePolicy;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a rule does with its tickets when something happens to the group, to the ticket or to the rule. Immutable. The
 * defaults are those of the documentation; {@link #builder()} changes one at a time.
 *
 * @param repeats when a repeat of what is active is told
 * @param higher what follows from a higher severity
 * @param lower what follows from a lower severity
 * @param transients whether a group that was all resolved within its wait gets a ticket nevertheless
 * @param closing whether tickets are closed when all is resolved, or null for what the settings say
 * @param quietFor after how long without a new moment a group of moments is closed, or null for what the settings say
 * @param reopenWindow for how long after we closed a ticket it is reopened if its group comes back; zero for never
 * @param maxReopens how often a ticket is reopened; after that it stays open until a person closes it
 * @param personsClose what follows when a person closes the ticket while events are active
 * @param muteFor for how long {@link PersonsClose#MUTE} keeps them quiet
 * @param wontFixStatuses closing statuses by which a person says that nothing will be done, without regard to case
 * @param wontFixFor for how long such a close keeps what comes back unchanged quiet
 * @param deleted what follows when the ticket was deleted
 * @param merged what follows when all is resolved and the ticket had been merged into another
 * @param edits which revision of the rule an open ticket follows
 * @param ruleGone what follows for open tickets when the rule is deleted or its company makes no more tickets
 * @param attachFault what follows when the ticket that an event was to be attached to is closed or missing
 * @param acknowledgedStatus the status that an acknowledgement sets on the ticket, or null to leave it
 * @param acknowledgedStaysOpen whether a ticket that somebody acknowledged is left to people when all is resolved
 */
public record TicketPolicy(
        Repeats repeats,
        Higher higher,
        Lower lower,
        boolean transients,
        @Nullable ClosePolicy closing,
        @Nullable Duration quietFor,
        Duration reopenWindow,
        int maxReopens,
        PersonsClose personsClose,
        Duration muteFor,
        Set<String> wontFixStatuses,
        Duration wontFixFor,
        Deleted deleted,
        Merged merged,
        Edits edits,
        RuleGone ruleGone,
        AttachFault attachFault,
        @Nullable String acknowledgedStatus,
        boolean acknowledgedStaysOpen) {
    /** All defaults. */
    public static final TicketPolicy DEFAULT = builder().build();

    /** When a repeat of what is active is told. */
    public enum Repeats {
        /** In one note per note interval that sums up what changed. */
        SUMMARY,
        /** In a note each time. */
        EVERY_TIME,
        /** Not by itself; it is counted, and told with what is told anyway. */
        NEVER
    }

    /** What follows from a higher severity. */
    public enum Higher {
        /** The priority is raised, if it is still the one that we set, and a note tells it at once. */
        RAISE_PRIORITY,
        /** The priority stays; a note tells it in its time. */
        NOTE_ONLY
    }

    /** What follows from a lower severity. */
    public enum Lower {
        /** The priority stays; a note tells it. */
        NOTE_ONLY,
        /** The priority follows the worst of what is active, if it is still the one that we set. */
        FOLLOW
    }

    /** What follows when a person closes the ticket while events are active. */
    public enum PersonsClose {
        /** They count as answered: they open nothing until they are resolved and raised again. */
        ANSWER,
        /** The ticket is reopened, at most {@link TicketPolicy#maxReopens()} times. */
        REOPEN,
        /** They are quiet for {@link TicketPolicy#muteFor()}; what is still active then gets a new ticket. */
        MUTE,
        /** They get a new ticket at once, which names the old. */
        NEW_TICKET
    }

    /** What follows when the ticket was deleted, which is believed only after proof. */
    public enum Deleted {
        /** As if a person had closed it. */
        AS_CLOSED,
        /** What is active gets a new ticket. */
        RECREATE
    }

    /** What follows when all is resolved and the ticket had been merged into another. */
    public enum Merged {
        /** The other ticket is left to people. */
        LEAVE_OPEN,
        /** The other ticket is closed once every group linked to it is resolved, if no person touched it. */
        CLOSE_WHEN_ALL_RESOLVED
    }

    /** Which revision of the rule an open ticket follows. */
    public enum Edits {
        /** The one that it was made with. */
        KEEP,
        /** The latest. */
        MIGRATE
    }

    /** What follows for open tickets when the rule is deleted or its company makes no more tickets. */
    public enum RuleGone {
        /** They are left alone; what is resolved meanwhile is applied when the rule is back. */
        FREEZE,
        /** They are closed with a note. */
        CLOSE_ALL
    }

    /** What follows when the ticket that an event was to be attached to is closed or missing. */
    public enum AttachFault {
        /** A new ticket is made, and the group says why. */
        NEW_TICKET,
        /** None is made; the group waits for a person. */
        FAIL
    }

    /** Copies the statuses; refuses negative times and counts by the field's name. */
    public TicketPolicy {
        wontFixStatuses = wontFixStatuses.stream()
                .map(status -> status.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        notNegative("reopenWindow", reopenWindow);
        notNegative("wontFixFor", wontFixFor);
        if (quietFor != null) {
            notNegative("quietFor", quietFor);
        }
        if (maxReopens < 0 || maxReopens > 100) {
            throw new ConfigurationException("policy.maxReopens", maxReopens + " is not legal; 0 to 100 are");
        }
        if (muteFor.isNegative() || muteFor.isZero()) {
            throw new ConfigurationException("policy.muteFor", muteFor + " is not legal; more than zero is");
        }
    }

    private static void notNegative(String field, Duration value) {
        if (value.isNegative()) {
            throw new ConfigurationException("policy." + field, value + " is negative; zero or more is legal");
        }
    }

    /** Whether a closing status says that nothing will be done. */
    public boolean isWontFix(String status) {
        return wontFixStatuses.contains(status.toLowerCase(Locale.ROOT));
    }

    /** A builder with all defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the policy. Not thread-safe. */
    public static final class Builder {
        private Repeats repeats = Repeats.SUMMARY;
        private Higher higher = Higher.RAISE_PRIORITY;
        private Lower lower = Lower.NOTE_ONLY;
        private boolean transients;
        private @Nullable ClosePolicy closing;
        private @Nullable Duration quietFor;
        private Duration reopenWindow = Duration.ofHours(24);
        private int maxReopens = 3;
        private PersonsClose personsClose = PersonsClose.ANSWER;
        private Duration muteFor = Duration.ofDays(1);
        private Set<String> wontFixStatuses = Set.of();
        private Duration wontFixFor = Duration.ofDays(30);
        private Deleted deleted = Deleted.AS_CLOSED;
        private Merged merged = Merged.LEAVE_OPEN;
        private Edits edits = Edits.KEEP;
        private RuleGone ruleGone = RuleGone.FREEZE;
        private AttachFault attachFault = AttachFault.NEW_TICKET;
        private @Nullable String acknowledgedStatus;
        private boolean acknowledgedStaysOpen;

        private Builder() {}

        /** When repeats are told; in a summary by default. */
        public Builder repeats(Repeats value) {
            repeats = value;
            return this;
        }

        /** What a higher severity does; it raises the priority by default. */
        public Builder higher(Higher value) {
            higher = value;
            return this;
        }

        /** What a lower severity does; a note by default. */
        public Builder lower(Lower value) {
            lower = value;
            return this;
        }

        /** Whether what was resolved within the group wait gets a ticket; not by default. */
        public Builder transients(boolean value) {
            transients = value;
            return this;
        }

        /** Whether tickets are closed; null, the default, for what the settings say. */
        public Builder closing(@Nullable ClosePolicy value) {
            closing = value;
            return this;
        }

        /** When a quiet group of moments is closed; null, the default, for what the settings say. */
        public Builder quietFor(@Nullable Duration value) {
            quietFor = value;
            return this;
        }

        /** For how long a ticket of ours is reopened; 24 h by default, zero for never. */
        public Builder reopenWindow(Duration value) {
            reopenWindow = value;
            return this;
        }

        /** How often a ticket is reopened; 3 times by default. */
        public Builder maxReopens(int value) {
            maxReopens = value;
            return this;
        }

        /** What a person's close does; what is active counts as answered by default. */
        public Builder personsClose(PersonsClose value) {
            personsClose = value;
            return this;
        }

        /** For how long a person's close mutes, if it does; 1 day by default. */
        public Builder muteFor(Duration value) {
            muteFor = value;
            return this;
        }

        /** The statuses that mean "won't fix"; none by default. */
        public Builder wontFixStatuses(Set<String> value) {
            wontFixStatuses = value;
            return this;
        }

        /** For how long "won't fix" keeps quiet what did not change; 30 days by default. */
        public Builder wontFixFor(Duration value) {
            wontFixFor = value;
            return this;
        }

        /** What a deleted ticket does; the same as a closed one by default. */
        public Builder deleted(Deleted value) {
            deleted = value;
            return this;
        }

        /** What becomes of the ticket that ours was merged into; it is left to people by default. */
        public Builder merged(Merged value) {
            merged = value;
            return this;
        }

        /** Which revision an open ticket follows; the one that it was made with by default. */
        public Builder edits(Edits value) {
            edits = value;
            return this;
        }

        /** What becomes of open tickets without their rule; they are left alone by default. */
        public Builder ruleGone(RuleGone value) {
            ruleGone = value;
            return this;
        }

        /** What becomes of an event that cannot be attached; it gets a new ticket by default. */
        public Builder attachFault(AttachFault value) {
            attachFault = value;
            return this;
        }

        /** The status that an acknowledgement sets; null, the default, for none. */
        public Builder acknowledgedStatus(@Nullable String value) {
            acknowledgedStatus = value;
            return this;
        }

        /** Whether an acknowledged ticket is left to people; not by default. */
        public Builder acknowledgedStaysOpen(boolean value) {
            acknowledgedStaysOpen = value;
            return this;
        }

        /**
         * The policy.
         *
         * @throws ConfigurationException if a value is not legal; the message names it
         */
        public TicketPolicy build() {
            return new TicketPolicy(
                    repeats,
                    higher,
                    lower,
                    transients,
                    closing,
                    quietFor,
                    reopenWindow,
                    maxReopens,
                    personsClose,
                    muteFor,
                    wontFixStatuses,
                    wontFixFor,
                    deleted,
                    merged,
                    edits,
                    ruleGone,
                    attachFault,
                    acknowledgedStatus,
                    acknowledgedStaysOpen);
        }
    }
}
