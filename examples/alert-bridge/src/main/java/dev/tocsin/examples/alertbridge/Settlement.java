package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.Sleeper;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.engine.Settling;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lets the workflow do what it has to do, and shows how far it has got. Not thread-safe. */
final class Settlement {
    private static final Duration LONGEST_NAP = Duration.ofSeconds(1);
    private static final List<IntentState> OPEN =
            Arrays.stream(IntentState.values()).filter(IntentState::open).toList();
    private static final int LOOK = 1_000;

    private final Host host;
    private final Surroundings around;
    private final Progress progress;

    Settlement(Host host, Surroundings around, Progress progress) {
        this.host = host;
        this.around = around;
        this.progress = progress;
    }

    /**
     * A sleeper that shows the progress of a workflow whenever that has to wait.
     *
     * @param store answers the store, or null while it is not open
     */
    static Sleeper showing(Surroundings around, Progress progress, java.util.function.Supplier<@Nullable Store> store) {
        return duration -> {
            Store open = store.get();
            if (open != null) {
                progress.show(() -> writes(open));
            }
            around.sleeper().sleep(duration);
        };
    }

    private static @Nullable String writes(Store store) {
        List<Intent> open = store.read(session -> session.intents().inState(MspId.SINGLE, OPEN, LOOK));
        long unknown = open.stream()
                .filter(intent -> intent.state() == IntentState.UNKNOWN)
                .count();
        return open.isEmpty()
                ? null
                : "ConnectWise: " + (open.size() == LOOK ? LOOK + " writes or more" : Words.count(open.size(), "write"))
                        + " to go" + (unknown == 0 ? "" : ", " + unknown + " of unknown outcome are looked up");
    }

    /**
     * Ends all waits and works until no write is open.
     *
     * @return what is left; empty if nothing is
     */
    List<Settling.Left> atOnce() throws InterruptedException {
        return host.tocsin().settle(true);
    }

    /**
     * Reads what people did.
     *
     * @return whether that could be read
     */
    boolean poll() {
        try {
            host.tocsin().poll();
            return true;
        } catch (TocsinException e) {
            progress.say("what people did in ConnectWise could not be read: " + e.getMessage());
            return false;
        }
    }

    /**
     * Works until nothing is due any more; waits run their time.
     *
     * @return what is left; empty if nothing is
     */
    List<Settling.Left> inTime() throws InterruptedException {
        Instant told = null;
        while (true) {
            List<Settling.Left> left = host.tocsin().settle(false);
            Instant next = host.store().read(session -> session.incidents().nextDue(MspId.SINGLE));
            List<Intent> open = host.tocsin().audit().openIntents(MspId.SINGLE, LOOK);
            if (next == null && open.size() <= left.size()) {
                return left;
            }
            if (next != null && !Objects.equals(told, next)) {
                told = next;
                progress.say("waiting until " + next.truncatedTo(ChronoUnit.SECONDS)
                        + " for the next group wait, note or hold; Ctrl-C ends, and the next run goes on");
            }
            Duration nap =
                    next == null ? LONGEST_NAP : Duration.between(around.clock().instant(), next);
            around.sleeper().sleep(nap.compareTo(LONGEST_NAP) > 0 ? LONGEST_NAP : nap);
        }
    }
}
