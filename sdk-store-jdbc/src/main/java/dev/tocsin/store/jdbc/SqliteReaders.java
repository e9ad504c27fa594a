package dev.tocsin.store.jdbc;

import dev.tocsin.core.base.Execution;
import dev.tocsin.core.store.StoreException;
import dev.tocsin.core.store.StoreSession;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A few connections that only read, opened when they are first needed. Each piece of work sees one moment. */
final class SqliteReaders {
    private final SqliteFile file;
    private final int size;
    private final Semaphore places;
    private final ConcurrentLinkedDeque<SqliteConnection> free = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    SqliteReaders(SqliteFile file, int size) {
        this.file = file;
        this.size = size;
        places = new Semaphore(size, true);
    }

    /** Carries out a piece of work that reads. */
    <R> R run(Function<StoreSession, R> work) {
        places.acquireUninterruptibly();
        try {
            if (closed) {
                throw new StoreException("the store is closed", Execution.NOT_EXECUTED, null);
            }
            SqliteConnection connection = free.pollFirst();
            return run(work, connection == null ? file.openReader() : connection);
        } finally {
            places.release();
        }
    }

    private <R> R run(Function<StoreSession, R> work, SqliteConnection connection) {
        boolean sound = false;
        try {
            connection.begin();
            try {
                return work.apply(connection);
            } finally {
                connection.rollback();
                sound = true;
            }
        } finally {
            if (sound) {
                free.addFirst(connection);
            } else {
                connection.close();
            }
        }
    }

    /** Waits for the works that run and releases the connections. */
    void close() {
        places.acquireUninterruptibly(size);
        closed = true;
        @Nullable SqliteConnection connection;
        while ((connection = free.pollFirst()) != null) {
            connection.close();
        }
        places.release(size);
    }
}
