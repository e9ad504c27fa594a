package dev.tocsin.core.asset;

import dev.tocsin.core.base.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A configuration type, a profile for it and a PSA in memory that carries plans out. */
final class Fleet {
    static final ConfigurationType TYPE = new ConfigurationType(
            "7",
            "Workstation",
            true,
            List.of(
                    new ConfigurationField("name", 100, false, true),
                    ConfigurationField.text("deviceIdentifier", 100),
                    ConfigurationField.text("serialNumber", 250),
                    ConfigurationField.text("macAddress", 25),
                    ConfigurationField.text("osType", 250),
                    ConfigurationField.text("modelNumber", 10)),
            List.of(
                    Question.of("1", "Asset tag", AnswerType.TEXT, true),
                    Question.of("2", "Encrypted", AnswerType.CHECKBOX, false),
                    Question.of("3", "Admin password", AnswerType.PASSWORD, false),
                    Question.of("4", "Kept by hand", AnswerType.TEXT, false),
                    new Question("5", "Tier", AnswerType.TEXT, false, -1, List.of("Gold", "Silver"))),
            List.of(
                    new ConfigurationStatus("Active", true),
                    new ConfigurationStatus("In repair", true),
                    new ConfigurationStatus("Inactive", false)));

    private final Map<String, PsaConfiguration> configurations = new LinkedHashMap<>();
    private final Map<String, AssetLink> links = new LinkedHashMap<>();
    private int writes;

    static ConfigurationProfile.Builder profile() {
        return ConfigurationProfile.builder("p", "Workstation")
                .statuses("Active", "Inactive")
                .field("osType", AssetValue.of(AssetField.OPERATING_SYSTEM))
                .question("asset TAG", AnswerType.TEXT, AssetValue.attribute("tag"))
                .question("Encrypted", AnswerType.CHECKBOX, AssetValue.attribute("encrypted"))
                .question("Admin password", AnswerType.PASSWORD, AssetValue.secret("admin"))
                .question("Tier", AnswerType.TEXT, AssetValue.attribute("tier"));
    }

    static Asset.Builder asset(String id, String name) {
        return Asset.builder(id, "contoso", name).attributes(Map.of("tag", "T-" + id));
    }

    static Asset random(Random random, int id) {
        return Asset.builder("a" + id, "contoso", "PC-" + id)
                .serialNumber(random.nextInt(4) == 0 ? "To be filled by O.E.M." : "SN" + id + "X")
                .macAddresses(
                        random.nextInt(3) == 0
                                ? List.of()
                                : List.of(String.format("00:11:22:33:%02x:%02x", id / 256, id % 256)))
                .operatingSystem("Windows " + random.nextInt(3))
                .attributes(Map.of("tag", "T" + random.nextInt(3), "encrypted", random.nextBoolean() ? "yes" : "FALSE"))
                .secrets(random.nextBoolean() ? Map.of() : Map.of("admin", Secret.of("pw" + random.nextInt(2))))
                .build();
    }

    /** Brings one asset in step as a runner would; gives the plan. */
    ConfigurationPlan sync(ConfigurationPlanner planner, Asset asset, boolean dieBeforeLink) {
        AssetLink link = links.get(asset.id());
        ConfigurationPlan plan = planner.withoutReading(asset, "C1", link)
                .orElseGet(() -> planner.plan(
                        asset,
                        "C1",
                        link,
                        configurations.values(),
                        id -> links.values().stream()
                                .anyMatch(one -> !one.assetId().equals(asset.id())
                                        && one.configurationId().equals(id))));
        writes += plan.writes() ? 1 : 0;
        if (plan instanceof ConfigurationPlan.Create create) {
            String id = "c" + (configurations.size() + 1);
            put(id, "Active", true, create.desired().fields(), create.answers());
            keep(asset, id, create.desired().hash(), false, dieBeforeLink);
        } else if (plan instanceof ConfigurationPlan.Change change) {
            PsaConfiguration was = configurations.get(change.configurationId());
            Map<String, String> fields = new LinkedHashMap<>(was.fields());
            fields.putAll(change.fields());
            String status = change.status() == null ? was.status() : change.status();
            put(
                    was.id(),
                    status,
                    change.status() != null || was.active(),
                    fields,
                    change.answers().isEmpty() ? was.answers() : change.answers());
            keep(asset, was.id(), change.desired().hash(), false, dieBeforeLink);
        } else if (plan instanceof ConfigurationPlan.Retire retire) {
            PsaConfiguration was = configurations.get(retire.configurationId());
            put(was.id(), retire.status(), false, was.fields(), was.answers());
            keep(asset, was.id(), null, true, dieBeforeLink);
        } else if (plan instanceof ConfigurationPlan.Unchanged unchanged && unchanged.keepLink()) {
            keep(asset, unchanged.configurationId(), unchanged.hash(), false, dieBeforeLink);
        }
        return plan;
    }

    private void keep(Asset asset, String id, ContentHash hash, boolean retired, boolean die) {
        if (!die) {
            links.put(asset.id(), new AssetLink(asset.id(), id, hash, retired));
        }
    }

    void put(String id, String status, boolean active, Map<String, String> fields, List<PsaAnswer> answers) {
        configurations.put(id, new PsaConfiguration(id, "C1", "Workstation", status, active, fields, answers));
    }

    PsaConfiguration configuration(String id) {
        return configurations.get(id);
    }

    List<PsaConfiguration> configurations() {
        return new ArrayList<>(configurations.values());
    }

    int writes() {
        return writes;
    }
}
