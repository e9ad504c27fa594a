package dev.tocsin.core.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The guide to silences, windows and inhibitions shows a program that is compiled, and what it really prints. */
class SuppressionGuideTest {
    private static final Path GUIDE = Path.of("../docs/suppression.md");
    private static final Path PROGRAM = Path.of("src/test/java/dev/tocsin/core/docs/QuietNight.java");
    private static final Pattern SHOWN = Pattern.compile("```(java|text)\n(.*?)```", Pattern.DOTALL);

    @Test
    void theGuideShowsTheProgramThatIsCompiledAndWhatItPrints() throws Exception {
        assertThat(SHOWN.matcher(Files.readString(GUIDE)).results().map(shown -> shown.group(2)))
                .containsExactly(Files.readString(PROGRAM), printed());
    }

    private static String printed() {
        PrintStream usual = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            QuietNight.main(new String[0]);
        } finally {
            System.setOut(usual);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
