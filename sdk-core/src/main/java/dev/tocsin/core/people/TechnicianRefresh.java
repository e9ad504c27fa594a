package dev.tocsin.core.people;

/** What became of a refresh of the technicians from their directory. */
public sealed interface TechnicianRefresh {
    /** What it did, or would do. */
    ImportResult result();

    /**
     * It is done.
     *
     * @param result what it did
     * @param whole whether all users were told, not only what changed since the last refresh
     */
    record Applied(ImportResult result, boolean whole) implements TechnicianRefresh {}

    /**
     * It would change so many technicians that a person is asked first. Nothing was done; the same refresh with a higher limit
     * does it.
     *
     * @param result what it would do
     * @param question why it asks, and what a person can do
     */
    record Asks(ImportResult result, String question) implements TechnicianRefresh {}
}
