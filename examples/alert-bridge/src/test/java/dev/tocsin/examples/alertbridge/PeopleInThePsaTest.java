package dev.tocsin.examples.alertbridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.simulators.connectwise.SimTicket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people and outages do between two runs of {@code ingest --once}. */
class PeopleInThePsaTest {
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

    private int ingest(String name, String... events) {
        bridge.file(name, String.join("\n", events) + "\n");
        return bridge.run("ingest", "--once", name);
    }

    private static String event(String id, String kind, int minute) {
        return "{\"company\":\"contoso\",\"stableId\":\"" + id + "\",\"kind\":\"" + kind
                + "\",\"occurredAt\":\"2026-03-02T09:%02d:00Z\",".formatted(minute)
                + "\"category\":\"PROBLEMS\",\"eventType\":\"t\",\"title\":\"Finding " + id + "\",\"asset\":\"H1\"}";
    }

    @Test
    void aNewFindingAfterAPersonsCloseOpensANewTicketThoughTheCloseWasNotSeenYet() {
        assertThat(ingest("one.jsonl", event("a1", "RAISED", 0))).isZero();
        int first = bridge.simulator.tickets().get(0).id();
        bridge.simulator.as("jdoe").close(first);

        assertThat(ingest("two.jsonl", event("a2", "RAISED", 5))).as(bridge.err).isZero();

        assertThat(bridge.simulator.tickets()).hasSize(2);
        SimTicket second = bridge.openTickets().get(0);
        assertThat(second.summary()).contains("Finding a2");
        assertThat(second.notes().get(0).text()).contains("#" + first);
        assertThat(ingest("three.jsonl", event("a1", "RAISED", 9))).isZero();
        assertThat(bridge.simulator.tickets()).as("a1 was answered").hasSize(2);
    }

    @Test
    void aNoteOnATicketThatIsGoneIsSaidAndDoesNotHoldUpLaterRuns() {
        assertThat(ingest("one.jsonl", event("a1", "RAISED", 0))).isZero();
        bridge.simulator.as("jdoe").delete(bridge.simulator.tickets().get(0).id());

        assertThat(ingest("two.jsonl", event("a2", "RAISED", 5))).isEqualTo(1);
        assertThat(bridge.err).contains("refused by ConnectWise");

        assertThat(ingest("three.jsonl", event("b1", "RAISED", 6).replace("H1", "H2")))
                .as(bridge.err)
                .isZero();
    }

    @Test
    void aMendedKeyCountsAtTheNextRun() {
        bridge.environment.put("CW_KEY", "wrong");
        assertThat(ingest("one.jsonl", event("a1", "RAISED", 0))).isEqualTo(1);
        assertThat(bridge.simulator.tickets()).isEmpty();
        bridge.environment.put("CW_KEY", bridge.simulator.privateKey());

        assertThat(ingest("one.jsonl", event("a1", "RAISED", 0))).as(bridge.err).isZero();

        assertThat(bridge.simulator.tickets()).hasSize(1);
    }
}
