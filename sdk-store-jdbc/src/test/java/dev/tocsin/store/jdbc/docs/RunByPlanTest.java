package dev.tocsin.store.jdbc.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program that shows recurring runs does what it says. */
@Timeout(60)
class RunByPlanTest {
    @Test
    void aPlanIsKeptAndRunAtOnce(@TempDir Path directory) throws Exception {
        PrintStream usual = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            RunByPlan.main(new String[] {directory.resolve("store.db").toString()});
        } finally {
            System.setOut(usual);
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "keeps the companies of cw in step",
                        "keeps the configurations of cw in step",
                        "cw runs daily 03:00 Europe/London");
    }

    @Test
    void theProgramFitsIntoAGuide() throws Exception {
        assertThat(Files.readAllLines(Path.of("src/test/java/dev/tocsin/store/jdbc/docs/RunByPlan.java")))
                .hasSizeLessThanOrEqualTo(60);
    }
}
