package dev.tocsin.core.suppress;

import dev.tocsin.core.event.Fingerprint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether a subject may act now, and why not. */
public sealed interface Verdict {
    /** Why, in one line for people. */
    String reason();

    /**
     * When it must be asked again, always later than the moment of the decision; empty if only the end of a parent, or
     * nothing, changes it. A verdict stays as it is until then unless a parent ends or the configuration changes.
     */
    Optional<Instant> nextChange();

    /** It may act. What acted is not taken back when a silence or a window begins later, so there is nothing to await. */
    record NotSuppressed() implements Verdict {
        @Override
        public String reason() {
            return "no silence, maintenance window or active parent suppresses it";
        }

        @Override
        public Optional<Instant> nextChange() {
            return Optional.empty();
        }
    }

    /**
     * It may not act.
     *
     * @param causes why, at least one, the longest-lasting first; see {@link Cause#ORDER}
     */
    record Suppressed(List<Cause> causes) implements Verdict {
        /** Orders the causes; refuses none. */
        public Suppressed {
            if (causes.isEmpty()) {
                throw new IllegalArgumentException("causes: is empty; a suppression has at least one");
            }
            causes = causes.stream().sorted(Cause.ORDER).toList();
        }

        /** The longest-lasting cause. */
        public Cause chief() {
            return causes.get(0);
        }

        /** Until when at least; empty if that is not known, since a parent mutes it. */
        public Optional<Instant> until() {
            return chief().until();
        }

        /** The parent at whose end it must be asked again; empty if the longest-lasting cause is none. */
        public Optional<Fingerprint> parent() {
            return chief() instanceof Cause.ByParent muted
                    ? Optional.of(muted.parent().subject().fingerprint())
                    : Optional.empty();
        }

        /**
         * {@inheritDoc}
         *
         * <p>It is the latest of the known ends: nothing changes while one of them lasts, and a parent that ends before
         * leaves the others in force.
         */
        @Override
        public Optional<Instant> nextChange() {
            return causes.stream().flatMap(cause -> cause.until().stream()).max(Instant::compareTo);
        }

        @Override
        public String reason() {
            return "suppressed " + chief().text()
                    + (causes.size() == 1
                            ? ""
                            : "; also by "
                                    + causes.stream().skip(1).map(Cause::item).toList());
        }

        /** Every cause, one line each, the longest-lasting first. */
        public List<String> explain() {
            return causes.stream().map(Cause::text).toList();
        }
    }
}
