package dev.tocsin.core.fleet;

import dev.tocsin.core.asset.ConfigurationPlan;
import dev.tocsin.core.psa.Outcome;
import dev.tocsin.core.store.FleetLink;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of an asset before its write is sent, and after it was answered. Pure.
 *
 * <p>A create, and a change of whether a configuration is in use, is kept as pending before it is sent. A create is so until it is
 * found or certainly not there; the other until its quarantine is over, since a late one may still overtake what came after it.
 *
 * <p>A configuration that another asset gives up is kept as the asset's before its write is sent.
 */
final class WriteLinks {
    private WriteLinks() {}

    /** What must be kept before the request may leave; null if a crash can do no harm without. */
    static @Nullable FleetLink before(Decided decided, Instant now, long run) {
        return placed(pendingBefore(decided, now, run), decided);
    }

    private static @Nullable FleetLink pendingBefore(Decided decided, Instant now, long run) {
        ConfigurationPlan plan = decided.plan();
        FleetLink kept = decided.kept();
        if (plan instanceof ConfigurationPlan.Create) {
            return new FleetLink(decided.key(), null, null, false, now, run);
        }
        if (plan instanceof ConfigurationPlan.Change change && change.status() != null) {
            return new FleetLink(decided.key(), change.configurationId(), null, false, now, run);
        }
        if (plan instanceof ConfigurationPlan.Retire retire) {
            return new FleetLink(
                    decided.key(), retire.configurationId(), null, false, now, kept == null ? run : kept.run());
        }
        if (plan instanceof ConfigurationPlan.Change change && decided.released() != null) {
            return new FleetLink(
                    decided.key(),
                    change.configurationId(),
                    null,
                    false,
                    decided.released().link().createSentAt(),
                    run);
        }
        // What was written last is not known from here on. One that is not linked yet is found again as it was found
        // now.
        return plan instanceof ConfigurationPlan.Change change
                        && kept != null
                        && change.configurationId().equals(kept.configurationId())
                ? new FleetLink(kept.key(), change.configurationId(), null, kept.retired(), kept.createSentAt(), run)
                : null;
    }

    /**
     * What is to be kept once the answer is known; null if what is kept stays.
     *
     * @param certain what was sent before this moment has happened or never will
     */
    static @Nullable FleetLink after(Decided decided, Outcome<String> outcome, long run, Instant certain) {
        return placed(answered(decided, outcome, run, certain), decided);
    }

    private static @Nullable FleetLink answered(Decided decided, Outcome<String> outcome, long run, Instant certain) {
        ConfigurationPlan plan = decided.plan();
        Instant pending = pending(decided, certain);
        if (outcome instanceof Outcome.Done<String> done) {
            if (plan instanceof ConfigurationPlan.Create create) {
                return new FleetLink(
                        decided.key(), done.value(), create.desired().hash(), false, null, run);
            }
            if (plan instanceof ConfigurationPlan.Change change) {
                return new FleetLink(
                        decided.key(),
                        change.configurationId(),
                        change.desired().hash(),
                        false,
                        pending,
                        run);
            }
        }
        boolean gone = outcome instanceof Outcome.Refused<String> refused && refused.notFound();
        if (plan instanceof ConfigurationPlan.Retire retire && (gone || outcome instanceof Outcome.Done)) {
            return retired(decided, retire.configurationId(), pending, run);
        }
        // Certainly not made: the next may be sent at once.
        return plan instanceof ConfigurationPlan.Create && !(outcome instanceof Outcome.Unknown)
                ? new FleetLink(decided.key(), null, null, false, null, run)
                : null;
    }

    /** What is to be kept though nothing is written to the PSA; null if what is kept stays. */
    static @Nullable FleetLink unwritten(Decided decided, long run, Instant certain) {
        return placed(found(decided, run, certain), decided);
    }

    /** With the company at which the configuration is; of one that is gone nothing new is known. */
    private static @Nullable FleetLink placed(@Nullable FleetLink link, Decided decided) {
        FleetLink kept = decided.kept();
        if (link == null || link.configurationId() == null) {
            return link;
        }
        return decided.plan() instanceof ConfigurationPlan.Gone
                ? link.at(kept == null ? null : kept.psaCompany())
                : link.at(decided.company());
    }

    private static @Nullable FleetLink found(Decided decided, long run, Instant certain) {
        FleetLink kept = decided.kept();
        Instant pending = pending(decided, certain);
        boolean settles = kept != null && kept.createSentAt() != null;
        if (decided.plan() instanceof ConfigurationPlan.Unchanged unchanged && (unchanged.keepLink() || settles)) {
            return new FleetLink(decided.key(), unchanged.configurationId(), unchanged.hash(), false, pending, run);
        }
        if (decided.plan() instanceof ConfigurationPlan.Gone gone && kept != null) {
            String id = gone.configurationId() == null ? kept.configurationId() : gone.configurationId();
            boolean known = !settles && (kept.retired() || id == null);
            return known ? null : retired(decided, id, pending, run);
        }
        return null;
    }

    /** While something may still bring it back into use, it does not count as retired, so that it is looked at again. */
    private static FleetLink retired(Decided decided, @Nullable String id, @Nullable Instant pending, long run) {
        return new FleetLink(decided.key(), id, null, id != null && pending == null, pending, run);
    }

    /** What was sent for the asset that gave the configuration up may take effect as well. */
    private static @Nullable Instant pending(Decided decided, Instant certain) {
        Instant own = pending(decided.kept(), certain);
        Release released = decided.released();
        Instant others = released == null ? null : pending(released.link(), certain);
        return own == null || others != null && others.isAfter(own) ? others : own;
    }

    private static @Nullable Instant pending(@Nullable FleetLink kept, Instant certain) {
        return kept != null
                        && kept.configurationId() != null
                        && kept.createSentAt() != null
                        && kept.createSentAt().isAfter(certain)
                ? kept.createSentAt()
                : null;
    }
}
