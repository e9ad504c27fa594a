package dev.tocsin.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One thing that happens in a history of telling people. The numbers choose among what there is when it happens. */
record TellStep(Kind kind, int a, int b, int c) {
    /** What can happen, with how often it does among all. */
    enum Kind {
        RAISE(12),
        RESOLVE(6),
        /** The severity of a problem is another from now on. */
        UPDATE(4),
        /** Somebody acknowledges a problem where it comes from. */
        SOURCE(2),
        ACKNOWLEDGE(4),
        CLOSE(3),
        SNOOZE(2),
        TEXT(8),
        /** A text that came before is delivered again. */
        TEXT_AGAIN(3),
        KEY(5),
        KEY_AGAIN(2),
        LINK(4),
        LINK_AGAIN(2),
        BAD_LINK(2),
        REPORT(7),
        REPORT_AGAIN(2),
        BAD_REPORT(1),
        /** The next requests of a channel come to something else than being taken. */
        CHANNEL(14),
        /** Whether a channel can say what it took. */
        ANSWERING(3),
        /** Something else happens while a message is on its way. */
        MEANWHILE(5),
        STATUS(3),
        CONSENT(3),
        POLICY(2),
        REMOVE_POLICY(1),
        OVERRIDE(2),
        RESTORE(2),
        PSA_FAULT(6),
        PSA_CLOSE(2),
        PSA_REOPEN(1),
        PSA_OWN(1),
        PSA_NOTE(1),
        DIE(6),
        RESTART(1),
        STANDSTILL(1),
        RUN(34);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }
    }

    /** Random steps. */
    static List<TellStep> random(Random random, int count) {
        List<Kind> bag = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (int i = 0; i < kind.weight; i++) {
                bag.add(kind);
            }
        }
        List<TellStep> steps = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Kind kind = bag.get(random.nextInt(bag.size()));
            steps.add(new TellStep(kind, random.nextInt(10_000), random.nextInt(10_000), random.nextInt(10_000)));
        }
        return steps;
    }
}
