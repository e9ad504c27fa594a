package dev.tocsin.examples.alertbridge;

import dev.tocsin.simulators.http.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A real process of the bridge is killed with SIGKILL at points spread over its run, under each way in which the server
 * can fail, and started again until it is done. No event may be lost and no group may have two live tickets.
 *
 * <p>{@code -Dtocsin.kills=20} sets the kills per way, {@code -Dtocsin.kills.seed=7} where they fall.
 *
 * <p>The ways run side by side, each with a server and files of its own.
 */
@Execution(ExecutionMode.CONCURRENT)
class KillTest {
    private static final int KILLS = Integer.getInteger("tocsin.kills", 3);
    private static final long SEED = Long.getLong("tocsin.kills.seed", 1);

    @TempDir
    Path directory;

    static Stream<Arguments> waysToFail() {
        return Stream.of(
                Arguments.of("no fault", null),
                Arguments.of("connection dropped before the commit", Fault.dropBeforeCommit()),
                Arguments.of("connection dropped after the commit", Fault.dropAfterCommit()),
                Arguments.of("late commit", Fault.commitLate(Duration.ofMillis(700))),
                Arguments.of("5xx after the commit", Fault.errorAfterCommit(502)),
                Arguments.of("executed twice", Fault.duplicate()),
                Arguments.of("slow answer", Fault.slow(Duration.ofMillis(1_500))),
                Arguments.of("HTML instead of JSON", Fault.htmlAfterCommit()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysToFail")
    void aKilledBridgeLosesNothingAndDoublesNothing(String name, Fault fault) throws Exception {
        try (KillRun run = new KillRun(directory, fault, SEED)) {
            run.ingestAndKill("raised.jsonl", (KILLS + 1) / 2);
            run.ingestAndKill("resolved.jsonl", KILLS / 2);
            run.letTwinsBeFound();
            run.verify();
        }
    }
}
