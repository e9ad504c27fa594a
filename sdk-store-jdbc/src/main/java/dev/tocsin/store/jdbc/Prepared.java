package dev.tocsin.store.jdbc;

import dev.tocsin.core.event.Fingerprint;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A statement that is kept ready. Its parameters are given in their order, all of them, before each use. Errors become
 * store exceptions here and nowhere else.
 */
final class Prepared {
    private final SqliteConnection connection;
    private final PreparedStatement statement;
    private int parameter;

    Prepared(SqliteConnection connection, PreparedStatement statement) {
        this.connection = connection;
        this.statement = statement;
    }

    Prepared set(long value) {
        try {
            statement.setLong(++parameter, value);
            return this;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    Prepared set(boolean value) {
        return set(value ? 1L : 0L);
    }

    Prepared set(@Nullable Long value) {
        try {
            statement.setObject(++parameter, value);
            return this;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    Prepared set(@Nullable String value) {
        try {
            statement.setString(++parameter, value);
            return this;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    Prepared set(byte[] value) {
        try {
            statement.setBytes(++parameter, value);
            return this;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    Prepared set(@Nullable Fingerprint value) {
        try {
            statement.setBytes(++parameter, value == null ? null : value.bytes());
            return this;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    Prepared set(@Nullable Instant value) {
        return value == null ? set((Long) null) : set(Times.number(value));
    }

    /** The name of an enum's value, or null. */
    Prepared set(@Nullable Enum<?> value) {
        return set(value == null ? null : value.name());
    }

    /** Changes rows; answers how many. */
    int update() {
        try {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        } finally {
            parameter = 0;
        }
    }

    /**
     * Changes rows; answers how many.
     *
     * @param refusal what to say if something must be unique and is not
     */
    int update(Supplier<String> refusal) {
        try {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw SqliteErrors.isUniqueness(e) ? connection.refused(refusal.get(), e) : failed(e);
        } finally {
            parameter = 0;
        }
    }

    /** The first row, or null if there is none. */
    <T> @Nullable T first(Row.Reader<T> reader) {
        try (ResultSet rows = statement.executeQuery()) {
            Row row = new Row(rows);
            return row.next() ? reader.read(row) : null;
        } catch (SQLException e) {
            throw failed(e);
        } finally {
            parameter = 0;
        }
    }

    /** All rows. */
    <T> List<T> list(Row.Reader<T> reader) {
        List<T> list = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            Row row = new Row(rows);
            while (row.next()) {
                list.add(reader.read(row));
            }
        } catch (SQLException e) {
            throw failed(e);
        } finally {
            parameter = 0;
        }
        return list;
    }

    /** Shows all rows to a reader that keeps what it wants. */
    void each(Row.Visitor visitor) {
        try (ResultSet rows = statement.executeQuery()) {
            Row row = new Row(rows);
            while (row.next()) {
                visitor.see(row);
            }
        } catch (SQLException e) {
            throw failed(e);
        } finally {
            parameter = 0;
        }
    }

    private RuntimeException failed(SQLException e) {
        parameter = 0;
        return connection.failed(e);
    }
}
