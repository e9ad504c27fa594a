package dev.tocsin.core.model;

import dev.tocsin.core.Tocsin;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.consent.InboundMessage;
import dev.tocsin.core.escalation.ActionResult;
import dev.tocsin.core.escalation.Escalation;
import dev.tocsin.core.escalation.EscalationPiece;
import dev.tocsin.core.escalation.IncidentAction;
import dev.tocsin.core.escalation.OnCallOverride;
import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.fake.Fault;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ProcessDeath;
import dev.tocsin.core.fake.ScriptedPsa.Op;
import dev.tocsin.core.fake.ScriptedPsa.Ticket;
import dev.tocsin.core.fake.VirtualTime;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.model.TellChannel.Act;
import dev.tocsin.core.model.TellChannel.Answering;
import dev.tocsin.core.model.TellChannel.Request;
import dev.tocsin.core.model.TellStep.Kind;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.DeliveryReport;
import dev.tocsin.core.notify.DeliveryStatus;
import dev.tocsin.core.notify.InboundOutcome;
import dev.tocsin.core.notify.KeyPress;
import dev.tocsin.core.notify.NotificationState;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.TechnicianStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Plays steps on a world of people who are told, and keeps a line of each. */
final class TellHistory {
    private static final PhoneNumber STRANGER = new PhoneNumber("+4915199999999");
    private static final List<Op> FAILING = List.of(
            Op.CREATE, Op.ADD_NOTE, Op.ADD_NOTE, Op.SET_STATUS, Op.SET_OWNER, Op.READ, Op.NOTES, Op.FIND, Op.CHANGED);
    private static final Set<Op> WRITES = Set.of(Op.CREATE, Op.ADD_NOTE, Op.SET_STATUS, Op.SET_OWNER);
    private static final List<Kind> MEANWHILE = List.of(
            Kind.TEXT,
            Kind.TEXT,
            Kind.ACKNOWLEDGE,
            Kind.CLOSE,
            Kind.KEY,
            Kind.REPORT,
            Kind.REPORT,
            Kind.STATUS,
            Kind.RESOLVE,
            Kind.UPDATE,
            Kind.POLICY,
            Kind.SNOOZE);

    private final TellWorld world;
    private final TellOracle oracle;
    private final Host host;
    private final List<String> lines = new ArrayList<>();
    private final Map<InboundMessage, InboundOutcome> texts = new LinkedHashMap<>();
    private final List<KeyPress> keys = new ArrayList<>();
    private final List<String> usedLinks = new ArrayList<>();
    private final List<DeliveryReport> reports = new ArrayList<>();
    private final Set<String> reopened = new HashSet<>();
    private final Set<String> owned = new HashSet<>();
    private int number;
    private Host.@Nullable Other other;

    TellHistory(long seed) {
        world = new TellWorld(seed);
        oracle = world.oracle();
        host = world.host();
    }

    List<String> lines() {
        return lines;
    }

    private void line(String text) {
        lines.add(Duration.between(VirtualTime.START, now()).truncatedTo(ChronoUnit.SECONDS) + " " + text);
    }

    private Instant now() {
        return host.time.instant();
    }

    private Tocsin tocsin() {
        return host.tocsin();
    }

    void play(List<TellStep> steps) {
        for (TellStep step : steps) {
            happens(step);
            later();
        }
        world.noMoreFaults();
        line("settle");
        restore();
        tocsin().retryRefused();
        event("extra", "extra", EventKind.RAISED, Severity.LOW);
        run(Duration.ofHours(1), false);
        host.psa.all().forEach(ticket -> tocsin().ticketChanged(Host.CONNECTION, ticket.id()));
        oracle.moments();
        run(Duration.ofHours(12), false);
        oracle.isCalm(Duration.ofHours(12));
        oracle.atTheEnd(reopened, owned);
    }

    private void later() {
        host.time.advance(Duration.ofMillis(1));
    }

    private void happens(TellStep step) {
        try {
            carryOut(step);
        } catch (ProcessDeath death) {
            died();
        } catch (ConfigurationException e) {
            line("refused: " + e.getMessage());
        }
        oracle.observe();
    }

    private void died() {
        line("died");
        host.restart();
        other = null;
    }

    private void carryOut(TellStep step) {
        switch (step.kind()) {
            case RAISE -> event(asset(step), asset(step) + "-" + step.b() % 2, EventKind.RAISED, severity(step));
            case RESOLVE -> event(asset(step), asset(step) + "-" + step.b() % 2, EventKind.RESOLVED, severity(step));
            case UPDATE -> event(asset(step), asset(step) + "-" + step.b() % 2, EventKind.UPDATED, severity(step));
            case SOURCE -> event(asset(step), asset(step) + "-" + step.b() % 2, EventKind.ACKED, severity(step));
            case ACKNOWLEDGE, CLOSE, SNOOZE -> byApi(step);
            case TEXT -> text(step);
            case TEXT_AGAIN -> textAgain(step);
            case KEY -> key(step);
            case KEY_AGAIN -> keyAgain(step);
            case LINK -> link(step);
            case LINK_AGAIN -> linkAgain(step);
            case BAD_LINK -> badLink(step);
            case REPORT -> report(step);
            case REPORT_AGAIN -> reportAgain(step);
            case BAD_REPORT -> badReport(step);
            case CHANNEL -> {
                Act act = Act.values()[step.b() % Act.values().length];
                line("next " + kind(step) + " " + act);
                world.channel(kind(step)).then(act);
            }
            case ANSWERING -> {
                Answering answering = Answering.values()[step.b() % 3];
                line(kind(step) + " " + answering);
                world.channel(kind(step)).answering(answering);
            }
            case MEANWHILE -> {
                TellStep meets = new TellStep(MEANWHILE.get(step.b() % MEANWHILE.size()), step.b(), step.c(), step.a());
                line("next " + kind(step) + " meets " + meets);
                world.channel(kind(step)).meanwhile(() -> carryOut(meets));
            }
            case STATUS -> status(step);
            case CONSENT -> {
                String id = world.technician(step.a());
                if (!id.equals("cyd")) {
                    line(id + " agrees");
                    world.optIn(id);
                }
            }
            case POLICY, REMOVE_POLICY, OVERRIDE, RESTORE -> configure(step);
            case PSA_FAULT -> psaFault(step);
            case PSA_CLOSE, PSA_REOPEN, PSA_OWN, PSA_NOTE -> inPsa(step);
            case DIE -> {
                line("dies at a write");
                world.die(step.a() % 2 == 0, step.b() % 25);
            }
            case RESTART -> {
                line("restart");
                host.restart();
                other = null;
            }
            case STANDSTILL -> {
                line("standstill");
                host.time.advance(Duration.ofSeconds(step.a() % 3_000));
            }
            case RUN -> run(Duration.ofSeconds(step.a() % (step.b() % 5 == 0 ? 6_000 : 240)), step.c() % 3 == 0);
        }
    }

    private void run(Duration span, boolean byOther) {
        line("run " + span + (byOther ? " by the other" : ""));
        Instant end = now().plus(span);
        while (now().isBefore(end)) {
            try {
                Duration rest = Duration.between(now(), end);
                if (byOther) {
                    if (other == null) {
                        other = host.other();
                    }
                    other.run(rest);
                } else {
                    host.run(rest);
                }
            } catch (ProcessDeath death) {
                died();
                later();
            }
        }
    }

    // ---- events

    private static String asset(TellStep step) {
        return List.of("dc01", "dc02", "web").get(step.a() % 3);
    }

    private static Severity severity(TellStep step) {
        return Severity.values()[step.c() % 5];
    }

    private static ChannelKind kind(TellStep step) {
        return ChannelKind.values()[step.a() % 3];
    }

    private void event(String asset, String id, EventKind kind, Severity severity) {
        line(kind + " " + id + " " + severity);
        host.ingest(host.problem(asset, id).kind(kind).severity(severity));
    }

    // ---- technicians

    private @Nullable Incident incident(int choice) {
        List<Incident> all = host.incidents();
        return all.isEmpty() ? null : all.get(all.size() - 1 - choice % Math.min(4, all.size()));
    }

    /** What commands change, but for what time alone changes. */
    private String digest() {
        StringBuilder all = new StringBuilder();
        all.append(host.incidents()).append(host.intents()).append(world.escalations());
        host.read(session -> {
            all.append(session.configuration().load(Host.MSP));
            TellWorld.NUMBERS
                    .values()
                    .forEach(one -> session.consent()
                            .of(TellWorld.PROGRAMME.id(), one)
                            .forEach(entry -> all.append(entry.id())));
            return true;
        });
        return all.toString();
    }

    private <T> T changingNothing(String what, Supplier<T> act) {
        String before = digest();
        T result = act.get();
        TellOracle.that(before.equals(digest()), what + " changed something");
        return result;
    }

    private void byApi(TellStep step) {
        Incident incident = incident(step.b());
        if (incident == null) {
            return;
        }
        String id = world.technician(step.a());
        boolean active = world.status(id) == TechnicianStatus.ACTIVE;
        Supplier<ActionResult> act = () -> switch (step.kind()) {
            case ACKNOWLEDGE -> tocsin().acknowledgements().acknowledge(incident.id(), id);
            case CLOSE -> tocsin().acknowledgements().close(incident.id(), id, step.c() % 2 == 0);
            default -> tocsin().acknowledgements().snooze(incident.id(), id, Duration.ofMinutes(1 + step.c() % 200));
        };
        ActionResult result = active ? act.get() : changingNothing("a technician who is not active", act);
        line(step.kind() + " " + incident.id() + " by " + id + ": " + result.kind());
        answered(step.kind() == Kind.ACKNOWLEDGE, incident.id(), result);
    }

    private void answered(boolean acknowledges, long incidentId, ActionResult result) {
        if (acknowledges && result.kind() == ActionResult.Kind.DONE) {
            oracle.answered(incidentId);
        }
    }

    private void text(TellStep step) {
        Incident incident = incident(step.b());
        String id = world.technician(step.a());
        boolean stranger = step.c() % 11 == 0;
        PhoneNumber from = stranger ? STRANGER : Objects.requireNonNull(TellWorld.NUMBERS.get(id));
        String code = incident == null ? "ZZZZ" : code(incident.id());
        String text = switch (step.c() % 17) {
            case 0, 1, 2, 3 -> "ack " + code + ", on my way";
            case 4, 5 -> "CLOSE " + code;
            case 6 -> "CLOSE! " + code;
            case 7 -> "1";
            case 8 -> "SNOOZE " + code;
            case 9 -> "ACK ZZZZ9";
            case 10 -> "STOP";
            case 11 -> "please stop texting me";
            case 12, 13 -> "START";
            case 14 -> "YES";
            case 15 -> "HELP";
            default -> "ok thanks";
        };
        InboundMessage message = new InboundMessage(from, text, "SM" + ++number, "model", now());
        boolean command = text.contains(code) || text.equals("1");
        boolean idle = stranger
                || text.equals("ACK ZZZZ9")
                || text.equals("ok thanks")
                || (command && !text.equals("1") && incident != null && !mayAct(from, incident.id()));
        Supplier<InboundOutcome> act = () -> tocsin().inbound().message(message);
        InboundOutcome outcome =
                idle ? changingNothing("'" + text + "' from " + (stranger ? "a stranger" : id), act) : act.get();
        TellOracle.that(!outcome.repeated(), "a new message is called a repeat");
        texts.put(message, outcome);
        line((stranger ? "a stranger" : id) + " texts '" + text + "': " + outcome.words());
    }

    private boolean mayAct(PhoneNumber from, long incidentId) {
        return world.rows().stream()
                .filter(row -> Objects.equals(row.incidentId(), incidentId))
                .filter(row -> row.attempts() > 0 || row.state() == NotificationState.BUNDLED)
                .map(row -> row.person().id())
                .anyMatch(id -> from.equals(TellWorld.NUMBERS.get(id)) && world.status(id) == TechnicianStatus.ACTIVE);
    }

    private String code(long incidentId) {
        return world.escalations().stream()
                .filter(one -> one.incidentId() == incidentId)
                .map(Escalation::code)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("ZZZZ");
    }

    private static <T> @Nullable T any(List<T> all, int choice) {
        return all.isEmpty() ? null : all.get(choice % all.size());
    }

    private void textAgain(TellStep step) {
        InboundMessage message = any(List.copyOf(texts.keySet()), step.a());
        if (message == null) {
            return;
        }
        line("again '" + message.text() + "'");
        InboundOutcome first = Objects.requireNonNull(texts.get(message));
        InboundOutcome again = changingNothing(
                "'" + message.text() + "' again", () -> tocsin().inbound().message(message));
        TellOracle.that(
                again.words().equals(first.words()) && again.repeated(),
                "'" + message.text() + "' was answered '" + first.words() + "' and then '" + again.words() + "'");
    }

    private void key(TellStep step) {
        List<Request> calls = world.channel(ChannelKind.VOICE).requests();
        Request call = any(calls, calls.size() - 1 - step.a() % Math.max(1, Math.min(5, calls.size())));
        String digits = List.of("1", "1", "2", "2", "3", "9", "").get(step.b() % 7);
        boolean machine = step.c() % 4 == 0;
        boolean unknown = call == null || step.c() % 9 == 0;
        KeyPress press = new KeyPress(
                unknown ? "i1/e9/s0/nobody/voice" : call.message().key(),
                unknown ? "CA-none" : call.id(),
                digits,
                machine ? "machine_start" : "human",
                step.c() % 3 == 0,
                step.c() % 5,
                now());
        Supplier<String> act = () -> String.valueOf(tocsin().inbound().keyPressed(press));
        String answer = machine || unknown ? changingNothing("a key of nobody", act) : act.get();
        line("key '" + digits + "' in " + press.notificationKey() + (machine ? " by a machine" : "")
                + (press.confirming() ? " confirming" : "") + ": " + answer);
        keys.add(press);
    }

    private void keyAgain(TellStep step) {
        KeyPress press = any(keys, step.a());
        if (press != null && !press.digits().equals("2")) {
            line("again key " + press.digits() + " in " + press.notificationKey());
            changingNothing(
                    "key " + press.digits() + " again", () -> tocsin().inbound().keyPressed(press));
        }
    }

    private void link(TellStep step) {
        Incident incident = incident(step.b());
        if (incident == null) {
            return;
        }
        String id = world.technician(step.a());
        IncidentAction action = step.c() % 2 == 0 ? IncidentAction.ACKNOWLEDGE : IncidentAction.CLOSE;
        String token = token(incident, id, action, now().plus(Duration.ofHours(24)));
        changingNothing("showing a link", () -> tocsin().acknowledgements().view(token));
        Supplier<ActionResult> act = () -> tocsin().acknowledgements().act(token, step.c() % 3 == 0);
        ActionResult result = world.status(id) == TechnicianStatus.ACTIVE
                ? act.get()
                : changingNothing("the link of a technician who is not active", act);
        line("link " + action + " " + incident.id() + " by " + id + ": " + result.kind());
        answered(action == IncidentAction.ACKNOWLEDGE, incident.id(), result);
        if (result.kind() != ActionResult.Kind.NEEDS_CONFIRMATION
                && result.kind() != ActionResult.Kind.NOT_A_TECHNICIAN) {
            usedLinks.add(token);
        }
    }

    private String token(Incident incident, String id, IncidentAction action, Instant until) {
        String link = TellWorld.LINKS
                .link(Host.MSP, incident.id(), id, action, until, "n" + ++number)
                .toString();
        return link.substring(link.indexOf('=') + 1);
    }

    private void linkAgain(TellStep step) {
        String token = any(usedLinks, step.a());
        if (token != null) {
            line("a link again");
            ActionResult result = changingNothing(
                    "a link again", () -> tocsin().acknowledgements().act(token, step.b() % 2 == 0));
            TellOracle.that(result.kind() != ActionResult.Kind.DONE, "a link was used twice");
        }
    }

    private void badLink(TellStep step) {
        Incident incident = incident(step.b());
        if (incident == null) {
            return;
        }
        boolean expired = step.c() % 2 == 0;
        String good =
                token(incident, world.technician(step.a()), IncidentAction.CLOSE, now().plusSeconds(expired ? -2 : 60));
        int at = good.length() - 10 - step.a() % 20;
        char changed = good.charAt(at) == 'A' ? 'B' : 'A';
        String token = expired ? good : good.substring(0, at) + changed + good.substring(at + 1);
        ActionResult result =
                changingNothing("a bad link", () -> tocsin().acknowledgements().act(token, true));
        line((expired ? "an expired" : "a forged") + " link: " + result.kind());
    }

    // ---- reports

    private void report(TellStep step) {
        ChannelKind kind = kind(step);
        List<Request> made = world.channel(kind).requests();
        Request request = any(made, made.size() - 1 - step.b() % Math.max(1, Math.min(6, made.size())));
        if (request == null || !request.taken()) {
            return;
        }
        DeliveryStatus status = DeliveryStatus.values()[step.c() % 4];
        String code = status == DeliveryStatus.FAILED ? step.b() % 3 == 0 ? "21610" : "30005" : null;
        DeliveryReport report = new DeliveryReport(
                request.message().key(), world.channel(kind).id(), request.id(), status, code, now());
        line("report " + report.key() + " " + status + " " + code + ": "
                + tocsin().notifications().report(report));
        reports.add(report);
    }

    private void reportAgain(TellStep step) {
        DeliveryReport report = any(reports, step.a());
        if (report != null) {
            String before = world.rows().toString();
            line("report again " + report.key() + " " + report.status());
            changingNothing("a report again", () -> tocsin().notifications().report(report));
            TellOracle.that(before.equals(world.rows().toString()), "a report again changed a notification");
        }
    }

    private void badReport(TellStep step) {
        Request request = any(world.channel(kind(step)).requests(), step.b());
        boolean channel = step.c() % 2 == 0;
        DeliveryReport report = new DeliveryReport(
                request == null || !channel
                        ? "i1/e7/s0/nobody/sms"
                        : request.message().key(),
                channel ? "another" : world.channel(kind(step)).id(),
                "X",
                DeliveryStatus.FAILED,
                "21610",
                now());
        String before = world.rows().toString();
        line("a report of nothing: "
                + changingNothing(
                        "a report of nothing", () -> tocsin().notifications().report(report)));
        TellOracle.that(before.equals(world.rows().toString()), "a report of nothing changed a notification");
    }

    // ---- configuration

    private void status(TellStep step) {
        String id = List.of("eve", "ann", "eve").get(step.a() % 3);
        TechnicianStatus status = step.b() % 2 == 0 ? TechnicianStatus.INACTIVE : TechnicianStatus.ACTIVE;
        line(id + " is " + status);
        world.keep(id, status);
    }

    private void configure(TellStep step) {
        oracle.configured();
        line(step.kind().toString());
        switch (step.kind()) {
            case POLICY -> world.policy("p" + (1 + step.a() % 2), new Random(step.b()));
            case REMOVE_POLICY -> {
                world.route("any", 2, Severity.INFO, null);
                tocsin().configuration().removeEscalation(Host.MSP, EscalationPiece.Kind.POLICY, "p2");
            }
            case OVERRIDE ->
                tocsin().configuration()
                        .save(new OnCallOverride(
                                Host.MSP,
                                "o" + step.a() % 2,
                                TellWorld.DUTY,
                                step.b() % 4 == 0
                                        ? List.of()
                                        : List.of(world.technician(step.b()), "fay").stream()
                                                .distinct()
                                                .toList(),
                                now(),
                                now().plus(Duration.ofMinutes(1 + step.c() % 200)),
                                ""));
            default -> restore();
        }
    }

    private void restore() {
        oracle.configured();
        world.savePolicies();
        world.route("any", 2, Severity.INFO, "p2");
    }

    // ---- the PSA

    private void psaFault(TellStep step) {
        Op op = FAILING.get(step.a() % FAILING.size());
        Fault fault = switch (step.b() % (WRITES.contains(op) ? 7 : 3)) {
            case 0 -> new Fault.NotExecuted(null);
            case 1 -> new Fault.DeathBefore();
            case 2 -> step.c() % 5 == 0 ? new Fault.AccessDenied() : new Fault.NotExecuted(null);
            case 3 -> new Fault.LostBefore();
            case 4 -> new Fault.LostAfter();
            case 5 -> new Fault.DeathAfter();
            default -> new Fault.NotExecuted(Duration.ofSeconds(step.c() % 400));
        };
        int times = step.c() % 6 == 0 ? 10 : 1;
        line("next " + times + " " + op + " " + fault);
        for (int i = 0; i < times; i++) {
            host.psa.next(op, fault);
        }
    }

    private void inPsa(TellStep step) {
        Ticket ticket = any(
                host.psa.all().stream()
                        .filter(one -> one.isClosed() == (step.kind() == Kind.PSA_REOPEN))
                        .toList(),
                step.a());
        if (ticket == null) {
            return;
        }
        String id = ticket.id();
        line("in the PSA " + step.kind() + " #" + id);
        switch (step.kind()) {
            case PSA_CLOSE -> host.psa.closeByHand(id);
            case PSA_REOPEN -> {
                host.psa.setByHand(id, "New");
                reopened.add(id);
            }
            case PSA_OWN -> {
                host.psa.ownByHand(id);
                owned.add(id);
            }
            default -> host.psa.noteByHand(id, "ann", "hello");
        }
    }

    /** What became of it all, for people. */
    String summary() {
        StringBuilder text = new StringBuilder();
        host.incidents()
                .forEach(one -> text.append("  ").append(Oracle.line(one)).append('\n'));
        world.escalations().forEach(one -> text.append("  ").append(one).append('\n'));
        world.rows()
                .forEach(row -> text.append("  ")
                        .append(row)
                        .append(' ')
                        .append(row.person().id())
                        .append(", ")
                        .append(row.attempts())
                        .append(" attempts, due ")
                        .append(row.dueAt())
                        .append(", ended ")
                        .append(row.endedAt())
                        .append(": ")
                        .append(row.reason())
                        .append('\n'));
        host.psa
                .all()
                .forEach(one -> text.append("  #")
                        .append(one.id())
                        .append(' ')
                        .append(one.statuses())
                        .append(' ')
                        .append(one.owner())
                        .append(' ')
                        .append(Host.texts(one))
                        .append('\n'));
        return text.toString();
    }
}
