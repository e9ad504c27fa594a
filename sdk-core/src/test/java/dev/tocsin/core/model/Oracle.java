package dev.tocsin.core.model;

import dev.tocsin.core.event.DeliveryKey;
import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.Fingerprint;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ScriptedPsa.Ticket;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.incident.Member;
import dev.tocsin.core.incident.MemberState;
import dev.tocsin.core.incident.TicketFacts.Link;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.rule.TicketPolicy;
import dev.tocsin.core.settings.ClosePolicy;
import dev.tocsin.core.store.EventRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What must hold, whatever happened. It knows what was reported and what people did, and nothing of how the core works. */
final class Oracle {
    /** Where an accepted event may be; it is in exactly one. */
    enum Place {
        WAITING_IN_A_GROUP,
        LIVE_TICKET,
        CLOSED_TICKET,
        ABSORBED,
        TRANSIENT,
        ANSWERED,
        SUPPRESSED,
        FROZEN,
        PARKED,
        DEAD_LETTER,
        IGNORED
    }

    private record Report(SecurityEvent event, DeliveryKey key, Instant at) {}

    private final Host host;
    private final People people;
    private final Map<DeliveryKey, Report> reports = new LinkedHashMap<>();
    private final Map<DeliveryKey, Receipt> receipts = new HashMap<>();
    private final List<TicketPolicy> policies = new ArrayList<>();
    private boolean unsupported;

    Oracle(Host host, People people) {
        this.host = host;
        this.people = people;
    }

    // ---- what it is told

    void policy(TicketPolicy policy) {
        policies.add(policy);
    }

    /** Rule or mapping were away for a time. */
    void unsupported() {
        unsupported = true;
    }

    void took(SecurityEvent event, Receipt receipt) {
        DeliveryKey key = receipt.eventId();
        if (!receipt.duplicate()) {
            reports.remove(key);
            reports.put(key, new Report(event, key, event.occurredAt()));
        }
        receipts.put(key, receipt);
    }

    boolean isSettled(SecurityEvent event) {
        Receipt receipt = receipts.get(DeliveryKey.of(event));
        return receipt != null && receipt.outcome().settled();
    }

    // ---- what it believes

    /** Whether each subject is active at its source, by what was not left out for good. */
    private Map<String, Boolean> truth() {
        Map<String, Report> latest = new LinkedHashMap<>();
        for (Report report : reports.values()) {
            SecurityEvent event = report.event();
            if (event.moment() || event.kind() == EventKind.ACKED || leftOut(report)) {
                continue;
            }
            Report before = latest.get(event.externalId());
            if (before == null || !before.at().isAfter(report.at())) {
                latest.put(event.externalId(), report);
            }
        }
        return latest.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().event().kind() != EventKind.RESOLVED));
    }

    /** While tickets are paused nothing asks for events; that is no place to be lost in, but one to be ignored in. */
    private boolean leftOut(Report report) {
        EventRecord record = record(report.key());
        return record.outcome() == Receipt.Outcome.PARKED
                || (record.outcome() == Receipt.Outcome.IGNORED
                        && record.reason().contains("creates no tickets"));
    }

    private EventRecord record(DeliveryKey key) {
        return host.tocsin()
                .audit()
                .explain(Host.MSP, key)
                .orElseThrow(() -> new AssertionError(key + " is lost"))
                .event();
    }

    private @Nullable Member member(String id) {
        Fingerprint subject = reports.values().stream()
                .filter(report -> report.event().externalId().equals(id))
                .map(report -> Fingerprint.of(report.event()))
                .findFirst()
                .orElseThrow();
        return host.read(session -> session.incidents().members().current(List.of(subject)))
                .get(subject);
    }

    static String line(Incident incident) {
        return incident.id() + " " + incident.state() + " " + incident.dimensions() + " #" + incident.ticketId() + " "
                + incident.active() + "/" + incident.members() + " "
                + incident.facts().link() + " r"
                + incident.facts().reopens() + " " + incident.reason();
    }

    private static void that(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    // ---- at the moment of a close

    /** A raise that was answered before the request began must stop a close. */
    void beforeStatus(String ticketId, String status) {
        if (!status.equals("Closed") && !status.equals("Completed")) {
            return;
        }
        boolean closesAll = unsupported
                && policies.stream().anyMatch(policy -> policy.ruleGone() == TicketPolicy.RuleGone.CLOSE_ALL);
        if (closesAll) {
            return;
        }
        Map<Long, Incident> incidents = byId();
        truth().forEach((id, active) -> {
            Member member = member(id);
            Incident incident = member == null ? null : incidents.get(member.incidentId());
            boolean closed = active
                    && member != null
                    && member.state() == MemberState.ACTIVE
                    && incident != null
                    && ticketId.equals(incident.ticketId());
            that(!closed, "#" + ticketId + " is closed while " + id + " is active");
        });
    }

    private Map<Long, Incident> byId() {
        return host.incidents().stream().collect(Collectors.toMap(Incident::id, incident -> incident));
    }

    // ---- after each step

    /** Looks at everything. */
    void always() {
        List<Incident> incidents = host.incidents();
        Map<String, Long> live = incidents.stream()
                .filter(incident -> incident.state().live())
                .collect(Collectors.groupingBy(incident -> incident.groupKey().value(), Collectors.counting()));
        live.forEach((group, count) -> that(count == 1, "two live incidents of a group: " + group));
        people.priorities().forEach((id, priority) -> {
            if (!people.deleted(id)) {
                that(
                        host.psa.ticketOf(id).priority().equals(priority),
                        "the priority of #" + id + ", which a person set, was changed");
            }
        });
        // A second copy that a lost answer left behind is closed as it is; work goes on in the first.
        Set<String> copies = host.intents().stream()
                .map(Intent::body)
                .filter(IntentBody.CloseTwin.class::isInstance)
                .map(body -> ((IntentBody.CloseTwin) body).ticketId())
                .collect(Collectors.toSet());
        host.psa.all().stream()
                .filter(ticket -> !copies.contains(ticket.id()))
                .forEach(this::nothingAPersonDidIsUndone);
    }

    private void nothingAPersonDidIsUndone(Ticket ticket) {
        boolean mayReopen =
                policies.stream().anyMatch(policy -> policy.personsClose() == TicketPolicy.PersonsClose.REOPEN);
        boolean mayClose = policies.stream().anyMatch(policy -> policy.closing() == ClosePolicy.ALWAYS);
        List<String> statuses = ticket.statuses();
        for (int i = 1; i < statuses.size(); i++) {
            String before = statuses.get(i - 1);
            boolean ours = statuses.get(i).endsWith(":tocsin");
            if (!ours || !before.endsWith(":ann")) {
                continue;
            }
            boolean wasClosed = before.startsWith("Done by hand") || before.startsWith("Won't Fix");
            that(!wasClosed || mayReopen, "#" + ticket.id() + ", which a person closed, was opened: " + statuses);
            that(
                    wasClosed || mayClose || before.equals("New:ann"),
                    "#" + ticket.id() + " was taken from the status that a person set: " + statuses);
        }
    }

    // ---- at the end

    void atTheEnd() {
        Map<Long, Incident> incidents = byId();
        reports.keySet().forEach(key -> place(key, incidents));
        incidents.values().forEach(this::activeMembersAreCounted);
        truth().forEach((id, active) -> {
            if (active) {
                whatIsActiveHasATicket(id, incidents);
            } else {
                Member member = member(id);
                that(member == null || member.state() == MemberState.RESOLVED, id + " is over and is not: " + member);
            }
        });
        incidents.values().forEach(this::whatIsOverIsClosed);
        noReferenceIsOpenTwice();
        noGroupHasTwoOpenTickets(incidents);
        everyMomentWasTold();
        that(
                host.tocsin().audit().openIntents(Host.MSP, 100).isEmpty(),
                "open intents: " + host.tocsin().audit().openIntents(Host.MSP, 100));
    }

    private Place place(DeliveryKey key, Map<Long, Incident> incidents) {
        EventRecord record = record(key);
        that(!record.reason().isBlank(), key + " has no reason");
        Long id = record.incidentId();
        Incident incident = id == null ? null : incidents.get(id);
        return switch (record.outcome()) {
            case ANSWERED -> Place.ANSWERED;
            case SUPPRESSED -> Place.SUPPRESSED;
            case IGNORED, REFUSED -> Place.IGNORED;
            case PARKED -> throw new AssertionError(key + " is parked though all is mapped");
            case ACCEPTED, RESOLVED -> {
                that(incident != null, key + " belongs to no incident");
                yield place(Objects.requireNonNull(incident));
            }
        };
    }

    private static Place place(Incident incident) {
        return switch (incident.state()) {
            case OPEN, RESOLVING, CLOSING, REOPENING -> Place.LIVE_TICKET;
            case ABSORBED -> Place.ABSORBED;
            case CLOSED_AUTO, CLOSED_HUMAN, DELETED -> Place.CLOSED_TICKET;
            case DROPPED -> Place.TRANSIENT;
            case QUARANTINED -> Place.DEAD_LETTER;
            case PENDING, OPENING, UNKNOWN, FROZEN, SUSPENDED ->
                throw new AssertionError("did not settle: " + line(incident));
        };
    }

    private void activeMembersAreCounted(Incident incident) {
        if (!incident.state().live()) {
            return;
        }
        long active = host.members(incident).stream()
                .filter(member -> member.state() == MemberState.ACTIVE && isCurrent(member))
                .count();
        that(active == incident.active(), active + " members are active in " + line(incident));
    }

    private boolean isCurrent(Member member) {
        return member.equals(host.read(session -> session.incidents().members().current(List.of(member.fingerprint())))
                .get(member.fingerprint()));
    }

    private void whatIsActiveHasATicket(String id, Map<Long, Incident> incidents) {
        Member member = member(id);
        that(member != null, id + " is active and not known");
        Incident incident = Objects.requireNonNull(
                incidents.get(Objects.requireNonNull(member).incidentId()));
        String ticketId = incident.ticketId();
        String where = id + " " + member.state() + " in " + line(incident);
        if (member.state() == MemberState.ANSWERED) {
            that(people.ended(ticketId), "answered, and no person closed it: " + where);
            return;
        }
        that(member.state() == MemberState.ACTIVE, "active at its source: " + where);
        boolean letGo = unsupported
                && !incident.state().live()
                && policies.stream().anyMatch(policy -> policy.ruleGone() == TicketPolicy.RuleGone.CLOSE_ALL);
        boolean failed = incident.state() == IncidentState.QUARANTINED
                && incident.facts().attachTo() != null;
        if (!letGo && !failed) {
            that(incident.state() == IncidentState.OPEN, "active without an open ticket: " + where);
            that(!people.deleted(String.valueOf(ticketId)), "its ticket was deleted: " + where);
            that(!host.psa.ticketOf(String.valueOf(ticketId)).isClosed(), "its ticket is closed: " + where);
        }
    }

    private void whatIsOverIsClosed(Incident incident) {
        boolean over = incident.active() == 0
                && !incident.moments()
                && incident.state().live();
        boolean left = people.touched(incident.ticketId())
                || incident.facts().link() != Link.OWN
                || incident.facts().reopens() > 0
                || policies.stream().anyMatch(policy -> policy.closing() == ClosePolicy.NEVER)
                || incident.state() == IncidentState.QUARANTINED
                || isShared(incident);
        that(!over || left, "over and live: " + line(incident));
    }

    private boolean isShared(Incident incident) {
        return host.incidents().stream()
                .anyMatch(
                        other -> other.id() != incident.id() && Objects.equals(other.ticketId(), incident.ticketId()));
    }

    private void noReferenceIsOpenTwice() {
        Map<String, List<String>> open = host.psa.all().stream()
                .filter(this::countsAsOpen)
                .collect(Collectors.groupingBy(
                        ticket -> ticket.draft().reference(), Collectors.mapping(Ticket::id, Collectors.toList())));
        open.forEach((reference, ids) -> that(ids.size() == 1, "open under one reference: " + ids));
    }

    private boolean countsAsOpen(Ticket ticket) {
        // A copy that people merged other tickets into is left to them.
        boolean parent = host.psa.all().stream().anyMatch(other -> ticket.id().equals(other.mergedInto()));
        return !parent
                && !ticket.isClosed()
                && !ticket.project()
                && ticket.mergedInto() == null
                && !people.reopened(ticket.id());
    }

    private void noGroupHasTwoOpenTickets(Map<Long, Incident> incidents) {
        Map<String, String> groups = new HashMap<>();
        host.intents().forEach(intent -> {
            if (intent.body() instanceof IntentBody.CreateTicket create && intent.state() == IntentState.DONE) {
                groups.put(
                        create.draft().reference(),
                        Objects.requireNonNull(incidents.get(intent.incidentId()))
                                .groupKey()
                                .value());
            }
        });
        Map<String, String> open = new HashMap<>();
        for (Ticket ticket : host.psa.all()) {
            String group = groups.get(ticket.draft().reference());
            if (countsAsOpen(ticket) && group != null) {
                String other = open.put(group, ticket.id());
                that(other == null, "two open tickets of a group: #" + other + " and #" + ticket.id());
            }
        }
    }

    private void everyMomentWasTold() {
        if (people.hidSomething()) {
            return;
        }
        String all = host.psa.all().stream()
                .map(ticket -> ticket.draft().firstNote() + String.join("\n", Host.texts(ticket)))
                .collect(Collectors.joining("\n"));
        boolean closesAll = unsupported
                && policies.stream().anyMatch(policy -> policy.ruleGone() == TicketPolicy.RuleGone.CLOSE_ALL);
        for (Report report : reports.values()) {
            if (report.event().moment() && record(report.key()).outcome() == Receipt.Outcome.ACCEPTED && !closesAll) {
                that(all.contains(report.event().title()), report.event().title() + " was told to nobody");
            }
        }
    }
}
