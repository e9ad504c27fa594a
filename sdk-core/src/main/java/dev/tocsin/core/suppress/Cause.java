package dev.tocsin.core.suppress;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** One reason why a subject is suppressed. */
public sealed interface Cause {
    /** The longest-lasting first: one whose end is not known, then by the end; those alike by kind and id. */
    Comparator<Cause> ORDER = Comparator.comparing(
                    (Cause cause) -> cause.until().orElse(Instant.MAX), Comparator.reverseOrder())
            .thenComparing(Cause::item);

    /** Until when, exclusive; empty if that is not known, since it lasts while a parent is active. */
    Optional<Instant> until();

    /** The item of the configuration, such as {@code silence 's1'}. */
    String item();

    /** Why and until when, in one line for people. */
    String text();

    /**
     * A silence.
     *
     * @param silence the silence
     */
    record BySilence(Silence silence) implements Cause {
        @Override
        public Optional<Instant> until() {
            return Optional.of(silence.endsAt());
        }

        @Override
        public String item() {
            return "silence '" + silence.id() + "'";
        }

        @Override
        public String text() {
            return "until " + silence.endsAt() + " by " + item() + " of " + silence.who() + " on "
                    + silence.scope().text() + ": " + silence.reason();
        }
    }

    /**
     * A maintenance window.
     *
     * @param window the window
     * @param end its end, that of the last of the occurrences that follow each other without a pause
     */
    record ByWindow(MaintenanceWindow window, Instant end) implements Cause {
        @Override
        public Optional<Instant> until() {
            return Optional.of(end);
        }

        @Override
        public String item() {
            return "maintenance window '" + window.id() + "'";
        }

        @Override
        public String text() {
            return "until " + end + " by " + item() + " (" + window.text() + ") on "
                    + window.scope().text() + ": " + window.reason();
        }
    }

    /**
     * An active parent.
     *
     * @param rule the rule by which it mutes
     * @param parent the parent, the longest active of those by this rule
     */
    record ByParent(Inhibition rule, Parent parent) implements Cause {
        @Override
        public Optional<Instant> until() {
            return Optional.empty();
        }

        @Override
        public String item() {
            return "inhibition '" + rule.id() + "'";
        }

        @Override
        public String text() {
            return "while its parent " + parent.subject().text() + " is active (" + parent.title() + ", since "
                    + parent.since() + ") by " + item();
        }
    }
}
