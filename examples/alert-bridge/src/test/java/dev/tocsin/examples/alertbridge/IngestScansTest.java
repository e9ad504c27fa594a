package dev.tocsin.examples.alertbridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.simulators.connectwise.SimTicket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job: scans become tickets, once, and close them. */
class IngestScansTest {
    @TempDir
    Path directory;

    private Bridge bridge;

    @BeforeEach
    void start() {
        bridge = new Bridge(directory);
    }

    @AfterEach
    void end() {
        bridge.close();
    }

    private int ingest(String file, String... more) {
        String[] args = new String[more.length + 5];
        System.arraycopy(more, 0, args, 4, more.length);
        args[0] = "ingest";
        args[1] = "--once";
        args[2] = "--company";
        args[3] = "contoso";
        args[args.length - 1] = file;
        return bridge.run(args);
    }

    private static Scan threeHosts() {
        return new Scan().host("ALFA", 1, 2).host("BRAVO", 1).host("CHARLIE", 3, 4);
    }

    @Test
    void aScanMakesOneTicketPerAssetAndTheSameScanMakesNoMore() {
        bridge.file("scan.nessus", threeHosts().xml());

        assertThat(ingest("scan.nessus")).as(bridge.err).isZero();
        assertThat(bridge.simulator.tickets())
                .hasSize(3)
                .allMatch(ticket -> ticket.company().equals("Contoso"));
        assertThat(bridge.out).contains("5 grouped", "3 created, 0 closed, 3 open");
        long posts = bridge.posts();

        assertThat(ingest("scan.nessus")).isZero();
        assertThat(bridge.out).contains("5 seen before", "0 created, 0 closed, 3 open");
        assertThat(bridge.posts()).isEqualTo(posts);
    }

    @Test
    void aHostThatIsListedWithoutItsFindingsIsClosedAndNoOther() {
        bridge.file("first.nessus", threeHosts().xml());
        bridge.file(
                "second.nessus",
                new Scan()
                        .host("ALFA", 1, 2)
                        .host("BRAVO")
                        .host("CHARLIE", 3, 4)
                        .xml());
        ingest("first.nessus");

        assertThat(ingest("second.nessus", "--resolve-missing")).as(bridge.err).isZero();

        assertThat(bridge.out).contains("1 resolved (1 no longer in the report)", "1 closed, 2 open");
        assertThat(bridge.simulator.tickets())
                .filteredOn(SimTicket::closed)
                .singleElement()
                .satisfies(ticket -> assertThat(ticket.summary()).contains("BRAVO"));

        assertThat(ingest("second.nessus", "--resolve-missing")).isZero();
        assertThat(bridge.out).contains(" 0 resolved", "0 created, 0 closed, 2 open");
    }

    @Test
    void aHostThatIsNotListedOrNotFinishedAndAnIncompleteReportResolveNothing() {
        bridge.file("first.nessus", threeHosts().xml());
        ingest("first.nessus");
        bridge.file("unlisted.nessus", new Scan().host("ALFA", 1, 2).xml());
        bridge.file(
                "unfinished.nessus",
                new Scan().host("BRAVO").xml().replaceFirst("<tag name=\"HOST_END\">[^<]*</tag>", ""));
        String whole = new Scan().host("BRAVO").host("ALFA").xml();
        bridge.file("truncated.nessus", whole.substring(0, whole.indexOf("</Report>")));

        assertThat(ingest("unlisted.nessus", "--resolve-missing")).isZero();
        assertThat(ingest("unfinished.nessus", "--resolve-missing")).isZero();
        assertThat(bridge.err).contains("1 hosts were not examined to their end");
        assertThat(ingest("truncated.nessus", "--resolve-missing")).isEqualTo(1);
        assertThat(bridge.err).contains("nothing is taken as resolved");

        assertThat(bridge.openTickets()).hasSize(3);
    }

    @Test
    void anOlderReportResolvesNothingThatALaterOneFound() {
        bridge.file("first.nessus", threeHosts().xml());
        bridge.file(
                "older.nessus",
                new Scan().host("BRAVO", "Sun Mar  1 08:41:10 2026").xml());
        ingest("first.nessus");

        assertThat(ingest("older.nessus", "--resolve-missing")).isZero();

        assertThat(bridge.openTickets()).hasSize(3);
    }

    @Test
    void aFindingThatIsGoneWhileOthersStayGetsANote() {
        bridge.file("first.nessus", threeHosts().xml());
        bridge.file(
                "second.nessus",
                new Scan().host("ALFA", "Tue Mar  3 08:41:10 2026", 2).xml());
        ingest("first.nessus");

        assertThat(ingest("second.nessus", "--resolve-missing")).isZero();

        assertThat(bridge.openTickets()).hasSize(3);
        assertThat(bridge.simulator.tickets())
                .filteredOn(ticket -> ticket.summary().contains("ALFA"))
                .singleElement()
                .satisfies(ticket -> assertThat(ticket.notes().toString())
                        .contains("Resolved")
                        .contains("Finding 1"));
    }

    @Test
    void aTicketThatAPersonClosedIsRespected() {
        bridge.file("first.nessus", threeHosts().xml());
        ingest("first.nessus");
        bridge.simulator.as("jdoe").close(bridge.simulator.tickets().get(0).id());
        bridge.file("second.nessus", threeHosts().xml().replace("Mon Mar  2 08:41:10", "Tue Mar  3 08:41:10"));

        assertThat(ingest("second.nessus")).isZero();
        assertThat(ingest("second.nessus")).isZero();

        assertThat(bridge.simulator.tickets()).hasSize(3);
        assertThat(bridge.openTickets()).hasSize(2);
    }

    @Test
    void standardInputIsReadAndWithoutOnceTheWaitsRunTheirTime() {
        bridge.in = ("{\"company\":\"contoso\",\"stableId\":\"a\",\"occurredAt\":\"2026-03-02T09:00:00Z\","
                        + "\"category\":\"PROBLEMS\",\"eventType\":\"t\",\"asset\":\"A\"}\n")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);

        assertThat(bridge.run("ingest", "-")).as(bridge.err).isZero();

        assertThat(bridge.openTickets()).hasSize(1);
        assertThat(bridge.out).contains("1 created");
    }

    @Test
    void withoutAPsaEventsAreKeptAndSentLater() {
        String yaml = bridge.yaml(Bridge.BY_ASSET, Bridge.RULE);
        bridge.configure(yaml.substring(yaml.indexOf("store:")));
        bridge.file("scan.nessus", threeHosts().xml());

        assertThat(ingest("scan.nessus")).as(bridge.err).isZero();
        assertThat(bridge.out).contains("nothing is sent");
        assertThat(bridge.simulator.requests().all()).isEmpty();

        bridge.configure(yaml);
        assertThat(ingest("scan.nessus")).isZero();
        assertThat(bridge.openTickets()).hasSize(3);
    }
}
