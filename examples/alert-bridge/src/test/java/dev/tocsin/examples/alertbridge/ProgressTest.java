package dev.tocsin.examples.alertbridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.testkit.VirtualClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final VirtualClock clock = VirtualClock.at(Instant.parse("2026-03-02T09:00:00Z"));
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Progress progress(boolean terminal) {
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new Progress(new Surroundings(
                stream,
                stream,
                new ByteArrayInputStream(new byte[0]),
                clock,
                duration -> {},
                name -> null,
                Path.of(""),
                terminal,
                true,
                new Surroundings.StopSignal() {
                    @Override
                    public void await() {}

                    @Override
                    public void ended() {}
                }));
    }

    @Test
    void onATerminalALineIsWrittenOverTwiceASecondAtMost() {
        Progress progress = progress(true);
        progress.show(() -> "too early");
        clock.advance(Duration.ofMillis(500));
        progress.show(() -> "first line");
        clock.advance(Duration.ofMillis(499));
        progress.show(() -> "too early");
        clock.advance(Duration.ofMillis(1));
        progress.show(() -> "second");
        progress.clear();

        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("\rfirst line\rsecond    \r      \r");
    }

    @Test
    void elsewhereThereArePlainLinesNowAndThen() {
        Progress progress = progress(false);
        for (int i = 1; i <= 20; i++) {
            clock.advance(Duration.ofSeconds(1));
            int second = i;
            progress.show(() -> "second " + second);
        }
        progress.clear();

        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("second 5", "second 10", "second 15", "second 20");
    }

    @Test
    void readingTellsEventsRateAndBytes() {
        assertThat(Progress.reading("f", 120_000, Duration.ofSeconds(2), 12_345_678, 80_000_000))
                .isEqualTo("f: 120,000 events, 60,000/s, 12.3 of 80.0 MB");
    }
}
