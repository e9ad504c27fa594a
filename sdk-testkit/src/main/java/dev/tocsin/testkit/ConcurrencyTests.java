package dev.tocsin.testkit;

import static dev.tocsin.testkit.Samples.CONNECTION;
import static dev.tocsin.testkit.Samples.MSP;
import static dev.tocsin.testkit.Samples.T0;
import static dev.tocsin.testkit.Samples.after;
import static dev.tocsin.testkit.Samples.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.store.ConnectionState;
import dev.tocsin.core.store.HistoryStore.Entry;
import dev.tocsin.core.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a store does when several threads work on it. */
@Timeout(60)
abstract class ConcurrencyTests extends StoreTests {
    private static final int THREADS = 4;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    final void endThreads() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    /** Runs the tasks at the same time and gives their results in their order. */
    private <R> List<R> together(List<Callable<R>> tasks) throws Exception {
        CyclicBarrier start = new CyclicBarrier(tasks.size());
        List<Future<R>> running = new ArrayList<>();
        for (Callable<R> task : tasks) {
            running.add(threads.submit(() -> {
                start.await();
                return task.call();
            }));
        }
        List<R> results = new ArrayList<>();
        for (Future<R> one : running) {
            results.add(one.get());
        }
        return results;
    }

    private <R> List<R> together(Callable<R> task) throws Exception {
        List<Callable<R>> tasks = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            tasks.add(task);
        }
        return together(tasks);
    }

    @Test
    void eventsOfManyThreadsAreAllKept() throws Exception {
        int each = 50;
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            String prefix = "t" + thread + "-";
            tasks.add(() -> {
                for (int i = 0; i < each; i++) {
                    String id = prefix + i;
                    change(session -> session.events().save(List.of(Samples.record(MSP, id))));
                }
                return true;
            });
        }
        together(tasks);
        assertList(session -> session.events().page(MSP, null, null, 1_000))
                .hasSize(THREADS * each)
                .doesNotHaveDuplicates();
        assertMap(session -> session.events().counts(MSP))
                .containsEntry(Receipt.Outcome.ACCEPTED, (long) THREADS * each);
    }

    @Test
    void numbersAreGivenOnce() throws Exception {
        List<List<Long>> given = together(() -> {
            List<Long> ids = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                String name = Thread.currentThread().getName() + i;
                ids.add(keepIncident(MSP, name).id());
            }
            return ids;
        });
        assertThat(given.stream().flatMap(List::stream)).hasSize(THREADS * 25).doesNotHaveDuplicates();
    }

    @Test
    void oneOfThoseThatRaceToOpenAGroupWins() throws Exception {
        for (int round = 0; round < 20; round++) {
            String name = "race " + round;
            List<Boolean> opened = together(() -> openUnlessLive(name));
            assertThat(opened).as(name).containsOnlyOnce(true);
        }
        assertList(session -> session.incidents().page(MSP, 0, 1_000)).hasSize(20);
    }

    private boolean openUnlessLive(String name) {
        try {
            return write(session -> {
                Incident latest =
                        session.incidents().latest(List.of(group(MSP, name))).get(group(MSP, name));
                if (latest != null) {
                    return false;
                }
                session.incidents()
                        .save(List.of(Samples.incident(session.incidents().nextId(), MSP, name)
                                .done()));
                return true;
            });
        } catch (StoreException lost) {
            return false;
        }
    }

    @Test
    void noChangeOfAConnectionIsLost() throws Exception {
        change(session -> session.connections().save(ConnectionState.unknown(MSP, CONNECTION)));
        together(() -> {
            for (int i = 0; i < 25; i++) {
                change(session -> {
                    ConnectionState state = session.connections().get(MSP, CONNECTION);
                    session.connections().save(rejected(state, state.rejected() + 1));
                });
            }
            return true;
        });
        assertThat(read(session -> session.connections().get(MSP, CONNECTION)).rejected())
                .isEqualTo(THREADS * 25);
    }

    private static ConnectionState rejected(ConnectionState state, int rejected) {
        return new ConnectionState(
                state.msp(),
                state.connectionId(),
                null,
                null,
                rejected,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                state.version());
    }

    @Test
    void anIntentIsClaimedByOneWorker() throws Exception {
        long incident = keepIncident(MSP, "g").id();
        List<Long> ids = write(session -> {
            List<Intent> many = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                many.add(Samples.note(session.intents().nextId(), MSP, incident));
            }
            session.intents().add(many);
            return many.stream().map(Intent::id).toList();
        });
        List<List<Long>> claimed = together(() -> {
            String worker = Thread.currentThread().getName();
            List<Long> mine = new ArrayList<>();
            List<Long> some = claim(worker);
            while (!some.isEmpty()) {
                mine.addAll(some);
                some = claim(worker);
            }
            return mine;
        });
        assertThat(claimed.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(ids);
    }

    private List<Long> claim(String worker) {
        return write(session -> {
            List<Intent> due = session.intents().due(MSP, T0, Set.of(CONNECTION), 7);
            session.intents()
                    .save(due.stream()
                            .map(intent -> intent.change()
                                    .claimed(worker, after(60_000))
                                    .done())
                            .toList());
            return due.stream().map(Intent::id).toList();
        });
    }

    @Test
    void aReaderSeesAllOfAWorkOrNothing() throws Exception {
        long incident = keepIncident(MSP, "g").id();
        AtomicBoolean done = new AtomicBoolean();
        Callable<Boolean> writer = () -> {
            try {
                for (int i = 0; i < 100; i++) {
                    change(session -> {
                        ConnectionState state = session.connections().get(MSP, CONNECTION);
                        session.connections().save(rejected(state, state.rejected() + 1));
                        session.incidents().history().append(List.of(new Entry(incident, T0, "one more")));
                    });
                }
                return true;
            } finally {
                done.set(true);
            }
        };
        Callable<Boolean> reader = () -> {
            boolean consistent = true;
            do {
                consistent &= read(
                        session -> session.incidents().history().of(incident).size()
                                == session.connections().get(MSP, CONNECTION).rejected());
            } while (!done.get());
            return consistent;
        };
        assertThat(together(List.of(writer, reader, reader))).containsOnly(true);
        assertList(session -> session.incidents().history().of(incident)).hasSize(100);
    }
}
