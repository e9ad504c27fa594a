package dev.tocsin.connectwise.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tocsin.simulators.connectwise.ConnectWiseSimulator;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.Test;

class ReceiveCallbacksTest {
    private static final Path PROGRAM = Path.of("src/test/java/dev/tocsin/connectwise/docs/ReceiveCallbacks.java");

    @Test
    void theProgramPrintsTheSummaryOfANewTicketAndOfOneThatIsGone() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (ConnectWiseSimulator simulator = ConnectWiseSimulator.builder().start()) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            ReceiveCallbacks.start(settings(simulator, server), server);
            int acme = simulator.company("AcmeInc").id();
            int id = simulator.createTicket(Map.of("summary", "Disk is full on dc01", "company", Map.of("id", acme)));
            assertThat(simulator.callbacks().awaitDeliveries(Duration.ofSeconds(20)))
                    .isTrue();
            simulator.as("jdoe").delete(id);
            assertThat(simulator.callbacks().awaitDeliveries(Duration.ofSeconds(20)))
                    .isTrue();
            assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                    .contains("ticket added " + id + ": Disk is full on dc01", "ticket deleted " + id + ": gone")
                    .anyMatch(line -> line.startsWith("ADD") && line.contains("(ticket/owner/1) DONE"));
        } finally {
            System.setOut(console);
            server.stop(0);
            if (server.getExecutor() instanceof ExecutorService threads) {
                threads.shutdownNow();
            }
        }
    }

    private static Properties settings(ConnectWiseSimulator simulator, HttpServer server) {
        Properties settings = new Properties();
        settings.setProperty("site", simulator.siteUri().toString());
        settings.setProperty("company", simulator.companyId());
        settings.setProperty("publicKey", simulator.publicKey());
        settings.setProperty("privateKey", simulator.privateKey());
        settings.setProperty("clientId", simulator.clientId());
        settings.setProperty(
                "callbackUrl", "http://127.0.0.1:" + server.getAddress().getPort() + "/connectwise");
        return settings;
    }

    @Test
    void theProgramFitsOnAScreen() throws Exception {
        assertThat(Files.readAllLines(PROGRAM)).hasSizeLessThanOrEqualTo(45);
    }
}
