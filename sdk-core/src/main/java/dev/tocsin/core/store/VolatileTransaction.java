package dev.tocsin.core.store;

import dev.tocsin.core.base.Execution;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one transaction of a volatile store: who may do what now, and how to undo what was done. All changes of state go
 * through {@link #put}, {@link #add} and {@link #remove}. Guarded by the store's lock, but for the check of the thread.
 */
final class VolatileTransaction {
    /** What a work may do. */
    enum Mode {
        READING,
        WRITING
    }

    private final Deque<Runnable> undo = new ArrayDeque<>();
    private volatile @Nullable Thread worker;
    private Mode mode = Mode.READING;
    private @Nullable StoreException refused;

    /** Carries out a work; whatever it throws undoes what it changed. */
    <R> R run(Mode allowed, Supplier<R> work) {
        mode = allowed;
        worker = Thread.currentThread();
        boolean done = false;
        try {
            R result = work.get();
            if (refused != null) {
                throw new StoreException(
                        "the work went on after a change was refused: " + refused.getMessage(),
                        Execution.NOT_EXECUTED,
                        refused);
            }
            done = true;
            return result;
        } finally {
            worker = null;
            if (!done) {
                undo.forEach(Runnable::run);
            }
            undo.clear();
            refused = null;
        }
    }

    /** To be called before anything is read. */
    void reading() {
        if (worker != Thread.currentThread()) {
            throw illegal("a session is only valid while its work runs, and only on the thread of the work");
        }
    }

    /** To be called before anything is changed. */
    void writing() {
        reading();
        if (mode != Mode.WRITING) {
            throw illegal("this work only reads; use write for a work that changes something");
        }
    }

    /** The refusal of a change. The work cannot be kept any more, even if it catches the exception. */
    StoreException refused(String message) {
        StoreException refusal = new StoreException(message, Execution.NOT_EXECUTED, null);
        if (refused == null) {
            refused = refusal;
        }
        return refusal;
    }

    private static StoreException illegal(String message) {
        return new StoreException(message, Execution.NOT_EXECUTED, null);
    }

    /** Puts a value into a map; returns the one that it replaces, or null. */
    <K, V> @Nullable V put(Map<K, V> map, K key, V value) {
        writing();
        V before = map.put(key, value);
        undo.push(before == null ? () -> map.remove(key) : () -> map.put(key, before));
        return before;
    }

    /** Removes a key from a map; returns its value, or null if there was none. */
    <K, V> @Nullable V remove(Map<K, V> map, K key) {
        writing();
        V before = map.remove(key);
        if (before != null) {
            undo.push(() -> map.put(key, before));
        }
        return before;
    }

    /** Adds an element that is not yet in a set, or at the end of a list. */
    <E> void add(Collection<E> elements, E element) {
        writing();
        elements.add(element);
        undo.push(
                elements instanceof List<E> list ? () -> list.remove(list.size() - 1) : () -> elements.remove(element));
    }

    /** Removes an element from a set, if it is there. */
    <E> void remove(Set<E> elements, E element) {
        writing();
        if (elements.remove(element)) {
            undo.push(() -> elements.add(element));
        }
    }
}
