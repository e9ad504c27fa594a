package dev.tocsin.core;

import static dev.tocsin.core.fake.AnnAndBob.ANN;
import static dev.tocsin.core.fake.AnnAndBob.ANNS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.escalation.Acknowledgement;
import dev.tocsin.core.escalation.Escalation;
import dev.tocsin.core.escalation.Via;
import dev.tocsin.core.fake.AnnAndBob;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.notify.CallScript;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.KeyAnswer;
import dev.tocsin.core.notify.KeyAnswer.Next;
import dev.tocsin.core.notify.KeyPress;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.notify.NotificationState;
import dev.tocsin.core.notify.Words;
import dev.tocsin.core.people.TechnicianStatus;
import dev.tocsin.core.settings.NotificationSettings;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys pressed in calls. */
@Timeout(20)
class KeyPressTest {
    private static final KeyAnswer NOTHING = new KeyAnswer("", Next.HANG_UP);

    private final AnnAndBob crew = new AnnAndBob();
    private final Host host = crew.host;

    private String called(NotificationState state) {
        host.opened("dc01", "a");
        crew.told(host.incident(), "7Q");
        return crew.notified(host.incident(), ANN, ChannelKind.VOICE, state);
    }

    private KeyAnswer press(String key, String digits, @Nullable String answeredBy, boolean confirming) {
        return press(key, digits, answeredBy, confirming, 0);
    }

    private KeyAnswer press(String key, String digits, @Nullable String answeredBy, boolean confirming, int asked) {
        return host.tocsin()
                .inbound()
                .keyPressed(new KeyPress(key, "CA1", digits, answeredBy, confirming, asked, host.time.instant()));
    }

    private KeyAnswer press(String key, String digits) {
        return press(key, digits, "human", false);
    }

    private @Nullable Acknowledgement acknowledgement() {
        Escalation escalation = crew.escalation(host.incident());
        return escalation == null ? null : escalation.acknowledgement();
    }

    @Test
    void oneAcknowledgesAndTheSameDeliveredAgainIsAnsweredTheSame() {
        String key = called(NotificationState.SENT);
        KeyAnswer first = press(key, "1");
        assertThat(first).isEqualTo(new KeyAnswer("7Q: acknowledged by Ann Lee by phone 08:00Z.", Next.HANG_UP));
        assertThat(press(key, "1")).isEqualTo(first);
        assertThat(acknowledgement()).matches(one -> one != null && one.via() == Via.VOICE);
        assertThat(host.history()).contains("acknowledged by Ann Lee by phone from " + ANNS.masked());
        host.run(Duration.ofMinutes(1));
        assertThat(host.psa.only().owner()).isEqualTo("ALee");
    }

    @Test
    void twoClosesAfterASecondTwoWhileEventsAreActive() {
        String key = called(NotificationState.DELIVERED);
        KeyAnswer asked = press(key, "2");
        assertThat(asked)
                .isEqualTo(new KeyAnswer(
                        "7Q: 1 event is still active. Press 2 again to close it nevertheless.", Next.CONFIRM_CLOSE));
        assertThat(press(key, "2")).isEqualTo(asked);
        assertThat(host.incident().state()).isEqualTo(IncidentState.OPEN);
        KeyAnswer closed = press(key, "2", null, true);
        assertThat(closed.words()).startsWith("7Q is closed: closed by Ann Lee by phone");
        assertThat(closed.next()).isEqualTo(Next.HANG_UP);
        assertThat(press(key, "2", null, true)).isEqualTo(closed);
        host.run(Duration.ofMinutes(1));
        assertThat(host.psa.only().isClosed()).isTrue();
    }

    @Test
    void threeSnoozesOnceHoweverOftenItIsDelivered() {
        String key = called(NotificationState.SENT);
        KeyAnswer first = press(key, "3");
        assertThat(first.words()).isEqualTo("7Q: quiet until 09:00Z.");
        host.time.advance(Duration.ofMinutes(2));
        assertThat(press(key, "3")).isEqualTo(first);
    }

    private String calledForTwo() {
        String key = called(NotificationState.SENT);
        host.opened("dc02", "b");
        crew.told(host.latest(), "8X");
        String second = crew.notified(host.latest(), ANN, ChannelKind.VOICE, NotificationState.PLANNED);
        host.store.write(session -> {
            Notification carrier = session.notifications().byKey(Host.MSP, key).orElseThrow();
            Notification carried =
                    session.notifications().byKey(Host.MSP, second).orElseThrow();
            session.notifications()
                    .save(List.of(carried.change()
                            .ended(NotificationState.BUNDLED, host.time.instant())
                            .bundleId(carrier.id())
                            .done()));
            return true;
        });
        return key;
    }

    @Test
    void oneAcknowledgesAllThatTheCallReadsOut() {
        String key = calledForTwo();
        KeyAnswer first = press(key, "1");
        assertThat(first.words())
                .isEqualTo("7Q: acknowledged by Ann Lee by phone 08:01Z. 8X: acknowledged by Ann Lee by phone 08:01Z.");
        assertThat(press(key, "1")).isEqualTo(first);
        assertThat(host.incidents())
                .hasSize(2)
                .allSatisfy(incident -> assertThat(crew.escalation(incident))
                        .extracting(Escalation::acknowledgement)
                        .isNotNull());
    }

    @Test
    void twoClosesAllThatTheCallReadsOutOnceItIsConfirmed() {
        String key = calledForTwo();
        KeyAnswer asked = press(key, "2");
        assertThat(asked.next()).isEqualTo(Next.CONFIRM_CLOSE);
        assertThat(asked.words()).contains("7Q: 1 event is still active", "8X: 1 event is still active");
        press(key, "2", null, true);
        host.run(Duration.ofMinutes(1));
        assertThat(host.incidents()).hasSize(2).noneMatch(one -> one.state().live());
    }

    @Test
    void threeSnoozesAllThatTheCallReadsOut() {
        String key = calledForTwo();
        KeyAnswer first = press(key, "3");
        assertThat(first.words()).isEqualTo("7Q: quiet until 09:01Z. 8X: quiet until 09:01Z.");
        assertThat(press(key, "3")).isEqualTo(first);
    }

    @Test
    void keysOfACallActAsLongAsOneOfItsIncidentsIsOpen() {
        String key = calledForTwo();
        host.over("dc01", "a");
        assertThat(host.tocsin().inbound().script(key, "human").keys()).isTrue();
        host.over("dc02", "b");
        assertThat(host.tocsin().inbound().script(key, "human").keys()).isFalse();
    }

    @Test
    void otherKeysAskAgainThreeTimesAndNoMore() {
        String key = called(NotificationState.SENT);
        List<String> others = List.of("9", "", "9");
        for (int asked = 0; asked < others.size(); asked++) {
            for (int delivered = 0; delivered < 3; delivered++) {
                assertThat(press(key, others.get(asked), "human", false, asked).next())
                        .isEqualTo(Next.ASK_AGAIN);
            }
        }
        assertThat(press(key, "7", "human", false, 3)).isEqualTo(NOTHING);
        assertThat(acknowledgement()).isNull();
        assertThat(press(key, "1").words()).contains("acknowledged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"machine_start", "machine_end_beep", "Machine", "fax"})
    void aMachineNeverActs(String machine) {
        String key = called(NotificationState.SENT);
        for (String digits : List.of("1", "2", "3")) {
            assertThat(press(key, digits, machine, true)).isEqualTo(NOTHING);
        }
        assertThat(acknowledgement()).isNull();
        assertThat(host.incident().state()).isEqualTo(IncidentState.OPEN);
        CallScript script = host.tocsin().inbound().script(key, machine);
        assertThat(script).isEqualTo(new CallScript(true, "Disk full on dc01", false));
    }

    @ParameterizedTest
    @EnumSource(NotificationState.class)
    void onlyACallThatWasMadeActs(NotificationState state) {
        String key = called(state);
        boolean made = switch (state) {
            case SENDING, UNKNOWN, SENT, DELIVERED, FAILED, REFUSED -> true;
            default -> false;
        };
        assertThat(host.tocsin().inbound().script(key, "human").known()).isEqualTo(made);
        press(key, "1");
        assertThat(acknowledgement() != null).isEqualTo(made);
    }

    @Test
    void noOtherMessageAndNoUnknownKeyActs() {
        host.opened("dc01", "a");
        String text = crew.notified(host.incident(), ANN, ChannelKind.SMS, NotificationState.SENT);
        for (String key : List.of(text, "i1/e0/s0/X/voice", "")) {
            assertThat(press(key, "1")).isEqualTo(NOTHING);
            assertThat(host.tocsin().inbound().script(key, null)).isEqualTo(new CallScript(false, "", false));
        }
        assertThat(acknowledgement()).isNull();
    }

    @Test
    void aCallActsUntilAnHourAfterItsMessageWasTooLate() {
        String key = called(NotificationState.SENT);
        host.time.advance(Duration.ofHours(5));
        assertThat(press(key, "1")).isEqualTo(NOTHING);
        host.restart();
        assertThat(acknowledgement()).isNull();
    }

    @Test
    void aPressThatIsReplayedLaterDoesNotCloseWhatWasReopened() {
        String key = called(NotificationState.SENT);
        host.over("dc01", "a");
        host.run(Duration.ofMinutes(1));
        assertThat(press(key, "2").words()).startsWith("7Q is closed: ");
        host.later();
        host.raise("dc01", "a");
        host.run(Duration.ofMinutes(2));
        host.later();
        host.resolve("dc01", "a");
        assertThat(host.incident().state()).isEqualTo(IncidentState.RESOLVING);
        assertThat(press(key, "2").words()).isEqualTo("That key was pressed in this call before.");
        assertThat(host.incident().state()).isEqualTo(IncidentState.RESOLVING);
    }

    @Test
    void whoTakesNoAlertsAnyMoreDoesNotAct() {
        String key = called(NotificationState.SENT);
        crew.add(ANN, "Ann Lee", ANNS, TechnicianStatus.INACTIVE, null);
        assertThat(press(key, "1").words()).isEqualTo("You take no alerts any more.");
        assertThat(acknowledgement()).isNull();
    }

    @Test
    void aCallAboutWhatIsOverAsksForNoKey() {
        String key = called(NotificationState.SENT);
        assertThat(host.tocsin().inbound().script(key, "human").keys()).isTrue();
        host.psa.closeByHand(host.psa.only().id());
        host.run(Duration.ofMinutes(2));
        assertThat(host.tocsin().inbound().script(key, "human").keys()).isFalse();
        assertThat(press(key, "1").words()).startsWith("7Q is closed: ticket #");
    }

    @Test
    void aTwoAfterAnotherKeyWasPressedInsteadOfTheSecondCloses() {
        String key = called(NotificationState.SENT);
        assertThat(press(key, "2").next()).isEqualTo(Next.CONFIRM_CLOSE);
        assertThat(press(key, "9", "human", true).words()).isEqualTo("It was not closed.");
        host.resolve("dc01", "a");
        assertThat(host.incident().state()).isEqualTo(IncidentState.RESOLVING);
        assertThat(press(key, "2").words()).isEqualTo("That key was pressed in this call before.");
        assertThat(press(key, "2", "human", false, 1).words()).startsWith("7Q is closed: closed by Ann Lee");
    }

    @Test
    void aCallThatQuietHoursHeldBackIsAnsweredForAnHourAfterItWasMade() {
        String key = called(NotificationState.SENT);
        host.time.advance(Duration.ofHours(9));
        host.store.write(session -> {
            Notification row = session.notifications().byKey(Host.MSP, key).orElseThrow();
            Words words = row.words();
            assertThat(words).isNotNull();
            session.notifications()
                    .save(List.of(row.change()
                            .sending("twilio", ANNS.e164(), words, host.time.instant())
                            .ended(NotificationState.SENT, host.time.instant())
                            .done()));
            return true;
        });
        assertThat(host.tocsin().inbound().script(key, "human").known()).isTrue();
        assertThat(press(key, "1").words()).startsWith("7Q: acknowledged by Ann Lee");
        host.time.advance(Duration.ofHours(1));
        assertThat(press(key, "1")).isEqualTo(NOTHING);
    }

    @Test
    void aCallThatWasPlannedAgainAndRingsLateIsAnswered() {
        String key = called(NotificationState.SENT);
        host.store.write(session -> {
            Notification sent = session.notifications().byKey(Host.MSP, key).orElseThrow();
            session.notifications()
                    .save(List.of(sent.change()
                            .open(NotificationState.PLANNED, host.time.instant())
                            .done()));
            return true;
        });
        assertThat(press(key, "1").words()).startsWith("7Q: acknowledged by Ann Lee");
    }

    @Test
    void aKeyIsKnownForAsLongAsItsCallMayBeAnswered() {
        AnnAndBob own = new AnnAndBob(
                NotificationSettings.builder().timeToLive(Duration.ofDays(3)).build());
        own.host.opened("dc01", "a");
        own.told(own.host.incident(), "7Q");
        String key =
                own.notified(own.host.incident(), ANN, ChannelKind.VOICE, NotificationState.SENT, Duration.ofDays(3));
        KeyPress three = new KeyPress(key, "CA1", "3", "human", false, 0, own.host.time.instant());
        assertThat(own.host.tocsin().inbound().keyPressed(three).words()).contains("quiet until");
        own.host.time.advance(Duration.ofHours(26));
        assertThat(own.host.tocsin().inbound().keyPressed(three).words()).doesNotContain("10:00Z", "11:00Z");
    }
}
