package dev.tocsin.core.engine;

import dev.tocsin.core.company.Company;
import dev.tocsin.core.escalation.Acknowledgement;
import dev.tocsin.core.escalation.ActionLinks;
import dev.tocsin.core.escalation.Escalation;
import dev.tocsin.core.escalation.IncidentAction;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.Member;
import dev.tocsin.core.notify.AlertFacts;
import dev.tocsin.core.notify.AlertWords;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.notify.Purpose;
import dev.tocsin.core.notify.Words;
import dev.tocsin.core.people.PersonRef;
import dev.tocsin.core.store.StoreSession;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the words of messages from what is stored now. Thread-safe. */
final class MessageWording {
    private final Messaging messaging;
    private final AlertWords words;

    MessageWording(Messaging messaging) {
        this.messaging = messaging;
        words = messaging.words();
    }

    /**
     * What a message says.
     *
     * @param carried what goes out with it: what the words name as well
     */
    record Said(Words words, List<Notification> carried) {}

    /**
     * The words of a message that goes out now.
     *
     * @param others what may go out with it, in the order in which it is named; what finds no room does not
     */
    Said of(StoreSession session, Notification row, List<Notification> others, Instant now) {
        List<Notification> told = oneOfEachIncident(row, others);
        if (row.words() == null && told.size() > 1) {
            boolean linked = row.kind() == ChannelKind.EMAIL;
            List<AlertFacts> all =
                    told.stream().map(one -> facts(session, one, linked, now)).toList();
            int room = words.room(all, row.kind());
            if (room > 1) {
                return new Said(
                        words.bundle(all.subList(0, room), row.kind()), ofIncidents(others, told.subList(0, room)));
            }
        }
        return new Said(alone(session, row, now), ofIncidents(others, List.of(row)));
    }

    private static List<Notification> ofIncidents(List<Notification> rows, List<Notification> named) {
        Set<Long> incidents = named.stream()
                .map(Notification::incidentId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return rows.stream().filter(one -> incidents.contains(one.incidentId())).toList();
    }

    private Words alone(StoreSession session, Notification row, Instant now) {
        Words frozen = row.words();
        if (frozen != null) {
            return frozen;
        }
        if (row.purpose() == Purpose.TEST) {
            return words.test(row.kind());
        }
        AlertFacts facts = facts(session, row, row.purpose() != Purpose.AFFECTED_USER, now);
        return switch (row.purpose()) {
            case AFFECTED_USER -> words.affectedUser(facts, row.kind());
            case REMINDER -> words.reminder(facts, acknowledgedAt(session, row, now), row.kind());
            default -> words.alert(facts, row.kind());
        };
    }

    /** What is told: of an incident that several of the messages are about, the first. */
    private static List<Notification> oneOfEachIncident(Notification row, List<Notification> carried) {
        Map<Long, Notification> told = new LinkedHashMap<>();
        Stream.concat(Stream.of(row), carried.stream()).forEach(one -> {
            Long incidentId = one.incidentId();
            if (incidentId != null) {
                told.putIfAbsent(incidentId, one);
            }
        });
        return List.copyOf(told.values());
    }

    private static Instant acknowledgedAt(StoreSession session, Notification row, Instant now) {
        Acknowledgement acknowledgement = escalation(session, row).acknowledgement();
        return acknowledgement == null ? now : acknowledgement.at();
    }

    private static Escalation escalation(StoreSession session, Notification row) {
        long id = incidentId(row);
        Escalation found = session.escalations().get(List.of(id)).get(id);
        if (found == null) {
            throw new IllegalStateException("notification " + row.id() + " is about no escalation");
        }
        return found;
    }

    private static long incidentId(Notification row) {
        Long id = row.incidentId();
        if (id == null) {
            throw new IllegalStateException("notification " + row.id() + " is about no incident and has no words");
        }
        return id;
    }

    private AlertFacts facts(StoreSession session, Notification row, boolean linked, Instant now) {
        Incident incident = StoredIncident.of(session, incidentId(row));
        String company = messaging
                .catalogues()
                .inForce(session, incident.msp())
                .company(incident.companyId())
                .map(Company::name)
                .orElse(incident.companyId());
        List<Member> members = session.incidents().members().of(incident.id(), false, 1);
        long events = session.incidents()
                .members()
                .eventCounts(List.of(incident.id()))
                .getOrDefault(incident.id(), 0L);
        String title = incident.place().storm()
                ? "Storm: more events than tickets are made for"
                : members.isEmpty() ? "" : members.get(0).title();
        boolean reminder = row.purpose() == Purpose.REMINDER;
        boolean mail = row.kind() == ChannelKind.EMAIL;
        URI closing = linked && (reminder || mail) ? link(row, incident, IncidentAction.CLOSE, now) : null;
        // A text has room for one link: what is still to be done. A mail names each by what it does.
        URI acknowledging = linked && !reminder ? link(row, incident, IncidentAction.ACKNOWLEDGE, now) : null;
        return new AlertFacts(
                company,
                incident.severity(),
                title,
                incident.place().storm() ? 0 : events,
                incident.ticketId(),
                escalation(session, row).code(),
                reminder && !mail ? closing : acknowledging,
                mail ? closing : null);
    }

    private @Nullable URI link(Notification row, Incident incident, IncidentAction action, Instant now) {
        ActionLinks links = messaging.links();
        if (links == null || row.kind() == ChannelKind.VOICE || row.person().kind() != PersonRef.Kind.TECHNICIAN) {
            return null;
        }
        return links.link(
                messaging.msp(),
                incident.id(),
                row.person().id(),
                action,
                now.plus(messaging.settings().linkLifetime()),
                "n" + row.id());
    }
}
