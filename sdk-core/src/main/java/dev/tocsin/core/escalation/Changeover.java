package dev.tocsin.core.escalation;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * When a time on the wall takes effect: at the first moment at which the clock shows it or, where clocks are put forward over it, at
 * the jump. Of a time that is shown twice it is thus the first. So every time has one moment, and later times never have an earlier
 * one: where one shift ends as the next begins, nobody is missing and nobody has both.
 */
final class Changeover {
    private Changeover() {}

    static Instant of(LocalDateTime shown, ZoneId zone) {
        ZoneRules rules = zone.getRules();
        List<ZoneOffset> offsets = rules.getValidOffsets(shown);
        return offsets.isEmpty() ? rules.getTransition(shown).getInstant() : shown.toInstant(offsets.get(0));
    }
}
