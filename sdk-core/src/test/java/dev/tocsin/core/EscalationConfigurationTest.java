package dev.tocsin.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.escalation.ChannelUse;
import dev.tocsin.core.escalation.EscalationPiece;
import dev.tocsin.core.escalation.EscalationPiece.Kind;
import dev.tocsin.core.escalation.EscalationPlan;
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
import dev.tocsin.core.intake.Catalogues;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.TrailStore;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is told of incidents, as the configuration keeps it. */
class EscalationConfigurationTest {
    private static final MspId MSP = Host.MSP;
    private static final Instant FROM = Instant.parse("2026-01-05T00:00:00Z");

    private final Host host = new Host();
    private final Configuration configuration = host.tocsin().configuration();

    private static OnCallSchedule schedule(String id, String... rotation) {
        LocalTime noon = LocalTime.NOON;
        return new OnCallSchedule(
                MSP,
                id,
                "On call",
                ZoneId.of("Europe/London"),
                List.of(new OnCallShift(
                        DayOfWeek.MONDAY, noon, DayOfWeek.MONDAY, noon, List.of(rotation), LocalDate.of(2026, 1, 5))));
    }

    private static EscalationPolicy policy(String id, String schedule) {
        EscalationStep named = new EscalationStep(
                Duration.ZERO, List.of(new Recipient.Named("ann")), List.of(ChannelKind.EMAIL), ChannelUse.ALL);
        EscalationStep onCall = new EscalationStep(
                Duration.ZERO, List.of(new Recipient.OnCall(schedule)), List.of(ChannelKind.SMS), ChannelUse.ALL);
        return new EscalationPolicy(MSP, id, id, List.of(named, onCall), 0, Duration.ZERO, null, null);
    }

    private static NotificationRoute route(String id, String policy) {
        return new NotificationRoute(MSP, id, 1, Set.of(), Set.of(), Severity.LOW, policy, false);
    }

    private static OnCallOverride override(String id, String schedule) {
        return new OnCallOverride(MSP, id, schedule, List.of("bob"), FROM, FROM.plusSeconds(3600), "swap");
    }

    private List<String> ids() {
        return configuration.of(MSP).escalation().stream()
                .map(piece -> piece.item().kind() + " " + piece.item().id() + " " + piece.origin())
                .toList();
    }

    private List<String> trail() {
        return host.store.read(session -> session.trail().page(MSP, 0, 1_000)).stream()
                .map(TrailStore.Entry::subject)
                .filter(subject -> subject.contains("call") || subject.contains("escalation"))
                .toList();
    }

    @Test
    void whatIsNamedMustBeThereAndTheRefusalNamesFieldAndLegalValues() {
        assertThatThrownBy(() -> configuration.save(policy("urgent", "team")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("escalations[urgent].steps[1].onCall: 'team' does not exist; legal are []");
        configuration.save(schedule("night", "ann"));
        assertThatThrownBy(() -> configuration.save(policy("urgent", "team")))
                .hasMessageContaining("legal are [night]");
        configuration.save(policy("urgent", "night"));
        assertThatThrownBy(() -> configuration.save(route("all", "night")))
                .hasMessage("routes[all].escalation: 'night' does not exist; legal are [urgent]");
        assertThatThrownBy(() -> configuration.save(override("swap", "day")))
                .hasMessage("overrides[swap].onCall: 'day' does not exist; legal are [night]");

        assertThat(configuration.save(route("all", "urgent"))).isTrue();
        assertThat(configuration.save(route("all", "urgent"))).isFalse();
        assertThat(ids()).containsExactly("POLICY urgent PERSON", "ROUTE all PERSON", "SCHEDULE night PERSON");
    }

    @Test
    void whatIsInUseIsNotRemovedAndAScheduleTakesItsOverridesAlong() {
        configuration.save(schedule("night", "ann"));
        configuration.save(schedule("day", "ann"));
        configuration.save(policy("urgent", "night"));
        configuration.save(route("all", "urgent"));
        configuration.save(override("swap", "night"));
        configuration.save(override("other", "day"));

        assertThatThrownBy(() -> configuration.removeEscalation(MSP, Kind.POLICY, "urgent"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("escalations[urgent]: is named by the routes [all]");
        assertThatThrownBy(() -> configuration.removeEscalation(MSP, Kind.SCHEDULE, "night"))
                .hasMessageStartingWith("onCall[night]: is named by the escalations [urgent]");

        assertThat(configuration.removeEscalation(MSP, Kind.ROUTE, "all")).isTrue();
        assertThat(configuration.removeEscalation(MSP, Kind.ROUTE, "all")).isFalse();
        assertThat(configuration.removeEscalation(MSP, Kind.POLICY, "urgent")).isTrue();
        assertThat(configuration.removeEscalation(MSP, Kind.SCHEDULE, "night")).isTrue();
        assertThat(ids()).containsExactly("SCHEDULE day PERSON", "OVERRIDE other PERSON");
        assertThat(trail()).endsWith("escalation urgent", "on-call override swap", "on-call schedule night");
    }

    @Test
    void aFileGivesWayToAPerson() {
        Configuration file = configuration.fromFile();
        file.save(schedule("night", "ann"));
        assertThat(file.save(schedule("night", "bob"))).isTrue();
        configuration.save(schedule("night", "cat"));

        assertThat(file.save(schedule("night", "ann"))).isFalse();
        assertThat(file.removeEscalation(MSP, Kind.SCHEDULE, "night")).isFalse();
        assertThat(ids()).containsExactly("SCHEDULE night PERSON");
        EscalationPiece kept = configuration.of(MSP).escalation().get(0).item();
        assertThat(kept).isEqualTo(schedule("night", "cat"));
    }

    @Test
    void piecesOfOneIdAndOtherKindsAreApart() {
        configuration.save(schedule("ann", "ann"));
        configuration.save(policy("ann", "ann"));
        configuration.save(new QuietHours(
                MSP, "ann", ZoneId.of("UTC"), Set.of(DayOfWeek.MONDAY), LocalTime.MIN, LocalTime.NOON, null));

        assertThat(configuration.removeEscalation(MSP, Kind.QUIET_HOURS, "ann")).isTrue();
        assertThat(ids()).containsExactly("POLICY ann PERSON", "SCHEDULE ann PERSON");
    }

    @Test
    void thePlanOfTheCatalogueFollowsTheConfiguration() {
        Catalogues catalogues = new Catalogues(Settings.DEFAULTS);
        configuration.save(schedule("night", "ann"));
        EscalationPlan before = plan(catalogues);
        configuration.save(override("swap", "night"));
        EscalationPlan after = plan(catalogues);

        assertThat(before.onCall("night", FROM.plusSeconds(60)).technicianIds()).containsExactly("ann");
        assertThat(after.onCall("night", FROM.plusSeconds(60)).technicianIds()).containsExactly("bob");
        assertThat(plan(catalogues)).isSameAs(after);
    }

    private EscalationPlan plan(Catalogues catalogues) {
        return host.store.read(session -> catalogues.inForce(session, MSP).escalation());
    }
}
