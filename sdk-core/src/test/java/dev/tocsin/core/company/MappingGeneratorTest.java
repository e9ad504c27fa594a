package dev.tocsin.core.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.GeneratedMappings.Ground;
import dev.tocsin.core.company.GeneratedMappings.Pairing;
import dev.tocsin.core.company.GeneratedMappings.Skipped;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MappingGeneratorTest {
    private static final String CONNECTION = "cw";
    private static final String TENANT = "6f2f3f4e-0d7a-4a2c-9b4e-0a1b2c3d4e5f";
    private static final String OTHER_TENANT = "11111111-2222-3333-4444-555555555555";

    @Test
    void equalNamesArePaired() {
        GeneratedMappings found = generate(List.of(local("a", "Acme")), List.of(psa("12", "Acme"), psa("13", "Bolt")));

        Pairing pairing = found.pairings().get(0);
        assertThat(pairing.mapping())
                .isEqualTo(new CompanyMapping(MspId.SINGLE, "a", CONNECTION, "12", null, false, List.of()));
        assertThat(pairing.ground()).isEqualTo(Ground.NAME);
        assertThat(pairing.reason()).isEqualTo("the same name 'Acme'");
        assertThat(found.skipped()).isEmpty();
    }

    @Test
    void switchesOfTheRunAreThoseOfItsMappings() {
        MappingSwitches switches = new MappingSwitches("Main", true, List.of("p1", "p2"), true);

        GeneratedMappings found = new MappingGenerator(CONNECTION, switches)
                .generate(List.of(local("a", "Acme")), List.of(psa("12", "Acme")));

        assertThat(found.pairings())
                .extracting(Pairing::mapping)
                .containsExactly(new CompanyMapping(
                        MspId.SINGLE, "a", CONNECTION, "12", "Main", true, List.of("p1", "p2"), true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Joe's \"Best\" & Söhne (50 %) [East]",
                "O\\'Neil \\ Sons",
                "100 %",
                "a, b; c",
                "株式会社トクシン",
                "D'Angelo’s — „Pizza“ 🍕",
                "<script>alert(1)</script>",
                "Robert'); DROP TABLE company;--"
            })
    void namesWithEveryKindOfCharacterAreExact(String name) {
        assertThat(generate(List.of(local("a", name)), List.of(psa("1", name))).pairings())
                .hasSize(1);
        assertThat(generate(List.of(local("a", name)), List.of(psa("1", name + ".")))
                        .pairings())
                .isEmpty();
    }

    @Test
    void composedAndDecomposedLettersAreOneName() {
        String composed = "Söhne Åre";
        String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
        assertThat(decomposed).isNotEqualTo(composed);

        assertThat(generate(List.of(local("a", decomposed)), List.of(psa("1", composed)))
                        .pairings())
                .hasSize(1);
    }

    @Test
    void whiteSpaceAtTheEndsDoesNotMatter() {
        assertThat(generate(List.of(local("a", " Acme\t")), List.of(psa("1", "Acme \n")))
                        .pairings())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acme east",
                "Acme  East",
                "Acme\u00a0East",
                "Acme East\u00a0",
                "\u200eAcme East",
                "Acme East\u200f",
                "Acme\u200b East",
                "Acme E\u00adast",
                "\u0410cme East",
                "Acme E\u0430st",
                "Acme East Ltd",
                "Acme-East",
                "\uff21cme East"
            })
    void whatOnlyLooksTheSameIsAnotherName(String name) {
        GeneratedMappings found = generate(List.of(local("a", "Acme East")), List.of(psa("1", name)));

        assertThat(found.pairings()).isEmpty();
        assertThat(found.skipped()).extracting(Skipped::reason).containsExactly(SkipReason.NO_MATCH);
    }

    @Test
    void ligaturesAndSharpSAreNotSpelledOut() {
        assertThat(generate(
                                List.of(local("a", "Strasse"), local("b", "ﬁx")),
                                List.of(psa("1", "Straße"), psa("2", "fix")))
                        .pairings())
                .isEmpty();
    }

    @Test
    void tenantDecidesBeforeTheName() {
        GeneratedMappings found = generate(
                List.of(local("a", "Acme", HardId.tenant(TENANT))),
                List.of(
                        psa("1", "Acme"),
                        psa("2", "Acme Holding", HardId.tenant("{" + TENANT.toUpperCase(Locale.ROOT) + "}"))));

        assertThat(found.pairings())
                .extracting(pairing -> pairing.psaCompany().id())
                .containsExactly("2");
        assertThat(found.pairings()).extracting(Pairing::ground).containsExactly(Ground.HARD_ID);
        assertThat(found.pairings().get(0).reason()).contains(TENANT);
    }

    @Test
    void externalReferenceOfTheSameSystemDecides() {
        GeneratedMappings found = generate(
                List.of(local("a", "Acme", new HardId("sophos", "c-77"))),
                List.of(
                        psa("1", "X", new HardId("halo", "c-77")),
                        psa("2", "Y", new HardId("sophos", "C-77")),
                        psa("3", "Z", new HardId("sophos", " c-77 "))));

        assertThat(found.pairings())
                .extracting(pairing -> pairing.psaCompany().id())
                .containsExactly("3");
    }

    @Test
    void twoPsaCompaniesOfOneNameAreSkippedAlsoWhereOneIsInactive() {
        PsaCompany inactive =
                PsaCompany.builder("9", "Acme").status("Former", false).build();

        GeneratedMappings found = generate(List.of(local("a", "Acme")), List.of(psa("10", "Acme"), inactive));

        Skipped skipped = found.skipped().get(0);
        assertThat(found.pairings()).isEmpty();
        assertThat(skipped.reason()).isEqualTo(SkipReason.SEVERAL_PSA_COMPANIES);
        assertThat(skipped.candidates()).extracting(PsaCompany::id).containsExactly("9", "10");
        assertThat(skipped.message())
                .isEqualTo("2 PSA companies have the same name: 'Acme' (9), not active; 'Acme' (10)");
    }

    @Test
    void hardIdsThatPointToTwoCompaniesAreSkippedWithoutALookAtNames() {
        GeneratedMappings found = generate(
                List.of(local("a", "Acme", HardId.tenant(TENANT), new HardId("sophos", "7"))),
                List.of(
                        psa("1", "X", HardId.tenant(TENANT)),
                        psa("2", "Y", new HardId("sophos", "7")),
                        psa("3", "Acme")));

        assertThat(found.pairings()).isEmpty();
        assertThat(found.skipped()).extracting(Skipped::reason).containsExactly(SkipReason.SEVERAL_PSA_COMPANIES);
        assertThat(found.skipped().get(0).candidates())
                .extracting(PsaCompany::id)
                .containsExactly("1", "2");
    }

    @Test
    void twoLocalCompaniesOfOneNameAreBothSkipped() {
        GeneratedMappings found = generate(List.of(local("a", "Acme"), local("b", "Acme ")), List.of(psa("1", "Acme")));

        assertThat(found.pairings()).isEmpty();
        assertThat(found.skipped())
                .extracting(Skipped::reason)
                .containsOnly(SkipReason.SEVERAL_LOCAL_COMPANIES)
                .hasSize(2);
        assertThat(found.skipped().get(0).message())
                .isEqualTo("'Acme' (1) has the same name and also matches the local 'Acme ' (b)");
    }

    @Test
    void twoLocalCompaniesOfOneTenantAreBothSkippedAndBlockTheNameForAThird() {
        GeneratedMappings found = generate(
                List.of(
                        local("a", "A", HardId.tenant(TENANT)),
                        local("b", "B", HardId.tenant(TENANT)),
                        local("c", "Acme")),
                List.of(psa("1", "Acme", HardId.tenant(TENANT))));

        assertThat(found.pairings()).isEmpty();
        assertThat(found.skipped())
                .extracting(Skipped::reason)
                .containsOnly(SkipReason.SEVERAL_LOCAL_COMPANIES)
                .hasSize(3);
    }

    @Test
    void namesakeWithItsOwnTenantElsewhereIsNoRival() {
        GeneratedMappings found = generate(
                List.of(local("a", "Acme"), local("b", "Acme", HardId.tenant(TENANT))),
                List.of(psa("1", "Acme"), psa("2", "Acme West", HardId.tenant(TENANT))));

        assertThat(found.pairings())
                .extracting(pairing -> pairing.psaCompany().id())
                .containsExactly("1", "2");
    }

    @Test
    void equalNamesOfTwoTenantsAreTwoCompanies() {
        GeneratedMappings found = generate(
                List.of(local("a", "Acme", HardId.tenant(TENANT))),
                List.of(psa("1", "Acme", HardId.tenant(OTHER_TENANT))));

        assertThat(found.pairings()).isEmpty();
        assertThat(found.skipped().get(0).reason()).isEqualTo(SkipReason.HARD_IDS_DISAGREE);
        assertThat(found.skipped().get(0).message()).contains(TENANT).contains(OTHER_TENANT);
    }

    @Test
    void idsOfDifferentSystemsDoNotDisagree() {
        assertThat(generate(
                                List.of(local("a", "Acme", HardId.tenant(TENANT))),
                                List.of(psa("1", "Acme", new HardId("sophos", "7"))))
                        .pairings())
                .hasSize(1);
    }

    @Test
    void deletedAndMergedCompaniesAreNoCandidates() {
        PsaCompany deleted = PsaCompany.builder("1", "Acme").deleted(true).build();
        PsaCompany merged = PsaCompany.builder("2", "Acme").mergedInto("3").build();

        assertThat(generate(List.of(local("a", "Acme")), List.of(deleted, merged, psa("3", "Acme")))
                        .pairings())
                .extracting(pairing -> pairing.psaCompany().id())
                .containsExactly("3");
        assertThat(generate(List.of(local("a", "Acme")), List.of(deleted, merged))
                        .skipped())
                .extracting(Skipped::reason)
                .containsExactly(SkipReason.NO_MATCH);
    }

    @Test
    void inactiveCompanyIsNotMappedAndNamesItsStatus() {
        PsaCompany inactive =
                PsaCompany.builder("1", "Acme").status("Former", false).build();

        Skipped skipped = generate(List.of(local("a", "Acme")), List.of(inactive))
                .skipped()
                .get(0);

        assertThat(skipped.reason()).isEqualTo(SkipReason.INACTIVE);
        assertThat(skipped.message()).contains("'Former'");
    }

    @Test
    void mappedCompanyIsKeptWhateverMatchesNow() {
        LocalCompany mapped = mapped("a", "Acme", CONNECTION, "99");

        GeneratedMappings found = generate(List.of(mapped), List.of(psa("1", "Acme")));

        assertThat(found.pairings()).isEmpty();
        assertThat(found.skipped()).isEmpty();
        assertThat(found.kept()).containsExactly(mapped);
    }

    @Test
    void companyUnmappedByHandStaysUnmappedAndIsStillARival() {
        LocalCompany unmapped = Locals.of(company("a", "Acme"), Set.of(), null, true, null);

        GeneratedMappings alone = generate(List.of(unmapped), List.of(psa("1", "Acme")));
        GeneratedMappings both = generate(List.of(unmapped, local("b", "Acme")), List.of(psa("1", "Acme")));

        assertThat(alone.pairings()).isEmpty();
        assertThat(alone.skipped()).extracting(Skipped::reason).containsExactly(SkipReason.UNMAPPED_BY_HAND);
        assertThat(both.pairings()).isEmpty();
        assertThat(both.skipped())
                .extracting(Skipped::reason)
                .containsExactly(SkipReason.UNMAPPED_BY_HAND, SkipReason.SEVERAL_LOCAL_COMPANIES);
    }

    @Test
    void psaCompanyOfAnotherLocalCompanyIsTakenHoweverItsMappingNamesIt() {
        PsaCompany acme = PsaCompany.builder("12", "Acme").identifier("AcmeInc").build();
        for (String named : List.of("12", "AcmeInc", "acmeinc")) {
            LocalCompany owner = mapped("a", "Old", CONNECTION, named);

            Skipped skipped = generate(List.of(owner, local("b", "Acme")), List.of(acme))
                    .skipped()
                    .get(0);

            assertThat(skipped.reason()).isEqualTo(SkipReason.TAKEN);
            assertThat(skipped.rivals()).containsExactly(owner);
        }
    }

    @Test
    void mappingOnAnotherConnectionTakesNothingHere() {
        LocalCompany elsewhere = mapped("a", "Old", "halo", "12");

        assertThat(generate(List.of(elsewhere, local("b", "Acme")), List.of(psa("12", "Acme")))
                        .pairings())
                .hasSize(1);
    }

    @Test
    void psaCompanyThatIsListedTwiceIsOne() {
        assertThat(generate(List.of(local("a", "Acme")), List.of(psa("1", "Acme"), psa("1", "Acme")))
                        .pairings())
                .hasSize(1);
    }

    @Test
    void blankNamesInThePsaMatchNothing() {
        assertThat(generate(List.of(local("a", "Acme")), List.of(psa("1", ""), psa("2", "  ")))
                        .pairings())
                .isEmpty();
    }

    @Test
    void unseenCharactersAreShownInReasons() {
        assertThat(generate(List.of(local("a", "Ac\u200bme\u00a0X")), List.of())
                        .skipped()
                        .get(0)
                        .message())
                .contains("'Ac<U+200B>me<U+00A0>X'");
    }

    @Test
    void companiesOfSeveralMspsOrTwiceTheSameAreRefused() {
        LocalCompany other = LocalCompany.unmapped(new Company(new MspId("other"), "b", "B"), Set.of());

        assertThatThrownBy(() -> generate(List.of(local("a", "A"), other), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("several MSPs");
        assertThatThrownBy(() -> generate(List.of(local("a", "A"), local("a", "B")), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'a' comes twice");
    }

    @Test
    void tenThousandCompaniesAreAllPaired() {
        List<LocalCompany> locals = IntStream.range(0, 10_000)
                .mapToObj(i -> local("c" + i, "Customer " + i))
                .toList();
        List<PsaCompany> psa = IntStream.range(0, 10_000)
                .mapToObj(i -> psa(Integer.toString(i), "Customer " + i))
                .toList();

        assertThat(generate(locals, psa).pairings())
                .hasSize(10_000)
                .allMatch(pairing -> pairing.local()
                        .company()
                        .name()
                        .equals(pairing.psaCompany().name()));
    }

    private static GeneratedMappings generate(List<LocalCompany> locals, List<PsaCompany> psa) {
        return new MappingGenerator(CONNECTION, MappingSwitches.OFF).generate(locals, psa);
    }

    private static Company company(String id, String name) {
        return new Company(MspId.SINGLE, id, name);
    }

    private static LocalCompany local(String id, String name, HardId... hardIds) {
        return LocalCompany.unmapped(company(id, name), Set.of(hardIds));
    }

    private static LocalCompany mapped(String id, String name, String connection, String psa) {
        return Locals.of(
                company(id, name),
                Set.of(),
                new CompanyMapping(MspId.SINGLE, id, connection, psa, null, false, List.of()),
                false,
                null);
    }

    private static PsaCompany psa(String id, String name, HardId... hardIds) {
        PsaCompany.Builder builder = PsaCompany.builder(id, name);
        Set.of(hardIds).forEach(builder::hardId);
        return builder.build();
    }
}
