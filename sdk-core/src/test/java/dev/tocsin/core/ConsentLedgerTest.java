package dev.tocsin.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.consent.AcceptanceWithdrawal;
import dev.tocsin.core.consent.AddressDecision;
import dev.tocsin.core.consent.AddressState;
import dev.tocsin.core.consent.AdminAcceptance;
import dev.tocsin.core.consent.ConsentAction;
import dev.tocsin.core.consent.ConsentActor;
import dev.tocsin.core.consent.ConsentEntry;
import dev.tocsin.core.consent.ConsentMethod;
import dev.tocsin.core.consent.ConsentProof;
import dev.tocsin.core.consent.ConsentText;
import dev.tocsin.core.consent.EnrolmentPolicy;
import dev.tocsin.core.consent.EnrolmentReport;
import dev.tocsin.core.consent.EnrolmentResult;
import dev.tocsin.core.consent.ExportFormat;
import dev.tocsin.core.consent.NumberChanges;
import dev.tocsin.core.consent.SendDecision;
import dev.tocsin.core.consent.SendRequest;
import dev.tocsin.core.consent.SigningKeys;
import dev.tocsin.core.consent.StateRedemption;
import dev.tocsin.core.consent.StateSigner;
import dev.tocsin.core.directory.DirectoryLink;
import dev.tocsin.core.directory.DirectorySyncReport;
import dev.tocsin.core.fake.FakeDirectory;
import dev.tocsin.core.fake.VirtualTime;
import dev.tocsin.core.people.CompanyUser;
import dev.tocsin.core.people.DirectoryRef;
import dev.tocsin.core.people.DirectoryUser;
import dev.tocsin.core.people.PersonRef;
import dev.tocsin.core.people.PhoneBook;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.PhoneUse;
import dev.tocsin.core.people.TechnicianDraft;
import dev.tocsin.core.store.VolatileStore;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConsentLedgerTest {
    private static final ConsentText TEXT = new ConsentText("alerts", "en", "Your users agree to alerts.");
    private static final ConsentText CHANGED = new ConsentText("alerts", "en", "Your users agree to more alerts.");
    private static final StateSigner SIGNER =
            new StateSigner(SigningKeys.of("k1", Secret.of("a key of at least thirty-two bytes!!")));
    private static final Duration HOUR = Duration.ofHours(1);
    private static final ConsentActor OPERATOR = new ConsentActor(ConsentActor.Kind.OPERATOR, "op", null);
    private static final Set<PhoneUse> SMS = Set.of(PhoneUse.SMS);

    private final VirtualTime time = new VirtualTime();
    private final VolatileStore store = new VolatileStore();
    private final Tocsin tocsin = tocsin(MspId.SINGLE);
    private final ConsentLedger ledger = tocsin.consent();

    private Tocsin tocsin(MspId msp) {
        return Tocsin.builder()
                .store(store)
                .msp(msp)
                .clock(time)
                .random(new Random(5))
                .build();
    }

    private void accept(EnrolmentPolicy policy) {
        assertThat(ledger.accept("acme", policy, TEXT, "Ada <ada@example.com>", "192.0.2.3"))
                .returns(policy, AdminAcceptance::policy)
                .returns(TEXT.hash(), AdminAcceptance::textHash);
        time.advance(Duration.ofMinutes(1));
    }

    private String state() {
        AddressState state = ledger.addressState("acme", EnrolmentPolicy.NONE, TEXT, SIGNER, HOUR);
        assertThat(state).isInstanceOf(AddressState.Ready.class);
        return ((AddressState.Ready) state).state();
    }

    private static PhoneNumber number(int user) {
        return new PhoneNumber("+491512345" + (1000 + user));
    }

    private void sync(int users, int withoutPhone, int disabled) {
        FakeDirectory directory = new FakeDirectory(100);
        for (int i = 0; i < users; i++) {
            directory.put(user(
                    i, i < withoutPhone ? null : number(i).e164(), i < withoutPhone || i >= withoutPhone + disabled));
        }
        DirectorySyncReport report = tocsin.directories()
                .sync(new DirectoryLink("tenant", "acme", directory, PhoneBook.of("DE")), progress -> {});
        assertThat(report.ending()).isEqualTo(DirectorySyncReport.Ending.COMPLETED);
    }

    private static DirectoryUser user(int number, @Nullable String mobile, boolean enabled) {
        return new DirectoryUser(
                id(number), "u" + number + "@example.com", null, "User", mobile, List.of(), List.of(), enabled, false);
    }

    private static String id(int number) {
        return String.format("id-%04d", number);
    }

    private SendDecision decide(int user) {
        CompanyUser stored = tocsin.directories().user("tenant", id(user)).orElseThrow();
        return ledger.decide("alerts", SendRequest.to(stored, stored.phones().get(0), PhoneUse.SMS));
    }

    private SendDecision decide(int user, PhoneUse use) {
        CompanyUser stored = tocsin.directories().user("tenant", id(user)).orElseThrow();
        return ledger.decide("alerts", SendRequest.to(stored, stored.phones().get(0), use));
    }

    @Test
    void thereIsNoStateBeforeTheAdministratorAcceptedTheVeryText() {
        assertThat(ledger.addressState("acme", EnrolmentPolicy.NONE, TEXT, SIGNER, HOUR))
                .isEqualTo(new AddressState.AcceptanceNeeded(AddressDecision.Reason.NONE_YET, TEXT));

        accept(EnrolmentPolicy.NONE);

        assertThat(ledger.address("acme", EnrolmentPolicy.NONE, TEXT)).isInstanceOf(AddressDecision.Granted.class);
        assertThat(ledger.addressState("acme", EnrolmentPolicy.NONE, CHANGED, SIGNER, HOUR))
                .isEqualTo(new AddressState.AcceptanceNeeded(AddressDecision.Reason.TEXT_CHANGED, CHANGED));
        assertThat(ledger.addressState("acme", EnrolmentPolicy.ADMIN_ATTESTED, TEXT, SIGNER, HOUR))
                .isEqualTo(new AddressState.AcceptanceNeeded(AddressDecision.Reason.POLICY_CHANGED, TEXT));
        assertThat(ledger.acceptances("acme")).hasSize(1);
        assertThat(ledger.acceptances("other")).isEmpty();
        assertThat(ledger.text(TEXT.hash())).contains(TEXT);
    }

    @Test
    void aStateCountsOnceForAllProcessesOfTheStore() {
        accept(EnrolmentPolicy.NONE);
        String state = state();

        assertThat(ledger.redeem(state, SIGNER)).isEqualTo(new StateRedemption.Redeemed("acme"));
        assertThat(ledger.redeem(state, SIGNER)).isEqualTo(new StateRedemption.Used("acme"));
        assertThat(tocsin(MspId.SINGLE).consent().redeem(state, SIGNER)).isEqualTo(new StateRedemption.Used("acme"));
    }

    @Test
    void everyStateHasANonceOfItsOwn() {
        accept(EnrolmentPolicy.NONE);
        Set<String> states = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            states.add(state());
        }
        assertThat(states).hasSize(100);
    }

    @Test
    void aStateThatIsLateForgedMalformedOrAnothersIsTold() {
        accept(EnrolmentPolicy.NONE);
        String state = state();
        StateSigner other = new StateSigner(SigningKeys.of("k1", Secret.of("another key of thirty-two bytes.....")));

        assertThat(ledger.redeem(state, other)).isEqualTo(new StateRedemption.Forged());
        assertThat(ledger.redeem(null, SIGNER)).isInstanceOf(StateRedemption.Malformed.class);
        assertThat(ledger.redeem("s1.k1.x", SIGNER)).isInstanceOf(StateRedemption.Malformed.class);
        assertThat(tocsin(new MspId("other")).consent().redeem(state, SIGNER))
                .isEqualTo(new StateRedemption.OfAnotherMsp(MspId.SINGLE));
        time.advance(HOUR);
        assertThat(ledger.redeem(state, SIGNER)).isEqualTo(new StateRedemption.Expired("acme"));
    }

    @Test
    void aStateIsNotShownByItsText() {
        accept(EnrolmentPolicy.NONE);
        AddressState state = ledger.addressState("acme", EnrolmentPolicy.NONE, TEXT, SIGNER, HOUR);

        assertThat(state.toString()).doesNotContain(((AddressState.Ready) state).state());
    }

    @Test
    void usersAreEnrolledInPagesAndOnce() {
        accept(EnrolmentPolicy.ADMIN_ATTESTED);
        sync(450, 5, 3);

        EnrolmentReport first = ledger.enrol("acme", "alerts", SMS);
        EnrolmentReport again = ledger.enrol("acme", "alerts", SMS);

        assertThat(first)
                .isEqualTo(new EnrolmentReport(
                        450,
                        442,
                        0,
                        Map.of(EnrolmentResult.Reason.NO_USABLE_PHONE, 5L, EnrolmentResult.Reason.NOT_ACTIVE, 3L)));
        assertThat(again.enrolled()).isZero();
        assertThat(again.already()).isEqualTo(442);
        assertThat(decide(9)).isInstanceOf(SendDecision.Allowed.class);
        assertThat(ledger.decide(
                        "other",
                        SendRequest.to(
                                tocsin.directories().user("tenant", id(9)).orElseThrow(),
                                tocsin.directories()
                                        .user("tenant", id(9))
                                        .orElseThrow()
                                        .phones()
                                        .get(0),
                                PhoneUse.SMS)))
                .isInstanceOf(SendDecision.Refused.class);
    }

    @Test
    void nobodyIsEnrolledWithoutAnAttestation() {
        sync(3, 0, 0);
        assertThatThrownBy(() -> ledger.enrol("acme", "alerts", SMS))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("accept() comes first");
        assertThatThrownBy(() -> ledger.enrol("acme", "alerts", Set.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("uses");

        accept(EnrolmentPolicy.NONE);

        assertThat(ledger.enrol("acme", "alerts", SMS).skipped())
                .isEqualTo(Map.of(EnrolmentResult.Reason.NOT_ATTESTED, 3L));
        assertThat(ledger.programmes()).isEmpty();
    }

    @Test
    void ofTwoAcceptancesAtOneInstantTheOneKeptLastHolds() {
        sync(1, 0, 0);
        for (int seed = 0; seed < 20; seed++) {
            ConsentLedger again = Tocsin.builder()
                    .store(store)
                    .clock(time)
                    .random(new Random(seed))
                    .build()
                    .consent();
            assertThat(again.accept("acme", EnrolmentPolicy.ADMIN_ATTESTED, TEXT, "Ada", "192.0.2.3"))
                    .returns(EnrolmentPolicy.ADMIN_ATTESTED, AdminAcceptance::policy);
            assertThat(again.accept("acme", EnrolmentPolicy.NONE, TEXT, "Ada", "192.0.2.3"))
                    .returns(EnrolmentPolicy.NONE, AdminAcceptance::policy);

            assertThat(again.enrol("acme", "alerts", SMS).skipped())
                    .isEqualTo(Map.of(EnrolmentResult.Reason.NOT_ATTESTED, 1L));
        }
    }

    @Test
    void whoOptedOutIsNotEnrolledByAnAttestation() {
        sync(2, 0, 0);
        ConsentEntry stop = ledger.optOut(
                "alerts",
                number(0),
                Set.of(PhoneUse.values()),
                new ConsentProof(ConsentMethod.TOLD, OPERATOR, Map.of("call", "4711")));
        time.advance(Duration.ofMinutes(1));
        accept(EnrolmentPolicy.ADMIN_ATTESTED);

        assertThat(ledger.enrol("acme", "alerts", SMS).enrolled()).isEqualTo(2);

        assertThat(decide(0)).isInstanceOf(SendDecision.Refused.class);
        assertThat(decide(1)).isInstanceOf(SendDecision.Allowed.class);
        assertThat(ledger.standing("alerts", number(0)).lastOptOut(PhoneUse.SMS))
                .contains(stop);
    }

    @Test
    void anAttestationThatIsTakenBackEndsWhatStandsOnItAndEnrolsNobodyAnyMore() {
        accept(EnrolmentPolicy.ADMIN_ATTESTED);
        sync(450, 0, 0);
        assertThat(ledger.enrol("acme", "alerts", SMS).enrolled()).isEqualTo(450);
        grant(1);
        time.advance(Duration.ofMinutes(1));

        assertThat(ledger.withdraw("acme", OPERATOR)).isEqualTo(450);
        assertThat(ledger.withdraw("acme", OPERATOR)).isZero();

        assertThat(decide(0)).isInstanceOf(SendDecision.Refused.class);
        assertThat(decide(1)).isInstanceOf(SendDecision.Allowed.class);
        assertThat(ledger.enrol("acme", "alerts", SMS).skipped())
                .isEqualTo(Map.of(EnrolmentResult.Reason.WITHDRAWN, 450L));
        assertThat(ledger.acceptances("acme"))
                .as("a withdrawal is no acceptance")
                .hasSize(1);
        assertThat(ledger.withdrawals("acme"))
                .extracting(AcceptanceWithdrawal::by)
                .containsExactly(OPERATOR);
        for (EnrolmentPolicy policy : EnrolmentPolicy.values()) {
            assertThat(ledger.address("acme", policy, TEXT))
                    .isEqualTo(new AddressDecision.AcceptanceNeeded(AddressDecision.Reason.WITHDRAWN, TEXT));
        }

        time.advance(Duration.ofMinutes(1));
        accept(EnrolmentPolicy.ADMIN_ATTESTED);
        assertThat(ledger.enrol("acme", "alerts", SMS).enrolled()).isEqualTo(450);
        assertThat(decide(0)).isInstanceOf(SendDecision.Allowed.class);
    }

    @Test
    void anOwnOptInSavesOnlyWhatItCoversFromAWithdrawal() {
        sync(1, 0, 0);
        grant(0);
        time.advance(Duration.ofMinutes(1));
        accept(EnrolmentPolicy.ADMIN_ATTESTED);
        ledger.enrol("acme", "alerts", Set.of(PhoneUse.values()));
        assertThat(decide(0, PhoneUse.VOICE)).isInstanceOf(SendDecision.Allowed.class);

        assertThat(ledger.withdraw("acme", OPERATOR)).isOne();
        time.advance(Duration.ofMinutes(1));

        assertThat(decide(0, PhoneUse.SMS)).isInstanceOf(SendDecision.Allowed.class);
        assertThat(decide(0, PhoneUse.VOICE))
                .isInstanceOfSatisfying(
                        SendDecision.Refused.class,
                        refused -> assertThat(refused.message()).contains("taken back"));
    }

    @Test
    void anOwnOptInThatIsVoidSavesNothingFromAWithdrawal() {
        sync(1, 0, 0);
        grant(0);
        time.advance(Duration.ofMinutes(1));
        DirectoryRef user = new DirectoryRef("tenant", id(0));
        store.write(session -> session.consent()
                .append(NumberChanges.voided(
                        Set.of("alerts"),
                        PersonRef.user(MspId.SINGLE, user),
                        null,
                        Set.of(number(0)),
                        Set.of(),
                        OPERATOR,
                        time.instant())));
        time.advance(Duration.ofMinutes(1));
        accept(EnrolmentPolicy.ADMIN_ATTESTED);
        ledger.enrol("acme", "alerts", SMS);
        assertThat(decide(0)).isInstanceOf(SendDecision.Allowed.class);

        assertThat(ledger.withdraw("acme", OPERATOR)).isOne();
        assertThat(decide(0)).isInstanceOf(SendDecision.Refused.class);
    }

    private ConsentEntry grant(int user) {
        return ledger.grant(
                "alerts",
                new DirectoryRef("tenant", id(user)),
                number(user),
                SMS,
                TEXT,
                new ConsentProof(
                        ConsentMethod.WEB_FORM,
                        ConsentActor.person("u" + user, "192.0.2.4"),
                        Map.of("page", "https://example.com/consent")));
    }

    @Test
    void theProofOfAProgrammeHasItsTextsAndWhatAdministratorsAccepted() throws IOException {
        accept(EnrolmentPolicy.ADMIN_ATTESTED);
        sync(2, 0, 0);
        assertThat(ledger.enrol("acme", "alerts", SMS).enrolled()).isEqualTo(2);
        ConsentText own = new ConsentText("own", "de", "Ich willige ein.");
        ledger.grant("alerts", new DirectoryRef("tenant", id(0)), number(0), SMS, own, own());
        assertThat(ledger.withdraw("acme", OPERATOR)).isEqualTo(2);
        String acceptance = ledger.acceptances("acme").get(0).id();

        StringBuilder proof = new StringBuilder();
        ledger.exportProof("alerts", proof);
        StringBuilder other = new StringBuilder();
        ledger.exportProof("other", other);

        assertThat(proof.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains(TEXT.hash(), TEXT.text()),
                        line -> assertThat(line).contains(own.hash(), own.text()),
                        line -> assertThat(line).contains("\"acceptance\":\"" + acceptance, "Ada", "ADMIN_ATTESTED"),
                        line -> assertThat(line).contains("\"withdrawnAcceptance\":\"" + acceptance, "OPERATOR"));
        assertThat(other).isEmpty();
    }

    @Test
    void twoNarrowedOptOutsAtOneInstantAreBothKept() {
        sync(1, 0, 0);
        ledger.grant("alerts", new DirectoryRef("tenant", id(0)), number(0), Set.of(PhoneUse.values()), TEXT, own());
        time.advance(Duration.ofMinutes(1));
        ConsentProof told = new ConsentProof(ConsentMethod.TOLD, OPERATOR, Map.of("form", "two boxes"));

        ConsentEntry texts = ledger.optOut("alerts", number(0), SMS, told);
        ConsentEntry calls = ledger.optOut("alerts", number(0), Set.of(PhoneUse.VOICE), told);

        assertThat(ledger.entries("alerts", number(0))).hasSize(3).endsWith(texts, calls);
        assertThat(decide(0, PhoneUse.SMS)).isInstanceOf(SendDecision.Refused.class);
        assertThat(decide(0, PhoneUse.VOICE)).isInstanceOf(SendDecision.Refused.class);
    }

    @Test
    void whatIsReturnedAsKeptIsTheLastOfTheLedgerEvenIfItWasSaidBeforeAtTheSameInstant() {
        sync(1, 0, 0);
        ConsentProof told = new ConsentProof(ConsentMethod.TOLD, OPERATOR, Map.of("call", "1"));
        ConsentEntry first = ledger.optOut("alerts", number(0), SMS, told);
        assertThat(ledger.optOut("alerts", number(0), SMS, told)).isEqualTo(first);
        assertThat(ledger.entries("alerts", number(0))).containsExactly(first);
        ConsentEntry between = ledger.optOut("alerts", number(0), Set.of(PhoneUse.VOICE), told);

        ConsentEntry again = ledger.optOut("alerts", number(0), SMS, told);

        assertThat(ledger.entries("alerts", number(0))).containsExactly(first, between, again);
    }

    @Test
    void nobodysAttestationIsAnActOfThePersonsOwn() {
        sync(1, 0, 0);
        ConsentProof attested = new ConsentProof(
                ConsentMethod.ADMIN_ATTESTATION,
                new ConsentActor(ConsentActor.Kind.ADMINISTRATOR, "boss", null),
                Map.of("x", "y"));

        assertThatThrownBy(
                        () -> ledger.grant("alerts", new DirectoryRef("tenant", id(0)), number(0), SMS, TEXT, attested))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("consent.method");
        assertThat(ledger.entries("alerts", number(0))).isEmpty();
        assertThat(ledger.text(TEXT.hash())).isEmpty();
    }

    private static ConsentProof own() {
        return new ConsentProof(
                ConsentMethod.WEB_FORM, ConsentActor.person("u", "192.0.2.4"), Map.of("page", "https://example.com"));
    }

    @Test
    void consentIsKeptOnlyForANumberThatIsThePersonsNow() {
        sync(2, 0, 0);
        String technician = tocsin.technicians()
                .add(TechnicianDraft.named("Jo"), PhoneBook.of("DE"), OPERATOR)
                .id();
        ConsentProof proof = new ConsentProof(
                ConsentMethod.WEB_FORM, ConsentActor.person("jo", null), Map.of("page", "https://example.com"));

        assertThat(grant(1).action()).isEqualTo(ConsentAction.OPT_IN);
        assertThatThrownBy(() -> ledger.grant("alerts", new DirectoryRef("tenant", id(1)), number(0), SMS, TEXT, proof))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is no number of the person")
                .hasMessageNotContaining("12345");
        assertThatThrownBy(() -> ledger.grant("alerts", technician, number(0), SMS, TEXT, proof))
                .isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> ledger.grant("alerts", "nobody", number(0), SMS, TEXT, proof))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'nobody' is no technician");
        assertThatThrownBy(() -> ledger.grant("alerts", new DirectoryRef("tenant", "x"), number(0), SMS, TEXT, proof))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("has no user 'x'");
    }

    @Test
    void anOperatorCannotAgreeForAPersonAndNobodyWithoutEvidence() {
        sync(1, 0, 0);
        DirectoryRef user = new DirectoryRef("tenant", id(0));
        Map<String, String> evidence = Map.of("note", "said yes on the phone");

        assertThatThrownBy(() -> ledger.grant(
                        "alerts", user, number(0), SMS, TEXT, new ConsentProof(ConsentMethod.TOLD, OPERATOR, evidence)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("consent.method");
        assertThatThrownBy(() -> ledger.grant(
                        "alerts",
                        user,
                        number(0),
                        SMS,
                        TEXT,
                        new ConsentProof(ConsentMethod.WEB_FORM, OPERATOR, evidence)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("consent.actor");
        assertThatThrownBy(() -> ledger.grant(
                        "alerts",
                        user,
                        number(0),
                        SMS,
                        TEXT,
                        new ConsentProof(ConsentMethod.WEB_FORM, ConsentActor.person("u", null), Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("consent.evidence");
        assertThat(ledger.entries("alerts", number(0))).isEmpty();
    }

    @Test
    void theExportHasEveryEntryOnce() throws IOException {
        accept(EnrolmentPolicy.ADMIN_ATTESTED);
        sync(1_200, 0, 0);
        assertThat(ledger.enrol("acme", "alerts", SMS).enrolled()).isEqualTo(1_200);
        StringBuilder csv = new StringBuilder();
        StringBuilder json = new StringBuilder();

        ledger.export("alerts", csv, ExportFormat.CSV);
        ledger.export("alerts", json, ExportFormat.JSON_LINES);

        assertThat(csv.toString().lines()).hasSize(1_201).doesNotHaveDuplicates();
        assertThat(json.toString().lines()).hasSize(1_200).doesNotHaveDuplicates();
        assertThat(json).contains(number(17).e164());
        assertThat(ledger.page("alerts", 0, 10)).hasSize(10);
        assertThat(ledger.programmes()).containsExactly("alerts");
    }
}
