package dev.tocsin.simulators.twilio;

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
import org.junit.jupiter.params.provider.CsvSource;

class TwilioSimulatorMainTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private int run(String input, CountDownLatch stopped, String... args) throws Exception {
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        return TwilioSimulatorMain.run(List.of(args), new BufferedReader(new StringReader(input)), out, stopped);
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void itPrintsTheAddressTheAccountAndTheNumbers() throws Exception {
        String service = "MG" + "0".repeat(32);
        String args =
                "--account-sid AC" + "1".repeat(32) + " --auth-token token --number +15550100001 --service " + service
                        + "=+15550100002,+15550100003 --sms-url http://127.0.0.1:1/sms --public-address"
                        + " https://alerts.example=http://127.0.0.1:1 --advanced-opt-out --no-opt-out --rate-limit 5 --latency 1"
                        + " --fault duplicate=0.05 --fail-seed 3";
        String input =
                "faults\nreply +14155550101 STOP\nmessages\nanswers +14155550101 1 2\ncalls\nstate\nlate\nreply\n"
                        + "answers\nwhat\nquit\n";
        assertThat(run(input, new CountDownLatch(1), args.split(" "))).isZero();
        assertThat(printed())
                .containsPattern("api +http://127\\.0\\.0\\.1:\\d+\n")
                .contains("account sid  AC" + "1".repeat(32))
                .contains("auth token   token")
                .containsPattern("number +\\+15550100003\n")
                .containsPattern("service +" + service)
                .contains("DUPLICATE POST /Messages.json, probability 0.05")
                .contains("say which number it writes to")
                .contains("presses [1, 2]")
                .contains("0 messages, 0 calls, 0 requests")
                .contains("0 late requests");
    }

    @Test
    void aPersonAnswersFromTheConsole() throws Exception {
        assertThat(run("reply +14155550101 ACK 7Q\nstate\nquit\n", new CountDownLatch(1)))
                .isZero();
        assertThat(printed())
                .contains("INBOUND_MESSAGE")
                .contains("PERSON +14155550101 to +15550100000 [received] ACK 7Q");
    }

    @Test
    void afterTheEndOfTheInputItServesUntilItIsStopped() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        stopped.countDown();
        assertThat(run("", stopped)).isZero();
        assertThat(run("", stopped, "--help")).isZero();
        assertThat(printed()).contains("Usage:");
    }

    @ParameterizedTest
    @CsvSource({
        "--port 99999, --port: must be",
        "--what 1, --what: is no option",
        "--number, --number: is no option",
        "--number 911, number: must be",
        "--service none, --service: must be",
        "--service x=+15550100001, service: must be",
        "--account-sid x, account: must be",
        "--sms-url nowhere, --sms-url: must be",
        "--fault SLOW=9, --fault: must be",
        "--fault EXPLODE=1, kind: 'EXPLODE' is no fault"
    })
    void aWrongOptionIsNamedWithTheUsage(String args, String named) throws Exception {
        assertThat(run("", new CountDownLatch(1), args.split(" "))).isEqualTo(2);
        assertThat(printed()).startsWith(named).contains("Usage:");
    }
}
