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
 * A real process of the bridge that tells people of incidents is killed with SIGKILL at points spread over its run, under each way in which
 * Twilio can fail, and started again until all is told. Nobody may get a message twice for one step, or none, and nobody any without
 * consent; whatever comes in forged or again changes nothing.
 *
 * <p>{@code -Dtocsin.kills=20} sets the kills per way, {@code -Dtocsin.kills.seed=7} where they fall.
 *
 * <p>The ways run side by side, each with servers and files of its own.
 */
@Execution(ExecutionMode.CONCURRENT)
class NotificationKillTest {
    private static final int KILLS = Integer.getInteger("tocsin.kills", 2);
    private static final long SEED = Long.getLong("tocsin.kills.seed", 1);

    @TempDir
    Path directory;

    /** What goes wrong with callbacks, beside the requests. */
    enum Callbacks {
        IN_ORDER,
        TWICE_AND_OUT_OF_ORDER,
        BEFORE_THE_ANSWER
    }

    static Stream<Arguments> waysToFail() {
        return Stream.of(
                Arguments.of("no fault", null, Callbacks.IN_ORDER),
                Arguments.of("connection dropped before the commit", Fault.dropBeforeCommit(), Callbacks.IN_ORDER),
                Arguments.of("connection dropped after the commit", Fault.dropAfterCommit(), Callbacks.IN_ORDER),
                Arguments.of("late commit", Fault.commitLate(Duration.ofMillis(500)), Callbacks.IN_ORDER),
                Arguments.of(
                        "commit after nobody asks any more",
                        Fault.commitLate(Duration.ofSeconds(6)),
                        Callbacks.IN_ORDER),
                Arguments.of("5xx after the commit", Fault.errorAfterCommit(503), Callbacks.IN_ORDER),
                Arguments.of("slow answer", Fault.slow(Duration.ofMillis(1_400)), Callbacks.BEFORE_THE_ANSWER),
                Arguments.of("callbacks twice and out of order", null, Callbacks.TWICE_AND_OUT_OF_ORDER));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysToFail")
    void aKilledBridgeTellsEverybodyOnceAndNobodyWithoutConsent(String name, Fault fault, Callbacks callbacks)
            throws Exception {
        try (NotificationKillRun run = new NotificationKillRun(directory, fault, callbacks, SEED + name.hashCode())) {
            run.raise(4);
            run.work((KILLS + 1) / 2);
            run.stop();
            run.raise(4);
            run.work(KILLS / 2);
            run.forgeAndReplay();
            run.end();
            run.verify();
        }
    }
}
