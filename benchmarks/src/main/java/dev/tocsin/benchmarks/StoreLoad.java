package dev.tocsin.benchmarks;

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
import dev.tocsin.core.incident.Member;
import dev.tocsin.core.incident.MemberState;
import dev.tocsin.core.store.EventRecord;
import dev.tocsin.core.store.StoreSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Events as they come, and an ingest of its least: 300-byte events about 100,000 subjects in 10,000 groups, either
 * spread evenly (the worst case: a batch of 500 touches about 488 groups) or nine of ten on 40 hot subjects.
 */
final class StoreLoad {
    private static final int SUBJECTS = 100_000;
    private static final int GROUPS = 10_000;
    private static final int HOT = 40;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String DESCRIPTION = "The service was found with a weakness that lets anybody read files. ";

    private final boolean burst;
    private final AtomicLong clock = new AtomicLong();

    StoreLoad(boolean burst) {
        this.burst = burst;
    }

    /** One event with all that does not need the store, made before the transaction. */
    record Prepared(SecurityEvent event, DeliveryKey key, Fingerprint fingerprint, GroupKey group) {}

    /** The next events, made on the caller's thread. */
    List<Prepared> batch(Random random, int size) {
        List<Prepared> batch = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            int subject = burst && random.nextInt(10) != 0 ? random.nextInt(HOT) : random.nextInt(SUBJECTS);
            int group = subject % GROUPS;
            SecurityEvent event = SecurityEvent.builder()
                    .source("scanner")
                    .sourceCompanyId("customer-" + group % 100)
                    .stableId("finding-" + subject)
                    .occurredAt(START.plusMillis(clock.getAndIncrement()))
                    .category(EventCategory.PROBLEMS)
                    .eventType("plugin-" + subject % 977)
                    .severity(Severity.HIGH)
                    .title("A weakness in a service on host-" + group)
                    .description(DESCRIPTION)
                    .asset("host-" + group + ".example.test")
                    .build();
            List<String> dimensions = List.of("host-" + group);
            batch.add(new Prepared(
                    event,
                    DeliveryKey.of(event),
                    Fingerprint.of(event),
                    GroupKey.of(
                            MspId.SINGLE,
                            event.sourceCompanyId(),
                            "rule",
                            EventCategory.PROBLEMS,
                            GroupBy.ASSET,
                            new ArrayList<>(dimensions))));
        }
        return batch;
    }

    /** What an intake does at least; answers how many events were new. */
    static int ingest(StoreSession session, List<Prepared> batch) {
        List<DeliveryKey> keys = new ArrayList<>(batch.size());
        Map<Fingerprint, Prepared> subjects = new LinkedHashMap<>(batch.size() * 2);
        for (Prepared one : batch) {
            keys.add(one.key());
            subjects.put(one.fingerprint(), one);
        }
        var known = session.events().outcomes(keys);
        Map<Fingerprint, Member> current = session.incidents().members().current(subjects.keySet());
        Map<GroupKey, Incident> incidents = incidentsOfNew(session, subjects, current);
        Map<Fingerprint, Member> changed = new LinkedHashMap<>(batch.size() * 2);
        List<EventRecord> records = new ArrayList<>(batch.size());
        for (Prepared one : batch) {
            if (known.containsKey(one.key())) {
                continue;
            }
            Member before = changed.getOrDefault(one.fingerprint(), current.get(one.fingerprint()));
            Member now = before == null ? joining(one, incidents.get(one.group())) : again(before, one.event());
            changed.put(one.fingerprint(), now);
            records.add(new EventRecord(
                    one.key(),
                    one.event(),
                    one.fingerprint(),
                    Receipt.Outcome.ACCEPTED,
                    now.incidentId(),
                    "joins incident " + now.incidentId(),
                    START));
        }
        List<Member> added = new ArrayList<>();
        List<Member> updated = new ArrayList<>();
        changed.forEach((fingerprint, member) -> (current.containsKey(fingerprint) ? updated : added).add(member));
        session.incidents()
                .save(incidents.values().stream().filter(i -> i.version() == 0).toList());
        session.events().save(records);
        session.incidents().members().add(added);
        session.incidents().members().update(updated);
        return records.size();
    }

    private static Map<GroupKey, Incident> incidentsOfNew(
            StoreSession session, Map<Fingerprint, Prepared> subjects, Map<Fingerprint, Member> current) {
        Map<GroupKey, Prepared> groups = new HashMap<>();
        subjects.forEach((fingerprint, one) -> {
            if (!current.containsKey(fingerprint)) {
                groups.putIfAbsent(one.group(), one);
            }
        });
        Map<GroupKey, Incident> incidents =
                new LinkedHashMap<>(session.incidents().latest(groups.keySet()));
        groups.forEach((group, one) -> incidents.computeIfAbsent(
                group, key -> opened(session.incidents().nextId(), one)));
        return incidents;
    }

    private static Incident opened(long id, Prepared one) {
        return new Incident(
                id,
                MspId.SINGLE,
                one.event().sourceCompanyId(),
                "rule",
                1,
                "cw",
                one.group(),
                EventCategory.PROBLEMS,
                GroupBy.ASSET,
                List.of("host"),
                false,
                IncidentState.PENDING,
                Severity.HIGH,
                1,
                1,
                START,
                START.plusSeconds(30),
                null,
                null,
                null,
                null,
                "",
                null,
                0);
    }

    private static Member joining(Prepared one, Incident incident) {
        SecurityEvent event = one.event();
        return new Member(
                one.fingerprint(),
                incident.id(),
                MemberState.ACTIVE,
                event.severity(),
                event.title(),
                event.asset().orElse(null),
                1,
                event.occurredAt(),
                event.occurredAt(),
                null,
                false,
                false,
                true);
    }

    private static Member again(Member member, SecurityEvent event) {
        return new Member(
                member.fingerprint(),
                member.incidentId(),
                MemberState.ACTIVE,
                event.severity(),
                event.title(),
                member.asset(),
                member.count() + 1,
                member.firstAt(),
                event.occurredAt(),
                null,
                false,
                member.told(),
                true);
    }
}
