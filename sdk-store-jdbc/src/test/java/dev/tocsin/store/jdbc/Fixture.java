package dev.tocsin.store.jdbc;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.DeliveryKey;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.Fingerprint;
import dev.tocsin.core.event.GroupBy;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.incident.GroupKey;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.incident.StormPlace;
import dev.tocsin.core.incident.TicketFacts;
import dev.tocsin.core.store.EventRecord;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoredRun;
import dev.tocsin.core.sync.SyncProgress;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** Events and incidents for the tests of this module. */
final class Fixture {
    static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private Fixture() {}

    static EventRecord event(String id) {
        SecurityEvent event = SecurityEvent.builder()
                .source("scanner")
                .sourceCompanyId("acme")
                .stableId(id)
                .deliveryId(id)
                .occurredAt(START)
                .category(EventCategory.PROBLEMS)
                .eventType("plugin-7")
                .title("A weakness")
                .build();
        return new EventRecord(
                DeliveryKey.of(event),
                event,
                Fingerprint.of(event),
                Receipt.Outcome.ACCEPTED,
                1L,
                "joins incident 1",
                START);
    }

    static void keep(Store store, String id) {
        store.write(session -> {
            session.events().save(List.of(event(id)));
            return id;
        });
    }

    static boolean has(Store store, String id) {
        return store.read(
                session -> session.events().get(MspId.SINGLE, event(id).key()).isPresent());
    }

    /** A run that is under way, in a version. */
    static StoredRun run(long version) {
        return run(START.plusSeconds(60), version);
    }

    /** A run of configurations that has a lease until a moment, in a version. */
    static StoredRun run(Instant leaseUntil, long version) {
        return new StoredRun(
                MspId.SINGLE,
                "cw",
                "configurations",
                1,
                "nessus",
                START,
                "owner",
                leaseUntil,
                false,
                null,
                SyncProgress.start(OptionalLong.empty()),
                0,
                0,
                null,
                null,
                null,
                null,
                version);
    }

    static GroupKey group(String asset) {
        return GroupKey.of(MspId.SINGLE, "acme", "rule", EventCategory.PROBLEMS, GroupBy.ASSET, List.of(asset));
    }

    /** A new incident that waits until a moment. */
    static Incident incident(long id, String asset, Instant waitUntil) {
        return new Incident(
                id,
                MspId.SINGLE,
                "acme",
                "rule",
                1,
                "cw",
                group(asset),
                EventCategory.PROBLEMS,
                GroupBy.ASSET,
                List.of(asset),
                false,
                IncidentState.PENDING,
                Severity.HIGH,
                1,
                1,
                START,
                waitUntil,
                null,
                null,
                null,
                null,
                TicketFacts.NONE,
                StormPlace.NONE,
                "",
                null,
                0);
    }
}
