package dev.tocsin.connectwise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.connectwise.FakeServer.Received;
import dev.tocsin.connectwise.FakeServer.Reply;
import dev.tocsin.connectwise.docs.FirstTicket;
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
        assertThat(shown.lines()).hasSizeLessThanOrEqualTo(30);
    }

    @Test
    void theProgramOpensAndClosesATicket(@TempDir Path folder) throws Exception {
        try (FakeServer server = new FakeServer()) {
            server.answering(request -> switch (request.method()) {
                case "GET" -> Reply.json(200, "[{\"id\":3,\"identifier\":\"acme\"}]");
                case "POST" -> Reply.json(201, "{\"id\":42}");
                default -> Reply.json(200, "{\"id\":42,\"status\":{\"id\":9,\"name\":\"Closed\"},\"closedFlag\":true}");
            });
            Path settings = folder.resolve("connectwise.properties");
            Files.writeString(
                    settings,
                    String.join(
                            "\n",
                            "site=" + server.site(),
                            "company=msp",
                            "publicKey=" + FakeServer.PUBLIC_KEY,
                            "privateKey=" + FakeServer.PRIVATE_KEY,
                            "clientId=" + FakeServer.CLIENT_ID));
            FirstTicket.main(new String[] {settings.toString(), "acme", "Closed"});
            assertThat(server.calls()).extracting(Received::method).containsExactly("GET", "POST", "POST", "PATCH");
            assertThat(server.calls().get(1).body()).contains("\"company\":{\"id\":3}");
        }
    }
}
