package dev.tocsin.core.consent;

import static dev.tocsin.core.consent.Ledger.JO;
import static dev.tocsin.core.consent.Ledger.NUMBER;
import static dev.tocsin.core.consent.Ledger.PROGRAMME;
import static dev.tocsin.core.consent.Ledger.minute;
import static dev.tocsin.core.consent.Ledger.optIn;
import static dev.tocsin.core.consent.Ledger.optOut;
import static dev.tocsin.core.consent.Ledger.voided;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.people.PhoneUse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InboundConsentTest {
    private static final CommandGrammar COMMANDS = CommandGrammar.ofCodes(List.of("7Q"));

    private final InboundConsent inbound = new InboundConsent(Ledger.ALERTS);
    private final List<ConsentEntry> ledger = new ArrayList<>(List.of(optIn(JO, 0)));

    private ConsentState state() {
        return ConsentState.of(PROGRAMME, NUMBER, ledger);
    }

    private InboundAnswer read(String text, int minute) {
        return inbound.read(message(text, minute), state(), COMMANDS);
    }

    private InboundAnswer take(String text, int minute) {
        InboundAnswer answer = read(text, minute);
        ledger.addAll(answer.entries());
        return answer;
    }

    private static InboundMessage message(String text, int minute) {
        return new InboundMessage(NUMBER, text, "SM" + minute, "twilio", minute(minute));
    }

    private boolean subscribed(PhoneUse use, int minute) {
        return state().consent(JO, use, minute(minute)).isPresent();
    }

    @Test
    void aYesAfterTheNumberWentAwayFromThePersonIsNoAnswer() {
        ConsentEntry asked = inbound.asked(
                ConsentState.of(PROGRAMME, NUMBER, List.of()), JO, "Jo", Ledger.TEXT, Ledger.BOTH, minute(1));
        ConsentEntry elsewhere = Ledger.voided(Ledger.AL, 2);
        ConsentState open = ConsentState.of(PROGRAMME, NUMBER, List.of(asked, elsewhere));
        ConsentState closed = ConsentState.of(PROGRAMME, NUMBER, List.of(asked, elsewhere, voided(JO, 3)));
        InboundMessage yes = new InboundMessage(NUMBER, "YES", "SM1", "twilio", minute(5));

        assertThat(inbound.read(yes, open, CommandGrammar.none()).entries())
                .extracting(ConsentEntry::action)
                .containsExactly(ConsentAction.OPT_IN);
        assertThat(inbound.read(yes, closed, CommandGrammar.none()).entries()).isEmpty();
    }

    @Test
    void aStartLiftsAProvidersBlockAlsoBeforeAnybodyAgreed() {
        ConsentState blocked = ConsentState.of(PROGRAMME, NUMBER, List.of(Ledger.block(1)));
        InboundMessage start = message("START", 2);

        InboundAnswer answer = inbound.read(start, blocked, COMMANDS);

        assertThat(answer.answer()).isEmpty();
        assertThat(answer.entries()).extracting(ConsentEntry::action).containsExactly(ConsentAction.RESUBSCRIBE);
        List<ConsentEntry> all = new ArrayList<>(blocked.entries());
        all.addAll(answer.entries());
        all.add(optIn(JO, 3));
        assertThat(ConsentState.of(PROGRAMME, NUMBER, all).consent(JO, PhoneUse.SMS, minute(4)))
                .isPresent();
        assertThat(inbound.read(start, ConsentState.of(PROGRAMME, NUMBER, List.of()), COMMANDS)
                        .entries())
                .as("nothing to lift")
                .isEmpty();
    }

    @Test
    void noMessageIsTooLongToEndIt() {
        for (String text : List.of(
                "stop".repeat(2_000),
                "unsub" + "x".repeat(9_000),
                "stopit".repeat(1_500),
                "please " + "\uD83D\uDE00".repeat(1_500) + " stop",
                "\u505C".repeat(50) + "\u6B62" + "\u505C".repeat(15_000))) {
            InboundAnswer answer = read(text, 1);

            assertThat(answer.entries())
                    .extracting(ConsentEntry::action)
                    .first()
                    .isEqualTo(ConsentAction.OPT_OUT);
            assertThat(answer.entries().get(0).evidence().get("message"))
                    .hasSizeLessThanOrEqualTo(2_000)
                    .satisfies(kept -> assertThat(text).startsWith(kept));
            assertThat(new String(
                            answer.entries().get(0).evidence().get("message").getBytes(StandardCharsets.UTF_8),
                            StandardCharsets.UTF_8))
                    .as("no half character")
                    .isEqualTo(answer.entries().get(0).evidence().get("message"));
        }
    }

    @Test
    void stopEndsTextsAndCallsAndIsConfirmedOnce() {
        InboundAnswer answer = take("STOP", 1);

        assertThat(answer.answer()).contains(Ledger.ALERTS.stopped());
        assertThat(answer.entries()).extracting(ConsentEntry::action).containsExactly(ConsentAction.OPT_OUT);
        assertThat(subscribed(PhoneUse.SMS, 2)).isFalse();
        assertThat(subscribed(PhoneUse.VOICE, 2)).isFalse();
        ledger.add(inbound.confirmed(answer.entries().get(0), minute(1)));
        assertThat(take("STOP", 2).answer()).isEmpty();
    }

    @Test
    void otherWordingEndsItAsWellAndIsPutBeforeAPerson() {
        InboundAnswer answer = take("the server will stop at 5", 1);

        assertThat(answer.entries())
                .extracting(ConsentEntry::action)
                .containsExactly(ConsentAction.OPT_OUT, ConsentAction.REVIEW);
        assertThat(answer.answer()).contains(Ledger.ALERTS.stopped());
        assertThat(subscribed(PhoneUse.SMS, 2)).isFalse();
        assertThat(state().openReviews()).hasSize(1);
        assertThat(state().openReviews().get(0).evidence()).containsEntry("message", "the server will stop at 5");
    }

    @Test
    void theSameMessageTwiceIsOneEntry() {
        List<ConsentEntry> first = take("please stop texting me", 1).entries();
        List<ConsentEntry> second = take("please stop texting me", 1).entries();

        assertThat(second).isEqualTo(first);
        assertThat(state().entries()).hasSize(3);
    }

    @Test
    void aCommandIsLeftToOthers() {
        InboundAnswer answer = take("ACK 7Q, ending my shift", 1);

        assertThat(answer.reading().meaning()).isEqualTo(InboundMeaning.COMMAND);
        assertThat(answer.entries()).isEmpty();
        assertThat(answer.answer()).isEmpty();
        assertThat(take("ACK 7Q stop it", 2).entries())
                .extracting(ConsentEntry::action)
                .containsExactly(ConsentAction.REVIEW);
        assertThat(subscribed(PhoneUse.SMS, 3)).isTrue();
    }

    @Test
    void helpNamesProgrammeContactAndTheWayOut() {
        InboundAnswer answer = take("HELP", 1);

        assertThat(answer.entries()).isEmpty();
        assertThat(answer.answer().orElseThrow())
                .contains("Acme Alerts")
                .contains("help@example.com")
                .contains("Reply STOP");
    }

    @Test
    void everyReplyFitsOneMessage() {
        Programme longest = new Programme("p", "n".repeat(40), "c".repeat(60));

        assertThat(List.of(longest.help(), longest.stopped(), longest.resumed()))
                .allSatisfy(text -> assertThat(text).hasSizeLessThanOrEqualTo(160));
        assertThatThrownBy(() -> new Programme("p", "two\nlines", "c")).hasMessageContaining("programme.name");
    }

    @Test
    void startRestoresWhatStopEndedAndMakesNothingNew() {
        take("STOP", 1);
        InboundAnswer again = take("START", 2);

        assertThat(again.answer()).contains(Ledger.ALERTS.resumed());
        assertThat(subscribed(PhoneUse.SMS, 3)).isTrue();
        assertThat(subscribed(PhoneUse.VOICE, 3)).isTrue();

        ledger.clear();
        assertThat(take("START", 4).entries()).isEmpty();
        ledger.addAll(List.of(optIn(JO, 5), voided(JO, 6)));
        assertThat(take("START", 7).answer()).isEmpty();
        assertThat(subscribed(PhoneUse.SMS, 8)).isFalse();
    }

    @Test
    void yesIsAnOptInOnlyAsAnAnswerToTheQuestion() {
        ledger.clear();
        assertThat(take("YES", 1).entries()).isEmpty();

        ledger.add(inbound.asked(state(), JO, "Jo", Ledger.TEXT, Set.of(PhoneUse.SMS), minute(2)));
        InboundAnswer yes = take("Yes!", 3);

        assertThat(yes.entries()).hasSize(1);
        ConsentEntry optIn = yes.entries().get(0);
        assertThat(optIn.action()).isEqualTo(ConsentAction.OPT_IN);
        assertThat(optIn.textHash()).isEqualTo(Ledger.TEXT.hash());
        assertThat(optIn.person()).isEqualTo(JO);
        assertThat(subscribed(PhoneUse.SMS, 4)).isTrue();
        assertThat(subscribed(PhoneUse.VOICE, 4)).isFalse();
        assertThat(take("yes", 5).entries()).isEmpty();
    }

    @Test
    void aQuestionIsOpenForADayAndClosedByAStop() {
        ledger.clear();
        ledger.add(inbound.asked(state(), JO, "Jo", Ledger.TEXT, Set.of(PhoneUse.SMS), minute(0)));

        assertThat(read("yes", 24 * 60 - 1).entries()).hasSize(1);
        assertThat(read("yes", 24 * 60).entries()).isEmpty();
        ledger.add(optOut(1));
        assertThat(read("yes", 2).entries()).isEmpty();
    }

    @Test
    void theStateOfAnotherNumberIsRefused() {
        ConsentState other = ConsentState.of(PROGRAMME, Ledger.OTHER_NUMBER, ledger);

        assertThatThrownBy(() -> inbound.read(message("STOP", 1), other, COMMANDS))
                .hasMessageContaining("state");
    }

    @Test
    void anEndlessMessageIsKeptInPart() {
        InboundAnswer answer = take("stop " + "x".repeat(50_000), 1);

        assertThat(answer.entries().get(0).evidence().get("message")).hasSize(2_000);
    }

    @Test
    void nothingPrintedShowsTheNumberOrTheMessage() {
        InboundAnswer answer = take("please stop, my PIN is 4711", 1);

        assertThat(answer + " " + message("my PIN is 4711", 1) + state().entries())
                .doesNotContain(NUMBER.e164())
                .doesNotContain("4711");
    }
}
