package dev.tocsin.core.storm;

import java.time.Instant;

/**
 * A switch that stops all writes to the outside for an MSP, a company or a rule: creates, notes, closes, and whatever
 * else an intent may be. Requests that are under way are not called back, and their outcomes are still looked up, since
 * that only reads. Events are taken in as always, timers run, storms count; when the switch is off again, what is due
 * goes through the gate like anything else, so a backlog is paced or absorbed and nothing is lost.
 *
 * @param level what it stops
 * @param id the company's or the rule's id; empty for the MSP
 * @param on whether it stops now; one that is off tells who ended it
 * @param by who turned it last
 * @param at when
 * @param why why, in that person's words
 */
public record KillSwitch(Level level, String id, boolean on, String by, Instant at, String why) {
    /** What a switch stops, the widest first. */
    public enum Level {
        /** Everything of the MSP. */
        MSP,
        /** Everything of a company. */
        COMPANY,
        /** Everything under a rule, at all companies. */
        RULE
    }

    /** Refuses a company or a rule without its id, an MSP with one, and a switch that nobody turned. */
    public KillSwitch {
        if ((level == Level.MSP) != id.isEmpty()) {
            throw new IllegalArgumentException(
                    "killSwitch.id: " + level + " with id '" + id + "' is not legal; only the MSP's is empty");
        }
        if (by.isBlank()) {
            throw new IllegalArgumentException("killSwitch.by: is missing; it names the person who turned it");
        }
    }

    /** The switch in words: what, since when, by whom and why. */
    public String sentence() {
        return "writes for " + target() + " were " + (on ? "stopped" : "resumed") + " at " + at + " by " + by
                + (why.isBlank() ? "" : ": " + why);
    }

    /** What it stops, in words. */
    public String target() {
        return switch (level) {
            case MSP -> "the MSP";
            case COMPANY -> "company '" + id + "'";
            case RULE -> "rule '" + id + "'";
        };
    }
}
