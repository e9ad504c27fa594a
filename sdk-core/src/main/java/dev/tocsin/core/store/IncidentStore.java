package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.incident.GroupKey;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Incidents with their history. The store refuses a second live incident of a group and a change of a version that is
 * not the latest. Members are in {@link #members()}.
 */
public interface IncidentStore {
    /** A number for a new incident, larger than all before. */
    long nextId();

    /** The latest incident of each group, live or not; groups without one are absent. */
    Map<GroupKey, Incident> latest(Collection<GroupKey> keys);

    /** Incidents by id; those that are not known are absent. */
    Map<Long, Incident> get(Collection<Long> ids);

    /**
     * Keeps incidents: a new one has version 0, a changed one the version that was read. The version counts up.
     *
     * @throws StoreException if a version is not the latest or a group has another live incident; that is looked at
     *     row by row, so an incident that ends comes before its group's new one
     */
    void save(Collection<Incident> incidents);

    /**
     * The incidents of an MSP that are due at or before a moment, held until the transaction ends. If no more than the
     * limit are due, all of them, those due first in front and then by id. Else the lanes of the companies take turns, so
     * that none is behind another's thousands: first of each the one due first, the top priority in front, then of each
     * the second, and so on; within a lane of a company those due first come first. That may be fewer than the limit.
     */
    List<Incident> due(MspId msp, Instant now, int limit);

    /** When the next incident of an MSP is due; null if none is. */
    @Nullable
    Instant nextDue(MspId msp);

    /**
     * Makes the waits of an MSP's live incidents end now: their end of waiting and their note, where they have one; not
     * the waits of storm protection, which are the turn of an incident in the fair queue and a note beyond what its
     * ticket takes in an hour. A change like any other: the versions count up.
     */
    void endWaits(MspId msp, Instant now);

    /**
     * The live incidents with these tickets, by ticket, the latest if there are two; tickets that belong to none are
     * absent.
     */
    Map<String, Incident> byTicket(MspId msp, String connectionId, Collection<String> ticketIds);

    /** The live incidents with a ticket, in the order of their ids; several if it was merged or attached to. */
    List<Incident> linkedTo(MspId msp, String connectionId, String ticketId);

    /**
     * Makes the live incidents of an MSP in these states due now, whatever they wait for. Like any change; returns how
     * many. What ended is not read through.
     */
    int wake(MspId msp, Collection<IncidentState> states, Instant now);

    /**
     * The incidents of an MSP in the order of their ids, a page at a time.
     *
     * @param after the id after which to begin, 0 for the beginning
     */
    List<Incident> page(MspId msp, long after, int limit);

    /**
     * The live incidents of an MSP in the order of their ids, a page at a time. What ended is not read through.
     *
     * @param after the id after which to begin, 0 for the beginning
     */
    List<Incident> live(MspId msp, long after, int limit);

    /** The members of incidents. */
    MemberStore members();

    /** What happened to incidents. */
    HistoryStore history();
}
