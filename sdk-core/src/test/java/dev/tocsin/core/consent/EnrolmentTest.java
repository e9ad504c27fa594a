package dev.tocsin.core.consent;

import static dev.tocsin.core.consent.Ledger.BOTH;
import static dev.tocsin.core.consent.Ledger.NUMBER;
import static dev.tocsin.core.consent.Ledger.PROGRAMME;
import static dev.tocsin.core.consent.Ledger.TEXT;
import static dev.tocsin.core.consent.Ledger.minute;
import static dev.tocsin.core.consent.Ledger.optOut;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.people.CompanyUser;
import dev.tocsin.core.people.DirectoryUser;
import dev.tocsin.core.people.PhoneBook;
import dev.tocsin.core.people.PhoneUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EnrolmentTest {
    private static final MspId MSP = MspId.SINGLE;
    private static final Instant NOW = minute(100);
    private static final ConsentActor ADMIN =
            new ConsentActor(ConsentActor.Kind.ADMINISTRATOR, "admin@acme.example", null);

    private static AdminAcceptance acceptance(String id, EnrolmentPolicy policy, String hash, int minute) {
        return new AdminAcceptance(id, MSP, "acme", policy, hash, "admin@acme.example", "192.0.2.8", minute(minute));
    }

    private static final AdminAcceptance ATTESTED = acceptance("a1", EnrolmentPolicy.ADMIN_ATTESTED, TEXT.hash(), 10);

    private static Enrolee user(String id, String mobile, boolean enabled, String... business) {
        DirectoryUser user = new DirectoryUser(
                id, id + "@acme.example", null, "Name " + id, mobile, List.of(business), List.of(), enabled, false);
        return Enrolee.of(CompanyUser.of(MSP, "acme", "c1", user, PhoneBook.of("DE")), 0);
    }

    private static AddressDecision.Reason needed(
            ConsentText text, EnrolmentPolicy policy, AdminAcceptance... accepted) {
        AddressDecision decision = Enrolment.address(MSP, "acme", policy, text, List.of(accepted), List.of(), NOW);
        assertThat(decision).isInstanceOf(AddressDecision.AcceptanceNeeded.class);
        assertThat(((AddressDecision.AcceptanceNeeded) decision).text()).isEqualTo(text);
        return ((AddressDecision.AcceptanceNeeded) decision).reason();
    }

    @Test
    void theAddressIsHandedOutOnlyAfterTheVeryTextWasAcceptedForTheCompany() {
        AdminAcceptance none = acceptance("a0", EnrolmentPolicy.NONE, TEXT.hash(), 10);
        AdminAcceptance elsewhere = new AdminAcceptance(
                "a9", new MspId("other"), "acme", EnrolmentPolicy.NONE, TEXT.hash(), "x", "192.0.2.9", minute(10));
        AdminAcceptance otherCompany = new AdminAcceptance(
                "a8", MSP, "globex", EnrolmentPolicy.NONE, TEXT.hash(), "x", "192.0.2.9", minute(10));
        ConsentText changed = new ConsentText("alerts", "en", TEXT.text() + " ");

        assertThat(needed(TEXT, EnrolmentPolicy.NONE)).isEqualTo(AddressDecision.Reason.NONE_YET);
        assertThat(needed(TEXT, EnrolmentPolicy.NONE, elsewhere, otherCompany))
                .isEqualTo(AddressDecision.Reason.NONE_YET);
        assertThat(needed(changed, EnrolmentPolicy.NONE, none)).isEqualTo(AddressDecision.Reason.TEXT_CHANGED);
        assertThat(needed(TEXT, EnrolmentPolicy.ADMIN_ATTESTED, none)).isEqualTo(AddressDecision.Reason.POLICY_CHANGED);
        assertThat(needed(TEXT, EnrolmentPolicy.NONE, acceptance("a2", EnrolmentPolicy.NONE, TEXT.hash(), 101)))
                .isEqualTo(AddressDecision.Reason.IN_THE_FUTURE);
        assertThat(Enrolment.address(MSP, "acme", EnrolmentPolicy.NONE, TEXT, List.of(elsewhere, none), List.of(), NOW))
                .isEqualTo(new AddressDecision.Granted(none));
    }

    @Test
    void theAcceptanceThatWasKeptLastHoldsWhateverItsTime() {
        AdminAcceptance first = acceptance("a1", EnrolmentPolicy.ADMIN_ATTESTED, TEXT.hash(), 20);
        AdminAcceptance second = acceptance("a0", EnrolmentPolicy.NONE, TEXT.hash(), 10);

        assertThat(needed(TEXT, EnrolmentPolicy.ADMIN_ATTESTED, first, second))
                .isEqualTo(AddressDecision.Reason.POLICY_CHANGED);
        assertThat(needed(TEXT, EnrolmentPolicy.NONE, second, first)).isEqualTo(AddressDecision.Reason.POLICY_CHANGED);
    }

    @Test
    void afterAWithdrawalThereIsNoAddressAndNobodyIsEnrolled() {
        AcceptanceWithdrawal withdrawal = new AcceptanceWithdrawal(MSP, "acme", "a1", ADMIN, minute(20));
        AcceptanceWithdrawal elsewhere = new AcceptanceWithdrawal(new MspId("other"), "acme", "a1", ADMIN, minute(20));

        for (EnrolmentPolicy policy : EnrolmentPolicy.values()) {
            assertThat(Enrolment.address(MSP, "acme", policy, TEXT, List.of(ATTESTED), List.of(withdrawal), NOW))
                    .isEqualTo(new AddressDecision.AcceptanceNeeded(AddressDecision.Reason.WITHDRAWN, TEXT));
        }
        assertThat(Enrolment.address(MSP, "acme", ATTESTED.policy(), TEXT, List.of(ATTESTED), List.of(elsewhere), NOW))
                .isEqualTo(new AddressDecision.Granted(ATTESTED));
        List<Enrolee> users = List.of(user("u1", "0151 23456789", true));
        assertThat(Enrolment.attested(PROGRAMME, ATTESTED, List.of(withdrawal), BOTH, users, NOW)
                        .skipped()
                        .values())
                .containsExactly(EnrolmentResult.Reason.WITHDRAWN);
        assertThat(Enrolment.attested(PROGRAMME, ATTESTED, List.of(), BOTH, users, minute(9))
                        .skipped()
                        .values())
                .containsExactly(EnrolmentResult.Reason.IN_THE_FUTURE);
    }

    @Test
    void theHashIsThatOfTheExactText() {
        assertThat(new ConsentText("a", "en", "abc").hash())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(new ConsentText("a", "en", "abc ").hash()).isNotEqualTo(new ConsentText("a", "en", "abc").hash());
    }

    @Test
    void attestedUsersAreEnrolledWithTheAdministratorsEvidence() {
        EnrolmentResult result = Enrolment.attested(
                PROGRAMME,
                ATTESTED,
                List.of(),
                BOTH,
                List.of(
                        user("u1", "0151 23456789", true, "030 901820"),
                        user("u2", "", true, "030 901820"),
                        user("u3", "0151 23456700", false),
                        user("u4", "ask Bob", true)),
                NOW);

        assertThat(result.entries())
                .extracting(entry -> entry.number().e164(), ConsentEntry::uses)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("+4915123456789", BOTH),
                        org.assertj.core.groups.Tuple.tuple("+4930901820", Set.of(PhoneUse.VOICE)));
        assertThat(result.skipped().values())
                .containsExactlyInAnyOrder(EnrolmentResult.Reason.NOT_ACTIVE, EnrolmentResult.Reason.NO_USABLE_PHONE);
        ConsentEntry entry = result.entries().get(0);
        assertThat(entry.at()).isEqualTo(ATTESTED.at());
        assertThat(entry.textHash()).isEqualTo(TEXT.hash());
        assertThat(entry.actor().name()).isEqualTo("admin@acme.example");
        assertThat(entry.actor().ip()).isEqualTo("192.0.2.8");
        assertThat(entry.evidence()).containsEntry("acceptance", "a1").containsEntry("company", "acme");
    }

    @Test
    void withoutAnAttestationNobodyIsEnrolled() {
        AdminAcceptance none = acceptance("a0", EnrolmentPolicy.NONE, TEXT.hash(), 10);
        EnrolmentResult result =
                Enrolment.attested(PROGRAMME, none, List.of(), BOTH, List.of(user("u1", "0151 23456789", true)), NOW);

        assertThat(result.entries()).isEmpty();
        assertThat(result.skipped().values()).containsExactly(EnrolmentResult.Reason.NOT_ATTESTED);
    }

    @Test
    void oneAttestationEnrolsAPersonOnceWhateverTheNumberBecomes() {
        ConsentEntry first = enrolled("0151 23456789", NOW);
        ConsentEntry again = enrolled("0151 23456789", NOW.plusSeconds(60));
        ConsentEntry moved = enrolled("0151 23456700", NOW);

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(moved.id()).isEqualTo(first.id());
        assertThat(moved.number()).isNotEqualTo(first.number());
    }

    private static ConsentEntry enrolled(String mobile, Instant now) {
        return Enrolment.attested(PROGRAMME, ATTESTED, List.of(), BOTH, List.of(user("u1", mobile, true)), now)
                .entries()
                .get(0);
    }

    @Test
    void anEnrolledUserCanStopAndIsNotEnrolledAgainByTheNextRun() {
        ConsentEntry first = enrolled("0151 23456789", NOW);
        List<ConsentEntry> ledger = new ArrayList<>(List.of(first));
        assertThat(subscribed(ledger, first)).isTrue();

        ledger.add(optOut(20));
        ledger.add(Enrolment.attested(
                        PROGRAMME,
                        acceptance("a2", EnrolmentPolicy.ADMIN_ATTESTED, TEXT.hash(), 50),
                        List.of(),
                        BOTH,
                        List.of(user("u1", "0151 23456789", true)),
                        NOW)
                .entries()
                .get(0));

        assertThat(subscribed(ledger, first)).isFalse();
    }

    private static boolean subscribed(List<ConsentEntry> ledger, ConsentEntry whose) {
        return ConsentState.of(PROGRAMME, NUMBER, ledger)
                .consent(java.util.Objects.requireNonNull(whose.person()), PhoneUse.SMS, NOW)
                .isPresent();
    }

    @Test
    void anAttestationTakenBackVoidsTheOptInsByItAndNoOther() {
        ConsentEntry attested = enrolled("0151 23456789", NOW);
        ConsentEntry own = Ledger.optIn(java.util.Objects.requireNonNull(attested.person()), 12);

        List<ConsentEntry> voided = Enrolment.withdrawn(ATTESTED, List.of(attested), ADMIN, minute(30));
        List<ConsentEntry> ledger = new ArrayList<>(List.of(attested));
        ledger.addAll(voided);

        assertThat(voided).extracting(ConsentEntry::action).containsExactly(ConsentAction.VOIDED);
        assertThat(subscribed(ledger, attested)).isFalse();
        assertThat(Enrolment.withdrawn(ATTESTED, List.of(attested, own), ADMIN, minute(30)))
                .isEqualTo(voided);
        ledger.add(1, own);
        assertThat(subscribed(ledger, attested)).as("by the own opt-in").isTrue();
        assertThat(Enrolment.withdrawn(
                        acceptance("a2", EnrolmentPolicy.ADMIN_ATTESTED, TEXT.hash(), 10),
                        List.of(attested),
                        ADMIN,
                        minute(30)))
                .isEmpty();
    }

    @Test
    void anAcceptanceThatWouldProveNothingIsRefused() {
        assertThatThrownBy(() -> acceptance("a", EnrolmentPolicy.NONE, "not a hash", 1))
                .hasMessageContaining("acceptance.textHash");
        assertThatThrownBy(() ->
                        new AdminAcceptance("a", MSP, "acme", EnrolmentPolicy.NONE, TEXT.hash(), " ", "192.0.2.1", NOW))
                .hasMessageContaining("acceptance.administrator");
        assertThatThrownBy(() -> new AdminAcceptance("a", MSP, "acme", EnrolmentPolicy.NONE, TEXT.hash(), "x", "", NOW))
                .hasMessageContaining("acceptance.from");
    }
}
