package dev.tocsin.examples.alertbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersCommandTest {
    @TempDir
    Path directory;

    private Bridge bridge;

    @BeforeEach
    void refuseATicket() {
        bridge = new Bridge(directory);
        bridge.configure(bridge.yaml(Bridge.BY_ASSET, Bridge.RULE.replace("Priority 3 - Normal", "Priority 9")));
        bridge.file("scan.nessus", new Scan().host("ALFA", 1).xml());
        assertThat(bridge.run("ingest", "--once", "--company", "contoso", "scan.nessus"))
                .isEqualTo(1);
        assertThat(bridge.simulator.tickets()).isEmpty();
    }

    @AfterEach
    void end() {
        bridge.close();
    }

    @Test
    void theListShowsWhatWasRefusedAndWhy() {
        assertThat(bridge.run("dead-letters")).isEqualTo(1);

        assertThat(bridge.out).contains("t1", "contoso", "Problems, ASSET ALFA", "Priority 9", "1 dead letter");
        assertThat(bridge.out.lines().mapToInt(String::length)).allMatch(width -> width <= 120);
        String listed = bridge.out;
        assertThat(bridge.run("dead-letters", "list")).isEqualTo(1);
        assertThat(bridge.out).isEqualTo(listed);
    }

    @Test
    void anEditedTicketIsMade() {
        assertThat(bridge.run("dead-letters", "edit", "t1", "--set", "priority=Priority 3 - Normal", "--by", "ann"))
                .as(bridge.err)
                .isZero();

        assertThat(bridge.out).contains("nothing was refused");
        assertThat(bridge.openTickets()).hasSize(1);
        bridge.run("explain", "finding:alfa:1:443:tcp");
        assertThat(bridge.out).contains("ann edited the refused ticket (priority = 'Priority 3 - Normal')");
    }

    @Test
    void aRetryTakesWhatWasMendedInTheFile() {
        bridge.configure(bridge.yaml(Bridge.BY_ASSET, Bridge.RULE));

        assertThat(bridge.run("dead-letters", "retry", "t1", "--config", "tocsin.yaml"))
                .as(bridge.err)
                .isZero();

        assertThat(bridge.openTickets()).hasSize(1);
    }

    @Test
    void aRetryOfWhatIsStillWrongIsADeadLetterAgain() {
        assertThat(bridge.run("dead-letters", "retry", "t1")).isEqualTo(1);

        assertThat(bridge.out).contains("1 dead letter");
        assertThat(bridge.openTickets()).isEmpty();
    }

    @Test
    void aDroppedTicketIsGone() {
        assertThat(bridge.run("dead-letters", "drop", "t1", "--reason", "a test machine"))
                .isZero();

        assertThat(bridge.out).contains("nothing was refused");
        bridge.run("explain", "finding:alfa:1:443:tcp");
        assertThat(bridge.out).contains("stops here: DROPPED: dropped by an operator: a test machine");
    }

    @Test
    void whatCannotBeDecidedIsSaid() {
        assertThat(bridge.run("dead-letters", "retry", "t9")).isEqualTo(2);
        assertThat(bridge.err).contains("there is no such dead letter");
        assertThat(bridge.run("dead-letters", "drop", "t1")).isEqualTo(2);
        assertThat(bridge.err).contains("--reason");
        assertThat(bridge.run("dead-letters", "edit", "t1", "--set", "colour=red"))
                .isEqualTo(2);
        assertThat(bridge.err).contains("deadLetter[t1]".substring(0, 10), "colour", "legal are");
    }
}
