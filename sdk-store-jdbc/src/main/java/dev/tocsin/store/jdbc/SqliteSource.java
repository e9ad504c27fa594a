package dev.tocsin.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/**
 * Connections to the file for the scheduler, which closes each after one statement. None is kept: opening one is cheap beside how
 * seldom it asks, and one with an unfinished transaction would hold up the store.
 */
final class SqliteSource extends SQLiteDataSource {
    private final SqliteFile file;

    SqliteSource(SqliteFile file) {
        this.file = file;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return file.openPlain();
    }

    @Override
    public SQLiteConnection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("SQLite knows no users");
    }
}
