package dev.tocsin.simulators.connectwise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SimulatorMainTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private int run(String input, CountDownLatch stopped, String... args) throws Exception {
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        return SimulatorMain.run(List.of(args), new BufferedReader(new StringReader(input)), out, stopped);
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void itPrintsTheAddressTheKeysAndWhatItHolds() throws Exception {
        int status = run(
                "faults\nquit\n",
                new CountDownLatch(1),
                "--company",
                "DemoCo",
                "--public-key",
                "pk",
                "--private-key",
                "sk",
                "--fault",
                "drop-after-commit=0.05",
                "--fail-seed",
                "3");
        assertThat(status).isZero();
        assertThat(printed())
                .containsPattern("interface +http://127\\.0\\.0\\.1:\\d+/v2026_1/apis/3\\.0")
                .containsPattern("company +DemoCo")
                .containsPattern("private key +sk")
                .contains("Security Alerts")
                .contains(">Closed")
                .contains("Joe's \"Best\" & Söhne (50 %) [East]")
                .contains("DROP_AFTER_COMMIT POST /service/**, probability 0.05")
                .contains("0 tickets");
    }

    @Test
    void ticketsArePrintedOnDemandWithTheirNotes() throws Exception {
        run("tickets\nquit\n", new CountDownLatch(1), "--seed", "5");
        assertThat(printed()).contains("10 tickets").contains("#10001").contains("Created for the demonstration.");
    }

    @Test
    void theSameSeedMakesTheSameTickets() throws Exception {
        run("quit\n", new CountDownLatch(1), "--seed", "5");
        String first = printed().replaceAll("(?s).*10 tickets", "").replaceAll("\\d{4}-\\d\\d-\\d\\dT[^ ]+", "");
        bytes.reset();
        run("quit\n", new CountDownLatch(1), "--seed", "5");
        assertThat(printed().replaceAll("(?s).*10 tickets", "").replaceAll("\\d{4}-\\d\\d-\\d\\dT[^ ]+", ""))
                .isEqualTo(first);
    }

    @Test
    void itPlaysAnOldVersionWithManyCompaniesOfWhichItPrintsTheFirst() throws Exception {
        run("quit\n", new CountDownLatch(1), "--version", "2025.1", "--companies", "100", "--latency", "1");
        assertThat(printed())
                .containsPattern("interface +http://127\\.0\\.0\\.1:\\d+/v2025_1/apis/3\\.0")
                .contains("Companies, the first 50 of 111");
        assertThat(run("", new CountDownLatch(1), "--version", "2019.5")).isEqualTo(2);
        assertThat(printed()).contains("must be 2025.1 or 2026.4");
    }

    @Test
    void afterTheEndOfTheInputItServesUntilItIsStopped() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        stopped.countDown();
        assertThat(run("", stopped)).isZero();
        assertThat(printed()).contains("0 tickets");
    }

    @Test
    void aWrongOptionIsNamedWithTheUsage() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        assertThat(run("", never, "--port", "99999")).isEqualTo(2);
        assertThat(printed())
                .contains("--port: must be a whole number from 0 to 65535")
                .contains("Usage:");
        assertThat(run("", never, "--fault", "EXPLODE=1")).isEqualTo(2);
        assertThat(run("", never, "--what", "1")).isEqualTo(2);
        assertThat(run("", never, "--configurations", "-1")).isEqualTo(2);
        assertThat(run("", never, "--seed")).isEqualTo(2);
        assertThat(run("", never, "--fault", "SLOW=9")).isEqualTo(2);
    }
}
