package dev.tocsin.core.lint;

import dev.tocsin.core.escalation.EscalationPlan;
import dev.tocsin.core.escalation.EscalationPolicy;
import dev.tocsin.core.escalation.EscalationStep;
import dev.tocsin.core.escalation.NotificationRoute;
import dev.tocsin.core.escalation.OnCallOverride;
import dev.tocsin.core.escalation.OnCallSchedule;
import dev.tocsin.core.escalation.OnCallStretch;
import dev.tocsin.core.escalation.Recipient;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.people.TechnicianStatus;
import dev.tocsin.core.store.StoredConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks at who is told of incidents: names that lead nowhere, steps that tell nobody, times at which nobody is on call. */
final class EscalationLint {
    /** How far ahead it is looked for times at which nobody is on call. */
    private static final Duration AHEAD = Duration.ofDays(28);

    private static final int MOST_NAMES = 20;

    private final EscalationPlan plan;
    private final Linter.@Nullable People people;
    private final Sheet sheet;

    /** @param people who there is to be told; null if that is not known and not looked at */
    EscalationLint(EscalationPlan plan, Linter.@Nullable People people, Sheet sheet) {
        this.plan = plan;
        this.people = people;
        this.sheet = sheet;
    }

    void lint(StoredConfiguration configuration) {
        plan.routes().forEach(route -> lint(route, configuration));
        plan.policies().forEach(this::lint);
        plan.schedules().forEach(this::lint);
        plan.quietHours().forEach(hours -> {
            sheet.about("quiet hours of " + hours.technicianId());
            technicians("quietHours[" + hours.technicianId() + "]", List.of(hours.technicianId()), false);
        });
        if (!plan.routes().isEmpty()) {
            new RouteCoverage(plan, configuration).lint(sheet);
        }
    }

    private void lint(NotificationRoute route, StoredConfiguration configuration) {
        String place = "routes[" + route.id() + "]";
        sheet.about("route " + route.id());
        if (route.policyId() != null && plan.policy(route.policyId()).isEmpty()) {
            sheet.fault(
                    place + ".escalation",
                    "'" + route.policyId() + "' does not exist; legal are "
                            + named(plan.policies().stream().map(EscalationPolicy::id)));
        }
        unknown(
                place + ".companies",
                route.companyIds(),
                configuration.companies().stream().map(company -> company.item().id()));
        unknown(
                place + ".rules",
                route.ruleIds(),
                configuration.rules().stream().map(rule -> rule.item().id()));
        plan.routes().stream()
                .takeWhile(earlier -> !earlier.id().equals(route.id()))
                .filter(earlier -> takesAll(earlier, route))
                .findFirst()
                .ifPresent(earlier -> sheet.warn(
                        place,
                        "never takes an incident: the route '" + earlier.id() + "' before it takes all of them"));
    }

    private void unknown(String place, Set<String> named, Stream<String> legal) {
        Set<String> there = new TreeSet<>(legal.toList());
        Set<String> missing = new TreeSet<>(named);
        missing.removeAll(there);
        if (!missing.isEmpty()) {
            sheet.warn(place, missing + " do not exist; legal are " + named(there.stream()));
        }
    }

    private static boolean takesAll(NotificationRoute earlier, NotificationRoute later) {
        return all(earlier.companyIds(), later.companyIds())
                && all(earlier.ruleIds(), later.ruleIds())
                && later.atLeast().atLeast(earlier.atLeast());
    }

    private static boolean all(Set<String> earlier, Set<String> later) {
        return earlier.isEmpty() || (!later.isEmpty() && earlier.containsAll(later));
    }

    private void lint(EscalationPolicy policy) {
        String place = "escalations[" + policy.id() + "]";
        sheet.about("escalation " + policy.id());
        if (plan.routes().stream().noneMatch(route -> policy.id().equals(route.policyId()))) {
            sheet.warn(place, "no route names it, so it tells nobody");
        }
        for (int i = 0; i < policy.steps().size(); i++) {
            lint(place + ".steps[" + i + "]", policy.steps().get(i));
        }
    }

    private void lint(String place, EscalationStep step) {
        List<String> named = new ArrayList<>();
        for (Recipient recipient : step.recipients()) {
            if (recipient instanceof Recipient.Named one) {
                named.add(one.technicianId());
            } else if (recipient instanceof Recipient.OnCall onCall
                    && plan.schedule(onCall.scheduleId()).isEmpty()) {
                sheet.fault(
                        place + ".onCall",
                        "'" + onCall.scheduleId() + "' does not exist; legal are "
                                + named(plan.schedules().stream().map(OnCallSchedule::id)));
            }
        }
        technicians(place + ".technicians", named, true);
        Set<ChannelKind> channels = people == null ? null : people.channels();
        if (channels == null) {
            return;
        }
        List<ChannelKind> missing = step.channels().stream()
                .filter(kind -> !channels.contains(kind))
                .toList();
        if (missing.size() == step.channels().size()) {
            sheet.fault(place + ".channels", "it tells nobody: no channel is set up for " + missing);
        } else if (!missing.isEmpty()) {
            sheet.warn(place + ".channels", "no channel is set up for " + missing + ", so the others alone are used");
        }
    }

    private void lint(OnCallSchedule schedule) {
        String place = "onCall[" + schedule.id() + "]";
        sheet.about("on-call schedule " + schedule.id());
        for (int i = 0; i < schedule.shifts().size(); i++) {
            technicians(
                    place + ".shifts[" + i + "].technicians",
                    schedule.shifts().get(i).rotation(),
                    true);
        }
        for (OnCallOverride override : plan.overrides(schedule.id())) {
            if (people != null && override.until().isAfter(people.now())) {
                technicians("overrides[" + override.id() + "].technicians", override.technicianIds(), true);
            }
        }
        if (plan.policies().stream().noneMatch(policy -> uses(policy, schedule.id()))) {
            sheet.warn(place, "no escalation names it, so who is on call is told nothing");
        } else if (people != null) {
            gaps(place, schedule, people.now());
        }
    }

    private static boolean uses(EscalationPolicy policy, String scheduleId) {
        return policy.steps().stream()
                .flatMap(step -> step.recipients().stream())
                .anyMatch(new Recipient.OnCall(scheduleId)::equals);
    }

    private void gaps(String place, OnCallSchedule schedule, Instant now) {
        List<OnCallStretch> gaps = plan.timeline(schedule.id(), now, now.plus(AHEAD)).stream()
                .filter(stretch -> stretch.technicianIds().isEmpty())
                .toList();
        if (!gaps.isEmpty()) {
            OnCallStretch first = gaps.get(0);
            sheet.warn(
                    place,
                    "nobody is on call from "
                            + first.from().atZone(schedule.zone()).toLocalDateTime() + " to "
                            + first.until().atZone(schedule.zone()).toLocalDateTime() + " (" + first.why() + ")"
                            + (gaps.size() == 1 ? "" : ", and " + (gaps.size() - 1) + " more times within 4 weeks"));
        }
    }

    /** @param alert whether they are to be told, which those that are not active are not */
    private void technicians(String place, Collection<String> ids, boolean alert) {
        if (people == null) {
            return;
        }
        for (String id : ids) {
            TechnicianStatus status = people.technicians().get(id);
            if (status == null) {
                sheet.warn(
                        place,
                        "there is no technician '" + id + "'; legal are "
                                + named(people.technicians().keySet().stream()));
            } else if (alert && status != TechnicianStatus.ACTIVE) {
                sheet.warn(place, "technician '" + id + "' is " + status + " and is told nothing");
            }
        }
    }

    private static String named(Stream<String> ids) {
        List<String> all = ids.filter(Objects::nonNull).toList();
        return all.stream().limit(MOST_NAMES).toList() + (all.size() > MOST_NAMES ? " and others" : "");
    }
}
