package dev.tocsin.core.engine;

import static dev.tocsin.core.fake.Crew.step;
import static dev.tocsin.core.notify.ChannelKind.SMS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.consent.ConsentActor;
import dev.tocsin.core.consent.InboundMessage;
import dev.tocsin.core.escalation.Acknowledgement;
import dev.tocsin.core.escalation.Escalation;
import dev.tocsin.core.escalation.EscalationPhase;
import dev.tocsin.core.escalation.EscalationPolicy;
import dev.tocsin.core.escalation.Via;
import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.fake.Crew;
import dev.tocsin.core.fake.Fault;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ScriptedPsa.Op;
import dev.tocsin.core.fake.ScriptedPsa.Ticket;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.TechnicianStatus;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of an acknowledgement while its incident, its ticket and people go on. */
@Timeout(20)
class LastingAcknowledgementTest {
    private static final String ADA = "+4915112345678";
    private static final String BOB = "+4915187654321";

    private final Crew crew = new Crew();
    private final Host host = crew.host;

    @BeforeEach
    void people() {
        crew.technician("ada", ADA);
        crew.technician("bob", BOB);
        crew.policy(step(Duration.ZERO, List.of("ada", "bob"), SMS));
    }

    private String text(String words) {
        return host.tocsin()
                .inbound()
                .message(new InboundMessage(
                        new PhoneNumber(ADA), words, "SM" + host.time.instant(), "sms", host.time.instant()))
                .words();
    }

    private void acknowledge(long incident, String technician) {
        assertThat(host.tocsin()
                        .acknowledgements()
                        .acknowledge(incident, technician)
                        .words())
                .contains("acknowledged by " + technician);
    }

    @Test
    void eachThatThereWasNoTicketForIsWrittenOnceThereIsThoughPeopleWereToldAnewMeanwhile() {
        host.policy(policy -> policy.acknowledgedStatus("In Progress"));
        host.psa.next(Op.CREATE, new Fault.NotExecuted(Duration.ofMinutes(10)));
        long incident = crew.opened("dc01", Severity.LOW);
        acknowledge(incident, "ada");
        host.run(Duration.ofMinutes(1));
        host.ingest(host.problem("dc01", "dc01").kind(EventKind.UPDATED).severity(Severity.CRITICAL));
        host.run(Duration.ofMinutes(1));
        assertThat(crew.escalation(incident).acknowledgement()).isNull();
        acknowledge(incident, "bob");
        assertThat(host.psa.all()).isEmpty();
        assertThat(crew.escalation(incident).unwritten()).hasSize(2);
        host.run(Duration.ofMinutes(20));
        assertThat(Host.texts(host.psa.only()).stream().filter(text -> text.startsWith("Acknowledged by ")))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("Acknowledged by ada by the console 08:00Z"),
                        second -> assertThat(second).startsWith("Acknowledged by bob by the console 08:02Z"));
        assertThat(host.psa.only().statuses()).containsExactly("New", "In Progress:tocsin");
        assertThat(crew.escalation(incident).unwritten()).isEmpty();
    }

    @Test
    void whoAnswersAnEarlierTextOfAnIncidentThatCameBackMeansThatIncident() {
        long incident = crew.opened("dc01");
        host.run(Duration.ofMinutes(1));
        String code = crew.escalation(incident).code();
        host.resolve("dc01", "dc01");
        host.run(Duration.ofMinutes(10));
        assertThat(host.incident().state()).isEqualTo(IncidentState.CLOSED_AUTO);
        crew.opened("dc02");
        host.run(Duration.ofMinutes(1));
        host.raise("dc01", "dc01");
        assertThat(text("ACK " + code)).startsWith(code + ": acknowledged by ada by SMS");
        host.run(Duration.ofMinutes(10));
        assertThat(crew.escalation(incident))
                .returns(code, Escalation::code)
                .returns(EscalationPhase.ACKNOWLEDGED, Escalation::phase);
    }

    @Test
    void whatComesBackLeavesItsCodeToTheLatestThatHadItThoughThatIsOverToo() {
        long first = crew.opened("dc01");
        host.run(Duration.ofMinutes(1));
        String code = crew.escalation(first).code();
        host.resolve("dc01", "dc01");
        host.run(Duration.ofMinutes(10));
        long second = crew.opened("dc02");
        crew.change(second, change -> change.code(code));
        host.resolve("dc02", "dc02");
        host.run(Duration.ofMinutes(10));
        host.raise("dc01", "dc01");
        host.run(Duration.ofMinutes(2));
        assertThat(crew.escalation(first).phase()).isEqualTo(EscalationPhase.TELLING);
        assertThat(crew.escalation(first).code()).isNotNull().isNotEqualTo(code);
        assertThat(text("ACK " + code)).startsWith(code + " is closed");
        assertThat(crew.escalation(first).acknowledgement()).isNull();
    }

    @Test
    void thatOfItsSourceIsNotWrittenToTheTicketThatItWasMergedInto() {
        host.policy(policy -> policy.acknowledgedStatus("In Progress"));
        crew.policy(new EscalationPolicy(
                Host.MSP,
                "p",
                "P",
                List.of(step(Duration.ZERO, List.of("ada"), SMS)),
                0,
                Duration.ofMinutes(10),
                null,
                Duration.ofMinutes(10)));
        long incident = crew.opened("dc01");
        Ticket child = host.psa.only();
        host.psa.next(Op.ADD_NOTE, new Fault.NotExecuted(Duration.ofHours(2)));
        acknowledge(incident, "ada");
        host.later();
        host.ingest(host.problem("dc01", "dc01").kind(EventKind.ACKED));
        host.run(Duration.ofMinutes(25));
        assertThat(crew.escalation(incident).acknowledgement()).isNotNull().returns(Via.SOURCE, Acknowledgement::via);
        crew.opened("dc02");
        Ticket parent = host.psa.all().get(1);
        host.psa.merge(child.id(), parent.id());
        host.run(Duration.ofHours(1));
        assertThat(host.incidents().get(0).ticketId()).isEqualTo(parent.id());
        assertThat(Host.texts(parent)).noneMatch(text -> text.startsWith("Acknowledged"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"PT1H, INACTIVE", "none, INACTIVE", "none, ON_LEAVE", "none, none"})
    void thatOfWhoeverTakesNoAlertsAnyMoreLapsesWhetherTheyAreRemindedOrNot(
            @Nullable Duration reminds, @Nullable TechnicianStatus status) {
        crew.policy(new EscalationPolicy(
                Host.MSP,
                "p",
                "P",
                List.of(step(Duration.ZERO, List.of("ada", "bob"), SMS)),
                0,
                Duration.ofMinutes(10),
                reminds,
                null));
        long incident = crew.opened("dc01");
        acknowledge(incident, "ada");
        host.run(Duration.ofMinutes(1));
        leaves("ada", status);
        host.run(Duration.ofMinutes(20));
        assertThat(crew.escalation(incident)).returns(1, Escalation::epoch);
        assertThat(crew.sms.addresses()).endsWith(BOB);
    }

    private void leaves(String id, @Nullable TechnicianStatus status) {
        if (status == null) {
            host.store.write(session -> session.technicians()
                    .remove(
                            Host.MSP,
                            id,
                            session.technicians()
                                    .get(Host.MSP, id)
                                    .orElseThrow()
                                    .version()));
        } else {
            host.tocsin().technicians().setStatus(id, status, ConsentActor.person("operator", null));
        }
    }
}
