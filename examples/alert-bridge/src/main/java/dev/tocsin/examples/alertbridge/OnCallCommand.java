package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.ShownText;
import dev.tocsin.core.escalation.EscalationPiece;
import dev.tocsin.core.escalation.EscalationPlan;
import dev.tocsin.core.escalation.OnCallOverride;
import dev.tocsin.core.escalation.OnCallSchedule;
import dev.tocsin.core.people.Technician;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Who is on call. */
@Command(
        name = "oncall",
        mixinStandardHelpOptions = true,
        description = "Shows who is on call, and puts others in their place for a time.")
final class OnCallCommand implements Callable<Integer> {
    private static final int MOST_DAYS = 400;
    private static final int LONGEST_START = 40;
    /** What is longer may be a slip of the pen. */
    private static final Duration LONG = Duration.ofDays(14);

    private static final DateTimeFormatter IN_AN_ID =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmm").withZone(ZoneOffset.UTC);

    private final Surroundings around;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOption configuration;

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "shows who is on call in the next days, 1 to " + MOST_DAYS + ", rather than now alone")
    private @Nullable Integer days;

    @Option(names = "--schedule", paramLabel = "ID", description = "the schedules that are shown; all by default")
    private @Nullable List<String> schedules;

    OnCallCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        if (days != null && (days < 1 || days > MOST_DAYS)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--days: " + days + " is not legal; 1 to " + MOST_DAYS + " are");
        }
        try (Host host = Host.asIfSeeded(configuration.read(around), around)) {
            EscalationPlan plan = plan(host);
            List<OnCallSchedule> shown = schedules == null
                    ? plan.schedules()
                    : schedules.stream().distinct().map(id -> needed(plan, id)).toList();
            OnCallTables tables =
                    new OnCallTables(around, plan, host.tocsin().technicians().list());
            Instant now = around.clock().instant();
            if (days == null || shown.isEmpty()) {
                tables.now(shown, now);
            } else {
                int ahead = days;
                shown.forEach(schedule -> tables.timeline(schedule, now, now.plus(ahead, ChronoUnit.DAYS)));
            }
            return AlertBridge.DONE;
        }
    }

    @Command(
            name = "override",
            mixinStandardHelpOptions = true,
            description = "Puts others on call for a time in place of all that a schedule says, or takes that back.")
    int override(
            @Option(names = "--schedule", paramLabel = "ID", description = "the schedule") @Nullable String schedule,
            @Option(
                            names = "--technician",
                            paramLabel = "ID",
                            description = "who is on call: an id or a username; several in this order")
                    @Nullable
                    List<String> technicians,
            @Option(names = "--nobody", description = "that nobody is on call") boolean nobody,
            @Option(
                            names = "--from",
                            paramLabel = "TIME",
                            description = "when it begins, by the schedule's clock; now by default")
                    @Nullable
                    String from,
            @Option(names = "--until", paramLabel = "TIME", description = "when it ends") @Nullable String until,
            @Option(names = "--reason", paramLabel = "TEXT", description = "why, for people") @Nullable String reason,
            @Option(names = "--remove", paramLabel = "ID", description = "takes an override back") @Nullable
                    String remove) {
        if (remove != null) {
            if (schedule != null || technicians != null || nobody || from != null || until != null || reason != null) {
                throw usage("--remove is legal alone");
            }
            return removed(remove);
        }
        if (technicians != null && nobody) {
            throw usage("--technician and --nobody are both given; either is legal");
        }
        if (schedule == null || until == null || (technicians == null) != nobody) {
            throw usage("--schedule, --until, and either --technician or --nobody are needed; or --remove");
        }
        List<String> named = technicians == null ? List.of() : technicians;
        try (Host host = Host.seeded(configuration.read(around), around)) {
            EscalationPlan plan = plan(host);
            OnCallSchedule of = needed(plan, schedule);
            Instant begin = from == null
                    ? around.clock().instant().truncatedTo(ChronoUnit.SECONDS)
                    : WallTime.parse("--from", from, of.zone());
            Instant end = WallTime.parse("--until", until, of.zone());
            if (!end.isAfter(begin)) {
                throw new ConfigurationException(
                        "--until",
                        WallTime.text(end, of.zone()) + " is not after " + WallTime.text(begin, of.zone())
                                + ", when it begins");
            }
            List<String> ids = named.stream()
                    .map(one -> NamedTechnician.of(host.tocsin().technicians(), "--technician", one))
                    .map(Technician::id)
                    .distinct()
                    .toList();
            OnCallOverride override = new OnCallOverride(
                    MspId.SINGLE, id(plan, of, begin), of.id(), ids, begin, end, reason == null ? "" : reason.strip());
            List<OnCallOverride> before = plan.overrides(of.id()).stream()
                    .filter(one -> one.from().isBefore(end) && one.until().isAfter(begin))
                    .toList();
            host.tocsin().configuration().save(override);
            around.out().println(told(host, of, override));
            before.forEach(one -> around.out()
                    .println("  warning: meanwhile it is in place of " + told(host, of, one)
                            + "; `oncall override --remove` takes either back"));
            if (Duration.between(begin, end).compareTo(LONG) > 0) {
                around.out()
                        .println("  warning: these are "
                                + Duration.between(begin, end).toDays() + " days");
            }
            return AlertBridge.DONE;
        }
    }

    private String told(Host host, OnCallSchedule schedule, OnCallOverride override) {
        OnCallTables tables =
                new OnCallTables(around, plan(host), host.tocsin().technicians().list());
        return override.id() + ": " + tables.people(override.technicianIds()) + " from "
                + WallTime.text(override.from(), schedule.zone()) + " until "
                + WallTime.text(override.until(), schedule.zone()) + ", times of " + schedule.zone();
    }

    private int removed(String id) {
        try (Host host = Host.seeded(configuration.read(around), around)) {
            EscalationPlan plan = plan(host);
            if (!host.tocsin().configuration().removeEscalation(MspId.SINGLE, EscalationPiece.Kind.OVERRIDE, id)) {
                List<String> legal = plan.schedules().stream()
                        .flatMap(schedule -> plan.overrides(schedule.id()).stream())
                        .map(OnCallOverride::id)
                        .toList();
                throw new ConfigurationException(
                        "--remove", "there is no override " + ShownText.quoted(id) + "; legal are " + legal);
            }
            around.out().println(ShownText.inLine(id) + ": removed");
            return AlertBridge.DONE;
        }
    }

    /** An id that nobody has, which says what it is about. */
    private static String id(EscalationPlan plan, OnCallSchedule schedule, Instant from) {
        List<String> taken = plan.schedules().stream()
                .flatMap(one -> plan.overrides(one.id()).stream())
                .map(OnCallOverride::id)
                .toList();
        String start =
                schedule.id().length() > LONGEST_START ? schedule.id().substring(0, LONGEST_START) : schedule.id();
        String first = start + "-" + IN_AN_ID.format(from);
        String id = first;
        for (int i = 2; taken.contains(id); i++) {
            id = first + "-" + i;
        }
        return id;
    }

    private static EscalationPlan plan(Host host) {
        return host.tocsin().configuration().of(MspId.SINGLE).plan();
    }

    private static OnCallSchedule needed(EscalationPlan plan, String id) {
        return plan.schedule(id)
                .orElseThrow(() -> new ConfigurationException(
                        "--schedule",
                        "there is no schedule " + ShownText.quoted(id) + "; legal are "
                                + plan.schedules().stream()
                                        .map(OnCallSchedule::id)
                                        .toList()));
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(spec.subcommands().get("override"), message);
    }
}
