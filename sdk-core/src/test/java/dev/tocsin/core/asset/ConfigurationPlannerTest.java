package dev.tocsin.core.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.Secret;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationPlannerTest {
    private final ConfigurationPlanner planner =
            new ConfigurationPlanner(Fleet.profile().build(), Fleet.TYPE);
    private final Fleet fleet = new Fleet();

    @Test
    void aNewAssetIsCreatedWithTheWholeArrayOfAnswers() {
        ConfigurationPlan plan = run(Fleet.asset("1", "PC-1")
                .operatingSystem("Windows 11")
                .secrets(Map.of("admin", Secret.of("hunter2")))
                .build());

        ConfigurationPlan.Create create = (ConfigurationPlan.Create) plan;
        assertThat(create.desired().fields()).isEqualTo(Map.of("name", "PC-1", "osType", "Windows 11"));
        assertThat(create.answers())
                .extracting(PsaAnswer::questionId, PsaAnswer::value)
                .containsExactly(
                        tuple("1", new AnswerValue.Plain("T-1")),
                        tuple("2", null),
                        tuple("3", new AnswerValue.Hidden(Secret.of("hunter2"))),
                        tuple("4", null),
                        tuple("5", null));
        assertThat(plan.lines())
                .contains("create 'PC-1' for asset '1' at company 'C1'", "  questions[Admin password]: ***")
                .noneMatch(line -> line.contains("hunter2"));
        assertThat(plan.toString()).doesNotContain("hunter2");
    }

    @Test
    void exactlyWhatChangedIsSentAndOfAnswersTheWholeArrayWithOthersKept() {
        run(Fleet.asset("1", "PC-1").operatingSystem("Windows 10").build());
        PsaConfiguration was = fleet.configuration("c1");
        List<PsaAnswer> byHand = new ArrayList<>(was.answers());
        byHand.set(3, byHand.get(3).with(new AnswerValue.Plain("a person's words")));
        byHand.set(2, byHand.get(2).with(new AnswerValue.Withheld()));
        fleet.put("c1", "In repair", true, was.fields(), byHand);

        ConfigurationPlan fieldsOnly =
                run(Fleet.asset("1", "PC-1").operatingSystem("Windows 11").build());
        ConfigurationPlan answersOnly = run(Fleet.asset("1", "PC-1")
                .operatingSystem("Windows 11")
                .attributes(Map.of("tag", "T-1", "tier", "gold"))
                .build());

        ConfigurationPlan.Change first = (ConfigurationPlan.Change) fieldsOnly;
        assertThat(first.fields()).isEqualTo(Map.of("osType", "Windows 11"));
        assertThat(first.answers()).isEmpty();
        assertThat(first.status()).isNull();
        assertThat(first.lines())
                .containsExactly(
                        "change configuration c1 'PC-1' of asset '1', found by stored link",
                        "  fields[osType]: 'Windows 10' → 'Windows 11'");
        ConfigurationPlan.Change second = (ConfigurationPlan.Change) answersOnly;
        assertThat(second.fields()).isEmpty();
        assertThat(second.answers())
                .extracting(PsaAnswer::value)
                .containsExactly(
                        new AnswerValue.Plain("T-1"),
                        null,
                        new AnswerValue.Withheld(),
                        new AnswerValue.Plain("a person's words"),
                        new AnswerValue.Plain("Gold"));
        assertThat(second.differences()).containsExactly(new Difference("questions[Tier]", null, "'Gold'"));
    }

    @Test
    void aChangedPasswordIsSentAndNeverShown() {
        run(Fleet.asset("1", "PC-1")
                .secrets(Map.of("admin", Secret.of("old-one")))
                .build());

        ConfigurationPlan plan = run(Fleet.asset("1", "PC-1")
                .secrets(Map.of("admin", Secret.of("new-one")))
                .build());

        assertThat(((ConfigurationPlan.Change) plan).differences())
                .containsExactly(new Difference("questions[Admin password]", "***", "***"));
        assertThat(plan + " " + plan.lines()).doesNotContain("old-one", "new-one");
    }

    @Test
    void aSecretThatIsNotOneLineIsAFaultBeforeAnyCallAndIsNotShown() {
        for (String bad : List.of("hunter2\nx", "hunter2\u0000", "hunter2\u007f", "hunter2".repeat(200))) {
            ConfigurationPlan plan = run(Fleet.asset("1", "PC-1")
                    .secrets(Map.of("admin", Secret.of(bad)))
                    .build());

            assertThat(((ConfigurationPlan.Invalid) plan).faults())
                    .containsExactly(
                            new FieldError(
                                    "questions[Admin password]",
                                    "Password",
                                    "the secret is not legal; one line of at most 1000 characters without control characters is"));
            assertThat(plan + " " + plan.lines()).doesNotContain("hunter2");
        }
    }

    @Test
    void theOrderInWhichASourceListsAddressesIsNoChange() {
        ConfigurationPlanner addresses = new ConfigurationPlanner(
                ConfigurationProfile.builder("p", "Workstation")
                        .statuses("Active", "Inactive")
                        .field("macAddress", AssetValue.of(AssetField.MAC_ADDRESS))
                        .field("modelNumber", AssetValue.of(AssetField.ADDRESS))
                        .question("Asset tag", AnswerType.TEXT, AssetValue.of(AssetField.ADDRESSES))
                        .build(),
                Fleet.TYPE);
        String wired = "00:1a:2b:3c:4d:5e";
        String wireless = "00-1A-2B-3C-4D-5F";

        fleet.sync(addresses, multihomed(List.of(wired, wireless), List.of("192.0.2.9", "192.0.2.1")), false);
        ConfigurationPlan turned =
                fleet.sync(addresses, multihomed(List.of(wireless, wired), List.of("192.0.2.1", "192.0.2.9")), false);
        ConfigurationPlan moved =
                fleet.sync(addresses, multihomed(List.of(wireless), List.of("192.0.2.1", "192.0.2.2")), false);

        assertThat(turned).isInstanceOf(ConfigurationPlan.Unchanged.class);
        assertThat(((ConfigurationPlan.Change) moved).differences())
                .extracting(Object::toString)
                .containsExactly(
                        "fields[macAddress]: '00:1A:2B:3C:4D:5E' → '00:1A:2B:3C:4D:5F'",
                        "fields[modelNumber]: '192.0.2.9' → '192.0.2.1'",
                        "questions[Asset tag]: '192.0.2.1, 192.0.2.9' → '192.0.2.1, 192.0.2.2'");
    }

    private static Asset multihomed(List<String> macs, List<String> addresses) {
        return Fleet.asset("1", "PC-1").macAddresses(macs).addresses(addresses).build();
    }

    @Test
    void aPasswordThatIsWithheldIsNotSentAgainWhileItIsWhatWasWrittenLast() {
        Asset asset = Fleet.asset("1", "PC-1")
                .secrets(Map.of("admin", Secret.of("old-one")))
                .build();
        ContentHash written = ((ConfigurationPlan.Create) run(asset)).desired().hash();
        PsaConfiguration was = fleet.configuration("c1");
        List<PsaAnswer> masked = was.answers().stream()
                .map(one -> one.type() == AnswerType.PASSWORD ? one.with(new AnswerValue.Withheld()) : one)
                .toList();
        fleet.put("c1", was.status(), true, was.fields(), masked);
        AssetLink known = new AssetLink("1", "c1", written, false);
        AssetLink changed = new AssetLink("1", "c1", written, false, true);
        AssetLink forgotten = new AssetLink("1", "c1", null, false);

        assertThat(planner.plan(asset, "C1", known, fleet.configurations(), id -> false))
                .isInstanceOf(ConfigurationPlan.Unchanged.class);
        assertThat(planner.withoutReading(asset, "C1", known)).isPresent();
        assertThat(planner.withoutReading(asset, "C1", changed)).isEmpty();
        assertThat(planner.plan(asset, "C1", changed, fleet.configurations(), id -> false))
                .isEqualTo(new ConfigurationPlan.Unchanged("1", "c1", written, true));
        assertThat(planner.plan(asset, "C1", forgotten, fleet.configurations(), id -> false))
                .isInstanceOf(ConfigurationPlan.Change.class);
    }

    @Test
    void allFaultsOfAnAssetAreToldAtOnceBeforeAnythingIsRead() {
        ConfigurationPlanner strict = new ConfigurationPlanner(
                Fleet.profile()
                        .field("modelNumber", AssetValue.of(AssetField.MODEL))
                        .build(),
                Fleet.TYPE);
        Asset asset = Fleet.asset("1", "PC-1")
                .model("Latitude 7440")
                .attributes(Map.of("encrypted", "maybe", "tier", "Bronze"))
                .build();

        Optional<ConfigurationPlan> plan = strict.withoutReading(asset, "C1", null);

        assertThat(((ConfigurationPlan.Invalid) plan.orElseThrow()).faults())
                .extracting(FieldError::toString)
                .containsExactly(
                        "fields[modelNumber]: 'Latitude 7440' has 13 characters; at most 10 are legal",
                        "questions[Encrypted]: 'maybe' is not legal; true and false are (Checkbox)",
                        "questions[Tier]: 'Bronze' is not legal; one of ['Gold', 'Silver'] is (Text)");
        assertThat(((ConfigurationPlan.Invalid) strict.plan(asset, "C1", null, List.of(), id -> false)).faults())
                .hasSize(4)
                .last()
                .extracting(FieldError::field)
                .isEqualTo("questions[Asset tag]");
    }

    @Test
    void aRequiredAnswerThatThePsaHasAlreadyIsEnough() {
        Asset silent =
                Asset.builder("1", "contoso", "PC-1").operatingSystem("New").build();
        run(Fleet.asset("1", "PC-1").build());

        assertThat(run(silent)).isInstanceOf(ConfigurationPlan.Change.class);
        assertThat(new Fleet().sync(planner, silent, false)).isInstanceOf(ConfigurationPlan.Invalid.class);
    }

    @Test
    void addressesInAnotherOrderAreNoChange() {
        ConfigurationPlanner addressed = new ConfigurationPlanner(
                Fleet.profile()
                        .field("osType", AssetValue.of(AssetField.ADDRESSES))
                        .field("modelNumber", AssetValue.of(AssetField.ADDRESS).shortened())
                        .build(),
                Fleet.TYPE);
        List<String> macs = List.of("00-1a-2b-3c-4d-5e", "00-1A-2B-3C-4D-5F");
        Asset one = Fleet.asset("1", "PC-1")
                .addresses(List.of("10.0.0.5", "10.0.0.4"))
                .macAddresses(macs)
                .build();
        Asset turned = Fleet.asset("1", "PC-1")
                .addresses(List.of("10.0.0.4", "10.0.0.5"))
                .macAddresses(List.of(macs.get(1), macs.get(0)))
                .build();
        Asset moved = Fleet.asset("1", "PC-1")
                .addresses(List.of("10.0.0.4"))
                .macAddresses(List.of(macs.get(1)))
                .build();

        ConfigurationPlan plan = fleet.sync(addressed, one, false);
        assertThat(((ConfigurationPlan.Create) plan).desired().fields())
                .containsEntry("osType", "10.0.0.4, 10.0.0.5")
                .containsEntry("modelNumber", "10.0.0.5");
        assertThat(fleet.sync(addressed, turned, false)).isInstanceOf(ConfigurationPlan.Unchanged.class);
        assertThat(((ConfigurationPlan.Change) fleet.sync(addressed, moved, false)).fields())
                .isEqualTo(Map.of("osType", "10.0.0.4", "modelNumber", "10.0.0.4", "macAddress", "00:1A:2B:3C:4D:5F"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\nlines", "tab\t", "nul\0"})
    void aSecretThatNoPsaWouldTakeIsToldBeforeAnythingIsReadAndNotShown(String secret) {
        Asset asset = Fleet.asset("1", "PC-1")
                .secrets(Map.of("admin", Secret.of(secret)))
                .build();

        ConfigurationPlan plan = planner.withoutReading(asset, "C1", null).orElseThrow();

        assertThat(((ConfigurationPlan.Invalid) plan).faults()).singleElement().satisfies(fault -> {
            assertThat(fault.field()).isEqualTo("questions[Admin password]");
            assertThat(fault.toString()).doesNotContain(secret);
        });
    }

    @Test
    void anAssetWithoutAnIdentifierIsMarkedWithAReferenceWhereTheFieldIsFreeAndNowhereElse() {
        String reference = AssetReference.of(MspId.SINGLE, "cw", "nessus", "contoso", "1");
        Asset marked = Fleet.asset("1", "PC-1").build().orIdentifiedBy(reference);
        assertThat(reference).matches("X1-[A-Z2-7]{26}");
        assertThat(Fleet.asset("1", "PC-1").deviceIdentifier("own").build().orIdentifiedBy(reference))
                .isEqualTo(Fleet.asset("1", "PC-1").deviceIdentifier("own").build());

        ConfigurationPlan.Create create = (ConfigurationPlan.Create) run(marked);
        assertThat(create.desired().fields()).containsEntry("deviceIdentifier", reference);
        // Found by it under another name, though no link was kept.
        Asset renamed = Fleet.asset("1", "PC-2").build().orIdentifiedBy(reference);
        assertThat(planner.plan(renamed, "C1", null, fleet.configurations(), id -> false))
                .isInstanceOfSatisfying(
                        ConfigurationPlan.Change.class,
                        change -> assertThat(change.fields()).containsOnlyKeys("name"));

        fleet.put("c1", "Active", true, Map.of("name", "PC-1", "deviceIdentifier", "a person's own"), create.answers());
        AssetLink forgotten = new AssetLink("1", "c1", null, false);
        assertThat(planner.plan(marked, "C1", forgotten, fleet.configurations(), id -> false))
                .isInstanceOf(ConfigurationPlan.Unchanged.class);
    }

    @Test
    void aLongValueIsCutWhereTheProfileSaysSo() {
        ConfigurationPlanner cutting = new ConfigurationPlanner(
                Fleet.profile()
                        .field("modelNumber", AssetValue.of(AssetField.MODEL).shortened())
                        .build(),
                Fleet.TYPE);

        ConfigurationPlan plan = fleet.sync(
                cutting, Fleet.asset("1", "PC-1").model("123456789😀x").build(), false);

        assertThat(((ConfigurationPlan.Create) plan).desired().fields()).containsEntry("modelNumber", "123456789");
    }

    @Test
    void aRetiredAssetGetsItsStatusOnceAndComesBackWhenItDoes() {
        Asset asset = Fleet.asset("1", "PC-1").build();
        Asset retired = Fleet.asset("1", "PC-1").retired(true).build();
        run(asset);

        assertThat(run(retired)).isEqualTo(new ConfigurationPlan.Retire("1", "c1", "Inactive"));
        assertThat(run(retired)).isEqualTo(new ConfigurationPlan.Gone("1", "c1"));
        assertThat(((ConfigurationPlan.Change) run(asset)).status()).isEqualTo("Active");
        assertThat(run(asset)).isInstanceOf(ConfigurationPlan.Unchanged.class);
        assertThat(fleet.configurations()).hasSize(1);
    }

    @Test
    void aRetiredAssetThatWasNeverLinkedRetiresNobodysConfiguration() {
        fleet.put("c1", "Active", true, Map.of("name", "PC-1"), List.of());

        assertThat(run(Fleet.asset("1", "PC-1").retired(true).build()))
                .isEqualTo(new ConfigurationPlan.Gone("1", null));
    }

    @Test
    void whatAPersonSetInactiveStaysSo() {
        run(Fleet.asset("1", "PC-1").build());
        PsaConfiguration was = fleet.configuration("c1");
        fleet.put("c1", "Inactive", false, was.fields(), was.answers());

        ConfigurationPlan plan =
                run(Fleet.asset("1", "PC-1").operatingSystem("New").build());

        assertThat(((ConfigurationPlan.Change) plan).status()).isNull();
    }

    @Test
    void aRefusalForAnOldValueElsewhereIsToldApartFromOurOwnFields() {
        run(Fleet.asset("1", "PC-1").operatingSystem("Windows 10").build());
        ConfigurationPlan.Change change = (ConfigurationPlan.Change)
                run(Fleet.asset("1", "PC-1").operatingSystem("Windows 11").build());
        FieldError ours = new FieldError("osType", "MaxLengthField", "too long");
        FieldError old = new FieldError("warrantyExpirationDate", "OutOfRange", "must be after 1753");
        FieldError question = new FieldError("questions[Kept by hand]", "InvalidObject", "bad");

        assertThat(change.elsewhere(List.of(ours, old, question, new FieldError(null, null, "?"))))
                .containsExactly(old, question);
    }

    @Test
    void theHashIsTheSameWhateverTheOrderAndAnotherForEveryDifference() {
        Set<ContentHash> hashes = new HashSet<>();
        List<Asset> different = List.of(
                Fleet.asset("1", "PC-1").build(),
                Fleet.asset("2", "PC-1").attributes(Map.of("tag", "T-1")).build(),
                Fleet.asset("1", "PC-2").build(),
                Fleet.asset("1", "PC-1").operatingSystem("a").build(),
                Fleet.asset("1", "PC-1").serialNumber("abc").build(),
                Fleet.asset("1", "PC-1")
                        .secrets(Map.of("admin", Secret.of("x")))
                        .build(),
                Fleet.asset("1", "PC-1")
                        .secrets(Map.of("admin", Secret.of("y")))
                        .build());

        different.forEach(asset -> hashes.add(hash(planner, asset)));

        assertThat(hashes).hasSize(different.size());
        ConfigurationProfile reordered = ConfigurationProfile.builder("q", "Workstation")
                .statuses("Active", "Inactive")
                .question("Tier", AnswerType.TEXT, AssetValue.attribute("tier"))
                .question("Admin password", AnswerType.PASSWORD, AssetValue.secret("admin"))
                .question("Asset tag", AnswerType.TEXT, AssetValue.attribute("tag"))
                .question("Encrypted", AnswerType.CHECKBOX, AssetValue.attribute("encrypted"))
                .field("osType", AssetValue.of(AssetField.OPERATING_SYSTEM))
                .build();
        ConfigurationPlanner other = new ConfigurationPlanner(reordered, Fleet.TYPE);
        different.forEach(asset -> assertThat(hash(other, asset)).isEqualTo(hash(planner, asset)));
    }

    @Test
    void aFleetCostsOneWriteForEachChangeNoneAtRestAndNoDuplicateAfterCrashes() {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            Fleet world = new Fleet();
            List<Asset> assets = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                assets.add(Fleet.random(random, i));
            }
            for (int attempt = 0; attempt < 3; attempt++) {
                boolean dies = attempt < 2;
                assets.forEach(asset -> world.sync(planner, asset, dies && random.nextInt(3) == 0));
            }
            assertThat(world.configurations()).as("seed " + seed).hasSize(30);

            int before = world.writes();
            assets.forEach(asset ->
                    assertThat(planner.withoutReading(asset, "C1", null)).isEmpty());
            assets.forEach(asset ->
                    assertThat(world.sync(planner, asset, false)).isInstanceOf(ConfigurationPlan.Unchanged.class));
            assertThat(world.writes()).isEqualTo(before);

            List<Asset> later = new ArrayList<>(assets);
            for (int i = 0; i < 5; i++) {
                int changed = random.nextInt(30);
                later.set(changed, Fleet.random(random, changed));
            }
            later.forEach(asset -> world.sync(planner, asset, false));
            assertThat(world.writes() - before).isLessThanOrEqualTo(5);
            int now = world.writes();
            later.forEach(asset -> world.sync(planner, asset, false));
            assertThat(world.writes()).isEqualTo(now);
            assertThat(world.configurations()).hasSize(30);
        }
    }

    private static ContentHash hash(ConfigurationPlanner planner, Asset asset) {
        return ((ConfigurationPlan.Create) planner.plan(asset, "C1", null, List.of(), id -> false))
                .desired()
                .hash();
    }

    private ConfigurationPlan run(Asset asset) {
        return fleet.sync(planner, asset, false);
    }
}
