package dev.tocsin.core;

import static dev.tocsin.core.fake.Crew.step;
import static dev.tocsin.core.notify.ChannelKind.EMAIL;
import static dev.tocsin.core.notify.ChannelKind.SMS;
import static dev.tocsin.core.notify.ChannelKind.VOICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.audit.AuditFinding;
import dev.tocsin.core.audit.AuditFinding.Kind;
import dev.tocsin.core.audit.Explanation;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.consent.ConsentAction;
import dev.tocsin.core.consent.ConsentEntry;
import dev.tocsin.core.consent.ConsentText;
import dev.tocsin.core.consent.SigningKeys;
import dev.tocsin.core.escalation.ActionLinks;
import dev.tocsin.core.escalation.LinkReading;
import dev.tocsin.core.fake.Crew;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ScriptedChannel;
import dev.tocsin.core.fake.ScriptedChannel.Act;
import dev.tocsin.core.fake.VirtualTime;
import dev.tocsin.core.notify.DeliveryReport;
import dev.tocsin.core.notify.DeliveryStatus;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.notify.NotificationState;
import dev.tocsin.core.notify.Purpose;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianStatus;
import dev.tocsin.core.settings.NotificationSettings;
import dev.tocsin.core.store.VolatileStore;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class NotificationsTest {
    private static final String ADA = "+4915123451001";
    private static final ConsentText TEXT = new ConsentText("alerts", "en", "I agree to texts and calls about alerts.");

    private final Crew crew = new Crew();
    private final Host host = crew.host;
    private final Notifications notifications = host.tocsin().notifications();

    private List<Kind> kinds() {
        return notifications.audit().stream().map(AuditFinding::kind).toList();
    }

    @Test
    void aTestReachesWhoAgreedAndNobodyElse() {
        crew.technician("ada", ADA);
        crew.stranger("bob", "+4915123451002");
        Notification ada = notifications.test("ada", SMS);
        assertThat(notifications.test("ada", SMS)).isEqualTo(ada);
        notifications.test("bob", SMS);
        notifications.test("bob", EMAIL);
        host.run(Duration.ofSeconds(1));
        assertThat(crew.sms.texts())
                .containsExactly("Contoso IT: this is a test. Alerts reach you here. Nothing needs to be done.");
        assertThat(crew.mail.delivered()).hasSize(1);
        assertThat(crew.states())
                .containsExactly(NotificationState.SENT, NotificationState.SKIPPED, NotificationState.SENT);
        assertThatThrownBy(() -> notifications.test("nobody", SMS)).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void aTestByAKindWithoutAChannelIsRefused() {
        Tocsin bare = Tocsin.builder().store(new VolatileStore()).build();
        assertThatThrownBy(() -> bare.notifications().test("ada", SMS))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("channel");
        assertThat(bare.notifications().audit()).isEmpty();
        bare.close();
    }

    @Test
    void textsNeedAProgramme() {
        assertThatThrownBy(() -> Tocsin.builder()
                        .store(new VolatileStore())
                        .channel(new ScriptedChannel(SMS, host.time))
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("programme");
    }

    @Test
    void aPersonIsAskedForConsentOnceAndTheLedgerSaysSoOnlyWhenItIsSent() {
        crew.stranger("ada", ADA);
        Optional<Notification> asked = notifications.ask("ada", TEXT);
        assertThat(asked).isPresent();
        assertThat(host.tocsin().consent().entries("ops", new PhoneNumber(ADA))).isEmpty();
        host.run(Duration.ofSeconds(1));
        assertThat(crew.sms.texts())
                .containsExactly("I agree to texts and calls about alerts. Reply YES to agree, STOP if not.");
        assertThat(host.tocsin().consent().entries("ops", new PhoneNumber(ADA)))
                .singleElement()
                .returns(ConsentAction.ASKED, ConsentEntry::action)
                .returns(TEXT.hash(), ConsentEntry::textHash);
        assertThat(notifications.ask("ada", TEXT)).isEmpty();
        assertThat(notifications.audit()).isEmpty();
    }

    @Test
    void nobodyIsAskedAfterAnOptOutNotEvenIfItCameAfterThePlanning() {
        crew.stranger("ada", ADA);
        notifications.ask("ada", TEXT);
        crew.stop(ADA);
        host.run(Duration.ofSeconds(1));
        assertThat(crew.sms.requests()).isZero();
        assertThat(crew.row(0).state()).isEqualTo(NotificationState.SKIPPED);
        assertThat(notifications.ask("ada", TEXT)).isEmpty();
    }

    @Test
    void linksOfAMessageAreItsPersonsAndCanBeRead() {
        ActionLinks links = new ActionLinks(
                URI.create("https://ops.example/act"),
                SigningKeys.of("k1", Secret.of("a key of at least thirty-two bytes!!")));
        Crew linked = new Crew(NotificationSettings.DEFAULTS, new VolatileStore(), one -> one.actionLinks(links));
        linked.technician("ada", ADA);
        linked.policy(step(Duration.ZERO, List.of("ada"), SMS));
        long id = linked.opened("dc01");
        String text = linked.sms.texts().get(0);
        String token = text.substring(text.indexOf("?t=") + 3);
        assertThat(links.read(token, host.time.instant())).isInstanceOfSatisfying(LinkReading.Valid.class, valid -> {
            assertThat(valid.action().incidentId()).isEqualTo(id);
            assertThat(valid.action().technicianId()).isEqualTo("ada");
        });
    }

    @Test
    void anExplanationHasTheTicketTheMessagesAndWhyNot() {
        crew.stranger("ada", ADA);
        crew.policy(step(Duration.ZERO, List.of("ada"), SMS));
        crew.opened("dc01");
        Explanation explanation =
                host.tocsin().audit().explainExternal(Host.MSP, "dc01", 10).get(0);
        assertThat(explanation.ticketId()).isPresent();
        assertThat(explanation.escalation()).isNotNull();
        assertThat(explanation.notifications())
                .singleElement()
                .satisfies(row -> assertThat(row.reason()).contains("nobody agreed"));
        assertThat(notifications.ofIncident(host.latest().id())).hasSize(1);
        assertThat(notifications.page(0, 10)).hasSize(1);
    }

    @Test
    void theAuditFindsNothingWhereEverybodyWasToldAndSomebodyTookItUp() {
        crew.technician("ada", ADA);
        crew.policy(step(Duration.ZERO, List.of("ada"), SMS), step(Duration.ofMinutes(5), List.of("ada"), VOICE));
        long id = crew.opened("dc01");
        crew.acknowledge(id, "ada");
        host.run(Duration.ofHours(1));
        assertThat(notifications.audit()).isEmpty();
    }

    @Test
    void theAuditFindsWhoGotNothingAndWhatWasGoneThroughInVain() {
        crew.stranger("ada", ADA);
        crew.policy(step(Duration.ZERO, List.of("ada"), SMS, VOICE));
        crew.opened("dc01");
        host.run(Duration.ofHours(1));
        assertThat(kinds()).containsExactlyInAnyOrder(Kind.NOT_TOLD, Kind.EXHAUSTED);
        assertThat(notifications.audit())
                .filteredOn(one -> one.kind() == Kind.NOT_TOLD)
                .singleElement()
                .satisfies(one -> assertThat(one.words())
                        .contains("ada got nothing by step 1", "SMS SKIPPED", "VOICE SKIPPED", "nobody agreed"));
    }

    @Test
    void theAuditFindsAStepThatToldNobody() {
        Technician ada = crew.technician("ada", ADA);
        crew.keep(ada.withStatus(TechnicianStatus.INACTIVE));
        crew.policy(step(Duration.ZERO, List.of("ada"), SMS));
        crew.opened("dc01");
        assertThat(kinds()).contains(Kind.NOBODY);
    }

    @Test
    void theAuditFindsWhatHangsAndWhatNobodyKnows() {
        crew.technician("ada", ADA);
        crew.policy(step(Duration.ZERO, List.of("ada"), VOICE));
        crew.voice.then(Act.UNKNOWN_BEFORE);
        crew.opened("dc01");
        assertThat(kinds()).containsExactly(Kind.UNKNOWN);
        host.time.advance(Duration.ofMinutes(30));
        assertThat(kinds()).contains(Kind.STUCK);
        host.run(Duration.ofMinutes(30));
        assertThat(kinds())
                .contains(Kind.UNKNOWN, Kind.NOT_TOLD, Kind.EXHAUSTED)
                .doesNotContain(Kind.STUCK);
    }

    @Test
    void theAuditFindsWhatAChannelThatReportsNeverReported() {
        crew.technician("ada", ADA);
        crew.policy(step(Duration.ZERO, List.of("ada"), SMS));
        crew.acknowledge(crew.opened("dc01"), "ada");
        crew.acknowledge(crew.opened("dc02"), "ada");
        host.run(Duration.ofHours(2));
        assertThat(notifications.audit()).isEmpty();
        notifications.report(new DeliveryReport(
                crew.row(0).key(), "test-SMS", "M1", DeliveryStatus.DELIVERED, null, host.time.instant()));
        assertThat(notifications.audit())
                .singleElement()
                .returns(Kind.NOT_REPORTED, AuditFinding::kind)
                .returns(crew.row(1).id(), AuditFinding::notificationId);
    }

    @Test
    void theAuditFindsATextThatWentOutWithoutProof() {
        crew.technician("ada", ADA);
        crew.policy(step(Duration.ZERO, List.of("ada"), SMS));
        crew.acknowledge(crew.opened("dc01"), "ada");
        host.store.write(session -> {
            Notification row = session.notifications().page(Host.MSP, 0, 1).get(0);
            session.notifications().save(List.of(row.change().proofId(null).done()));
            return true;
        });
        assertThat(kinds()).containsExactly(Kind.NO_PROOF);
    }

    @Test
    void settlingSendsWhatIsDueAndDoesNotWaitForLaterSteps() throws InterruptedException {
        crew.technician("ada", ADA);
        crew.policy(step(Duration.ZERO, List.of("ada"), SMS), step(Duration.ofDays(1), List.of("ada"), VOICE));
        host.raise("dc01", "dc01");
        assertThat(host.tocsin().settle(true)).isEmpty();
        assertThat(crew.sms.delivered()).hasSize(1);
        assertThat(Duration.between(VirtualTime.START, host.time.instant())).isLessThan(Duration.ofMinutes(10));
        assertThat(crew.rows().stream().map(Notification::purpose).collect(Collectors.toSet()))
                .containsExactly(Purpose.ALERT);
    }
}
