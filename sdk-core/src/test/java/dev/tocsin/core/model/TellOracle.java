package dev.tocsin.core.model;

import dev.tocsin.core.consent.ConsentAction;
import dev.tocsin.core.consent.ConsentEntry;
import dev.tocsin.core.escalation.Acknowledgement;
import dev.tocsin.core.escalation.ChannelUse;
import dev.tocsin.core.escalation.Escalation;
import dev.tocsin.core.escalation.EscalationPiece;
import dev.tocsin.core.escalation.EscalationPolicy;
import dev.tocsin.core.escalation.EscalationStep;
import dev.tocsin.core.escalation.OnCallOverride;
import dev.tocsin.core.escalation.Recipient;
import dev.tocsin.core.escalation.Via;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ScriptedPsa.Ticket;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.model.TellChannel.Request;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.notify.NotificationState;
import dev.tocsin.core.notify.Purpose;
import dev.tocsin.core.people.PersonRef;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.PhoneUse;
import dev.tocsin.core.people.TechnicianStatus;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What must hold of all that people are told, found out without the code that tells them. */
final class TellOracle {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm'Z'").withZone(ZoneOffset.UTC);
    private static final Set<Purpose> BUDGETED = Set.of(Purpose.ALERT, Purpose.REMINDER, Purpose.AFFECTED_USER);
    private static final Set<NotificationState> WENT_OUT = Set.of(NotificationState.SENT, NotificationState.DELIVERED);
    /** Its time to live, quiet hours in between, and the same after them. */
    private static final Duration LONGEST_OPEN = Duration.ofHours(12);

    private static final int MOST_MOMENTS = 400;

    /** One epoch of the telling of an incident. */
    record Epoch(long incidentId, int number) {}

    /** A step that was reached, and what it said then. */
    record Reached(Epoch epoch, int number) {}

    /** A text or call that went out for a person. */
    private record Sent(PersonRef person, String key, ChannelKind kind, Instant at, Request request) {}

    private final TellWorld world;
    private final Map<Epoch, Acknowledgement> acknowledged = new HashMap<>();
    /** When an incident's source said first that somebody sees to it. */
    private final Map<Epoch, Instant> acknowledgedBySource = new HashMap<>();

    private final Map<Epoch, Instant> begun = new HashMap<>();
    private final Map<Reached, EscalationStep> reached = new HashMap<>();
    private final Map<Long, Integer> looked = new HashMap<>();
    private final Map<Long, Instant> over = new HashMap<>();
    private final Map<Long, Instant> open = new HashMap<>();
    private final Map<Long, String> closedByTechnicians = new TreeMap<>();
    private final List<Sent> sent = new ArrayList<>();
    private final List<Instant> configured = new ArrayList<>();
    private final Map<String, TreeMap<Instant, TechnicianStatus>> statuses = new HashMap<>();
    private final Map<PhoneNumber, Integer> confirmations = new HashMap<>();
    private final Set<Instant> moments = new TreeSet<>();

    TellOracle(TellWorld world) {
        this.world = world;
    }

    static void that(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    private Instant now() {
        return world.time().instant();
    }

    // ---- after each write

    /** Looks at what is in the store after a write, before anything else happens. */
    void observe() {
        moments.add(now());
        List<Escalation> escalations = world.escalations();
        List<Long> ids = escalations.stream().map(Escalation::incidentId).toList();
        world.host().read(session -> session.incidents().get(ids)).values().forEach(this::seen);
        escalations.forEach(this::seen);
        TellWorld.NUMBERS.keySet().forEach(id -> {
            TreeMap<Instant, TechnicianStatus> known = statuses.computeIfAbsent(id, any -> new TreeMap<>());
            TechnicianStatus status = world.status(id);
            if (known.isEmpty() || known.lastEntry().getValue() != status) {
                known.put(now(), status);
            }
        });
    }

    private void seen(Incident incident) {
        if (incident.state().hasOpenTicket()) {
            open.put(incident.id(), now());
        }
        if (incident.state().live()) {
            over.remove(incident.id());
            closedByTechnicians.remove(incident.id());
        } else if (over.putIfAbsent(incident.id(), now()) == null
                && incident.state() == IncidentState.CLOSED_HUMAN
                && isByTechnician(incident.reason())
                && incident.ticketId() != null) {
            closedByTechnicians.put(incident.id(), Objects.requireNonNull(incident.ticketId()));
        }
    }

    private static boolean isByTechnician(String reason) {
        return TellWorld.NUMBERS.keySet().stream().anyMatch(id -> reason.startsWith("closed by " + id + " by "));
    }

    private void seen(Escalation one) {
        Epoch epoch = new Epoch(one.incidentId(), one.epoch());
        boolean isNew = begun.putIfAbsent(epoch, now()) == null;
        Acknowledgement acknowledgement = one.acknowledgement();
        if (acknowledgement != null && acknowledgement.via() != Via.SOURCE) {
            Acknowledgement known = acknowledged.putIfAbsent(epoch, acknowledgement);
            that(
                    known == null || known.at().equals(acknowledgement.at()),
                    "an acknowledgement was replaced: " + known + " by " + acknowledgement);
        } else {
            that(!acknowledged.containsKey(epoch), "an acknowledgement was lost of " + epoch);
            if (acknowledgement != null) {
                acknowledgedBySource.putIfAbsent(epoch, acknowledgement.at());
            }
        }
        int before = isNew ? 0 : looked.getOrDefault(one.incidentId(), 0);
        looked.put(one.incidentId(), one.step());
        that(one.step() <= before + 1, "two steps were reached at once of " + epoch);
        if (one.step() == before + 1) {
            isReached(new Reached(epoch, before), Objects.requireNonNull(one.policyId()), world.rows());
        }
    }

    private void isReached(Reached step, String policyId, List<Notification> rows) {
        List<EscalationPiece> pieces = world.host()
                .read(session -> session.configuration().load(Host.MSP).escalation().stream()
                        .map(stored -> stored.item())
                        .toList());
        EscalationPolicy policy = pieces.stream()
                .filter(piece ->
                        piece instanceof EscalationPolicy one && one.id().equals(policyId))
                .map(EscalationPolicy.class::cast)
                .findFirst()
                .orElseThrow();
        EscalationStep said = policy.steps().get(step.number() % policy.steps().size());
        that(reached.put(step, said) == null, step + " was reached twice");
        Set<String> expected = new TreeSet<>();
        for (Recipient recipient : said.recipients()) {
            if (recipient instanceof Recipient.Named named) {
                expected.add(named.technicianId());
            } else {
                expected.addAll(onCall(pieces));
            }
        }
        expected.removeIf(id -> world.status(id) != TechnicianStatus.ACTIVE);
        int kinds = said.use() == ChannelUse.ALL ? said.channels().size() : 1;
        Set<String> wanted = expected.stream()
                .flatMap(id -> said.channels().stream().limit(kinds).map(kind -> id + " by " + kind))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> planned = rows.stream()
                .filter(row -> isOf(row, step))
                .map(row -> row.person().id() + " by " + row.kind())
                .collect(Collectors.toCollection(TreeSet::new));
        that(wanted.equals(planned), step + " is to tell " + wanted + ", planned are " + planned);
    }

    private static boolean isOf(Notification row, Reached step) {
        Long incidentId = row.incidentId();
        return row.purpose() == Purpose.ALERT
                && incidentId != null
                && incidentId == step.epoch().incidentId()
                && row.epoch() == step.epoch().number()
                && row.step() == step.number();
    }

    private List<String> onCall(List<EscalationPiece> pieces) {
        return pieces.stream()
                .filter(piece -> piece instanceof OnCallOverride)
                .map(OnCallOverride.class::cast)
                .filter(one -> !one.from().isAfter(now()) && one.until().isAfter(now()))
                .max(Comparator.comparing(OnCallOverride::from)
                        .thenComparing(OnCallOverride::id, Comparator.reverseOrder()))
                .map(OnCallOverride::technicianIds)
                .orElseGet(() -> {
                    LocalDate monday = LocalDate.ofInstant(now(), ZoneOffset.UTC)
                            .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                    long weeks = ChronoUnit.WEEKS.between(TellWorld.ROTATION_START, monday);
                    return List.of(TellWorld.ROTATION.get((int) Math.floorMod(weeks, 2L)));
                });
    }

    /** The configuration of who is told is another. */
    void configured() {
        configured.add(now());
    }

    // ---- at each request

    /** A message is about to go out. */
    void isSent(ChannelKind kind, Request request) {
        String key = request.message().key();
        Notification row = world.host()
                .read(session -> session.notifications().byKey(Host.MSP, key))
                .orElseThrow(() -> new AssertionError("no notification has the key " + key));
        Instant claimed = Objects.requireNonNull(row.sentAt(), "a message went out that is not marked as sent");
        String what = key + " to " + row.person().id() + " claimed at " + since(claimed);
        Instant end = row.endedAt();
        that(
                row.state() == NotificationState.SENDING || (end != null && end.isAfter(claimed)),
                "sent while it is " + row.state() + ": " + what);
        that(row.kind() == kind && request.message().to().equals(row.address()), "sent elsewhere: " + what);
        isSentAtMostOnce(row, request, what);
        if (row.purpose() == Purpose.OPT_OUT_CONFIRMATION || row.purpose() == Purpose.HELP) {
            isAnAnswer(row);
        } else {
            isAllowed(row, claimed, what);
        }
        if (row.purpose() == Purpose.ALERT || row.purpose() == Purpose.REMINDER) {
            isNeeded(row, claimed, what);
            isOutsideQuietHours(row, claimed, what);
            isOneForItsNumber(row, what);
        }
        if (BUDGETED.contains(row.purpose())) {
            isWithinLimit(row, claimed, what);
            sent.add(new Sent(row.person(), key, kind, claimed, request));
        }
    }

    private void isSentAtMostOnce(Notification row, Request request, String what) {
        List<Request> before = world.channel(row.kind()).requests().stream()
                .filter(one -> one.message().key().equals(request.message().key()))
                .toList();
        long unproven = before.stream().filter(Request::maybe).count();
        boolean repeat = request.message().text().startsWith("(repeat)");
        switch (row.kind()) {
            case SMS -> {
                that(unproven <= 1 && (unproven == 0 || repeat), "sent again, its outcome unknown: " + what);
                that(!repeat || row.attempts() > 1, "called a repeat: " + what);
            }
            case VOICE -> that(unproven == 0, "called again: " + what);
            case EMAIL -> that(unproven <= 1, "mailed a third time: " + what);
        }
    }

    private void isAnAnswer(Notification row) {
        PhoneNumber number = new PhoneNumber(Objects.requireNonNull(row.address()));
        if (row.purpose() == Purpose.OPT_OUT_CONFIRMATION && row.attempts() == 1) {
            int times = confirmations.merge(number, 1, Integer::sum);
            long stops = ledger(number).stream()
                    .filter(entry -> entry.action() == ConsentAction.OPT_OUT)
                    .count();
            that(times <= stops, "more confirmations than opt-outs");
        }
    }

    private List<ConsentEntry> ledger(PhoneNumber number) {
        return world.host().read(session -> session.consent().of(TellWorld.PROGRAMME.id(), number));
    }

    private void isAllowed(Notification row, Instant claimed, String what) {
        String id = row.person().id();
        that(wasActive(id, claimed), "its technician was not active: " + what);
        if (row.kind() == ChannelKind.EMAIL || row.purpose() == Purpose.CONSENT_QUESTION) {
            return;
        }
        PhoneNumber number = new PhoneNumber(Objects.requireNonNull(row.address()));
        that(number.equals(TellWorld.NUMBERS.get(id)), "to the number of somebody else: " + what);
        PhoneUse use = row.kind() == ChannelKind.SMS ? PhoneUse.SMS : PhoneUse.VOICE;
        that(agreed(row.person(), number, use, claimed), "without consent: " + what);
    }

    private boolean wasActive(String id, Instant at) {
        Map.Entry<Instant, TechnicianStatus> last =
                statuses.getOrDefault(id, new TreeMap<>()).floorEntry(at);
        return last != null && last.getValue() == TechnicianStatus.ACTIVE;
    }

    private boolean agreed(PersonRef person, PhoneNumber number, PhoneUse use, Instant at) {
        boolean in = false;
        boolean out = false;
        boolean blocked = false;
        for (ConsentEntry entry : ledger(number)) {
            if (entry.at().isAfter(at) || !entry.uses().contains(use)) {
                continue;
            }
            switch (entry.action()) {
                case OPT_IN -> {
                    if (person.equals(entry.person())) {
                        in = true;
                        out = false;
                    }
                }
                case OPT_OUT -> out = true;
                case PROVIDER_BLOCK -> {
                    out = true;
                    blocked = use == PhoneUse.SMS;
                }
                case RESUBSCRIBE -> {
                    out = false;
                    blocked = false;
                }
                case VOIDED -> in = false;
                default -> {}
            }
        }
        return in && !out && !blocked;
    }

    private void isNeeded(Notification row, Instant claimed, String what) {
        Epoch epoch = new Epoch(Objects.requireNonNull(row.incidentId()), row.epoch());
        Acknowledgement acknowledgement = acknowledged.get(epoch);
        boolean before = acknowledgement != null && !acknowledgement.at().isAfter(claimed);
        that(before == (row.purpose() == Purpose.REMINDER), "told after " + acknowledgement + ": " + what);
        Instant end = over.get(epoch.incidentId());
        that(end == null || end.isAfter(claimed), "told of what was over at " + end + ": " + what);
    }

    private void isOutsideQuietHours(Notification row, Instant claimed, String what) {
        LocalTime time = LocalTime.ofInstant(claimed, ZoneOffset.UTC);
        boolean quiet = !time.isBefore(TellWorld.QUIET_FROM) && time.isBefore(TellWorld.QUIET_TO);
        if (quiet && row.kind() != ChannelKind.EMAIL && row.person().id().equals("fay")) {
            Incident incident = incident(Objects.requireNonNull(row.incidentId()));
            that(incident.severity() == Severity.CRITICAL, "told in quiet hours: " + what);
        }
    }

    private Incident incident(long id) {
        return Objects.requireNonNull(world.host()
                .read(session -> session.incidents().get(List.of(id)))
                .get(id));
    }

    private void isOneForItsNumber(Notification row, String what) {
        if (row.purpose() != Purpose.ALERT || row.kind() == ChannelKind.EMAIL) {
            return;
        }
        for (Notification other : world.rows()) {
            boolean same = other.id() != row.id()
                    && other.purpose() == row.purpose()
                    && Objects.equals(other.incidentId(), row.incidentId())
                    && other.epoch() == row.epoch()
                    && other.step() == row.step()
                    && other.kind() == row.kind()
                    && Objects.equals(other.address(), row.address())
                    && WENT_OUT.contains(other.state());
            that(!same || row.attempts() > 1, "a second message to one number: " + what);
        }
    }

    private void isWithinLimit(Notification row, Instant claimed, String what) {
        Map<String, Instant> last = new HashMap<>();
        for (Sent one : sent) {
            boolean counts = one.person().equals(row.person())
                    && (one.kind() == ChannelKind.EMAIL) == (row.kind() == ChannelKind.EMAIL)
                    && one.request().wasMaybe()
                    && one.at().isAfter(claimed.minus(world.settings().window()));
            if (counts) {
                last.put(one.key(), one.at());
            }
        }
        // The first request of a repeat counted, though the process may have died before it was made.
        if (row.repeated()
                || last.remove(row.key()) != null
                || last.size() < world.settings().limit()) {
            return;
        }
        Instant latest = last.values().stream().max(Comparator.naturalOrder()).orElseThrow();
        that(
                !latest.plus(world.settings().bundlePause()).isAfter(claimed),
                "over the limit of " + world.settings().limit() + " after " + last.keySet() + ": " + what);
    }

    private static String since(Instant at) {
        return Duration.between(dev.tocsin.core.fake.VirtualTime.START, at).toString();
    }

    // ---- at the end

    /** How many moments something was written in since this was asked last. */
    int moments() {
        int count = moments.size();
        moments.clear();
        return count;
    }

    void isCalm(Duration span) {
        int most = (int) (MOST_MOMENTS * Math.max(1, span.toHours()));
        int count = moments();
        that(count <= most, "there were " + count + " moments of work in " + span);
    }

    void atTheEnd(Set<String> reopened, Set<String> owned) {
        List<Notification> rows = world.rows();
        for (Notification row : rows) {
            if (row.state().open()) {
                Instant due = row.dueAt();
                that(due != null && due.isAfter(now()), "nobody takes it up: " + shown(row));
                that(row.plannedAt().plus(LONGEST_OPEN).isAfter(now()), "open for ever: " + shown(row));
            } else if (!WENT_OUT.contains(row.state())) {
                that(row.reason() != null && !row.reason().isBlank(), "ended without a reason: " + shown(row));
            }
        }
        for (Escalation one : world.escalations()) {
            Instant due = one.dueAt();
            that(due == null || due.isAfter(now()), "its escalation is due and left: " + one);
        }
        reached.forEach((step, said) -> everybodyWasTold(step, said, rows));
        acknowledged.forEach(this::isNoted);
        closedByTechnicians.forEach((incident, id) -> {
            Ticket ticket = world.host().psa.ticketOf(id);
            boolean told =
                    Host.texts(ticket).stream().anyMatch(note -> note.contains("was to be closed for a technician"));
            that(
                    ticket.isClosed() || told || reopened.contains(id) || isUsed(id),
                    "closed by a technician, and ticket #" + id + " is open: "
                            + incident(incident).reason());
        });
        owned.forEach(ticket -> that(
                "ann".equals(world.host().psa.ticketOf(ticket).owner()), "the owner of #" + ticket + " is another"));
    }

    private boolean isUsed(String ticket) {
        return world.host().incidents().stream().anyMatch(one -> one.state().live() && ticket.equals(one.ticketId()));
    }

    private static String shown(Notification row) {
        return row + " of " + row.person().id() + " planned " + since(row.plannedAt()) + ", due "
                + (row.dueAt() == null ? "never" : since(row.dueAt())) + ": " + row.reason();
    }

    private void everybodyWasTold(Reached step, EscalationStep said, List<Notification> rows) {
        Map<PersonRef, List<Notification>> mine =
                rows.stream().filter(row -> isOf(row, step)).collect(Collectors.groupingBy(Notification::person));
        if (said.use() == ChannelUse.ALL) {
            return;
        }
        mine.forEach((person, all) -> {
            boolean out = all.stream().anyMatch(row -> row.state().open() || WENT_OUT.contains(effective(row, rows)));
            Notification last = all.stream()
                    .max(Comparator.comparing(Notification::fallback))
                    .orElseThrow();
            // The policy may have got more channels since.
            boolean tried = last.fallback() >= said.channels().size() - 1;
            that(
                    out
                            || tried
                            || wasNotNeeded(step, last)
                            || String.valueOf(last.reason()).startsWith("it was too late"),
                    "told by none of " + said.channels() + ": "
                            + all.stream().map(TellOracle::shown).toList());
        });
    }

    private static NotificationState effective(Notification row, List<Notification> rows) {
        Long bundle = row.bundleId();
        return row.state() != NotificationState.BUNDLED || bundle == null
                ? row.state()
                : rows.stream()
                        .filter(one -> one.id() == bundle)
                        .map(one -> effective(one, rows))
                        .findFirst()
                        .orElseThrow();
    }

    private boolean wasNotNeeded(Reached step, Notification last) {
        Instant end = Objects.requireNonNull(last.endedAt());
        Acknowledgement acknowledgement = acknowledged.get(step.epoch());
        Instant bySource = acknowledgedBySource.get(step.epoch());
        Instant next =
                begun.get(new Epoch(step.epoch().incidentId(), step.epoch().number() + 1));
        boolean changed = configured.stream().anyMatch(at -> !at.isBefore(last.plannedAt()));
        Instant ending = over.get(step.epoch().incidentId());
        return changed
                || (acknowledgement != null && !acknowledgement.at().isAfter(end))
                || (next != null && !next.isAfter(end))
                || (ending != null && !ending.isAfter(end))
                || (bySource != null && !bySource.isAfter(end));
    }

    private void isNoted(Epoch epoch, Acknowledgement acknowledgement) {
        Incident incident = incident(epoch.incidentId());
        String ticketId = incident.ticketId();
        if (ticketId == null) {
            return;
        }
        String text = "Acknowledged by " + acknowledgement.name() + " by "
                + acknowledgement.via().words() + " " + TIME.format(acknowledgement.at());
        Ticket ticket = world.host().psa.ticketOf(ticketId);
        long notes =
                Host.texts(ticket).stream().filter(note -> note.contains(text)).count();
        Set<Epoch> same = new LinkedHashSet<>();
        acknowledged.forEach((other, one) -> {
            if (ticketId.equals(incident(other.incidentId()).ticketId())
                    && text.endsWith(one.via().words() + " " + TIME.format(one.at()))
                    && text.contains(" " + one.name() + " by ")) {
                same.add(other);
            }
        });
        // A ticket that was closed, and is not reopened since all is resolved again, says nothing of what came back.
        Instant last = open.get(epoch.incidentId());
        boolean needed = answered.contains(epoch) && last != null && !last.isBefore(acknowledgement.at());
        that(
                notes <= same.size() && (!needed || notes == same.size()),
                "there are " + notes + " notes that say '" + text + "' on #" + ticketId + ", of " + same);
    }

    private final Set<Epoch> answered = new HashSet<>();

    /** An acknowledgement of an incident was answered as done. */
    void answered(long incidentId) {
        Escalation one = world.escalations().stream()
                .filter(known -> known.incidentId() == incidentId)
                .findFirst()
                .orElseThrow(() -> new AssertionError("acknowledged and without an escalation: " + incidentId));
        Epoch epoch = new Epoch(incidentId, one.epoch());
        that(acknowledged.containsKey(epoch), "answered as acknowledged, and it is not: " + epoch);
        answered.add(epoch);
    }
}
