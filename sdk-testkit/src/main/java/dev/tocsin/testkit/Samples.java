package dev.tocsin.testkit;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.DeliveryKey;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.EventUser;
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
import dev.tocsin.core.incident.StormPlace;
import dev.tocsin.core.incident.TicketFacts;
import dev.tocsin.core.incident.Traits;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.psa.TicketDraft;
import dev.tocsin.core.rule.NoteType;
import dev.tocsin.core.store.EventRecord;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values for the tests of stores. Times are in whole milliseconds, which every database keeps. */
final class Samples {
    static final Instant T0 = Instant.parse("2026-03-01T08:00:00.123Z");
    static final MspId MSP = new MspId("north");
    static final MspId OTHER_MSP = new MspId("south");
    static final String CONNECTION = "cw";

    /** What breaks a careless statement, a careless encoding or a careless column. */
    static final String SPECIAL =
            "O'Neil \"quoted\" \\ %_ ; DROP TABLE event; -- {\"a\": [null]} $1 ? :x ünïcode 漢字 🚀\n\tend";

    private Samples() {}

    static Instant after(long millis) {
        return T0.plusMillis(millis);
    }

    static String longText() {
        return "0123456789 漢字🚀 '".repeat(1_200).substring(0, 17_000);
    }

    static SecurityEvent.Builder event(MspId msp, String externalId) {
        return SecurityEvent.builder()
                .msp(msp)
                .source("scanner")
                .sourceCompanyId("acme")
                .stableId(externalId)
                .occurredAt(T0)
                .category(EventCategory.PROBLEMS)
                .eventType("plugin-7");
    }

    static SecurityEvent fullEvent(MspId msp) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("z", SPECIAL);
        attributes.put("a", "");
        attributes.put("m", "1");
        return SecurityEvent.builder()
                .msp(msp)
                .source("scanner")
                .sourceCompanyId(SPECIAL)
                .externalId("report 1 " + SPECIAL)
                .deliveryId("delivery 1 " + SPECIAL)
                .kind(EventKind.UPDATED)
                .occurredAt(T0)
                .sequence(Long.MAX_VALUE)
                .category(EventCategory.AD_AUDIT)
                .moment(false)
                .eventType(SPECIAL)
                .severity(Severity.CRITICAL)
                .title(SPECIAL)
                .description(longText())
                .asset("dc01 " + SPECIAL)
                .product("product " + SPECIAL)
                .os("os " + SPECIAL)
                .fix("fix " + SPECIAL)
                .user(new EventUser("object-1", SPECIAL))
                .attributes(attributes)
                .build();
    }

    static EventRecord record(SecurityEvent event, Receipt.Outcome outcome) {
        return record(DeliveryKey.of(event), event, outcome, null);
    }

    static EventRecord record(
            DeliveryKey key, SecurityEvent event, Receipt.Outcome outcome, @Nullable Long incidentId) {
        return new EventRecord(
                key, event, Fingerprint.of(event), outcome, incidentId, "because of " + outcome, after(5));
    }

    static EventRecord record(MspId msp, String externalId) {
        return record(event(msp, externalId).build(), Receipt.Outcome.ACCEPTED);
    }

    static GroupKey group(MspId msp, String name) {
        return GroupKey.of(msp, name, "rule", EventCategory.PROBLEMS, GroupBy.COMPANY, List.of());
    }

    /** A new pending incident, to be changed. */
    static Incident.Change incident(long id, MspId msp, String group) {
        return new Incident(
                        id,
                        msp,
                        "acme",
                        "rule",
                        1,
                        CONNECTION,
                        group(msp, group),
                        EventCategory.PROBLEMS,
                        GroupBy.COMPANY,
                        List.of(),
                        false,
                        IncidentState.PENDING,
                        Severity.LOW,
                        0,
                        0,
                        T0,
                        null,
                        null,
                        null,
                        null,
                        null,
                        TicketFacts.NONE,
                        StormPlace.NONE,
                        "",
                        null,
                        0)
                .change();
    }

    /** The same incident in another version. */
    static Incident version(Incident from, long version) {
        return new Incident(
                from.id(),
                from.msp(),
                from.companyId(),
                from.ruleId(),
                from.ruleRevision(),
                from.connectionId(),
                from.groupKey(),
                from.category(),
                from.groupBy(),
                from.dimensions(),
                from.moments(),
                from.state(),
                from.severity(),
                from.members(),
                from.active(),
                from.openedAt(),
                from.waitUntil(),
                from.noteDueAt(),
                from.lastNoteAt(),
                from.ticketId(),
                from.previousTicketId(),
                from.facts(),
                from.place(),
                from.reason(),
                from.endedAt(),
                version);
    }

    static Fingerprint subject(long number) {
        return new Fingerprint(number * 0x9E3779B97F4A7C15L, number);
    }

    static Member member(long subject, long incidentId) {
        return member(subject, incidentId, MemberState.ACTIVE, Severity.MEDIUM, 0);
    }

    static Member member(long subject, long incidentId, MemberState state, Severity severity, long firstAfter) {
        return new Member(
                subject(subject),
                incidentId,
                state,
                severity,
                "subject " + subject,
                null,
                1,
                after(firstAfter),
                after(firstAfter),
                null,
                false,
                false,
                true,
                7,
                null,
                traits("plugin-7"));
    }

    /** What stays the same of a sample's subject. */
    static Traits traits(String eventType) {
        return new Traits(MSP, "acme", EventCategory.PROBLEMS, eventType, null, null);
    }

    /** The member as it is after one more event. */
    static Member again(Member from, boolean changed) {
        return new Member(
                from.fingerprint(),
                from.incidentId(),
                from.state(),
                from.severity(),
                from.title(),
                from.asset(),
                from.count() + 1,
                from.firstAt(),
                from.lastAt().plusMillis(1),
                from.lastSequence(),
                from.acknowledged(),
                from.told(),
                changed,
                from.payload(),
                from.quietUntil(),
                from.traits());
    }

    static Intent create(long id, MspId msp, long incidentId, String reference) {
        TicketDraft draft = new TicketDraft(
                reference, "summary", "Acme", null, "New", "P3", "first", NoteType.EXTERNAL, Map.of("board", "SOC"));
        return Intent.planned(id, msp, CONNECTION, incidentId, new IntentBody.CreateTicket(draft), false, T0);
    }

    static Intent note(long id, MspId msp, long incidentId) {
        return note(id, msp, incidentId, CONNECTION);
    }

    static Intent note(long id, MspId msp, long incidentId, String connection) {
        IntentBody body = new IntentBody.AddNote("77", "text of " + id, "n-" + id, NoteType.INTERNAL);
        return Intent.planned(id, msp, connection, incidentId, body, false, T0);
    }
}
