package dev.tocsin.simulators.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphSimulatorMainTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private int run(String input, CountDownLatch stopped, String... args) throws Exception {
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        return GraphSimulatorMain.run(List.of(args), new BufferedReader(new StringReader(input)), out, stopped);
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void itPrintsTheAddressesTheAppAndTheTenants() throws Exception {
        String[] args = {
            "--tenants",
            "3",
            "--users",
            "7",
            "--consented",
            "--throttling",
            "--client-id",
            "app",
            "--client-secret",
            "sk",
            "--fault",
            "error-after-commit=0.05",
            "--consent",
            "claim-only",
            "--consent-delay",
            "1",
            "--latency",
            "1",
            "--redirect-uri",
            "http://127.0.0.1/x",
            "--fail-seed",
            "3"
        };
        assertThat(run("faults\nmails\nstate\nlate\nwhat\nquit\n", new CountDownLatch(1), args))
                .isZero();
        assertThat(printed())
                .containsPattern("login +http://127\\.0\\.0\\.1:\\d+\n")
                .containsPattern("graph +http://127\\.0\\.0\\.1:\\d+/v1\\.0\n")
                .containsPattern("client secret +sk")
                .containsPattern("customer3\\.example [-0-9a-f]{36}, 7 users, granted \\[AuditLog.Read.All")
                .contains("ERROR_AFTER_COMMIT POST /users/*/sendMail, probability 0.05")
                .contains("0 late requests");
    }

    @Test
    void afterTheEndOfTheInputItServesUntilItIsStopped() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        stopped.countDown();
        assertThat(run("", stopped)).isZero();
        assertThat(printed()).contains("customer2.example");
        assertThat(run("", stopped, "--help")).isZero();
        assertThat(printed()).contains("Usage:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port 99999",
                "--what 1",
                "--users -1",
                "--tenants",
                "--fault SLOW=9",
                "--fault EXPLODE=1",
                "--consent no"
            })
    void aWrongOptionIsNamedWithTheUsage(String args) throws Exception {
        assertThat(run("", new CountDownLatch(1), args.split(" "))).isEqualTo(2);
        assertThat(printed())
                .contains("Usage:")
                .contains(args.split("[ =]")[0].replace("--fault", "fault").substring(2));
    }
}
