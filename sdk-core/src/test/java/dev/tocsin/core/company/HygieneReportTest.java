package dev.tocsin.core.company;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.HygieneFinding.Kind;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HygieneReportTest {
    private static final Set<String> RULES = Set.of("p1", "p2");

    @Test
    void mappingInOrderGivesNoFinding() {
        assertThat(report(
                                mapped("a", "12", true, List.of("p1"), "Acme"),
                                psa("12", "Acme").build())
                        .clean())
                .isTrue();
    }

    @Test
    void unmappedCompanySaysWhetherARunWouldMapIt() {
        HygieneFinding sure =
                report(local("a", "Acme"), psa("12", "Acme").build()).findings().get(0);
        HygieneFinding unknown =
                report(local("a", "Acme"), psa("12", "Bolt").build()).findings().get(0);

        assertThat(sure)
                .isEqualTo(new HygieneFinding(
                        Kind.UNMAPPED,
                        "a",
                        "companies[a].mapping",
                        "is not mapped; 'Acme' (12) has the same name 'Acme'",
                        "generate mappings"));
        assertThat(unknown.kind()).isEqualTo(Kind.UNMAPPED);
        assertThat(unknown.action()).contains("suggestions");
    }

    @Test
    void companyUnmappedByHandIsListedAsSuch() {
        LocalCompany local = Locals.of(new Company(MspId.SINGLE, "a", "Acme"), Set.of(), null, true, null);

        HygieneFinding finding =
                report(local, psa("12", "Acme").build()).findings().get(0);

        assertThat(finding.kind()).isEqualTo(Kind.UNMAPPED);
        assertThat(finding.reason()).contains("a person unmapped it");
    }

    @Test
    void ambiguousCompanyNamesItsCandidates() {
        HygieneFinding finding = report(
                        local("a", "Acme"),
                        psa("1", "Acme").build(),
                        psa("2", "Acme").build())
                .findings()
                .get(0);

        assertThat(finding.kind()).isEqualTo(Kind.AMBIGUOUS);
        assertThat(finding.reason()).contains("'Acme' (1)").contains("'Acme' (2)");
        assertThat(finding.kind().parksEvents()).isTrue();
        assertThat(finding.kind().drifted()).isFalse();
    }

    @Test
    void everyWayToDriftHasItsKind() {
        LocalCompany local = mapped("a", "12", true, List.of("p1"), "Acme");

        assertThat(kinds(report(local, psa("12", "Acme").status("Former", false).build())))
                .containsExactly(Kind.INACTIVE);
        assertThat(kinds(report(local, psa("12", "Acme").deleted(true).build())))
                .containsExactly(Kind.DELETED);
        assertThat(kinds(report(
                        local, psa("12", "Acme").deleted(true).mergedInto("13").build())))
                .containsExactly(Kind.MERGED);
        assertThat(kinds(report(local, psa("12", "Acme Ltd").build()))).containsExactly(Kind.RENAMED);
        assertThat(kinds(report(local, psa("13", "Acme").build()))).containsExactly(Kind.MISSING);
        LocalCompany byIdentifier = new LocalCompany(
                local.company(),
                Set.of(),
                mapped("a", "acme", true, List.of("p1"), "Acme").mapping(),
                new MappingStanding("a", "12", "Acme", null, false));
        assertThat(kinds(report(
                        byIdentifier, psa("13", "Globex").identifier("ACME").build())))
                .containsExactly(Kind.REASSIGNED);
        assertThat(kinds(report(
                        byIdentifier, psa("12", "Acme").identifier("ACME").build())))
                .isEmpty();
        assertThat(Kind.values())
                .filteredOn(Kind::drifted)
                .containsExactly(Kind.DELETED, Kind.MERGED, Kind.MISSING, Kind.REASSIGNED, Kind.INACTIVE, Kind.RENAMED);
        assertThat(Kind.RENAMED.parksEvents()).isFalse();
    }

    @Test
    void renamingShowsBothNamesWithWhatCannotBeSeen() {
        HygieneFinding finding = report(
                        mapped("a", "12", false, List.of(), "Acme East"),
                        psa("12", "Acme\u00a0East").build())
                .of(Kind.RENAMED)
                .get(0);

        assertThat(finding.place()).isEqualTo("companies[a].mapping.psaCompany");
        assertThat(finding.reason()).contains("'Acme<U+00A0>East'").contains("'Acme East'");
    }

    @Test
    void nameInAnotherNormalFormOrUnknownBeforeIsNoRenaming() {
        assertThat(report(
                                mapped("a", "12", false, List.of(), "So\u0308hne"),
                                psa("12", "Söhne ").build())
                        .clean())
                .isTrue();
        assertThat(report(
                                mapped("a", "12", false, List.of(), null),
                                psa("12", "Acme").build())
                        .clean())
                .isTrue();
    }

    @Test
    void mappingByIdentifierIsFoundWhateverItsCaseAndPrefersTheCompanyThatIsThere() {
        LocalCompany local = mapped("a", "acmeinc", false, List.of(), "Acme");

        assertThat(report(
                                local,
                                psa("1", "Acme")
                                        .identifier("AcmeInc")
                                        .deleted(true)
                                        .build(),
                                psa("2", "Acme").identifier("ACMEINC").build())
                        .clean())
                .isTrue();
        assertThat(kinds(report(
                        local,
                        psa("1", "Acme").identifier("AcmeInc").deleted(true).build())))
                .containsExactly(Kind.DELETED);
    }

    @Test
    void digitsAreAnIdAndNeverAnIdentifier() {
        assertThat(kinds(report(
                        mapped("a", "360", false, List.of(), null),
                        psa("1", "Acme").identifier("360").build())))
                .containsExactly(Kind.MISSING);
    }

    @Test
    void missingRulesAreNamedByPlaceAndTicketsWithoutAnyRule() {
        PsaCompany acme = psa("12", "Acme").build();

        HygieneReport one = report(mapped("a", "12", true, List.of("p1", "gone"), "Acme"), acme);
        HygieneReport all = report(mapped("a", "12", true, List.of("gone", "lost"), "Acme"), acme);
        HygieneReport off = report(mapped("a", "12", false, List.of("gone"), "Acme"), acme);

        assertThat(one.findings()).extracting(HygieneFinding::place).containsExactly("companies[a].mapping.rules[1]");
        assertThat(one.findings().get(0).action()).contains("[p1, p2]");
        assertThat(kinds(all)).containsExactly(Kind.RULE_MISSING, Kind.RULE_MISSING, Kind.TICKETS_WITHOUT_RULE);
        assertThat(kinds(off)).containsExactly(Kind.RULE_MISSING);
    }

    @Test
    void companyOnAnotherConnectionIsNotThisOnesMatter() {
        LocalCompany elsewhere = Locals.of(
                new Company(MspId.SINGLE, "a", "Acme"),
                Set.of(),
                new CompanyMapping(MspId.SINGLE, "a", "halo", "99", null, true, List.of("gone")),
                true,
                "Acme");

        assertThat(report(elsewhere, psa("12", "Acme").build()).clean()).isTrue();
    }

    @Test
    void findingsComeByCompanyAndKindWhateverTheOrderGiven() {
        List<LocalCompany> locals =
                List.of(mapped("c", "12", true, List.of("gone"), "Old"), local("b", "Bolt"), local("a", "Delta"));
        List<PsaCompany> psa = List.of(
                psa("12", "Acme").build(),
                psa("7", "Delta").build(),
                psa("6", "Delta").build());

        HygieneReport report = HygieneReport.of("cw", locals, psa, RULES);

        assertThat(report.findings())
                .extracting(finding -> finding.companyId() + " " + finding.kind())
                .containsExactly("a AMBIGUOUS", "b UNMAPPED", "c RENAMED", "c RULE_MISSING", "c TICKETS_WITHOUT_RULE");
    }

    private static List<Kind> kinds(HygieneReport report) {
        return report.findings().stream().map(HygieneFinding::kind).toList();
    }

    private static HygieneReport report(LocalCompany local, PsaCompany... psa) {
        return HygieneReport.of("cw", List.of(local), List.of(psa), RULES);
    }

    private static LocalCompany local(String id, String name) {
        return LocalCompany.unmapped(new Company(MspId.SINGLE, id, name), Set.of());
    }

    private static LocalCompany mapped(
            String id, String psa, boolean createTickets, List<String> rules, @Nullable String psaName) {
        return Locals.of(
                new Company(MspId.SINGLE, id, "Local " + id),
                Set.of(),
                new CompanyMapping(MspId.SINGLE, id, "cw", psa, null, createTickets, rules),
                false,
                psaName);
    }

    private static PsaCompany.Builder psa(String id, String name) {
        return PsaCompany.builder(id, name);
    }
}
