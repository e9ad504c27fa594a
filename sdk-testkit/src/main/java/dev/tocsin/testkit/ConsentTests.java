package dev.tocsin.testkit;

import static dev.tocsin.testkit.PeopleSamples.NUL;
import static dev.tocsin.testkit.PeopleSamples.NUMBER;
import static dev.tocsin.testkit.PeopleSamples.OTHER_NUMBER;
import static dev.tocsin.testkit.PeopleSamples.TEXT;
import static dev.tocsin.testkit.PeopleSamples.acceptance;
import static dev.tocsin.testkit.PeopleSamples.entry;
import static dev.tocsin.testkit.Samples.MSP;
import static dev.tocsin.testkit.Samples.OTHER_MSP;
import static dev.tocsin.testkit.Samples.SPECIAL;
import static dev.tocsin.testkit.Samples.T0;
import static dev.tocsin.testkit.Samples.after;
import static dev.tocsin.testkit.Samples.longText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.consent.AcceptanceWithdrawal;
import dev.tocsin.core.consent.AdminAcceptance;
import dev.tocsin.core.consent.AttestationReach;
import dev.tocsin.core.consent.ConsentAction;
import dev.tocsin.core.consent.ConsentActor;
import dev.tocsin.core.consent.ConsentEntry;
import dev.tocsin.core.consent.ConsentMethod;
import dev.tocsin.core.consent.ConsentState;
import dev.tocsin.core.consent.ConsentText;
import dev.tocsin.core.consent.EnrolmentPolicy;
import dev.tocsin.core.people.DirectoryRef;
import dev.tocsin.core.people.PersonRef;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.PhoneUse;
import dev.tocsin.core.store.ConsentStore.Numbered;
import dev.tocsin.core.store.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a store does with the ledger of consent. */
abstract class ConsentTests extends StoreTests {
    private static final PersonRef PERSON = PersonRef.technician(MSP, "t1");

    /** An entry of each action that it can be made with, with all its fields. */
    private static ConsentEntry full(ConsentAction action, ConsentMethod method, ConsentActor.Kind actor) {
        return ConsentEntry.builder(
                        "programme 漢字🚀 '",
                        NUMBER,
                        action,
                        method,
                        new ConsentActor(actor, "actor " + SPECIAL + NUL, "2001:db8::1"),
                        T0.plusMillis(1))
                .id("id-" + action + method)
                .person(PersonRef.user(MSP, new DirectoryRef("tenant " + SPECIAL, "object " + SPECIAL)), SPECIAL + NUL)
                .textHash(TEXT.hash())
                .evidence("message", SPECIAL + NUL)
                .evidence("z long", longText().substring(0, 4_000))
                .evidence("'; --", "")
                .build();
    }

    private static ConsentEntry of(String id, @Nullable PersonRef person, String programme, PhoneNumber number) {
        return ConsentEntry.builder(
                        programme,
                        number,
                        ConsentAction.OPT_OUT,
                        ConsentMethod.WEB_FORM,
                        ConsentActor.person("somebody", null),
                        T0)
                .id(id)
                .person(person, null)
                .uses(EnumSet.of(PhoneUse.VOICE))
                .build();
    }

    private int append(ConsentEntry... entries) {
        return write(session -> session.consent().append(List.of(entries)));
    }

    private List<ConsentEntry> of(String programme, PhoneNumber number) {
        return read(session -> session.consent().of(programme, number));
    }

    private Set<String> programmes(PersonRef person) {
        return read(session -> session.consent().programmes(person));
    }

    private List<Numbered> page(String programme, long after, int limit) {
        return read(session -> session.consent().page(programme, after, limit));
    }

    private boolean use(String nonce, Instant expiresAt, Instant now) {
        return write(session -> session.consent().use(nonce, expiresAt, now));
    }

    private void accept(AdminAcceptance acceptance, ConsentText text) {
        change(session -> session.consent().accept(acceptance, text));
    }

    private List<AdminAcceptance> acceptances(MspId msp, String companyId) {
        return read(session -> session.consent().acceptances(msp, companyId));
    }

    private static AcceptanceWithdrawal withdrawal(
            MspId msp, String companyId, String acceptanceId, String name, @Nullable String ip) {
        return new AcceptanceWithdrawal(
                msp, companyId, acceptanceId, new ConsentActor(ConsentActor.Kind.OPERATOR, name, ip), after(7));
    }

    private static AttestationReach reach(MspId msp, String connectionId, String acceptanceId, long through) {
        return new AttestationReach(msp, "acme " + SPECIAL, acceptanceId, connectionId, through, after(8));
    }

    private void withdraw(AcceptanceWithdrawal withdrawal) {
        change(session -> session.consent().withdraw(withdrawal));
    }

    private List<AcceptanceWithdrawal> withdrawals(MspId msp, String companyId) {
        return read(session -> session.consent().withdrawals(msp, companyId));
    }

    private static void assertSame(ConsentEntry kept, ConsentEntry written) {
        assertThat(kept).isEqualTo(written);
        assertThat(kept.number().e164()).isEqualTo(written.number().e164());
    }

    @Test
    void thereIsNothingAtFirst() {
        assertThat(of("alerts", NUMBER)).isEmpty();
        assertThat(programmes(PERSON)).isEmpty();
        assertThat(page("alerts", 0, 9)).isEmpty();
        assertThat(acceptances(MSP, "acme")).isEmpty();
        assertOptional(session -> session.consent().entry("1")).isEmpty();
        assertThat(openReviews("alerts", 0, 9)).isEmpty();
        assertOptional(session -> session.consent().text(TEXT.hash())).isEmpty();
        assertList(session -> session.consent().programmes()).isEmpty();
        assertThat(append()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void anEntryIsKeptWithAllItsFieldsForEachAction(ConsentAction action) {
        ConsentMethod method = switch (action) {
            case RESUBSCRIBE -> ConsentMethod.SMS_KEYWORD;
            case VOIDED, PROVIDER_BLOCK -> ConsentMethod.PROVIDER_REPORT;
            default -> ConsentMethod.WEB_FORM;
        };
        ConsentEntry written = full(action, method, ConsentActor.Kind.PERSON);
        assertThat(append(written)).isOne();
        assertThat(of(written.programme(), NUMBER)).singleElement().satisfies(kept -> assertSame(kept, written));
        assertThat(page(written.programme(), 0, 9))
                .singleElement()
                .satisfies(kept -> assertSame(kept.entry(), written));
    }

    @ParameterizedTest
    @EnumSource
    void anEntryIsKeptForEachMethod(ConsentMethod method) {
        ConsentEntry written = full(ConsentAction.REVIEW, method, ConsentActor.Kind.SYSTEM);
        append(written);
        assertThat(of(written.programme(), NUMBER)).containsExactly(written);
    }

    @ParameterizedTest
    @EnumSource
    void anEntryIsKeptForEachKindOfActor(ConsentActor.Kind kind) {
        ConsentEntry written = full(ConsentAction.REVIEWED, ConsentMethod.TOLD, kind);
        append(written);
        assertThat(of(written.programme(), NUMBER)).containsExactly(written);
    }

    @Test
    void anEntryAboutANumberAloneAndOneOfASingleUseAreKept() {
        ConsentEntry bare = entry("alerts", NUMBER, "bare");
        ConsentEntry voice = of("voice", PERSON, "alerts", NUMBER);
        append(bare, voice);
        assertThat(of("alerts", NUMBER)).containsExactly(bare, voice);
        assertThat(of("alerts", NUMBER))
                .element(1)
                .satisfies(kept -> assertThat(kept.uses()).containsExactly(PhoneUse.VOICE));
    }

    @Test
    void anEntryWhoseIdIsThereIsPassedBy() {
        ConsentEntry first = entry("alerts", NUMBER, "same");
        assertThat(append(first)).isOne();
        assertThat(append(entry("other", OTHER_NUMBER, "same"), entry("alerts", NUMBER, "new"), first))
                .isOne();
        assertThat(append(entry("alerts", NUMBER, "twice"), entry("alerts", NUMBER, "twice")))
                .isOne();
        assertThat(of("alerts", NUMBER)).extracting(ConsentEntry::id).containsExactly("same", "new", "twice");
        assertThat(of("other", OTHER_NUMBER)).isEmpty();
        assertList(session -> session.consent().programmes()).containsExactly("alerts");
    }

    @Test
    void theEntriesOfANumberAreThoseOfAllPersonsAndMspsInTheOrderOfAppending() {
        ConsentEntry ours = of("9", PERSON, "alerts", NUMBER);
        ConsentEntry theirs = of("5", PersonRef.technician(OTHER_MSP, "t1"), "alerts", NUMBER);
        ConsentEntry nobodys = of("7", null, "alerts", NUMBER);
        append(ours);
        append(theirs, nobodys);
        append(of("1", PERSON, "ALERTS", NUMBER), of("2", PERSON, "alerts", OTHER_NUMBER));
        assertThat(of("alerts", NUMBER)).containsExactly(ours, theirs, nobodys);
        assertThat(of("ALERTS", NUMBER)).hasSize(1);
        assertThat(of("none", NUMBER)).isEmpty();
    }

    @Test
    void theProgrammesOfAPersonAreThoseWhoseEntriesNameThePerson() {
        append(
                of("1", PERSON, "alerts", NUMBER),
                of("2", PERSON, "alerts", OTHER_NUMBER),
                of("3", PERSON, SPECIAL.substring(0, 60), NUMBER),
                of("4", null, "numbers", NUMBER),
                of("5", PersonRef.technician(OTHER_MSP, "t1"), "theirs", NUMBER),
                of("6", new PersonRef(MSP, PersonRef.Kind.USER, "t1"), "users", NUMBER));
        assertThat(programmes(PERSON)).containsExactlyInAnyOrder("alerts", SPECIAL.substring(0, 60));
        assertThat(programmes(PersonRef.technician(OTHER_MSP, "t1"))).containsExactly("theirs");
        assertThat(programmes(new PersonRef(MSP, PersonRef.Kind.USER, "t1"))).containsExactly("users");
        assertThat(programmes(PersonRef.technician(MSP, "T1"))).isEmpty();
    }

    @Test
    void aProgrammeIsGivenPageByPageInTheOrderOfAppending() {
        append(entry("a", NUMBER, "3"), entry("b", NUMBER, "2"), entry("a", OTHER_NUMBER, "1"));
        append(entry("a", NUMBER, "3"), entry("a", NUMBER, "0"));
        List<Numbered> all = page("a", 0, 9);
        assertThat(all).extracting(one -> one.entry().id()).containsExactly("3", "1", "0");
        assertThat(all).extracting(Numbered::number).isSorted().doesNotHaveDuplicates();
        assertThat(all.get(0).number()).isPositive();
        assertThat(page("a", 0, 2)).isEqualTo(all.subList(0, 2));
        assertThat(page("a", all.get(0).number(), 9)).isEqualTo(all.subList(1, 3));
        assertThat(page("a", all.get(2).number(), 9)).isEmpty();
        append(entry("a", NUMBER, "4"));
        assertThat(page("a", all.get(2).number(), 9))
                .singleElement()
                .satisfies(one -> assertThat(one.entry().id()).isEqualTo("4"));
    }

    private List<Numbered> openReviews(String programme, long after, int limit) {
        return read(session -> session.consent().openReviews(programme, after, limit));
    }

    private static ConsentEntry review(String programme, String id) {
        return ConsentEntry.builder(
                        programme,
                        NUMBER,
                        ConsentAction.REVIEW,
                        ConsentMethod.SMS_WORDING,
                        ConsentActor.person("somebody", null),
                        T0)
                .id(id)
                .evidence("message", SPECIAL + NUL)
                .build();
    }

    private static ConsentEntry reviewed(String programme, String id, String reviewId) {
        return ConsentEntry.builder(
                        programme,
                        NUMBER,
                        ConsentAction.REVIEWED,
                        ConsentMethod.SYSTEM,
                        new ConsentActor(ConsentActor.Kind.OPERATOR, "op", null),
                        T0)
                .id(id)
                .evidence("finding", SPECIAL)
                .evidence(ConsentState.REVIEWED_ENTRY, reviewId)
                .build();
    }

    @Test
    void anEntryIsFoundByItsId() {
        ConsentEntry written = of("id " + SPECIAL.substring(0, 40), PERSON, "alerts", NUMBER);
        append(written, of("2", PERSON, "other", OTHER_NUMBER));
        assertOptional(session -> session.consent().entry(written.id())).contains(written);
        assertOptional(session -> session.consent().entry("3")).isEmpty();
    }

    @Test
    void openReviewsAreThoseOfTheProgrammeThatNobodyHasRead() {
        String odd = "r' \"\\ \uD83D\uDE80";
        append(review("a", "r1"), entry("a", NUMBER, "x"), review("a", odd), review("b", "r3"), review("a", "r4"));
        List<Numbered> all = openReviews("a", 0, 9);
        assertThat(all).extracting(one -> one.entry().id()).containsExactly("r1", odd, "r4");
        assertThat(all)
                .isEqualTo(page("a", 0, 9).stream()
                        .filter(one -> one.entry().action() == ConsentAction.REVIEW)
                        .toList());
        assertThat(openReviews("a", 0, 2)).isEqualTo(all.subList(0, 2));
        assertThat(openReviews("a", all.get(0).number(), 9)).isEqualTo(all.subList(1, 3));
        append(reviewed("b", "d1", "r1"), reviewed("a", "d2", odd), reviewed("a", "d3", "x"), reviewed("a", "d4", odd));
        assertThat(openReviews("a", 0, 9))
                .as("one that another programme's entry names is open still")
                .extracting(one -> one.entry().id())
                .containsExactly("r1", "r4");
        append(reviewed("a", "d5", "r4"), reviewed("a", "d6", "r1"));
        assertThat(openReviews("a", 0, 9)).isEmpty();
        assertThat(openReviews("b", 0, 9)).hasSize(1);
    }

    @Test
    void theProgrammesAreGivenInTheOrderOfCodePoints() {
        // U+FFFD comes before U+1F680, in the order of Java's chars after it.
        append(
                entry("\uD83D\uDE80", NUMBER, "1"),
                entry("\uFFFD", NUMBER, "2"),
                entry("b", NUMBER, "3"),
                entry("B", NUMBER, "4"),
                entry("b", OTHER_NUMBER, "5"));
        assertList(session -> session.consent().programmes()).containsExactly("B", "b", "\uFFFD", "\uD83D\uDE80");
    }

    @ParameterizedTest
    @EnumSource
    void anAcceptanceIsKeptWithItsText(EnrolmentPolicy policy) {
        ConsentText text = new ConsentText(SPECIAL, "de-AT", SPECIAL + NUL + longText());
        AdminAcceptance written = new AdminAcceptance(
                "id 漢字🚀 '", MSP, "acme " + SPECIAL, policy, text.hash(), SPECIAL + NUL, "from ' \" ; --", after(7));
        accept(written, text);
        assertThat(acceptances(MSP, "acme " + SPECIAL)).containsExactly(written);
        assertOptional(session -> session.consent().text(text.hash())).contains(text);
    }

    @Test
    void theAcceptancesOfACompanyAreGivenInTheOrderOfKeepingAndOneOfTheSameIdIsPassedBy() {
        AdminAcceptance first = acceptance(MSP, "acme", "9");
        AdminAcceptance second = acceptance(MSP, "acme", "1");
        accept(first, TEXT);
        accept(second, TEXT);
        accept(first, TEXT);
        accept(acceptance(MSP, "beta", "9"), TEXT);
        AdminAcceptance theirs = acceptance(OTHER_MSP, "acme", "9");
        accept(theirs, TEXT);
        assertThat(acceptances(MSP, "acme")).containsExactly(first, second);
        assertThat(acceptances(MSP, "beta")).isEmpty();
        assertThat(acceptances(OTHER_MSP, "acme"))
                .as("each MSP has its own ids")
                .containsExactly(theirs);
    }

    @Test
    void aWithdrawalIsKeptOncePerAcceptanceAndIsNoAcceptance() {
        AcceptanceWithdrawal first = withdrawal(MSP, "acme " + SPECIAL, "9", SPECIAL + NUL, "2001:db8::1");
        AcceptanceWithdrawal second = withdrawal(MSP, "acme " + SPECIAL, "1", "op", null);
        AcceptanceWithdrawal theirs = withdrawal(OTHER_MSP, "acme " + SPECIAL, "9", "op", null);
        withdraw(first);
        withdraw(second);
        withdraw(withdrawal(MSP, "acme " + SPECIAL, "9", "another", null));
        withdraw(withdrawal(MSP, "beta", "1", "another", null));
        withdraw(theirs);
        assertThat(withdrawals(MSP, "acme " + SPECIAL)).containsExactly(first, second);
        assertThat(withdrawals(MSP, "beta")).isEmpty();
        assertThat(withdrawals(OTHER_MSP, "acme " + SPECIAL)).containsExactly(theirs);
        assertThat(acceptances(MSP, "acme " + SPECIAL)).isEmpty();
    }

    @Test
    void theReachesOfADirectoryAreGivenInTheOrderOfKeeping() {
        AttestationReach first = reach(MSP, "tenant " + SPECIAL, "9", Long.MAX_VALUE);
        AttestationReach second = reach(MSP, "tenant " + SPECIAL, "1", 0);
        AttestationReach nobody = reach(MSP, "tenant " + SPECIAL, "9", AttestationReach.NOBODY);
        AttestationReach theirs = reach(OTHER_MSP, "tenant " + SPECIAL, "9", 3);
        for (AttestationReach each : List.of(first, second, nobody, theirs)) {
            change(session -> session.consent().reach(each));
        }
        assertList(session -> session.consent().reaches(MSP, "tenant " + SPECIAL))
                .containsExactly(first, second, nobody);
        assertList(session -> session.consent().reaches(OTHER_MSP, "tenant " + SPECIAL))
                .containsExactly(theirs);
        assertList(session -> session.consent().reaches(MSP, "tenant")).isEmpty();
    }

    @Test
    void anAcceptanceOfAnotherTextIsRefused() {
        ConsentText other = new ConsentText("sms-alerts", "en", TEXT.text() + " ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> accept(acceptance(MSP, "acme", "1"), other))
                .withMessageContaining("textHash");
        assertThat(acceptances(MSP, "acme")).isEmpty();
        assertOptional(session -> session.consent().text(other.hash())).isEmpty();
    }

    @Test
    void theFirstTextOfAHashStays() {
        change(session -> session.consent().keep(TEXT));
        ConsentText renamed = new ConsentText("renamed", "fr", TEXT.text());
        change(session -> session.consent().keep(renamed));
        accept(acceptance(MSP, "acme", "1"), renamed);
        assertOptional(session -> session.consent().text(TEXT.hash())).contains(TEXT);
        assertOptional(session -> session.consent().text("0".repeat(64))).isEmpty();
    }

    @Test
    void aNonceIsUsedOnceUntilItExpires() {
        assertThat(use("n1 " + SPECIAL, after(10), T0)).isTrue();
        assertThat(use("n1 " + SPECIAL, after(99), after(1))).isFalse();
        assertThat(use("n2", after(50), after(2))).isTrue();
        assertThat(use("n1 " + SPECIAL, after(99), after(10)))
                .as("as it expires")
                .isFalse();
        assertThat(use("n3", after(50), after(30))).isTrue();
        assertThat(use("n2", after(50), after(30)))
                .as("others stay when one is forgotten")
                .isFalse();
        assertThat(use("N2", after(50), after(30))).as("another").isTrue();
    }

    @Test
    void whatExpiredIsForgotten() {
        use("n1", after(10), T0);
        assertThat(use("other", after(99), after(11))).isTrue();
        assertThat(use("n1", after(99), after(5)))
                .as("forgotten by the use before")
                .isTrue();
    }

    @Test
    void aWorkThatFailsLeavesTheLedgerAsItWas() {
        append(of("1", PERSON, "alerts", NUMBER));
        use("n1", after(10), T0);
        List<Numbered> before = page("alerts", 0, 9);
        assertThatThrownBy(() -> change(session -> {
                    assertThat(session.consent()
                                    .append(List.of(
                                            of("2", PERSON, "alerts", NUMBER), of("3", PERSON, "undone", NUMBER))))
                            .isEqualTo(2);
                    assertThat(session.consent().of("alerts", NUMBER)).hasSize(2);
                    session.consent().accept(acceptance(MSP, "acme", "1"), TEXT);
                    session.consent().withdraw(withdrawal(MSP, "acme", "1", "op", null));
                    session.consent().reach(reach(MSP, "tenant", "1", 1));
                    assertThat(session.consent().use("n2", after(99), after(50)))
                            .isTrue();
                    throw new IllegalStateException("undo");
                }))
                .hasMessage("undo");
        assertThat(page("alerts", 0, 9)).isEqualTo(before);
        assertThat(of("alerts", NUMBER)).hasSize(1);
        assertThat(programmes(PERSON)).containsExactly("alerts");
        assertList(session -> session.consent().programmes()).containsExactly("alerts");
        assertThat(acceptances(MSP, "acme")).isEmpty();
        assertThat(withdrawals(MSP, "acme")).isEmpty();
        assertList(session -> session.consent().reaches(MSP, "tenant")).isEmpty();
        assertOptional(session -> session.consent().text(TEXT.hash())).isEmpty();
        assertThat(use("n1", after(10), T0)).as("not forgotten").isFalse();
        assertThat(use("n2", after(99), after(1))).as("not used").isTrue();
        assertThat(append(of("2", PERSON, "alerts", NUMBER))).isOne();
    }

    @Test
    void aReadRefusesEveryChange() {
        assertRefused(() -> read(session -> session.consent().append(List.of(entry("a", NUMBER, "1")))));
        assertRefused(() -> read(session -> session.consent().use("n", after(1), T0)));
        assertThatThrownBy(() -> read(session -> {
                    session.consent().accept(acceptance(MSP, "acme", "1"), TEXT);
                    return true;
                }))
                .isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> read(session -> {
                    session.consent().withdraw(withdrawal(MSP, "acme", "1", "op", null));
                    return true;
                }))
                .isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> read(session -> {
                    session.consent().keep(TEXT);
                    return true;
                }))
                .isInstanceOf(StoreException.class);
        assertOptional(session -> session.consent().text(TEXT.hash())).isEmpty();
    }

    @Test
    void ofManyThatUseANonceAtOnceOneDoesAndAHappeningToldByManyIsAppendedOnce()
            throws InterruptedException, ExecutionException {
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                answers.add(callers.submit(
                        () -> (use("nonce", after(10), T0) ? 100 : 0) + append(entry("alerts", NUMBER, "same"))));
            }
            int sum = 0;
            for (Future<Integer> answer : answers) {
                sum += answer.get();
            }
            assertThat(sum).isEqualTo(101);
            assertThat(of("alerts", NUMBER)).hasSize(1);
        } finally {
            callers.shutdownNow();
        }
    }
}
