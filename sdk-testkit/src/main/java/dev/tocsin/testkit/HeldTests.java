package dev.tocsin.testkit;

import static dev.tocsin.testkit.Samples.MSP;
import static dev.tocsin.testkit.Samples.OTHER_MSP;
import static dev.tocsin.testkit.Samples.SPECIAL;
import static dev.tocsin.testkit.Samples.T0;
import static dev.tocsin.testkit.Samples.after;
import static dev.tocsin.testkit.Samples.member;
import static dev.tocsin.testkit.Samples.subject;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.DeliveryKey;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.event.Fingerprint;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.incident.Member;
import dev.tocsin.core.incident.MemberState;
import dev.tocsin.core.incident.Traits;
import dev.tocsin.core.store.Origin;
import dev.tocsin.core.suppress.Held;
import dev.tocsin.core.suppress.Inhibition;
import dev.tocsin.core.suppress.Parent;
import dev.tocsin.core.suppress.ParentQuery;
import dev.tocsin.core.suppress.Selector;
import dev.tocsin.core.suppress.SharedField;
import dev.tocsin.core.suppress.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a store does with subjects that are suppressed, and how it finds active parents. */
abstract class HeldTests extends StoreTests {
    private static Subject about(MspId msp, long number, String eventType, Severity severity, boolean moment) {
        return new Subject(
                msp,
                "acme",
                subject(number),
                EventCategory.PROBLEMS,
                eventType,
                severity,
                "asset " + number,
                null,
                null,
                moment,
                null,
                null);
    }

    private static Held held(MspId msp, long number, long lastAfter, @Nullable Instant dueAt) {
        return held(about(msp, number, "host-down", Severity.MEDIUM, false), lastAfter, dueAt, null);
    }

    private static Held held(Subject subject, long lastAfter, @Nullable Instant dueAt, @Nullable Fingerprint parent) {
        return new Held(
                subject,
                new DeliveryKey(T0.toEpochMilli(), subject.fingerprint().high(), 7),
                "title",
                1,
                after(lastAfter),
                after(lastAfter),
                null,
                dueAt,
                parent,
                "because");
    }

    private void save(Held... held) {
        change(session -> session.held().save(List.of(held)));
    }

    private List<Held> due(MspId msp, Instant now, int limit) {
        return read(session -> session.held().due(msp, now, limit));
    }

    private List<Fingerprint> subjects(List<Held> held) {
        return held.stream().map(one -> one.subject().fingerprint()).toList();
    }

    private static List<Fingerprint> of(long... numbers) {
        return LongStream.of(numbers).mapToObj(Samples::subject).toList();
    }

    @Test
    void aHeldSubjectIsKeptWithAllItsFields() {
        Subject full = new Subject(
                MSP,
                "acme " + SPECIAL,
                new Fingerprint(Long.MIN_VALUE, -1),
                EventCategory.AD_AUDIT,
                "type " + SPECIAL,
                Severity.CRITICAL,
                "asset " + SPECIAL,
                "product " + SPECIAL,
                new EventUser("Object-1", "Ann " + SPECIAL),
                true,
                Samples.group(MSP, "g"),
                77L);
        Held held = new Held(
                full,
                new DeliveryKey(-1, Long.MAX_VALUE, Integer.MIN_VALUE),
                SPECIAL,
                3_000_000_000L,
                after(1),
                after(2),
                Long.MIN_VALUE,
                after(3),
                subject(9),
                SPECIAL);
        Held sparse = held(MSP, 2, 0, null);
        save(held, sparse);
        assertMap(session -> session.held().current(List.of(full.fingerprint(), subject(2), subject(3))))
                .isEqualTo(Map.of(full.fingerprint(), held, subject(2), sparse));
    }

    @Test
    void aSecondSaveReplacesAndARemovalEndsIt() {
        save(held(MSP, 1, 0, after(10)), held(MSP, 2, 0, after(10)));
        Held later = held(MSP, 1, 5, after(20));
        save(later);
        assertThat(due(MSP, after(20), 10)).containsExactly(held(MSP, 2, 0, after(10)), later);
        change(session -> session.held().remove(of(1, 3)));
        assertThat(subjects(due(MSP, after(20), 10))).isEqualTo(of(2));
        assertMap(session -> session.held().current(of(1))).isEmpty();
        assertValue(session -> session.held().nextDue(MSP)).isEqualTo(after(10));
    }

    @Test
    void whatIsDueFirstComesFirstAndThenWhatHappenedFirst() {
        save(
                held(MSP, 1, 30, after(100)),
                held(MSP, 2, 20, after(100)),
                held(MSP, 3, 90, after(50)),
                held(MSP, 4, 10, after(101)),
                held(MSP, 5, 10, null),
                held(OTHER_MSP, 6, 1, after(1)));
        assertThat(subjects(due(MSP, after(100), 10))).isEqualTo(of(3, 2, 1));
        assertThat(subjects(due(MSP, after(100), 2))).isEqualTo(of(3, 2));
        assertThat(due(MSP, after(49), 10)).isEmpty();
        assertValue(session -> session.held().nextDue(MSP)).isEqualTo(after(50));
        assertValue(session -> session.held().nextDue(new MspId("third")) == null)
                .isEqualTo(true);
    }

    @Test
    void childrenAreWokenByTheirParentAndAllByTheirMsp() {
        Subject child = about(MSP, 1, "host-down", Severity.LOW, false);
        Subject other = about(MSP, 2, "host-down", Severity.LOW, false);
        Subject theirs = about(OTHER_MSP, 3, "host-down", Severity.LOW, false);
        save(held(child, 0, null, subject(9)), held(other, 0, after(50), subject(8)), held(theirs, 0, null, null));
        assertResult(session -> session.held().wake(of(9, 7))).isEqualTo(1);
        assertThat(subjects(due(MSP, T0, 10))).isEqualTo(of(1));
        assertThat(due(MSP, T0, 10).get(0).lookAgainAt()).isEqualTo(Instant.EPOCH);
        assertResult(session -> session.held().wakeAll(MSP)).isEqualTo(2);
        assertThat(due(MSP, T0, 10)).hasSize(2);
        assertThat(due(OTHER_MSP, T0, 10)).isEmpty();
        assertResult(session -> session.held().wake(of())).isEqualTo(0);
    }

    @Test
    void pagesGoThroughAllOfAnMspOnce() {
        for (int i = 0; i < 7; i++) {
            save(held(MSP, i, 0, null));
        }
        save(held(OTHER_MSP, 99, 0, null));
        List<Held> first = read(session -> session.held().page(MSP, null, 4));
        List<Held> second =
                read(session -> session.held().page(MSP, first.get(3).subject().fingerprint(), 4));
        assertThat(first).hasSize(4);
        assertThat(second).hasSize(3);
        assertThat(subjects(first)).isSorted().doesNotContainAnyElementsOf(subjects(second));
    }

    // ---- parents

    private static ParentQuery query(Selector selector, Map<SharedField, String> more) {
        Map<SharedField, String> shared = new java.util.EnumMap<>(SharedField.class);
        shared.put(SharedField.COMPANY, "acme");
        shared.putAll(more);
        return new ParentQuery(MSP, shared, selector);
    }

    private static Member muting(
            long number, long incidentId, MemberState state, Severity severity, long firstAfter, Traits traits) {
        Member like = member(number, incidentId, state, severity, firstAfter);
        return new Member(
                like.fingerprint(),
                incidentId,
                state,
                severity,
                like.title(),
                "asset " + number % 2,
                1,
                like.firstAt(),
                like.lastAt(),
                null,
                false,
                false,
                true,
                7,
                null,
                traits);
    }

    private static Traits traits(String company, String type, @Nullable String product, @Nullable EventUser user) {
        return new Traits(MSP, company, EventCategory.PROBLEMS, type, product, user);
    }

    private List<Fingerprint> parents(ParentQuery query, int limit) {
        List<Parent> found = read(session -> session.incidents().members().parents(query, limit));
        assertThat(found).allMatch(parent -> query.matches(parent.subject()));
        return found.stream().map(parent -> parent.subject().fingerprint()).toList();
    }

    /** An inhibition, without which nobody asks for parents. */
    private void inhibit() {
        change(session -> session.configuration()
                .suppression()
                .save(
                        new Inhibition(
                                "i", MSP, Selector.eventTypes("down"), Selector.ALL, Set.of(SharedField.COMPANY)),
                        Origin.PERSON));
    }

    @Test
    void membersFromBeforeTheFirstInhibitionAreParentsToo() {
        long incident = keepIncident(MSP, "a").id();
        Traits down = traits("acme", "down", null, null);
        ParentQuery query = query(Selector.eventTypes("down"), Map.of());
        Member one = muting(1, incident, MemberState.ACTIVE, Severity.HIGH, 1, down);
        Member two = muting(2, incident, MemberState.RESOLVED, Severity.HIGH, 2, down);
        change(session -> session.incidents().members().add(List.of(one, two)));
        inhibit();
        assertThat(parents(query, 10)).isEqualTo(of(1));
        change(session -> session.incidents()
                .members()
                .update(List.of(two.change().state(MemberState.ACTIVE).done())));
        assertThat(parents(query, 10)).isEqualTo(of(1, 2));
        change(session -> session.configuration().suppression().removeInhibition(MSP, "i"));
        Member three = muting(3, incident, MemberState.ACTIVE, Severity.HIGH, 3, down);
        change(session -> session.incidents().members().add(List.of(three)));
        inhibit();
        assertThat(parents(query, 10)).isEqualTo(of(1, 2, 3));
    }

    @Test
    void activeAndAnsweredMembersAreParentsAndNoOthers() {
        inhibit();
        long incident = keepIncident(MSP, "a").id();
        Traits down = traits("acme", "down", "Switch", new EventUser(null, "ÄNN@acme"));
        change(session -> session.incidents()
                .members()
                .add(List.of(
                        muting(1, incident, MemberState.ACTIVE, Severity.HIGH, 50, down),
                        muting(2, incident, MemberState.ANSWERED, Severity.LOW, 40, down),
                        muting(3, incident, MemberState.RESOLVED, Severity.HIGH, 1, down),
                        muting(4, incident, MemberState.MOMENT, Severity.HIGH, 1, down),
                        muting(5, incident, MemberState.ACTIVE, Severity.HIGH, 1, traits("beta", "down", null, null)),
                        muting(6, incident, MemberState.ACTIVE, Severity.HIGH, 2, traits("acme", "slow", null, null)),
                        muting(
                                7,
                                incident,
                                MemberState.ACTIVE,
                                Severity.HIGH,
                                1,
                                new Traits(OTHER_MSP, "acme", EventCategory.PROBLEMS, "down", "Switch", null)))));

        assertThat(parents(query(Selector.eventTypes("down", SPECIAL), Map.of()), 10))
                .isEqualTo(of(2, 1));
        assertThat(parents(query(Selector.eventTypes("down"), Map.of()), 1)).isEqualTo(of(2));
        assertThat(parents(query(Selector.category(EventCategory.PROBLEMS), Map.of()), 10))
                .isEqualTo(of(6, 2, 1));
        assertThat(parents(query(Selector.category(EventCategory.SOLUTIONS), Map.of()), 10))
                .isEmpty();
        assertThat(parents(query(Selector.ALL.severity(Severity.MEDIUM, Severity.HIGH), Map.of()), 10))
                .isEqualTo(of(6, 1));
        assertThat(parents(query(Selector.ALL.onAssets("asset 1"), Map.of()), 10))
                .isEqualTo(of(1));
        assertThat(parents(query(Selector.eventTypes("down"), Map.of(SharedField.ASSET, "asset 0")), 10))
                .isEqualTo(of(2));
        assertThat(parents(query(Selector.ALL, Map.of(SharedField.PRODUCT, "Switch")), 10))
                .isEqualTo(of(2, 1));
        assertThat(parents(query(Selector.ALL, Map.of(SharedField.USER, "änn@acme")), 1))
                .isEqualTo(of(2));
    }

    @Test
    void aMemberThatIsResolvedOrLeftIsNoParentAnyMore() {
        inhibit();
        long first = keepIncident(MSP, "a").id();
        long second = keepIncident(MSP, "b").id();
        Member one = muting(1, first, MemberState.ACTIVE, Severity.HIGH, 1, traits("acme", "down", null, null));
        ParentQuery down = query(Selector.eventTypes("down"), Map.of());
        change(session -> session.incidents().members().add(List.of(one)));
        change(session -> session.incidents()
                .members()
                .add(List.of(one.change().incidentId(second).firstAt(after(9)).done())));
        assertThat(parents(down, 10)).isEqualTo(of(1));
        change(session -> session.incidents()
                .members()
                .update(List.of(one.change()
                        .incidentId(second)
                        .state(MemberState.RESOLVED)
                        .done())));
        assertThat(parents(down, 10)).isEmpty();
    }

    @Test
    void whatIsHeldMutesOthersUnlessItIsAMoment() {
        save(
                held(about(MSP, 1, "down", Severity.HIGH, false), 20, null, null),
                held(about(MSP, 2, "down", Severity.HIGH, true), 1, null, null),
                held(about(MSP, 3, "down", Severity.LOW, false), 10, null, null),
                held(about(OTHER_MSP, 4, "down", Severity.LOW, false), 10, null, null));
        List<Parent> found = read(session -> session.held().parents(query(Selector.eventTypes("down"), Map.of()), 10));
        assertThat(found).extracting(parent -> parent.subject().fingerprint()).containsExactlyElementsOf(of(3, 1));
        assertThat(found.get(0).title()).isEqualTo("title");
        assertThat(found.get(0).since()).isEqualTo(after(10));
    }
}
