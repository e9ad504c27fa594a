package dev.tocsin.store.jdbc;

import dev.tocsin.core.base.Execution;
import dev.tocsin.core.store.StoreException;
import dev.tocsin.core.store.StoreSession;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets the callers that want to write do so in the order in which they came, several in one commit. There is no thread
 * of its own: whoever comes first leads, carries out his own work and that of those who came meanwhile, commits, hands
 * out the results and passes the lead on. So a single caller pays no change of thread, and sixteen share one sync.
 */
final class WriteQueue {
    private final Writer writer;
    private final int mergedEvents;
    private final int mergedWorks;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final Deque<Work<?>> waiting = new ArrayDeque<>();
    private boolean led;
    private boolean closed;

    WriteQueue(Writer writer, JdbcStoreOptions options) {
        this.writer = writer;
        mergedEvents = options.mergedEvents();
        mergedWorks = options.mergedWorks();
    }

    /** What carries out transactions, one at a time. All of it throws {@link StoreException}. */
    interface Writer {
        /** Begins a transaction. */
        StoreSession begin();

        /** How many events the transaction has kept so far. */
        int events();

        /** Throws the first error of the transaction, if there was one. */
        void throwFailure();

        /** Makes the transaction durable. */
        void commit();

        /** Undoes the transaction. */
        void rollback();

        /** Releases everything. */
        void close();
    }

    /** Carries out a piece of work and returns when it is durable. */
    <R> R run(Function<StoreSession, R> function) {
        Work<R> work = new Work<>(function);
        if (enqueue(work) || work.awaitLead()) {
            lead();
        }
        return work.answer();
    }

    /** Waits until the works that were taken in are done, refuses others, and releases the writer. */
    void close() {
        lock.lock();
        try {
            closed = true;
            while (led) {
                idle.awaitUninterruptibly();
            }
            writer.close();
        } finally {
            lock.unlock();
        }
    }

    /** Takes a work in; answers whether its caller leads. */
    private boolean enqueue(Work<?> work) {
        lock.lock();
        try {
            if (closed) {
                throw new StoreException("the store is closed", Execution.NOT_EXECUTED, null);
            }
            waiting.addLast(work);
            if (led) {
                return false;
            }
            led = true;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Carries out the first waiting works, the leader's own foremost, then passes the lead on. */
    private void lead() {
        List<Work<?>> done = new ArrayList<>();
        try {
            transact(done);
        } catch (RuntimeException | Error e) {
            // Nothing of the machinery may leave a caller waiting, whatever it ran out of.
            done.addAll(takeAll(done.isEmpty()));
            done.forEach(work -> work.fail(e));
        } finally {
            passOn();
            for (Work<?> work : done) {
                work.finish();
            }
        }
    }

    /**
     * One commit. A work that fails behind others is put aside and these are carried out again without it; it then
     * comes first in a transaction and fails alone, or not at all. So nobody's failure is another's.
     */
    private void transact(List<Work<?>> done) {
        int limit = mergedWorks;
        while (true) {
            Work<?> failed;
            try {
                failed = runTogether(done, limit);
            } catch (StoreException e) {
                done.addAll(takeAll(done.isEmpty()));
                done.forEach(work -> work.fail(again(e)));
                return;
            }
            if (failed == null) {
                commit(done);
                return;
            }
            writer.rollback();
            if (done.isEmpty()) {
                done.add(failed);
                return;
            }
            limit = done.size();
            putBack(done, failed);
            done.clear();
        }
    }

    /** Begins a transaction and runs waiting works in it; answers the one that failed, or null. */
    private @Nullable Work<?> runTogether(List<Work<?>> ran, int limit) {
        StoreSession session = writer.begin();
        while (ran.size() < limit && (ran.isEmpty() || writer.events() < mergedEvents)) {
            Work<?> work = take();
            if (work == null) {
                return null;
            }
            if (!work.run(session, writer)) {
                return work;
            }
            ran.add(work);
        }
        return null;
    }

    private void commit(List<Work<?>> done) {
        try {
            writer.commit();
        } catch (StoreException e) {
            done.forEach(work -> work.fail(again(e)));
        }
    }

    /** An exception of its own for each caller, since each adds to it. */
    private static StoreException again(StoreException e) {
        return new StoreException(String.valueOf(e.getMessage()), e.execution(), e);
    }

    private @Nullable Work<?> take() {
        lock.lock();
        try {
            return waiting.pollFirst();
        } finally {
            lock.unlock();
        }
    }

    /** Everything that waits, if no transaction can be begun; else nothing. */
    private List<Work<?>> takeAll(boolean wanted) {
        lock.lock();
        try {
            List<Work<?>> all = wanted ? new ArrayList<>(waiting) : List.of();
            waiting.removeAll(all);
            return all;
        } finally {
            lock.unlock();
        }
    }

    private void putBack(List<Work<?>> works, Work<?> last) {
        lock.lock();
        try {
            waiting.addFirst(last);
            for (int i = works.size() - 1; i >= 0; i--) {
                waiting.addFirst(works.get(i));
            }
        } finally {
            lock.unlock();
        }
    }

    private void passOn() {
        lock.lock();
        try {
            Work<?> next = waiting.peekFirst();
            if (next == null) {
                led = false;
                idle.signalAll();
            } else {
                next.leadNow();
            }
        } finally {
            lock.unlock();
        }
    }

    /** One piece of work on its way. */
    private static final class Work<R> {
        private final Function<StoreSession, R> function;
        private final Semaphore news = new Semaphore(0);
        private @Nullable R result;
        private @Nullable Throwable failure;
        private volatile boolean leading;

        Work(Function<StoreSession, R> function) {
            this.function = function;
        }

        /** Runs; answers whether it went well. */
        boolean run(StoreSession session, Writer writer) {
            try {
                failure = null;
                result = function.apply(session);
                writer.throwFailure();
                return true;
            } catch (Throwable e) {
                failure = e;
                return false;
            }
        }

        void fail(Throwable error) {
            failure = error;
        }

        void finish() {
            news.release();
        }

        void leadNow() {
            leading = true;
            news.release();
        }

        /** Waits until it is done, or its caller is to lead; answers whether he is. An interrupt is kept for later. */
        boolean awaitLead() {
            news.acquireUninterruptibly();
            return leading;
        }

        @SuppressWarnings("NullAway") // The function's result, which is null only if R allows it.
        R answer() {
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure != null) {
                throw (RuntimeException) failure;
            }
            return result;
        }
    }
}
