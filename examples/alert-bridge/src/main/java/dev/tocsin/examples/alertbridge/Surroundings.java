package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.base.Sleeper;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the bridge finds around it, so that tests can put something else there.
 *
 * @param out where results go
 * @param err where faults and progress go
 * @param in what {@code -} reads
 * @param clock the time
 * @param sleeper how it waits
 * @param environment answers what an environment variable holds, or null if it is not set
 * @param directory what relative paths of the command line are relative to
 * @param terminal whether {@code err} is a terminal, on which a line can be written over
 * @param unicode whether {@code out} can show frames
 * @param stop tells when to end
 */
public record Surroundings(
        PrintStream out,
        PrintStream err,
        InputStream in,
        Clock clock,
        Sleeper sleeper,
        Function<String, @Nullable String> environment,
        Path directory,
        boolean terminal,
        boolean unicode,
        StopSignal stop) {

    /** Ends a command that otherwise keeps working. */
    public interface StopSignal {
        /** Waits until somebody wants the command to end. */
        void await() throws InterruptedException;

        /** Says that the command has ended and has closed all it held. */
        void ended();
    }
}
