package dev.tocsin.testkit;

import static dev.tocsin.testkit.Samples.MSP;
import static dev.tocsin.testkit.Samples.OTHER_MSP;
import static dev.tocsin.testkit.Samples.SPECIAL;
import static dev.tocsin.testkit.Samples.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.DeliveryStatus;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.notify.NotificationState;
import dev.tocsin.core.notify.Purpose;
import dev.tocsin.core.notify.Words;
import dev.tocsin.core.people.PersonRef;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a store does with messages to people. */
abstract class NotificationTests extends StoreTests {
    private static final PersonRef JO = PersonRef.technician(MSP, "jo");
    private static final PersonRef AL = PersonRef.technician(MSP, "al");
    private static final Set<ChannelKind> ALL = EnumSet.allOf(ChannelKind.class);
    private static final Set<Purpose> ALERTS = Set.of(Purpose.ALERT, Purpose.REMINDER);
    private static final Words WORDS = Words.of("Acme: door open");

    private long nextId() {
        return write(session -> session.notifications().nextId());
    }

    /** An alert about an incident, planned for now. */
    private Notification alert(long incidentId, PersonRef person, ChannelKind kind) {
        return alert(incidentId, person, kind, Purpose.ALERT);
    }

    private Notification alert(long incidentId, PersonRef person, ChannelKind kind, Purpose purpose) {
        return alert(incidentId, person, kind, purpose, Severity.HIGH);
    }

    private Notification alert(
            long incidentId, PersonRef person, ChannelKind kind, Purpose purpose, Severity severity) {
        long id = nextId();
        return Notification.ofStep(
                id,
                person.msp(),
                "i" + incidentId + "/" + id,
                purpose,
                incidentId,
                1,
                2,
                0,
                person,
                "Name",
                kind,
                severity,
                after(0),
                after(1_000));
    }

    private Notification dueAt(MspId msp, ChannelKind kind, @Nullable Instant due) {
        Notification planned = alert(1, PersonRef.technician(msp, "jo"), kind);
        return add(planned.change().open(NotificationState.PLANNED, due).done());
    }

    private Notification add(Notification notification) {
        assertResult(session -> session.notifications().add(notification)).isEqualTo(true);
        return kept(notification.id());
    }

    /** Keeps changes and gives the last as it is then kept. */
    private Notification save(Notification... changed) {
        change(session -> session.notifications().save(List.of(changed)));
        return kept(changed[changed.length - 1].id());
    }

    private Notification kept(long id) {
        return read(session -> session.notifications().get(id)).orElseThrow();
    }

    private static Notification.Change sending(Notification from, Instant at) {
        return from.change().claimed("one", at.plusSeconds(60)).sending("channel", "+491701234567", WORDS, at);
    }

    /** A notification whose request was made at a moment and that is in a state since. */
    private Notification sent(Notification planned, Instant at, NotificationState state) {
        Notification.Change change = sending(add(planned), at);
        return save((state.open() ? change.open(state, after(900)) : change.ended(state, at)).done());
    }

    private void assertDue(MspId msp, Instant now, Set<ChannelKind> kinds, int limit, Notification... expected) {
        assertList(session -> session.notifications().due(msp, now, kinds, limit))
                .containsExactly(expected);
    }

    private void assertOpen(PersonRef person, Long... expected) {
        assertList(session -> session.notifications().openIncidents(person)).containsExactly(expected);
    }

    @Test
    void noneIsKnownAtFirst() {
        assertOptional(session -> session.notifications().get(1)).isEmpty();
        assertOptional(session -> session.notifications().byKey(MSP, "k")).isEmpty();
        assertOptional(session -> session.notifications().byProvider(MSP, "channel", "M1"))
                .isEmpty();
        assertList(session -> session.notifications().ofIncident(1)).isEmpty();
        assertList(session -> session.notifications().toAddress(1, 0, 0, ChannelKind.SMS, "+49"))
                .isEmpty();
        assertList(session -> session.notifications().bundledWith(1)).isEmpty();
        assertDue(MSP, after(9), ALL, 9);
        assertUrgent(after(9), 9);
        assertValue(session -> session.notifications().nextDue(MSP, ALL)).isNull();
        assertList(session -> session.notifications().planned(JO, ChannelKind.SMS))
                .isEmpty();
        assertList(session -> session.notifications().sentTimes(JO, ALL, ALERTS, Instant.EPOCH))
                .isEmpty();
        assertOpen(JO);
        assertList(session -> session.notifications().page(MSP, 0, 9)).isEmpty();
        change(session -> session.notifications().save(List.of()));
    }

    @Test
    void numbersGrowAndAreTheirOwn() {
        List<Long> ids = write(session -> List.of(
                session.notifications().nextId(),
                session.notifications().nextId(),
                session.intents().nextId(),
                session.incidents().nextId()));
        assertThat(ids.get(1)).isGreaterThan(ids.get(0));
        assertThat(nextId()).isGreaterThan(ids.get(1));
        assertThat((long) write(session -> session.intents().nextId())).isGreaterThan(ids.get(2));
        assertThat((long) write(session -> session.incidents().nextId())).isGreaterThan(ids.get(3));
    }

    private static Notification full(long id) {
        return new Notification(
                id,
                MSP,
                "i7/e1/s2/ABC/sms",
                Purpose.REMINDER,
                7L,
                1,
                2,
                3,
                new PersonRef(MSP, PersonRef.Kind.USER, "6:tenant/" + SPECIAL),
                "Jo " + SPECIAL,
                ChannelKind.VOICE,
                Severity.LOW,
                "address " + SPECIAL,
                new Words("subject " + SPECIAL, Samples.longText(), "<p>" + SPECIAL + "</p>"),
                NotificationState.UNKNOWN,
                after(0).plusNanos(1),
                after(1).plusNanos(2),
                after(2),
                "worker " + SPECIAL,
                after(3),
                42,
                4,
                5,
                true,
                "channel " + SPECIAL,
                after(4).plusNanos(3),
                after(3).plusNanos(5),
                after(3).plusNanos(4),
                "provider " + SPECIAL,
                DeliveryStatus.ACCEPTED,
                "proof " + SPECIAL,
                77L,
                "because " + SPECIAL,
                true,
                after(5));
    }

    @Test
    void oneIsKeptWithAllItsFields() {
        Notification full = full(nextId());
        assertThat(add(full)).usingRecursiveComparison().isEqualTo(full);
        Notification changed = sending(full, after(6))
                .open(NotificationState.PLANNED, after(7))
                .lookups(9)
                .sendable()
                .expiresAt(after(8))
                .providerId(null)
                .status(DeliveryStatus.FAILED)
                .proofId(null)
                .bundleId(null)
                .reason(null)
                .done();
        assertThat(save(changed)).usingRecursiveComparison().isEqualTo(changed);
    }

    @Test
    void absentValuesStayAbsent() {
        Notification bare = alert(7, JO, ChannelKind.SMS);
        assertThat(add(bare)).usingRecursiveComparison().isEqualTo(bare);
        long id = nextId();
        Notification aboutNothing = Notification.withWords(
                id, MSP, "a/" + id, Purpose.ANSWER, null, JO, "Jo", ChannelKind.SMS, "+49", WORDS, after(0), after(9));
        assertThat(add(aboutNothing)).usingRecursiveComparison().isEqualTo(aboutNothing);
    }

    @Test
    void everyValueOfEachEnumIsKept() {
        for (Purpose purpose : Purpose.values()) {
            assertThat(add(alert(7, JO, ChannelKind.EMAIL, purpose)).purpose()).isEqualTo(purpose);
        }
        for (Severity severity : Severity.values()) {
            assertThat(add(alert(7, JO, ChannelKind.SMS, Purpose.ALERT, severity))
                            .severity())
                    .isEqualTo(severity);
        }
        for (ChannelKind kind : ChannelKind.values()) {
            assertThat(add(alert(7, JO, kind)).kind()).isEqualTo(kind);
        }
        Notification one = add(alert(7, JO, ChannelKind.SMS));
        for (NotificationState state : NotificationState.values()) {
            assertThat(save(kept(one.id()).change().ended(state, after(1)).done())
                            .state())
                    .isEqualTo(state);
        }
        for (DeliveryStatus status : DeliveryStatus.values()) {
            assertThat(save(kept(one.id()).change().status(status).done()).status())
                    .isEqualTo(status);
        }
    }

    @Test
    void aKeyIsThereOnceInAnMsp() {
        Notification first = add(alert(7, JO, ChannelKind.SMS));
        Notification again = withKey(alert(8, AL, ChannelKind.VOICE), first.key());
        assertResult(session -> session.notifications().add(again)).isEqualTo(false);
        assertResult(session -> session.notifications().add(first)).isEqualTo(false);
        assertOptional(session -> session.notifications().get(again.id())).isEmpty();
        assertList(session -> session.notifications().ofIncident(8)).isEmpty();
        Notification theirs =
                add(withKey(alert(9, PersonRef.technician(OTHER_MSP, "jo"), ChannelKind.SMS), first.key()));
        assertOptional(session -> session.notifications().byKey(MSP, first.key()))
                .hasValue(first);
        assertOptional(session -> session.notifications().byKey(OTHER_MSP, first.key()))
                .hasValue(theirs);
        assertOptional(session -> session.notifications().byKey(MSP, first.key().toUpperCase(Locale.ROOT)))
                .isEmpty();
    }

    /** A notification that a service took under an id. */
    private Notification carried(Notification planned, String providerId) {
        return save(sending(add(planned), after(1))
                .providerId(providerId)
                .ended(NotificationState.SENT, after(2))
                .done());
    }

    @Test
    void whatAServiceCarriedIsFoundByItsId() {
        Notification first = carried(alert(7, JO, ChannelKind.SMS), "M1");
        Notification second = carried(alert(8, JO, ChannelKind.SMS), "M2");
        Notification theirs = carried(alert(9, PersonRef.technician(OTHER_MSP, "jo"), ChannelKind.SMS), "M1");
        add(alert(10, JO, ChannelKind.SMS));
        assertOptional(session -> session.notifications().byProvider(MSP, "channel", "M1"))
                .hasValue(first);
        assertOptional(session -> session.notifications().byProvider(MSP, "channel", "M2"))
                .hasValue(second);
        assertOptional(session -> session.notifications().byProvider(OTHER_MSP, "channel", "M1"))
                .hasValue(theirs);
        assertOptional(session -> session.notifications().byProvider(MSP, "other", "M1"))
                .isEmpty();
        assertOptional(session -> session.notifications().byProvider(MSP, "channel", "m1"))
                .isEmpty();
    }

    @Test
    void ofSeveralThatAServiceCarriedUnderOneIdTheFirstPlannedIsFound() {
        Notification first = add(alert(7, JO, ChannelKind.SMS));
        carried(alert(8, JO, ChannelKind.SMS), "M1");
        Notification late = save(sending(first, after(3))
                .providerId("M1")
                .ended(NotificationState.SENT, after(4))
                .done());
        assertOptional(session -> session.notifications().byProvider(MSP, "channel", "M1"))
                .hasValue(late);
    }

    @Test
    void anIdThatIsReplacedIsFoundNoMore() {
        Notification first = carried(alert(7, JO, ChannelKind.SMS), "M1");
        Notification changed = save(first.change().providerId("M2").done());
        assertOptional(session -> session.notifications().byProvider(MSP, "channel", "M1"))
                .isEmpty();
        assertOptional(session -> session.notifications().byProvider(MSP, "channel", "M2"))
                .hasValue(changed);
    }

    @Test
    void aKeyStaysTakenAfterItsNotificationEnded() {
        Notification first = add(alert(7, JO, ChannelKind.SMS));
        save(first.change().ended(NotificationState.SKIPPED, after(1)).done());
        Notification again = withKey(alert(7, JO, ChannelKind.SMS), first.key());
        assertResult(session -> session.notifications().add(again)).isEqualTo(false);
    }

    @Test
    void anIdIsThereOnce() {
        Notification first = add(alert(7, JO, ChannelKind.SMS));
        Notification other = withKey(first, "another");
        assertRefused(() -> change(session -> session.notifications().add(other)));
        assertThat(kept(first.id())).isEqualTo(first);
    }

    private static Notification withKey(Notification from, String key) {
        return Notification.ofStep(
                from.id(),
                from.msp(),
                key,
                from.purpose(),
                from.incidentId() == null ? 0 : from.incidentId(),
                from.epoch(),
                from.step(),
                from.fallback(),
                from.person(),
                from.personName(),
                from.kind(),
                Severity.HIGH,
                from.plannedAt(),
                from.expiresAt());
    }

    @Test
    void aChangeOfOneThatIsNotThereIsRefused() {
        assertRefused(() -> save(alert(7, JO, ChannelKind.SMS)));
    }

    @Test
    void aChangeUnderATokenThatIsNotTheLatestIsRefused() {
        Notification planned = add(alert(7, JO, ChannelKind.SMS));
        Notification one = save(planned.change().claimed("one", after(10)).done());
        Notification two = save(one.change().claimed("two", after(20)).done());
        assertRefused(
                () -> save(one.change().ended(NotificationState.SENT, after(11)).done()));
        assertRefused(() -> save(two.change()
                .claimed("three", after(30))
                .done()
                .change()
                .claimed("four", after(40))
                .done()));
        assertThat(kept(planned.id())).isEqualTo(two);
        assertThat(save(two.change().ended(NotificationState.SENT, after(12)).done())
                        .state())
                .isEqualTo(NotificationState.SENT);
    }

    @Test
    void thoseOfAnIncidentComeInTheOrderInWhichTheyWerePlanned() {
        Notification second = alert(7, JO, ChannelKind.SMS);
        Notification third = alert(7, AL, ChannelKind.EMAIL);
        add(third);
        add(second);
        add(alert(8, JO, ChannelKind.SMS));
        assertList(session -> session.notifications().ofIncident(7)).containsExactly(second, third);
    }

    @Test
    void thoseOfAStepThatGoToAnAddressAreFound() {
        Notification planned = add(alert(7, JO, ChannelKind.SMS));
        Notification first = sent(alert(7, AL, ChannelKind.SMS), after(2), NotificationState.SENT);
        assertTo("+491701234567", first);
        Notification second = save(sending(planned, after(3)).done());
        sent(alert(7, JO, ChannelKind.VOICE), after(2), NotificationState.SENT);
        sent(alert(8, JO, ChannelKind.SMS), after(2), NotificationState.SENT);
        assertTo("+491701234567", second, first);
        assertTo("+491701234568");
        assertList(session -> session.notifications().toAddress(7, 0, 2, ChannelKind.SMS, "+491701234567"))
                .isEmpty();
        assertList(session -> session.notifications().toAddress(7, 1, 1, ChannelKind.SMS, "+491701234567"))
                .isEmpty();
        save(second.change().untried(after(9)).done());
        assertTo("+491701234567", first);
    }

    private void assertTo(String address, Notification... expected) {
        assertList(session -> session.notifications().toAddress(7, 1, 2, ChannelKind.SMS, address))
                .containsExactly(expected);
    }

    @Test
    void whatGoesOutWithAnotherIsFound() {
        Notification carrier = add(alert(1, JO, ChannelKind.SMS));
        Notification later = add(alert(2, AL, ChannelKind.SMS));
        Notification first = add(alert(3, JO, ChannelKind.SMS));
        assertList(session -> session.notifications().bundledWith(carrier.id())).isEmpty();
        Notification two = save(with(first, carrier));
        Notification one = save(with(later, carrier));
        assertList(session -> session.notifications().bundledWith(carrier.id())).containsExactly(one, two);
        save(one.change()
                .open(NotificationState.PLANNED, after(5))
                .bundleId(null)
                .done());
        assertList(session -> session.notifications().bundledWith(carrier.id())).containsExactly(two);
    }

    private static Notification with(Notification one, Notification carrier) {
        return one.change()
                .ended(NotificationState.BUNDLED, after(3))
                .bundleId(carrier.id())
                .done();
    }

    @Test
    void thoseDueComeByTheirTimeAndThenByTheirId() {
        Notification sms2 = dueAt(MSP, ChannelKind.SMS, after(2));
        Notification mail2 = dueAt(MSP, ChannelKind.EMAIL, after(2));
        Notification sms1 = dueAt(MSP, ChannelKind.SMS, after(1));
        Notification voice3 = dueAt(MSP, ChannelKind.VOICE, after(3));
        Notification theirs = dueAt(OTHER_MSP, ChannelKind.SMS, after(1));
        dueAt(MSP, ChannelKind.SMS, null);

        assertDue(MSP, after(0), ALL, 9);
        assertDue(MSP, after(1), ALL, 9, sms1);
        assertDue(MSP, after(2), ALL, 9, sms1, sms2, mail2);
        assertDue(MSP, after(9), ALL, 9, sms1, sms2, mail2, voice3);
        assertDue(MSP, after(9), ALL, 2, sms1, sms2);
        assertDue(MSP, after(9), Set.of(ChannelKind.VOICE, ChannelKind.EMAIL), 9, mail2, voice3);
        assertDue(MSP, after(9), Set.of(), 9);
        assertDue(OTHER_MSP, after(9), ALL, 9, theirs);
        assertNextDue(ALL, after(1));
        assertNextDue(Set.of(ChannelKind.VOICE, ChannelKind.EMAIL), after(2));
        assertNextDue(Set.of(), null);
    }

    @Test
    void theMostUrgentOfThoseDueComeFirstAndOfOneSeverityThoseDueFirst() {
        long id = nextId();
        Notification low = dueAt(Severity.LOW, ChannelKind.SMS, after(1));
        Notification critical2 = dueAt(Severity.CRITICAL, ChannelKind.SMS, after(2));
        Notification critical1 = dueAt(Severity.CRITICAL, ChannelKind.SMS, after(1));
        Notification info = dueAt(Severity.INFO, ChannelKind.SMS, after(0));
        Notification later = dueAt(Severity.CRITICAL, ChannelKind.SMS, after(9));
        dueAt(Severity.CRITICAL, ChannelKind.VOICE, after(1));
        dueAt(OTHER_MSP, ChannelKind.SMS, after(1));
        Notification answer = add(Notification.withWords(
                id, MSP, "a/" + id, Purpose.ANSWER, 7L, JO, "Jo", ChannelKind.SMS, "+49", WORDS, after(2), after(9)));
        assertUrgent(after(2), 9, answer, critical1, critical2, low, info);
        assertUrgent(after(9), 4, answer, critical1, critical2, later);
        assertUrgent(after(1), 1, critical1);
        assertUrgent(after(9), 0);
        save(critical1.change().ended(NotificationState.SENT, after(2)).done());
        assertUrgent(after(2), 9, answer, critical2, low, info);
    }

    @Test
    void whatIsOnlyToBeAskedForComesBehindWhatIsToBeSent() {
        Notification asked2 = sentAndDueAt(Severity.LOW, after(2));
        Notification asked1 = sentAndDueAt(Severity.CRITICAL, after(1));
        Notification low = dueAt(Severity.LOW, ChannelKind.SMS, after(2));
        assertUrgent(after(2), 9, low, asked1, asked2);
        assertUrgent(after(2), 2, low, asked1);
        assertUrgent(after(1), 9, asked1);
        assertDue(MSP, after(2), ALL, 9, low);
        assertToAskFor(after(2), 9, asked1, asked2);
        assertToAskFor(after(2), 1, asked1);
        assertToAskFor(after(0), 9);
        assertNextDue(ALL, after(1));
        save(asked1.change().lookAgain(null).done());
        save(asked2.change().claimed("worker", after(60)).done());
        assertUrgent(after(9), 9, low);
        assertToAskFor(after(59), 9);
        save(low.change().ended(NotificationState.SKIPPED, after(9)).done());
        assertNextDue(ALL, after(60));
    }

    private void assertToAskFor(Instant now, int limit, Notification... expected) {
        assertList(session -> session.notifications().toAskFor(MSP, now, ChannelKind.SMS, limit))
                .containsExactly(expected);
    }

    private Notification sentAndDueAt(Severity severity, Instant due) {
        Notification planned = dueAt(severity, ChannelKind.SMS, after(0));
        return save(planned.change()
                .ended(NotificationState.SENT, after(0))
                .lookAgain(due)
                .done());
    }

    private Notification dueAt(Severity severity, ChannelKind kind, Instant due) {
        return add(alert(1, JO, kind, Purpose.ALERT, severity)
                .change()
                .open(NotificationState.PLANNED, due)
                .done());
    }

    private void assertUrgent(Instant now, int limit, Notification... expected) {
        assertList(session -> session.notifications().urgent(MSP, now, ChannelKind.SMS, limit))
                .containsExactly(expected);
    }

    private void assertNextDue(Set<ChannelKind> kinds, @Nullable Instant expected) {
        assertValue(session -> session.notifications().nextDue(MSP, kinds)).isEqualTo(expected);
    }

    @Test
    void dueTimesFollowTheirChangesAndTheLeasesOfWorkers() {
        Notification one = dueAt(MSP, ChannelKind.SMS, after(1));
        Notification two = dueAt(MSP, ChannelKind.SMS, after(2));
        Notification held = save(one.change().claimed("worker", after(60)).done());
        assertDue(MSP, after(59), ALL, 9, two);
        assertDue(MSP, after(60), ALL, 9, two, held);
        save(two.change().ended(NotificationState.SKIPPED, after(3)).done());
        assertNextDue(ALL, after(60));
        save(held.change().open(NotificationState.UNKNOWN, after(4)).done());
        assertNextDue(ALL, after(4));
        save(kept(one.id()).change().ended(NotificationState.SENT, after(5)).done());
        assertNextDue(ALL, null);
    }

    @Test
    void whatIsPlannedForAPersonByAKindIsFoundWhetherDueOrNot() {
        Notification later = alert(7, JO, ChannelKind.SMS);
        Notification first = add(alert(8, JO, ChannelKind.SMS));
        add(later);
        Notification waiting =
                save(later.change().open(NotificationState.PLANNED, after(500)).done());
        Notification sent = add(alert(9, JO, ChannelKind.SMS));
        save(sent.change().ended(NotificationState.SENT, after(1)).done());
        add(alert(9, JO, ChannelKind.EMAIL));
        add(alert(9, AL, ChannelKind.SMS));
        add(alert(9, PersonRef.technician(OTHER_MSP, "jo"), ChannelKind.SMS));
        add(alert(9, new PersonRef(MSP, PersonRef.Kind.USER, "jo"), ChannelKind.SMS));
        assertList(session -> session.notifications().planned(JO, ChannelKind.SMS))
                .containsExactly(waiting, first);
        assertList(session -> session.notifications().planned(JO, ChannelKind.SMS, 7))
                .containsExactly(waiting);
        assertList(session -> session.notifications().planned(JO, ChannelKind.SMS, 9))
                .isEmpty();
        save(first.change().ended(NotificationState.SKIPPED, after(1)).done());
        assertList(session -> session.notifications().planned(JO, ChannelKind.SMS))
                .containsExactly(waiting);
    }

    private void assertSent(PersonRef person, Set<ChannelKind> kinds, Instant after, Instant... expected) {
        assertList(session -> session.notifications().sentTimes(person, kinds, ALERTS, after))
                .containsExactly(expected);
    }

    @Test
    void requestsToAPersonAreCountedWhateverBecameOfThem() {
        sent(alert(1, JO, ChannelKind.SMS), after(10), NotificationState.SENT);
        sent(alert(2, JO, ChannelKind.VOICE), after(30), NotificationState.REFUSED);
        sent(alert(3, JO, ChannelKind.SMS), after(20), NotificationState.UNKNOWN);
        sent(alert(4, JO, ChannelKind.EMAIL), after(40), NotificationState.DELIVERED);
        sent(alert(5, AL, ChannelKind.SMS), after(50), NotificationState.SENT);
        add(alert(6, JO, ChannelKind.SMS));

        assertSent(JO, ALL, after(0), after(40), after(30), after(20), after(10));
        assertSent(JO, ALL, after(10), after(40), after(30), after(20));
        assertSent(JO, Set.of(ChannelKind.SMS), after(0), after(20), after(10));
        assertSent(JO, Set.of(), after(0));
        assertSent(JO, ALL, after(40));
        assertSent(AL, ALL, after(0), after(50));
    }

    @Test
    void theLastRequestOfOneCountsAndOfABundleTheOneThatCarriedIt() {
        Notification carrier = sent(alert(1, JO, ChannelKind.SMS), after(10), NotificationState.PLANNED);
        Notification part = sent(alert(2, JO, ChannelKind.SMS), after(5), NotificationState.PLANNED);
        assertSent(JO, ALL, after(0), after(10), after(5));
        save(
                sending(carrier, after(30))
                        .ended(NotificationState.SENT, after(31))
                        .done(),
                part.change()
                        .bundleId(carrier.id())
                        .ended(NotificationState.BUNDLED, after(30))
                        .done());
        assertSent(JO, ALL, after(0), after(30));
    }

    @Test
    void onlyWhatIsAskedForIsCounted() {
        sent(alert(1, JO, ChannelKind.SMS, Purpose.ANSWER), after(10), NotificationState.SENT);
        sent(alert(1, JO, ChannelKind.SMS, Purpose.REMINDER), after(20), NotificationState.SENT);
        assertSent(JO, ALL, after(0), after(20));
        assertList(session -> session.notifications().sentTimes(JO, ALL, Set.of(Purpose.ANSWER), after(0)))
                .containsExactly(after(10));
        assertList(session -> session.notifications().sentTimes(JO, ALL, Set.of(), after(0)))
                .isEmpty();
    }

    @Test
    void thoseRequestedAtTheSameMomentAreAllCounted() {
        sent(alert(1, JO, ChannelKind.SMS), after(10), NotificationState.SENT);
        sent(alert(2, JO, ChannelKind.EMAIL), after(10), NotificationState.SENT);
        assertSent(JO, ALL, after(9), after(10), after(10));
    }

    @Test
    void openIncidentsAreThoseThatAPersonMayKnowOfTheLatestToldFirst() {
        long first = keepIncident(MSP, "a", IncidentState.OPEN).id();
        long second = keepIncident(MSP, "b", IncidentState.RESOLVING).id();
        long third = keepIncident(MSP, "c", IncidentState.OPEN).id();
        sent(alert(first, JO, ChannelKind.SMS), after(10), NotificationState.SENT);
        sent(alert(second, JO, ChannelKind.VOICE), after(30), NotificationState.UNKNOWN);
        sent(alert(third, JO, ChannelKind.EMAIL), after(20), NotificationState.FAILED);
        assertOpen(JO, second, third, first);
        assertOpen(AL);

        sent(alert(first, JO, ChannelKind.SMS, Purpose.REMINDER), after(40), NotificationState.SENDING);
        assertOpen(JO, first, second, third);
    }

    @Test
    void ofIncidentsToldAtTheSameMomentTheLaterComesFirst() {
        long first = keepIncident(MSP, "a", IncidentState.OPEN).id();
        long second = keepIncident(MSP, "b", IncidentState.OPEN).id();
        sent(alert(second, JO, ChannelKind.SMS), after(10), NotificationState.SENT);
        sent(alert(first, JO, ChannelKind.SMS), after(10), NotificationState.SENT);
        assertOpen(JO, Math.max(first, second), Math.min(first, second));
    }

    @Test
    void incidentsThatAreOverAreNotOpen() {
        Incident over = keepIncident(MSP, "a", IncidentState.OPEN);
        Incident open = keepIncident(MSP, "b", IncidentState.OPEN);
        sent(alert(over.id(), JO, ChannelKind.SMS), after(10), NotificationState.SENT);
        sent(alert(open.id(), JO, ChannelKind.SMS), after(20), NotificationState.SENT);
        assertOpen(JO, open.id(), over.id());
        Incident closed =
                keep(over.change().state(IncidentState.CLOSED_HUMAN, "closed").done());
        assertOpen(JO, open.id());
        keep(closed.change().state(IncidentState.REOPENING, "again").done());
        assertOpen(JO, open.id(), over.id());
    }

    @Test
    void onlyAlertsAndRemindersThatWentOutTellOfAnIncident() {
        long incident = keepIncident(MSP, "a", IncidentState.OPEN).id();
        add(alert(incident, JO, ChannelKind.SMS));
        for (Purpose purpose : EnumSet.complementOf(EnumSet.of(Purpose.ALERT, Purpose.REMINDER))) {
            sent(alert(incident, JO, ChannelKind.SMS, purpose), after(10), NotificationState.SENT);
        }
        Notification skipped = add(alert(incident, JO, ChannelKind.SMS));
        save(skipped.change().ended(NotificationState.SKIPPED, after(10)).done());
        sent(alert(incident, PersonRef.technician(OTHER_MSP, "jo"), ChannelKind.SMS), after(9), NotificationState.SENT);
        assertOpen(JO);
    }

    @Test
    void whatWentOutWithinABundleTellsOfItsIncident() {
        long first = keepIncident(MSP, "a", IncidentState.OPEN).id();
        long second = keepIncident(MSP, "b", IncidentState.OPEN).id();
        Notification carrier = sent(alert(first, JO, ChannelKind.SMS), after(10), NotificationState.SENT);
        Notification part = add(alert(second, JO, ChannelKind.SMS));
        assertOpen(JO, first);
        save(part.change()
                .bundleId(carrier.id())
                .ended(NotificationState.BUNDLED, after(11))
                .done());
        assertOpen(JO, second, first);
    }

    @Test
    void allAreReadPageByPage() {
        List<Notification> mine = List.of(
                add(alert(7, JO, ChannelKind.SMS)),
                add(alert(7, AL, ChannelKind.EMAIL)),
                add(alert(8, JO, ChannelKind.VOICE)));
        add(alert(7, PersonRef.technician(OTHER_MSP, "jo"), ChannelKind.SMS));
        assertList(session -> session.notifications().page(MSP, 0, 2)).isEqualTo(mine.subList(0, 2));
        assertList(session -> session.notifications().page(MSP, mine.get(1).id(), 2))
                .isEqualTo(mine.subList(2, 3));
        assertList(session -> session.notifications().page(MSP, mine.get(2).id(), 2))
                .isEmpty();
    }

    @Test
    void aWorkThatFailsLeavesAllAsItWas() {
        long incident = keepIncident(MSP, "a", IncidentState.OPEN).id();
        Notification first = add(alert(incident, JO, ChannelKind.SMS));
        Notification second = alert(incident, JO, ChannelKind.SMS);
        assertRefused(() -> change(session -> {
            session.notifications()
                    .save(List.of(sending(first, after(5))
                            .ended(NotificationState.SENT, after(6))
                            .done()));
            session.notifications().add(second);
            session.notifications()
                    .save(List.of(alert(2, session.notifications().nextId())));
        }));
        assertThat(kept(first.id())).isEqualTo(first);
        assertOptional(session -> session.notifications().byKey(MSP, second.key()))
                .isEmpty();
        assertList(session -> session.notifications().ofIncident(incident)).containsExactly(first);
        assertList(session -> session.notifications().planned(JO, ChannelKind.SMS))
                .containsExactly(first);
        assertSent(JO, ALL, after(0));
        assertOpen(JO);
        assertDue(MSP, after(0), ALL, 9, first);
        assertList(session -> session.notifications().page(MSP, 0, 9)).containsExactly(first);
        assertResult(session -> session.notifications().add(second)).isEqualTo(true);
    }

    private static Notification alert(long incidentId, long id) {
        return Notification.ofStep(
                id,
                MSP,
                "unknown",
                Purpose.ALERT,
                incidentId,
                0,
                0,
                0,
                JO,
                "Jo",
                ChannelKind.SMS,
                Severity.HIGH,
                after(0),
                after(9));
    }

    @Test
    void manyAreAskedForByTheirLimit() {
        Notification[] all = new Notification[5];
        for (int i = 0; i < all.length; i++) {
            all[i] = dueAt(MSP, i % 2 == 0 ? ChannelKind.SMS : ChannelKind.EMAIL, after(i));
        }
        assertDue(MSP, after(99), ALL, 3, Arrays.copyOf(all, 3));
        assertDue(MSP, after(99), ALL, 0);
    }
}
