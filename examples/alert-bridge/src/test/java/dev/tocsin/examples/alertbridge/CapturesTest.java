package dev.tocsin.examples.alertbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What docs/operations.md and then the README show of the commands is what they print. Their blocks are run one after the
 * other, beside one simulated ConnectWise. With {@code -Dtocsin.captures=write} the blocks are written anew instead.
 */
class CapturesTest {
    private static final Path GUIDE = Path.of("../../docs/operations.md");
    private static final Path README = Path.of("../../README.md");
    private static final Pattern BLOCK =
            Pattern.compile("```text\n\\$ alert-bridge (?<command>[^\n]+)\n(?<output>.*?)```\n", Pattern.DOTALL);

    @TempDir
    Path directory;

    private Bridge bridge;

    @BeforeEach
    void layOut() throws IOException {
        bridge = new Bridge(directory);
        bridge.clock = Clock.fixed(Instant.parse("2026-03-02T12:00:00Z"), ZoneOffset.UTC);
        String yaml = DemoConfiguration.yaml(bridge.simulator);
        bridge.configure(yaml);
        bridge.file(
                "by-company.yaml",
                yaml.replace("groupBy: ASSET, minSeverity: HIGH", "groupBy: ASSET, minSeverity: CRITICAL")
                        .replace("groupBy: ASSET, minSeverity: MEDIUM", "groupBy: COMPANY, minSeverity: MEDIUM"));
        bridge.file("scan.nessus", sample("scan.nessus"));
        String events = sample("events.jsonl");
        bridge.file("events.jsonl", events);
        bridge.file(
                "raised.jsonl",
                events.lines().filter(line -> line.contains("RAISED")).collect(Collectors.joining("\n", "", "\n")));
        bridge.file(
                "suspicious.yaml", yaml.replace("CRITICAL: Priority 1 - Critical", "CRITICAL: Priority 3 - Normal"));
        bridge.file(
                "refused.yaml",
                "store: \"jdbc:sqlite:" + directory.resolve("refused.db") + "\"\n"
                        + yaml.replace("priority: Priority 2 - High", "priority: Priority 9"));
        bridge.file("one.jsonl", events.lines().findFirst().orElseThrow() + "\n");
        assertThat(bridge.run("ingest", "--once", "--config", "refused.yaml", "one.jsonl"))
                .as("the ticket is refused")
                .isEqualTo(1);
    }

    @AfterEach
    void close() {
        bridge.close();
    }

    @Test
    void theDocumentationShowsWhatTheCommandsPrint() throws IOException {
        showsWhatIsPrinted(GUIDE);
        showsWhatIsPrinted(README);
    }

    private void showsWhatIsPrinted(Path page) throws IOException {
        String guide = Files.readString(page);
        StringBuilder shown = new StringBuilder();
        Matcher block = BLOCK.matcher(guide);
        int blocks = 0;
        while (block.find()) {
            bridge.run(block.group("command").split(" "));
            block.appendReplacement(
                    shown,
                    Matcher.quoteReplacement("```text\n$ alert-bridge " + block.group("command") + "\n"
                            + settled(bridge.out) + "```\n"));
            assertThat(bridge.out).as(bridge.err).isNotEmpty();
            blocks++;
        }
        block.appendTail(shown);
        assertThat(blocks).isPositive();
        if ("write".equals(System.getProperty("tocsin.captures"))) {
            Files.writeString(page, shown.toString());
        }
        assertThat(guide).as("%s", page).isEqualTo(shown.toString());
    }

    /**
     * The output without what is drawn by lot: references of tickets, the count in the server's request ids, and the ids of
     * configurations, which are created at the same time.
     */
    private static String settled(String output) {
        return output.replaceAll("X1-[A-Z2-7]{26}", "X1-…")
                .replaceAll("00000000\\d{3}\\)", "00000000001)")
                .replaceAll("configuration 100\\d", "configuration 1001");
    }

    private static String sample(String name) throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(CapturesTest.class.getResourceAsStream("/samples/" + name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
