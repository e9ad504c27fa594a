package dev.tocsin.core.engine;

import static dev.tocsin.core.fake.Crew.step;
import static dev.tocsin.core.notify.ChannelKind.EMAIL;
import static dev.tocsin.core.notify.ChannelKind.SMS;
import static dev.tocsin.core.notify.ChannelKind.VOICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.consent.ConsentAction;
import dev.tocsin.core.consent.ConsentEntry;
import dev.tocsin.core.consent.InboundMessage;
import dev.tocsin.core.fake.Crew;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ProcessDeath;
import dev.tocsin.core.fake.ScriptedChannel;
import dev.tocsin.core.fake.ScriptedChannel.Act;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.notify.NotificationState;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianStatus;
import dev.tocsin.core.settings.NotificationSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a message whose service accepts, refuses, does not take it, or whose answer is lost. */
@Timeout(20)
class MessageOutcomeTest {
    private static final String ADA = "+4915123451001";
    private static final Duration LONG = Duration.ofMinutes(9);

    private final Crew crew = new Crew();
    private final Host host = crew.host;

    private Crew ada(ChannelKind... channels) {
        crew.technician("ada", ADA);
        return crew.policy(step(Duration.ZERO, List.of("ada"), channels));
    }

    private ScriptedChannel channel(ChannelKind kind) {
        return switch (kind) {
            case SMS -> crew.sms;
            case VOICE -> crew.voice;
            case EMAIL -> crew.mail;
        };
    }

    @Test
    void whatIsRefusedGoesByTheNextChannelAtOnce() {
        ada(SMS, VOICE, EMAIL);
        crew.sms.then(Act.REFUSE).code("30006");
        crew.voice.then(Act.REFUSE);
        crew.opened("dc01");
        assertThat(crew.states())
                .containsExactly(NotificationState.REFUSED, NotificationState.REFUSED, NotificationState.SENT);
        assertThat(crew.row(0).reason()).isEqualTo("refused (30006)");
        assertThat(crew.mail.delivered()).hasSize(1);
    }

    @Test
    void aServiceThatSaysThatTheOwnerOptedOutIsBelievedInTheSameTransaction() {
        ada(SMS, VOICE, EMAIL);
        crew.sms.then(Act.REFUSE).code("21610");
        crew.opened("dc01");
        List<ConsentEntry> entries = host.tocsin().consent().entries("ops", new PhoneNumber(ADA));
        assertThat(entries).extracting(ConsentEntry::action).contains(ConsentAction.PROVIDER_BLOCK);
        // The call needs the consent that the block ended.
        assertThat(crew.voice.requests()).isZero();
        assertThat(crew.row(1)).returns(NotificationState.SKIPPED, Notification::state);
        assertThat(crew.mail.delivered()).hasSize(1);
    }

    @Test
    void whatWasNotSentIsSentAgainAfterGrowingPauses() {
        ada(SMS);
        crew.sms.then(Act.NOT_SENT, Act.NOT_SENT, Act.NOT_SENT);
        crew.opened("dc01");
        assertThat(crew.row(0)).returns(NotificationState.PLANNED, Notification::state);
        host.run(Duration.ofSeconds(5 + 10 + 20 - 2));
        assertThat(crew.sms.requests()).isEqualTo(3);
        host.run(Duration.ofSeconds(2));
        assertThat(crew.sms.delivered()).hasSize(1);
        assertThat(crew.row(0)).returns(4, Notification::attempts).returns(false, Notification::repeated);
    }

    @Test
    void whatTheServiceAsksToWaitIsWaited() {
        ada(SMS);
        crew.sms.then(Act.NOT_SENT).retryAfter(Duration.ofMinutes(3));
        crew.opened("dc01");
        host.run(Duration.ofMinutes(2));
        assertThat(crew.sms.requests()).isEqualTo(1);
        host.run(Duration.ofMinutes(1));
        assertThat(crew.sms.delivered()).hasSize(1);
    }

    @Test
    void aChannelWhoseCredentialsAreRefusedRestsForAll() {
        ada(SMS);
        crew.sms.then(Act.NO_ACCESS);
        crew.opened("dc01");
        crew.opened("dc02");
        host.run(Duration.ofMinutes(3));
        assertThat(crew.sms.requests()).isEqualTo(1);
        host.run(Duration.ofMinutes(2));
        assertThat(crew.sms.delivered()).hasSize(2);
    }

    @Test
    void aMessageOfUnknownOutcomeThatTheServiceHasIsNotSentAgain() {
        ada(SMS);
        crew.sms.then(Act.UNKNOWN_AFTER).able();
        crew.opened("dc01");
        host.run(LONG);
        assertThat(crew.row(0))
                .returns(NotificationState.SENT, Notification::state)
                .returns("M1", Notification::providerId)
                .returns(1, Notification::attempts);
        assertThat(crew.sms.requests()).isEqualTo(1);
    }

    @Test
    void aMessageThatTheServiceDoesNotHaveAtTheLastIsSentAgainAsItWas() {
        ada(VOICE);
        crew.voice.then(Act.UNKNOWN_BEFORE).able();
        crew.opened("dc01");
        host.run(Duration.ofSeconds(119 - 1));
        assertThat(crew.voice.requests()).isEqualTo(1);
        host.run(LONG);
        assertThat(crew.voice.lookUps()).isEqualTo(4);
        assertThat(crew.row(0))
                .returns(NotificationState.SENT, Notification::state)
                .returns(2, Notification::attempts);
        assertThat(crew.voice.delivered()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Act.class,
            names = {"UNKNOWN_BEFORE", "UNKNOWN_AFTER", "THROW"})
    void aTextThatCannotBeAskedForIsSentOnceMoreAndSaysSo(Act act) {
        ada(SMS, VOICE);
        crew.sms.then(act);
        crew.opened("dc01");
        host.run(LONG);
        assertThat(crew.sms.requests()).isEqualTo(2);
        String last = crew.sms.texts().get(crew.sms.texts().size() - 1);
        assertThat(last).startsWith("(repeat) [Acme] HIGH");
        assertThat(crew.row(0))
                .returns(NotificationState.SENT, Notification::state)
                .returns(true, Notification::repeated);
        assertThat(crew.voice.requests()).isZero();
        crew.assertAtMostOnce();
    }

    @Test
    void aMailThatCannotBeAskedForIsTheSameMailAgain() {
        ada(EMAIL);
        crew.mail.then(Act.UNKNOWN_AFTER);
        crew.opened("dc01");
        host.run(LONG);
        assertThat(crew.mail.delivered()).hasSize(2);
        assertThat(crew.mail.delivered().get(0).message())
                .isEqualTo(crew.mail.delivered().get(1).message());
    }

    @ParameterizedTest
    @EnumSource(
            value = Act.class,
            names = {"UNKNOWN_BEFORE", "UNKNOWN_AFTER"})
    void aCallThatCannotBeAskedForIsNeverMadeAgain(Act act) {
        ada(VOICE, EMAIL);
        crew.voice.then(act);
        crew.opened("dc01");
        host.run(LONG);
        assertThat(crew.voice.requests()).isEqualTo(1);
        assertThat(crew.row(0)).returns(NotificationState.REFUSED, Notification::state);
        assertThat(crew.row(0).reason()).startsWith("nobody knows");
        assertThat(crew.mail.delivered()).hasSize(1);
    }

    @Test
    void aServiceThatDoesNotAnswerIsAskedAtAllItsTimesAndThenTakenForOneThatCannot() {
        ada(SMS);
        crew.sms.then(Act.UNKNOWN_BEFORE).blind();
        crew.opened("dc01");
        host.run(LONG);
        assertThat(crew.sms.lookUps()).isEqualTo(4);
        assertThat(crew.sms.texts()).singleElement().asString().startsWith("(repeat)");
    }

    @Test
    void aRepeatWhoseOutcomeIsUnknownIsTheLast() {
        ada(SMS, EMAIL);
        crew.sms.then(Act.UNKNOWN_BEFORE, Act.UNKNOWN_BEFORE);
        crew.opened("dc01");
        host.run(LONG);
        assertThat(crew.sms.requests()).isEqualTo(2);
        assertThat(crew.row(0)).returns(NotificationState.REFUSED, Notification::state);
        assertThat(crew.row(0).reason()).startsWith("nobody knows");
        assertThat(crew.mail.delivered()).hasSize(1);
    }

    @Test
    void theCallOfAnotherIncidentIsNotTakenForACallThatWasNeverMade() {
        ada(VOICE);
        crew.voice.then(Act.ACCEPT, Act.UNKNOWN_BEFORE).able().slack(LONG);
        crew.opened("dc01");
        crew.opened("dc02");
        host.run(LONG);
        assertThat(crew.voice.delivered()).hasSize(2);
        assertThat(crew.row(1))
                .returns(NotificationState.SENT, Notification::state)
                .returns("M2", Notification::providerId)
                .returns(2, Notification::attempts);
    }

    @Test
    void ofTwoCallsThatWereMadeTheOneThatNobodyHasIsOurs() {
        ada(VOICE);
        crew.voice.then(Act.ACCEPT, Act.UNKNOWN_AFTER).able().slack(LONG);
        crew.opened("dc01");
        crew.opened("dc02");
        host.run(LONG);
        assertThat(crew.voice.requests()).isEqualTo(2);
        assertThat(crew.row(1))
                .returns(NotificationState.SENT, Notification::state)
                .returns("M2", Notification::providerId);
    }

    @Test
    void anIdOfAnotherMessageIsNoProofWhateverTheChannelSays() {
        ada(VOICE, EMAIL);
        crew.voice.then(Act.ACCEPT, Act.UNKNOWN_BEFORE).able().slack(LONG).careless();
        crew.opened("dc01");
        crew.opened("dc02");
        host.run(LONG);
        assertThat(crew.row(1)).returns(NotificationState.REFUSED, Notification::state);
        assertThat(crew.row(1).reason()).endsWith("what the service has is another message");
        assertThat(crew.mail.delivered()).hasSize(1);
    }

    @Test
    void aWorkerThatDiesAfterSendingLeavesAMessageThatIsFound() {
        ada(SMS);
        crew.sms.then(Act.DIE_AFTER).able();
        host.raise("dc01", "dc01");
        host.dieIn(Duration.ofMinutes(1));
        assertThat(crew.row(0)).returns(NotificationState.SENDING, Notification::state);
        host.run(LONG);
        assertThat(crew.sms.requests()).isEqualTo(1);
        assertThat(crew.row(0)).returns(NotificationState.SENT, Notification::state);
    }

    @Test
    void aWorkerThatDiesBeforeSendingLosesNothing() {
        ada(SMS);
        crew.sms.then(Act.DIE_BEFORE).able();
        host.raise("dc01", "dc01");
        host.dieIn(Duration.ofMinutes(1));
        host.run(LONG);
        assertThat(crew.sms.delivered()).hasSize(1);
        assertThat(crew.sms.texts().get(0)).startsWith("[Acme]");
    }

    /** The process dies at every write of the store in turn, before and after it; nobody is told twice, and nobody not at all. */
    @Test
    void aDeathAtAnyWriteNeitherLosesNorDoublesAMessage() {
        int writes = 0;
        for (boolean after : new boolean[] {false, true}) {
            for (int at = 1; ; at++) {
                DeathAt death = new DeathAt(after);
                Crew one = new Crew(NotificationSettings.DEFAULTS, death, builder -> builder);
                one.sms.able();
                one.technician("ada", ADA);
                one.policy(step(Duration.ZERO, List.of("ada"), SMS));
                one.host.raise("dc01", "dc01");
                death.arm(at);
                boolean died = false;
                try {
                    one.host.run(Duration.ofMinutes(2));
                } catch (ProcessDeath expected) {
                    died = true;
                    one.host.restart();
                }
                death.arm(-1);
                one.host.run(Duration.ofMinutes(15));
                assertThat(one.sms.delivered())
                        .as("death at write %d, after it: %s", at, after)
                        .hasSize(1);
                if (!died) {
                    writes += at;
                    break;
                }
            }
        }
        assertThat(writes).isGreaterThan(20);
    }

    /** Ada and Bob share a number; her text, with his in it, is of unknown outcome, and then she takes no alerts any more. */
    private void sharedNumberOfOneWhoLeft() {
        Technician ada = crew.technician("ada", ADA);
        crew.technician("bob", ADA);
        crew.policy(step(Duration.ZERO, List.of("ada", "bob"), SMS));
        crew.sms.then(Act.UNKNOWN_BEFORE);
        crew.opened("dc01");
        assertThat(crew.states()).containsExactly(NotificationState.UNKNOWN, NotificationState.BUNDLED);
        crew.keep(new Technician(
                ada.msp(),
                ada.id(),
                ada.name(),
                ada.emails(),
                ada.phones(),
                ada.usernames(),
                ada.directory(),
                ada.accountState(),
                TechnicianStatus.INACTIVE,
                ada.statusOrigin()));
        host.run(Duration.ofMinutes(5));
        assertThat(crew.row(0)).returns(NotificationState.SKIPPED, Notification::state);
    }

    @Test
    void whatWentWithATextThatTheServiceDoesNotHaveGoesByItselfIfThatIsNotSentAgain() {
        crew.sms.able();
        sharedNumberOfOneWhoLeft();
        assertThat(crew.row(1)).returns(NotificationState.SENT, Notification::state);
        assertThat(crew.sms.addresses()).containsExactly(ADA);
    }

    @Test
    void whatWentWithATextThatMayHaveGoneOutDoesNotGoByItself() {
        sharedNumberOfOneWhoLeft();
        assertThat(crew.row(1)).returns(NotificationState.BUNDLED, Notification::state);
        assertThat(crew.row(1).reason()).contains("did not reach its person");
        assertThat(crew.sms.requests()).isEqualTo(1);
    }

    @Test
    void aQuestionThatComesAgainIsAnsweredInTheSameWordsThoughTheAnswerWasRepeated() {
        crew.technician("ada", ADA);
        crew.sms.then(Act.UNKNOWN_AFTER);
        InboundMessage question =
                new InboundMessage(new PhoneNumber(ADA), "ACK 7Q", "SM1", "test", host.time.instant());
        String first = host.tocsin().inbound().message(question).words();
        host.run(Duration.ofMinutes(5));
        assertThat(crew.sms.texts()).containsExactly(first, "(repeat) " + first);
        assertThat(host.tocsin().inbound().message(question).words()).isEqualTo(first);
    }
}
