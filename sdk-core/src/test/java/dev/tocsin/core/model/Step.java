package dev.tocsin.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One thing that happens in a history. The numbers choose among what there is when it happens, so that a history whose
 * earlier steps were left out still means something.
 */
record Step(Kind kind, int a, int b, int c) {
    /** What can happen, with how often it does among all. */
    enum Kind {
        RAISE(26),
        RESOLVE(20),
        UPDATE(6),
        ACKNOWLEDGE(2),
        MOMENT(6),
        /** An event that happened minutes ago comes only now. */
        LATE(6),
        /** An event that came before comes again. */
        REPLAY(4),
        /** An event names a ticket to attach to. */
        ATTACH(2),
        LINK_ASSET(2),
        CLOSE_BY_HAND(5),
        CLOSE_AS_WONT_FIX(2),
        REOPEN_BY_HAND(2),
        STATUS_BY_HAND(2),
        OWN(2),
        NOTE(2),
        PRIORITY(3),
        MERGE(3),
        CONVERT(1),
        MOVE_BOARD(1),
        CHANGE_COMPANY(1),
        DELETE(2),
        HINT(2),
        FAULT(12),
        /** Something happens while a request is under way. */
        MEANWHILE(4),
        RESTART(2),
        /** Time passes in which nothing works. */
        STANDSTILL(2),
        EDIT_RULE(2),
        REMOVE_RULE(1),
        UNMAP(1),
        PAUSE(1),
        /** Rule, mapping and tickets are as at first. */
        RESTORE(4),
        RUN(34);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }

        boolean byPerson() {
            return compareTo(CLOSE_BY_HAND) >= 0 && compareTo(DELETE) <= 0;
        }
    }

    /** Random steps. */
    static List<Step> random(Random random, int count) {
        List<Kind> bag = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (int i = 0; i < kind.weight; i++) {
                bag.add(kind);
            }
        }
        List<Step> steps = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Kind kind = bag.get(random.nextInt(bag.size()));
            steps.add(new Step(kind, random.nextInt(10_000), random.nextInt(10_000), random.nextInt(10_000)));
        }
        return steps;
    }
}
