package dev.tocsin.core.preview;

import dev.tocsin.core.base.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is moved, and never goes back. Used on one thread. */
final class PreviewClock extends Clock implements Sleeper {
    private Instant now;

    PreviewClock(Instant now) {
        this.now = now;
    }

    /** Moves on to a moment, if it lies ahead. */
    void advanceTo(Instant moment) {
        if (moment.isAfter(now)) {
            now = moment;
        }
    }

    @Override
    public void sleep(Duration duration) {
        advanceTo(now.plus(duration));
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
