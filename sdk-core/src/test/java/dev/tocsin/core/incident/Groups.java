package dev.tocsin.core.incident;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.Fingerprint;
import dev.tocsin.core.event.GroupBy;
import dev.tocsin.core.event.Severity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A group and its members as the tests of this room see them. */
final class Groups {
    static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");

    private Groups() {}

    /** A group of assets with ticket 5. */
    static Incident incident(
            IncidentState state,
            boolean moments,
            int members,
            int active,
            @Nullable Instant waitUntil,
            String... dims) {
        return new Incident(
                1,
                MspId.SINGLE,
                "acme",
                "r1",
                1,
                "cw",
                GroupKey.of(MspId.SINGLE, "acme", "r1", EventCategory.PROBLEMS, GroupBy.ASSET, List.of("x")),
                EventCategory.PROBLEMS,
                GroupBy.ASSET,
                List.of(dims),
                moments,
                state,
                Severity.HIGH,
                members,
                active,
                NOW,
                waitUntil,
                null,
                null,
                "5",
                null,
                TicketFacts.NONE,
                StormPlace.NONE,
                "",
                null,
                1);
    }

    /** A member on dc01, something of which is to be told. */
    static Member member(int number, String title, MemberState state, boolean told) {
        return new Member(
                new Fingerprint(1, number),
                1,
                state,
                Severity.HIGH,
                title,
                "dc01",
                1,
                NOW,
                NOW,
                null,
                false,
                told,
                true,
                0,
                null,
                new Traits(MspId.SINGLE, "acme", EventCategory.PROBLEMS, "CVE", null, null));
    }
}
