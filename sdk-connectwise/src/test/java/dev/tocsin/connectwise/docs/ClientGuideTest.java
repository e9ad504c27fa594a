package dev.tocsin.connectwise.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

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
}
