package dev.tocsin.examples.alertbridge.config;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.escalation.ChannelUse;
import dev.tocsin.core.escalation.EscalationPiece;
import dev.tocsin.core.escalation.EscalationPolicy;
import dev.tocsin.core.escalation.EscalationStep;
import dev.tocsin.core.escalation.NotificationRoute;
import dev.tocsin.core.escalation.Recipient;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.examples.alertbridge.config.BridgeConfiguration.Reference;
import dev.tocsin.examples.alertbridge.config.BridgeConfiguration.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** By which steps people are told, and of which incidents. */
final class EscalationSections {
    /** Room for routes that a person puts between those of the file. */
    private static final int ORDER_STEP = 10;

    private final Reading reading;
    private final Set<String> ids = new LinkedHashSet<>();
    private final List<Reference> missing = new ArrayList<>();

    EscalationSections(Reading reading) {
        this.reading = reading;
    }

    /** What is named and the file does not hold. */
    List<Reference> missing() {
        return missing;
    }

    List<EscalationPiece> escalations(List<Section> sections, Set<String> schedules) {
        List<EscalationPiece> policies = new ArrayList<>();
        for (Section section : sections) {
            String id = section.needed("id", "a short name of the escalation is legal, which routes name");
            String name = section.text("name");
            if (!id.isBlank() && !ids.add(id)) {
                section.fault("id", "'" + id + "' is the id of two escalations");
            }
            reading.standsAt("escalations[" + id + "]", section.line("id"));
            List<EscalationStep> steps = steps(section, id, schedules);
            Integer repeats = section.number("repeats");
            Duration repeatDelay = section.duration("repeatDelay");
            Duration reminderAfter = section.duration("reminderAfter");
            Duration lapsesAfter = section.duration("acknowledgementLapsesAfter");
            section.end();
            if (id.isBlank() || steps.isEmpty()) {
                continue;
            }
            try {
                policies.add(new EscalationPolicy(
                        MspId.SINGLE,
                        id,
                        name == null || name.isBlank() ? id : name,
                        steps,
                        repeats == null ? 0 : repeats,
                        repeatDelay == null ? Duration.ZERO : repeatDelay,
                        reminderAfter,
                        lapsesAfter));
            } catch (ConfigurationException e) {
                OnCallSections.fault(section, e);
            }
        }
        return policies;
    }

    private List<EscalationStep> steps(Section policy, String id, Set<String> schedules) {
        List<EscalationStep> steps = new ArrayList<>();
        List<Section> sections = policy.sections("steps");
        if (sections.isEmpty()) {
            policy.fault("steps", "is missing or empty; such as [ { onCall: team, channels: [ SMS, VOICE ] } ]");
        }
        for (int i = 0; i < sections.size(); i++) {
            Section section = sections.get(i);
            for (String field : List.of("onCall", "technicians", "channels")) {
                reading.standsAt("escalations[" + id + "].steps[" + i + "]." + field, section.line(field));
            }
            Duration delay = section.duration("delay");
            List<String> onCall = section.oneOrMore("onCall");
            List<String> technicians = section.oneOrMore("technicians");
            if (onCall.isEmpty() && technicians.isEmpty()) {
                section.fault("onCall", "is missing; a schedule's id is legal, or technicians with ids or usernames");
            }
            onCall.forEach(schedule -> named(section, "onCall", Target.SCHEDULE, schedule, schedules));
            List<ChannelKind> channels = OnCallSections.choices(section, "channels", ChannelKind.values());
            if (!section.has("channels")) {
                section.fault("channels", "is missing; legal are " + Section.names(ChannelKind.values()));
            }
            ChannelUse use = section.choice("use", ChannelUse.values());
            section.end();
            List<Recipient> recipients = Stream.<Recipient>concat(
                            onCall.stream().map(Recipient.OnCall::new),
                            technicians.stream().map(Recipient.Named::new))
                    .toList();
            if (recipients.isEmpty() || channels.isEmpty()) {
                continue;
            }
            try {
                steps.add(new EscalationStep(
                        delay == null ? Duration.ZERO : delay,
                        recipients,
                        channels,
                        use == null ? ChannelUse.FIRST_THAT_REACHES : use));
            } catch (ConfigurationException e) {
                OnCallSections.fault(section, e);
            }
        }
        return steps;
    }

    List<EscalationPiece> routes(List<Section> sections, Collection<String> companies, Collection<String> rules) {
        List<EscalationPiece> routes = new ArrayList<>();
        Set<String> routeIds = new LinkedHashSet<>();
        for (Section section : sections) {
            String id = section.needed("id", "a short name of the route is legal");
            if (!id.isBlank() && !routeIds.add(id)) {
                section.fault("id", "'" + id + "' is the id of two routes");
            }
            for (String field : List.of("escalation", "companies", "rules")) {
                reading.standsAt("routes[" + id + "]." + field, section.line(field));
            }
            reading.standsAt("routes[" + id + "]", section.line("id"));
            Integer order = section.number("order");
            List<String> ofCompanies = section.oneOrMore("companies");
            ofCompanies.forEach(company -> named(section, "companies", Target.COMPANY, company, companies));
            List<String> ofRules = section.oneOrMore("rules");
            ofRules.forEach(rule -> named(section, "rules", Target.RULE, rule, rules));
            Severity atLeast = section.choice("atLeast", Severity.values());
            String policy = section.text("escalation");
            boolean tells = policy != null && !policy.isBlank();
            if (tells) {
                named(section, "escalation", Target.ESCALATION, String.valueOf(policy), ids);
            }
            boolean affectedUser = section.flag("affectedUser", false);
            section.end();
            if (id.isBlank()) {
                continue;
            }
            try {
                routes.add(new NotificationRoute(
                        MspId.SINGLE,
                        id,
                        order == null ? ORDER_STEP * routeIds.size() : order,
                        Set.copyOf(ofCompanies),
                        Set.copyOf(ofRules),
                        atLeast == null ? Severity.INFO : atLeast,
                        tells ? policy : null,
                        affectedUser));
            } catch (ConfigurationException e) {
                OnCallSections.fault(section, e);
            }
        }
        return routes;
    }

    private void named(Section section, String field, Target target, String name, Collection<String> known) {
        if (!known.contains(name)) {
            String message = "'" + name + "' is no " + target.text() + "; legal are " + known;
            missing.add(new Reference(
                    target, name, new Fault(reading.file(), section.line(field), section.place(field), message)));
        }
    }
}
