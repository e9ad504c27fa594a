package dev.tocsin.testkit;

import static dev.tocsin.testkit.Samples.MSP;
import static dev.tocsin.testkit.Samples.OTHER_MSP;
import static dev.tocsin.testkit.Samples.SPECIAL;
import static dev.tocsin.testkit.Samples.after;
import static dev.tocsin.testkit.Samples.longText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.asset.ContentHash;
import dev.tocsin.core.store.AssetKey;
import dev.tocsin.core.store.Fleet;
import dev.tocsin.core.store.FleetLink;
import dev.tocsin.core.store.FleetStore.Owner;
import dev.tocsin.core.store.StoreException;
import dev.tocsin.core.store.StoreSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a store does with the configurations of fleets. */
abstract class FleetTests extends StoreTests {
    private static final Fleet FLEET = new Fleet(MSP, "cw", "nessus");
    private static final Fleet OTHER_SOURCE = new Fleet(MSP, "cw", "intune");
    private static final Fleet OTHER_CONNECTION = new Fleet(MSP, "halo", "nessus");
    private static final Fleet THEIRS = new Fleet(OTHER_MSP, "cw", "nessus");
    private static final ContentHash HASH = new ContentHash("0123456789abcdef".repeat(4));

    private static AssetKey key(String asset) {
        return new AssetKey("acme", asset);
    }

    private static FleetLink link(AssetKey key, @Nullable String configurationId, long run) {
        return new FleetLink(key, configurationId, HASH, false, null, run);
    }

    private static FleetLink link(String asset, @Nullable String configurationId) {
        return link(key(asset), configurationId, 1);
    }

    private static FleetLink retired(String asset, String configurationId) {
        return new FleetLink(key(asset), configurationId, HASH, true, null, 1);
    }

    private static FleetLink undecided(AssetKey key, Instant sentAt) {
        return new FleetLink(key, null, null, false, sentAt, 1);
    }

    private void save(Fleet fleet, FleetLink... links) {
        change(session -> session.fleets().save(fleet, List.of(links)));
    }

    private Map<AssetKey, FleetLink> get(Fleet fleet, AssetKey... keys) {
        return read(session -> session.fleets().get(fleet, List.of(keys)));
    }

    private @Nullable FleetLink get(Fleet fleet, String asset) {
        return get(fleet, key(asset)).get(key(asset));
    }

    private List<FleetLink> unseen(long run, @Nullable AssetKey after, int limit) {
        return read(session -> session.fleets().unseen(FLEET, run, after, limit));
    }

    private Map<String, Owner> owners(String... configurationIds) {
        return read(session -> session.fleets().owners(MSP, "cw", List.of(configurationIds)));
    }

    @Test
    void aLinkIsKeptWithAllItsFieldsAndOthersAreAbsent() {
        AssetKey key = new AssetKey("company " + SPECIAL, SPECIAL);
        FleetLink full =
                new FleetLink(key, "71 " + SPECIAL, HASH, true, after(5), Long.MAX_VALUE, "Contoso " + SPECIAL, true);
        FleetLink bare = new FleetLink(key("bare"), null, null, false, null, 0);
        FleetLink longest = link(longText(), "72");
        assertThat(get(FLEET, key, key("bare"))).isEmpty();
        save(FLEET, full, bare, longest);
        assertThat(get(FLEET, key, key("bare"), longest.key(), key("none"), key))
                .isEqualTo(Map.of(key, full, key("bare"), bare, longest.key(), longest));
        assertThat(get(FLEET)).isEmpty();
    }

    @Test
    void aLinkTakesThePlaceOfThatOfItsAssetAndTheLastOfOneCallCounts() {
        save(FLEET, link("dc01", "1"));
        FleetLink last = new FleetLink(key("dc01"), "2", null, true, null, 7);
        save(FLEET, link("dc01", "3"), link("web", "4"), last);
        assertThat(get(FLEET, key("dc01"), key("web")))
                .isEqualTo(Map.of(key("dc01"), last, key("web"), link("web", "4")));
        assertThat(owners("1", "3")).isEmpty();
        save(FLEET);
        assertThat(get(FLEET, "dc01")).isEqualTo(last);
    }

    @Test
    void fleetsAreKeptApartByMspConnectionAndSourceAndAssetsByCompanyAndCase() {
        save(FLEET, link("a", "1"), link("A", "2"), link(new AssetKey("beta", "a"), "3", 1));
        save(OTHER_SOURCE, link("a", "4"));
        save(OTHER_CONNECTION, link("a", "1"));
        save(THEIRS, link("a", "1"), link("b", "2"));
        assertThat(get(FLEET, "a")).isEqualTo(link("a", "1"));
        assertThat(get(FLEET, "A")).isEqualTo(link("A", "2"));
        assertThat(get(FLEET, new AssetKey("beta", "a")))
                .containsValue(link(new AssetKey("beta", "a"), "3", 1))
                .hasSize(1);
        assertThat(get(OTHER_SOURCE, "a")).isEqualTo(link("a", "4"));
        assertThat(get(OTHER_CONNECTION, "a")).isEqualTo(link("a", "1"));
        assertThat(get(THEIRS, "b")).isEqualTo(link("b", "2"));
        assertThat(get(FLEET, "b")).isNull();

        assertValue(session -> session.fleets().count(FLEET)).isEqualTo(3L);
        assertValue(session -> session.fleets().count(THEIRS)).isEqualTo(2L);
        assertThat(unseen(2, null, 9)).hasSize(3);
        assertThat(owners("1", "2")).containsEntry("1", new Owner("nessus", key("a")));
        assertThat(owners("2").get("2")).isEqualTo(new Owner("nessus", key("A")));
        change(session -> {
            session.fleets().seen(FLEET, 5, List.of(key("a")));
            session.fleets().readAgain(MSP, "cw", List.of("1"));
        });
        assertThat(get(OTHER_SOURCE, "a")).isEqualTo(link("a", "4"));
        assertThat(get(OTHER_CONNECTION, "a")).isEqualTo(link("a", "1"));
        assertThat(get(THEIRS, "a")).isEqualTo(link("a", "1"));
    }

    @Test
    void oneConfigurationNeverStandsForTwoAssetsOfAConnection() {
        save(FLEET, link("a", "1"), retired("r", "2"));
        assertThatThrownBy(() -> save(FLEET, link("b", "1")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("configuration '1'")
                .hasMessageContaining("'a'")
                .hasMessageContaining("'b'");
        assertRefused(() -> save(FLEET, link("b", "2")));
        assertRefused(() -> save(FLEET, link("b", "3"), link("c", "3")));
        assertRefused(() -> save(OTHER_SOURCE, link("a", "1")));
        assertRefused(() -> save(OTHER_SOURCE, link("x", "9"), link("y", "1")));
        assertThat(get(OTHER_SOURCE, key("a"), key("x"), key("y"))).isEmpty();
        assertThat(get(FLEET, key("b"), key("c"))).isEmpty();
        assertThat(get(FLEET, "a")).isEqualTo(link("a", "1"));

        save(FLEET, link("b", null), link("c", null));
        assertValue(session -> session.fleets().count(FLEET)).isEqualTo(2L);
    }

    @Test
    void aWorkGoesNoFurtherThanARefusedLinkEvenIfItCatchesTheRefusal() {
        save(FLEET, link("a", "1"));
        assertRefused(() -> change(session -> {
            session.fleets().save(FLEET, List.of(link("before", "7")));
            assertRefused(() -> session.fleets().save(FLEET, List.of(link("b", "1"))));
        }));
        assertThat(get(FLEET, key("before"), key("b"))).isEmpty();
        assertThat(owners("7")).isEmpty();
    }

    @Test
    void aConfigurationThatIsLetGoCanBeTakenByAnother() {
        save(FLEET, link("a", "1"), link("b", "2"), link("c", "3"));
        save(FLEET, link("a", "2"), link("b", "1"));
        assertThat(owners("1", "2", "3"))
                .isEqualTo(Map.of(
                        "1", new Owner("nessus", key("b")),
                        "2", new Owner("nessus", key("a")),
                        "3", new Owner("nessus", key("c"))));
        change(session -> {
            session.fleets().save(FLEET, List.of(link("c", null)));
            session.fleets().save(OTHER_SOURCE, List.of(link("c", "3")));
        });
        assertThat(owners("3")).containsEntry("3", new Owner("intune", key("c")));
    }

    @Test
    void whatARunSawIsNotedAndNothingElseOfIt() {
        FleetLink known = new FleetLink(key("a"), "1", HASH, true, after(3), 1, "Contoso", true);
        save(FLEET, known, link("b", "2"), link(key("later"), "3", 9));
        change(session -> session.fleets().seen(FLEET, 4, List.of(key("a"), key("later"), key("none"), key("a"))));
        assertThat(get(FLEET, "a")).isEqualTo(new FleetLink(key("a"), "1", HASH, true, after(3), 4, "Contoso", true));
        assertThat(get(FLEET, "b")).isEqualTo(link("b", "2"));
        assertThat(get(FLEET, "later")).isEqualTo(link(key("later"), "3", 9));
        assertThat(get(FLEET, "none")).isNull();
        change(session -> session.fleets().seen(FLEET, 5, List.of()));
        assertThat(get(FLEET, "b")).isEqualTo(link("b", "2"));
    }

    @Test
    void whatARunDidNotSeeIsGivenPageByPageByCompanyAndAsset() {
        // In the order of code points U+FFFD comes before U+1F680, in that of Java's chars after it.
        List<AssetKey> order = List.of(
                new AssetKey("Zeta", "9"),
                new AssetKey("acme", ""),
                new AssetKey("acme", "10"),
                new AssetKey("acme", "9"),
                new AssetKey("acme", "A"),
                new AssetKey("acme", "a"),
                new AssetKey("acme", "\uFFFD"),
                new AssetKey("acme", "\uD83D\uDE80"),
                new AssetKey("beta " + SPECIAL, "1"));
        List<FleetLink> links = new ArrayList<>();
        for (int i = order.size() - 1; i >= 0; i--) {
            links.add(link(order.get(i), String.valueOf(i), i % 2));
        }
        change(session -> session.fleets().save(FLEET, links));
        save(
                FLEET,
                link("without", null),
                retired("retired", "90"),
                link(key("seen"), "91", 2),
                link(key("seen later"), "92", 3));
        save(OTHER_SOURCE, link("elsewhere", "93"));

        List<AssetKey> given = new ArrayList<>();
        for (List<FleetLink> page = unseen(2, null, 2);
                !page.isEmpty();
                page = unseen(2, given.get(given.size() - 1), 2)) {
            assertThat(page).hasSizeLessThanOrEqualTo(2);
            page.forEach(link -> given.add(link.key()));
        }
        assertThat(given).isEqualTo(order);
        assertThat(unseen(1, null, 99)).hasSize(5);
        assertThat(unseen(0, null, 99)).isEmpty();
        assertThat(unseen(2, new AssetKey("acme", "B"), 1))
                .as("after an asset that is not kept")
                .isEqualTo(List.of(link(key("a"), "5", 1)));
    }

    @Test
    void createsOfUnknownOutcomeAreGivenByCompanyAndAsset() {
        assertThat(undecided()).isEmpty();
        FleetLink b = undecided(new AssetKey("b", "1"), after(1));
        FleetLink a2 = undecided(new AssetKey("a", "2"), after(2));
        FleetLink a1 = new FleetLink(new AssetKey("a", "1"), "5", HASH, true, after(3), 8);
        save(FLEET, b, a2, link("known", "1"), a1);
        save(OTHER_SOURCE, undecided(key("elsewhere"), after(4)));
        assertThat(undecided()).containsExactly(a1, a2, b);
        save(FLEET, link(a2.key(), "6", 1));
        assertThat(undecided()).containsExactly(a1, b);
    }

    private List<FleetLink> undecided() {
        return read(session -> session.fleets().undecided(FLEET));
    }

    @Test
    void linksWithAConfigurationAreCountedRetiredOnesIncluded() {
        assertValue(session -> session.fleets().count(FLEET)).isEqualTo(0L);
        save(FLEET, link("a", "1"), retired("b", "2"), link("c", null), undecided(key("d"), after(1)));
        assertValue(session -> session.fleets().count(FLEET)).isEqualTo(2L);
    }

    @Test
    void ownersAreFoundInAllSourcesOfTheConnection() {
        String special = "id " + SPECIAL;
        save(FLEET, link("a", "1"), retired("r", special));
        save(OTHER_SOURCE, link("a", "2"));
        save(OTHER_CONNECTION, link("a", "3"));
        save(THEIRS, link("a", "4"));
        assertThat(owners("1", "2", "3", "4", special, "1"))
                .isEqualTo(Map.of(
                        "1",
                        new Owner("nessus", key("a")),
                        "2",
                        new Owner("intune", key("a")),
                        special,
                        new Owner("nessus", key("r"))));
        assertThat(owners()).isEmpty();
    }

    @Test
    void whatChangedInThePsaIsToBeReadInAllSourcesAndWhatWasWrittenStaysKnown() {
        String special = "id " + SPECIAL;
        FleetLink full = new FleetLink(key("a"), special, HASH, true, after(1), 6, "Contoso", false);
        save(FLEET, full, link("b", "2"), new FleetLink(key("c"), "3", null, false, null, 1));
        save(OTHER_SOURCE, link("d", "4"));
        assertResult(session -> session.fleets().readAgain(MSP, "cw", List.of(special, "3", "4", "none", "4")))
                .isEqualTo(3);
        assertThat(get(FLEET, "a"))
                .isEqualTo(new FleetLink(key("a"), special, HASH, true, after(1), 6, "Contoso", true));
        assertThat(get(FLEET, "c")).isEqualTo(new FleetLink(key("c"), "3", null, false, null, 1, null, true));
        assertThat(get(FLEET, "b")).isEqualTo(link("b", "2"));
        assertThat(get(OTHER_SOURCE, "d")).isEqualTo(new FleetLink(key("d"), "4", HASH, false, null, 1, null, true));
        assertResult(session -> session.fleets().readAgain(MSP, "cw", List.of("4")))
                .isEqualTo(0);
        assertResult(session -> session.fleets().readAgain(MSP, "cw", List.of()))
                .isEqualTo(0);
        change(session -> session.fleets().seen(FLEET, 8, List.of(key("a"))));
        assertThat(get(FLEET, "a"))
                .isEqualTo(new FleetLink(key("a"), special, HASH, true, after(1), 8, "Contoso", true));
        save(FLEET, full);
        assertThat(get(FLEET, "a")).isEqualTo(full);
    }

    @Test
    void aWorkThatFailsLeavesFleetsAsTheyWere() {
        save(FLEET, link("a", "1"), link("b", "2"));
        assertThatThrownBy(() -> change(session -> {
                    session.fleets().save(FLEET, List.of(link("a", "2"), link("b", "1"), link("new", "3")));
                    session.fleets().save(OTHER_SOURCE, List.of(link("new", "4")));
                    session.fleets().seen(FLEET, 9, List.of(key("a")));
                    session.fleets().readAgain(MSP, "cw", List.of("1", "4"));
                    assertThat(session.fleets().count(FLEET)).isEqualTo(3);
                    throw new IllegalStateException("undo");
                }))
                .hasMessage("undo");
        assertThat(get(FLEET, key("a"), key("b"), key("new")))
                .isEqualTo(Map.of(key("a"), link("a", "1"), key("b"), link("b", "2")));
        assertThat(get(OTHER_SOURCE, "new")).isNull();
        assertThat(owners("1", "2", "3", "4"))
                .isEqualTo(Map.of("1", new Owner("nessus", key("a")), "2", new Owner("nessus", key("b"))));
        save(OTHER_SOURCE, link("free", "3"));
        assertThat(owners("3")).hasSize(1);
    }

    @Test
    void aReadRefusesToChangeFleets() {
        save(FLEET, link("a", "1"));
        List<Function<StoreSession, Object>> changes = List.of(
                session -> {
                    session.fleets().save(FLEET, List.of(link("b", "2")));
                    return 0;
                },
                session -> {
                    session.fleets().seen(FLEET, 9, List.of(key("a")));
                    return 0;
                },
                session -> session.fleets().readAgain(MSP, "cw", List.of("1")));
        for (Function<StoreSession, Object> change : changes) {
            assertRefused(() -> read(change));
        }
        assertThat(get(FLEET, "a")).isEqualTo(link("a", "1"));
    }

    @Test
    void aFewThousandLinksAreKeptAndSeenInOneCall() {
        List<FleetLink> links = IntStream.range(0, 3_000)
                .mapToObj(i -> link(new AssetKey("company " + i % 7, "asset " + i), String.valueOf(i), 1))
                .toList();
        List<AssetKey> keys = links.stream().map(FleetLink::key).toList();
        change(session -> session.fleets().save(FLEET, links));
        assertMap(session -> session.fleets().get(FLEET, keys))
                .hasSize(3_000)
                .containsValues(links.get(0), links.get(2_999));
        change(session -> session.fleets().seen(FLEET, 2, keys.subList(1, 3_000)));
        assertThat(unseen(2, null, 10)).containsExactly(links.get(0));
    }
}
