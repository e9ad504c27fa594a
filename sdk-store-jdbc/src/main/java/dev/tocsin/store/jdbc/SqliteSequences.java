package dev.tocsin.store.jdbc;

import java.util.Arrays;

/** Hands out numbers. They are read with the first of a transaction and written with its end. */
final class SqliteSequences {
    private static final String SELECT = "SELECT value FROM sequence WHERE name = ?";
    private static final String UPDATE = "UPDATE sequence SET value = ? WHERE name = ?";
    private static final long UNREAD = -1;

    private final SqliteConnection connection;
    private final long[] last = new long[Name.values().length];
    private final boolean[] used = new boolean[last.length];

    SqliteSequences(SqliteConnection connection) {
        this.connection = connection;
        forget();
    }

    /** What is numbered. */
    enum Name {
        INCIDENT("incident"),
        INTENT("intent"),
        NOTIFICATION("notification");

        private final String row;

        Name(String row) {
            this.row = row;
        }
    }

    /** The next number, larger than all before. */
    long next(Name name) {
        int at = name.ordinal();
        Prepared select = connection.writing(SELECT);
        if (last[at] == UNREAD) {
            Long value = select.set(name.row).first(Row::number);
            last[at] = value == null ? 0 : value;
        }
        used[at] = true;
        return ++last[at];
    }

    /** Forgets what was handed out, since the transaction is over. */
    void forget() {
        Arrays.fill(last, UNREAD);
        Arrays.fill(used, false);
    }

    /** Writes what was handed out. */
    void flush() {
        for (Name name : Name.values()) {
            if (used[name.ordinal()]) {
                connection
                        .writing(UPDATE)
                        .set(last[name.ordinal()])
                        .set(name.row)
                        .update();
            }
        }
    }
}
