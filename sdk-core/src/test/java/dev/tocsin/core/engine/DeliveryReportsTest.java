package dev.tocsin.core.engine;

import static dev.tocsin.core.fake.Crew.step;
import static dev.tocsin.core.notify.ChannelKind.EMAIL;
import static dev.tocsin.core.notify.ChannelKind.SMS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.consent.ConsentAction;
import dev.tocsin.core.consent.ConsentEntry;
import dev.tocsin.core.fake.Crew;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.QueueExecutor;
import dev.tocsin.core.fake.ScriptedChannel.Act;
import dev.tocsin.core.notify.DeliveryOutcome;
import dev.tocsin.core.notify.DeliveryReport;
import dev.tocsin.core.notify.DeliveryStatus;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.notify.NotificationState;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.settings.NotificationSettings;
import dev.tocsin.core.store.VolatileStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What services report of messages, in whatever order it comes. */
@Timeout(20)
class DeliveryReportsTest {
    private static final String ADA = "+4915123451001";

    private final Crew crew = new Crew();
    private final Host host = crew.host;

    private void ada() {
        crew.technician("ada", ADA);
        crew.policy(step(Duration.ZERO, List.of("ada"), SMS, EMAIL));
    }

    private DeliveryReport report(String providerId, DeliveryStatus status, @Nullable String code) {
        return new DeliveryReport(crew.row(0).key(), "test-SMS", providerId, status, code, host.time.instant());
    }

    private DeliveryOutcome tell(DeliveryStatus status) {
        return host.tocsin().notifications().report(report("M1", status, null));
    }

    @Test
    void reportsInAnyOrderAndAnyNumberEndInWhatIsFinal() {
        Random random = new Random(11);
        for (int round = 0; round < 12; round++) {
            Crew one = new Crew();
            one.technician("ada", ADA);
            one.policy(step(Duration.ZERO, List.of("ada"), SMS, EMAIL));
            one.opened("dc01");
            List<DeliveryStatus> all = new ArrayList<>();
            for (DeliveryStatus status :
                    List.of(DeliveryStatus.ACCEPTED, DeliveryStatus.SENT, DeliveryStatus.DELIVERED)) {
                all.addAll(Collections.nCopies(1 + random.nextInt(2), status));
            }
            Collections.shuffle(all, random);
            for (DeliveryStatus status : all) {
                one.host
                        .tocsin()
                        .notifications()
                        .report(new DeliveryReport(
                                one.row(0).key(), "test-SMS", "M1", status, null, one.host.time.instant()));
            }
            assertThat(one.row(0))
                    .as("%s", all)
                    .returns(NotificationState.DELIVERED, Notification::state)
                    .returns(DeliveryStatus.DELIVERED, Notification::status);
            one.host.run(Duration.ofMinutes(1));
            assertThat(one.mail.requests()).isZero();
        }
    }

    @Test
    void aRepeatAndALateReportChangeNothing() {
        ada();
        crew.opened("dc01");
        assertThat(tell(DeliveryStatus.DELIVERED)).isEqualTo(DeliveryOutcome.APPLIED);
        assertThat(tell(DeliveryStatus.DELIVERED)).isEqualTo(DeliveryOutcome.NOTHING_NEW);
        assertThat(tell(DeliveryStatus.SENT)).isEqualTo(DeliveryOutcome.NOTHING_NEW);
        assertThat(tell(DeliveryStatus.FAILED)).isEqualTo(DeliveryOutcome.NOTHING_NEW);
        assertThat(crew.rows()).hasSize(1);
    }

    @Test
    void whatDidNotArriveGoesByTheNextChannelAtOnce() {
        ada();
        crew.opened("dc01");
        assertThat(tell(DeliveryStatus.FAILED)).isEqualTo(DeliveryOutcome.APPLIED);
        host.run(Duration.ZERO);
        assertThat(crew.states()).containsExactly(NotificationState.FAILED, NotificationState.SENT);
        assertThat(crew.mail.delivered()).hasSize(1);
        assertThat(tell(DeliveryStatus.FAILED)).isEqualTo(DeliveryOutcome.NOTHING_NEW);
    }

    @Test
    void whatDidNotArriveAndNobodyNeedsAnyMoreIsOnlyNoted() {
        ada();
        crew.stranger("bob", "+4915123451002");
        long id = crew.opened("dc01");
        crew.acknowledge(id, "bob");
        tell(DeliveryStatus.FAILED);
        host.run(Duration.ofMinutes(1));
        assertThat(crew.states()).containsExactly(NotificationState.FAILED);
    }

    @Test
    void aReportThatComesBeforeTheAnswerProvesThatTheMessageWasTaken() {
        ada();
        crew.sms.then(Act.UNKNOWN_AFTER);
        crew.sms.before(() -> assertThat(tell(DeliveryStatus.SENT)).isEqualTo(DeliveryOutcome.APPLIED));
        crew.opened("dc01");
        assertThat(crew.row(0))
                .returns(NotificationState.SENT, Notification::state)
                .returns("M1", Notification::providerId);
        host.run(Duration.ofMinutes(5));
        assertThat(crew.sms.requests()).isEqualTo(1);
        assertThat(crew.sms.lookUps()).isZero();
    }

    @Test
    void aReportForAMessageOfUnknownOutcomeEndsTheAsking() {
        ada();
        crew.sms.then(Act.UNKNOWN_AFTER);
        crew.opened("dc01");
        assertThat(crew.row(0).state()).isEqualTo(NotificationState.UNKNOWN);
        tell(DeliveryStatus.DELIVERED);
        host.run(Duration.ofMinutes(5));
        assertThat(crew.sms.requests()).isEqualTo(1);
        assertThat(crew.row(0).state()).isEqualTo(NotificationState.DELIVERED);
    }

    @Test
    void aReportAfterTheDeathOfTheWorkerEndsTheAsking() {
        ada();
        crew.sms.then(Act.DIE_AFTER);
        host.raise("dc01", "dc01");
        host.dieIn(Duration.ofMinutes(1));
        tell(DeliveryStatus.SENT);
        host.run(Duration.ofMinutes(9));
        assertThat(crew.sms.requests()).isEqualTo(1);
        assertThat(crew.row(0).state()).isEqualTo(NotificationState.SENT);
    }

    /** The answer to the first request was lost, the service did not have it when asked, and so it was sent again. */
    private void sentAgain(String lostId) {
        ada();
        crew.sms.then(Act.UNKNOWN_BEFORE).able();
        crew.opened("dc01");
        crew.sms.before(() -> {
            assertThat(host.tocsin().notifications().report(report(lostId, DeliveryStatus.FAILED, null)))
                    .isEqualTo(DeliveryOutcome.APPLIED);
            assertThat(crew.row(0).state()).isEqualTo(NotificationState.SENDING);
        });
        host.run(Duration.ofMinutes(5));
        assertThat(crew.sms.requests()).isEqualTo(2);
    }

    @Test
    void thatALostFirstAttemptFailedDoesNotEndTheSecond() {
        sentAgain("M9");
        assertThat(crew.row(0))
                .returns(NotificationState.SENT, Notification::state)
                .returns("M1", Notification::providerId)
                .returns(null, Notification::status);
        assertThat(tell(DeliveryStatus.DELIVERED)).isEqualTo(DeliveryOutcome.APPLIED);
        assertThat(crew.states()).containsExactly(NotificationState.DELIVERED);
        assertThat(crew.mail.requests()).isZero();
    }

    @Test
    void thatTheSecondAttemptFailedBeforeItsAnswerCameIsNotLost() {
        sentAgain("M1");
        assertThat(crew.states()).containsExactly(NotificationState.FAILED, NotificationState.SENT);
        assertThat(crew.mail.delivered()).hasSize(1);
    }

    /** What is reported while the second attempt is on its way, whose id will be M1. */
    private void reportedBeforeTheAnswer(String... idsAndStatus) {
        ada();
        crew.sms.then(Act.UNKNOWN_BEFORE).able();
        crew.opened("dc01");
        crew.sms.before(() -> {
            for (String one : idsAndStatus) {
                String[] parts = one.split(" ", 2);
                host.tocsin().notifications().report(report(parts[0], DeliveryStatus.valueOf(parts[1]), null));
            }
        });
        host.run(Duration.ofMinutes(5));
        assertThat(crew.sms.requests()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SENT", "ACCEPTED", "FAILED"})
    void olderNewsOfALostAttemptSayNothingOfTheSecond(String older) {
        reportedBeforeTheAnswer("M9 FAILED", "M9 " + older);
        assertThat(crew.row(0))
                .returns(NotificationState.SENT, Notification::state)
                .returns("M1", Notification::providerId)
                .returns(null, Notification::status);
        assertThat(tell(DeliveryStatus.FAILED)).isEqualTo(DeliveryOutcome.APPLIED);
        host.run(Duration.ofMinutes(1));
        assertThat(crew.states()).containsExactly(NotificationState.FAILED, NotificationState.SENT);
        assertThat(crew.mail.delivered()).hasSize(1);
    }

    @Test
    void ofTwoAttemptsThatBothFailedNoneIsWaitedForWhateverIsRepeated() {
        reportedBeforeTheAnswer("M9 FAILED", "M1 FAILED", "M9 FAILED", "M9 SENT");
        host.run(Duration.ofMinutes(1));
        assertThat(crew.states()).containsExactly(NotificationState.FAILED, NotificationState.SENT);
        assertThat(crew.mail.delivered()).hasSize(1);
    }

    @Test
    void thatALostAttemptArrivedNeverthelessCounts() {
        reportedBeforeTheAnswer("M9 FAILED", "M9 DELIVERED");
        assertThat(crew.states()).containsExactly(NotificationState.DELIVERED);
        assertThat(crew.mail.requests()).isZero();
    }

    @Test
    void aTextThatWasReportedWhileItsTurnWasStillToComeIsNeitherSentNorAskedForAtOnce() {
        QueueExecutor queue = new QueueExecutor();
        Crew one =
                new Crew(NotificationSettings.DEFAULTS, new VolatileStore(), builder -> builder.messageExecutor(queue));
        one.technician("ada", ADA);
        one.policy(step(Duration.ZERO, List.of("ada"), SMS));
        queue.hold();
        one.opened("dc01");
        assertThat(one.states()).containsExactly(NotificationState.SENDING);
        one.host
                .tocsin()
                .notifications()
                .report(new DeliveryReport(
                        one.row(0).key(), "test-SMS", "M1", DeliveryStatus.SENT, null, one.host.time.instant()));
        queue.letGo();
        assertThat(one.row(0)).returns(NotificationState.SENT, Notification::state);
        one.host.run(Duration.ofMinutes(1));
        assertThat(one.sms.asked()).isZero();
        assertThat(one.sms.requests()).isZero();
    }

    @Test
    void whatIsHeardOfALostAttemptThatNobodyNeededAgainIsKeptForTheRecord() {
        ada();
        crew.stranger("bob", "+4915123451002");
        crew.sms.then(Act.UNKNOWN_AFTER).blind();
        long id = crew.opened("dc01");
        crew.acknowledge(id, "bob");
        host.run(Duration.ofMinutes(5));
        assertThat(crew.states()).containsExactly(NotificationState.SKIPPED);
        assertThat(tell(DeliveryStatus.DELIVERED)).isEqualTo(DeliveryOutcome.APPLIED);
        assertThat(tell(DeliveryStatus.DELIVERED)).isEqualTo(DeliveryOutcome.NOTHING_NEW);
        assertThat(tell(DeliveryStatus.SENT)).isEqualTo(DeliveryOutcome.NOTHING_NEW);
        host.run(Duration.ofMinutes(5));
        assertThat(crew.rows())
                .singleElement()
                .returns(NotificationState.SKIPPED, Notification::state)
                .returns(DeliveryStatus.DELIVERED, Notification::status)
                .returns("M1", Notification::providerId);
    }

    @Test
    void whatArrivedBeforeItsAnswerCameIsNotEndedByALostAttempt() {
        ada();
        crew.sms.then(Act.UNKNOWN_BEFORE, Act.UNKNOWN_AFTER).able();
        crew.opened("dc01");
        crew.sms.before(() -> {
            host.tocsin().notifications().report(report("M9", DeliveryStatus.FAILED, null));
            assertThat(tell(DeliveryStatus.DELIVERED)).isEqualTo(DeliveryOutcome.APPLIED);
        });
        host.run(Duration.ofMinutes(5));
        assertThat(crew.row(0))
                .returns(NotificationState.DELIVERED, Notification::state)
                .returns("M1", Notification::providerId);
        assertThat(crew.mail.requests()).isZero();
    }

    @Test
    void forgedReportsChangeNothing() {
        ada();
        crew.opened("dc01");
        Notification before = crew.row(0);
        for (DeliveryReport forged : List.of(
                new DeliveryReport(
                        "i1/e0/s0/x/sms", "test-SMS", "M1", DeliveryStatus.FAILED, null, host.time.instant()),
                new DeliveryReport(before.key(), "other", "M1", DeliveryStatus.FAILED, null, host.time.instant()),
                report("M9", DeliveryStatus.FAILED, "21610"))) {
            assertThat(host.tocsin().notifications().report(forged)).isEqualTo(DeliveryOutcome.NOT_OURS);
        }
        assertThat(crew.rows()).containsExactly(before);
        assertThat(host.tocsin().consent().entries("ops", new PhoneNumber(ADA)))
                .extracting(ConsentEntry::action)
                .containsExactly(ConsentAction.OPT_IN);
    }

    @Test
    void aCodeThatSaysThatTheOwnerOptedOutIsKept() {
        ada();
        crew.opened("dc01");
        host.tocsin().notifications().report(report("M1", DeliveryStatus.FAILED, "21610"));
        assertThat(host.tocsin().consent().entries("ops", new PhoneNumber(ADA)))
                .extracting(ConsentEntry::action)
                .containsExactly(ConsentAction.OPT_IN, ConsentAction.PROVIDER_BLOCK);
        crew.opened("dc02");
        assertThat(crew.sms.requests()).isEqualTo(1);
    }
}
