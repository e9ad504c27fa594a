package dev.tocsin.core.fake;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that is told later which one it follows; until then it stands at the start of every test. */
final class LateClock extends Clock {
    private Clock followed = Clock.fixed(VirtualTime.START, ZoneOffset.UTC);

    void follow(Clock clock) {
        followed = clock;
    }

    @Override
    public Instant instant() {
        return followed.instant();
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
