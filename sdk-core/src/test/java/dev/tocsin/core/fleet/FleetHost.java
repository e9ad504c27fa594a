package dev.tocsin.core.fleet;

import dev.tocsin.core.Tocsin;
import dev.tocsin.core.asset.AnswerType;
import dev.tocsin.core.asset.Asset;
import dev.tocsin.core.asset.AssetField;
import dev.tocsin.core.asset.AssetSource;
import dev.tocsin.core.asset.AssetValue;
import dev.tocsin.core.asset.ConfigurationField;
import dev.tocsin.core.asset.ConfigurationPlan;
import dev.tocsin.core.asset.ConfigurationProfile;
import dev.tocsin.core.asset.ConfigurationStatus;
import dev.tocsin.core.asset.ConfigurationType;
import dev.tocsin.core.asset.Question;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.engine.AssetLinking;
import dev.tocsin.core.engine.References;
import dev.tocsin.core.engine.TicketWriting;
import dev.tocsin.core.fake.DirectExecutor;
import dev.tocsin.core.fake.ScriptedConfigurations;
import dev.tocsin.core.fake.ScriptedPsa;
import dev.tocsin.core.fake.VirtualTime;
import dev.tocsin.core.intake.Catalogues;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.AssetKey;
import dev.tocsin.core.store.Fleet;
import dev.tocsin.core.store.FleetLink;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.VolatileStore;
import dev.tocsin.core.sync.MassChangeLimit;
import dev.tocsin.core.sync.SyncReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A host with assets, two mapped companies, a store and a PSA with configurations, in virtual time. */
final class FleetHost {
    static final String CONNECTION = "cw";
    static final ConfigurationType TYPE = new ConfigurationType(
            "7",
            "Workstation",
            true,
            List.of(
                    new ConfigurationField("name", 100, false, true),
                    ConfigurationField.text("deviceIdentifier", 100),
                    ConfigurationField.text("serialNumber", 250),
                    ConfigurationField.text("macAddress", 25),
                    ConfigurationField.text("osType", 20)),
            List.of(Question.of("1", "Asset tag", AnswerType.TEXT, false)),
            List.of(
                    new ConfigurationStatus("Active", true),
                    new ConfigurationStatus("In repair", true),
                    new ConfigurationStatus("Inactive", false)));

    final VirtualTime time = new VirtualTime();
    final Store store = new VolatileStore();
    final ScriptedConfigurations psa = new ScriptedConfigurations(time, TYPE);
    final Fleet fleet = new Fleet(MspId.SINGLE, CONNECTION, "nessus");
    final List<Asset> assets = new ArrayList<>();
    boolean resumable = true;
    boolean complete = true;

    @Nullable
    RuntimeException failure;

    MassChangeLimit limit = MassChangeLimit.NONE;
    ConfigurationSync sync;

    FleetHost() {
        sync = tocsin(store, new DirectExecutor()).configurationSync();
        for (String company : List.of("acme", "beta")) {
            tocsin(store, new DirectExecutor())
                    .configuration()
                    .save(new Company(MspId.SINGLE, company, company.toUpperCase(Locale.ROOT)));
            map(company, company + "-psa", true);
        }
    }

    Tocsin tocsin(Store on, ExecutorService requests) {
        return Tocsin.builder()
                .store(on)
                .psa(new ScriptedPsa(CONNECTION, time).withConfigurations(psa))
                .clock(time)
                .sleeper(time)
                .executor(requests)
                .build();
    }

    /** Sync in a process of its own, with small pages and little memory. */
    ConfigurationSync small(Store on) {
        Settings settings = Settings.DEFAULTS;
        Catalogues catalogues = new Catalogues(settings);
        TicketWriting writing = new TicketWriting(catalogues, References.secure(), settings.storm());
        AssetLinking linking = new AssetLinking(on, MspId.SINGLE, catalogues, writing, time);
        return new ConfigurationSync(
                new SyncParts(MspId.SINGLE, on, settings, catalogues, linking, time, time, new DirectExecutor(), 7, 9),
                Map.of(CONNECTION, new ScriptedPsa(CONNECTION, time).withConfigurations(psa)));
    }

    void map(String company, String psaCompany, boolean syncs) {
        tocsin(store, new DirectExecutor())
                .configuration()
                .save(new CompanyMapping(MspId.SINGLE, company, CONNECTION, psaCompany, null, false, List.of(), syncs));
    }

    static ConfigurationProfile.Builder profile() {
        return ConfigurationProfile.builder("p", "Workstation")
                .statuses("Active", "Inactive")
                .field("osType", AssetValue.of(AssetField.OPERATING_SYSTEM))
                .question("Asset tag", AnswerType.TEXT, AssetValue.attribute("tag"));
    }

    /** An asset of Acme with a device identifier of its own. */
    static Asset.Builder asset(String id) {
        return Asset.builder(id, "acme", "pc-" + id).deviceIdentifier("device-" + id);
    }

    /** So many assets, half of each company, with an operating system. */
    static List<Asset> assets(int count, String os) {
        List<Asset> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = String.format(Locale.ROOT, "a%06d", i);
            all.add(Asset.builder(id, i % 2 == 0 ? "acme" : "beta", "pc-" + id)
                    .deviceIdentifier("device-" + id)
                    .operatingSystem(os)
                    .build());
        }
        return all;
    }

    FleetHost has(Asset... some) {
        return has(List.of(some));
    }

    FleetHost has(Collection<Asset> some) {
        assets.clear();
        assets.addAll(some);
        return this;
    }

    AssetSource source() {
        return source(fleet.source());
    }

    /** The same assets, as a source of another name lists them. */
    AssetSource source(String id) {
        return new AssetSource() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public Stream<Asset> assets(@Nullable String after) {
                int from = 0;
                for (int i = 0; i < assets.size(); i++) {
                    from = assets.get(i).id().equals(after) ? i + 1 : from;
                }
                Stream<Asset> all = List.copyOf(assets.subList(from, assets.size())).stream();
                RuntimeException thrown = failure;
                return thrown == null
                        ? all
                        : Stream.concat(all, Stream.of(0).map(any -> {
                            throw thrown;
                        }));
            }

            @Override
            public OptionalLong total() {
                return OptionalLong.of(assets.size());
            }

            @Override
            public boolean complete() {
                return complete;
            }

            @Override
            public boolean resumable() {
                return resumable;
            }
        };
    }

    SyncOrder.Builder order() {
        return SyncOrder.builder(CONNECTION, source(), profile().build()).limit(limit);
    }

    /** A run of another source, of which nobody knows what it does not list. */
    SyncReport run(String source) {
        return sync.run(
                SyncOrder.builder(CONNECTION, source(source), profile().build())
                        .limit(limit)
                        .build(),
                progress -> {});
    }

    SyncReport run() {
        return sync.run(order().build(), progress -> {});
    }

    /** A run that must be completed without a problem. */
    SyncReport completes() {
        SyncReport report = run();
        if (report.ending() != SyncReport.Ending.COMPLETED || !report.problems().isEmpty()) {
            throw new AssertionError(report.lines());
        }
        return report;
    }

    SyncReport dryRun(List<ConfigurationPlan> plans) {
        return sync.dryRun(order().build(), plans::add, progress -> {});
    }

    @Nullable
    FleetLink link(Asset asset) {
        AssetKey key = new AssetKey(asset.companyId(), asset.id());
        return store.<Map<AssetKey, FleetLink>>read(session -> session.fleets().get(fleet, List.of(key)))
                .get(key);
    }
}
