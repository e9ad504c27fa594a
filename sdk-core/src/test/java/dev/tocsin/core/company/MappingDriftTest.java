package dev.tocsin.core.company;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.HygieneFinding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a list of a PSA's companies does to the standings of mappings. */
class MappingDriftTest {
    private static final MspId MSP = MspId.SINGLE;

    private static LocalCompany mapped(String id, String psaCompany) {
        return Locals.of(
                new Company(MSP, id, "Local " + id),
                Set.of(),
                new CompanyMapping(MSP, id, "cw", psaCompany, null, false, List.of()),
                false,
                null);
    }

    private static MappingDrift drift(
            List<LocalCompany> locals, Map<String, MappingStanding> standings, List<PsaCompany> list) {
        return MappingDrift.of("cw", null, locals, standings, list, List.of(), any -> true);
    }

    private static PsaCompany.Builder psa(String id) {
        return PsaCompany.builder(id, "Name " + id).identifier("I" + id);
    }

    @Test
    void eachKindThatParksSuspendsWithItsReasonAndTheOthersLearnTheirName() {
        List<LocalCompany> locals =
                List.of(mapped("a", "1"), mapped("b", "i2"), mapped("c", "3"), mapped("d", "4"), mapped("e", "5"));
        List<PsaCompany> list = List.of(
                psa("1").build(),
                psa("2").status("Closed", false).build(),
                psa("3").deleted(true).build(),
                psa("4").mergedInto("1").build());

        assertThat(drift(locals, Map.of(), list).changed())
                .containsExactly(
                        new MappingStanding("a", "1", "Name 1", null, false),
                        new MappingStanding(
                                "b", "2", "Name 2", "'Name 2' (2, I2) is not active: its status is 'Closed'", false),
                        new MappingStanding("c", null, null, "'Name 3' (3, I3) was deleted", false),
                        new MappingStanding("d", null, null, "'Name 4' (4, I4) was merged into company 1", false),
                        new MappingStanding("e", null, null, "the PSA lists no company '5'", false));
    }

    @Test
    void onesThatAreAsTheyWereAreNotAmongTheChanged() {
        List<LocalCompany> locals = List.of(mapped("a", "1"), mapped("b", "2"));
        List<PsaCompany> list = List.of(psa("1").build(), psa("2").deleted(true).build());
        Map<String, MappingStanding> standings = Map.of(
                "a", new MappingStanding("a", "1", "Name 1", null, false),
                "b", new MappingStanding("b", "2", "Name 2", "'Name 2' (2, I2) was deleted", false));
        assertThat(drift(locals, standings, list).changed()).isEmpty();
        assertThat(drift(locals, standings, List.of(psa("1").build(), psa("2").build()))
                        .changed())
                .containsExactly(new MappingStanding("b", "2", "Name 2", null, false));
    }

    @ParameterizedTest(name = "{0} mapped, {1} missing: withheld {2}")
    @CsvSource({"10, 6, false", "11, 5, false", "11, 6, true", "12, 6, false", "12, 7, true", "3, 3, true", "1, 1, true"
    })
    void aListThatLacksTooManySuspendsNoneForBeingMissing(int count, int missing, boolean withheld) {
        List<LocalCompany> locals = IntStream.range(0, count)
                .mapToObj(i -> mapped("c" + (10 + i), "" + (10 + i)))
                .toList();
        List<PsaCompany> list = new ArrayList<>();
        IntStream.range(missing, count).forEach(i -> list.add(psa("" + (10 + i)).build()));

        MappingDrift drift = drift(locals, Map.of(), list);

        assertThat(drift.withheld()).isEqualTo(withheld);
        assertThat(drift.report().of(Kind.MISSING)).hasSize(missing);
        assertThat(drift.changed().stream().filter(standing -> standing.suspended() != null))
                .hasSize(withheld ? 0 : missing);
        assertThat(drift.changed().stream().filter(standing -> standing.psaName() != null))
                .hasSize(count - missing);
    }

    @Test
    void mappingsMadeMeanwhileAndThoseOfOtherConnectionsAreLeftAlone() {
        List<LocalCompany> locals = List.of(mapped("a", "1"), mapped("b", "2"));
        List<PsaCompany> list =
                List.of(psa("1").deleted(true).build(), psa("2").deleted(true).build());
        assertThat(MappingDrift.of(
                                "cw",
                                null,
                                locals,
                                Map.of(),
                                list,
                                List.of(),
                                mapping -> mapping.companyId().equals("b"))
                        .changed())
                .extracting(MappingStanding::companyId)
                .containsExactly("b");
        assertThat(MappingDrift.of("halo", null, locals, Map.of(), List.of(), List.of(), any -> true)
                        .changed())
                .isEmpty();
    }
}
