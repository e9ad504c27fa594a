package dev.tocsin.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.consent.AcceptanceWithdrawal;
import dev.tocsin.core.consent.CommandGrammar;
import dev.tocsin.core.consent.ConsentActor;
import dev.tocsin.core.consent.ConsentEntry;
import dev.tocsin.core.consent.ConsentMethod;
import dev.tocsin.core.consent.ConsentProof;
import dev.tocsin.core.consent.ConsentText;
import dev.tocsin.core.consent.EnrolmentPolicy;
import dev.tocsin.core.consent.EnrolmentReport;
import dev.tocsin.core.consent.EnrolmentResult;
import dev.tocsin.core.consent.InboundConsent;
import dev.tocsin.core.consent.InboundMessage;
import dev.tocsin.core.consent.Programme;
import dev.tocsin.core.consent.SendDecision;
import dev.tocsin.core.consent.SendRequest;
import dev.tocsin.core.directory.DirectoryLink;
import dev.tocsin.core.directory.DirectorySyncReport.Ending;
import dev.tocsin.core.fake.DyingStore;
import dev.tocsin.core.fake.FakeDirectory;
import dev.tocsin.core.fake.ProcessDeath;
import dev.tocsin.core.fake.VirtualTime;
import dev.tocsin.core.people.CompanyUser;
import dev.tocsin.core.people.DirectoryRef;
import dev.tocsin.core.people.DirectoryUser;
import dev.tocsin.core.people.PhoneBook;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.PhoneUse;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.VolatileStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whom an attestation enrols: those whom the administrator could speak of, and nobody who came later. */
class AttestationsTest {
    private static final ConsentText TEXT = new ConsentText("alerts", "en", "Your users agree to alerts.");
    private static final ConsentActor OPERATOR = new ConsentActor(ConsentActor.Kind.OPERATOR, "op", null);
    private static final Set<PhoneUse> SMS = Set.of(PhoneUse.SMS);
    private static final String X = "+4915123451000";
    private static final String Y = "+4915123451001";
    private static final String Z = "+4915123451002";

    private final VirtualTime time = new VirtualTime();
    private final VolatileStore store = new VolatileStore();
    private final Tocsin tocsin = tocsin(store);
    private final ConsentLedger ledger = tocsin.consent();
    private final FakeDirectory directory = new FakeDirectory(2);

    private Tocsin tocsin(Store with) {
        return Tocsin.builder().store(with).clock(time).random(new Random(5)).build();
    }

    private static DirectoryUser user(String id, @Nullable String mobile) {
        return new DirectoryUser(
                id, id + "@acme.example", null, "Name " + id, mobile, List.of(), List.of(), true, false);
    }

    private void sync() {
        sync("tenant", directory);
    }

    private void sync(String connectionId, FakeDirectory from) {
        assertThat(tocsin.directories()
                        .sync(new DirectoryLink(connectionId, "acme", from, PhoneBook.of("DE")), progress -> {})
                        .ending())
                .isEqualTo(Ending.COMPLETED);
        time.advance(Duration.ofMinutes(1));
    }

    private void attest() {
        assertThat(ledger.accept("acme", EnrolmentPolicy.ADMIN_ATTESTED, TEXT, "Ann", "192.0.2.3")
                        .policy())
                .isEqualTo(EnrolmentPolicy.ADMIN_ATTESTED);
        time.advance(Duration.ofMinutes(1));
    }

    private EnrolmentReport enrol() {
        EnrolmentReport report = ledger.enrol("acme", "alerts", SMS);
        time.advance(Duration.ofMinutes(1));
        return report;
    }

    private boolean allowed(String id) {
        return allowed("tenant", id);
    }

    private boolean allowed(String connectionId, String id) {
        CompanyUser user = tocsin.directories().user(connectionId, id).orElseThrow();
        return ledger.decide("alerts", SendRequest.to(user, user.phones().get(0), PhoneUse.SMS))
                instanceof SendDecision.Allowed;
    }

    @Test
    void whoCameAfterTheAttestationIsNotEnrolledByIt() {
        directory.put(user("a", null));
        directory.put(user("b", Y));
        sync();
        attest();
        assertThat(enrol().enrolled()).isOne();
        time.advance(Duration.ofDays(365));
        directory.put(user("a", X));
        directory.put(user("hired", Z));
        sync();

        EnrolmentReport later = enrol();

        assertThat(later.enrolled()).isZero();
        assertThat(later.skipped()).isEqualTo(Map.of(EnrolmentResult.Reason.NOT_REACHED, 2L));
        assertThat(allowed("a")).as("whose number came later").isFalse();
        assertThat(allowed("hired")).isFalse();
        assertThat(allowed("b")).isTrue();

        attest();
        assertThat(enrol().enrolled()).as("by an attestation of now").isEqualTo(3);
        assertThat(allowed("hired")).isTrue();
    }

    @Test
    void aNumberThatChangedBetweenTheAttestationAndTheEnrolmentIsNotEnrolled() {
        directory.put(user("a", X));
        sync();
        attest();
        directory.put(user("a", Y));
        sync();

        assertThat(enrol().skipped()).isEqualTo(Map.of(EnrolmentResult.Reason.NOT_REACHED, 1L));
        directory.put(user("a", X));
        sync();
        assertThat(enrol().enrolled()).as("away and back").isZero();
    }

    @Test
    void whoWasGoneAndCameBackAfterTheAttestationIsNotEnrolledByIt() {
        directory.put(user("a", X));
        directory.put(user("b", Y));
        sync();
        directory.remove("a");
        sync();
        attest();
        directory.put(user("a", X));
        sync();

        assertThat(enrol().enrolled()).isOne();
        assertThat(allowed("a")).isFalse();
    }

    @Test
    void theFirstReadingThatComesToItsEndIsReachedAndNothingAfterIt() {
        attest();
        for (int i = 0; i < 5; i++) {
            directory.put(user("u" + i, "+49151234520" + (10 + i)));
        }
        directory.failAt(2);
        assertThat(tocsin.directories()
                        .sync(new DirectoryLink("tenant", "acme", directory, PhoneBook.of("DE")), progress -> {})
                        .ending())
                .isEqualTo(Ending.FAILED);
        time.advance(Duration.ofMinutes(1));
        assertThat(enrol().enrolled()).as("nobody knows yet who is all there").isZero();
        sync();
        directory.put(user("late", X));
        sync();

        EnrolmentReport report = enrol();

        assertThat(report.enrolled()).isEqualTo(5);
        assertThat(report.skipped()).isEqualTo(Map.of(EnrolmentResult.Reason.NOT_REACHED, 1L));
    }

    @Test
    void anEnrolmentThatWasInterruptedEndsWithThoseWhomItBeganWith() {
        FakeDirectory large = new FakeDirectory(100);
        for (int i = 0; i < 450; i++) {
            large.put(user("u" + i, "+4915123" + (450_000 + i)));
        }
        sync("tenant", large);
        attest();
        int[] writes = {0};
        Store dying = new DyingStore(store, () -> false, () -> ++writes[0] == 2);
        assertThatThrownBy(() -> tocsin(dying).consent().enrol("acme", "alerts", SMS))
                .isInstanceOf(ProcessDeath.class);
        large.put(user("late", X));
        sync("tenant", large);

        EnrolmentReport report = enrol();

        assertThat(report.enrolled()).isEqualTo(50);
        assertThat(report.already()).isEqualTo(400);
        assertThat(allowed("late")).isFalse();
    }

    @Test
    void aStartRestoresNobodyWhoIsEnrolledAfterIt() {
        directory.put(user("old", X));
        directory.put(user("new", X));
        sync();
        attest();
        ledger.grant(
                "alerts",
                new DirectoryRef("tenant", "old"),
                new PhoneNumber(X),
                SMS,
                TEXT,
                new ConsentProof(ConsentMethod.WEB_FORM, ConsentActor.person("old", "192.0.2.4"), Map.of("page", "x")));
        time.advance(Duration.ofMinutes(1));
        for (String word : List.of("STOP", "START")) {
            List<ConsentEntry> entries = new InboundConsent(new Programme("alerts", "Acme", "help@x.example"))
                    .read(
                            new InboundMessage(new PhoneNumber(X), word, word, "twilio", time.instant()),
                            ledger.standing("alerts", new PhoneNumber(X)),
                            CommandGrammar.none())
                    .entries();
            assertThat(entries).hasSize(1);
            store.write(session -> session.consent().append(entries));
            time.advance(Duration.ofMinutes(1));
        }

        assertThat(enrol().enrolled()).isEqualTo(2);

        assertThat(allowed("old")).isTrue();
        assertThat(allowed("new")).isFalse();
    }

    @Test
    void anAttestationIsNotAboutADirectoryThatWasDisconnectedSince() {
        FakeDirectory second = new FakeDirectory(2);
        directory.put(user("a", X));
        second.put(user("b", Y));
        sync();
        sync("second", second);
        attest();
        assertThat(enrol().enrolled()).isEqualTo(2);

        assertThat(tocsin.directories().disconnect("second", OPERATOR)).isOne();
        time.advance(Duration.ofMinutes(1));
        second.put(user("c", Z));
        sync("second", second);

        assertThat(enrol().skipped()).isEqualTo(Map.of(EnrolmentResult.Reason.NOT_REACHED, 2L));
        assertThat(allowed("a")).isTrue();
        assertThat(allowed("second", "b")).isFalse();
        assertThat(allowed("second", "c")).isFalse();
    }

    @Test
    void theLastDirectoryOfACompanyEndsTheAttestationEvenIfItHasNoUsers() {
        attest();
        sync();
        assertThat(tocsin.directories().disconnect("tenant", OPERATOR)).isZero();
        directory.put(user("a", X));
        sync();

        assertThat(enrol().skipped()).isEqualTo(Map.of(EnrolmentResult.Reason.WITHDRAWN, 1L));
        assertThat(ledger.withdrawals("acme"))
                .extracting(AcceptanceWithdrawal::by)
                .containsExactly(OPERATOR);
    }

    @Test
    void anAttestationOfTheFutureEnrolsNobody() {
        directory.put(user("a", X));
        sync();
        time.advance(Duration.ofHours(2));
        attest();
        time.advance(Duration.ofHours(-1));

        assertThat(enrol().skipped()).isEqualTo(Map.of(EnrolmentResult.Reason.IN_THE_FUTURE, 1L));
    }
}
