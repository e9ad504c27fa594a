package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.base.ShownText;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far a long work has got: on a terminal a line that is written over, twice a second at most; elsewhere plain
 * lines, now and then. Not thread-safe.
 */
final class Progress {
    /** The least time between two lines on a terminal. */
    static final Duration ON_TERMINAL = Duration.ofMillis(500);
    /** The least time between two lines elsewhere. */
    static final Duration ELSEWHERE = Duration.ofSeconds(5);

    private final PrintStream err;
    private final Clock clock;
    private final boolean terminal;
    private Instant shownAt;
    private int shownLength;

    Progress(Surroundings around) {
        err = around.err();
        clock = around.clock();
        terminal = around.terminal();
        shownAt = clock.instant();
    }

    /** Shows a line, unless the last one is too recent; it is only asked for if it is shown. */
    void show(Supplier<@Nullable String> line) {
        Instant now = clock.instant();
        if (Duration.between(shownAt, now).compareTo(terminal ? ON_TERMINAL : ELSEWHERE) < 0) {
            return;
        }
        shownAt = now;
        String text = line.get();
        if (text == null) {
            return;
        }
        if (terminal) {
            err.print("\r" + text + " ".repeat(Math.max(0, shownLength - text.length())));
            err.flush();
            shownLength = text.length();
        } else {
            err.println(text);
        }
    }

    /** Prints a line that stays, below what is shown; what could end the line is escaped. */
    void say(String line) {
        clear();
        err.println(ShownText.inLine(line));
    }

    /** Takes the shown line away. */
    void clear() {
        if (shownLength > 0) {
            err.print("\r" + " ".repeat(shownLength) + "\r");
            err.flush();
            shownLength = 0;
        }
    }

    /** How far the reading of a file has got. */
    static String reading(String file, long events, Duration taken, long bytes, long total) {
        double seconds = Math.max(0.001, taken.toMillis() / 1000.0);
        String read = String.format(Locale.ROOT, "%.1f", bytes / 1e6);
        String all = total > 0 ? String.format(Locale.ROOT, " of %.1f", total / 1e6) : "";
        return String.format(
                Locale.ROOT, "%s: %,d events, %,.0f/s, %s%s MB", file, events, events / seconds, read, all);
    }
}
