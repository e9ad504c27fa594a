package dev.tocsin.core.fake;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** An executor that runs at once, holds its tasks until they are let go, or takes none. */
public final class QueueExecutor extends AbstractExecutorService {
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private boolean holds;
    private boolean holdsOne;
    private boolean rejects;

    /** Tasks wait until they are let go. */
    public void hold() {
        holds = true;
    }

    /** The next task waits until it is let go; those after it run at once. */
    public void holdOne() {
        holdsOne = true;
    }

    /** Runs what waits, and from now on at once. */
    public void letGo() {
        holds = false;
        while (!tasks.isEmpty()) {
            Objects.requireNonNull(tasks.poll()).run();
        }
    }

    /** Runs the one that waits longest; those that come later still wait. */
    public void letGoOne() {
        Objects.requireNonNull(tasks.poll(), "none waits").run();
    }

    public int waiting() {
        return tasks.size();
    }

    /** Whether no task is taken. */
    public void reject(boolean value) {
        rejects = value;
    }

    @Override
    public void execute(Runnable task) {
        if (rejects) {
            throw new RejectedExecutionException("shut down");
        }
        if (holds || holdsOne) {
            holdsOne = false;
            tasks.add(task);
        } else {
            task.run();
        }
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long time, TimeUnit unit) {
        return true;
    }
}
