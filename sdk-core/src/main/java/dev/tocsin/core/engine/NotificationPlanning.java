package dev.tocsin.core.engine;

import dev.tocsin.core.escalation.ChannelUse;
import dev.tocsin.core.escalation.Escalation;
import dev.tocsin.core.escalation.EscalationPlan;
import dev.tocsin.core.escalation.EscalationPolicy;
import dev.tocsin.core.escalation.EscalationStep;
import dev.tocsin.core.escalation.OnCallNow;
import dev.tocsin.core.escalation.Recipient;
import dev.tocsin.core.escalation.Telling;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.notify.NotificationKeys;
import dev.tocsin.core.notify.Purpose;
import dev.tocsin.core.people.Person;
import dev.tocsin.core.people.PersonRef;
import dev.tocsin.core.people.PhoneUse;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianStatus;
import dev.tocsin.core.people.UserMatch;
import dev.tocsin.core.people.UserMatching;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.TechnicianStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Plans the messages of escalations: to whom and by which channel, decided at the moment at which a step is reached. What is planned
 * already is not planned again. Sends nothing. Thread-safe.
 */
final class NotificationPlanning {
    private static final int LOOKED_MEMBERS = 1_000;
    private static final int MOST_USERS = 50;

    /** The channels by which users are told; they agreed to texts and calls, and their mail may be what was broken into. */
    private static final List<ChannelKind> USER_CHANNELS = List.of(ChannelKind.SMS, ChannelKind.VOICE);

    private final Messaging messaging;

    NotificationPlanning(Messaging messaging) {
        this.messaging = messaging;
    }

    /** Plans what an escalation has people told. */
    void plan(StoreSession session, Incident incident, Telling telling, Instant now) {
        if (telling instanceof Telling.Reached reached) {
            step(session, incident, reached, now);
            if (reached.affectedUsers()) {
                users(session, incident, reached, now);
            }
        } else if (telling instanceof Telling.Reminds reminds) {
            reminder(session, incident, reminds, now);
        }
    }

    private void step(StoreSession session, Incident incident, Telling.Reached reached, Instant now) {
        EscalationStep step = reached.step();
        List<String> passedBy = new ArrayList<>();
        List<Technician> technicians = technicians(session, step, passedBy, now);
        List<ChannelKind> kinds = step.channels().stream()
                .filter(messaging::carries)
                .limit(step.use() == ChannelUse.ALL ? step.channels().size() : 1)
                .toList();
        if (kinds.isEmpty()) {
            passedBy.add("there is no channel for " + step.channels());
        }
        for (Technician technician : technicians) {
            for (ChannelKind kind : kinds) {
                PersonRef person = technician.ref();
                add(
                        session,
                        NotificationKeys.ofStep(incident.id(), reached.epoch(), reached.number(), person, kind),
                        Purpose.ALERT,
                        incident,
                        reached.epoch(),
                        reached.number(),
                        step.channels().indexOf(kind),
                        person,
                        technician.name(),
                        kind,
                        now);
            }
        }
        StoredIncident.tell(
                session,
                incident,
                now,
                "step " + (reached.number() + 1) + " of escalation '"
                        + reached.policy().id() + "' tells "
                        + (technicians.isEmpty() || kinds.isEmpty()
                                ? "nobody"
                                : String.join(
                                                ", ",
                                                technicians.stream()
                                                        .map(Technician::name)
                                                        .toList())
                                        + " by " + kinds)
                        + (passedBy.isEmpty() ? "" : "; " + String.join("; ", passedBy)));
    }

    /** Whom a step tells now, each once. */
    private List<Technician> technicians(
            StoreSession session, EscalationStep step, List<String> passedBy, Instant now) {
        EscalationPlan plan = messaging.plan(session);
        Set<String> ids = new LinkedHashSet<>();
        for (Recipient recipient : step.recipients()) {
            if (recipient instanceof Recipient.Named named) {
                ids.add(named.technicianId());
            } else if (recipient instanceof Recipient.OnCall onCall) {
                OnCallNow duty = plan.onCall(onCall.scheduleId(), now);
                if (duty.technicianIds().isEmpty()) {
                    passedBy.add("nobody is on call by '" + onCall.scheduleId() + "': " + duty.why());
                }
                ids.addAll(duty.technicianIds());
            }
        }
        List<Technician> found = new ArrayList<>();
        for (String id : ids) {
            Optional<Technician> technician =
                    session.technicians().get(messaging.msp(), id).map(TechnicianStore.Kept::technician);
            if (technician.isEmpty()) {
                passedBy.add("there is no technician '" + id + "'");
            } else if (technician.get().status() != TechnicianStatus.ACTIVE) {
                passedBy.add(technician.get().name() + " is passed by, not being active");
            } else {
                found.add(technician.get());
            }
        }
        return found;
    }

    private void reminder(StoreSession session, Incident incident, Telling.Reminds reminds, Instant now) {
        Optional<Technician> technician = session.technicians()
                .get(messaging.msp(), reminds.technicianId())
                .map(TechnicianStore.Kept::technician)
                .filter(one -> one.status() == TechnicianStatus.ACTIVE);
        List<ChannelKind> channels = reminderChannels(reminds.policy());
        Optional<ChannelKind> kind =
                channels.stream().filter(messaging::carries).findFirst();
        if (technician.isEmpty() || kind.isEmpty() || isReminded(session, incident, reminds, technician.get())) {
            return;
        }
        PersonRef person = technician.get().ref();
        add(
                session,
                NotificationKeys.ofReminder(incident.id(), reminds.epoch(), reminds.number(), person, kind.get()),
                Purpose.REMINDER,
                incident,
                reminds.epoch(),
                reminds.number(),
                channels.indexOf(kind.get()),
                person,
                technician.get().name(),
                kind.get(),
                now);
    }

    /** Whether a reminder of the same number is there, by whatever channel was the first when it was decided. */
    private boolean isReminded(
            StoreSession session, Incident incident, Telling.Reminds reminds, Technician technician) {
        return Arrays.stream(ChannelKind.values())
                .map(kind -> NotificationKeys.ofReminder(
                        incident.id(), reminds.epoch(), reminds.number(), technician.ref(), kind))
                .anyMatch(key ->
                        session.notifications().byKey(messaging.msp(), key).isPresent());
    }

    private static List<ChannelKind> reminderChannels(EscalationPolicy policy) {
        return policy.steps().get(0).channels();
    }

    /** The users whom the members concern, each told once of an incident. */
    private void users(StoreSession session, Incident incident, Telling.Reached reached, Instant now) {
        Map<PersonRef, Person> persons = new LinkedHashMap<>();
        Set<String> unknown = new LinkedHashSet<>();
        Set<String> looked = new LinkedHashSet<>();
        session.incidents().members().of(incident.id(), false, LOOKED_MEMBERS).forEach(member -> {
            EventUser user = member.traits().user();
            if (user != null && looked.add(user.identity())) {
                List<Person> people = session
                        .companyUsers()
                        .candidates(messaging.msp(), incident.companyId(), user.objectId(), user.principalName())
                        .stream()
                        .map(Person::of)
                        .toList();
                if (UserMatching.over(people).match(user) instanceof UserMatch.Matched matched) {
                    persons.put(matched.person().ref(), matched.person());
                } else {
                    unknown.add(user.label());
                }
            }
        });
        List<String> told = new ArrayList<>();
        persons.values().stream().limit(MOST_USERS).forEach(person -> {
            if (user(session, incident, reached, person, now)) {
                told.add(person.name());
            }
        });
        int more = persons.size() - Math.min(MOST_USERS, persons.size());
        if (!told.isEmpty() || (reached.number() == 0 && !unknown.isEmpty()) || more > 0) {
            StoredIncident.tell(
                    session,
                    incident,
                    now,
                    "a notice is planned for " + told.size() + " affected users"
                            + (unknown.isEmpty() ? "" : "; " + unknown.size() + " are not known or not clear")
                            + (more == 0 ? "" : "; " + more + " more get none"));
        }
    }

    private boolean user(StoreSession session, Incident incident, Telling.Reached reached, Person person, Instant now) {
        boolean texts = person.phones().stream().anyMatch(phone -> phone.takes(PhoneUse.SMS));
        Optional<ChannelKind> kind = USER_CHANNELS.stream()
                .filter(messaging::carries)
                .filter(one -> one != ChannelKind.SMS || texts)
                .findFirst();
        return kind.isPresent()
                && add(
                        session,
                        NotificationKeys.ofAffectedUser(incident.id(), person.ref(), kind.get()),
                        Purpose.AFFECTED_USER,
                        incident,
                        reached.epoch(),
                        reached.number(),
                        USER_CHANNELS.indexOf(kind.get()),
                        person.ref(),
                        person.name(),
                        kind.get(),
                        now);
    }

    /**
     * Plans the next channel of a message that did not reach its person; returns whether there is one, now or already. Those of the
     * step as it is now count, from the message's own kind on and then those before it, since the policy may have been changed
     * meanwhile; one that was tried is not tried again.
     */
    boolean next(StoreSession session, Notification row, Incident incident, Escalation escalation, Instant now) {
        List<ChannelKind> channels = channels(session, row, escalation);
        int own = channels.indexOf(row.kind());
        for (int i = 1; i <= channels.size(); i++) {
            int place = (own + i) % channels.size();
            ChannelKind kind = channels.get(place);
            if (kind == row.kind() || !messaging.carries(kind)) {
                continue;
            }
            String key = key(row, incident, kind);
            Optional<Notification> known = session.notifications().byKey(messaging.msp(), key);
            if (known.isPresent() && stands(known.get())) {
                return true;
            }
            if (known.isEmpty()) {
                return add(
                        session,
                        key,
                        row.purpose(),
                        incident,
                        row.epoch(),
                        row.step(),
                        place,
                        row.person(),
                        row.personName(),
                        kind,
                        now);
            }
        }
        return false;
    }

    private static String key(Notification row, Incident incident, ChannelKind kind) {
        return switch (row.purpose()) {
            case REMINDER -> NotificationKeys.ofReminder(incident.id(), row.epoch(), row.step(), row.person(), kind);
            case AFFECTED_USER -> NotificationKeys.ofAffectedUser(incident.id(), row.person(), kind);
            default -> NotificationKeys.ofStep(incident.id(), row.epoch(), row.step(), row.person(), kind);
        };
    }

    /** Whether a message may still reach its person, or has. */
    private static boolean stands(Notification row) {
        return switch (row.state()) {
            case PLANNED, SENDING, UNKNOWN, SENT, DELIVERED, BUNDLED -> true;
            case FAILED, REFUSED, SKIPPED -> false;
        };
    }

    /** Whether the policy is gone that a message of a step or a reminder belongs to. */
    boolean isWithoutPolicy(StoreSession session, Notification row) {
        Long id = row.incidentId();
        boolean escalates = row.purpose() == Purpose.ALERT || row.purpose() == Purpose.REMINDER;
        return escalates
                && id != null
                && StoredEscalation.find(session, id)
                        .filter(escalation -> escalation.epoch() == row.epoch())
                        .filter(escalation -> policy(session, escalation).isEmpty())
                        .isPresent();
    }

    private Optional<EscalationPolicy> policy(StoreSession session, Escalation escalation) {
        return Optional.ofNullable(escalation.policyId()).flatMap(messaging.plan(session)::policy);
    }

    private List<ChannelKind> channels(StoreSession session, Notification row, Escalation escalation) {
        if (row.purpose() == Purpose.AFFECTED_USER) {
            return USER_CHANNELS;
        }
        if (row.purpose() != Purpose.ALERT && row.purpose() != Purpose.REMINDER) {
            return List.of(); // answers go by the way of the question
        }
        Optional<EscalationPolicy> policy = policy(session, escalation);
        if (policy.isEmpty()) {
            return List.of();
        }
        if (row.purpose() == Purpose.REMINDER) {
            return reminderChannels(policy.get());
        }
        List<EscalationStep> steps = policy.get().steps();
        EscalationStep step = steps.get(row.step() % steps.size());
        return step.use() == ChannelUse.ALL ? List.of() : step.channels();
    }

    private boolean add(
            StoreSession session,
            String key,
            Purpose purpose,
            Incident incident,
            int epoch,
            int step,
            int fallback,
            PersonRef person,
            String personName,
            ChannelKind kind,
            Instant now) {
        return session.notifications()
                .add(Notification.ofStep(
                        session.notifications().nextId(),
                        messaging.msp(),
                        key,
                        purpose,
                        incident.id(),
                        epoch,
                        step,
                        fallback,
                        person,
                        personName,
                        kind,
                        incident.severity(),
                        now,
                        now.plus(messaging.settings().timeToLive())));
    }
}
