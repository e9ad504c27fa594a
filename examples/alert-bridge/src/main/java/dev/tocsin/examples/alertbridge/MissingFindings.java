package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.event.DeliveryKey;
import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.Fingerprint;
import dev.tocsin.core.event.GroupBy;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.Member;
import dev.tocsin.core.incident.MemberState;
import dev.tocsin.core.intake.Catalogue;
import dev.tocsin.core.store.EventRecord;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.examples.alertbridge.reader.ListedAsset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a report no longer contains: findings that are active here, on hosts that the report examined. Each becomes a
 * RESOLVED event of the time at which the report examined the host, so that the report read twice is the same events.
 * Used for one report; not thread-safe.
 */
final class MissingFindings {
    private static final int PAGE = 500;
    private static final int MEMBERS = 1_000_000;

    private final Set<Fingerprint> seen = new HashSet<>();
    /** By the source's customer and the host's name. */
    private final Map<String, Map<String, ListedAsset>> listed = new LinkedHashMap<>();

    /** Notes that the report contains a finding. */
    void saw(Fingerprint fingerprint) {
        seen.add(fingerprint);
    }

    /** Notes that the report lists a host; one that is listed twice is complete only if it is both times. */
    void listed(ListedAsset asset) {
        listed.computeIfAbsent(asset.sourceCompanyId(), customer -> new HashMap<>())
                .merge(
                        asset.name(),
                        asset,
                        (one, other) -> new ListedAsset(
                                one.sourceCompanyId(),
                                one.name(),
                                later(one, other),
                                one.complete() && other.complete()));
    }

    private static @Nullable Instant later(ListedAsset one, ListedAsset other) {
        Instant first = one.observedAt();
        Instant second = other.observedAt();
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        return first.isAfter(second) ? first : second;
    }

    /** How many hosts the report does not tell everything about. */
    long incomplete() {
        return listed.values().stream()
                .flatMap(hosts -> hosts.values().stream())
                .filter(host -> !host.complete())
                .count();
    }

    /**
     * The events that resolve what is missing.
     *
     * @param source the source of the report's events
     */
    List<SecurityEvent> resolve(Host host, String source) {
        List<SecurityEvent> resolved = new ArrayList<>();
        Catalogue catalogue = host.catalogue();
        listed.forEach((customer, hosts) -> {
            Company company = catalogue.companyOf(source, customer).orElse(null);
            if (company != null) {
                List<Member> gone = gone(host.store(), company.id(), hosts);
                resolved.addAll(events(host.store(), gone, source, customer, hosts));
            }
        });
        return resolved;
    }

    private List<Member> gone(Store store, String companyId, Map<String, ListedAsset> hosts) {
        List<Member> gone = new ArrayList<>();
        long after = 0;
        List<Incident> page;
        do {
            long from = after;
            page = store.read(session -> session.incidents().page(MspId.SINGLE, from, PAGE));
            for (Incident incident : page) {
                after = incident.id();
                boolean elsewhere = incident.groupBy() == GroupBy.ASSET
                        && incident.dimensions().stream().noneMatch(hosts::containsKey);
                if (incident.companyId().equals(companyId) && !incident.moments() && !elsewhere) {
                    gone.addAll(store.read(session -> gone(session, incident, hosts)));
                }
            }
        } while (page.size() == PAGE);
        return gone;
    }

    private List<Member> gone(StoreSession session, Incident incident, Map<String, ListedAsset> hosts) {
        Map<Fingerprint, Member> candidates = new LinkedHashMap<>();
        for (Member member : session.incidents().members().of(incident.id(), false, MEMBERS)) {
            ListedAsset host = member.asset() == null ? null : hosts.get(member.asset());
            Instant observedAt = host == null ? null : host.observedAt();
            boolean unresolved = member.state() == MemberState.ACTIVE || member.state() == MemberState.ANSWERED;
            if (host != null
                    && host.complete()
                    && observedAt != null
                    && unresolved
                    && !member.lastAt().isAfter(observedAt)
                    && !seen.contains(member.fingerprint())) {
                candidates.put(member.fingerprint(), member);
            }
        }
        // former members stay as they were when their subject joined another incident
        return session.incidents().members().current(candidates.keySet()).values().stream()
                .filter(member -> member.incidentId() == incident.id() && candidates.containsValue(member))
                .toList();
    }

    /**
     * The latest event of each member turned into its end. The keys of events begin with their time, so those of one
     * moment are found without an index of their own.
     */
    private static List<SecurityEvent> events(
            Store store, List<Member> gone, String source, String customer, Map<String, ListedAsset> hosts) {
        Map<Long, Set<Fingerprint>> byTime = new TreeMap<>();
        for (Member member : gone) {
            byTime.computeIfAbsent(member.lastAt().toEpochMilli(), time -> new HashSet<>())
                    .add(member.fingerprint());
        }
        Map<Fingerprint, SecurityEvent> latest = new LinkedHashMap<>();
        byTime.forEach((time, wanted) -> {
            DeliveryKey after = new DeliveryKey(time - 1, -1, -1);
            List<EventRecord> page;
            do {
                DeliveryKey from = after;
                page = store.read(session -> session.events().page(MspId.SINGLE, null, from, PAGE));
                for (EventRecord record : page) {
                    after = record.key();
                    boolean raised = record.event().kind() == EventKind.RAISED
                            || record.event().kind() == EventKind.UPDATED;
                    if (after.prefix() == time && raised && wanted.contains(record.fingerprint())) {
                        latest.put(record.fingerprint(), record.event());
                    }
                }
            } while (page.size() == PAGE && after.prefix() == time);
        });
        return latest.values().stream()
                .filter(event ->
                        event.source().equals(source) && event.sourceCompanyId().equals(customer))
                .map(event -> resolved(event, hosts.get(event.asset().orElse(""))))
                .toList();
    }

    private static SecurityEvent resolved(SecurityEvent event, @Nullable ListedAsset host) {
        SecurityEvent.Builder resolved = SecurityEvent.builder()
                .msp(event.msp())
                .source(event.source())
                .sourceCompanyId(event.sourceCompanyId())
                .kind(EventKind.RESOLVED)
                .occurredAt(host == null ? event.occurredAt() : host.observedAt())
                .category(event.category())
                .moment(event.moment())
                .eventType(event.eventType())
                .severity(event.severity())
                .title(event.title())
                .asset(event.asset().orElse(null))
                .product(event.product().orElse(null))
                .os(event.os().orElse(null))
                .fix(event.fix().orElse(null))
                .user(event.user().orElse(null))
                .attributes(Map.of("resolved", "no longer in the report"));
        return (event.stableId() ? resolved.stableId(event.externalId()) : resolved.externalId(event.externalId()))
                .build();
    }
}
