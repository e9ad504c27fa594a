package dev.tocsin.core.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.escalation.ChannelUse;
import dev.tocsin.core.escalation.EscalationPiece;
import dev.tocsin.core.escalation.EscalationPolicy;
import dev.tocsin.core.escalation.EscalationStep;
import dev.tocsin.core.escalation.NotificationRoute;
import dev.tocsin.core.escalation.OnCallOverride;
import dev.tocsin.core.escalation.OnCallSchedule;
import dev.tocsin.core.escalation.OnCallShift;
import dev.tocsin.core.escalation.QuietHours;
import dev.tocsin.core.escalation.Recipient;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianStatus;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.Origin;
import dev.tocsin.core.store.Stored;
import dev.tocsin.core.store.StoredConfiguration;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is said of who is told of incidents. */
class EscalationLintTest {
    private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");

    private final Host host = new Host();
    private final Technician ann = Technician.byHand(Host.MSP, "ann", "Ann");
    private final Technician bob = Technician.byHand(Host.MSP, "bob", "Bob").withStatus(TechnicianStatus.INACTIVE);

    private LintReport lint(@Nullable Set<ChannelKind> channels, EscalationPiece... pieces) {
        return new Linter(configuration(pieces), Settings.DEFAULTS, Map.of(Host.CONNECTION, host.psa))
                .withPeople(NOW, List.of(ann, bob), channels)
                .lint();
    }

    private StoredConfiguration configuration(EscalationPiece... pieces) {
        StoredConfiguration known = host.tocsin().configuration().of(Host.MSP);
        return new StoredConfiguration(
                known.version(),
                known.companies(),
                known.mappings(),
                known.standings(),
                known.links(),
                known.eventSets(),
                known.rules(),
                known.suppression(),
                Arrays.stream(pieces)
                        .map(piece -> new Stored<>(piece, 1, Origin.FILE))
                        .toList());
    }

    private static OnCallSchedule schedule(String to, String... rotation) {
        LocalTime end = LocalTime.parse(to);
        return new OnCallSchedule(
                Host.MSP,
                "team",
                "Team",
                ZoneId.of("Europe/London"),
                List.of(new OnCallShift(
                        DayOfWeek.MONDAY,
                        LocalTime.of(8, 0),
                        DayOfWeek.MONDAY,
                        end,
                        List.of(rotation),
                        LocalDate.of(2026, 1, 5))));
    }

    private static EscalationPolicy policy(List<ChannelKind> channels, Recipient... recipients) {
        EscalationStep step = new EscalationStep(Duration.ZERO, List.of(recipients), channels, ChannelUse.ALL);
        return new EscalationPolicy(Host.MSP, "urgent", "Urgent", List.of(step), 0, Duration.ZERO, null, null);
    }

    private static NotificationRoute route(String id, int order, Severity atLeast, @Nullable String policy) {
        return new NotificationRoute(Host.MSP, id, order, Set.of(), Set.of(), atLeast, policy, false);
    }

    @Test
    void aSoundPlanHasNoFindingsAndIsNamed() {
        LintReport report = lint(
                Set.of(ChannelKind.SMS),
                schedule("08:00", "ann"),
                policy(List.of(ChannelKind.SMS), new Recipient.OnCall("team")),
                route("all", 1, Severity.INFO, "urgent"));

        assertThat(report.findings()).isEmpty();
        assertThat(report.subjects()).contains("route all", "escalation urgent", "on-call schedule team");
    }

    @Test
    void aTimeAtWhichNobodyIsOnCallIsWarnedOfWhereAnEscalationNeedsSomebody() {
        LintReport report = lint(
                null,
                schedule("18:00", "ann"),
                policy(List.of(ChannelKind.SMS), new Recipient.OnCall("team")),
                route("all", 1, Severity.INFO, "urgent"));

        assertThat(report.warnings())
                .extracting(Finding::toString)
                .containsExactly("onCall[team]: nobody is on call from 2026-01-05T18:00 to 2026-01-12T08:00 (no shift),"
                        + " and 3 more times within 4 weeks");
    }

    @Test
    void techniciansWhoAreMissingOrInactiveAreWarnedOf() {
        LintReport report = lint(
                null,
                schedule("08:00", "ann", "cat"),
                policy(
                        List.of(ChannelKind.SMS),
                        new Recipient.OnCall("team"),
                        new Recipient.Named("bob"),
                        new Recipient.Named("dan")),
                new OnCallOverride(
                        Host.MSP, "past", "team", List.of("eve"), NOW.minusSeconds(60), NOW, "over, so not looked at"),
                new OnCallOverride(Host.MSP, "next", "team", List.of("bob"), NOW, NOW.plusSeconds(60), ""),
                new QuietHours(
                        Host.MSP,
                        "eve",
                        ZoneId.of("UTC"),
                        Set.of(DayOfWeek.MONDAY),
                        LocalTime.MIN,
                        LocalTime.NOON,
                        null),
                route("all", 1, Severity.INFO, "urgent"));

        assertThat(report.findings())
                .extracting(Finding::toString)
                .containsExactlyInAnyOrder(
                        "escalations[urgent].steps[0].technicians: technician 'bob' is INACTIVE and is told nothing",
                        "escalations[urgent].steps[0].technicians: there is no technician 'dan'; legal are [ann, bob]",
                        "onCall[team].shifts[0].technicians: there is no technician 'cat'; legal are [ann, bob]",
                        "overrides[next].technicians: technician 'bob' is INACTIVE and is told nothing",
                        "quietHours[eve]: there is no technician 'eve'; legal are [ann, bob]");
        assertThat(report.isSound()).isTrue();
    }

    @Test
    void aStepWhoseChannelsAreAllMissingIsAFaultAndOneMissingIsAWarning() {
        EscalationPolicy both = policy(List.of(ChannelKind.SMS, ChannelKind.EMAIL), new Recipient.Named("ann"));
        NotificationRoute all = route("all", 1, Severity.INFO, "urgent");

        assertThat(lint(Set.of(), both, all).faults())
                .extracting(Finding::toString)
                .containsExactly(
                        "escalations[urgent].steps[0].channels: it tells nobody: no channel is set up for [SMS, EMAIL]");
        assertThat(lint(Set.of(ChannelKind.EMAIL), both, all).findings())
                .extracting(Finding::level, Finding::message)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        Finding.Level.WARNING, "no channel is set up for [SMS], so the others alone are used"));
        assertThat(lint(null, both, all).findings()).isEmpty();
    }

    @Test
    void incidentsThatNoRouteTakesAreWarnedOfUnlessARouteSaysThatNobodyIsTold() {
        EscalationPolicy policy = policy(List.of(ChannelKind.SMS), new Recipient.Named("ann"));
        NotificationRoute high = route("high", 1, Severity.HIGH, "urgent");

        assertThat(lint(null, policy, high).warnings())
                .extracting(Finding::toString)
                .containsExactly("routes: none takes incidents of rule 'r1' with severity [INFO, LOW, MEDIUM] of the"
                        + " companies [acme, beta], so nobody is told; a last route without an escalation says that"
                        + " this is meant");
        assertThat(lint(null, policy, high, route("rest", 2, Severity.INFO, null))
                        .findings())
                .isEmpty();
    }

    @Test
    void namesThatLeadNowhereAreFaultsAndWhatIsNeverUsedIsWarnedOf() {
        LintReport report = lint(
                null,
                schedule("18:00", "ann"),
                policy(List.of(ChannelKind.SMS), new Recipient.OnCall("gone")),
                new NotificationRoute(
                        Host.MSP, "first", 1, Set.of("acme", "nowhere"), Set.of(), Severity.INFO, "lost", false),
                route("all", 2, Severity.INFO, null),
                new NotificationRoute(Host.MSP, "late", 3, Set.of("acme"), Set.of("r9"), Severity.HIGH, null, false));

        assertThat(report.faults())
                .extracting(Finding::toString)
                .containsExactly(
                        "routes[first].escalation: 'lost' does not exist; legal are [urgent]",
                        "escalations[urgent].steps[0].onCall: 'gone' does not exist; legal are [team]");
        assertThat(report.warnings())
                .extracting(Finding::toString)
                .containsExactly(
                        "routes[first].companies: [nowhere] do not exist; legal are [acme, beta]",
                        "routes[late].rules: [r9] do not exist; legal are [r1]",
                        "routes[late]: never takes an incident: the route 'first' before it takes all of them",
                        "escalations[urgent]: no route names it, so it tells nobody",
                        "onCall[team]: no escalation names it, so who is on call is told nothing");
    }

    @Test
    void theFacadeLooksAtItToo() {
        host.tocsin().configuration().save(schedule("18:00", "cat"));

        assertThat(host.tocsin().lint().of("on-call schedule team"))
                .extracting(Finding::place)
                .containsExactly("onCall[team].shifts[0].technicians", "onCall[team]");
    }
}
