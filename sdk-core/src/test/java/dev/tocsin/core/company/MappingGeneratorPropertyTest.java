package dev.tocsin.core.company;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.GeneratedMappings.Pairing;
import dev.tocsin.core.company.GeneratedMappings.Skipped;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Small random worlds with few names and ids, so that nearly everything collides. */
class MappingGeneratorPropertyTest {
    private static final int SEEDS = Integer.getInteger("tocsin.mapping.seeds", 4_000);
    private static final String CONNECTION = "cw";
    private static final List<String> NAMES = List.of(
            "Acme",
            " Acme",
            "acme",
            "Acme Ltd",
            "Söhne",
            "So\u0308hne",
            "Joe's \"Best\" & Söhne (50 %) [East]",
            "Bolt",
            "Ac\u00a0me",
            "Delta");

    private record World(List<LocalCompany> locals, List<PsaCompany> psa) {
        GeneratedMappings generate() {
            return new MappingGenerator(CONNECTION, MappingSwitches.OFF).generate(locals, psa);
        }

        World shuffled(Random random) {
            List<LocalCompany> otherLocals = new ArrayList<>(locals);
            List<PsaCompany> otherPsa = new ArrayList<>(psa);
            Collections.shuffle(otherLocals, random);
            Collections.shuffle(otherPsa, random);
            return new World(otherLocals, otherPsa);
        }

        World after(Collection<Pairing> applied) {
            Map<String, Pairing> byId = new HashMap<>();
            applied.forEach(pairing -> byId.put(pairing.mapping().companyId(), pairing));
            return new World(
                    locals.stream()
                            .map(local -> {
                                Pairing pairing = byId.get(local.company().id());
                                return pairing == null
                                        ? local
                                        : Locals.of(
                                                local.company(),
                                                local.hardIds(),
                                                pairing.mapping(),
                                                false,
                                                pairing.psaCompany().name());
                            })
                            .toList(),
                    psa);
        }
    }

    @Test
    void pairsAreThoseThatTheRulesNameAndNoOthers() {
        int pairs = 0;
        Set<SkipReason> reasons = new HashSet<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            World world = world(new Random(seed));
            GeneratedMappings found = world.generate();
            Map<String, String> expected = expected(world);
            Map<String, String> made = new HashMap<>();
            found.pairings()
                    .forEach(pairing -> made.put(
                            pairing.mapping().companyId(), pairing.mapping().psaCompany()));
            assertThat(made).as("seed %d: %s", seed, world).isEqualTo(expected);
            pairs += made.size();
            found.skipped().forEach(skipped -> reasons.add(skipped.reason()));
        }
        assertThat(pairs).as("worlds in which something is paired").isGreaterThan(SEEDS / 4);
        assertThat(reasons).as("reasons that occurred").containsExactlyInAnyOrder(SkipReason.values());
    }

    @Test
    void everyCompanyIsPairedSkippedOrKeptAndHandsDecisionsStay() {
        for (long seed = 0; seed < SEEDS; seed++) {
            World world = world(new Random(seed));
            GeneratedMappings found = world.generate();
            assertThat(Stream.of(
                                    found.pairings().stream().map(Pairing::local),
                                    found.skipped().stream().map(Skipped::local),
                                    found.kept().stream())
                            .flatMap(locals -> locals))
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(world.locals());
            assertThat(found.kept()).as("seed %d", seed).allMatch(local -> local.mapping() != null);
            assertThat(found.pairings())
                    .as("seed %d", seed)
                    .noneMatch(pairing -> pairing.local().unmappedByHand());
            Set<String> psaIds = new HashSet<>();
            assertThat(found.pairings())
                    .as("seed %d", seed)
                    .allMatch(pairing -> psaIds.add(pairing.psaCompany().id()));
        }
    }

    @Test
    void orderOfTheListsDoesNotMatter() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            World world = world(random);
            assertThat(world.shuffled(random).generate())
                    .as("seed %d", seed)
                    .usingRecursiveComparison()
                    .isEqualTo(world.generate());
        }
    }

    @Test
    void secondRunMakesNothingAndReportsTheSameCompanies() {
        for (long seed = 0; seed < SEEDS; seed++) {
            World world = world(new Random(seed));
            GeneratedMappings first = world.generate();
            GeneratedMappings second = world.after(first.pairings()).generate();
            assertThat(second.pairings()).as("seed %d", seed).isEmpty();
            assertThat(second.skipped())
                    .as("seed %d", seed)
                    .extracting(skipped -> skipped.local().company().id())
                    .containsExactlyElementsOf(first.skipped().stream()
                            .map(skipped -> skipped.local().company().id())
                            .toList());
        }
    }

    @Test
    void runThatWasCutShortIsCompletedByTheNext() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            World world = world(random);
            List<Pairing> all = world.generate().pairings();
            List<Pairing> saved =
                    all.stream().filter(pairing -> random.nextBoolean()).toList();
            List<CompanyMapping> rest = all.stream()
                    .filter(pairing -> !saved.contains(pairing))
                    .map(Pairing::mapping)
                    .toList();
            assertThat(world.after(saved).generate().pairings())
                    .as("seed %d", seed)
                    .extracting(Pairing::mapping)
                    .containsExactlyElementsOf(rest);
        }
    }

    /** The same rules once more, read off the semantics with nested loops. */
    private static Map<String, String> expected(World world) {
        Map<String, String> owners = new HashMap<>();
        for (LocalCompany local : world.locals()) {
            CompanyMapping mapping = local.mapping();
            if (mapping != null && mapping.connectionId().equals(CONNECTION)) {
                owners.put(mapping.psaCompany(), local.company().id());
            }
        }
        List<LocalCompany> open =
                world.locals().stream().filter(local -> local.mapping() == null).toList();
        Map<String, String> expected = new HashMap<>();
        for (LocalCompany local : open) {
            single(hard(local, world.psa()))
                    .filter(psa -> may(local, psa, owners))
                    .filter(psa -> open.stream()
                            .noneMatch(other -> !other.equals(local)
                                    && hard(other, world.psa()).contains(psa)))
                    .ifPresent(psa -> expected.put(local.company().id(), psa.id()));
        }
        Map<String, String> byHardId = Map.copyOf(expected);
        for (LocalCompany local : open) {
            if (!hard(local, world.psa()).isEmpty()) {
                continue;
            }
            single(world.psa().stream()
                            .filter(psa -> !psa.gone()
                                    && name(psa.name())
                                            .equals(name(local.company().name())))
                            .toList())
                    .filter(psa -> may(local, psa, owners) && !byHardId.containsValue(psa.id()))
                    .filter(psa -> !psa.contradicts(local.hardIds()))
                    .filter(psa -> open.stream()
                            .filter(other -> !other.equals(local)
                                    && !byHardId.containsKey(other.company().id()))
                            .noneMatch(other -> name(other.company().name()).equals(name(psa.name()))
                                    || hard(other, world.psa()).contains(psa)))
                    .ifPresent(psa -> expected.put(local.company().id(), psa.id()));
        }
        return expected;
    }

    private static boolean may(LocalCompany local, PsaCompany psa, Map<String, String> owners) {
        return !local.unmappedByHand() && psa.active() && !owners.containsKey(psa.id());
    }

    private static List<PsaCompany> hard(LocalCompany local, List<PsaCompany> psa) {
        return psa.stream()
                .filter(company -> !company.gone() && !Collections.disjoint(company.hardIds(), local.hardIds()))
                .toList();
    }

    private static Optional<PsaCompany> single(List<PsaCompany> companies) {
        return companies.size() == 1 ? Optional.of(companies.get(0)) : Optional.empty();
    }

    private static String name(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).strip();
    }

    private static World world(Random random) {
        List<PsaCompany> psa = new ArrayList<>();
        int psaCount = random.nextInt(8);
        for (int i = 0; i < psaCount; i++) {
            PsaCompany.Builder builder = PsaCompany.builder(Integer.toString(i + 1), pick(random, NAMES))
                    .status("any", random.nextInt(8) > 0)
                    .deleted(random.nextInt(8) == 0)
                    .mergedInto(random.nextInt(12) == 0 ? "1" : null);
            ids(random).forEach(builder::hardId);
            psa.add(builder.build());
        }
        List<LocalCompany> locals = new ArrayList<>();
        int localCount = random.nextInt(8);
        for (int i = 0; i < localCount; i++) {
            Company company = new Company(MspId.SINGLE, "c" + i, pick(random, NAMES));
            boolean mark = random.nextInt(3) == 0;
            CompanyMapping mapping = random.nextInt(4) == 0
                    ? new CompanyMapping(
                            MspId.SINGLE,
                            company.id(),
                            random.nextInt(4) == 0 ? "other" : CONNECTION,
                            Integer.toString(random.nextInt(8) + 1),
                            null,
                            false,
                            List.of())
                    : null;
            if (mapping == null && random.nextInt(3) > 0) {
                mark = false;
            }
            locals.add(Locals.of(company, ids(random), mapping, mark, null));
        }
        return new World(locals, psa);
    }

    private static Set<HardId> ids(Random random) {
        Set<HardId> ids = new HashSet<>();
        while (random.nextInt(3) == 0) {
            ids.add(new HardId(random.nextBoolean() ? "sophos" : "halo", Integer.toString(random.nextInt(4))));
        }
        return ids;
    }

    private static <T> T pick(Random random, List<T> items) {
        return Objects.requireNonNull(items.get(random.nextInt(items.size())));
    }
}
