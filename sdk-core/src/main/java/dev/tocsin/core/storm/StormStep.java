package dev.tocsin.core.storm;

import java.time.Instant;

/** What is to happen with a storm now, and why. */
public sealed interface StormStep {
    /** Why, in a sentence for people, with the numbers. */
    String reason();

    /**
     * The storm's oldest held groups of a lane are queued for tickets of their own; {@link StormLife#promoted} keeps it.
     *
     * @param lane the lane
     * @param groups how many, 1 or more
     * @param reason why
     */
    record Promote(Lane lane, int groups, String reason) implements StormStep {}

    /**
     * A note brings the storm ticket up to date.
     *
     * @param after the storm once the note is planned, to be kept in the same transaction
     * @param reason why
     */
    record Update(StormState after, String reason) implements StormStep {}

    /**
     * The storm is over: a last note, then its ticket is closed like any other (not if a person touched it), and the
     * storm's row ends.
     *
     * @param reason why
     */
    record Close(String reason) implements StormStep {}

    /**
     * Nothing now.
     *
     * @param until when to look again, later than now
     * @param reason why
     */
    record Rest(Instant until, String reason) implements StormStep {}
}
