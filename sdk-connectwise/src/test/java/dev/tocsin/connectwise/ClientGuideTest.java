package dev.tocsin.connectwise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.connectwise.docs.FirstTicket;
import dev.tocsin.simulators.connectwise.ConnectWiseSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientGuideTest {
    private static final Path GUIDE = Path.of("../docs/connectwise-client.md");
    private static final Path PROGRAM = Path.of("src/test/java/dev/tocsin/connectwise/docs/FirstTicket.java");

    @Test
    void theGuideShowsTheProgramThatIsCompiled() throws Exception {
        String guide = Files.readString(GUIDE);
        int from = guide.indexOf("```java\n") + "```java\n".length();
        String shown = guide.substring(from, guide.indexOf("```", from));
        assertThat(shown).isEqualTo(Files.readString(PROGRAM));
        assertThat(shown.lines()).hasSizeLessThanOrEqualTo(32);
    }

    @Test
    void theProgramOpensAndClosesATicket(@TempDir Path folder) throws Exception {
        try (ConnectWiseSimulator simulator = ConnectWiseSimulator.builder().start()) {
            Path settings = folder.resolve("connectwise.properties");
            Files.writeString(
                    settings,
                    String.join(
                            "\n",
                            "site=" + simulator.siteUri(),
                            "company=" + simulator.companyId(),
                            "publicKey=" + simulator.publicKey(),
                            "privateKey=" + simulator.privateKey(),
                            "clientId=" + simulator.clientId()));
            FirstTicket.main(new String[] {settings.toString(), "AcmeInc", ">Closed"});
            assertThat(simulator.tickets()).singleElement().satisfies(ticket -> {
                assertThat(ticket.summary()).isEqualTo("Disk is full on dc01");
                assertThat(ticket.closed()).isTrue();
            });
        }
    }
}
