package dev.tocsin.core.suppress;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.event.GroupBy;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.incident.GroupKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Subjects and events for tests. */
final class Subjects {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final GroupKey GROUP = group("dc01");

    private Subjects() {}

    static GroupKey group(String asset) {
        return GroupKey.of(MspId.SINGLE, "acme", "r1", EventCategory.PROBLEMS, GroupBy.ASSET, List.of(asset));
    }

    static SecurityEvent.Builder event(String type, @Nullable String asset) {
        return SecurityEvent.builder()
                .source("nessus")
                .sourceCompanyId("acme")
                .stableId(type + "/" + asset)
                .occurredAt(NOW)
                .category(EventCategory.PROBLEMS)
                .eventType(type)
                .asset(asset);
    }

    static Subject subject(SecurityEvent.Builder event) {
        return Subject.of(event.build(), "acme", GROUP, 7L);
    }

    static Subject subject(String type, @Nullable String asset) {
        return subject(event(type, asset));
    }

    static Subject subject(String type, @Nullable String asset, Severity severity) {
        return subject(event(type, asset).severity(severity));
    }

    static Subject full() {
        return subject(event("smb-signing", "dc01")
                .product("Windows")
                .user(new EventUser("0F1E2D", "Ann@acme.example"))
                .severity(Severity.HIGH));
    }

    static SecurityEvent later(SecurityEvent.Builder event, EventKind kind, Instant at) {
        return event.kind(kind).occurredAt(at).build();
    }

    static Parent parent(Subject subject, Instant since) {
        return new Parent(subject, since, subject.eventType());
    }

    static ActiveParents active(Subject... subjects) {
        return ActiveParents.of(
                List.of(subjects).stream().map(one -> parent(one, NOW)).toList());
    }
}
