package dev.tocsin.connectwise;

import java.util.List;

/**
 * What the security role of the API member may do, as far as it can be told without changing anything.
 *
 * @param rows one for each right, in the order of the vendor's permission table
 */
public record AccessReport(List<Row> rows) {
    /** Copies the rows. */
    public AccessReport {
        rows = List.copyOf(rows);
    }

    /** What a right allows. */
    public enum Level {
        /** To read. */
        INQUIRE,
        /** To create. */
        ADD,
        /** To change. */
        EDIT
    }

    /** What was found out. */
    public enum Finding {
        /** The server let the member through. */
        GRANTED,
        /** The server refused the member. */
        MISSING,
        /** Nothing that changes nothing can prove it, or the probe failed. */
        NOT_PROVABLE
    }

    /**
     * One right.
     *
     * @param area the row of the permission table, such as {@code Companies / Configurations}
     * @param level what it allows
     * @param finding what was found out
     * @param reason why, in words
     */
    public record Row(String area, Level level, Finding finding, String reason) {}

    /** Whether no right was found missing. */
    public boolean complete() {
        return missing().isEmpty();
    }

    /** The rights that the server refused. */
    public List<Row> missing() {
        return rows.stream().filter(row -> row.finding() == Finding.MISSING).toList();
    }
}
