package dev.tocsin.core.engine;

import static dev.tocsin.core.fake.Crew.step;
import static dev.tocsin.core.notify.ChannelKind.EMAIL;
import static dev.tocsin.core.notify.ChannelKind.SMS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.audit.AuditFinding;
import dev.tocsin.core.audit.AuditFinding.Kind;
import dev.tocsin.core.consent.ConsentAction;
import dev.tocsin.core.consent.ConsentEntry;
import dev.tocsin.core.consent.InboundConsent;
import dev.tocsin.core.fake.Crew;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.QueueExecutor;
import dev.tocsin.core.fake.ScriptedChannel.Act;
import dev.tocsin.core.notify.DeliveryReport;
import dev.tocsin.core.notify.DeliveryStatus;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.notify.NotificationState;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.settings.NotificationSettings;
import dev.tocsin.core.store.VolatileStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts whose final report never comes: their service is asked what became of them. */
@Timeout(20)
class LostReportsTest {
    private static final String ADA = "+4915123451001";

    private final Crew crew = new Crew();
    private final Host host = crew.host;

    @BeforeEach
    void ada() {
        crew.technician("ada", ADA);
        crew.policy(step(Duration.ZERO, List.of("ada"), SMS, EMAIL));
    }

    private void report(DeliveryStatus status) {
        host.tocsin()
                .notifications()
                .report(new DeliveryReport(crew.row(0).key(), "test-SMS", "M1", status, null, host.time.instant()));
    }

    /** Lets time pass until so long after the text was sent. */
    private void until(Duration afterIt) {
        Instant sentAt = Objects.requireNonNull(crew.row(0).sentAt());
        host.run(Duration.between(host.time.instant(), sentAt.plus(afterIt)));
    }

    @Test
    void aTextThatIsReportedIsNotAskedFor() {
        crew.opened("dc01");
        report(DeliveryStatus.SENT);
        report(DeliveryStatus.DELIVERED);
        host.run(Duration.ofHours(6));
        assertThat(crew.sms.asked()).isZero();
        assertThat(crew.states()).containsExactly(NotificationState.DELIVERED);
    }

    @Test
    void aTextOfWhichNothingIsHeardIsAskedForAfterTwoMinutes() {
        crew.opened("dc01");
        crew.sms.saying(DeliveryStatus.DELIVERED, null);
        until(Duration.ofSeconds(119));
        assertThat(crew.sms.asked()).isZero();
        until(Duration.ofSeconds(120));
        assertThat(crew.sms.asked()).isEqualTo(1);
        assertThat(crew.row(0))
                .returns(NotificationState.DELIVERED, Notification::state)
                .returns(null, Notification::dueAt);
        assertThat(crew.sms.requests()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"30005,", "21610,PROVIDER_BLOCK"})
    void aTextThatDidNotArriveGoesByTheNextChannelAndItsCodeCounts(String code, @Nullable ConsentAction kept) {
        crew.opened("dc01");
        crew.sms.saying(DeliveryStatus.FAILED, code);
        host.run(Duration.ofMinutes(3));
        assertThat(crew.states()).containsExactly(NotificationState.FAILED, NotificationState.SENT);
        assertThat(crew.row(0).reason()).isEqualTo("the service reports that it did not arrive (" + code + ")");
        assertThat(host.tocsin().consent().entries("ops", new PhoneNumber(ADA)))
                .extracting(ConsentEntry::action)
                .filteredOn(action -> action != ConsentAction.OPT_IN)
                .isEqualTo(kept == null ? List.of() : List.of(kept));
        host.run(Duration.ofHours(6));
        assertThat(crew.sms.asked()).isEqualTo(1);
        assertThat(crew.mail.requests()).isEqualTo(1);
    }

    @Test
    void aBlockThatWasLiftedSinceTheTextWentOutIsNotKeptWhenItIsHeardOfLate() {
        crew.opened("dc01");
        crew.sms.saying(DeliveryStatus.FAILED, "21610");
        host.later();
        host.store.write(session -> session.consent()
                .append(List.of(InboundConsent.providerUnblock(
                        "ops", new PhoneNumber(ADA), "test-SMS", "START", host.time.instant()))));
        host.run(Duration.ofMinutes(3));
        assertThat(crew.states()).containsExactly(NotificationState.FAILED, NotificationState.SENT);
        crew.opened("dc02");
        assertThat(crew.sms.requests()).isEqualTo(2);
        host.run(Duration.ofMinutes(3));
        crew.opened("dc03");
        assertThat(crew.sms.requests()).as("what was sent after it was refused").isEqualTo(2);
    }

    @Test
    void whoAcknowledgedIsToldNothingMoreWhenATextDidNotArrive() {
        crew.acknowledge(crew.opened("dc01"), "ada");
        crew.sms.saying(DeliveryStatus.FAILED, "30003");
        host.run(Duration.ofMinutes(3));
        assertThat(crew.states()).containsExactly(NotificationState.FAILED);
    }

    @Test
    void ofATextThatIsOnItsWayIsAskedEverMoreSeldomUntilItsTimeIsOver() {
        crew.opened("dc01");
        crew.sms.saying(DeliveryStatus.SENT, null);
        int asked = 0;
        for (int minutes : List.of(2, 4, 8, 16, 32, 64, 128, 256)) {
            until(Duration.ofMinutes(minutes).minusSeconds(1));
            assertThat(crew.sms.asked()).isEqualTo(asked);
            until(Duration.ofMinutes(minutes));
            assertThat(crew.sms.asked()).isEqualTo(++asked);
        }
        assertThat(crew.row(0))
                .returns(NotificationState.SENT, Notification::state)
                .returns(DeliveryStatus.SENT, Notification::status)
                .returns(null, Notification::dueAt);
        host.run(Duration.ofHours(24));
        assertThat(crew.sms.asked()).isEqualTo(8);
        assertThat(crew.mail.requests()).isZero();
    }

    @Test
    void aServiceThatDoesNotAnswerIsAskedAsOften() {
        crew.opened("dc01");
        until(Duration.ofMinutes(63));
        assertThat(crew.sms.asked()).isEqualTo(5);
        host.run(Duration.ofHours(24));
        assertThat(crew.sms.asked()).isEqualTo(8);
        assertThat(crew.states()).containsExactly(NotificationState.SENT);
        assertThat(crew.row(0).dueAt()).isNull();
    }

    @Test
    void aTextThatDidNotArriveIsToldByTheNextChannelThoughItsServiceWasSilentForHalfAnHour() {
        crew.opened("dc01");
        until(Duration.ofMinutes(31));
        crew.sms.saying(DeliveryStatus.FAILED, "30003");
        until(Duration.ofMinutes(33));
        assertThat(crew.states()).containsExactly(NotificationState.FAILED, NotificationState.SENT);
    }

    /** What the service said when it was asked is older than what it reports meanwhile. */
    @ParameterizedTest
    @CsvSource({"DELIVERED,FAILED,1", "FAILED,DELIVERED,2", "FAILED,FAILED,2", "SENT,FAILED,2", "SENT,DELIVERED,1"})
    void aReportMayComeWhileTheServiceIsAsked(DeliveryStatus reported, DeliveryStatus said, int messages) {
        QueueExecutor queue = new QueueExecutor();
        Crew one = asking(queue);
        one.host
                .tocsin()
                .notifications()
                .report(new DeliveryReport(
                        one.row(0).key(), "test-SMS", "M1", reported, null, one.host.time.instant()));
        one.sms.saying(said, null);
        queue.letGo();
        one.host.run(Duration.ofHours(6));
        DeliveryStatus first = reported == DeliveryStatus.SENT ? said : reported;
        assertThat(one.row(0))
                .returns(NotificationState.valueOf(first.name()), Notification::state)
                .returns(null, Notification::dueAt);
        assertThat(one.rows()).hasSize(messages);
        assertThat(one.mail.requests()).isEqualTo(messages - 1);
    }

    @Test
    void aTextWhoseWorkerDiesWhileItAsksIsAskedForByTheNext() {
        QueueExecutor queue = new QueueExecutor();
        Crew one = asking(queue);
        one.host.restart();
        one.sms.saying(DeliveryStatus.FAILED, "30003");
        one.host.run(Duration.ofSeconds(85));
        assertThat(queue.waiting()).isEqualTo(1);
        one.host.run(Duration.ofSeconds(6));
        assertThat(queue.waiting()).isEqualTo(2);
        queue.letGo();
        one.host.run(Duration.ofHours(6));
        assertThat(one.states()).containsExactly(NotificationState.FAILED, NotificationState.SENT);
        assertThat(one.mail.requests()).isEqualTo(1);
    }

    /** A crew of whose one text the service is being asked. */
    private static Crew asking(QueueExecutor queue) {
        Crew one =
                new Crew(NotificationSettings.DEFAULTS, new VolatileStore(), builder -> builder.messageExecutor(queue));
        one.technician("ada", ADA);
        one.policy(step(Duration.ZERO, List.of("ada"), SMS, EMAIL));
        one.opened("dc01");
        queue.hold();
        one.host.run(Duration.ofMinutes(2));
        assertThat(queue.waiting()).isEqualTo(1);
        return one;
    }

    @Test
    void mailIsNotAskedFor() {
        crew.policy(step(Duration.ZERO, List.of("ada"), EMAIL));
        crew.opened("dc01");
        host.run(Duration.ofHours(6));
        assertThat(crew.states()).containsExactly(NotificationState.SENT);
        assertThat(crew.mail.asked()).isZero();
    }

    @Test
    void aTextThatWasFoundWhenItsAnswerWasLostIsAskedForToo() {
        crew.sms.then(Act.UNKNOWN_AFTER).able().saying(DeliveryStatus.FAILED, "30003");
        crew.opened("dc01");
        host.run(Duration.ofMinutes(1));
        assertThat(crew.states()).containsExactly(NotificationState.SENT);
        host.run(Duration.ofMinutes(3));
        assertThat(crew.states()).containsExactly(NotificationState.FAILED, NotificationState.SENT);
    }

    @Test
    void theAuditNamesATextForWhichNobodyAskedInTime() {
        crew.opened("dc01");
        host.time.advance(Duration.ofMinutes(4));
        assertThat(host.tocsin().notifications().audit())
                .filteredOn(finding -> finding.kind() == Kind.NOT_REPORTED)
                .singleElement()
                .extracting(AuditFinding::words)
                .asString()
                .contains("it may not have arrived, and nobody asked 'test-SMS' at ");
    }
}
