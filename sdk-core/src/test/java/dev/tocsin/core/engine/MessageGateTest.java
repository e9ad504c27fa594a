package dev.tocsin.core.engine;

import static dev.tocsin.core.fake.Crew.step;
import static dev.tocsin.core.notify.ChannelKind.EMAIL;
import static dev.tocsin.core.notify.ChannelKind.SMS;
import static dev.tocsin.core.notify.ChannelKind.VOICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.audit.AuditFinding;
import dev.tocsin.core.consent.InboundMessage;
import dev.tocsin.core.escalation.EscalationPiece;
import dev.tocsin.core.escalation.EscalationPolicy;
import dev.tocsin.core.escalation.QuietHours;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.fake.AnnAndBob;
import dev.tocsin.core.fake.Crew;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ScriptedChannel.Act;
import dev.tocsin.core.fake.ScriptedChannel.Delivered;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.notify.NotificationState;
import dev.tocsin.core.notify.Purpose;
import dev.tocsin.core.people.AccountState;
import dev.tocsin.core.people.CompanyUser;
import dev.tocsin.core.people.DirectoryRef;
import dev.tocsin.core.people.Origin;
import dev.tocsin.core.people.PersonRef;
import dev.tocsin.core.people.Phone;
import dev.tocsin.core.people.PhoneKind;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianPhone;
import dev.tocsin.core.people.TechnicianStatus;
import dev.tocsin.core.settings.NotificationSettings;
import dev.tocsin.core.store.VolatileStore;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What keeps a message back at the moment at which it would go out. */
@Timeout(20)
class MessageGateTest {
    private static final String ADA = "+4915123451001";
    private static final String BOB = "+4915123451002";
    private static final String UMA = "+4915123451003";

    private final Crew crew = new Crew();
    private final Host host = crew.host;

    private void quiet(LocalTime from, LocalTime to, @Nullable Severity passes) {
        host.tocsin()
                .configuration()
                .save(new QuietHours(Host.MSP, "ada", ZoneOffset.UTC, Set.of(DayOfWeek.values()), from, to, passes));
    }

    @Test
    void nobodyWithoutConsentGetsATextOrACallButAMailNeedsNone() {
        crew.stranger("ada", ADA);
        crew.policy(step(Duration.ZERO, List.of("ada"), SMS, VOICE, EMAIL));
        crew.opened("dc01");
        assertThat(crew.sms.requests()).isZero();
        assertThat(crew.voice.requests()).isZero();
        assertThat(crew.mail.delivered()).hasSize(1);
        assertThat(crew.states())
                .containsExactly(NotificationState.SKIPPED, NotificationState.SKIPPED, NotificationState.SENT);
        assertThat(crew.row(0).reason()).contains("nobody agreed to SMS").doesNotContain(ADA);
    }

    @Test
    void aStopBetweenPlanningAndSendingHoldsForTextsAndCalls() {
        crew.technician("ada", ADA);
        crew.policy(step(Duration.ZERO, List.of("ada"), SMS, VOICE, EMAIL));
        crew.sms.then(Act.NOT_SENT);
        crew.opened("dc01");
        crew.stop(ADA);
        host.run(Duration.ofMinutes(1));
        assertThat(crew.sms.delivered()).isEmpty();
        assertThat(crew.voice.requests()).isZero();
        assertThat(crew.row(0)).returns(NotificationState.SKIPPED, Notification::state);
        assertThat(crew.mail.delivered()).hasSize(1);
    }

    @Test
    void whatWasNotSentCountsLikeAnyOtherWhenItIsTriedAgain() {
        crew.technician("ada", ADA);
        crew.policy(step(Duration.ZERO, List.of("ada"), SMS));
        crew.sms.retryAfter(Duration.ofMinutes(5)).then(Act.NOT_SENT);
        for (int i = 1; i <= 6; i++) {
            crew.opened("dc0" + i);
        }
        host.run(Duration.ofMinutes(10));
        List<Instant> times = crew.sms.delivered().stream().map(Delivered::at).toList();
        assertThat(times).hasSize(6);
        assertThat(Duration.between(times.get(4), times.get(5))).isGreaterThanOrEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void whoBecameInactiveMeanwhileGetsNothing() {
        Technician ada = crew.technician("ada", ADA);
        crew.policy(step(Duration.ZERO, List.of("ada"), SMS, EMAIL));
        crew.sms.then(Act.NOT_SENT);
        crew.opened("dc01");
        crew.keep(ada.withStatus(TechnicianStatus.INACTIVE));
        host.run(Duration.ofMinutes(1));
        assertThat(crew.states()).containsOnly(NotificationState.SKIPPED).hasSize(2);
        assertThat(crew.mail.requests()).isZero();
    }

    @Test
    void anAnswerGoesToThePhoneThatWroteHoweverOftenItIsTried() {
        phones("ada", ADA, BOB);
        crew.policy(step(Duration.ZERO, List.of("ada"), SMS));
        long id = crew.opened("dc01");
        assertThat(crew.sms.addresses()).containsExactly(ADA);
        crew.sms.then(Act.NOT_SENT);
        text(BOB, "ACK " + crew.escalation(id).code());
        host.run(Duration.ofMinutes(1));
        assertThat(crew.sms.addresses()).containsExactly(ADA, BOB);
        assertThat(crew.row(1))
                .returns(NotificationState.SENT, Notification::state)
                .returns(BOB, Notification::address);
    }

    @Test
    void anAnswerOnANumberOfTwoGoesToNoOtherPhoneOfTheFirst() {
        phones("ada", ADA, BOB);
        crew.technician("bob", BOB);
        crew.policy(step(Duration.ZERO, List.of("ada", "bob"), SMS));
        long id = crew.opened("dc01");
        assertThat(crew.sms.addresses()).containsExactly(ADA, BOB);
        text(BOB, "CLOSE " + crew.escalation(id).code());
        host.run(Duration.ofMinutes(1));
        assertThat(crew.sms.addresses()).containsExactly(ADA, BOB, BOB);
    }

    /** A technician with several phones who agreed to texts on all of them. */
    private void phones(String id, String... numbers) {
        Technician technician = crew.technician(id, numbers[0]);
        List<TechnicianPhone> phones = Arrays.stream(numbers)
                .map(number ->
                        new TechnicianPhone(new Phone(new PhoneNumber(number), PhoneKind.MOBILE, null), Origin.PERSON))
                .toList();
        crew.keep(new Technician(
                technician.msp(),
                technician.id(),
                technician.name(),
                technician.emails(),
                phones,
                technician.usernames(),
                technician.directory(),
                technician.accountState(),
                technician.status(),
                technician.statusOrigin()));
        Arrays.stream(numbers).skip(1).forEach(number -> crew.optIn(technician.ref(), number));
    }

    private void text(String from, String words) {
        assertThat(host.tocsin()
                        .inbound()
                        .message(new InboundMessage(new PhoneNumber(from), words, "SM1", "sms", host.time.instant()))
                        .repeated())
                .isFalse();
    }

    @Test
    void whatWasAcknowledgedOrEndedMeanwhileIsNotSent() {
        crew.technician("ada", ADA);
        crew.technician("bob", BOB);
        crew.policy(step(Duration.ZERO, List.of("ada"), SMS));
        crew.sms.then(Act.NOT_SENT, Act.NOT_SENT);
        long first = crew.opened("dc01");
        crew.acknowledge(first, "bob");
        crew.opened("dc02");
        host.over("dc02", "dc02");
        host.run(Duration.ofHours(1));
        assertThat(crew.sms.delivered()).isEmpty();
        assertThat(crew.row(0).reason()).isEqualTo("bob acknowledged it by the console");
        assertThat(crew.row(1).reason()).isEqualTo("its incident is CLOSED_AUTO");
    }

    @Test
    void whatComesTooLateIsNotSent() {
        crew.technician("ada", ADA);
        crew.policy(step(Duration.ZERO, List.of("ada"), SMS));
        crew.sms.then(Act.NOT_SENT).retryAfter(Duration.ofHours(5));
        crew.opened("dc01");
        host.run(Duration.ofHours(6));
        assertThat(crew.sms.delivered()).isEmpty();
        assertThat(crew.row(0)).returns(NotificationState.REFUSED, Notification::state);
        assertThat(crew.row(0).reason()).startsWith("it was too late");
    }

    @Test
    void quietHoursHoldTextsUntilTheirEndHoweverLongTheyAre() {
        crew.technician("ada", ADA);
        quiet(LocalTime.of(7, 0), LocalTime.of(15, 0), null);
        crew.policy(step(Duration.ZERO, List.of("ada"), SMS));
        crew.opened("dc01");
        assertThat(crew.row(0).reason()).isEqualTo("quiet hours until 2026-01-05T15:00:00Z");
        host.run(Duration.ofHours(8));
        assertThat(crew.sms.delivered())
                .singleElement()
                .extracting(Delivered::at)
                .isEqualTo(Instant.parse("2026-01-05T15:00:00Z"));
    }

    @Test
    void whatQuietHoursHeldGoesOutSoonAfterTheyAreTakenAwayHoweverLongItWaited() {
        crew.technician("ada", ADA);
        quiet(LocalTime.of(7, 0), LocalTime.of(17, 0), null);
        crew.policy(step(Duration.ZERO, List.of("ada"), SMS));
        crew.opened("dc01");
        host.run(Duration.ofHours(6));
        assertThat(crew.sms.requests()).isZero();
        host.tocsin().configuration().removeEscalation(Host.MSP, EscalationPiece.Kind.QUIET_HOURS, "ada");
        host.run(Duration.ofMinutes(16));
        assertThat(crew.sms.texts()).hasSize(1);
    }

    @Test
    void answersToAPersonsOwnTextsDoNotPutAlertsOff() {
        crew.technician("ada", ADA);
        crew.policy(step(Duration.ZERO, List.of("ada"), SMS));
        crew.opened("dc01");
        for (int i = 0; i < 8; i++) {
            host.tocsin()
                    .inbound()
                    .message(new InboundMessage(new PhoneNumber(ADA), "ACK ZZ", "M" + i, "test", host.time.instant()));
            host.run(Duration.ofSeconds(1));
        }
        assertThat(crew.sms.texts()).hasSize(9);
        crew.opened("dc02");
        assertThat(crew.sms.texts()).hasSize(10).last().asString().contains("dc02");
    }

    @Test
    void anAnswerThatIsRefusedGoesByNoOtherChannel() {
        crew.technician("ada", ADA);
        crew.policy(step(Duration.ZERO, List.of("ada"), SMS, VOICE, EMAIL));
        crew.sms.then(Act.ACCEPT, Act.REFUSE);
        long id = crew.opened("dc01");
        host.tocsin()
                .inbound()
                .message(new InboundMessage(
                        new PhoneNumber(ADA), "ACK " + crew.escalation(id).code(), "M1", "test", host.time.instant()));
        host.run(Duration.ofMinutes(1));
        assertThat(crew.states()).containsExactly(NotificationState.SENT, NotificationState.REFUSED);
        assertThat(crew.kinds()).containsExactly(SMS, SMS);
    }

    @Test
    void mailsAndWhatIsSevereEnoughPassQuietHours() {
        crew.technician("ada", ADA);
        quiet(LocalTime.of(7, 0), LocalTime.of(15, 0), Severity.CRITICAL);
        crew.policy(step(Duration.ZERO, List.of("ada"), EMAIL), step(Duration.ofMinutes(1), List.of("ada"), SMS));
        crew.opened("dc01");
        crew.opened("dc02", Severity.CRITICAL);
        host.run(Duration.ofMinutes(2));
        assertThat(crew.mail.delivered()).hasSize(2);
        assertThat(crew.sms.delivered()).hasSize(1);
        assertThat(crew.sms.texts().get(0)).contains("dc02");
    }

    @Test
    void beyondTheLimitWhatWaitsGoesOutTogether() {
        crew.technician("ada", ADA);
        crew.policy(step(Duration.ZERO, List.of("ada"), SMS));
        for (int i = 0; i < 12; i++) {
            host.raise("dc" + i, "dc" + i);
        }
        host.run(Duration.ofSeconds(60));
        assertThat(crew.sms.delivered()).hasSize(5);
        host.run(Duration.ofSeconds(100));
        assertThat(crew.sms.delivered()).hasSize(6);
        assertThat(crew.sms.texts().get(5)).startsWith("5 alerts: ").endsWith("Reply ACK or CLOSE and the code.");
        assertThat(Duration.between(
                        crew.sms.delivered().get(4).at(),
                        crew.sms.delivered().get(5).at()))
                .isEqualTo(Duration.ofMinutes(2));
        Notification carrier = crew.rows().stream()
                .filter(row -> "M6".equals(row.providerId()))
                .findFirst()
                .orElseThrow();
        assertThat(crew.rows())
                .filteredOn(row -> row.state() == NotificationState.BUNDLED)
                .hasSize(4)
                .allSatisfy(row -> assertThat(row.bundleId()).isEqualTo(carrier.id()));
        host.raise("late", "late");
        host.run(Duration.ofSeconds(40));
        assertThat(crew.sms.delivered()).hasSize(6);
        host.run(Duration.ofMinutes(2));
        // What found no room was told of by nothing yet, and goes with the next.
        assertThat(crew.sms.delivered()).hasSize(7);
        assertThat(crew.sms.texts().get(6)).startsWith("3 alerts: ");
        for (Notification row : crew.rows()) {
            String code =
                    crew.escalation(Objects.requireNonNull(row.incidentId())).code();
            assertThat(crew.sms.texts())
                    .filteredOn(text -> text.contains(code + " ") || text.endsWith(code))
                    .hasSize(1);
        }
        crew.assertAtMostOnce();
    }

    @Test
    void whatWaitedGoesOutTogetherAlsoOnceThereIsRoomAgain() {
        crew.technician("ada", ADA);
        crew.policy(step(Duration.ZERO, List.of("ada"), SMS));
        for (int i = 0; i < 50; i++) {
            host.raise("dc" + i, "dc" + i);
        }
        host.run(Duration.ofMinutes(19));
        assertThat(crew.sms.texts()).hasSize(14);
        assertThat(crew.sms.texts().subList(5, 14)).allMatch(text -> text.startsWith("5 alerts: "));
        assertThat(crew.states()).doesNotContain(NotificationState.PLANNED);
    }

    @Test
    void aBundleNamesTheMostSevereFirst() {
        crew.technician("ada", ADA);
        crew.policy(step(Duration.ZERO, List.of("ada"), SMS));
        for (int i = 0; i < 5; i++) {
            host.raise("dc" + i, "dc" + i);
        }
        host.run(Duration.ofSeconds(35));
        for (int i = 5; i < 13; i++) {
            host.ingest(host.problem("dc" + i, "dc" + i).severity(i < 9 ? Severity.LOW : Severity.CRITICAL));
        }
        host.run(Duration.ofMinutes(3));
        assertThat(crew.sms.texts().get(5)).startsWith("5 alerts: ").containsPattern("(CRITICAL.*){4}LOW");
    }

    @Test
    void aMailOfSeveralAlertsHasTheLinksOfEach() {
        Crew linked = new Crew(
                NotificationSettings.builder().limit(1, Duration.ofMinutes(10)).build(),
                new VolatileStore(),
                builder -> builder.actionLinks(AnnAndBob.LINKS));
        linked.technician("ada", ADA);
        linked.policy(step(Duration.ZERO, List.of("ada"), EMAIL));
        for (int i = 0; i < 9; i++) {
            linked.host.raise("dc" + i, "dc" + i);
        }
        linked.host.run(Duration.ofMinutes(3));
        assertThat(linked.mail.delivered()).hasSize(2);
        String text = linked.mail.texts().get(1);
        List<String> tokens = Pattern.compile("(?<=: )https://alerts.example/act\\S+")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
        assertThat(tokens).hasSize(16).doesNotHaveDuplicates();
        Set<Long> incidents = tokens.stream()
                .map(link -> linked.host.tocsin().acknowledgements().view(link.substring(link.indexOf("=") + 1)))
                .map(view -> Objects.requireNonNull(view.incident()).incidentId())
                .collect(Collectors.toSet());
        assertThat(incidents).hasSize(8);
    }

    private void repeated(int repeats) {
        crew.technician("ada", ADA);
        crew.policy(new EscalationPolicy(
                Host.MSP,
                "p",
                "Policy",
                List.of(step(Duration.ZERO, List.of("ada"), SMS)),
                repeats,
                Duration.ofMinutes(10),
                null,
                null));
    }

    @Test
    void atTheEndOfQuietHoursOneTextStandsForAllThatAreAboutOneIncident() {
        quiet(LocalTime.of(7, 0), LocalTime.of(17, 0), null);
        repeated(10);
        long id = crew.opened("dc01");
        host.run(Duration.ofHours(10));
        assertThat(crew.sms.texts()).singleElement().asString().startsWith("[Acme] HIGH: Problem dc01");
        assertThat(crew.states())
                .hasSize(11)
                .startsWith(NotificationState.SENT)
                .contains(NotificationState.BUNDLED)
                .doesNotContain(NotificationState.PLANNED);
        PersonRef ada = crew.row(0).person();
        assertThat((boolean) host.read(session -> ToldIncidents.isTold(session, id, ada)))
                .isTrue();
    }

    @Test
    void atTheEndOfASnoozeOneTextStandsForAllThatAreAboutOneIncident() {
        crew.technician("ada", ADA);
        crew.policy(
                step(Duration.ZERO, List.of("ada"), SMS),
                step(Duration.ofSeconds(10), List.of("ada"), SMS),
                step(Duration.ofSeconds(10), List.of("ada"), SMS));
        quiet(LocalTime.of(7, 0), LocalTime.of(8, 5), null);
        long id = crew.opened("dc01");
        host.run(Duration.ofSeconds(30));
        host.tocsin().acknowledgements().snooze(id, "ada", Duration.ofHours(1));
        host.run(Duration.ofHours(2));
        assertThat(crew.sms.delivered()).hasSize(1);
        assertThat(crew.states()).hasSize(3);
    }

    @Test
    void aServiceThatIsBackGetsOneTextForAllThatAreAboutOneIncident() {
        repeated(6);
        crew.sms.then(Collections.nCopies(20, Act.NOT_SENT).toArray(Act[]::new));
        crew.opened("dc01");
        host.run(Duration.ofMinutes(65));
        assertThat(crew.sms.delivered()).isEmpty();
        assertThat(crew.states()).startsWith(NotificationState.PLANNED).hasSize(7);
        host.run(Duration.ofMinutes(20));
        assertThat(crew.sms.delivered()).hasSize(1);
        assertThat(crew.states())
                .hasSize(7)
                .contains(NotificationState.BUNDLED)
                .doesNotContain(NotificationState.PLANNED);
    }

    @Test
    void aBundleNamesAnIncidentOnceAndCountsIncidents() {
        quiet(LocalTime.of(7, 0), LocalTime.of(17, 0), null);
        repeated(5);
        for (int i = 0; i < 7; i++) {
            host.raise("dc" + i, "dc" + i);
        }
        host.run(Duration.ofHours(10));
        assertThat(crew.sms.texts()).hasSize(2);
        assertThat(crew.sms.texts().get(0))
                .startsWith("5 alerts: ")
                .containsOnlyOnce("dc0")
                .containsOnlyOnce("dc4");
        assertThat(crew.sms.texts().get(1))
                .startsWith("2 alerts: ")
                .containsOnlyOnce("dc5")
                .containsOnlyOnce("dc6");
        assertThat(crew.rows()).hasSize(42);
        assertThat(crew.states()).doesNotContain(NotificationState.PLANNED);
    }

    @Test
    void textsAndCallsAreLimitedTogetherAndMailsApart() {
        crew.technician("ada", ADA);
        crew.policy(
                step(Duration.ZERO, List.of("ada"), SMS),
                step(Duration.ZERO, List.of("ada"), VOICE),
                step(Duration.ZERO, List.of("ada"), EMAIL));
        for (int i = 0; i < 4; i++) {
            host.raise("dc" + i, "dc" + i);
        }
        host.run(Duration.ofSeconds(60));
        assertThat(crew.sms.delivered().size() + crew.voice.delivered().size()).isEqualTo(5);
        assertThat(crew.mail.delivered()).hasSize(4);
    }

    @Test
    void aBundleThatIsRefusedSendsAllItsPartsByTheirNextChannel() {
        crew.technician("ada", ADA);
        crew.policy(step(Duration.ZERO, List.of("ada"), SMS, EMAIL));
        for (int i = 0; i < 8; i++) {
            host.raise("dc" + i, "dc" + i);
        }
        crew.sms.then(Act.ACCEPT, Act.ACCEPT, Act.ACCEPT, Act.ACCEPT, Act.ACCEPT, Act.REFUSE);
        host.run(Duration.ofMinutes(4));
        assertThat(crew.sms.delivered()).hasSize(5);
        assertThat(crew.mail.delivered()).hasSize(3);
    }

    @Test
    void whatABundleCarriedGoesByItselfIfOnlyTheCarrierHasANextChannel() {
        crew.technician("ada", ADA);
        crew.policy(step(Duration.ZERO, List.of("ada"), SMS));
        host.tocsin()
                .configuration()
                .save(new EscalationPolicy(
                        Host.MSP,
                        "worst",
                        "Worst",
                        List.of(step(Duration.ZERO, List.of("ada"), SMS, EMAIL)),
                        0,
                        Duration.ofMinutes(10),
                        null,
                        null));
        crew.route(Severity.CRITICAL, "worst", false);
        crew.sms
                .then(Act.ACCEPT, Act.ACCEPT, Act.ACCEPT, Act.ACCEPT, Act.ACCEPT, Act.NOT_SENT)
                .retryAfter(Duration.ofMinutes(3));
        for (int i = 0; i < 5; i++) {
            host.raise("dc" + i, "dc" + i);
        }
        host.run(Duration.ofSeconds(35));
        for (int i = 5; i < 8; i++) {
            host.ingest(host.problem("dc" + i, "dc" + i).severity(i == 7 ? Severity.CRITICAL : Severity.HIGH));
        }
        host.run(Duration.ofMinutes(10));
        assertThat(crew.rows())
                .noneMatch(row -> row.state() == NotificationState.PLANNED)
                .allSatisfy(row -> assertThat(row.state())
                        .isIn(NotificationState.SENT, NotificationState.BUNDLED, NotificationState.REFUSED));
        assertThat(crew.mail.delivered()).hasSize(1);
        assertThat(crew.sms.texts().get(5)).startsWith("2 alerts: ");
    }

    @Test
    void whatABundleCarriedIsFoundByTheAuditIfItWasRefusedAndThereIsNoNextChannel() {
        crew.technician("ada", ADA);
        crew.policy(step(Duration.ZERO, List.of("ada"), SMS));
        for (int i = 0; i < 8; i++) {
            host.raise("dc" + i, "dc" + i);
        }
        crew.sms.then(Act.ACCEPT, Act.ACCEPT, Act.ACCEPT, Act.ACCEPT, Act.ACCEPT, Act.REFUSE);
        host.run(Duration.ofMinutes(4));
        assertThat(host.tocsin().notifications().audit())
                .filteredOn(one -> one.kind() == AuditFinding.Kind.NOT_TOLD)
                .hasSize(3);
        assertThat(crew.rows())
                .filteredOn(row -> row.state() == NotificationState.BUNDLED)
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.reason()).contains("did not reach its person: refused"));
    }

    @Test
    void aBundleWhoseOwnIncidentIsOverBeforeItIsSentAgainSetsTheOthersFree() {
        crew.technician("ada", ADA);
        crew.technician("bob", BOB);
        crew.policy(step(Duration.ZERO, List.of("ada"), SMS));
        for (int i = 0; i < 7; i++) {
            host.raise("dc" + i, "dc" + i);
        }
        crew.sms
                .then(Act.ACCEPT, Act.ACCEPT, Act.ACCEPT, Act.ACCEPT, Act.ACCEPT, Act.NOT_SENT)
                .retryAfter(Duration.ofMinutes(1));
        host.run(Duration.ofSeconds(31 + 120));
        Notification carrier = crew.rows().stream()
                .filter(row -> row.state() == NotificationState.PLANNED)
                .findFirst()
                .orElseThrow();
        crew.acknowledge(Objects.requireNonNull(carrier.incidentId()), "bob");
        host.run(Duration.ofMinutes(20));
        assertThat(crew.sms.delivered()).hasSize(6);
        assertThat(crew.sms.texts().get(5)).startsWith("[Acme] HIGH");
        assertThat(crew.rows())
                .filteredOn(row -> row.id() == carrier.id())
                .singleElement()
                .returns(NotificationState.SKIPPED, Notification::state);
    }

    @Test
    void twoTechniciansWithOneNumberGetOneMessageAndOnlyWhoAgreedCounts() {
        crew.technician("ada", ADA);
        Technician bob = crew.stranger("bob", ADA);
        crew.policy(step(Duration.ZERO, List.of("bob", "ada"), SMS));
        crew.opened("dc01");
        assertThat(crew.sms.delivered()).hasSize(1);
        assertThat(crew.states()).containsExactly(NotificationState.SKIPPED, NotificationState.SENT);
        crew.optIn(bob.ref(), ADA);
        crew.opened("dc02");
        assertThat(crew.sms.delivered()).hasSize(2);
        assertThat(crew.states().subList(2, 4)).containsExactly(NotificationState.SENT, NotificationState.BUNDLED);
        assertThat(crew.row(3).bundleId()).isEqualTo(crew.row(2).id());
    }

    @Test
    void twoTechniciansWithOneNumberGetOneMessageAlsoIfTheFirstWasNotSentMeanwhile() {
        Crew one = new Crew(NotificationSettings.builder().parallel(1).build());
        one.technician("ada", ADA);
        one.technician("bob", ADA);
        one.policy(step(Duration.ZERO, List.of("ada", "bob"), SMS));
        one.sms.then(Act.NOT_SENT);
        one.opened("dc01");
        one.host.run(Duration.ofMinutes(5));
        assertThat(one.sms.delivered()).hasSize(1);
        assertThat(one.states()).containsExactly(NotificationState.BUNDLED, NotificationState.SENT);
        assertThat(one.row(0).bundleId()).isEqualTo(one.row(1).id());
    }

    @Test
    void theAffectedUserGetsANoticeOfTheirOwnOnceAndOnlyWithConsent() {
        crew.technician("ada", ADA);
        crew.policy(step(Duration.ZERO, List.of("ada"), SMS), step(Duration.ofMinutes(1), List.of("ada"), SMS));
        crew.route(Severity.INFO, "p", true);
        PersonRef uma = user("uma", UMA);
        user("vic", BOB);
        crew.optIn(uma, UMA);
        host.ingest(host.problem("dc01", "a").user(new EventUser(null, "UMA@acme.example")));
        host.ingest(host.problem("dc01", "b").user(new EventUser(null, "vic@acme.example")));
        host.run(Duration.ofMinutes(5));
        List<String> toUma = crew.sms.delivered().stream()
                .filter(one -> one.message().to().equals(UMA))
                .map(one -> one.message().text())
                .toList();
        assertThat(toUma)
                .containsExactly(
                        "Contoso IT: security notice for your account at Acme. Our monitoring saw a security event that"
                                + " concerns you, and your IT team looks into it. Questions: help@contoso.example."
                                + " Reply STOP to end messages.");
        assertThat(crew.sms.addresses()).doesNotContain(BOB);
        assertThat(crew.voice.requests()).isZero();
        assertThat(crew.rows())
                .filteredOn(row -> row.purpose() == Purpose.AFFECTED_USER)
                .hasSize(3);
    }

    private PersonRef user(String name, String e164) {
        CompanyUser user = new CompanyUser(
                Host.MSP,
                "acme",
                new DirectoryRef("tenant:1/x", name),
                name + "@acme.example",
                null,
                name,
                List.of(new Phone(new PhoneNumber(e164), PhoneKind.MOBILE, null)),
                AccountState.ENABLED);
        host.store.write(session -> {
            session.companyUsers().save(List.of(user));
            return true;
        });
        return user.ref();
    }

    @Test
    void twoWorkersOnOneStoreSendEachMessageOnce() {
        crew.technician("ada", ADA);
        crew.policy(step(Duration.ZERO, List.of("ada"), SMS));
        Host.Other other = host.other();
        host.raise("dc01", "dc01");
        // While the first sends, the second looks for work.
        crew.sms.before(() -> other.run(Duration.ZERO));
        host.run(Duration.ofSeconds(40));
        assertThat(crew.sms.delivered()).hasSize(1);
        assertThat(crew.sms.requests()).isEqualTo(1);
    }
}
