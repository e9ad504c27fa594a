package dev.tocsin.core.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.asset.Asset;
import dev.tocsin.core.asset.AssetSource;
import dev.tocsin.core.asset.PsaConfiguration;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.fake.DyingStore;
import dev.tocsin.core.fake.Fault;
import dev.tocsin.core.fake.ProcessDeath;
import dev.tocsin.core.fake.ScriptedConfigurations.Op;
import dev.tocsin.core.store.FleetLink;
import dev.tocsin.core.sync.MassChangeLimit;
import dev.tocsin.core.sync.SyncReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random fleets that change, a PSA that fails, people who edit, and processes that die: what must hold always, and in the end. */
@Timeout(60)
class SyncModelTest {
    private static final int SEEDS = 400;
    private static final MassChangeLimit LIMIT = new MassChangeLimit(30, 4);

    @Test
    void noAssetEverHasTwoConfigurationsAndInTheEndEachHasItsOwn() {
        int deaths = 0;
        int asked = 0;
        int resumed = 0;
        int enrolled = 0;
        int disputed = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            History history = new History(seed);
            try {
                history.play();
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
            deaths += history.deaths;
            asked += history.asked;
            resumed += history.resumed;
            enrolled += history.enrolled;
            disputed += history.disputed;
        }
        // The histories are worth nothing if nothing happens in them.
        assertThat(deaths).isGreaterThan(SEEDS / 4);
        assertThat(asked).isGreaterThan(SEEDS / 10);
        assertThat(resumed).isGreaterThan(SEEDS / 20);
        assertThat(enrolled).isGreaterThan(SEEDS);
        assertThat(disputed).isGreaterThan(SEEDS);
    }

    private static final class History {
        private final Random random;
        private final FleetHost host = new FleetHost();
        /** The devices by what their names begin with; a source may give one a new id. */
        private final Map<String, Asset> assets = new TreeMap<>();

        private final Map<String, String> sourceIds = new HashMap<>();
        private double trouble;
        private boolean storeDies;
        private int deaths;
        private int asked;
        private int resumed;
        private int enrolled;
        private int disputed;
        private int lastId;
        private long guardedInAll;

        History(long seed) {
            random = new Random(seed);
            host.resumable = random.nextBoolean();
            host.psa.latency(Duration.ofMillis(random.nextInt(3_000)));
            host.psa.chance(op -> random.nextDouble() < trouble ? fault() : null);
            host.psa.beforeRetire(this::mayBeRetired);
        }

        private Fault fault() {
            return switch (random.nextInt(9)) {
                case 0 -> new Fault.Refused("no");
                case 1 -> new Fault.NotExecuted(random.nextBoolean() ? null : Duration.ofSeconds(random.nextInt(120)));
                case 2 -> new Fault.LostBefore();
                case 3, 4 -> new Fault.LostAfter();
                case 5 -> new Fault.LostLate(Duration.ofSeconds(random.nextInt(240)));
                case 6 -> new Fault.DeathBefore();
                case 7 -> new Fault.DeathAfter();
                default -> random.nextInt(6) == 0 ? new Fault.AccessDenied() : new Fault.LostAfter();
            };
        }

        void play() {
            int steps = 4 + random.nextInt(8);
            for (int step = 0; step < steps; step++) {
                edit();
                trouble = random.nextInt(3) == 0 ? 0 : random.nextDouble() * 0.3;
                storeDies = random.nextInt(3) == 0;
                host.limit = random.nextInt(3) == 0 ? LIMIT : MassChangeLimit.NONE;
                run();
                noTwins();
                otherSource();
                host.time.advance(Duration.ofSeconds(random.nextInt(400)));
            }
            trouble = 0;
            storeDies = false;
            host.limit = MassChangeLimit.NONE;
            for (int i = 0; i < 3 && isUnfinished(); i++) {
                host.time.advance(Duration.ofMinutes(6));
                run();
            }
            host.map("beta", "beta-psa", true);
            host.psa.all().stream()
                    .filter(one -> one.active() && !isWorkstation(one))
                    .forEach(one -> host.psa.typeByHand(one.id(), "Workstation"));
            // A configuration that a person deleted is missed when its asset changes.
            assets.replaceAll((id, asset) -> asset(id, asset.retired(), "OS final"));
            host.has(assets.values());
            for (int i = 0; i < 4; i++) {
                host.time.advance(Duration.ofMinutes(6));
                run();
            }
            noTwins();
            allAreRight();
            int before = host.psa.writes();
            host.completes();
            assertThat(host.psa.writes() - before)
                    .as("writes of a run after which nothing changed")
                    .isZero();
        }

        /** The source, the mappings and the PSA change. What went away may only come back once a run saw that. */
        private void edit() {
            host.psa.settle();
            int changes = random.nextInt(12);
            for (int i = 0; i < changes; i++) {
                List<String> ids = List.copyOf(assets.keySet());
                String id = ids.isEmpty() || random.nextInt(3) == 0
                        ? "a" + (100 + ++lastId)
                        : ids.get(random.nextInt(ids.size()));
                if (random.nextInt(8) == 0) {
                    assets.remove(id);
                } else {
                    if (random.nextInt(4) == 0) {
                        enrolAgain(id);
                    }
                    assets.put(id, asset(id, random.nextInt(10) == 0, "OS " + random.nextInt(3)));
                }
            }
            host.has(assets.values());
            List<PsaConfiguration> all = host.psa.all();
            if (!all.isEmpty() && random.nextInt(3) == 0) {
                PsaConfiguration one = all.get(random.nextInt(all.size()));
                if (random.nextInt(3) == 0) {
                    host.psa.deleteByHand(one.id());
                } else if (!isWorkstation(one)) {
                    host.psa.typeByHand(one.id(), "Workstation");
                } else if (one.active() && random.nextInt(3) == 0 && !isInDoubt(one) && isKnown(one)) {
                    host.psa.typeByHand(one.id(), "Server");
                } else {
                    host.psa.setByHand(one.id(), "osType", "by hand");
                }
            }
            // What was passed over under a new id counts as not come if its company joins before the run is gone on
            // with.
            if (random.nextInt(6) == 0 && (enrolled == 0 || !isUnfinished())) {
                host.map("beta", "beta-psa", random.nextBoolean());
            }
        }

        /** What a name alone tells is not followed while a run spans the change, nor what was never seen to be made. */
        private void enrolAgain(String id) {
            Asset before = assets.get(id);
            boolean retyped = host.psa.all().stream().anyMatch(one -> idOf(one).equals(id) && !isWorkstation(one));
            if (before == null || isUnfinished() || retyped) {
                return;
            }
            FleetLink link = host.link(before);
            if (link != null && link.createSentAt() == null) {
                sourceIds.put(id, id + "." + ++lastId);
                enrolled++;
            }
        }

        private boolean isInDoubt(PsaConfiguration one) {
            return host.store.read(session -> session.fleets().undecided(host.fleet)).stream()
                    .anyMatch(link -> one.id().equals(link.configurationId()));
        }

        /** Whether its link is that of the asset by which the device comes now. */
        private boolean isKnown(PsaConfiguration one) {
            Asset asset = assetOf(one);
            FleetLink link = asset == null ? null : host.link(asset);
            return link != null && one.id().equals(link.configurationId());
        }

        private static boolean isWorkstation(PsaConfiguration one) {
            return one.type().equals("Workstation");
        }

        /** Another source lists devices that have their configurations: it gets none of them, and makes none. */
        private void otherSource() {
            if (isUnfinished() || random.nextInt(3) != 0) {
                return;
            }
            double was = trouble;
            trouble = 0;
            host.psa.settle();
            List<Asset> listed = new ArrayList<>();
            for (PsaConfiguration one : host.psa.all()) {
                Asset asset = assetOf(one);
                if (asset != null && one.active() && isWorkstation(one) && isLinked(one) && isOfOneDevice(one)) {
                    listed.add(Asset.builder("edr-" + idOf(one), asset.companyId(), one.name())
                            .deviceIdentifier(one.field("deviceIdentifier").orElse(null))
                            .serialNumber(one.field("serialNumber").orElse(null))
                            .operatingSystem("another's")
                            .build());
                }
            }
            if (!listed.isEmpty()) {
                AssetSource other = AssetSource.of("edr", listed::stream);
                SyncReport report = host.sync.run(
                        SyncOrder.builder(
                                        FleetHost.CONNECTION,
                                        other,
                                        FleetHost.profile().build())
                                .build(),
                        progress -> {});
                assertThat(report.progress().ambiguous() + report.progress().skipped())
                        .as("what another source must leave alone: %s", report.lines())
                        .isEqualTo(listed.size());
                disputed += (int) report.progress().ambiguous();
            }
            trouble = was;
        }

        private static boolean isOfOneDevice(PsaConfiguration one) {
            return one.field("deviceIdentifier").isPresent()
                    || one.field("serialNumber").isPresent();
        }

        private Asset asset(String id, boolean retired, String os) {
            int number = Integer.parseInt(id.substring(1));
            Asset before = assets.get(id);
            boolean was = before != null && before.retired();
            boolean nameOnly = number % 3 == 0;
            return Asset.builder(
                            sourceIds.getOrDefault(id, id),
                            number % 2 == 0 ? "acme" : "beta",
                            "pc-" + id + (nameOnly ? "" : random.nextInt(2)))
                    .deviceIdentifier(number % 3 == 1 ? "device-" + id : null)
                    .serialNumber(number % 3 == 2 ? "SERIAL-" + id : null)
                    .operatingSystem(os)
                    .attributes(random.nextBoolean() ? Map.of() : Map.of("tag", "T" + random.nextInt(3)))
                    .retired(was && isUnfinished() || retired)
                    .build();
        }

        private boolean isUnfinished() {
            return host.sync
                    .lastRun(FleetHost.CONNECTION)
                    .map(run -> run.ending() != SyncReport.Ending.COMPLETED)
                    .orElse(false);
        }

        private void run() {
            DyingStore store = new DyingStore(host.store, this::dies, this::dies);
            ConfigurationSync sync = host.small(storeDies ? store : host.store);
            host.psa.settle();
            long guardedBefore = guarded();
            long linked = host.store.read(session -> session.fleets().count(host.fleet));
            boolean unfinished = isUnfinished();
            long records = sync.lastRun(FleetHost.CONNECTION)
                    .filter(run -> unfinished)
                    .map(run -> run.records())
                    .orElse(linked);
            try {
                boolean cancels = random.nextInt(8) == 0;
                SyncReport report = sync.run(host.order().build(), progress -> {
                    if (cancels && random.nextBoolean()) {
                        sync.cancel(FleetHost.CONNECTION);
                    }
                });
                asked += report.ending() == SyncReport.Ending.ASKS ? 1 : 0;
                resumed += unfinished && report.progress().done() > assets.size() / 2 ? 1 : 0;
            } catch (ProcessDeath death) {
                deaths++;
            } catch (SyncBusyException busy) {
                host.time.advance(Duration.ofMinutes(2));
            } catch (TocsinException e) {
                assertThat(trouble).isPositive();
            }
            // A run that was stopped and the one that goes on with it share one limit.
            long before = unfinished ? guardedInAll : 0;
            guardedInAll = before + guarded() - guardedBefore;
            if (!host.limit.equals(MassChangeLimit.NONE)) {
                assertThat(guardedInAll)
                        .as("changes and retirements")
                        .isLessThanOrEqualTo(Math.max(before, host.limit.most(records)));
            }
        }

        private long guarded() {
            return host.psa.effects(Op.CHANGE) + host.psa.effects(Op.RETIRE);
        }

        private boolean dies() {
            return random.nextInt(40) == 0;
        }

        private void mayBeRetired(PsaConfiguration one) {
            Asset asset = assetOf(one);
            assertThat(asset == null || asset.retired())
                    .as("%s is retired though it is in use: %s", one.name(), asset)
                    .isTrue();
        }

        private @Nullable Asset assetOf(PsaConfiguration one) {
            return assets.get(idOf(one));
        }

        private static String idOf(PsaConfiguration one) {
            return one.name().substring(3, 7);
        }

        private void noTwins() {
            Map<String, String> seen = new HashMap<>();
            Map<String, String> devices = new HashMap<>();
            for (PsaConfiguration one : host.psa.all()) {
                for (String field : List.of("deviceIdentifier", "serialNumber")) {
                    one.field(field)
                            .filter(any -> one.active())
                            .ifPresent(value -> assertThat(
                                            devices.put(one.company() + " " + field + " " + value, one.id()))
                                    .as("a second active configuration with the %s %s", field, value)
                                    .isNull());
                }
            }
            host.psa.all().stream()
                    .filter(one -> isWorkstation(one) || one.active())
                    .forEach(one -> assertThat(seen.put(idOf(one), one.id()))
                            .as("a second configuration of %s", one.name())
                            .isNull());
        }

        private void allAreRight() {
            Map<String, PsaConfiguration> byId = new HashMap<>();
            host.psa.all().stream()
                    .filter(SyncModelTest.History::isWorkstation)
                    .forEach(one -> byId.put(idOf(one), one));
            for (Asset asset : assets.values()) {
                PsaConfiguration one = byId.remove(asset.name().substring(3, 7));
                if (asset.retired()) {
                    assertThat(one == null || !one.active())
                            .as("%s is retired", asset)
                            .isTrue();
                } else {
                    assertThat(one).as("the configuration of %s", asset).isNotNull();
                    assertThat(one.active()).as("%s is active", one).isTrue();
                    assertThat(one.name()).isEqualTo(asset.name());
                    assertThat(one.field("osType")).isEqualTo(asset.operatingSystem());
                    assertThat(one.company()).isEqualTo(asset.companyId() + "-psa");
                }
            }
            // What is left came no more. One whose create was lost cannot be told from others, and is reported.
            byId.values()
                    .forEach(one -> assertThat(one.active() && isLinked(one))
                            .as("%s, which came no more, is active", one)
                            .isFalse());
        }

        private boolean isLinked(PsaConfiguration one) {
            return !host.store
                    .read(session ->
                            session.fleets().owners(host.fleet.msp(), host.fleet.connectionId(), List.of(one.id())))
                    .isEmpty();
        }
    }
}
