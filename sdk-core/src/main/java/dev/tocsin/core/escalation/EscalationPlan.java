package dev.tocsin.core.escalation;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.event.Severity;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that says who is told of the incidents of one MSP, in one version of its configuration, ready to be asked.
 *
 * <p>Shifts and quiet hours go by the clock on the wall. A time takes effect at the first moment at which that clock shows it; one
 * that the clock jumps over, at the jump; of one that it shows twice, the first. Immutable and thread-safe; all answers are pure.
 */
public final class EscalationPlan {
    /** The longest time that {@link #timeline} tells, and how far {@link #onCall} looks for the next change. */
    public static final Duration LONGEST_TIMELINE = Duration.ofDays(400);

    /** Of an MSP that tells nobody. */
    public static final EscalationPlan NONE = of(List.of());

    /** Two weeks have all changes of most schedules. */
    private static final Duration FIRST_LOOK = Duration.ofDays(15);

    /** More than a clock has ever been moved, and the day before, on which quiet hours may have begun. */
    private static final int DAYS_AROUND = 2;

    private final List<NotificationRoute> routes;
    private final Map<String, EscalationPolicy> policies = new LinkedHashMap<>();
    private final Map<String, OnCallTimeline> onCall = new LinkedHashMap<>();
    private final Map<String, QuietHours> quietHours = new LinkedHashMap<>();

    private EscalationPlan(List<EscalationPiece> pieces) {
        routes = kind(pieces, NotificationRoute.class).stream()
                .sorted(Comparator.comparingInt(NotificationRoute::order).thenComparing(NotificationRoute::id))
                .toList();
        kind(pieces, EscalationPolicy.class).forEach(policy -> policies.put(policy.id(), policy));
        kind(pieces, QuietHours.class).forEach(hours -> quietHours.put(hours.technicianId(), hours));
        Map<String, List<OnCallOverride>> overrides =
                kind(pieces, OnCallOverride.class).stream().collect(Collectors.groupingBy(OnCallOverride::scheduleId));
        kind(pieces, OnCallSchedule.class)
                .forEach(schedule -> onCall.put(
                        schedule.id(), new OnCallTimeline(schedule, overrides.getOrDefault(schedule.id(), List.of()))));
    }

    private static <T> List<T> kind(List<EscalationPiece> pieces, Class<T> kind) {
        return pieces.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The plan of all pieces of one MSP; the stored configuration has its own. */
    public static EscalationPlan of(Collection<? extends EscalationPiece> pieces) {
        return new EscalationPlan(List.copyOf(pieces));
    }

    /** The route that takes an incident, the first in their order; empty if none does, so that nobody is told. */
    public Optional<NotificationRoute> route(String companyId, String ruleId, Severity severity) {
        return routes.stream()
                .filter(route -> route.takes(companyId, ruleId, severity))
                .findFirst();
    }

    /** The routes in their order. */
    public List<NotificationRoute> routes() {
        return routes;
    }

    /** A policy by id; empty if there is none. */
    public Optional<EscalationPolicy> policy(String id) {
        return Optional.ofNullable(policies.get(id));
    }

    /** The policies. */
    public List<EscalationPolicy> policies() {
        return List.copyOf(policies.values());
    }

    /** A schedule by id; empty if there is none. */
    public Optional<OnCallSchedule> schedule(String id) {
        return Optional.ofNullable(onCall.get(id)).map(OnCallTimeline::schedule);
    }

    /** The schedules. */
    public List<OnCallSchedule> schedules() {
        return onCall.values().stream().map(OnCallTimeline::schedule).toList();
    }

    /** The overrides of a schedule, past ones too, the one that begins last in front; empty if there is no such schedule. */
    public List<OnCallOverride> overrides(String scheduleId) {
        OnCallTimeline timeline = onCall.get(scheduleId);
        return timeline == null ? List.of() : timeline.overrides();
    }

    /** The technicians who have quiet hours, with them. */
    public List<QuietHours> quietHours() {
        return List.copyOf(quietHours.values());
    }

    /** Who is on call by a schedule at a moment: nobody if there is no such schedule. */
    public OnCallNow onCall(String scheduleId, Instant at) {
        OnCallTimeline timeline = onCall.get(scheduleId);
        if (timeline == null) {
            return new OnCallNow(List.of(), missing(scheduleId), null);
        }
        List<OnCallStretch> stretches = timeline.stretches(at, at.plus(FIRST_LOOK));
        if (stretches.size() == 1) {
            stretches = timeline.stretches(at, at.plus(LONGEST_TIMELINE));
        }
        OnCallStretch now = stretches.get(0);
        return new OnCallNow(now.technicianIds(), now.why(), stretches.size() == 1 ? null : now.until());
    }

    /**
     * Who is on call by a schedule in the course of a time: stretches without gaps, of which neighbours differ in who is on call or
     * why. There is one of nobody if there is no such schedule.
     *
     * @throws ConfigurationException if the end is not after the beginning, or more than 400 days after it
     */
    public List<OnCallStretch> timeline(String scheduleId, Instant from, Instant until) {
        if (!until.isAfter(from) || until.isAfter(from.plus(LONGEST_TIMELINE))) {
            throw new ConfigurationException(
                    "timeline.until",
                    until + " is not legal; a moment after " + from + " and at most " + LONGEST_TIMELINE.toDays()
                            + " days after it is");
        }
        OnCallTimeline timeline = onCall.get(scheduleId);
        return timeline == null
                ? List.of(new OnCallStretch(from, until, List.of(), missing(scheduleId)))
                : timeline.stretches(from, until);
    }

    private static String missing(String scheduleId) {
        return "there is no schedule '" + scheduleId + "'";
    }

    /**
     * Until when a technician gets no texts and calls about incidents of a severity; empty if they may come now. Quiet hours that
     * touch count as one.
     */
    public Optional<Instant> quietUntil(String technicianId, Severity severity, Instant now) {
        QuietHours hours = quietHours.get(technicianId);
        if (hours == null || (hours.passes() != null && severity.atLeast(hours.passes()))) {
            return Optional.empty();
        }
        Instant end = endOfQuiet(hours, now);
        for (Instant later = end; later != null; later = endOfQuiet(hours, later)) {
            end = later;
        }
        return Optional.ofNullable(end);
    }

    /** The latest end of the hours that cover a moment; null if none do. */
    private static @Nullable Instant endOfQuiet(QuietHours hours, Instant moment) {
        LocalDate today = LocalDate.ofInstant(moment, hours.zone());
        List<Instant> ends = new ArrayList<>();
        for (int days = -DAYS_AROUND; days <= DAYS_AROUND; days++) {
            LocalDate day = today.plusDays(days);
            DayOfWeek weekday = day.getDayOfWeek();
            if (hours.days().contains(weekday)) {
                LocalDate last = hours.to().isAfter(hours.from()) ? day : day.plusDays(1);
                Instant begin = Changeover.of(day.atTime(hours.from()), hours.zone());
                Instant end = Changeover.of(last.atTime(hours.to()), hours.zone());
                if (!begin.isAfter(moment) && end.isAfter(moment)) {
                    ends.add(end);
                }
            }
        }
        return ends.stream().max(Comparator.naturalOrder()).orElse(null);
    }
}
