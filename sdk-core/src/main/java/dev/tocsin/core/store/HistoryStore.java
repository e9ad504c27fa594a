package dev.tocsin.core.store;

import java.time.Instant;
import java.util.List;

/** What happened to incidents, and why. Only ever appended to. */
public interface HistoryStore {
    /**
     * One thing that happened.
     *
     * @param incidentId to which incident
     * @param at when
     * @param text what and why, for people
     */
    record Entry(long incidentId, Instant at, String text) {}

    /** Appends entries. */
    void append(List<Entry> entries);

    /** What happened to an incident, oldest first. */
    List<Entry> of(long incidentId);
}
