package dev.tocsin.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.Execution;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreException;
import dev.tocsin.core.store.StoreSession;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several callers share a commit, and none suffers from another. */
@Timeout(60)
class WriteQueueTest {
    @TempDir
    Path directory;

    private Store store;
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final List<Thread> threads = new ArrayList<>();
    private volatile Thread leader;

    @BeforeEach
    void open() {
        store = JdbcStore.sqlite(directory.resolve("queue.db"));
    }

    @AfterEach
    void close() {
        callers.shutdownNow();
        store.close();
    }

    /** Holds the lead in a work of its own until the others wait behind it, so that they share its commit. */
    private <T> List<Future<T>> together(List<Callable<T>> calls) throws Exception {
        CountDownLatch leading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Future<?> first = callers.submit(() -> store.write(session -> {
            leader = Thread.currentThread();
            leading.countDown();
            awaitQuietly(go);
            return null;
        }));
        leading.await();
        List<Future<T>> futures = new ArrayList<>();
        for (Callable<T> call : calls) {
            Thread[] caller = new Thread[1];
            CountDownLatch started = new CountDownLatch(1);
            futures.add(callers.submit(() -> {
                caller[0] = Thread.currentThread();
                started.countDown();
                return call.call();
            }));
            started.await();
            // One after the other, so that they wait in this order.
            while (caller[0].getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            threads.add(caller[0]);
        }
        go.countDown();
        first.get();
        return futures;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Function<StoreSession, String> keeping(String id) {
        return session -> {
            session.events().save(List.of(Fixture.event(id)));
            return id;
        };
    }

    @Test
    void theFailureOfOneWorkHarmsNoneOfThoseThatShareItsCommit() throws Exception {
        List<Callable<String>> calls = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            String id = "event-" + i;
            boolean fails = i % 3 == 1;
            calls.add(() -> store.write(session -> {
                String kept = keeping(id).apply(session);
                if (fails) {
                    throw new IllegalArgumentException("no " + kept);
                }
                return kept;
            }));
        }

        List<Future<String>> futures = together(calls);

        for (int i = 0; i < 9; i++) {
            Future<String> future = futures.get(i);
            String id = "event-" + i;
            if (i % 3 == 1) {
                assertThatThrownBy(future::get)
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("no " + id);
                assertThat(Fixture.has(store, id)).isFalse();
            } else {
                assertThat(future.get()).isEqualTo(id);
                assertThat(Fixture.has(store, id)).isTrue();
            }
        }
    }

    @Test
    void aWorkThatTheStoreRefusesLeavesTheOthersAsTheyAre() throws Exception {
        store.write(session -> {
            session.incidents()
                    .save(List.of(Fixture.incident(session.incidents().nextId(), "db", Fixture.START)));
            return null;
        });
        List<Callable<Long>> calls = new ArrayList<>();
        for (String asset : List.of("web", "db", "mail")) {
            calls.add(() -> store.write(session -> {
                long id = session.incidents().nextId();
                session.incidents().save(List.of(Fixture.incident(id, asset, Fixture.START)));
                return id;
            }));
        }

        List<Future<Long>> futures = together(calls);

        long web = futures.get(0).get();
        long mail = futures.get(2).get();
        assertThatThrownBy(() -> futures.get(1).get())
                .hasCauseInstanceOf(StoreException.class)
                .hasMessageContaining("another live incident");
        Map<Long, Incident> kept = store.read(session -> session.incidents().get(List.of(1L, web, mail)));
        assertThat(kept).hasSize(3);
    }

    @Test
    void worksThatWaitShareOneCommitInTheOrderInWhichTheyCame() throws Exception {
        List<String> order = new ArrayList<>();
        List<Callable<String>> calls = new ArrayList<>();
        Map<String, Thread> ranOn = new ConcurrentHashMap<>();
        for (String id : List.of("a", "b", "c", "d")) {
            calls.add(() -> store.write(session -> {
                order.add(id);
                ranOn.put(id, Thread.currentThread());
                return keeping(id).apply(session);
            }));
        }

        for (Future<String> future : together(calls)) {
            future.get();
        }

        assertThat(order).containsExactly("a", "b", "c", "d");
        assertThat(ranOn.values()).as("who leads carries out the others' work").containsOnly(leader);
    }

    @Test
    void aCommitTakesUpNoMoreWorkThanItsOptionsSay() throws Exception {
        store.close();
        store = JdbcStore.sqlite(
                directory.resolve("queue.db"), JdbcStoreOptions.defaults().withMergedWorks(2));
        Map<String, Thread> ranOn = new ConcurrentHashMap<>();
        List<Callable<String>> calls = new ArrayList<>();
        for (String id : List.of("a", "b", "c", "d")) {
            calls.add(() -> store.write(session -> {
                ranOn.put(id, Thread.currentThread());
                return keeping(id).apply(session);
            }));
        }

        for (Future<String> future : together(calls)) {
            future.get();
        }

        assertThat(ranOn.get("a")).isSameAs(leader);
        assertThat(ranOn.get("b")).isSameAs(threads.get(1));
        assertThat(ranOn.get("c")).isSameAs(threads.get(1));
        assertThat(ranOn.get("d")).isSameAs(threads.get(3));
    }

    @Test
    void dueWorkAndIngestBothGetOn() throws Exception {
        store.write(session -> {
            List<Incident> incidents = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                incidents.add(Fixture.incident(session.incidents().nextId(), "asset-" + i, Fixture.START));
            }
            session.incidents().save(incidents);
            return null;
        });
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger ingested = new AtomicInteger();
        List<Future<?>> ingest = new ArrayList<>();
        for (int caller = 0; caller < 4; caller++) {
            String prefix = "caller-" + caller + "-";
            ingest.add(callers.submit(() -> {
                for (int i = 0; !over.get(); i++) {
                    Fixture.keep(store, prefix + i);
                    ingested.incrementAndGet();
                }
            }));
        }

        Instant now = Fixture.START;
        int handled = 0;
        int before = 0;
        for (int slice = 0; slice < 40; slice++) {
            now = now.plusSeconds(1);
            handled += handleDue(now);
            while (ingested.get() == before && !ingest.get(0).isDone()) {
                Thread.onSpinWait();
            }
            before = ingested.get();
        }
        over.set(true);
        for (Future<?> one : ingest) {
            one.get();
        }

        assertThat(handled).isEqualTo(40 * 10);
        assertThat(ingested.get()).isGreaterThanOrEqualTo(40);
    }

    private int handleDue(Instant now) {
        return store.write(session -> {
            List<Incident> due = session.incidents().due(MspId.SINGLE, now, 10);
            session.incidents()
                    .save(due.stream()
                            .map(incident -> incident.change()
                                    .state(IncidentState.RESOLVING, "")
                                    .waitUntil(now.plusSeconds(1))
                                    .done())
                            .toList());
            return due.size();
        });
    }

    @Test
    void anInterruptedCallerStillGetsItsResultAndStaysInterrupted() throws Exception {
        List<Callable<Boolean>> calls = List.of(
                () -> {
                    store.write(keeping("patient"));
                    return Thread.currentThread().isInterrupted();
                },
                () -> {
                    Thread.currentThread().interrupt();
                    store.write(keeping("hasty"));
                    return Thread.interrupted();
                });
        // The second would not be seen to wait if it could be interrupted, and this would never return.
        List<Future<Boolean>> futures = together(calls);

        assertThat(futures.get(0).get()).isFalse();
        assertThat(futures.get(1).get()).isTrue();
        assertThat(Fixture.has(store, "hasty")).isTrue();
    }

    @Test
    void anErrorOfAWorkIsThrownToItsCallerAndTheStoreGoesOn() {
        assertThatThrownBy(() -> store.write(session -> {
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);
        Fixture.keep(store, "afterwards");
        assertThat(Fixture.has(store, "afterwards")).isTrue();
    }

    @Test
    void closingWaitsForTheWorkThatRuns() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Future<String> work = callers.submit(() -> store.write(session -> {
            running.countDown();
            awaitQuietly(go);
            return keeping("last").apply(session);
        }));
        running.await();
        Thread closer = new Thread(store::close);
        closer.start();
        while (closer.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        go.countDown();
        closer.join(TimeUnit.SECONDS.toMillis(30));

        assertThat(work.get()).isEqualTo("last");
        assertThatThrownBy(() -> Fixture.keep(store, "late"))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.execution()).isEqualTo(Execution.NOT_EXECUTED));
    }
}
