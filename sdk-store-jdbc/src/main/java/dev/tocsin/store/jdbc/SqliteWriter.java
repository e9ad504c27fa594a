package dev.tocsin.store.jdbc;

import dev.tocsin.core.base.Execution;
import dev.tocsin.core.store.StoreException;
import dev.tocsin.core.store.StoreSession;
import org.jspecify.annotations.Nullable;

/** The one connection that writes. It is thrown away after any error of begin, commit or rollback, and opened anew. */
final class SqliteWriter implements WriteQueue.Writer {
    private final SqliteFile file;
    private @Nullable SqliteConnection connection;

    SqliteWriter(SqliteFile file) {
        this.file = file;
    }

    @Override
    public StoreSession begin() {
        SqliteConnection used = connection;
        if (used == null) {
            used = file.openWriter();
            connection = used;
        }
        try {
            used.begin();
        } catch (StoreException e) {
            close();
            throw e;
        }
        return used;
    }

    @Override
    public int events() {
        return current().events().kept();
    }

    @Override
    public void throwFailure() {
        current().throwFailure();
    }

    @Override
    public void commit() {
        try {
            current().flush();
            current().commit();
        } catch (StoreException e) {
            close();
            throw e;
        }
    }

    @Override
    public void rollback() {
        try {
            current().rollback();
        } catch (StoreException e) {
            // SQLite has rolled back by itself, after a full disk for instance. A new connection begins in order.
            close();
        }
    }

    private SqliteConnection current() {
        if (connection == null) {
            throw new StoreException("no transaction was begun", Execution.NOT_EXECUTED, null);
        }
        return connection;
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
