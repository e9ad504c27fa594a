package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import java.time.Instant;
import java.util.List;

/**
 * What was decided for an MSP, by whom: changes of configuration, decisions on dead letters, kill switches. What happened to one incident
 * is in {@link HistoryStore}. Only ever appended to.
 */
public interface TrailStore {
    /**
     * One decision.
     *
     * @param number the store's number of it, larger than all before; 0 for one that is to be appended
     * @param msp the MSP
     * @param at when
     * @param actor who decided
     * @param subject what about, such as {@code rule urgent}
     * @param text what, for people
     */
    record Entry(long number, MspId msp, Instant at, String actor, String subject, String text) {}

    /** Appends entries in their order; their numbers are given here. */
    void append(List<Entry> entries);

    /**
     * The entries of an MSP, oldest first, a page at a time.
     *
     * @param after the number after which to begin, 0 for the beginning
     */
    List<Entry> page(MspId msp, long after, int limit);
}
