package dev.tocsin.core;

import static dev.tocsin.core.fake.AnnAndBob.ANN;
import static dev.tocsin.core.fake.AnnAndBob.ANNS;
import static dev.tocsin.core.fake.AnnAndBob.BOB;
import static dev.tocsin.core.fake.AnnAndBob.BOBS;
import static dev.tocsin.core.fake.AnnAndBob.PROGRAMME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.consent.ConsentAction;
import dev.tocsin.core.consent.ConsentActor;
import dev.tocsin.core.consent.ConsentMethod;
import dev.tocsin.core.consent.ConsentProof;
import dev.tocsin.core.consent.ConsentState;
import dev.tocsin.core.consent.ConsentText;
import dev.tocsin.core.consent.InboundConsent;
import dev.tocsin.core.consent.InboundMeaning;
import dev.tocsin.core.consent.InboundMessage;
import dev.tocsin.core.escalation.Acknowledgement;
import dev.tocsin.core.fake.AnnAndBob;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ScriptedPsa.Ticket;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.InboundOutcome;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.notify.NotificationState;
import dev.tocsin.core.notify.Purpose;
import dev.tocsin.core.notify.Words;
import dev.tocsin.core.people.AccountState;
import dev.tocsin.core.people.Origin;
import dev.tocsin.core.people.Phone;
import dev.tocsin.core.people.PhoneKind;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.PhoneUse;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianPhone;
import dev.tocsin.core.people.TechnicianStatus;
import dev.tocsin.core.settings.NotificationSettings;
import dev.tocsin.core.store.TrailStore;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text messages that come in. */
@Timeout(20)
class InboundTest {
    private static final PhoneNumber STRANGERS = new PhoneNumber("+14155550123");

    private AnnAndBob crew = new AnnAndBob();
    private Host host = crew.host;
    private int messages;

    private InboundMessage text(PhoneNumber from, String text) {
        return new InboundMessage(from, text, "SM" + ++messages, "twilio", host.time.instant());
    }

    private InboundOutcome send(PhoneNumber from, String text) {
        return host.tocsin().inbound().message(text(from, text));
    }

    private List<Notification> answers(Purpose purpose) {
        return crew.notifications().stream()
                .filter(notification -> notification.purpose() == purpose)
                .toList();
    }

    private @Nullable Acknowledgement acknowledgement() {
        return Objects.requireNonNull(crew.escalation(host.incidents().get(0))).acknowledgement();
    }

    private ConsentState standing(PhoneNumber number) {
        return host.tocsin().consent().standing(PROGRAMME.id(), number);
    }

    @Test
    void aCommandActsAndItsAnswerIsPlannedAndNotGiven() {
        host.opened("dc01", "a");
        crew.told(host.incident(), "7Q", ANN);
        InboundOutcome outcome = send(ANNS, "ack 7q, on my way");
        assertThat(outcome.repeated()).isFalse();
        assertThat(outcome.reading().meaning()).isEqualTo(InboundMeaning.COMMAND);
        assertThat(outcome.words()).isEqualTo("7Q: acknowledged by Ann Lee by SMS 08:00Z.");
        assertThat(acknowledgement()).matches(one -> one != null && ANN.equals(one.technicianId()));
        Notification answer = answers(Purpose.ANSWER).get(0);
        assertThat(answer.state()).isEqualTo(NotificationState.PLANNED);
        assertThat(answer.address()).isEqualTo(ANNS.e164());
        assertThat(answer.person()).isEqualTo(AnnAndBob.person(ANN));
        assertThat(answer.words()).isEqualTo(Words.of(outcome.words()));
        assertThat(answer.key()).matches("a/[A-Z2-7]{26}");
        assertThat(host.history()).contains("acknowledged by Ann Lee by SMS from " + ANNS.masked());
        host.run(Duration.ofMinutes(1));
        assertThat(host.psa.only().owner()).isEqualTo("ALee");
    }

    @Test
    void aSecondDeliveryChangesNothingAndIsAnsweredTheSame() {
        host.opened("dc01", "a");
        crew.told(host.incident(), "7Q", ANN);
        InboundMessage message = text(ANNS, "CLOSE 7Q");
        InboundOutcome first = host.tocsin().inbound().message(message);
        host.later();
        host.resolve("dc01", "a");
        InboundOutcome again = host.tocsin().inbound().message(message);
        assertThat(again).isEqualTo(new InboundOutcome(first.reading(), first.words(), true));
        assertThat(host.incident().state()).isEqualTo(IncidentState.RESOLVING);
        assertThat(answers(Purpose.ANSWER)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"CLOSE! 7Q", "close 7q!", "Close! #7q"})
    void aCloseAsksOnceMoreWhileEventsAreActive(String confirmed) {
        host.opened("dc01", "a");
        crew.told(host.incident(), "7Q", ANN);
        assertThat(send(ANNS, "CLOSE 7Q").words())
                .isEqualTo("7Q: 1 event is still active. Send CLOSE! 7Q to close it nevertheless.");
        assertThat(send(ANNS, confirmed).words()).startsWith("7Q is closed: closed by Ann Lee by SMS");
        host.run(Duration.ofMinutes(1));
        assertThat(host.psa.only().isClosed()).isTrue();
        assertThat(send(ANNS, "CLOSE 7Q").words()).startsWith("7Q is closed: closed by Ann Lee by SMS");
    }

    @Test
    void aCodeOfAnIncidentThatWasClosedInThePsaIsStillKnown() {
        host.opened("dc01", "a");
        crew.told(host.incident(), "7Q", ANN);
        host.psa.closeByHand(host.psa.only().id());
        host.run(Duration.ofMinutes(2));
        InboundOutcome outcome = send(ANNS, "ACK 7Q, ending my shift");
        assertThat(outcome.reading().meaning()).isEqualTo(InboundMeaning.COMMAND);
        assertThat(outcome.words()).startsWith("7Q is closed: ticket #").contains("was closed in the PSA");
    }

    @Test
    void aSnoozeIsForTheTimeOfTheSettings() {
        host.opened("dc01", "a");
        crew.told(host.incident(), "7Q", ANN);
        assertThat(send(ANNS, "SNOOZE 7Q").words()).isEqualTo("7Q: quiet until 09:00Z.");
    }

    @ParameterizedTest
    @CsvSource({
        "SNOOZE 7Q 2h, 10:00Z",
        "snooze 7q 30m, 08:30Z",
        "Snooze #7Q for 45 min please, 08:45Z",
        "snooze 7q: 1h 30m, 09:30Z",
        "snooze7q 90 minutes, 09:30Z",
        "SNOOZE 7Q until I am back, 09:00Z"
    })
    void aSnoozeIsForTheLengthThatIsNamed(String message, String until) {
        host.opened("dc01", "a");
        crew.told(host.incident(), "7Q", ANN);
        assertThat(send(ANNS, message).words()).isEqualTo("7Q: quiet until " + until + ".");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SNOOZE 7Q 0m",
                "SNOOZE 7Q 8d",
                "snooze 7q 2",
                "snooze 7q until 17:00",
                "snooze 7q 2h 30",
                "snooze 7q 2x"
            })
    void aSnoozeOfNoLegalLengthIsNotTakenForAnother(String message) {
        host.opened("dc01", "a");
        crew.told(host.incident(), "7Q", ANN);
        assertThat(send(ANNS, message).words())
                .isEqualTo("7Q is not snoozed: no legal length. Send SNOOZE 7Q and from 1m to 7d, such as 30m or 2h, or"
                        + " nothing.");
        assertThat(host.history()).doesNotContain("snoozed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AKC 7Q", "ok", "yes", "7", "0", "\uD83D\uDE00", "on my way"})
    void fewWordsOfWhoAgreedAreAnsweredByWhatIsOpen(String message) {
        host.opened("dc01", "a");
        crew.told(host.incident(), "7Q", ANN);
        assertThat(send(ANNS, message).words()).as("nobody agreed").doesNotStartWith("Open:");
        assertThat(crew.notifications()).noneMatch(one -> one.purpose() == Purpose.ANSWER);
        agree();

        assertThat(send(ANNS, message).words()).startsWith("Open: 7Q ").endsWith("Send ACK or CLOSE and a code.");
        assertThat(send(ANNS, "will look into this with the customer tomorrow").words())
                .isEqualTo("Nothing follows from it.");
        assertThat(acknowledgement()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"I am driving", "Closed until Monday, thanks", "Ack received", "Acknowledged, thank you"})
    void aMachineThatAnswersEachMessageHoweverSlowlyGetsNoAnswerToTheSameAgain(String words) {
        host.opened("dc01", "a");
        crew.told(host.incident(), "7Q", ANN);
        agree();
        for (int i = 0; i < 45; i++) {
            assertThat(send(ANNS, i % 2 == 0 ? words : " " + words.toUpperCase(Locale.ROOT))
                            .words())
                    .contains("Open: 7Q ");
            host.time.advance(Duration.ofSeconds(70));
        }
        assertThat(planned(Purpose.ANSWER)).isEqualTo(1);
        host.time.advance(Duration.ofMinutes(10));
        send(ANNS, words);
        assertThat(planned(Purpose.ANSWER)).as("an hour later").isEqualTo(2);
    }

    @Test
    void wordsThatCommandNothingAreAnsweredTwiceAnHourAndCommandsAsEver() {
        host.opened("dc01", "a");
        crew.told(host.incident(), "7Q", ANN);
        agree();
        for (int i = 0; i < 30; i++) {
            send(ANNS, "driving " + i);
            host.time.advance(Duration.ofSeconds(70));
        }
        assertThat(planned(Purpose.ANSWER)).isEqualTo(2);
        send(ANNS, "ACK 8Q");
        send(ANNS, "ACK 7Q");
        assertThat(planned(Purpose.ANSWER)).isEqualTo(4);
        assertThat(acknowledgement()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SNOOZE 2h", "SNOOZE 30 min", "snooze for 2 hours", "SNOOZE2h", "SNOOZE 90d", "SNOOZE 2h 7Q"})
    void aSnoozeWithALengthInPlaceOfACodeIsToldSoAndIsNoGuess(String message) {
        host.opened("dc01", "a");
        crew.told(host.incident(), "7Q", ANN);
        for (int i = 0; i < 12; i++) {
            assertThat(send(ANNS, message).words()).startsWith("No code stands before the length. Open: 7Q ");
        }
        assertThat(send(ANNS, "SNOOZE 7Q 2h").words()).startsWith("7Q: quiet until ");
    }

    private void agree() {
        host.tocsin()
                .consent()
                .grant(
                        PROGRAMME.id(),
                        ANN,
                        ANNS,
                        Set.of(PhoneUse.SMS),
                        new ConsentText("v1", "en", "Do you want alerts?"),
                        new ConsentProof(
                                ConsentMethod.WEB_FORM,
                                ConsentActor.person("Ann Lee", "192.0.2.7"),
                                Map.of("form", "f1")));
        host.later();
    }

    @Test
    void aLoneOneActsOnTheOnlyOpenIncident() {
        host.opened("dc01", "a");
        crew.told(host.incident(), "7Q", ANN);
        assertThat(send(ANNS, " 1. ").words()).startsWith("7Q: acknowledged by Ann Lee");
    }

    @Test
    void whatNobodyTookUpIsListedFirst() {
        host.opened("dc01", "a");
        crew.told(host.latest(), "7Q", ANN);
        host.opened("dc02", "b");
        crew.told(host.latest(), "8R", ANN);
        assertThat(send(ANNS, "ACK 8R").words()).startsWith("8R: acknowledged");
        assertThat(send(ANNS, "1").words()).startsWith("Open: 7Q ").contains("; 8R (acknowledged) ");
    }

    @Test
    void aLoneOneOfSeveralOrNoneAsksWhich() {
        assertThat(send(ANNS, "1").words()).isEqualTo("You have no open incident.");
        for (int i = 0; i < 7; i++) {
            host.opened("dc0" + i, "problem-with-a-rather-long-name-" + i);
            crew.told(host.latest(), "B" + i, ANN);
        }
        InboundOutcome which = send(ANNS, "1");
        assertThat(which.words()).startsWith("Open: B").contains("and 2 more. Send ACK or CLOSE and a code.");
        assertThat(which.words().length()).isLessThan(300);
        assertThat(acknowledgement()).isNull();
    }

    @Test
    void aCodeThatIsNotTheSendersIsAnsweredWithTheOpenOnes() {
        host.opened("dc01", "a");
        crew.told(host.latest(), "7Q", ANN);
        host.opened("dc02", "b");
        crew.told(host.latest(), "8K", BOB);
        for (String wrong : List.of("ACK 7Q", "CLOSE! 7Q", "ACK ZZ")) {
            assertThat(send(BOBS, wrong).words()).contains("is no code of yours. Open: 8K Problem b");
        }
        assertThat(acknowledgement()).isNull();
        assertThat(host.incidents()).extracting(one -> one.state()).containsOnly(IncidentState.OPEN);
    }

    @Test
    void aMessageThatWasPlannedAndNotSentTellsNobodyOfAnIncident() {
        host.opened("dc01", "a");
        crew.told(host.incident(), "7Q");
        crew.notified(host.incident(), ANN, ChannelKind.SMS, NotificationState.PLANNED);
        assertThat(send(ANNS, "ACK 7Q").words()).contains("is no code of yours");
    }

    @Test
    void ofTwoOnOneNumberTheOneWhoWasToldActs() {
        crew.add(BOB, "Bob Ray", ANNS, TechnicianStatus.ACTIVE, null);
        host.opened("dc01", "a");
        crew.told(host.incident(), "7Q", BOB);
        assertThat(send(ANNS, "ACK 7Q").words()).contains("acknowledged by Bob Ray");
    }

    @Test
    void ofTwoOnOneNumberWhoWereToldBothAreNamedSinceNobodyKnowsWhoWrote() {
        Ticket ticket = host.opened("dc01", "a");
        crew.add(BOB, "Bob Ray", ANNS, TechnicianStatus.ACTIVE, null);
        crew.told(host.incident(), "7Q", ANN, BOB);
        assertThat(send(ANNS, "1").words()).startsWith("7Q: acknowledged by Ann Lee or Bob Ray by SMS");
        host.run(Duration.ofMinutes(1));
        assertThat(Host.texts(ticket)).last().asString().startsWith("Acknowledged by Ann Lee or Bob Ray by SMS");
        assertThat(send(ANNS, "CLOSE! 7Q").words()).startsWith("7Q is closed: closed by Ann Lee or Bob Ray by SMS");
    }

    @Test
    void aNumberOfNobodyAndOfWhoTakesNoAlertsCommandsNothing() {
        host.opened("dc01", "a");
        crew.told(host.incident(), "7Q", ANN);
        crew.add(ANN, "Ann Lee", ANNS, TechnicianStatus.INACTIVE, null);
        for (PhoneNumber number : List.of(STRANGERS, ANNS)) {
            assertThat(send(number, "ACK 7Q").words()).isEqualTo("Nothing follows from it.");
        }
        assertThat(acknowledgement()).isNull();
        assertThat(answers(Purpose.ANSWER)).isEmpty();
    }

    @Test
    void whatIsNeitherCommandNorWordOfConsentIsNotAnswered() {
        assertThat(send(ANNS, "thanks").words()).isEqualTo("Nothing follows from it.");
        assertThat(crew.notifications()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOP ACK 7Q", "stop 7Q", "Stop, I am off. CLOSE 7Q"})
    void aMessageThatBeginsWithStopIsThatBeforeAnyCommand(String message) {
        host.opened("dc01", "a");
        crew.told(host.incident(), "7Q", ANN);
        assertThat(send(ANNS, message).reading().isOptOut()).isTrue();
        assertThat(acknowledgement()).isNull();
        assertThat(standing(ANNS).lastOptOut(PhoneUse.VOICE)).isPresent();
    }

    @Test
    void aMessageThatBeginsWithHelpIsThatBeforeAnyCommand() {
        host.opened("dc01", "a");
        crew.told(host.incident(), "7Q", ANN);
        assertThat(send(ANNS, "HELP ACK 7Q").reading().meaning()).isEqualTo(InboundMeaning.HELP);
        assertThat(acknowledgement()).isNull();
        assertThat(answers(Purpose.HELP))
                .singleElement()
                .matches(help -> Words.of(PROGRAMME.help()).equals(help.words()));
    }

    @Test
    void whatTheProviderAnswersIsNotAnsweredTwice() {
        for (String word : List.of("STOP", " Stop\n", "HELP", "START", "unsubscribe")) {
            send(ANNS, word);
        }
        assertThat(crew.notifications()).isEmpty();
        // Wordings that no provider knows are ours to confirm.
        send(BOBS, "please stop texting me");
        assertThat(answers(Purpose.OPT_OUT_CONFIRMATION)).hasSize(1);
    }

    @Test
    void withoutSuchAProviderAnOptOutIsConfirmedOnceAndOnlyWithinFiveMinutes() {
        crew = new AnnAndBob(false);
        host = crew.host;
        send(ANNS, "STOP");
        send(STRANGERS, "INFO");
        Notification confirmation = answers(Purpose.OPT_OUT_CONFIRMATION).get(0);
        assertThat(confirmation.words()).isEqualTo(Words.of(PROGRAMME.stopped()));
        assertThat(confirmation.expiresAt()).isEqualTo(host.time.instant().plus(Duration.ofMinutes(5)));
        assertThat(answers(Purpose.HELP))
                .singleElement()
                .matches(help -> STRANGERS.e164().equals(help.address()));
    }

    @Test
    void anOptOutStopsWhatIsPlannedForTheNumber() {
        host.opened("dc01", "a");
        crew.told(host.incident(), "7Q", ANN, BOB);
        send(ANNS, "ACK 7Q");
        host.opened("dc02", "b");
        String alert = crew.notified(host.latest(), ANN, ChannelKind.VOICE, NotificationState.PLANNED);
        host.later();
        send(ANNS, "quit");
        assertThat(answers(Purpose.ANSWER))
                .singleElement()
                .matches(answer -> answer.state() == NotificationState.SKIPPED);
        // Its gate refuses the alert now, and by that goes to the next channel of the step.
        Notification waiting = crew.notifications().stream()
                .filter(one -> one.key().equals(alert))
                .findFirst()
                .orElseThrow();
        assertThat(waiting.dueAt()).isEqualTo(host.time.instant());
        assertThat(waiting.reason()).contains(ANNS.masked(), "wants no more messages");
    }

    @Test
    void aQuestionIsAnsweredByYesAndByNothingElse() {
        send(ANNS, "yes");
        assertThat(crew.notifications()).isEmpty();
        ConsentText text = new ConsentText("v1", "en", "Do you want alerts?");
        host.store.write(session -> {
            session.consent().keep(text);
            return session.consent()
                    .append(List.of(new InboundConsent(PROGRAMME)
                            .asked(
                                    ConsentState.of(PROGRAMME.id(), ANNS, List.of()),
                                    AnnAndBob.person(ANN),
                                    "Ann Lee",
                                    text,
                                    Set.of(PhoneUse.SMS),
                                    host.time.instant())));
        });
        host.later();
        send(ANNS, "Yes!");
        assertThat(standing(ANNS).consent(AnnAndBob.person(ANN), PhoneUse.SMS, host.time.instant()))
                .isPresent();
        assertThat(answers(Purpose.ANSWER))
                .singleElement()
                .matches(answer -> Words.of(PROGRAMME.resumed()).equals(answer.words()));
    }

    @Test
    void aStartThatTheProviderDoesNotNeedIsAnsweredByUs() {
        agree();
        send(ANNS, "please stop texting me");
        host.later();
        send(ANNS, "START");
        assertThat(answers(Purpose.ANSWER))
                .singleElement()
                .matches(answer -> Words.of(PROGRAMME.resumed()).equals(answer.words()));
        host.later();
        send(ANNS, "STOP");
        host.later();
        send(ANNS, "START");
        assertThat(answers(Purpose.ANSWER)).hasSize(1);
    }

    @Test
    void whoOptedOutCanStillAct() {
        host.opened("dc01", "a");
        crew.told(host.incident(), "7Q", ANN);
        send(ANNS, "STOP");
        host.later();
        send(ANNS, "ACK 7Q");
        assertThat(acknowledgement()).isNotNull();
    }

    @Test
    void startResumesForWhoeverHadAgreed() {
        agree();
        send(ANNS, "STOP");
        assertThat(standing(ANNS).isSubscribed(PhoneUse.SMS, host.time.instant()))
                .isFalse();
        host.later();
        send(ANNS, "START");
        assertThat(standing(ANNS).isSubscribed(PhoneUse.SMS, host.time.instant()))
                .isTrue();
        assertThat(standing(ANNS).entries())
                .extracting(entry -> entry.action())
                .containsExactly(ConsentAction.OPT_IN, ConsentAction.OPT_OUT, ConsentAction.RESUBSCRIBE);
    }

    @Test
    void allIsOnRecordWithoutANumberInFull() {
        send(ANNS, "STOP");
        send(STRANGERS, "hello");
        List<TrailStore.Entry> trail = host.read(session -> session.trail().page(Host.MSP, 0, 1_000));
        assertThat(trail)
                .extracting(TrailStore.Entry::subject)
                .contains("message from " + ANNS.masked(), "message from " + STRANGERS.masked());
        assertThat(trail.toString() + host.history())
                .doesNotContain(ANNS.e164())
                .doesNotContain(STRANGERS.e164());
    }

    @Test
    void withoutAProgrammeMessagesAreRefused() {
        try (Tocsin without = Tocsin.builder().store(host.store).build()) {
            assertThatThrownBy(() -> without.inbound().message(text(ANNS, "STOP")))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("programme");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"HELP?", "HELP 1", "opt out", "Stop all!", "S.T.O.P", "stop 1", "Stop.", "STOP \uD83D\uDE4F"})
    void whatNoProviderKnowsAsItsWordIsAnsweredByUs(String message) {
        send(STRANGERS, message);
        assertThat(crew.notifications())
                .singleElement()
                .matches(one -> one.purpose() == Purpose.HELP || one.purpose() == Purpose.OPT_OUT_CONFIRMATION)
                .matches(one -> one.state() == NotificationState.PLANNED);
    }

    private long planned(Purpose purpose) {
        return answers(purpose).stream()
                .filter(one -> one.state() == NotificationState.PLANNED)
                .count();
    }

    @Test
    void helpIsAnsweredOnceAnHourAndCommandsTenTimesInTenMinutes() {
        for (int i = 0; i < 20; i++) {
            send(STRANGERS, "HELP?");
            send(ANNS, "ACK");
        }
        assertThat(planned(Purpose.HELP)).isEqualTo(1);
        assertThat(planned(Purpose.ANSWER)).isEqualTo(10);
        assertThat(send(ANNS, "HELP?").words()).isEqualTo(PROGRAMME.help());
        assertThat(send(STRANGERS, "HELP?").words()).isEqualTo("Help was asked for.");
        host.time.advance(Duration.ofMinutes(61));
        send(STRANGERS, "HELP?");
        send(ANNS, "ACK");
        assertThat(planned(Purpose.HELP)).isEqualTo(3);
        assertThat(planned(Purpose.ANSWER)).isEqualTo(11);
    }

    @Test
    void whatIsNotAnsweredAnyMoreIsDoneAllTheSame() {
        host.opened("dc01", "a");
        crew.told(host.incident(), "7Q", ANN);
        for (int i = 0; i < 10; i++) {
            send(ANNS, "SNOOZE");
        }
        InboundMessage message = text(ANNS, "ACK 7Q");
        InboundOutcome first = host.tocsin().inbound().message(message);
        assertThat(first.words()).startsWith("7Q: acknowledged by Ann Lee");
        assertThat(acknowledgement()).isNotNull();
        assertThat(planned(Purpose.ANSWER)).isEqualTo(10);
        assertThat(host.tocsin().inbound().message(message))
                .isEqualTo(new InboundOutcome(first.reading(), first.words(), true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ACK7Q",
                "ACK: 7Q",
                "ACK-7Q",
                "(ACK 7Q)",
                "Acknowledge 7Q",
                "\u200Back 7q",
                "Acked #7Q",
                "1\uFE0F\u20E3"
            })
    void theFormsThatPeopleTypeAreCommands(String message) {
        host.opened("dc01", "a");
        crew.told(host.incident(), "7Q", ANN);
        InboundOutcome outcome = send(ANNS, message);
        assertThat(outcome.words()).startsWith("7Q: acknowledged by Ann Lee");
        assertThat(outcome.reading().meaning()).isEqualTo(InboundMeaning.COMMAND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7Q", "7Q ACK", "Acknowledging 7Q", "closed it"})
    void whatOnlyBeginsLikeACommandIsAnsweredByWhatIsOpen(String message) {
        host.opened("dc01", "a");
        crew.told(host.incident(), "7Q", ANN);
        assertThat(send(ANNS, message).words()).startsWith("Open: 7Q ").endsWith("Send ACK or CLOSE and a code.");
        assertThat(acknowledgement()).isNull();
        assertThat(send(STRANGERS, message).words()).isEqualTo("Nothing follows from it.");
    }

    @Test
    void ifTextsMayNotCloseTheyAcknowledgeOnly() {
        crew = new AnnAndBob(NotificationSettings.builder().closeByText(false).build());
        host = crew.host;
        host.opened("dc01", "a");
        crew.told(host.incident(), "7Q", ANN);
        assertThat(send(ANNS, "CLOSE! 7Q").words()).isEqualTo("Texts close nothing here. Use a link or a call.");
        assertThat(host.incident().state()).isEqualTo(IncidentState.OPEN);
        assertThat(send(ANNS, "ACK 7Q").words()).startsWith("7Q: acknowledged by Ann Lee");
    }

    @Test
    void aNumberThatGuessesCodesCommandsNothingForAnHour() {
        crew = new AnnAndBob(NotificationSettings.builder().wrongCodes(3).build());
        host = crew.host;
        host.opened("dc01", "a");
        crew.told(host.incident(), "7Q", ANN, BOB);
        for (String guess : List.of("ACK 22", "ACK 23", "ACK 24")) {
            assertThat(send(ANNS, guess).words()).contains("is no code of yours");
        }
        assertThat(send(ANNS, "ACK 25").words()).startsWith("Too many wrong codes");
        assertThat(send(ANNS, "ACK 7Q").words()).startsWith("Too many wrong codes");
        assertThat(send(ANNS, "1").words()).startsWith("Too many wrong codes");
        assertThat(acknowledgement()).isNull();
        host.time.advance(Duration.ofMinutes(61));
        assertThat(send(ANNS, "CLOSE 7Q").words()).contains("still active");
        assertThat(send(BOBS, "ACK 7Q").words()).startsWith("7Q: acknowledged by Bob Ray");
    }

    @Test
    void aCommandThatIsReplayedWhenItsCodeNamesAnotherIncidentDoesNothing() {
        host.opened("dc01", "a");
        crew.told(host.incident(), "7Q", ANN);
        InboundMessage message = text(ANNS, "CLOSE! 7Q, end of shift");
        InboundOutcome first = host.tocsin().inbound().message(message);
        host.run(Duration.ofMinutes(1));
        crew.told(host.incident(), "8K");
        assertThat(host.tocsin().inbound().message(message))
                .isEqualTo(new InboundOutcome(first.reading(), first.words(), true));
        host.time.advance(Duration.ofDays(400));
        host.opened("dc02", "b");
        crew.told(host.latest(), "7Q", ANN);
        assertThat(host.tocsin().inbound().message(message).repeated()).isTrue();
        assertThat(host.latest().state()).isEqualTo(IncidentState.OPEN);
    }

    @Test
    void aNumberWithAnExtensionIsNobodysOwn() {
        Phone main = new Phone(STRANGERS, PhoneKind.FIXED_LINE, "12");
        host.store.write(session -> {
            Technician ann = Objects.requireNonNull(
                            session.technicians().get(Host.MSP, ANN).orElse(null))
                    .technician();
            return session.technicians()
                    .save(
                            new Technician(
                                    Host.MSP,
                                    ANN,
                                    ann.name(),
                                    List.of(),
                                    List.of(new TechnicianPhone(main, Origin.PERSON)),
                                    ann.usernames(),
                                    null,
                                    AccountState.NONE,
                                    TechnicianStatus.ACTIVE,
                                    Origin.PERSON),
                            session.technicians()
                                    .get(Host.MSP, ANN)
                                    .map(kept -> kept.version())
                                    .orElse(0L));
        });
        host.opened("dc01", "a");
        crew.told(host.incident(), "7Q", ANN);
        assertThat(send(STRANGERS, "ACK 7Q").words()).isEqualTo("Nothing follows from it.");
        assertThat(acknowledgement()).isNull();
    }
}
