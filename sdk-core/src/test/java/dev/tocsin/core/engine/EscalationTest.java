package dev.tocsin.core.engine;

import static dev.tocsin.core.fake.Crew.step;
import static dev.tocsin.core.notify.ChannelKind.EMAIL;
import static dev.tocsin.core.notify.ChannelKind.SMS;
import static dev.tocsin.core.notify.ChannelKind.VOICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.escalation.ActionResult;
import dev.tocsin.core.escalation.ChannelUse;
import dev.tocsin.core.escalation.Escalation;
import dev.tocsin.core.escalation.EscalationPhase;
import dev.tocsin.core.escalation.EscalationPolicy;
import dev.tocsin.core.escalation.EscalationStep;
import dev.tocsin.core.escalation.NotificationRoute;
import dev.tocsin.core.escalation.OnCallSchedule;
import dev.tocsin.core.escalation.OnCallShift;
import dev.tocsin.core.escalation.Recipient;
import dev.tocsin.core.escalation.Via;
import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.fake.AnnAndBob;
import dev.tocsin.core.fake.Crew;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.notify.NotificationState;
import dev.tocsin.core.notify.Purpose;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianStatus;
import dev.tocsin.core.settings.NotificationSettings;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.Origin;
import dev.tocsin.core.store.VolatileStore;
import dev.tocsin.core.storm.StormPolicy;
import dev.tocsin.core.suppress.Silence;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is told of an incident, step by step, until somebody takes it up. */
@Timeout(20)
class EscalationTest {
    private static final String ADA = "+4915123451001";
    private static final String BOB = "+4915123451002";
    private static final Duration TEN = Duration.ofMinutes(10);

    private final Crew crew = new Crew();
    private final Host host = crew.host;

    private Crew twoSteps() {
        crew.technician("ada", ADA);
        crew.technician("bob", BOB);
        return crew.policy(step(Duration.ZERO, List.of("ada"), SMS), step(TEN, List.of("bob"), VOICE));
    }

    @Test
    void theFirstStepTellsWithTheTicketsNumberAndACode() {
        twoSteps();
        long id = crew.opened("dc01");
        Escalation escalation = crew.escalation(id);
        assertThat(escalation.code()).hasSize(2);
        assertThat(crew.sms.addresses()).containsExactly(ADA);
        assertThat(crew.sms.texts().get(0))
                .isEqualTo("[Acme] HIGH: Problem dc01 #" + host.latest().ticketId() + ". Reply ACK " + escalation.code()
                        + " or CLOSE " + escalation.code());
        assertThat(crew.voice.delivered()).isEmpty();
        assertThat(crew.row(0))
                .returns(NotificationState.SENT, Notification::state)
                .returns("M1", Notification::providerId)
                .satisfies(row -> assertThat(row.proofId()).isNotNull());
    }

    @Test
    void laterStepsComeAfterTheirDelaysAndThenAllIsGoneThrough() {
        twoSteps();
        long id = crew.opened("dc01");
        host.run(TEN.minusSeconds(2));
        assertThat(crew.voice.delivered()).isEmpty();
        host.run(Duration.ofSeconds(3));
        assertThat(crew.voice.addresses()).containsExactly(BOB);
        assertThat(crew.voice.texts().get(0)).contains("Severity high, company Acme: Problem dc01");
        host.run(TEN);
        assertThat(crew.escalation(id).phase()).isEqualTo(EscalationPhase.EXHAUSTED);
        assertThat(crew.sms.requests()).isEqualTo(1);
        assertThat(host.history()).anyMatch(line -> line.contains("nobody acknowledged"));
    }

    @Test
    void stepsAreRepeatedAsOftenAsThePolicySays() {
        crew.technician("ada", ADA);
        crew.policy(new EscalationPolicy(
                Host.MSP, "p", "P", List.of(step(Duration.ZERO, List.of("ada"), SMS)), 2, TEN, null, null));
        crew.opened("dc01");
        host.run(Duration.ofHours(3));
        assertThat(crew.sms.delivered()).hasSize(3);
        crew.assertAtMostOnce();
    }

    @Test
    void anAcknowledgementStopsTheSteps() {
        twoSteps();
        long id = crew.opened("dc01");
        crew.acknowledge(id, "ada");
        host.run(Duration.ofHours(2));
        assertThat(crew.escalation(id).phase()).isEqualTo(EscalationPhase.ACKNOWLEDGED);
        assertThat(crew.voice.requests()).isZero();
    }

    @Test
    void aHigherSeverityTellsAnewEvenWhoAcknowledged() {
        twoSteps();
        long id = crew.opened("dc01");
        crew.acknowledge(id, "ada");
        host.run(Duration.ofMinutes(1));
        host.ingest(host.problem("dc01", "dc01").severity(Severity.CRITICAL));
        host.run(Duration.ofSeconds(5));
        assertThat(crew.escalation(id)).returns(1, Escalation::epoch).returns(null, Escalation::acknowledgement);
        assertThat(crew.sms.delivered()).hasSize(2);
        assertThat(crew.sms.texts().get(1)).contains("CRITICAL");
    }

    @Test
    void whoAcknowledgesAHigherSeverityBeforeItIsLookedAtIsNotToldAnew() {
        twoSteps();
        long id = crew.opened("dc01");
        host.run(Duration.ofSeconds(30));
        crew.acknowledge(id, "ada");
        host.run(Duration.ofMinutes(1));
        int before = crew.sms.delivered().size();
        host.ingest(host.problem("dc01", "dc01").severity(Severity.CRITICAL));
        assertThat(host.tocsin().acknowledgements().acknowledge(id, "ada").kind())
                .isEqualTo(ActionResult.Kind.DONE);
        host.run(Duration.ofHours(1));
        assertThat(crew.escalation(id))
                .returns(1, Escalation::epoch)
                .returns(EscalationPhase.ACKNOWLEDGED, Escalation::phase);
        assertThat(crew.sms.delivered()).hasSize(before);
    }

    @Test
    void aRouteMayTakeAnIncidentOnlyOnceItIsSevereEnough() {
        crew.technician("ada", ADA);
        host.tocsin()
                .configuration()
                .save(new EscalationPolicy(
                        Host.MSP, "p", "P", List.of(step(Duration.ZERO, List.of("ada"), SMS)), 0, TEN, null, null));
        crew.route(Severity.CRITICAL, "p", false);
        long id = crew.opened("dc01");
        assertThat(crew.escalation(id).phase()).isEqualTo(EscalationPhase.PAUSED);
        assertThat(crew.escalation(id).reason()).isEqualTo("no route takes it");
        host.ingest(host.problem("dc01", "dc01").severity(Severity.CRITICAL));
        host.run(Duration.ofSeconds(5));
        assertThat(crew.sms.delivered()).hasSize(1);
    }

    @Test
    void whatIsResolvedRestsAndGoesOnWhenItComesBack() {
        twoSteps();
        long id = crew.opened("dc01");
        host.later();
        host.run(Duration.ofMinutes(8));
        host.resolve("dc01", "dc01");
        host.run(Duration.ofMinutes(4));
        assertThat(crew.escalation(id).phase()).isEqualTo(EscalationPhase.PAUSED);
        assertThat(crew.voice.requests()).isZero();
        host.raise("dc01", "dc01");
        host.run(Duration.ofSeconds(2));
        assertThat(crew.voice.delivered()).hasSize(1);
        assertThat(crew.sms.delivered()).hasSize(1);
    }

    @Test
    void whatIsOverTellsNobodyAndAReopenedTicketTellsAnew() {
        twoSteps();
        long id = crew.opened("dc01");
        host.over("dc01", "dc01");
        assertThat(crew.escalation(id).phase()).isEqualTo(EscalationPhase.ENDED);
        host.run(Duration.ofMinutes(30));
        assertThat(crew.voice.requests()).isZero();
        host.raise("dc01", "dc01");
        host.run(Duration.ofSeconds(35));
        assertThat(crew.escalation(id)).returns(1, Escalation::epoch).returns(null, Escalation::endedAt);
        assertThat(crew.sms.delivered()).hasSize(2);
        host.run(Duration.ofHours(1));
        assertThat(crew.voice.delivered()).hasSize(1);
        crew.assertAtMostOnce();
    }

    @Test
    void aSnoozePutsTheStepsOff() {
        twoSteps();
        long id = crew.opened("dc01");
        host.tocsin()
                .configuration()
                .save(Silence.snooze("s", Host.MSP, id, host.time.instant(), Duration.ofHours(1), "ada", "lunch"));
        host.run(Duration.ofMinutes(59));
        assertThat(crew.voice.requests()).isZero();
        assertThat(crew.escalation(id).phase()).isEqualTo(EscalationPhase.PAUSED);
        host.run(Duration.ofMinutes(2));
        assertThat(crew.voice.delivered()).hasSize(1);
    }

    @Test
    void whatItsSourceAcknowledgedStopsUntilSomethingNewIsActive() {
        twoSteps();
        long id = crew.opened("dc01");
        host.later();
        host.ingest(host.problem("dc01", "dc01").kind(EventKind.ACKED));
        host.run(Duration.ofHours(1));
        assertThat(crew.escalation(id).acknowledgement())
                .isNotNull()
                .satisfies(one -> assertThat(one.via()).isEqualTo(Via.SOURCE));
        assertThat(crew.voice.requests()).isZero();
        int texts = crew.sms.requests();
        host.raise("dc01", "another");
        host.run(Duration.ofMinutes(1));
        assertThat(crew.escalation(id).epoch()).isEqualTo(1);
        assertThat(crew.sms.requests()).isEqualTo(texts + 1);
        host.run(Duration.ofHours(1));
        assertThat(crew.voice.delivered()).hasSize(1);
    }

    @Test
    void whoeverAcknowledgedIsRemindedAndTheAcknowledgementLapses() {
        crew.technician("ada", ADA);
        crew.policy(new EscalationPolicy(
                Host.MSP,
                "p",
                "P",
                List.of(step(Duration.ZERO, List.of("ada"), SMS)),
                0,
                TEN,
                Duration.ofMinutes(30),
                Duration.ofMinutes(80)));
        long id = crew.opened("dc01");
        crew.acknowledge(id, "ada");
        host.run(Duration.ofMinutes(79));
        assertThat(crew.rows())
                .filteredOn(row -> row.purpose() == Purpose.REMINDER)
                .hasSize(2);
        assertThat(crew.sms.texts().get(1)).startsWith("Still open since you took it at 08:00Z: [Acme] HIGH");
        host.run(Duration.ofMinutes(2));
        assertThat(crew.escalation(id)).returns(1, Escalation::epoch).returns(null, Escalation::acknowledgement);
        assertThat(crew.sms.delivered()).hasSize(4);
        crew.assertAtMostOnce();
    }

    @Test
    void aReminderIsSentOnceThoughTheFirstChannelChanges() {
        crew.technician("ada", ADA);
        reminding(SMS);
        long id = crew.opened("dc01");
        crew.acknowledge(id, "ada");
        host.run(Duration.ofMinutes(65));
        reminding(EMAIL, SMS);
        host.run(Duration.ofMinutes(50));
        assertThat(crew.sms.requests()).isEqualTo(2);
        assertThat(crew.mail.requests()).isZero();
        host.run(Duration.ofMinutes(10));
        assertThat(crew.mail.requests()).as("the second goes by mail").isEqualTo(1);
    }

    private void reminding(ChannelKind... channels) {
        crew.policy(new EscalationPolicy(
                Host.MSP,
                "p",
                "P",
                List.of(step(Duration.ZERO, List.of("ada"), channels)),
                0,
                TEN,
                Duration.ofHours(1),
                null));
    }

    @Test
    void whoIsOnCallIsToldWhenTheStepIsReachedAndWhoIsInactiveIsPassedBy() {
        crew.technician("ada", ADA);
        Technician bob = crew.technician("bob", BOB);
        crew.keep(bob.withStatus(TechnicianStatus.INACTIVE));
        host.tocsin()
                .configuration()
                .save(new OnCallSchedule(
                        Host.MSP,
                        "duty",
                        "Duty",
                        ZoneOffset.UTC,
                        List.of(new OnCallShift(
                                DayOfWeek.MONDAY,
                                LocalTime.of(7, 0),
                                DayOfWeek.MONDAY,
                                LocalTime.of(9, 0),
                                List.of("ada"),
                                LocalDate.of(2026, 1, 5)))));
        crew.policy(new EscalationStep(
                Duration.ZERO,
                List.of(new Recipient.OnCall("duty"), new Recipient.Named("bob"), new Recipient.Named("gone")),
                List.of(SMS),
                ChannelUse.FIRST_THAT_REACHES));
        crew.opened("dc01");
        assertThat(crew.sms.addresses()).containsExactly(ADA);
        assertThat(host.history())
                .anyMatch(line -> line.contains("tells ada")
                        && line.contains("bob is passed by")
                        && line.contains("there is no technician 'gone'"));
        host.run(Duration.ofHours(2));
        crew.opened("dc02");
        assertThat(crew.sms.delivered()).hasSize(1);
        assertThat(host.history()).anyMatch(line -> line.contains("nobody is on call by 'duty'"));
    }

    @Test
    void allChannelsOfAStepAreUsedIfItSaysSo() {
        crew.technician("ada", ADA);
        crew.policy(new EscalationStep(
                Duration.ZERO, List.of(new Recipient.Named("ada")), List.of(SMS, VOICE, EMAIL), ChannelUse.ALL));
        crew.opened("dc01");
        assertThat(crew.states()).containsOnly(NotificationState.SENT).hasSize(3);
        assertThat(crew.mail.addresses()).containsExactly("ada@contoso.example");
    }

    @Test
    void anEscalationThatIsGoneIsSeenAndFollowedOnceItIsThere() {
        crew.technician("ada", ADA);
        // As another version of the host, or an import, may leave it.
        host.store.write(session -> {
            session.configuration()
                    .save(
                            new NotificationRoute(Host.MSP, "r", 1, Set.of(), Set.of(), Severity.INFO, "late", false),
                            Origin.PERSON);
            return true;
        });
        long id = crew.opened("dc01");
        assertThat(crew.escalation(id))
                .returns(EscalationPhase.PAUSED, Escalation::phase)
                .returns("there is no escalation 'late'", Escalation::reason);
        host.tocsin()
                .configuration()
                .save(new EscalationPolicy(
                        Host.MSP, "late", "P", List.of(step(Duration.ZERO, List.of("ada"), SMS)), 0, TEN, null, null));
        host.run(Duration.ofMinutes(6));
        assertThat(crew.sms.delivered()).hasSize(1);
    }

    @Test
    void aTransientThatGotNoTicketTellsNobodyAndCostsNoRow() {
        twoSteps();
        host.raise("dc01", "dc01");
        host.later();
        host.resolve("dc01", "dc01");
        host.run(Duration.ofMinutes(5));
        assertThat(crew.rows()).isEmpty();
        List<Escalation> kept = host.read(session -> session.escalations().page(Host.MSP, 0, 10));
        assertThat(kept).isEmpty();
    }

    @Test
    void oneBadEscalationDoesNotHoldUpTheOthers() {
        crew.technician("ada", ADA);
        crew.technician("bob", BOB);
        crew.policy(step(Duration.ofMinutes(5), List.of("ada"), SMS));
        long bad = crew.opened("dc01");
        long good = crew.opened("dc02");
        Escalation like = crew.escalation(bad);
        host.store.write(session -> {
            // An escalation of an incident that the store does not have cannot be carried out.
            session.escalations()
                    .save(List.of(new Escalation(
                            9_999,
                            like.msp(),
                            null,
                            like.phase(),
                            0,
                            null,
                            0,
                            host.time.instant(),
                            null,
                            List.of(),
                            null,
                            null,
                            host.time.instant(),
                            null,
                            null,
                            "",
                            0)));
            return true;
        });
        host.run(Duration.ofMinutes(6));
        assertThat(crew.sms.delivered()).hasSize(2);
        assertThat(crew.escalation(good).step()).isEqualTo(1);
    }

    @Test
    void aStormIsToldByItsOwnTicketAndWhatItAbsorbedIsNot() {
        StormPolicy few = StormPolicy.builder()
                .msp(60, 60)
                .company(3, 3)
                .topCompany(3, 3)
                .openTickets(20)
                .longestWait(Duration.ofSeconds(30))
                .build();
        Crew storm = new Crew(Settings.builder().storm(few).build(), new VolatileStore(), builder -> builder);
        storm.technician("ada", ADA);
        storm.policy(step(Duration.ZERO, List.of("ada"), EMAIL));
        for (int i = 0; i < 30; i++) {
            storm.host.raise("dc" + i, "dc" + i);
        }
        storm.host.run(Duration.ofSeconds(80));
        List<Incident> all = storm.host.incidents();
        assertThat(all).filteredOn(one -> one.state() == IncidentState.ABSORBED).isNotEmpty();
        assertThat(storm.rows())
                .allSatisfy(row -> assertThat(all)
                        .filteredOn(one -> Objects.equals(one.id(), row.incidentId()))
                        .noneMatch(one -> one.state() == IncidentState.ABSORBED));
        Incident own =
                all.stream().filter(one -> one.place().storm()).findFirst().orElseThrow();
        assertThat(storm.host.tocsin().notifications().ofIncident(own.id())).hasSize(1);
        assertThat(storm.mail.texts().stream().map(text -> text.split("\n")[0]))
                .anyMatch(line -> line.startsWith("Storm: "));
    }

    @Test
    void theLinkOfAReminderByMailSaysThatItCloses() {
        Crew own = new Crew(
                NotificationSettings.DEFAULTS, new VolatileStore(), builder -> builder.actionLinks(AnnAndBob.LINKS));
        own.technician("ada", ADA);
        own.policy(new EscalationPolicy(
                Host.MSP,
                "p",
                "P",
                List.of(step(Duration.ZERO, List.of("ada"), ChannelKind.EMAIL)),
                0,
                TEN,
                Duration.ofMinutes(30),
                null));
        own.acknowledge(own.opened("dc01"), "ada");
        own.host.run(Duration.ofMinutes(35));
        assertThat(own.mail.texts()).hasSize(2);
        assertThat(own.mail.texts().get(0)).contains("Acknowledge: https://", "Close: https://");
        assertThat(own.mail.texts().get(1)).contains("Close: https://").doesNotContain("Acknowledge: ");
    }
}
