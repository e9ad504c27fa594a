package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.base.ShownText;
import dev.tocsin.core.consent.Programme;
import dev.tocsin.core.consent.SendDecision;
import dev.tocsin.core.escalation.EscalationPiece;
import dev.tocsin.core.escalation.EscalationPolicy;
import dev.tocsin.core.escalation.EscalationStep;
import dev.tocsin.core.escalation.NotificationRoute;
import dev.tocsin.core.escalation.OnCallSchedule;
import dev.tocsin.core.escalation.OnCallShift;
import dev.tocsin.core.escalation.Recipient;
import dev.tocsin.core.notify.Channel;
import dev.tocsin.core.notify.ChannelFinding;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.people.Phone;
import dev.tocsin.core.people.PhoneUse;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianPhone;
import dev.tocsin.examples.alertbridge.config.BridgeConfiguration;
import dev.tocsin.examples.alertbridge.config.Fault;
import dev.tocsin.examples.alertbridge.config.ListenAddress;
import dev.tocsin.examples.alertbridge.config.NotificationSetup;
import dev.tocsin.examples.alertbridge.config.TechnicianNames;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what messages to people can be sent by, whether the services take the credentials and have the senders, and what is missing for them to arrive. */
final class NotificationCheck {
    private final CheckReport report;
    private final BridgeConfiguration read;
    private final Host host;
    private final NotificationSetup setup;
    private final List<EscalationPiece> pieces;
    private final Set<String> warnings = new LinkedHashSet<>();

    NotificationCheck(CheckReport report, BridgeConfiguration read, Host host) {
        this.report = report;
        this.read = read;
        this.host = host;
        setup = read.notifications();
        pieces = TechnicianNames.of(host.tocsin().technicians()).resolved(setup.pieces());
    }

    /** Prints what is found; nothing if the file has no section {@code notifications}. */
    void print() {
        if (setup.equals(NotificationSetup.NONE)) {
            return;
        }
        Set<ChannelKind> kinds = setup.channels();
        report.line("notifications: "
                + (kinds.isEmpty()
                        ? "no channel"
                        : kinds.stream().map(NotificationCheck::name).collect(Collectors.joining(", ")))
                + (setup.publicUrl() == null ? "" : "; from outside " + setup.publicUrl())
                + (host.messengers().linked() ? "; links in messages" : ""));
        setUp(kinds);
        people(kinds);
        warnings.forEach(report::warning);
        services();
    }

    /** Asks each service, which sends nothing; what two channels find alike is told once. */
    private void services() {
        Set<ChannelFinding> told = new HashSet<>();
        for (Channel channel : host.messengers().channels()) {
            channel.probe().stream().filter(told::add).forEach(found -> {
                String line = found.subject() + ": ";
                String message = ShownText.inLine(found.message());
                switch (found.level()) {
                    case OK -> report.line(line + "ok, " + message);
                    case WARNING -> {
                        report.line(line + "ok, 1 warning");
                        report.warning(message);
                    }
                    case FAULT -> {
                        String place = "notifications." + section(channel);
                        report.fault(new Fault(read.file(), read.line("notifications"), place, line + message));
                    }
                    case UNANSWERED -> report.unanswered(line + message);
                }
            });
        }
    }

    private static String section(Channel channel) {
        return channel.kind() != ChannelKind.EMAIL
                ? "twilio"
                : channel.id().equals(Messengers.GRAPH_MAIL) ? "graphMail" : "smtp";
    }

    private static String name(ChannelKind kind) {
        return kind == ChannelKind.SMS ? "SMS" : kind.name().toLowerCase(Locale.ROOT);
    }

    private void setUp(Set<ChannelKind> kinds) {
        boolean phones = kinds.contains(ChannelKind.SMS) || kinds.contains(ChannelKind.VOICE);
        if (phones && setup.programme() == null) {
            warnings.add("programme is missing, without which no text and no call goes out");
        }
        if (setup.publicUrl() == null) {
            if (kinds.contains(ChannelKind.VOICE)) {
                warnings.add("publicUrl is missing: calls only speak, and nobody can acknowledge by a key");
            }
            if (kinds.contains(ChannelKind.SMS)) {
                warnings.add("publicUrl is missing: answers such as ACK and STOP do not come in");
            }
        } else if (!host.messengers().linked()) {
            warnings.add("linkKey is missing: messages have no links");
        }
        if (setup.publicUrl() != null && setup.listen().isEverywhere()) {
            warnings.add("listen is " + setup.listen() + ": " + ListenAddress.EVERYWHERE);
        }
        boolean routes = pieces.stream().anyMatch(NotificationRoute.class::isInstance);
        if (!kinds.isEmpty() && !routes) {
            warnings.add("routes is missing or empty: nobody is told of any incident");
        }
    }

    private void people(Set<ChannelKind> kinds) {
        for (EscalationPiece piece : pieces) {
            if (piece instanceof EscalationPolicy policy) {
                for (EscalationStep step : policy.steps()) {
                    recipients(step)
                            .forEach(technician -> step.channels().stream()
                                    .filter(kinds::contains)
                                    .forEach(kind -> unreachable(technician, kind)
                                            .ifPresent(why -> warnings.add(ShownText.quoted(technician.name()) + " ("
                                                    + technician.id() + ") gets nothing by " + name(kind) + ": "
                                                    + why))));
                }
            }
        }
    }

    /** All who may be told by a step, in whatever week; those who are not there are told of with the names. */
    private Set<Technician> recipients(EscalationStep step) {
        Set<Technician> found = new LinkedHashSet<>();
        for (Recipient recipient : step.recipients()) {
            if (recipient instanceof Recipient.Named named) {
                host.tocsin().technicians().get(named.technicianId()).ifPresent(found::add);
            } else if (recipient instanceof Recipient.OnCall onCall) {
                pieces.stream()
                        .filter(piece -> piece instanceof OnCallSchedule schedule
                                && schedule.id().equals(onCall.scheduleId()))
                        .flatMap(piece -> ((OnCallSchedule) piece).shifts().stream())
                        .map(OnCallShift::rotation)
                        .flatMap(List::stream)
                        .forEach(id -> host.tocsin().technicians().get(id).ifPresent(found::add));
            }
        }
        return found;
    }

    /** Why a technician cannot be reached so; empty if that is possible now. */
    private Optional<String> unreachable(Technician technician, ChannelKind kind) {
        if (kind == ChannelKind.EMAIL) {
            return technician.email().isPresent() ? Optional.empty() : Optional.of("no mail address is known");
        }
        PhoneUse use = kind == ChannelKind.SMS ? PhoneUse.SMS : PhoneUse.VOICE;
        List<Phone> phones = technician.phones().stream()
                .map(TechnicianPhone::phone)
                .filter(phone -> phone.takes(use) && phone.extension() == null)
                .toList();
        Programme programme = setup.programme();
        if (phones.isEmpty() || programme == null) {
            return phones.isEmpty() ? Optional.of("no phone for that is known") : Optional.empty();
        }
        String why = null;
        for (Phone phone : phones) {
            SendDecision decision =
                    host.tocsin().consent().decide(programme.id(), technician.ref(), phone.number(), use);
            if (decision instanceof SendDecision.Refused refused) {
                why = first(why, refused.message());
            } else {
                return Optional.empty();
            }
        }
        return Optional.ofNullable(why);
    }

    private static String first(@Nullable String before, String now) {
        return before == null ? now : before;
    }
}
