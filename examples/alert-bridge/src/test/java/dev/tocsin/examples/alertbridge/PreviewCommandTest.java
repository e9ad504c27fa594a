package dev.tocsin.examples.alertbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewCommandTest {
    @TempDir
    Path directory;

    private Bridge bridge;

    @BeforeEach
    void start() {
        bridge = new Bridge(directory);
        bridge.file(
                "scan.nessus", new Scan().host("ALFA", 1, 2).host("BRAVO", 3).xml());
    }

    @AfterEach
    void end() {
        bridge.close();
    }

    private int preview(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "preview";
        all[1] = "--company";
        all[2] = "contoso";
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return bridge.run(all);
    }

    @Test
    void nothingIsMadeOrAskedForAPreview() {
        assertThat(preview("scan.nessus")).as(bridge.err).isZero();

        assertThat(bridge.out)
                .contains("ALFA", "BRAVO", "Priority 3 - Normal")
                .contains("3 events would make 2 tickets, 0 notes, 0 closes, 0 reopens", "Nothing was written.");
        assertThat(bridge.simulator.requests().all()).isEmpty();
        assertThat(directory.resolve("store.db")).doesNotExist();
        assertThat(bridge.out.lines().mapToInt(String::length)).allMatch(width -> width <= 120);
    }

    @Test
    void whatThePreviewSaysIsWhatIngestDoes() {
        preview("scan.nessus");
        assertThat(bridge.run("ingest", "--once", "--company", "contoso", "scan.nessus"))
                .isZero();

        assertThat(bridge.openTickets()).hasSize(2);
        long before = bridge.simulator.requests().all().size();

        assertThat(preview("scan.nessus")).as("open tickets are not consulted").isZero();
        assertThat(bridge.out).contains("would make 2 tickets");
        assertThat(bridge.simulator.requests().all()).hasSize((int) before);
    }

    @Test
    void eventsOfACompanyThatIsNotMappedAreParkedAndTheExitCodeSaysSo() {
        assertThat(bridge.run("preview", "--company", "nobody", "scan.nessus")).isEqualTo(1);

        assertThat(bridge.out).contains("no ticket would be made", "parked", "no company is known for 'nobody'");
    }

    @Test
    void anotherConfigurationIsComparedWithThisOne() {
        bridge.file("other.yaml", bridge.yaml(Bridge.BY_ASSET.replace("ASSET", "COMPANY"), Bridge.RULE));

        assertThat(preview("--rules", "other.yaml", "scan.nessus"))
                .as(bridge.err)
                .isZero();

        assertThat(bridge.out)
                .contains(
                        "as it is: 2 tickets", "changed:  1 ticket,", "2 tickets less, 1 more, 0 changed, 0 the same");
    }

    @Test
    void theSameConfigurationMakesNoDifference() {
        assertThat(preview("--rules", "tocsin.yaml", "scan.nessus")).isZero();

        assertThat(bridge.out)
                .contains("no ticket would be another one", "0 tickets less, 0 more, 0 changed, 2 the same");
    }

    @Test
    void whatCannotWorkIsRefusedWithItsPlace() {
        assertThat(preview("--rules", "absent.yaml", "scan.nessus")).isEqualTo(2);
        assertThat(bridge.err).contains("absent.yaml", "does not exist");
        assertThat(preview("--most", "2", "scan.nessus")).isEqualTo(2);
        assertThat(bridge.err).contains("--most", "more than 2 events");
        assertThat(preview("absent.nessus")).isEqualTo(2);
        assertThat(preview("--format", "csv", "scan.nessus")).isEqualTo(2);
        assertThat(bridge.err).contains("'csv' is not one of");
    }

    @Test
    void aLineThatIsNoEventIsToldAndTheOthersArePreviewed() {
        bridge.file("broken.jsonl", "{\"company\": \"contoso\", \"category\": \"WEATHER\"}\n");

        assertThat(preview("broken.jsonl", "scan.nessus")).isEqualTo(1);

        assertThat(bridge.err).contains("broken.jsonl:1: ");
        assertThat(bridge.out).contains("would make 2 tickets");
    }
}
