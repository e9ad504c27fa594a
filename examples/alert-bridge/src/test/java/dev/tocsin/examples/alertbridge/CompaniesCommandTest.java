package dev.tocsin.examples.alertbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code companies} and its commands, against the simulated server. */
class CompaniesCommandTest {
    private static final String AWFUL = "Joe's \"Best\" & Söhne (50 %) [East]";

    @TempDir
    Path directory;

    private Bridge bridge;

    @BeforeEach
    void start() {
        bridge = new Bridge(directory);
        companies("");
    }

    @AfterEach
    void end() {
        bridge.close();
    }

    /** The file's companies, besides the one that is mapped. */
    private void companies(String more) {
        bridge.configure(
                bridge.yaml(Bridge.BY_ASSET, Bridge.RULE).replace("rule: all } ]", "rule: all }" + more + " ]"));
    }

    private void isDone(String... args) {
        assertThat(bridge.run(args)).as(bridge.out + bridge.err).isZero();
    }

    @Test
    void theListShowsWhatEachCompanyIsAndWhatItIsMappedTo() {
        isDone("companies");

        assertThat(bridge.out)
                .contains("Id", "Identifier", "Name", "Status", "Types", "Contact", "Mapped to")
                .contains("Contoso Ltd", "contoso", "Fabrikam, Inc.", "page 1: ")
                .doesNotContain("Gone Company");
        assertThat(bridge.out.lines().filter(line -> line.contains("Old Company Ltd")))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("Inactive (inactive)"));
        assertThat(bridge.out.lines().mapToInt(String::length)).allMatch(width -> width <= 120);
        assertThat(bridge.writes()).isZero();
    }

    @Test
    void aPageTellsThatThereIsMoreAndFiltersAreTheServersOwn() {
        isDone("companies", "--size", "3");
        assertThat(bridge.out).contains("page 1: 3 companies; --page 2 shows more");
        isDone("companies", "--size", "3", "--page", "2");
        assertThat(bridge.out).contains("page 2: 3 companies");
        isDone("companies", "--status", "inactive");
        assertThat(bridge.out).contains("Old Company Ltd").doesNotContain("Contoso");

        assertThat(bridge.run("companies", "--status", "Sleeping")).isEqualTo(2);
        assertThat(bridge.err).contains("--status: 'Sleeping' is not legal; legal are [");
        assertThat(bridge.run("companies", "--page", "0")).isEqualTo(2);
        assertThat(bridge.err).contains("companies.page: 0 is not legal");
        assertThat(bridge.run("companies", "--connection", "nope")).isEqualTo(2);
        assertThat(bridge.err).contains("--connection: there is none of the id 'nope'; legal are [connectwise]");
    }

    @Test
    void anAwfulNameIsFoundMappedAndShownExactly() {
        companies(", { id: joe, name: '" + AWFUL.replace("'", "''") + "' }");

        isDone("companies", "--search", AWFUL);
        assertThat(bridge.out).contains(AWFUL, "page 1: 1 company");
        isDone("companies", "--search", "(50 %) [e");
        assertThat(bridge.out).contains(AWFUL, "page 1: 1 company");
        isDone("companies", "--search", "@nothing*_");
        assertThat(bridge.out).contains("page 1: 0 companies");

        isDone("companies", "generate");
        assertThat(bridge.out).contains("1 company mapped", "joe");
        isDone("companies", "--search", AWFUL);
        assertThat(bridge.out.lines().filter(line -> line.contains("JoesBest")))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("joe"));
        assertThat(bridge.writes()).isZero();
    }

    @Test
    void importingMakesMappedCompaniesAndAFaultOfOneDoesNotStopTheOthers() {
        assertThat(bridge.run("companies", "import", "Fabrikam", "NoSuchCo", "JoesBest", "--sync-configurations"))
                .as(bridge.out + bridge.err)
                .isEqualTo(1);

        assertThat(bridge.out).contains("on connectwise, no tickets, configurations");
        assertThat(bridge.out.lines()).hasSize(2);
        assertThat(bridge.err).contains("NoSuchCo: ");
        isDone("companies", "import", "AcmeInc", "--id", "acme", "--rule", "all", "--site", "Warehouse");
        assertThat(bridge.out).contains("acme: mapped to", "site Warehouse, tickets by all");
        assertThat(bridge.run("companies", "import", "TwinA", "TwinB", "--id", "twin"))
                .isEqualTo(2);
        assertThat(bridge.writes()).isZero();
    }

    @Test
    void mappingChecksWhatItIsGivenAndSwitchesCanBeChanged() {
        companies(", { id: fab, name: Fab }");

        assertThat(bridge.run("companies", "map", "fab", "Fabrikam", "--rule", "none-such"))
                .isEqualTo(2);
        assertThat(bridge.err).contains("none-such").contains("all");
        assertThat(bridge.run("companies", "map", "fab", "Fabrikam", "--create-tickets"))
                .isEqualTo(2);
        assertThat(bridge.err).contains("mapping.rules");
        assertThat(bridge.run("companies", "map", "nobody", "Fabrikam")).isEqualTo(2);
        assertThat(bridge.run("companies", "map", "fab", "GoneCo")).isEqualTo(2);

        isDone("companies", "map", "fab", "Fabrikam", "--rule", "all");
        assertThat(bridge.out).contains("fab: mapped to", "tickets by all, no configurations");
        isDone("companies", "change", "fab", "--sync-configurations", "--no-create-tickets");
        assertThat(bridge.out).contains("no tickets, configurations");
        isDone("companies", "change", "fab", "--create-tickets");
        assertThat(bridge.out).contains("tickets by all, configurations");
        isDone("companies", "unmap", "fab");
        assertThat(bridge.out).contains("fab: unmapped");
        assertThat(bridge.run("companies", "unmap", "fab")).isEqualTo(1);
    }

    @Test
    void parkedEventsAreTakenUpByAMapping() {
        companies(", { id: fab, name: Fab }");
        bridge.file("scan.nessus", new Scan().host("ALFA", 1).xml());
        assertThat(bridge.run("ingest", "--once", "--company", "fab", "scan.nessus"))
                .isEqualTo(1);
        assertThat(bridge.openTickets()).isEmpty();

        isDone("companies", "map", "fab", "Fabrikam", "--rule", "all");
        assertThat(bridge.out).contains("1 event that waited for a mapping is taken up");

        bridge.file("nothing.jsonl", "");
        isDone("ingest", "--once", "nothing.jsonl");
        assertThat(bridge.openTickets())
                .singleElement()
                .satisfies(ticket -> assertThat(ticket.company()).isEqualTo("Fabrikam"));
    }

    @Test
    void generatingMapsWhatIsCertainAndTellsTheRestWithWhatIsNear() {
        companies(", { id: fab, name: 'Fabrikam, Inc.' }, { id: twin, name: Twin Partners }"
                + ", { id: acme, name: Acme Incorporated }, { id: old, name: Old Company Ltd }"
                + ", { id: lost, name: Nothing Of The Kind }");

        isDone("companies", "generate", "--dry-run");
        assertThat(bridge.out).contains("1 company would be mapped, 4 skipped, 1 kept as they were");
        isDone("companies", "--search", "Fabrikam");
        assertThat(bridge.out).doesNotContain("fab ");

        isDone("companies", "generate", "--rule", "all");
        assertThat(bridge.out)
                .contains("1 company mapped, 4 skipped, 1 kept as they were")
                .contains("skipped, several psa companies:", "  twin: ", "skipped, inactive:", "  old: ")
                .contains("skipped, no match:", "  acme: ", "    near: 'Acme, Inc.' (", "  lost: ");
        isDone("companies", "generate", "--rule", "all");
        assertThat(bridge.out).contains("0 companies mapped, 4 skipped, 2 kept as they were");

        isDone("companies", "unmap", "fab");
        isDone("companies", "generate", "--rule", "all");
        assertThat(bridge.out).contains("0 companies mapped", "skipped, unmapped by hand:", "  fab: ");
        assertThat(bridge.writes()).isZero();
    }

    @Test
    void theReportNamesPlaceReasonAndActionAndAnAcceptedNameIsGoneFromIt() {
        isDone("companies", "map", "contoso", "Contoso", "--rule", "all");
        isDone("companies", "report");
        assertThat(bridge.out).contains("nothing to look at");

        int id = bridge.simulator.company("Contoso").id();
        bridge.simulator.as("jdoe").renameCompany(id, "Contoso SE");
        assertThat(bridge.run("companies", "report")).isEqualTo(1);
        assertThat(bridge.out)
                .contains(
                        "companies[contoso].mapping.psaCompany: ", "was called 'Contoso Ltd'", " → accept the new name")
                .contains("1 finding");
        isDone("companies", "accept-name", "contoso");
        assertThat(bridge.out).contains("contoso: the new name is accepted");
        isDone("companies", "report");

        bridge.simulator.as("jdoe").deleteCompany(id, true);
        assertThat(bridge.run("companies", "report")).isEqualTo(1);
        assertThat(bridge.out).contains("was deleted").contains("unmap it");
        assertThat(bridge.writes()).isZero();
    }

    @Test
    void aServerThatRefusesOrIsAwayIsTold() {
        bridge.simulator.revokeKeys(true);
        assertThat(bridge.run("companies")).isEqualTo(1);
        assertThat(bridge.err).contains("401");
        bridge.simulator.close();
        assertThat(bridge.run("companies", "generate")).isEqualTo(1);
        assertThat(bridge.err).isNotBlank().doesNotContain("\tat ");
    }
}
