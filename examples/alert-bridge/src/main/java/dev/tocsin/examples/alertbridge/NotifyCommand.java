package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.Notifications;
import dev.tocsin.core.Technicians;
import dev.tocsin.core.audit.AuditFinding;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.ShownText;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.notify.NotificationState;
import dev.tocsin.core.people.Technician;
import dev.tocsin.examples.alertbridge.config.BridgeConfiguration;
import dev.tocsin.notify.webhook.NotificationWebhooks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The messages to people. */
@Command(
        name = "notify",
        mixinStandardHelpOptions = true,
        description =
                "The messages to people: tries a way, lists what was sent and why not, and compares with what should have been.")
final class NotifyCommand implements Runnable {
    private static final Duration NAP = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final int PAGE = 500;

    private final Surroundings around;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOption configuration;

    NotifyCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "a command is missing; test, list and audit are legal");
    }

    @Command(
            name = "test",
            mixinStandardHelpOptions = true,
            description = "Sends a technician one test message, through the gate of consent like any other.")
    int test(
            @Option(
                            names = "--technician",
                            required = true,
                            paramLabel = "ID",
                            description = "the technician's id or one of the usernames")
                    String id,
            @Option(names = "--by", paramLabel = "KIND", description = "sms, the default, voice or email") @Nullable
                    String by,
            @Option(
                            names = "--timeout",
                            paramLabel = "DURATION",
                            description =
                                    "how long to wait for what comes of it, PT30S by default, PT2M for a call, PT10M at most")
                    @Nullable
                    String timeout)
            throws InterruptedException {
        ChannelKind kind = kind(by == null ? "sms" : by);
        Duration wait = wait(timeout != null ? timeout : kind == ChannelKind.VOICE ? "PT2M" : "PT30S");
        BridgeConfiguration read = configuration.read(around);
        try (Host host = Host.seeded(read, around)) {
            Technician technician = technician(host.tocsin().technicians(), id);
            Notification planned = host.tocsin().notifications().test(technician.id(), kind);
            Optional<NotificationWebhooks> asked =
                    kind == ChannelKind.VOICE ? host.messengers().webhooks(host.tocsin()) : Optional.empty();
            Notification now = planned;
            boolean open;
            try (@Nullable
                    WebhookListener ignored =
                            asked.map(webhooks -> answering(read, webhooks)).orElse(null)) {
                host.tocsin().start();
                Instant until = around.clock().instant().plus(wait);
                do {
                    around.sleeper().sleep(NAP);
                    now = stored(host, planned);
                    // A call that was taken may yet be mute, or ring in vain.
                    open = now.state().open() || (asked.isPresent() && now.state() == NotificationState.SENT);
                } while (open && around.clock().instant().isBefore(until));
            }
            around.out().println(NotificationTables.line(now));
            if (open) {
                around.err()
                        .println("nothing came of it within " + wait
                                + "; it goes on with the next `run`, and `notify list` shows it");
            }
            boolean well = now.state() == NotificationState.SENT || now.state() == NotificationState.DELIVERED;
            return well && !open ? AlertBridge.DONE : AlertBridge.INCOMPLETE;
        }
    }

    /** Listens while the call is made, since it asks what to say; null if the port is taken, as it is beside {@code run}. */
    private @Nullable WebhookListener answering(BridgeConfiguration read, NotificationWebhooks webhooks) {
        try {
            return WebhookListener.at(read.notifications().listen(), webhooks);
        } catch (ConfigurationException e) {
            around.err()
                    .println(e.getMessage()
                            + ": unless that is a `run` of this configuration, the call has nothing to say");
            return null;
        }
    }

    private static Notification stored(Host host, Notification planned) {
        return host.store()
                .read(session -> session.notifications().get(planned.id()))
                .orElse(planned);
    }

    private ChannelKind kind(String text) {
        for (ChannelKind kind : ChannelKind.values()) {
            if (kind.name().equals(text.toUpperCase(Locale.ROOT))) {
                return kind;
            }
        }
        throw usage("test", "--by: " + ShownText.quoted(text) + " is not legal; sms, voice and email are");
    }

    private Duration wait(String text) {
        try {
            Duration wait = Duration.parse(text);
            if (!wait.isNegative() && !wait.isZero() && wait.compareTo(LONGEST_WAIT) <= 0) {
                return wait;
            }
        } catch (java.time.DateTimeException e) {
            // told below
        }
        throw usage(
                "test",
                "--timeout: " + ShownText.quoted(text) + " is not legal; a duration such as PT30S is, at most "
                        + LONGEST_WAIT);
    }

    private static Technician technician(Technicians technicians, String idOrUsername) {
        return technicians
                .get(idOrUsername)
                .or(() -> technicians.byUsername(idOrUsername))
                .orElseThrow(() -> new ConfigurationException(
                        "--technician",
                        "no technician has the id or username " + ShownText.quoted(idOrUsername)
                                + "; `technicians list` shows those that are legal"));
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "The messages to people in the order in which they were planned, numbers masked.")
    int list(
            @Option(names = "--incident", paramLabel = "N", description = "of one incident alone") @Nullable
                    Long incident,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "100",
                            description = "the latest so many, 100 by default; 0 for all")
                    int limit) {
        if (limit < 0) {
            throw usage("list", "--limit: " + limit + " is not legal; a count of messages is, or 0 for all");
        }
        try (Host host = Host.look(configuration.read(around), around)) {
            Notifications notifications = host.tocsin().notifications();
            if (incident != null && new NamedIncidents(host).name(incident).isEmpty()) {
                throw new ConfigurationException(
                        "--incident",
                        "there is no incident " + incident + "; a number that `notify list` shows is legal");
            }
            Deque<Notification> latest = new ArrayDeque<>();
            long left = 0;
            Iterator<Notification> all = incident == null
                    ? all(notifications)
                    : notifications.ofIncident(incident).iterator();
            while (all.hasNext()) {
                latest.add(all.next());
                if (limit > 0 && latest.size() > limit) {
                    latest.remove();
                    left++;
                }
            }
            new NotificationTables(around).messages(List.copyOf(latest), new NamedIncidents(host), left);
            return AlertBridge.DONE;
        }
    }

    /** All messages, read page by page. */
    private static Iterator<Notification> all(Notifications notifications) {
        return Stream.iterate(
                        notifications.page(0, PAGE),
                        page -> !page.isEmpty(),
                        page -> notifications.page(page.get(page.size() - 1).id(), PAGE))
                .flatMap(List::stream)
                .iterator();
    }

    @Command(
            name = "audit",
            mixinStandardHelpOptions = true,
            description = "Compares who should have been told with who was; exit code 1 if they differ.")
    int audit() {
        try (Host host = Host.look(configuration.read(around), around)) {
            List<AuditFinding> findings = host.tocsin().notifications().audit();
            new NotificationTables(around).findings(findings);
            return findings.isEmpty() ? AlertBridge.DONE : AlertBridge.INCOMPLETE;
        }
    }

    /** A fault of what was typed, with the usage of the command that it concerns. */
    private CommandLine.ParameterException usage(String command, String message) {
        return new CommandLine.ParameterException(spec.subcommands().get(command), message);
    }
}
