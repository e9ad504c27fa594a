package dev.tocsin.store.jdbc;

import dev.tocsin.core.base.Execution;
import dev.tocsin.core.store.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite's result codes mean; see sqlite.org/rescode.html. */
final class SqliteErrors {
    private static final int PRIMARY = 0xff;

    private SqliteErrors() {}

    /** The error of a statement or of opening: nothing of the transaction is kept. */
    static StoreException notKept(Path file, SQLException error) {
        return new StoreException(say(file, error), Execution.NOT_EXECUTED, error);
    }

    /**
     * The error of a commit. If the disk was full or the lock could not be had, the commit's last page was not written,
     * and without it none of it counts. After any other error, above all a failed sync, it may be on disk.
     */
    static StoreException ofCommit(Path file, SQLException error) {
        int code = primary(error);
        boolean notKept = code == SQLiteErrorCode.SQLITE_FULL.code
                || code == SQLiteErrorCode.SQLITE_BUSY.code
                || code == SQLiteErrorCode.SQLITE_CONSTRAINT.code;
        return new StoreException(
                say(file, error) + (notKept ? "" : "; whether the commit was kept is not known"),
                notKept ? Execution.NOT_EXECUTED : Execution.UNKNOWN,
                error);
    }

    /** Whether something must be unique and is not. */
    static boolean isUniqueness(SQLException error) {
        return error instanceof SQLiteException sqlite
                && (sqlite.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE
                        || sqlite.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_PRIMARYKEY);
    }

    /** Whether somebody else holds the lock. */
    static boolean isBusy(SQLException error) {
        return primary(error) == SQLiteErrorCode.SQLITE_BUSY.code;
    }

    private static int primary(SQLException error) {
        int code = error instanceof SQLiteException sqlite ? sqlite.getResultCode().code : error.getErrorCode();
        return code & PRIMARY;
    }

    private static String say(Path file, SQLException error) {
        int code = primary(error);
        String what;
        if (code == SQLiteErrorCode.SQLITE_NOTADB.code) {
            what = "is not an SQLite database, or its beginning is damaged";
        } else if (code == SQLiteErrorCode.SQLITE_CORRUPT.code) {
            what = "is damaged; restore it from a backup, or save what can be read with sqlite3's .recover";
        } else if (code == SQLiteErrorCode.SQLITE_FULL.code) {
            what = "cannot grow: the disk is full";
        } else if (code == SQLiteErrorCode.SQLITE_BUSY.code) {
            what = "is held by another process for longer than the busy timeout";
        } else if (code == SQLiteErrorCode.SQLITE_READONLY.code || code == SQLiteErrorCode.SQLITE_PERM.code) {
            what = "cannot be written: its permissions, or those of its directory, forbid it";
        } else if (code == SQLiteErrorCode.SQLITE_CANTOPEN.code) {
            what = "cannot be opened: it is a directory, or the permissions forbid it";
        } else if (code == SQLiteErrorCode.SQLITE_IOERR.code) {
            what = "cannot be read or written: the disk reports an error";
        } else {
            what = "could not do it";
        }
        return "the store's file " + file + " " + what + " (" + error.getMessage() + ")";
    }
}
