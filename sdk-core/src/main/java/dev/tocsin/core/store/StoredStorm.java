package dev.tocsin.core.store;

import dev.tocsin.core.storm.StormPolicy;
import dev.tocsin.core.storm.StormState;
import java.time.Duration;
import java.time.Instant;

/**
 * A storm with the incident whose ticket stands for it.
 *
 * @param state its numbers
 * @param incidentId the storm's incident
 * @param dueAt when it must be looked at next
 */
public record StoredStorm(StormState state, long incidentId, Instant dueAt) {
    /** Groups of the top priority are looked after in batches of this time. */
    private static final Duration SOON = Duration.ofSeconds(1);

    /** With changed numbers: due once its ticket may tell of them, and soon if something of the top priority is in it. */
    public StoredStorm changed(StormState value, StormPolicy policy, Instant now) {
        Instant due = earlier(dueAt, value.toldAt().plus(policy.updateInterval()));
        if (value.heldTop() > state.heldTop()) {
            due = earlier(due, now.plus(SOON));
        }
        return new StoredStorm(value, incidentId, due.isBefore(now) && dueAt.isAfter(now) ? now : due);
    }

    /** To be looked at again at another moment. */
    public StoredStorm again(Instant value) {
        return new StoredStorm(state, incidentId, value);
    }

    /** With other numbers, due as before. */
    public StoredStorm with(StormState value) {
        return new StoredStorm(value, incidentId, dueAt);
    }

    /** With another incident. */
    public StoredStorm incident(long id) {
        return new StoredStorm(state, id, dueAt);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
