package dev.tocsin.core.engine;

import static dev.tocsin.core.fake.Crew.step;
import static dev.tocsin.core.notify.ChannelKind.EMAIL;
import static dev.tocsin.core.notify.ChannelKind.SMS;
import static dev.tocsin.core.notify.ChannelKind.VOICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.audit.AuditFinding;
import dev.tocsin.core.escalation.ActionResult;
import dev.tocsin.core.escalation.ChannelUse;
import dev.tocsin.core.escalation.EscalationPiece;
import dev.tocsin.core.escalation.EscalationPolicy;
import dev.tocsin.core.escalation.EscalationStep;
import dev.tocsin.core.escalation.Recipient;
import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.fake.Crew;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.QueueExecutor;
import dev.tocsin.core.fake.ScriptedChannel;
import dev.tocsin.core.fake.ScriptedChannel.Act;
import dev.tocsin.core.notify.AlertFacts;
import dev.tocsin.core.notify.AlertWords;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.DeliveryReport;
import dev.tocsin.core.notify.DeliveryStatus;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.notify.NotificationState;
import dev.tocsin.core.people.PersonRef;
import dev.tocsin.core.settings.NotificationSettings;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.VolatileStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a message that cannot be sent, or not any more, before its request is made. */
@Timeout(20)
class HandOverTest {
    private static final String ADA = "+4915123451001";
    private static final String BOB = "+4915123451002";

    private final Crew crew = new Crew();
    private final Host host = crew.host;

    private static void ada(Crew crew, ChannelKind... channels) {
        crew.technician("ada", ADA);
        crew.policy(step(Duration.ZERO, List.of("ada"), channels));
    }

    private static void fails(ScriptedChannel channel, Act act) {
        channel.then(Collections.nCopies(3_000, act).toArray(Act[]::new));
    }

    // ---- a service that takes nothing

    @Test
    void whatCouldNotBeSentForAWhileGoesByTheNextChannel() {
        ada(crew, SMS, EMAIL);
        fails(crew.sms, Act.NOT_SENT);
        crew.opened("dc01");
        host.run(Duration.ofMinutes(2).minusSeconds(2));
        assertThat(crew.mail.requests()).isZero();
        host.run(Duration.ofSeconds(2));
        assertThat(crew.mail.delivered()).hasSize(1);
        assertThat(crew.row(0))
                .returns(NotificationState.REFUSED, Notification::state)
                .extracting(Notification::reason)
                .asString()
                .contains("by another channel", "no connection");
        int requests = crew.sms.requests();
        host.run(Duration.ofHours(5));
        assertThat(crew.sms.requests()).isEqualTo(requests);
        assertThat(crew.mail.delivered()).hasSize(1);
    }

    @Test
    void aServiceThatRefusesTheCredentialsHandsOverAtOnceAndSoDoesWhatFollows() {
        ada(crew, SMS, EMAIL);
        fails(crew.sms, Act.NO_ACCESS);
        crew.opened("dc01");
        crew.opened("dc02");
        assertThat(crew.mail.delivered()).hasSize(2);
        assertThat(crew.sms.requests()).isEqualTo(1);
    }

    @Test
    void aServiceThatAsksToWaitLongerHandsOverAtOnce() {
        ada(crew, SMS, EMAIL);
        crew.sms.then(Act.NOT_SENT).retryAfter(Duration.ofMinutes(3));
        crew.opened("dc01");
        assertThat(crew.mail.delivered()).hasSize(1);
    }

    @Test
    void withoutANextChannelItIsTriedUntilItsTimeIsOverAndTheAuditSaysWhy() {
        ada(crew, SMS);
        fails(crew.sms, Act.NOT_SENT);
        crew.opened("dc01");
        host.run(Duration.ofHours(3));
        assertThat(crew.row(0)).returns(NotificationState.PLANNED, Notification::state);
        host.run(Duration.ofHours(2));
        assertThat(crew.row(0)).returns(NotificationState.REFUSED, Notification::state);
        assertThat(host.tocsin().notifications().audit())
                .filteredOn(one -> one.kind() == AuditFinding.Kind.NOT_TOLD)
                .singleElement()
                .extracting(AuditFinding::words)
                .asString()
                .contains("too late", "no connection");
    }

    @Test
    void aStepThatUsesAllItsChannelsHandsNothingOver() {
        crew.technician("ada", ADA);
        crew.policy(new EscalationStep(
                Duration.ZERO, List.of(new Recipient.Named("ada")), List.of(SMS, EMAIL), ChannelUse.ALL));
        fails(crew.sms, Act.NOT_SENT);
        crew.opened("dc01");
        host.run(Duration.ofMinutes(10));
        assertThat(crew.states()).containsExactlyInAnyOrder(NotificationState.PLANNED, NotificationState.SENT);
    }

    // ---- a turn that comes late

    @Test
    void whatWaitsForItsTurnIsNotSentAfterAStop() {
        QueueExecutor executor = new QueueExecutor();
        Crew late = late(executor);
        ada(late, SMS, EMAIL);
        executor.hold();
        late.opened("dc01");
        assertThat(executor.waiting()).isEqualTo(1);
        late.stop(ADA);
        executor.letGo();
        late.host.run(Duration.ofSeconds(5));
        assertThat(late.sms.requests()).isZero();
        assertThat(late.row(0))
                .returns(NotificationState.SKIPPED, Notification::state)
                .returns(0, Notification::attempts)
                .returns(null, Notification::sentAt);
        assertThat(late.mail.delivered()).hasSize(1);
    }

    @Test
    void whatWaitsForItsTurnIsNotSentAfterAnAcknowledgement() {
        QueueExecutor executor = new QueueExecutor();
        Crew late = late(executor);
        ada(late, SMS);
        executor.hold();
        long id = late.opened("dc01");
        late.acknowledge(id, "ada");
        executor.letGo();
        late.host.run(Duration.ofSeconds(5));
        assertThat(late.sms.requests()).isZero();
        assertThat(late.row(0))
                .returns(NotificationState.SKIPPED, Notification::state)
                .returns(true, Notification::needless);
    }

    @Test
    void whatAnExecutorDoesNotTakeIsMadeLaterAndTheRoundGoesOn() {
        QueueExecutor executor = new QueueExecutor();
        Crew late = late(executor);
        late.technician("bob", BOB);
        late.technician("ada", ADA);
        late.policy(step(Duration.ZERO, List.of("ada", "bob"), VOICE));
        executor.reject(true);
        late.opened("dc01");
        assertThat(late.states()).containsExactly(NotificationState.PLANNED, NotificationState.PLANNED);
        executor.reject(false);
        late.host.run(Duration.ofSeconds(10));
        assertThat(late.voice.addresses()).containsExactlyInAnyOrder(ADA, BOB);
        late.assertAtMostOnce();
    }

    @Test
    void aServiceWhosePlacesAreAllTakenDoesNotHoldUpTheOthers() {
        QueueExecutor executor = new QueueExecutor();
        Crew slow = oneByOne(executor);
        slow.technician("bob", BOB);
        slow.technician("ada", ADA);
        slow.policy(
                step(Duration.ZERO, List.of("ada", "bob"), SMS), step(Duration.ofSeconds(1), List.of("bob"), VOICE));
        executor.hold();
        slow.opened("dc01");
        assertThat(executor.waiting()).isEqualTo(2);
        executor.letGo();
        slow.host.run(Duration.ofSeconds(5));
        assertThat(slow.sms.delivered()).hasSize(2);
        assertThat(slow.voice.delivered()).hasSize(1);
    }

    /** Each incident is told to 24 people by text, one text after the other. */
    private static Crew twentyFourOneByOne(QueueExecutor executor) {
        Crew slow = oneByOne(executor);
        List<String> ids = IntStream.range(0, 24).mapToObj(i -> "t" + i).toList();
        for (int i = 0; i < ids.size(); i++) {
            slow.technician(ids.get(i), "+49151234520" + (10 + i));
        }
        slow.policy(step(Duration.ZERO, ids, SMS));
        return slow;
    }

    private static Crew oneByOne(QueueExecutor executor) {
        return new Crew(
                NotificationSettings.builder().parallel(1).build(),
                new VolatileStore(),
                builder -> builder.messageExecutor(executor));
    }

    @Test
    void theMostSevereGoesFirstAndEveryEighthIsWhatIsDueLongest() {
        QueueExecutor executor = new QueueExecutor();
        Crew slow = twentyFourOneByOne(executor);
        executor.hold();
        slow.opened("dc01", Severity.LOW);
        slow.opened("dc02", Severity.CRITICAL);
        executor.letGo();
        slow.host.run(Duration.ofSeconds(10));
        List<String> texts = slow.sms.texts();
        assertThat(texts).hasSize(48);
        // The first was on its way before the incident that is worse.
        assertThat(texts.subList(1, 27))
                .filteredOn(text -> text.contains("LOW"))
                .hasSizeBetween(2, 4);
        assertThat(texts.subList(30, 48)).allMatch(text -> text.contains("LOW"));
    }

    @Test
    void textsThatAreToBeAskedForTakeNoPlaceOfWhatIsLeastSevere() {
        QueueExecutor executor = new QueueExecutor();
        Crew slow = twentyFourOneByOne(executor);
        slow.opened("dc01", Severity.CRITICAL);
        slow.host.time.advance(Duration.ofMinutes(3));
        executor.hold();
        slow.opened("dc02", Severity.LOW);
        slow.opened("dc03", Severity.CRITICAL);
        List<Integer> askedBefore = new ArrayList<>();
        slow.sms.before(() -> askedBefore.add(slow.sms.asked()));
        executor.letGo();
        slow.host.run(Duration.ofSeconds(10));
        List<String> texts = slow.sms.texts().subList(24, 72);
        assertThat(texts.subList(0, 24))
                .filteredOn(text -> text.contains("LOW"))
                .hasSizeBetween(2, 4);
        assertThat(texts.subList(30, 48)).allMatch(text -> text.contains("LOW"));
        assertThat(askedBefore.get(23)).as("questions have their places").isBetween(2, 5);
        assertThat(slow.sms.asked()).isEqualTo(24);
    }

    private static Crew late(QueueExecutor executor) {
        return new Crew(
                NotificationSettings.DEFAULTS, new VolatileStore(), builder -> builder.messageExecutor(executor));
    }

    // ---- pauses

    @Test
    void aSnoozeLongerThanTheTimeOfAMessageDoesNotLoseIt() {
        crew.technician("bob", BOB);
        ada(crew, SMS);
        crew.sms.then(Act.NOT_SENT).retryAfter(Duration.ofMinutes(1));
        long id = crew.opened("dc01");
        assertThat(host.tocsin()
                        .acknowledgements()
                        .snooze(id, "bob", Duration.ofHours(5))
                        .kind())
                .isEqualTo(ActionResult.Kind.DONE);
        host.run(Duration.ofHours(4).plusMinutes(30));
        assertThat(crew.sms.delivered()).isEmpty();
        host.run(Duration.ofMinutes(31));
        assertThat(crew.sms.delivered()).hasSize(1);
    }

    @Test
    void whatComesBackWhileItsHoldRunsIsToldWithinAMinute() {
        ada(crew, SMS);
        crew.sms.then(Act.NOT_SENT);
        crew.opened("dc01", Severity.CRITICAL);
        host.resolve("dc01", "dc01");
        host.run(Duration.ofSeconds(10));
        host.raise("dc01", "dc01");
        host.run(Duration.ofSeconds(60));
        assertThat(crew.sms.delivered()).hasSize(1);
    }

    // ---- what counts

    @Test
    void whoMayHaveGotItIsToldWhateverBecameOfTheMessage() {
        ada(crew, SMS);
        crew.sms.then(Act.UNKNOWN_AFTER, Act.UNKNOWN_AFTER);
        long id = crew.opened("dc01");
        host.run(Duration.ofMinutes(9));
        PersonRef ada = crew.row(0).person();
        assertThat(crew.row(0)).returns(NotificationState.REFUSED, Notification::state);
        assertThat((boolean) host.read(session -> ToldIncidents.isTold(session, id, ada)))
                .isTrue();
        assertThat(openIncidents(ada)).containsExactly(id);
    }

    @Test
    void whatWasCertainlyNotSentToldNobodyAndTakesNoPlaceInTheBudget() {
        crew.technician("ada", ADA);
        crew.policy(policy("calls", VOICE));
        host.tocsin().configuration().save(policy("texts", SMS));
        crew.route(Severity.CRITICAL, "texts", false);
        fails(crew.voice, Act.NOT_SENT);
        for (int i = 0; i < 5; i++) {
            crew.opened("dc0" + i);
        }
        PersonRef ada = crew.row(0).person();
        assertThat(openIncidents(ada)).isEmpty();
        crew.opened("dc09", Severity.CRITICAL);
        assertThat(crew.sms.delivered()).hasSize(1);
    }

    private List<Long> openIncidents(PersonRef person) {
        return host.read(session -> session.notifications().openIncidents(person));
    }

    private static EscalationPolicy policy(String id, ChannelKind kind) {
        return new EscalationPolicy(
                Host.MSP,
                id,
                id,
                List.of(step(Duration.ZERO, List.of("ada"), kind)),
                0,
                Duration.ofMinutes(10),
                null,
                null);
    }

    @Test
    void whatHasNoNextChannelSinceItsPolicyIsGoneSaysSo() {
        ada(crew, SMS, EMAIL);
        crew.opened("dc01");
        host.tocsin().configuration().removeEscalation(Host.MSP, EscalationPiece.Kind.ROUTE, "r-INFO");
        host.tocsin().configuration().removeEscalation(Host.MSP, EscalationPiece.Kind.POLICY, "p");
        host.tocsin()
                .notifications()
                .report(new DeliveryReport(
                        crew.row(0).key(), "test-SMS", "M1", DeliveryStatus.FAILED, "30006", host.time.instant()));
        host.run(Duration.ofSeconds(5));
        assertThat(crew.rows()).hasSize(1);
        assertThat(crew.row(0).reason())
                .contains("30006")
                .endsWith("nothing says what is next, since its escalation is gone");
    }

    @Test
    void aPolicyThatWasChangedMeanwhileStillHasANextChannel() {
        ada(crew, SMS, VOICE, EMAIL);
        crew.opened("dc01");
        crew.policy(step(Duration.ZERO, List.of("ada"), EMAIL, SMS));
        host.tocsin()
                .notifications()
                .report(new DeliveryReport(
                        crew.row(0).key(), "test-SMS", "M1", DeliveryStatus.FAILED, "30006", host.time.instant()));
        host.run(Duration.ofSeconds(5));
        assertThat(crew.mail.delivered()).hasSize(1);
        assertThat(crew.sms.delivered()).hasSize(1);
    }

    @Test
    void theAuditRemembersWhoWasNotReachedInAnEarlierEpoch() {
        crew.stranger("ada", ADA);
        crew.technician("bob", BOB);
        crew.policy(step(Duration.ZERO, List.of("ada", "bob"), SMS));
        crew.opened("dc01");
        crew.optIn(crew.row(0).person(), ADA);
        host.ingest(host.problem("dc01", "dc01").severity(Severity.CRITICAL));
        host.run(Duration.ofMinutes(1));
        assertThat(host.tocsin().notifications().audit())
                .filteredOn(one -> one.kind() == AuditFinding.Kind.NOT_TOLD)
                .singleElement()
                .returns("ada", AuditFinding::person);
    }

    // ---- what waits for the configuration

    @Test
    void aRouteThatComesLaterIsFollowedAndUntilThenTheAuditSaysSo() {
        crew.technician("ada", ADA);
        host.tocsin().configuration().save(policy("p", SMS));
        crew.opened("dc01");
        assertThat(host.tocsin().notifications().audit())
                .singleElement()
                .returns(AuditFinding.Kind.NO_ROUTE, AuditFinding::kind);
        crew.route(Severity.INFO, "p", false);
        host.run(Duration.ofSeconds(1));
        assertThat(crew.sms.delivered()).hasSize(1);
        assertThat(host.tocsin().notifications().audit()).isEmpty();
    }

    @Test
    void anAcknowledgementWhosePolicyComesBackStillLapses() {
        crew.technician("ada", ADA);
        EscalationPolicy policy = new EscalationPolicy(
                Host.MSP,
                "p",
                "P",
                List.of(step(Duration.ZERO, List.of("ada"), SMS)),
                0,
                Duration.ofMinutes(10),
                null,
                Duration.ofHours(1));
        crew.policy(policy);
        long id = crew.opened("dc01");
        host.tocsin().configuration().removeEscalation(Host.MSP, EscalationPiece.Kind.ROUTE, "r-INFO");
        host.tocsin().configuration().removeEscalation(Host.MSP, EscalationPiece.Kind.POLICY, "p");
        crew.acknowledge(id, "ada");
        host.run(Duration.ofMinutes(1));
        crew.policy(policy);
        host.run(Duration.ofHours(2));
        assertThat(crew.escalation(id).epoch()).isPositive();
    }

    @Test
    void anIncidentFromBeforeThereWereChannelsIsToldAtTheFirstRound() {
        crew.technician("ada", ADA);
        crew.policy(step(Duration.ZERO, List.of("ada"), SMS));
        Host without = new Host(Settings.builder().build(), host.store, builder -> builder);
        without.ingest(without.problem("dc01", "dc01").severity(Severity.HIGH));
        without.run(Duration.ofSeconds(31));
        assertThat(crew.rows()).isEmpty();
        host.run(Duration.ofSeconds(40));
        assertThat(crew.sms.delivered()).hasSize(1);
    }

    @Test
    void whatItsSourceAcknowledgedBeforeAnybodyWasToldIsToldWhenSomethingNewIsActive() {
        ada(crew, SMS);
        crew.sms.then(Act.NOT_SENT);
        long id = crew.opened("dc01");
        host.later();
        host.ingest(host.problem("dc01", "dc01").kind(EventKind.ACKED));
        host.run(Duration.ofMinutes(20));
        assertThat(crew.sms.delivered()).isEmpty();
        host.raise("dc01", "another");
        host.run(Duration.ofMinutes(1));
        assertThat(crew.sms.delivered()).hasSize(1);
        assertThat(crew.escalation(id).epoch()).isEqualTo(1);
    }

    // ---- words

    @Test
    void textsOfSeveralAlertsKeepToTheLettersOfPhones() {
        AlertFacts facts = new AlertFacts(
                "Acme Industries of the North",
                Severity.HIGH,
                "Disk is full on a server in the cellar of the house behind the garden",
                1,
                "1234",
                "7B",
                null,
                null);
        String text = new AlertWords("X", null)
                .bundle(Collections.nCopies(4, facts), SMS)
                .text();
        assertThat(text).contains("...").doesNotContain("\u2026");
    }
}
