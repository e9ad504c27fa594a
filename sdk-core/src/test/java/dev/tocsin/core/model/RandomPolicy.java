package dev.tocsin.core.model;

import dev.tocsin.core.rule.TicketPolicy;
import dev.tocsin.core.settings.ClosePolicy;
import java.time.Duration;
import java.util.Random;
import java.util.Set;

/** A policy drawn at random; half of its fields, more or less, are as by default. */
final class RandomPolicy {
    private final Random random;

    RandomPolicy(long seed) {
        random = new Random(seed);
    }

    @SafeVarargs
    private <T> T usually(T usual, T... others) {
        return random.nextBoolean() ? usual : others[random.nextInt(others.length)];
    }

    TicketPolicy draw() {
        TicketPolicy.Builder policy = TicketPolicy.builder()
                .repeats(usually(TicketPolicy.Repeats.SUMMARY, TicketPolicy.Repeats.values()))
                .higher(usually(TicketPolicy.Higher.RAISE_PRIORITY, TicketPolicy.Higher.values()))
                .lower(usually(TicketPolicy.Lower.NOTE_ONLY, TicketPolicy.Lower.values()))
                .transients(usually(false, true))
                .quietFor(random.nextInt(4) == 0 ? Duration.ofMinutes(30) : null)
                .reopenWindow(usually(Duration.ofHours(24), Duration.ZERO, Duration.ofMinutes(20)))
                .maxReopens(usually(3, 0, 1))
                .personsClose(usually(TicketPolicy.PersonsClose.ANSWER, TicketPolicy.PersonsClose.values()))
                .muteFor(Duration.ofHours(2))
                .wontFixStatuses(usually(Set.of("Won't Fix"), Set.of()))
                .deleted(usually(TicketPolicy.Deleted.AS_CLOSED, TicketPolicy.Deleted.RECREATE))
                .merged(usually(TicketPolicy.Merged.LEAVE_OPEN, TicketPolicy.Merged.CLOSE_WHEN_ALL_RESOLVED))
                .edits(usually(TicketPolicy.Edits.KEEP, TicketPolicy.Edits.MIGRATE))
                .ruleGone(usually(TicketPolicy.RuleGone.FREEZE, TicketPolicy.RuleGone.CLOSE_ALL))
                .attachFault(usually(TicketPolicy.AttachFault.NEW_TICKET, TicketPolicy.AttachFault.FAIL));
        return random.nextInt(3) > 0
                ? policy.build()
                : policy.closing(ClosePolicy.values()[random.nextInt(ClosePolicy.values().length)])
                        .build();
    }
}
