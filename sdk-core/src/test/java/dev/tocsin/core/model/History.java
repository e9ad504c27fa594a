package dev.tocsin.core.model;

import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.fake.Fault;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ProcessDeath;
import dev.tocsin.core.fake.ScriptedPsa.Op;
import dev.tocsin.core.fake.VirtualTime;
import dev.tocsin.core.rule.TicketPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Plays steps on a host, tells the oracle what it was told, and keeps a line of each for people. */
final class History {
    private static final List<String> ASSETS = List.of("dc01", "dc02", "web");
    private static final List<Op> FAILING = List.of(
            Op.CREATE,
            Op.CREATE,
            Op.CREATE,
            Op.ADD_NOTE,
            Op.ADD_NOTE,
            Op.SET_STATUS,
            Op.SET_STATUS,
            Op.SET_PRIORITY,
            Op.ATTACH,
            Op.FIND,
            Op.READ,
            Op.READ,
            Op.NOTES,
            Op.CONFIGURATIONS,
            Op.CLOSING_STATUS,
            Op.IS_DELETED,
            Op.CHANGED);
    /** Reads and writes with no look behind them that a person could get in between of. */
    private static final List<Op> INTERRUPTED = List.of(Op.CREATE, Op.FIND, Op.READ, Op.ADD_NOTE, Op.CHANGED);

    private final Host host = new Host();
    private final List<String> lines = new ArrayList<>();
    private final List<SecurityEvent> sent = new ArrayList<>();
    private final People people = new People(host);
    private final TicketPolicy policy;
    private final Oracle oracle;
    private int moments;
    private boolean mapped = true;
    private boolean ruled = true;

    History(TicketPolicy policy) {
        this.policy = policy;
        oracle = new Oracle(host, people);
        save(policy);
        host.psa.beforeStatus(oracle::beforeStatus);
    }

    private void save(TicketPolicy some) {
        oracle.policy(some);
        host.save(Host.rule("r1").policy(some));
        ruled = true;
    }

    List<String> lines() {
        return lines;
    }

    Oracle oracle() {
        return oracle;
    }

    private void line(String text) {
        lines.add(Duration.between(VirtualTime.START, host.time.instant())
                        .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                + " " + text);
    }

    /** Plays the steps, then lets all settle, and looks whether all is as it must be. */
    void play(List<Step> steps) {
        for (Step step : steps) {
            happens(step);
            oracle.always();
            host.time.advance(Duration.ofMillis(1));
        }
        host.psa.noMoreFaults();
        restore();
        host.tocsin().retryRefused();
        line("settle");
        // If no create was answered yet, nothing may be sent again before one proves the reference: this one does.
        ingest(host.problem("extra", "extra").build());
        run(Duration.ofHours(1));
        people.known().forEach(id -> host.tocsin().ticketChanged(Host.CONNECTION, id));
        run(Duration.ofHours(8));
        oracle.always();
        oracle.atTheEnd();
    }

    private void happens(Step step) {
        try {
            carryOut(step);
        } catch (ProcessDeath death) {
            line("died");
            host.restart();
        } catch (TocsinException e) {
            line("failed: " + e.getMessage());
        }
    }

    private void carryOut(Step step) {
        if (step.kind().byPerson()) {
            String did = people.act(step);
            if (did != null) {
                line(did);
            }
            return;
        }
        switch (step.kind()) {
            case RAISE -> event(step, EventKind.RAISED);
            case RESOLVE -> event(step, EventKind.RESOLVED);
            case UPDATE -> event(step, EventKind.UPDATED);
            case ACKNOWLEDGE -> event(step, EventKind.ACKED);
            case LATE -> late(step);
            case MOMENT -> moment(step);
            case REPLAY -> replay(step);
            case ATTACH -> attach(step);
            case LINK_ASSET -> {
                if (mapped) {
                    line("link " + asset(step));
                    host.tocsin().linkAsset("acme", asset(step), "c" + step.b() % 3);
                }
            }
            case HINT -> {
                String id = people.any(step.a());
                if (id != null) {
                    line("hint #" + id);
                    host.tocsin().ticketChanged(Host.CONNECTION, id);
                }
            }
            case FAULT -> fault(step);
            case MEANWHILE -> meanwhile(step);
            case RESTART -> {
                line("restart");
                host.restart();
            }
            case STANDSTILL -> {
                line("standstill");
                host.time.advance(Duration.ofSeconds(step.a() % 3_000));
            }
            case EDIT_RULE -> {
                if (ruled) {
                    TicketPolicy edited = new RandomPolicy(step.a()).draw();
                    line("edit rule: " + shown(edited));
                    save(edited);
                }
            }
            case REMOVE_RULE -> {
                line("remove rule");
                host.tocsin().configuration().removeRule(Host.MSP, "r1");
                ruled = false;
                oracle.unsupported();
            }
            case UNMAP -> {
                line("unmap");
                host.tocsin().configuration().removeMapping(Host.MSP, "acme");
                mapped = false;
                oracle.unsupported();
            }
            case PAUSE -> {
                if (ruled && mapped) {
                    line("pause");
                    host.tocsin().configuration().save(mapping(false));
                    oracle.unsupported();
                }
            }
            case RESTORE -> restore();
            default -> run(Duration.ofSeconds(step.a() % (step.b() % 6 == 0 ? 6_000 : 200)));
        }
    }

    private static CompanyMapping mapping(boolean tickets) {
        return new CompanyMapping(Host.MSP, "acme", Host.CONNECTION, "acme-psa", null, tickets, List.of("r1"));
    }

    private void restore() {
        line("rule and mapping are there");
        if (!ruled) {
            save(policy);
        }
        host.tocsin().configuration().save(mapping(true));
        mapped = true;
        // What was parked is replayed before the tombstone of what resolves it now is over.
        run(Duration.ofMillis(1));
    }

    private void run(Duration span) {
        line("run " + span);
        Instant end = host.time.instant().plus(span);
        while (host.time.instant().isBefore(end)) {
            try {
                host.run(Duration.between(host.time.instant(), end));
            } catch (ProcessDeath death) {
                line("died");
                host.restart();
            }
        }
    }

    // ---- events

    private static String asset(Step step) {
        return ASSETS.get(step.a() % ASSETS.size());
    }

    private SecurityEvent.Builder subject(Step step) {
        boolean solution = step.a() % 7 == 0;
        String id = solution ? "fix-" + step.b() % 3 : asset(step) + "-" + step.b() % 3;
        return host.problem(asset(step), id)
                .category(solution ? EventCategory.SOLUTIONS : EventCategory.PROBLEMS)
                .severity(Severity.values()[step.c() % 5]);
    }

    private void event(Step step, EventKind kind) {
        SecurityEvent event = subject(step).kind(kind).build();
        if (step.c() % 4 == 0) {
            ingest(event, event);
        } else {
            ingest(event);
        }
    }

    private void late(Step step) {
        ingest(subject(step)
                .kind(step.c() % 2 == 0 ? EventKind.RAISED : EventKind.RESOLVED)
                .occurredAt(host.time.instant().minusMillis(1 + step.c() * 45L))
                .build());
    }

    private void moment(Step step) {
        String id = "moment-" + ++moments + ".";
        ingest(host.moment("login-" + step.a() % 2, id).title(id).build());
    }

    private void attach(Step step) {
        String id = people.any(step.c());
        if (id != null) {
            ingest(subject(step).attachTo(id).build());
        }
    }

    private void replay(Step step) {
        if (sent.isEmpty()) {
            return;
        }
        SecurityEvent event = sent.get(step.a() % sent.size());
        // A delivery that was ignored is evaluated again; what was resolved before it is known for ten minutes only.
        boolean recent = event.occurredAt().isAfter(host.time.instant().minus(Duration.ofMinutes(8)));
        if (recent || oracle.isSettled(event)) {
            ingest(event);
        }
    }

    private void ingest(SecurityEvent... events) {
        List<Receipt> receipts = host.tocsin().ingest(List.of(events));
        SecurityEvent event = events[0];
        sent.add(event);
        oracle.took(event, receipts.get(0));
        String late = event.occurredAt().isBefore(host.time.instant())
                ? " of " + Duration.between(VirtualTime.START, event.occurredAt())
                : "";
        line(event.kind() + " " + event.externalId() + " " + event.severity() + late
                + event.attachTo().map(id -> " for #" + id).orElse("") + " -> "
                + receipts.get(0).outcome() + " "
                + receipts.get(0).incidentId());
    }

    // ---- faults

    private void fault(Step step) {
        Op op = FAILING.get(step.a() % FAILING.size());
        boolean write = List.of(Op.CREATE, Op.ADD_NOTE, Op.SET_STATUS, Op.SET_PRIORITY, Op.ATTACH)
                .contains(op);
        Fault fault = switch (step.b() % (write ? 8 : 3)) {
            case 0 -> new Fault.NotExecuted(null);
            case 1 -> new Fault.DeathBefore();
            case 2 -> new Fault.AccessDenied();
            case 3 -> new Fault.LostBefore();
            case 4 -> new Fault.LostAfter();
            case 5 -> new Fault.DeathAfter();
            case 6 ->
                op == Op.CREATE
                        ? new Fault.LostLate(Duration.ofSeconds(step.c() % 1_200))
                        : new Fault.NotExecuted(Duration.ofSeconds(step.c() % 100));
            default -> op == Op.CREATE ? new Fault.LostTwice() : new Fault.LostAfter();
        };
        line("next " + op + " " + fault);
        host.psa.next(op, fault);
    }

    private void meanwhile(Step step) {
        Op op = INTERRUPTED.get(step.a() % INTERRUPTED.size());
        Step.Kind[] kinds = {
            Step.Kind.CLOSE_BY_HAND,
            Step.Kind.RAISE,
            Step.Kind.RESOLVE,
            Step.Kind.MERGE,
            Step.Kind.CONVERT,
            Step.Kind.OWN
        };
        Step other = new Step(kinds[step.b() % kinds.length], step.b(), step.c(), step.a());
        line("next " + op + " meets " + other.kind());
        host.psa.next(op, new Fault.Meanwhile(() -> carryOut(other)));
    }

    static String shown(TicketPolicy policy) {
        String all = policy.toString();
        String usual = TicketPolicy.DEFAULT.toString();
        List<String> changed =
                new ArrayList<>(List.of(all.substring(13, all.length() - 1).split(", (?=[a-z]\\w*=)")));
        changed.removeAll(List.of(usual.substring(13, usual.length() - 1).split(", (?=[a-z]\\w*=)")));
        return String.join(", ", changed);
    }

    /** What became of it all, for people. */
    String summary() {
        StringBuilder text = new StringBuilder();
        host.incidents()
                .forEach(incident ->
                        text.append("  ").append(Oracle.line(incident)).append('\n'));
        host.psa
                .all()
                .forEach(ticket -> text.append("  #")
                        .append(ticket.id())
                        .append(' ')
                        .append(ticket.statuses())
                        .append(ticket.project() ? " project" : "")
                        .append(ticket.mergedInto() == null ? "" : " merged into #" + ticket.mergedInto())
                        .append('\n'));
        return text.toString();
    }
}
