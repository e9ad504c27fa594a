package dev.tocsin.core.consent;

import static dev.tocsin.core.consent.Ledger.AL;
import static dev.tocsin.core.consent.Ledger.BOTH;
import static dev.tocsin.core.consent.Ledger.JO;
import static dev.tocsin.core.consent.Ledger.NUMBER;
import static dev.tocsin.core.consent.Ledger.PROGRAMME;
import static dev.tocsin.core.consent.Ledger.attested;
import static dev.tocsin.core.consent.Ledger.block;
import static dev.tocsin.core.consent.Ledger.minute;
import static dev.tocsin.core.consent.Ledger.optIn;
import static dev.tocsin.core.consent.Ledger.optOut;
import static dev.tocsin.core.consent.Ledger.resubscribe;
import static dev.tocsin.core.consent.Ledger.voided;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.people.PersonRef;
import dev.tocsin.core.people.PhoneUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConsentStateTest {
    private static final Instant NOW = minute(1_000);

    private static ConsentState state(ConsentEntry... entries) {
        return ConsentState.of(PROGRAMME, NUMBER, List.of(entries));
    }

    private static boolean may(PersonRef person, PhoneUse use, ConsentEntry... entries) {
        return state(entries).consent(person, use, NOW).isPresent();
    }

    private static boolean sms(ConsentEntry... entries) {
        return may(JO, PhoneUse.SMS, entries);
    }

    @Test
    void onlyAnOptInNewerThanAnyOptOutCounts() {
        assertThat(sms()).isFalse();
        assertThat(sms(optIn(JO, 1))).isTrue();
        assertThat(sms(optIn(JO, 1), optOut(2))).isFalse();
        assertThat(sms(optOut(1), optIn(JO, 2))).isTrue();
        assertThat(sms(optIn(JO, 1), optOut(2), optIn(JO, 3))).isTrue();
        assertThat(sms(optIn(JO, 1), optOut(1))).isFalse();
    }

    @Test
    void anOptOutEndsTextsAndCallsOfEverybodyOnTheNumberUnlessItWasNarrowed() {
        for (PhoneUse use : PhoneUse.values()) {
            assertThat(may(JO, use, optIn(JO, 1), optIn(AL, 1), optOut(2))).isFalse();
            assertThat(may(AL, use, optIn(JO, 1), optIn(AL, 1), optOut(2))).isFalse();
        }
        ConsentEntry noCalls = optOut(Set.of(PhoneUse.VOICE), 2);
        assertThat(may(JO, PhoneUse.SMS, optIn(JO, 1), noCalls)).isTrue();
        assertThat(may(JO, PhoneUse.VOICE, optIn(JO, 1), noCalls)).isFalse();
    }

    @Test
    void anOptInCountsForWhatItSays() {
        assertThat(may(JO, PhoneUse.VOICE, optIn(JO, Set.of(PhoneUse.SMS), 1))).isFalse();
        assertThat(may(JO, PhoneUse.SMS, optIn(JO, Set.of(PhoneUse.SMS), 1))).isTrue();
    }

    @Test
    void aSharedNumberMakesNoConsent() {
        assertThat(may(AL, PhoneUse.SMS, optIn(JO, 1))).isFalse();
        assertThat(may(AL, PhoneUse.SMS, optIn(JO, 1), resubscribe(2))).isFalse();
    }

    @Test
    void aProvidersBlockIsAnOptOutThatNobodyNarrows() {
        assertThat(sms(optIn(JO, 1), block(2))).isFalse();
        assertThat(may(JO, PhoneUse.VOICE, optIn(JO, 1), block(2))).isFalse();
        assertThat(may(JO, PhoneUse.VOICE, optIn(JO, 1), block(2), optIn(JO, 3)))
                .as("the provider blocks no calls")
                .isTrue();
        assertThatThrownBy(() -> ConsentEntry.builder(
                                PROGRAMME,
                                NUMBER,
                                ConsentAction.PROVIDER_BLOCK,
                                ConsentMethod.PROVIDER_REPORT,
                                ConsentActor.system(),
                                NOW)
                        .uses(Set.of(PhoneUse.SMS))
                        .build())
                .hasMessageContaining("consent.uses");
    }

    @Test
    void aProvidersBlockOfTextsStandsUntilAResubscriptionThatIsAfterItInBothOrders() {
        assertThat(sms(optIn(JO, 1), block(2), optIn(JO, 3))).isFalse();
        assertThat(sms(block(1), optIn(JO, 2))).isFalse();
        assertThat(sms(optIn(JO, 1), block(2), resubscribe(3))).isTrue();
        assertThat(sms(optIn(JO, 1), block(2), optIn(JO, 3), resubscribe(4))).isTrue();
        assertThat(sms(block(1), resubscribe(2), optIn(JO, 3))).isTrue();
        assertThat(sms(optIn(JO, 1), block(2), resubscribe(3), block(4), optIn(JO, 5)))
                .as("a second block")
                .isFalse();
        assertThat(sms(optIn(JO, 1), block(4), resubscribe(3)))
                .as("dated before it")
                .isFalse();
        assertThat(sms(optIn(JO, 1), resubscribe(3), block(2)))
                .as("appended before it")
                .isFalse();
        assertThat(sms(
                        optIn(JO, 1),
                        block(2),
                        InboundConsent.providerUnblock(PROGRAMME, NUMBER, "twilio", "SM9", minute(3))))
                .as("as the provider reports")
                .isTrue();
        assertThat(sms(block(2), InboundConsent.providerUnblock(PROGRAMME, NUMBER, "twilio", "SM9", minute(3))))
                .as("makes no consent")
                .isFalse();
    }

    @Test
    void changingTheNumberVoidsItAndComingBackDoesNotRestoreIt() {
        assertThat(sms(optIn(JO, 1), voided(JO, 2))).isFalse();
        assertThat(sms(optIn(JO, 1), voided(JO, 2), resubscribe(3))).isFalse();
        assertThat(sms(optIn(JO, 1), voided(JO, 2), optIn(JO, 3))).isTrue();
        assertThat(sms(optIn(JO, 1), voided(AL, 2))).isTrue();
        assertThat(sms(optIn(JO, 2), voided(JO, 2))).isFalse();
    }

    @Test
    void aNumberWithANewOwnerIsVoidForAll() {
        ConsentEntry reassigned = ConsentEntry.builder(
                        PROGRAMME,
                        NUMBER,
                        ConsentAction.VOIDED,
                        ConsentMethod.PROVIDER_REPORT,
                        new ConsentActor(ConsentActor.Kind.PROVIDER, "reassigned numbers database", null),
                        minute(2))
                .build();

        assertThat(sms(optIn(JO, 1), reassigned)).isFalse();
        assertThat(may(AL, PhoneUse.VOICE, optIn(AL, 1), reassigned)).isFalse();
    }

    @Test
    void startRestoresWhatStopEnded() {
        assertThat(sms(optIn(JO, 1), optOut(2), resubscribe(3))).isTrue();
        assertThat(may(JO, PhoneUse.VOICE, optIn(JO, 1), optOut(2), resubscribe(3)))
                .isTrue();
        assertThat(sms(optIn(JO, 1), optOut(2), resubscribe(3), optOut(4))).isFalse();
        assertThat(sms(optIn(JO, 1), resubscribe(2), optOut(3))).isFalse();
        assertThat(sms(optOut(2), resubscribe(3))).isFalse();
        assertThat(sms(optIn(JO, 1), optOut(2), resubscribe(2))).isFalse();
    }

    @Test
    void startRestoresTextsThatWereEndedAloneButNotCalls() {
        ConsentEntry noCalls = optOut(Set.of(PhoneUse.VOICE), 2);
        ConsentEntry noTexts = optOut(Set.of(PhoneUse.SMS), 2);

        assertThat(sms(optIn(JO, 1), noTexts, resubscribe(4))).isTrue();
        assertThat(sms(optIn(JO, 1), noCalls, optOut(3), resubscribe(4))).isTrue();
        assertThat(may(JO, PhoneUse.VOICE, optIn(JO, 1), noCalls, optOut(3), resubscribe(4)))
                .isFalse();
        assertThat(may(JO, PhoneUse.VOICE, optIn(JO, 1), noCalls, resubscribe(4)))
                .isFalse();
        assertThat(may(JO, PhoneUse.VOICE, noCalls, optIn(JO, 3), optOut(4), resubscribe(5)))
                .isTrue();
        assertThat(may(JO, PhoneUse.VOICE, noCalls, attested(JO, 3), optOut(4), resubscribe(5)))
                .isFalse();
    }

    @Test
    void anAttestationNeverLiftsAnOptOut() {
        assertThat(sms(attested(JO, 1))).isTrue();
        assertThat(sms(attested(JO, 1), optOut(2))).isFalse();
        assertThat(sms(optOut(1), attested(JO, 2))).isFalse();
        assertThat(sms(attested(JO, 1), optOut(2), attested(JO, 3))).isFalse();
        assertThat(sms(attested(JO, 1), optOut(2), resubscribe(3))).isTrue();
        assertThat(sms(attested(JO, 1), optOut(2), optIn(JO, 3))).isTrue();
        assertThat(sms(attested(JO, 1), optOut(2), resubscribe(3), attested(JO, 4)))
                .isTrue();
    }

    @Test
    void theFutureAllowsNothingButEnds() {
        assertThat(sms(optIn(JO, 2_000))).isFalse();
        assertThat(sms(optIn(JO, 1), optOut(2_000))).isFalse();
        assertThat(sms(optIn(JO, 1), optOut(2), resubscribe(2_000))).isFalse();
    }

    @Test
    void otherNumbersAndProgrammesAreOthers() {
        ConsentEntry elsewhere = ConsentEntry.builder(
                        "marketing",
                        NUMBER,
                        ConsentAction.OPT_OUT,
                        ConsentMethod.SMS_KEYWORD,
                        ConsentActor.person("x", null),
                        minute(5))
                .build();

        assertThat(sms(optIn(JO, 1), elsewhere)).isTrue();
        assertThat(ConsentState.of(PROGRAMME, Ledger.OTHER_NUMBER, List.of(optIn(JO, 1)))
                        .entries())
                .isEmpty();
    }

    @Test
    void aReviewChangesNothing() {
        ConsentEntry review = ConsentEntry.builder(
                        PROGRAMME,
                        NUMBER,
                        ConsentAction.REVIEW,
                        ConsentMethod.SMS_WORDING,
                        ConsentActor.person("x", null),
                        minute(2))
                .build();
        ConsentEntry read = InboundConsent.reviewed(
                review, new ConsentActor(ConsentActor.Kind.OPERATOR, "eve", null), "no opt-out", minute(3));

        assertThat(sms(optIn(JO, 1), review)).isTrue();
        assertThat(sms(optIn(JO, 1), optOut(2), review, read)).isFalse();
        assertThat(state(review).openReviews()).containsExactly(review);
        assertThat(state(review, read).openReviews()).isEmpty();
    }

    @Test
    void oneConfirmationIsDueForFiveMinutes() {
        ConsentState stopped = state(optIn(JO, 1), optOut(10));
        ConsentEntry confirmed = new InboundConsent(Ledger.ALERTS).confirmed(optOut(10), minute(11));

        assertThat(stopped.confirmationDue(minute(10))).isPresent();
        assertThat(stopped.confirmationDue(minute(15))).isPresent();
        assertThat(stopped.confirmationDue(minute(15).plusMillis(1))).isEmpty();
        assertThat(stopped.confirmationDue(minute(9))).isEmpty();
        assertThat(state(optIn(JO, 1), optOut(10), confirmed).confirmationDue(minute(12)))
                .isEmpty();
        assertThat(state(optIn(JO, 1), optOut(10), confirmed, optOut(12)).confirmationDue(minute(12)))
                .isEmpty();
        assertThat(state(optIn(JO, 1), optOut(10), confirmed, optOut(100)).confirmationDue(minute(100)))
                .isPresent();
        assertThat(state(optIn(JO, 1), optOut(10), optIn(JO, 11)).confirmationDue(minute(12)))
                .isEmpty();
        assertThat(state(block(10)).confirmationDue(minute(10))).isEmpty();
    }

    @Test
    void anEndThatIsAppendedAfterAnOptInEndsItWhateverItsTime() {
        assertThat(sms(optIn(JO, 60), optOut(10))).isFalse();
        assertThat(sms(optIn(JO, 60), block(10))).isFalse();
        assertThat(sms(optIn(JO, 60), voided(JO, 10))).isFalse();
        assertThat(sms(attested(JO, 60), voided(JO, 10))).isFalse();
        assertThat(sms(optIn(JO, 1), optOut(30), resubscribe(20))).isFalse();
        assertThat(sms(optIn(JO, 1), resubscribe(20), optOut(10))).isFalse();
        assertThat(may(JO, PhoneUse.VOICE, optIn(JO, 60), optOut(Set.of(PhoneUse.VOICE), 10), resubscribe(70)))
                .isFalse();
        assertThat(state(optIn(JO, 60), optOut(10)).lastOptOut(PhoneUse.SMS)).contains(optOut(10));
    }

    @Test
    void anEndThatIsDatedAfterAnOptInEndsItWhereverItStands() {
        assertThat(sms(optOut(60), optIn(JO, 10))).isFalse();
        assertThat(sms(block(60), optIn(JO, 10))).isFalse();
        assertThat(sms(voided(JO, 60), optIn(JO, 10))).isFalse();
        assertThat(sms(optOut(60), optIn(JO, 60))).isFalse();
        assertThat(sms(optOut(60), optIn(JO, 61))).isTrue();
        assertThat(sms(optIn(JO, 1), resubscribe(3), optOut(2))).isFalse();
    }

    @Test
    void startRestoresOnlyWhatWasAttestedBeforeTheStop() {
        assertThat(sms(attested(JO, 1), optOut(2), resubscribe(3))).isTrue();
        assertThat(sms(optOut(2), attested(JO, 3), resubscribe(4))).isFalse();
        assertThat(sms(optOut(2), resubscribe(3), attested(JO, 1)))
                .as("enrolled afterwards by an older attestation")
                .isFalse();
        assertThat(sms(optOut(2), attested(JO, 1), resubscribe(3))).isFalse();
    }

    @Test
    void theOrderOfTheLedgerStaysAndAnEntryCountsOnce() {
        ConsentEntry late = optIn(JO, 60);
        ConsentEntry early = optOut(10);

        assertThat(state(late, early, late).entries()).containsExactly(late, early);
        assertThat(sms(late, early, late)).isFalse();
    }

    @Test
    void withClocksThatDifferTheGateOpensOnlyIfItOpensByBothOrders() {
        int allowed = 0;
        int differ = 0;
        for (int seed = 0; seed < 4_000; seed++) {
            List<ConsentEntry> byTime = history(new Random(seed));
            List<ConsentEntry> byLedger = new ArrayList<>(byTime);
            Random random = new Random(seed + 1_000_000L);
            for (int swaps = random.nextInt(3); swaps > 0 && byLedger.size() > 1; swaps--) {
                int at = random.nextInt(byLedger.size() - 1);
                Collections.swap(byLedger, at, at + 1);
            }
            List<ConsentEntry> asAppended = new ArrayList<>();
            for (int i = 0; i < byLedger.size(); i++) {
                asAppended.add(at(byLedger.get(i), i + 1));
            }
            for (PersonRef person : List.of(JO, AL)) {
                for (PhoneUse use : PhoneUse.values()) {
                    boolean open = may(person, use, byLedger.toArray(ConsentEntry[]::new));
                    boolean either = told(byTime, person, use) || told(asAppended, person, use);
                    boolean both = told(byTime, person, use) && told(asAppended, person, use);
                    assertThat(!open || both)
                            .as("seed %s, %s, %s: %s", seed, person, use, byLedger)
                            .isTrue();
                    allowed += open ? 1 : 0;
                    differ += either && !both ? 1 : 0;
                }
            }
        }
        assertThat(allowed).isGreaterThan(1_000);
        assertThat(differ).isGreaterThan(100);
    }

    /** The same entry at another time. */
    private static ConsentEntry at(ConsentEntry entry, int minute) {
        return ConsentEntry.builder(
                        entry.programme(),
                        entry.number(),
                        entry.action(),
                        entry.method(),
                        entry.actor(),
                        minute(minute))
                .person(entry.person(), entry.personName())
                .uses(entry.uses())
                .textHash(entry.textHash())
                .evidence(entry.evidence())
                .build();
    }

    @Test
    void theFoldAgreesWithAHistoryToldStepByStep() {
        int allowed = 0;
        for (int seed = 0; seed < 2_000; seed++) {
            List<ConsentEntry> entries = history(new Random(seed));
            for (PersonRef person : List.of(JO, AL)) {
                for (PhoneUse use : PhoneUse.values()) {
                    boolean expected = told(entries, person, use);
                    allowed += expected ? 1 : 0;
                    assertThat(ConsentState.of(PROGRAMME, NUMBER, entries)
                                    .consent(person, use, NOW)
                                    .isPresent())
                            .as("seed %s, %s, %s: %s", seed, person, use, entries)
                            .isEqualTo(expected);
                }
            }
        }
        assertThat(allowed).isBetween(500, 7_000);
    }

    @Test
    void nothingButAnOptInOrAResubscriptionEverOpensTheGate() {
        for (int seed = 0; seed < 500; seed++) {
            List<ConsentEntry> entries = history(new Random(seed));
            for (ConsentEntry left : entries) {
                if (left.action() == ConsentAction.OPT_IN || left.action() == ConsentAction.RESUBSCRIBE) {
                    List<ConsentEntry> without = new ArrayList<>(entries);
                    without.remove(left);
                    for (PhoneUse use : PhoneUse.values()) {
                        boolean less = ConsentState.of(PROGRAMME, NUMBER, without)
                                .consent(JO, use, NOW)
                                .isPresent();
                        boolean more = ConsentState.of(PROGRAMME, NUMBER, entries)
                                .consent(JO, use, NOW)
                                .isPresent();
                        assertThat(!less || more)
                                .as("seed " + seed + " " + left)
                                .isTrue();
                    }
                }
            }
        }
    }

    /** A random history, in order, no two entries at one time. */
    private static List<ConsentEntry> history(Random random) {
        List<ConsentEntry> entries = new ArrayList<>();
        int length = 1 + random.nextInt(9);
        for (int i = 1; i <= length; i++) {
            PersonRef person = random.nextBoolean() ? JO : AL;
            Set<PhoneUse> uses = random.nextInt(3) == 0 ? EnumSet.of(PhoneUse.values()[random.nextInt(2)]) : BOTH;
            entries.add(
                    switch (random.nextInt(9)) {
                        case 0, 1, 2 -> optIn(person, uses, i);
                        case 3 -> attested(person, i);
                        case 4 -> optOut(uses, i);
                        case 5 -> voided(person, i);
                        case 6 -> block(i);
                        default -> resubscribe(i);
                    });
        }
        return entries;
    }

    /** The rules said once more, in the other way: as a state that every entry changes in its turn. */
    private static boolean told(List<ConsentEntry> entries, PersonRef person, PhoneUse use) {
        boolean own = false;
        boolean ownLive = false;
        boolean attestedFirst = false;
        boolean attestedLive = false;
        boolean everEnded = false;
        boolean noCalls = false;
        boolean noCallsSinceOwn = false;
        boolean blocked = false;
        for (ConsentEntry entry : entries) {
            boolean mine = person.equals(entry.person());
            boolean touches = entry.uses().contains(use);
            switch (entry.action()) {
                case OPT_IN -> {
                    if (mine && touches && entry.method() == ConsentMethod.WEB_FORM) {
                        own = true;
                        ownLive = true;
                        noCallsSinceOwn = false;
                    } else if (mine && touches) {
                        attestedFirst = attestedFirst || !everEnded;
                        attestedLive = attestedLive || !everEnded;
                    }
                }
                case OPT_OUT, PROVIDER_BLOCK -> {
                    if (touches) {
                        ownLive = false;
                        attestedLive = false;
                        everEnded = true;
                    }
                    blocked |= use == PhoneUse.SMS && entry.action() == ConsentAction.PROVIDER_BLOCK;
                    if (use == PhoneUse.VOICE && entry.uses().equals(Set.of(PhoneUse.VOICE))) {
                        noCalls = true;
                        noCallsSinceOwn = true;
                    }
                }
                case RESUBSCRIBE -> {
                    blocked = false;
                    ownLive = own && !noCallsSinceOwn;
                    attestedLive = attestedFirst && !noCalls;
                }
                case VOIDED -> {
                    if (mine) {
                        own = false;
                        ownLive = false;
                        attestedFirst = false;
                        attestedLive = false;
                    }
                }
                default -> throw new AssertionError(entry);
            }
        }
        return !blocked && (ownLive || attestedLive);
    }
}
