package dev.tocsin.core.suppress;

import static dev.tocsin.core.suppress.Subjects.NOW;
import static dev.tocsin.core.suppress.Subjects.active;
import static dev.tocsin.core.suppress.Subjects.event;
import static dev.tocsin.core.suppress.Subjects.parent;
import static dev.tocsin.core.suppress.Subjects.subject;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.event.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which active parents mute which children, in chains and circles too. */
class InhibitionTest {
    private static final Set<SharedField> COMPANY = EnumSet.of(SharedField.COMPANY);
    private static final Set<SharedField> COMPANY_AND_ASSET = EnumSet.of(SharedField.COMPANY, SharedField.ASSET);
    private static final Inhibition SWITCH =
            rule("switch", Selector.eventTypes("switch-down"), Selector.eventTypes("host-down"), COMPANY);

    private static Inhibition rule(String id, Selector parent, Selector child, Set<SharedField> same) {
        return new Inhibition(id, MspId.SINGLE, parent, child, same);
    }

    private static boolean mutes(ActiveParents active, Subject child, Inhibition... rules) {
        return new Suppression(List.of(), List.of(), List.of(rules)).decide(child, NOW, active)
                instanceof Verdict.Suppressed;
    }

    @Test
    void anActiveParentMutesItsChildrenAndNothingElse() {
        Subject down = subject("switch-down", "core-1");

        assertThat(mutes(active(down), subject("host-down", "dc01"), SWITCH)).isTrue();
        assertThat(mutes(active(down), subject("disk-full", "dc01"), SWITCH)).isFalse();
        assertThat(mutes(active(subject("disk-full", "core-1")), subject("host-down", "dc01"), SWITCH))
                .isFalse();
        assertThat(mutes(active(), subject("host-down", "dc01"), SWITCH))
                .as("the parent resolved")
                .isFalse();
    }

    @Test
    void aParentOfAnotherCompanyOrMspMutesNothing() {
        Subject elsewhere = Subject.of(
                event("switch-down", "core-1").sourceCompanyId("other").build(), "other", null, null);
        Subject stranger = subject(event("switch-down", "core-1").msp(new MspId("other")));
        Subject child = subject("host-down", "dc01");
        ActiveParents careless = (query, limit) -> List.of(parent(elsewhere, NOW), parent(stranger, NOW));

        assertThat(mutes(active(elsewhere, stranger), child, SWITCH)).isFalse();
        assertThat(mutes(careless, child, SWITCH))
                .as("an index that answers too much")
                .isFalse();
        assertThat(SWITCH.queryFor(stranger)).isEmpty();
    }

    @Test
    void namedFieldsMustBeSharedAndPresent() {
        Inhibition sameAsset = rule(
                "asset",
                Selector.eventTypes("host-down"),
                Selector.category(EventCategory.PROBLEMS),
                COMPANY_AND_ASSET);
        Inhibition sameProductAndUser = rule(
                "user", Selector.eventTypes("locked"), Selector.eventTypes("denied"), EnumSet.allOf(SharedField.class));
        Subject locked = subject(event("locked", "dc01").product("VPN").user(new EventUser(null, "Ann@acme.example")));

        assertThat(mutes(active(subject("host-down", "dc01")), subject("disk-full", "dc01"), sameAsset))
                .isTrue();
        assertThat(mutes(active(subject("host-down", "dc01")), subject("disk-full", "dc02"), sameAsset))
                .isFalse();
        assertThat(mutes(active(subject("host-down", null)), subject("disk-full", null), sameAsset))
                .as("two that lack an asset share none")
                .isFalse();
        assertThat(mutes(
                        active(locked),
                        subject(event("denied", "dc01").product("VPN").user(new EventUser(null, "ann@acme.example"))),
                        sameProductAndUser))
                .isTrue();
        assertThat(mutes(
                        active(locked),
                        subject(event("denied", "dc01").product("VPN").user(new EventUser(null, "bob@acme.example"))),
                        sameProductAndUser))
                .isFalse();
        assertThat(mutes(
                        active(locked),
                        subject(event("denied", "dc01").product("Mail").user(new EventUser(null, "ann@acme.example"))),
                        sameProductAndUser))
                .isFalse();
    }

    @Test
    void severitiesAndAssetsOfAParentAreSelected() {
        Inhibition severe = rule(
                "severe",
                Selector.category(EventCategory.PROBLEMS)
                        .severity(Severity.HIGH, Severity.CRITICAL)
                        .onAssets("core-1"),
                Selector.ALL.severity(Severity.INFO, Severity.MEDIUM),
                COMPANY);

        assertThat(mutes(active(subject("down", "core-1", Severity.HIGH)), subject("any", "dc01"), severe))
                .isTrue();
        assertThat(mutes(active(subject("down", "core-1", Severity.MEDIUM)), subject("any", "dc01"), severe))
                .isFalse();
        assertThat(mutes(active(subject("down", "core-2", Severity.HIGH)), subject("any", "dc01"), severe))
                .isFalse();
        assertThat(mutes(active(subject("down", null, Severity.HIGH)), subject("any", "dc01"), severe))
                .isFalse();
        assertThat(mutes(
                        active(subject("down", "core-1", Severity.CRITICAL)),
                        subject("any", "dc01", Severity.HIGH),
                        severe))
                .isFalse();
    }

    @Test
    void aSubjectNeverMutesItself() {
        Inhibition worst = rule("worst", Selector.category(EventCategory.PROBLEMS), Selector.ALL, COMPANY_AND_ASSET);
        Subject alone = subject("disk-full", "dc01");

        assertThat(mutes(active(alone), alone, worst)).isFalse();
        assertThat(worst.mutes(alone, alone)).isFalse();
    }

    @Test
    void twoThatWouldMuteEachOtherBothActWhicheverIsAskedFirst() {
        Subject a = subject("a", "dc01");
        Subject b = subject("b", "dc01");
        Inhibition ab = rule("ab", Selector.eventTypes("a"), Selector.eventTypes("b"), COMPANY);
        Inhibition ba = rule("ba", Selector.eventTypes("b"), Selector.eventTypes("a"), COMPANY);

        for (ActiveParents known : List.of(active(a, b), active(b, a))) {
            assertThat(mutes(known, a, ab, ba)).isFalse();
            assertThat(mutes(known, b, ba, ab)).isFalse();
        }
        assertThat(mutes(active(a), b, ab, ba))
                .as("b just arrived and is in no index yet")
                .isFalse();
    }

    @Test
    void aCircleOfThreeMutesNobodyInItButThoseBelowIt() {
        Subject a = subject("a", "dc01");
        Subject b = subject("b", "dc01");
        Subject c = subject("c", "dc01");
        Subject below = subject("d", "dc01");
        Inhibition[] rules = {
            rule("ab", Selector.eventTypes("a"), Selector.eventTypes("b"), COMPANY),
            rule("bc", Selector.eventTypes("b"), Selector.eventTypes("c"), COMPANY),
            rule("ca", Selector.eventTypes("c"), Selector.eventTypes("a"), COMPANY),
            rule("cd", Selector.eventTypes("c"), Selector.eventTypes("d"), COMPANY),
        };

        assertThat(List.of(a, b, c)).noneMatch(one -> mutes(active(a, b, c, below), one, rules));
        assertThat(mutes(active(a, b, c, below), below, rules)).isTrue();
        assertThat(mutes(active(a, b), b, rules)).as("the circle is open").isTrue();
    }

    @Test
    void aMutedParentStillMutesUntilItResolves() {
        Subject router = subject("router-down", "r1");
        Subject down = subject("switch-down", "core-1");
        Subject host = subject("host-down", "dc01");
        Inhibition upper =
                rule("router", Selector.eventTypes("router-down"), Selector.eventTypes("switch-down"), COMPANY);

        assertThat(mutes(active(router, down, host), down, upper, SWITCH)).isTrue();
        assertThat(mutes(active(router, down, host), host, upper, SWITCH)).isTrue();
        assertThat(mutes(active(down, host), down, upper, SWITCH)).isFalse();
        assertThat(mutes(active(down, host), host, upper, SWITCH)).isTrue();
        assertThat(mutes(active(router, host), host, upper, SWITCH)).isFalse();
    }

    @Test
    void theLongestActiveParentIsNamedAndTiesGoByFingerprint() {
        Parent young = parent(subject("switch-down", "core-1"), NOW);
        Parent old = parent(subject("switch-down", "core-2"), NOW.minusSeconds(60));
        Parent same = parent(subject("switch-down", "core-3"), NOW.minusSeconds(60));
        List<Parent> all = new ArrayList<>(List.of(young, old, same));
        Parent first = old.subject().fingerprint().compareTo(same.subject().fingerprint()) < 0 ? old : same;

        for (int i = 0; i < 3; i++) {
            Collections.rotate(all, 1);
            Verdict verdict = new Suppression(List.of(), List.of(), List.of(SWITCH))
                    .decide(subject("host-down", "dc01"), NOW, ActiveParents.of(all));
            assertThat(verdict).isEqualTo(new Verdict.Suppressed(List.of(new Cause.ByParent(SWITCH, first))));
        }
    }

    @Test
    void theIndexIsAskedByTheSharedColumnsAndWithinALimit() {
        Inhibition sameAsset = rule("asset", Selector.eventTypes("host-down"), Selector.ALL, COMPANY_AND_ASSET);
        List<ParentQuery> asked = new ArrayList<>();
        List<Integer> limits = new ArrayList<>();
        ActiveParents index = (query, limit) -> {
            asked.add(query);
            limits.add(limit);
            return List.of();
        };

        assertThat(mutes(index, subject("disk-full", "dc01"), sameAsset, SWITCH))
                .isFalse();
        assertThat(asked)
                .containsExactly(new ParentQuery(
                        MspId.SINGLE,
                        Map.of(SharedField.ASSET, "dc01", SharedField.COMPANY, "acme"),
                        Selector.eventTypes("host-down")));
        assertThat(asked.get(0).columns()).containsExactly("company_id", "asset");
        assertThat(limits).containsExactly(Muting.PARENTS);
        assertThat(ActiveParents.of(List.of(
                                parent(subject("host-down", "dc01"), NOW), parent(subject("host-down", "dc01"), NOW)))
                        .find(asked.get(0), 1))
                .hasSize(1);
    }

    @Test
    void aSearchForACircleThatGrowsTooLongLetsTheSubjectAct() {
        Inhibition endless = rule("e", Selector.eventTypes("x"), Selector.ALL, COMPANY);
        int[] made = {0};
        ActiveParents chain = (query, limit) -> {
            made[0]++;
            return List.of(parent(subject("x", "host" + made[0], Severity.LOW), NOW));
        };
        Inhibition mayMute = rule("m", Selector.eventTypes("leaf"), Selector.eventTypes("nothing"), COMPANY);

        assertThat(mutes(chain, subject("leaf", "dc01"), endless, mayMute)).isFalse();
        assertThat(made[0]).isLessThan(2 * Muting.SEARCHED);
    }

    /** Random rules over event types make random graphs of subjects, one per type. */
    @Test
    void inRandomGraphsThoseMutedAreThoseBeneathAnotherThatIsNotBeneathThem() {
        Random random = new Random(4);
        int muted = 0;
        int circles = 0;
        for (int round = 0; round < 2_000; round++) {
            int size = 2 + random.nextInt(6);
            boolean[][] above = new boolean[size][size];
            List<Inhibition> rules = new ArrayList<>();
            List<Subject> subjects = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                subjects.add(subject("t" + i, "dc01"));
            }
            int edges = random.nextInt(2 * size);
            for (int i = 0; i < edges; i++) {
                int from = random.nextInt(size);
                int to = random.nextInt(size);
                rules.add(rule(
                        "r" + i, Selector.eventTypes("t" + from), Selector.eventTypes("t" + to), COMPANY_AND_ASSET));
                above[from][to] |= from != to;
            }
            boolean[][] reaches = closure(above);
            Collections.shuffle(subjects, random);
            ActiveParents index = active(subjects.toArray(Subject[]::new));
            int acting = 0;
            for (Subject subject : subjects) {
                int me = Integer.parseInt(subject.eventType().substring(1));
                boolean expected = false;
                for (int other = 0; other < size; other++) {
                    expected |= above[other][me] && !reaches[me][other];
                    circles += above[other][me] && reaches[me][other] ? 1 : 0;
                }
                assertThat(mutes(index, subject, rules.toArray(Inhibition[]::new)))
                        .as("round %d, subject %d", round, me)
                        .isEqualTo(expected);
                muted += expected ? 1 : 0;
                acting += expected ? 0 : 1;
            }
            assertThat(acting).as("somebody acts in round %d", round).isPositive();
        }
        assertThat(muted).isGreaterThan(1_000);
        assertThat(circles).isGreaterThan(1_000);
    }

    private static boolean[][] closure(boolean[][] edges) {
        int size = edges.length;
        boolean[][] reaches = new boolean[size][size];
        for (int i = 0; i < size; i++) {
            reaches[i] = edges[i].clone();
        }
        for (int via = 0; via < size; via++) {
            for (int from = 0; from < size; from++) {
                for (int to = 0; to < size; to++) {
                    reaches[from][to] |= reaches[from][via] && reaches[via][to];
                }
            }
        }
        return reaches;
    }

    @Test
    void rulesThatCannotBeMeantAreRefused() {
        assertThatThrownBy(() -> rule("i1", Selector.ALL, Selector.ALL, COMPANY))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("inhibitions[i1].parent: is empty, so that anything would mute");
        assertThatThrownBy(() -> rule("i1", Selector.eventTypes("a"), Selector.ALL, EnumSet.of(SharedField.ASSET)))
                .hasMessageContaining("inhibitions[i1].same: [ASSET] lacks COMPANY")
                .hasMessageContaining("[COMPANY, ASSET, PRODUCT, USER]");
        assertThatThrownBy(() -> rule("i1", Selector.eventTypes("a"), Selector.ALL, Set.of()))
                .hasMessageContaining("inhibitions[i1].same");
        assertThatThrownBy(() -> rule(" ", Selector.eventTypes("a"), Selector.ALL, COMPANY))
                .hasMessageContaining("inhibitions.id: is missing");
        assertThatThrownBy(() -> Selector.ALL.severity(Severity.HIGH, Severity.LOW))
                .hasMessageContaining("selector.maxSeverity: LOW is below minSeverity, HIGH");
        assertThatThrownBy(() -> Selector.eventTypes(" ")).hasMessageContaining("selector.eventTypes: is missing");
    }

    @Test
    void plainMapsAreReadBackAndRefusedByTheirPlace() {
        Inhibition rule = rule(
                "i1",
                Selector.eventTypes("a", "b")
                        .severity(Severity.LOW, Severity.HIGH)
                        .onAssets("dc01"),
                Selector.category(EventCategory.SOLUTIONS),
                EnumSet.allOf(SharedField.class));
        Map<String, Object> map = new HashMap<>(rule.asValue());

        assertThat(Inhibition.of(MspId.SINGLE, "inhibitions[0]", map)).isEqualTo(rule);
        map.put("same", List.of("COMPANY", "HOST"));
        assertThatThrownBy(() -> Inhibition.of(MspId.SINGLE, "inhibitions[0]", map))
                .hasMessageContaining("inhibitions[0].same[1]: 'HOST' is not legal; legal are [COMPANY, ASSET,");
        map.put("same", List.of("COMPANY"));
        map.put("parent", Map.of());
        assertThatThrownBy(() -> Inhibition.of(MspId.SINGLE, "inhibitions[0]", map))
                .hasMessageContaining("inhibitions[0].parent: is empty");
        map.put("parent", Map.of("minSeverity", "HIGH", "maxSeverity", "LOW"));
        assertThatThrownBy(() -> Inhibition.of(MspId.SINGLE, "inhibitions[0]", map))
                .hasMessageContaining("inhibitions[0].parent.maxSeverity: LOW is below minSeverity, HIGH");
        map.put("parent", Map.of("asset", "dc01"));
        assertThatThrownBy(() -> Inhibition.of(MspId.SINGLE, "inhibitions[0]", map))
                .hasMessageContaining("inhibitions[0].parent.asset: is not known; legal are [category, eventTypes,");
        map.remove("parent");
        assertThatThrownBy(() -> Inhibition.of(MspId.SINGLE, "inhibitions[0]", map))
                .hasMessageContaining("inhibitions[0].parent: is missing");
    }
}
