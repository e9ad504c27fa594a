package dev.tocsin.core;

import static dev.tocsin.core.fake.Host.CONNECTION;
import static dev.tocsin.core.fake.Host.MSP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.TransportException;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.company.GeneratedMappings.Pairing;
import dev.tocsin.core.company.GeneratedMappings.Skipped;
import dev.tocsin.core.company.HardId;
import dev.tocsin.core.company.HygieneFinding;
import dev.tocsin.core.company.MappingStanding;
import dev.tocsin.core.company.MappingSwitches;
import dev.tocsin.core.company.PsaCompany;
import dev.tocsin.core.company.SkipReason;
import dev.tocsin.core.company.SourceLink;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.fake.Fault;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ScriptedPsa;
import dev.tocsin.core.fake.ScriptedPsa.Op;
import dev.tocsin.core.psa.PsaCompanyQuery;
import dev.tocsin.core.store.Origin;
import dev.tocsin.core.store.Stored;
import dev.tocsin.core.store.StoredConfiguration;
import dev.tocsin.core.store.TrailStore;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Ways in which local companies get tied to those of a PSA, and what is refused. */
class CompaniesTest {
    private static final String ODD = "Joe's \"Best\" & Söhne (50 %) [East]";
    private static final MappingSwitches TICKETS = new MappingSwitches(null, true, List.of("r1"), false);

    private final Host host = new Host();
    private final ScriptedPsa psa = host.psa;

    CompaniesTest() {
        psa.company(active("19300", "Acme GmbH").identifier("acme-psa"))
                .company(active("2", "Beta").identifier("beta-psa"))
                .company(active("3", ODD).identifier("JOE"))
                .company(active("4", "Old").identifier("OLD").status("Inactive", false))
                .company(active("5", "Gone").deleted(true))
                .company(active("6", "Merged").mergedInto("2"));
    }

    private static PsaCompany.Builder active(String id, String name) {
        return PsaCompany.builder(id, name).status("Active", true);
    }

    private Companies companies() {
        return host.tocsin().companies();
    }

    private StoredConfiguration stored() {
        return host.tocsin().configuration().of(MSP);
    }

    private Stored<CompanyMapping> mapping(String companyId) {
        return stored().mappings().stream()
                .filter(one -> one.item().companyId().equals(companyId))
                .findFirst()
                .orElseThrow();
    }

    private void add(String id, String name) {
        host.tocsin().configuration().save(new Company(MSP, id, name));
    }

    /** Stands well, under a name. */
    private static Consumer<MappingStanding> named(String psaName) {
        return standing -> {
            assertThat(standing.psaId()).isNotNull();
            assertThat(standing.psaName()).isEqualTo(psaName);
            assertThat(standing.suspended()).isNull();
            assertThat(standing.unmappedByHand()).isFalse();
        };
    }

    private List<String> trail() {
        List<TrailStore.Entry> entries = host.read(session -> session.trail().page(MSP, 0, 1_000));
        return entries.stream()
                .map(entry -> entry.actor() + ": " + entry.subject() + " " + entry.text())
                .toList();
    }

    @Test
    void aPageIsReadWithOneCallAndTellsWhatEachIsMappedToByIdAndByIdentifier() {
        add("shop", "Shop");
        companies().map("shop", CONNECTION, "2", MappingSwitches.OFF);
        int before = psa.calls(Op.COMPANIES).size();

        CompanyListing page = companies().list(CONNECTION, PsaCompanyQuery.ALL.withPageSize(2));

        assertThat(psa.calls(Op.COMPANIES)).hasSize(before + 1);
        assertThat(page.more()).isTrue();
        assertThat(page.companies())
                .extracting(one -> one.psaCompany().id() + " "
                        + one.mappedTo().stream().map(Company::id).toList())
                .containsExactly("19300 [acme]", "2 [beta, shop]");
        assertThat(companies().statuses(CONNECTION)).containsExactly("Active", "Inactive");
        assertThat(companies().types(CONNECTION)).containsExactly("Client", "Prospect");
    }

    @Test
    void anOddNameIsFoundImportedAndListedExactly() {
        String decomposed = Normalizer.normalize(ODD, Normalizer.Form.NFD);
        psa.company(active("33", decomposed).identifier("JOE2"));
        assertThat(companies()
                        .list(CONNECTION, PsaCompanyQuery.ALL.withSearch("& söhne (50 %) [east]"))
                        .companies())
                .extracting(one -> one.psaCompany().name())
                .containsExactly(ODD);
        CompanyMapping imported = companies().importCompany(CONNECTION, "joe2", null, TICKETS);
        assertThat(stored().companies()).contains(new Stored<>(new Company(MSP, "JOE2", decomposed), 1, Origin.PERSON));
        assertThat(imported.psaCompany()).isEqualTo("33");
        assertThat(stored().standing("JOE2")).satisfies(named(decomposed));
    }

    @Test
    void anOddNameIsPairedWhateverItsFormOfUnicode() {
        add("joe", Normalizer.normalize(ODD, Normalizer.Form.NFD));

        assertThat(companies().previewGenerate(CONNECTION, TICKETS).pairings()).hasSize(1);
        assertThat(companies().generate(CONNECTION, TICKETS).pairings())
                .extracting(Pairing::mapping)
                .containsExactly(new CompanyMapping(MSP, "joe", CONNECTION, "3", null, true, List.of("r1")));
        assertThat(mapping("joe").origin()).isEqualTo(Origin.GENERATED);
        assertThat(stored().standing("joe")).satisfies(named(ODD));
        assertThat(trail()).contains("a run that generates mappings: mapping of company joe added");
    }

    @Test
    void anImportMakesAUniqueIdThatNoNumberOfAnotherSystemCanBe() {
        add("JOE", "Somebody else");
        psa.company(active("77", "Seven")).company(active("78", "Eight").identifier("4711"));
        assertThat(companies().importCompany(CONNECTION, "3", null, TICKETS).companyId())
                .isEqualTo("JOE-2");
        assertThat(companies()
                        .importCompany(CONNECTION, "77", null, MappingSwitches.OFF)
                        .companyId())
                .isEqualTo("cw-77");
        assertThat(companies()
                        .importCompany(CONNECTION, "78", null, MappingSwitches.OFF)
                        .companyId())
                .isEqualTo("cw-78");
        assertThat(mapping("JOE-2").origin()).isEqualTo(Origin.PERSON);
    }

    @Test
    void toImportOnceMoreChangesNothing() {
        CompanyMapping first = companies().importCompany(CONNECTION, "3", null, TICKETS);
        long version = stored().version();
        assertThat(companies().importCompany(CONNECTION, "JOE", null, MappingSwitches.OFF))
                .isEqualTo(first);
        assertThat(companies().importCompany(CONNECTION, "3", "JOE", TICKETS)).isEqualTo(first);
        assertThat(stored().version()).isEqualTo(version);
    }

    @Test
    void anImportIsRefusedWithWhatIsThere() {
        refused("companyId", "'beta' exists already and is mapped to PSA company 'beta-psa'", "beta", "3");
        add("bare", "Bare");
        refused("companyId", "'bare' exists already and is not mapped", "bare", "3");
        refused("psaCompany", "is mapped already, to company 'acme'", "new", "19300");
        refused("psaCompany", "has no company 'nobody'", null, "nobody");
        refused("psaCompany", "'Gone' (5) was deleted", null, "5");
        refused("psaCompany", "such as 2", null, "6");
        refused("psaCompany", "legal is one that is active, or to create no tickets", null, "OLD");
        assertThat(stored().companies()).hasSize(3);
    }

    private void refused(String field, String message, @Nullable String companyId, String psaCompany) {
        assertThatThrownBy(() -> companies().importCompany(CONNECTION, psaCompany, companyId, TICKETS))
                .isInstanceOfSatisfying(
                        ConfigurationException.class, e -> assertThat(e.field()).isEqualTo(field))
                .hasMessageContaining(message);
    }

    @Test
    void mappingByHandNamesTheCompanyByItsIdAndLearnsItsName() {
        psa.site("19300", "Main");
        MappingSwitches switches = TICKETS.withSite("Main");

        CompanyMapping mapping = companies().map("acme", CONNECTION, "ACME-PSA", switches);

        assertThat(mapping)
                .isEqualTo(new CompanyMapping(MSP, "acme", CONNECTION, "19300", "Main", true, List.of("r1")));
        assertThat(mapping("acme").item()).isEqualTo(mapping);
        assertThat(stored().standing("acme")).satisfies(named("Acme GmbH"));
    }

    @Test
    void mappingByHandRefusesWhatCannotWorkAndChangesNothing() {
        long version = stored().version();
        map("companyId", "company 'nobody' does not exist; legal are [acme, beta]", "nobody", CONNECTION, "2", TICKETS);
        map("connectionId", "'halo' is no connection; legal are [cw]", "acme", "halo", "2", TICKETS);
        map(
                "mapping.rules[1]",
                "'r9' does not exist; legal are [r1]",
                "acme",
                CONNECTION,
                "2",
                TICKETS.withRules(List.of("r1", "r9")));
        map(
                "companies[acme].site",
                "the site 'West' does not exist; legal are []",
                "acme",
                CONNECTION,
                "2",
                TICKETS.withSite("West"));
        map("psaCompany", "is blank", "acme", CONNECTION, " ", TICKETS);
        map("psaCompany", "was deleted", "acme", CONNECTION, "5", MappingSwitches.OFF);
        map("psaCompany", "was merged into company 2", "acme", CONNECTION, "6", MappingSwitches.OFF);
        map("psaCompany", "is not active: its status is 'Inactive'", "acme", CONNECTION, "4", TICKETS);
        assertThat(stored().version()).isEqualTo(version);
    }

    private void map(
            String field,
            String message,
            String companyId,
            String connectionId,
            String psaCompany,
            MappingSwitches switches) {
        assertThatThrownBy(() -> companies().map(companyId, connectionId, psaCompany, switches))
                .isInstanceOfSatisfying(
                        ConfigurationException.class, e -> assertThat(e.field()).isEqualTo(field))
                .hasMessageContaining(message);
    }

    @Test
    void anInactiveCompanyMayBeMappedWithoutTicketsAndWaitsAtOnce() {
        companies().map("acme", CONNECTION, "4", MappingSwitches.OFF);
        assertThat(stored().standing("acme").suspended()).contains("'Old' (4, OLD) is not active");
        assertThatThrownBy(() -> companies().change("acme", any -> TICKETS)).hasMessageContaining("not active");
        psa.company(active("4", "Old").identifier("OLD"));
        companies().change("acme", any -> TICKETS);
        assertThat(stored().standing("acme")).satisfies(named("Old"));
        assertThat(trail())
                .contains("a person or the host: mapping of company acme resumed; it was suspended: "
                        + "'Old' (4, OLD) is not active: its status is 'Inactive'");
    }

    @Test
    void whatIsTurnedOffNeedsNoPsa() {
        companies().map("acme", CONNECTION, "19300", TICKETS);
        psa.company(active("19300", "Acme AG").deleted(true));
        int before = psa.calls(Op.COMPANIES).size();

        CompanyMapping off = companies().change("acme", now -> now.withCreateTickets(false));

        assertThat(off.createTickets()).isFalse();
        assertThat(psa.calls(Op.COMPANIES)).hasSize(before);
        assertThatThrownBy(() -> companies().change("acme", now -> now.withCreateTickets(true)))
                .hasMessageContaining("was deleted");
        assertThatThrownBy(() -> companies().change("acme", now -> now.withRules(List.of("r9"))))
                .hasMessageContaining("legal are [r1]");
        companies().unmap("beta");
        assertThatThrownBy(() -> companies().change("beta", now -> now)).hasMessageContaining("'beta' is not mapped");
    }

    @Test
    void aChangeOfSwitchesSeesWhatSomebodyElseChangedMeanwhile() {
        companies().map("acme", CONNECTION, "19300", MappingSwitches.OFF);
        psa.next(
                Op.COMPANIES,
                new Fault.Meanwhile(() -> companies().change("acme", now -> now.withRules(List.of("r1")))));

        CompanyMapping changed = companies().change("acme", now -> now.withSyncConfigurations(true));

        assertThat(changed.ruleIds()).containsExactly("r1");
        assertThat(changed.syncConfigurations()).isTrue();
        assertThat(mapping("acme").item()).isEqualTo(changed);
    }

    @Test
    void whatAPersonUnmappedStaysSoUntilAPersonMapsIt() {
        add("joe", ODD);
        assertThat(companies().unmap("joe")).isTrue();
        assertThat(companies().unmap("joe")).isFalse();
        assertThat(companies().unmap("beta")).isTrue();
        assertThat(stored().standing("beta")).isEqualTo(new MappingStanding("beta", null, null, null, true));

        assertThat(companies().generate(CONNECTION, TICKETS).skipped())
                .extracting(Skipped::reason)
                .containsOnly(SkipReason.UNMAPPED_BY_HAND);
        assertThat(host.tocsin()
                        .configuration()
                        .fromFile()
                        .save(new CompanyMapping(MSP, "beta", CONNECTION, "2", null, false, List.of())))
                .isFalse();
        assertThat(stored().mappings()).hasSize(1);
        companies().map("beta", CONNECTION, "2", TICKETS);
        assertThat(stored().standing("beta")).satisfies(named("Beta"));
        assertThatThrownBy(() -> companies().unmap("nobody")).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void aFileOverwritesWhatWasGeneratedAndNotWhatAPersonMapped() {
        add("joe", ODD);
        companies().generate(CONNECTION, TICKETS);
        Configuration file = host.tocsin().configuration().fromFile();
        CompanyMapping files = new CompanyMapping(MSP, "joe", CONNECTION, "2", null, false, List.of());
        assertThat(file.removeMapping(MSP, "joe")).isFalse();
        assertThat(file.save(files)).isTrue();
        assertThat(mapping("joe").origin()).isEqualTo(Origin.FILE);
        assertThat(stored().standing("joe")).isEqualTo(MappingStanding.none("joe"));
        companies().map("joe", CONNECTION, "3", TICKETS);
        assertThat(file.save(files)).isFalse();
        assertThat(file.removeMapping(MSP, "joe")).isFalse();
        assertThat(mapping("joe").item().psaCompany()).isEqualTo("3");
    }

    @Test
    void whatAFileTakesBackIsNotUnmappedByHand() {
        Configuration file = host.tocsin().configuration().fromFile();
        add("joe", ODD);
        file.save(new CompanyMapping(MSP, "joe", CONNECTION, "2", null, false, List.of()));
        assertThat(file.removeMapping(MSP, "joe")).isTrue();
        assertThat(stored().standing("joe")).isEqualTo(MappingStanding.none("joe"));
        assertThat(companies().generate(CONNECTION, TICKETS).pairings()).hasSize(1);
    }

    @Test
    void theLowerLevelKeepsTheStandingOfTheSameCompanyAndForgetsThatOfAnother() {
        companies().map("acme", CONNECTION, "4", MappingSwitches.OFF);
        MappingStanding waiting = stored().standing("acme");
        Configuration configuration = host.tocsin().configuration();

        configuration.save(new CompanyMapping(MSP, "acme", CONNECTION, "4", null, true, List.of("r1")));
        assertThat(stored().standing("acme")).isEqualTo(waiting);
        configuration.save(new CompanyMapping(MSP, "acme", "halo", "4", null, true, List.of("r1")));
        assertThat(stored().standing("acme")).isEqualTo(MappingStanding.none("acme"));
        configuration.removeMapping(MSP, "acme");
        configuration.save(new CompanyMapping(MSP, "acme", CONNECTION, "2", null, true, List.of("r1")));
        assertThat(stored().standing("acme").unmappedByHand()).isFalse();
    }

    @Test
    void tenantsOfMicrosoftSourcesAndNumbersOfOthersPairCompaniesOfOtherNames() {
        String tenant = "0b3a2f5e-8a51-4a7e-9f2c-0d6f7b1c2e3a";
        add("north", "North");
        add("south", "South");
        Configuration configuration = host.tocsin().configuration();
        configuration.save(new SourceLink(MSP, "entra", tenant.toUpperCase(Locale.ROOT), "north"));
        configuration.save(new SourceLink(MSP, "rmm", "4711", "south"));
        configuration.save(new SourceLink(MSP, "tenant", "no guid", "south"));
        psa.company(active("50", "Nordwind").hardId(HardId.tenant(tenant)))
                .company(active("51", "Suedwind").hardId(new HardId("rmm", "4711")));

        assertThat(companies().generate(CONNECTION, TICKETS).pairings())
                .extracting(pairing ->
                        pairing.mapping().companyId() + " " + pairing.mapping().psaCompany())
                .containsExactly("north 50", "south 51");
    }

    @Test
    void aRunThatCannotWorkIsRefusedBeforeAnythingIsRead() {
        assertThatThrownBy(() -> companies().generate(CONNECTION, TICKETS.withSite("Main")))
                .hasMessageStartingWith("mapping.site: 'Main'");
        assertThatThrownBy(() -> companies().generate(CONNECTION, TICKETS.withRules(List.of("r9"))))
                .hasMessageStartingWith("mapping.rules[0]");
        assertThat(psa.calls(Op.COMPANIES)).isEmpty();
    }

    @Test
    void aReadThatFailsInTheMiddleChangesNothing() {
        add("joe", ODD);
        long version = stored().version();
        psa.breakOffCompanies();
        assertThatThrownBy(() -> companies().generate(CONNECTION, TICKETS)).isInstanceOf(TransportException.class);
        psa.breakOffCompanies();
        assertThatThrownBy(() -> companies().checkDrift(CONNECTION)).isInstanceOf(TransportException.class);
        assertThat(stored().version()).isEqualTo(version);
        assertThat(stored().standings()).isEmpty();
    }

    @Test
    void aRenamedCompanyIsReportedUntilThePersonAcceptsItsName() {
        companies().map("acme", CONNECTION, "19300", TICKETS);
        psa.company(active("19300", "Acme AG").identifier("acme-psa"));
        assertThat(companies().report(CONNECTION).of(HygieneFinding.Kind.RENAMED))
                .hasSize(1);
        assertThat(companies().acceptName("acme")).isTrue();
        assertThat(companies().acceptName("acme")).isFalse();
        assertThat(companies().report(CONNECTION).clean()).isTrue();
        assertThat(trail())
                .contains("a person or the host: mapping of company acme accepted the PSA company's name 'Acme AG'");
    }

    @Test
    void nearNamesAreSuggestedAndNeverApplied() {
        add("beta2", "Beta Ltd");
        assertThat(companies().generate(CONNECTION, TICKETS).pairings()).isEmpty();
        assertThat(companies().suggestions(CONNECTION))
                .extracting(suggestion -> suggestion.psaCompany().id())
                .contains("2");
    }

    @Test
    void aConnectionOfOneCompanyTakesNoOther() {
        add("joe", ODD);
        add("old", "Gamma");
        ScriptedPsa own =
                new ScriptedPsa("joes", host.time).company(active("1", ODD)).company(active("2", "Gamma"));
        Tocsin tocsin = Tocsin.builder()
                .store(host.store)
                .psa(psa)
                .psa(own, "joe")
                .clock(host.time)
                .build();
        String refusal = "connection 'joes' serves company 'joe' only";

        assertThatThrownBy(() -> tocsin.companies().map("old", "joes", "2", TICKETS))
                .hasMessageContaining(refusal);
        assertThatThrownBy(() -> tocsin.companies().importCompany("joes", "2", "new", TICKETS))
                .hasMessageContaining(refusal);
        CompanyMapping onto = new CompanyMapping(MSP, "old", "joes", "2", null, false, List.of());
        assertThatThrownBy(() -> tocsin.configuration().save(onto)).hasMessageContaining(refusal);
        assertThatThrownBy(() -> tocsin.configuration().fromFile().save(onto)).hasMessageContaining(refusal);
        assertThat(tocsin.companies().generate("joes", TICKETS).pairings())
                .extracting(pairing -> pairing.mapping().companyId())
                .containsExactly("joe");
        assertThat(tocsin.companies().suggestions("joes")).isEmpty();
    }

    @Test
    void storedMappingsOntoAConnectionOfAnotherCompanyAreReportedAndSuspended() {
        add("joe", ODD);
        Tocsin tocsin = Tocsin.builder()
                .store(host.store)
                .psa(psa, "joe")
                .clock(host.time)
                .build();

        assertThat(tocsin.companies().checkDrift(CONNECTION).of(HygieneFinding.Kind.NOT_SERVED))
                .extracting(HygieneFinding::companyId)
                .containsExactly("acme", "beta");
        assertThat(tocsin.lint().faults())
                .extracting(Object::toString)
                .contains("companies[acme].connection: 'cw' serves company 'joe' only; legal are []");
        assertThat(stored().standing("acme").suspended()).contains("serves company 'joe' only");
        assertThat(tocsin.lint().of("company acme"))
                .extracting(Object::toString)
                .anyMatch(line -> line.startsWith("companies[acme]: is suspended, so its events are parked: "));
        companies().checkDrift(CONNECTION);
        assertThat(stored().standing("acme").suspended()).isNull();
    }

    @Test
    void aStoredMappingOntoAConnectionOfAnotherCompanyIsNotInForceEvenBeforeTheFirstCheck() {
        Tocsin tocsin = Tocsin.builder()
                .store(host.store)
                .psa(psa, "beta")
                .clock(host.time)
                .build();

        SecurityEvent event = host.problem("WS1", "p1").build();

        assertThat(event.sourceCompanyId()).isEqualTo("acme");
        assertThat(tocsin.ingest(List.of(event))).singleElement().satisfies(receipt -> {
            assertThat(receipt.outcome()).isEqualTo(Receipt.Outcome.PARKED);
            assertThat(receipt.reason())
                    .isEqualTo("company 'acme' is suspended: the connection 'cw' serves company 'beta' only");
        });
    }

    @Test
    void twoConnectionsOfOneIdAreRefusedWhomeverTheyServe() {
        assertThatThrownBy(() -> Tocsin.builder().psa(psa).psa(psa, "joe")).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void everyIdIsLegal() {
        String longName = "ü".repeat(500);
        psa.company(active("90", " ").identifier("  // "))
                .company(active("91", "X").identifier(longName));
        CompanyMapping blank = companies().importCompany(CONNECTION, "90", null, MappingSwitches.OFF);
        CompanyMapping overlong = companies().importCompany(CONNECTION, "91", null, MappingSwitches.OFF);
        assertThat(blank.companyId()).isEqualTo("cw-90");
        assertThat(overlong.companyId()).isEqualTo("ü".repeat(180));
        assertThat(Set.of(blank.psaCompany(), overlong.psaCompany())).containsExactlyInAnyOrder("90", "91");
    }
}
