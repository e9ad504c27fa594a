package dev.tocsin.core.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.asset.Asset;
import dev.tocsin.core.asset.PsaConfiguration;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.fake.DyingStore;
import dev.tocsin.core.fake.Fault;
import dev.tocsin.core.fake.ProcessDeath;
import dev.tocsin.core.fake.ScriptedConfigurations.Op;
import dev.tocsin.core.sync.MassChangeLimit;
import dev.tocsin.core.sync.SyncReport;
import java.time.Duration;
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
        }
        // The histories are worth nothing if nothing happens in them.
        assertThat(deaths).isGreaterThan(SEEDS / 4);
        assertThat(asked).isGreaterThan(SEEDS / 10);
        assertThat(resumed).isGreaterThan(SEEDS / 20);
    }

    private static final class History {
        private final Random random;
        private final FleetHost host = new FleetHost();
        private final Map<String, Asset> assets = new TreeMap<>();
        private double trouble;
        private boolean storeDies;
        private int deaths;
        private int asked;
        private int resumed;
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
                host.time.advance(Duration.ofSeconds(random.nextInt(400)));
            }
            trouble = 0;
            storeDies = false;
            host.limit = MassChangeLimit.NONE;
            host.map("beta", "beta-psa", true);
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
                    assets.put(id, asset(id, random.nextInt(10) == 0, "OS " + random.nextInt(3)));
                }
            }
            host.has(assets.values());
            List<PsaConfiguration> all = host.psa.all();
            if (!all.isEmpty() && random.nextInt(3) == 0) {
                PsaConfiguration one = all.get(random.nextInt(all.size()));
                if (random.nextInt(3) == 0) {
                    host.psa.deleteByHand(one.id());
                } else {
                    host.psa.setByHand(one.id(), "osType", "by hand");
                }
            }
            if (random.nextInt(6) == 0) {
                host.map("beta", "beta-psa", random.nextBoolean());
            }
        }

        private Asset asset(String id, boolean retired, String os) {
            int number = Integer.parseInt(id.substring(1));
            Asset before = assets.get(id);
            boolean was = before != null && before.retired();
            boolean nameOnly = number % 3 == 0;
            return Asset.builder(
                            id, number % 2 == 0 ? "acme" : "beta", "pc-" + id + (nameOnly ? "" : random.nextInt(2)))
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
            host.psa
                    .all()
                    .forEach(one -> assertThat(seen.put(idOf(one), one.id()))
                            .as("a second configuration of %s", one.name())
                            .isNull());
        }

        private void allAreRight() {
            Map<String, PsaConfiguration> byId = new HashMap<>();
            host.psa.all().forEach(one -> byId.put(idOf(one), one));
            for (Asset asset : assets.values()) {
                PsaConfiguration one = byId.remove(asset.id());
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
