package dev.tocsin.store.jdbc;

import dev.tocsin.core.event.Fingerprint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The row that a query stands on. Its columns are read in their order, each once. */
final class Row {
    private final ResultSet rows;
    private int column;

    Row(ResultSet rows) {
        this.rows = rows;
    }

    /** How a row becomes a value. */
    @FunctionalInterface
    interface Reader<T> {
        @Nullable
        T read(Row row) throws SQLException;
    }

    /** What looks at a row. */
    @FunctionalInterface
    interface Visitor {
        void see(Row row) throws SQLException;
    }

    /** Goes to the next row; false if there is none. */
    boolean next() throws SQLException {
        column = 0;
        return rows.next();
    }

    long number() throws SQLException {
        return rows.getLong(++column);
    }

    int small() throws SQLException {
        return rows.getInt(++column);
    }

    @Nullable
    Long numberOrNull() throws SQLException {
        long value = rows.getLong(++column);
        return value == 0 && rows.wasNull() ? null : value;
    }

    boolean flag() throws SQLException {
        return rows.getInt(++column) != 0;
    }

    String text() throws SQLException {
        return rows.getString(++column);
    }

    @Nullable
    String textOrNull() throws SQLException {
        return rows.getString(++column);
    }

    byte[] bytes() throws SQLException {
        return rows.getBytes(++column);
    }

    @Nullable
    Fingerprint fingerprintOrNull() throws SQLException {
        byte[] bytes = rows.getBytes(++column);
        return bytes == null ? null : Fingerprint.fromBytes(bytes);
    }

    Instant time() throws SQLException {
        return Times.instant(rows.getLong(++column));
    }

    @Nullable
    Instant timeOrNull() throws SQLException {
        Long value = numberOrNull();
        return value == null ? null : Times.instant(value);
    }
}
