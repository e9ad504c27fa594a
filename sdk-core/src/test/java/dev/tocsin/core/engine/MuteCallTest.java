package dev.tocsin.core.engine;

import static dev.tocsin.core.fake.Crew.step;
import static dev.tocsin.core.notify.ChannelKind.EMAIL;
import static dev.tocsin.core.notify.ChannelKind.VOICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.audit.AuditFinding;
import dev.tocsin.core.audit.AuditFinding.Kind;
import dev.tocsin.core.fake.Crew;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.QueueExecutor;
import dev.tocsin.core.fake.ScriptedChannel.Act;
import dev.tocsin.core.notify.CallScript;
import dev.tocsin.core.notify.DeliveryOutcome;
import dev.tocsin.core.notify.DeliveryReport;
import dev.tocsin.core.notify.DeliveryStatus;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.notify.NotificationState;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a call told its person: it did once it asked what to say, and nothing else proves it. */
@Timeout(20)
class MuteCallTest {
    private final Crew crew = new Crew();
    private final Host host = crew.host;

    @BeforeEach
    void ada() {
        crew.technician("ada", "+4915123451001");
        crew.policy(step(Duration.ZERO, List.of("ada"), VOICE, EMAIL));
        crew.voice.asking();
    }

    private CallScript script(@Nullable String answeredBy) {
        return host.tocsin().inbound().script(crew.row(0).key(), answeredBy);
    }

    private DeliveryOutcome tell(DeliveryStatus status) {
        return host.tocsin()
                .notifications()
                .report(new DeliveryReport(crew.row(0).key(), "test-VOICE", "M1", status, null, host.time.instant()));
    }

    @Test
    void aCallThatIsOverAndNeverAskedGoesByTheNextChannelOnce() {
        crew.opened("dc01");
        assertThat(tell(DeliveryStatus.DELIVERED)).isEqualTo(DeliveryOutcome.APPLIED);
        host.run(Duration.ZERO);
        assertThat(crew.states()).containsExactly(NotificationState.FAILED, NotificationState.SENT);
        assertThat(crew.row(0).reason()).contains("nobody heard a word");
        assertThat(tell(DeliveryStatus.DELIVERED)).isEqualTo(DeliveryOutcome.NOTHING_NEW);
        assertThat(tell(DeliveryStatus.FAILED)).isEqualTo(DeliveryOutcome.NOTHING_NEW);
        host.run(Duration.ofHours(1));
        assertThat(crew.mail.requests()).isEqualTo(1);
        assertThat(crew.voice.requests()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"human", "machine_end_beep"})
    void aCallThatAskedHasToldWhoeverAnswered(String answeredBy) {
        crew.opened("dc01");
        tell(DeliveryStatus.SENT);
        assertThat(script(answeredBy).known()).isTrue();
        assertThat(script(answeredBy).known()).isTrue();
        assertThat(tell(DeliveryStatus.DELIVERED)).isEqualTo(DeliveryOutcome.NOTHING_NEW);
        host.run(Duration.ofHours(1));
        assertThat(crew.row(0))
                .returns(NotificationState.DELIVERED, Notification::state)
                .returns("M1", Notification::providerId);
        assertThat(crew.mail.requests()).isZero();
        assertThat(crew.voice.asked()).isZero();
    }

    @Test
    void aCallOfWhichNothingIsHeardIsAskedForTwiceAndThenGoesByTheNextChannel() {
        crew.opened("dc01");
        host.run(Duration.ofMinutes(6));
        assertThat(crew.voice.asked()).isEqualTo(1);
        assertThat(crew.states()).containsExactly(NotificationState.SENT);
        host.run(Duration.ofMinutes(5));
        assertThat(crew.voice.asked()).isEqualTo(2);
        assertThat(crew.states()).containsExactly(NotificationState.FAILED, NotificationState.SENT);
        host.run(Duration.ofHours(1));
        assertThat(crew.voice.asked()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = DeliveryStatus.class,
            names = {"DELIVERED", "FAILED"})
    void whatTheServiceSaysWhenItIsAskedCountsAsAReport(DeliveryStatus said) {
        crew.opened("dc01");
        crew.voice.saying(said, null);
        host.run(Duration.ofMinutes(6));
        assertThat(crew.states()).containsExactly(NotificationState.FAILED, NotificationState.SENT);
        assertThat(crew.row(0).reason())
                .contains(said == DeliveryStatus.FAILED ? "did not arrive" : "nobody heard a word");
        assertThat(crew.voice.asked()).isEqualTo(1);
    }

    @Test
    void aCallThatStillRingsIsAskedForOnceMore() {
        crew.opened("dc01");
        crew.voice.saying(DeliveryStatus.SENT, null);
        host.run(Duration.ofMinutes(6));
        assertThat(crew.states()).containsExactly(NotificationState.SENT);
        script("human");
        host.run(Duration.ofHours(1));
        assertThat(crew.voice.asked()).isEqualTo(1);
        assertThat(crew.states()).containsExactly(NotificationState.DELIVERED);
    }

    @ParameterizedTest
    @EnumSource(
            value = DeliveryStatus.class,
            names = {"ACCEPTED", "SENT"})
    void aCallThatIsNotOverIsNoFailureHoweverLongItWaitsAtTheService(DeliveryStatus said) {
        crew.opened("dc01");
        crew.voice.saying(said, null);
        host.run(Duration.ofMinutes(32));
        assertThat(crew.voice.asked()).isEqualTo(6);
        assertThat(crew.states()).containsExactly(NotificationState.SENT);
        script("human");
        host.run(Duration.ofHours(6));
        assertThat(crew.states()).containsExactly(NotificationState.DELIVERED);
        assertThat(crew.mail.requests()).isZero();
    }

    @Test
    void aCallThatWouldNotSpeakAnyMoreGoesByTheNextChannelWithWhatTheServiceSaid() {
        crew.opened("dc01");
        crew.voice.saying(DeliveryStatus.ACCEPTED, null);
        host.run(Duration.ofMinutes(4 * 60 + 55));
        assertThat(crew.states()).containsExactly(NotificationState.SENT);
        host.run(Duration.ofMinutes(15));
        assertThat(crew.states()).startsWith(NotificationState.FAILED);
        assertThat(crew.row(0).reason())
                .startsWith("the service still says of the call no more than ACCEPTED, and it did not ask what to say");
        assertThat(crew.kinds()).containsExactly(VOICE, EMAIL);
        assertThat(script("human").known()).isFalse();
    }

    @Test
    void onlyWhenNothingIsHeardTwiceRunningNobodyKnowsWhatBecameOfACall() {
        crew.opened("dc01");
        host.run(Duration.ofMinutes(6));
        crew.voice.saying(DeliveryStatus.ACCEPTED, null);
        host.run(Duration.ofMinutes(5));
        crew.voice.saying(null, null);
        host.run(Duration.ofMinutes(5));
        assertThat(crew.voice.asked()).isEqualTo(3);
        assertThat(crew.states()).containsExactly(NotificationState.SENT);
        host.run(Duration.ofMinutes(5));
        assertThat(crew.states()).containsExactly(NotificationState.FAILED, NotificationState.SENT);
        assertThat(crew.row(0).reason()).startsWith("nobody knows what became of the call");
    }

    @Test
    void whatIsHeardAfterTheNextChannelWasUsedIsKeptAndTellsNobodyAgain() {
        crew.opened("dc01");
        host.run(Duration.ofMinutes(11));
        assertThat(crew.mail.requests()).isEqualTo(1);
        assertThat(script("human").words()).isNotBlank();
        assertThat(crew.states()).containsExactly(NotificationState.DELIVERED, NotificationState.SENT);
        tell(DeliveryStatus.DELIVERED);
        tell(DeliveryStatus.FAILED);
        host.run(Duration.ofHours(1));
        assertThat(crew.rows()).hasSize(2);
        assertThat(crew.mail.requests()).isEqualTo(1);
    }

    @Test
    void aLateReportOfAFailureTellsNobodyAgain() {
        crew.opened("dc01");
        host.run(Duration.ofMinutes(11));
        tell(DeliveryStatus.FAILED);
        host.run(Duration.ofHours(1));
        assertThat(crew.states()).containsExactly(NotificationState.FAILED, NotificationState.SENT);
    }

    @Test
    void whatSomebodyTookMeanwhileGoesByNoOtherChannel() {
        crew.acknowledge(crew.opened("dc01"), "ada");
        tell(DeliveryStatus.DELIVERED);
        host.run(Duration.ofMinutes(5));
        assertThat(crew.states()).containsExactly(NotificationState.FAILED);
    }

    @Test
    void aCallThatAsksWhatToSayProvesThatItWasMadeThoughItsAnswerWasLost() {
        crew.voice.then(Act.UNKNOWN_AFTER);
        crew.opened("dc01");
        assertThat(crew.states()).containsExactly(NotificationState.UNKNOWN);
        script("human");
        host.run(Duration.ofHours(1));
        assertThat(crew.states()).containsExactly(NotificationState.DELIVERED);
        assertThat(crew.voice.requests()).isEqualTo(1);
    }

    @Test
    void aCallThatRingsAfterNobodyKnewOfItSpeaks() {
        crew.voice.then(Act.UNKNOWN_AFTER);
        crew.opened("dc01");
        host.run(Duration.ofMinutes(5));
        assertThat(crew.states()).containsExactly(NotificationState.REFUSED, NotificationState.SENT);
        assertThat(script("human")).returns(true, CallScript::known).returns(true, CallScript::keys);
        assertThat(crew.states()).containsExactly(NotificationState.DELIVERED, NotificationState.SENT);
    }

    @Test
    void aCallThatTheServiceDidNotHaveSpeaksThoughTheSecondIsNotMade() {
        crew.voice.then(Act.UNKNOWN_BEFORE, Act.NOT_SENT, Act.NOT_SENT).able();
        crew.opened("dc01");
        Instant first = Objects.requireNonNull(crew.row(0).sentAt());
        host.run(Duration.ofSeconds(120 + 12));
        assertThat(crew.voice.requests()).isEqualTo(3);
        assertThat(crew.row(0))
                .returns(NotificationState.PLANNED, Notification::state)
                .returns(first, Notification::sentAt)
                .returns(first, Notification::toldAt);
        assertThat(script("human")).returns(true, CallScript::known).returns(true, CallScript::keys);
        host.run(Duration.ofHours(1));
        assertThat(crew.states()).containsExactly(NotificationState.DELIVERED);
        assertThat(crew.mail.requests()).isZero();
    }

    @Test
    void whenACallMayHaveBeenMadeStaysThoughTheSecondIsGivenBackUntried() {
        QueueExecutor queue = new QueueExecutor();
        Crew one =
                new Crew(NotificationSettings.DEFAULTS, new VolatileStore(), builder -> builder.messageExecutor(queue));
        one.technician("ada", "+4915123451001");
        one.policy(step(Duration.ZERO, List.of("ada"), VOICE));
        one.voice.asking().then(Act.UNKNOWN_BEFORE).able();
        one.opened("dc01");
        Instant first = Objects.requireNonNull(one.row(0).sentAt());
        one.host.run(Duration.ofSeconds(60));
        queue.reject(true);
        one.host.run(Duration.ofSeconds(65));
        assertThat(one.voice.requests()).isEqualTo(1);
        assertThat(one.row(0)).returns(first, Notification::sentAt).returns(1, Notification::attempts);
    }

    @Test
    void theAuditNamesACallForWhichNobodyAsked() {
        crew.opened("dc01");
        assertThat(host.tocsin().notifications().audit()).isEmpty();
        host.time.advance(Duration.ofMinutes(6));
        assertThat(host.tocsin().notifications().audit())
                .filteredOn(finding -> finding.kind() == Kind.NOT_REPORTED)
                .singleElement()
                .extracting(AuditFinding::words)
                .asString()
                .contains("may have been mute");
    }

    @Test
    void theAuditGivesACallThatIsToBeAskedForNowTimeForThat() {
        crew.opened("dc01");
        Instant due = Objects.requireNonNull(crew.row(0).dueAt());
        host.time.advance(Duration.between(host.time.instant(), due).plusSeconds(59));
        assertThat(host.tocsin().notifications().audit()).isEmpty();
        host.time.advance(Duration.ofSeconds(2));
        assertThat(host.tocsin().notifications().audit())
                .extracting(AuditFinding::kind)
                .containsExactly(Kind.NOT_REPORTED);
    }

    /** A host's own channel of calls that speak by themselves and may never be reported. */
    @Test
    void aCallThatDoesNotAskWhatToSayIsBelieved() {
        Crew own = new Crew();
        own.technician("ada", "+4915123451001");
        own.policy(step(Duration.ZERO, List.of("ada"), VOICE, EMAIL));
        own.opened("dc01");
        own.opened("dc02");
        own.host
                .tocsin()
                .notifications()
                .report(new DeliveryReport(
                        own.row(0).key(), "test-VOICE", "M1", DeliveryStatus.DELIVERED, null, own.host.time.instant()));
        own.host.run(Duration.ofHours(1));
        assertThat(own.states()).containsExactly(NotificationState.DELIVERED, NotificationState.SENT);
        assertThat(own.row(1).dueAt()).isNull();
    }
}
