package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.escalation.Escalation;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How people are told of incidents, one row per incident. The store refuses a change of a version that is not the latest, and a
 * code that another escalation of the MSP has which is not over.
 */
public interface EscalationStore {
    /** The escalations of incidents, by incident; those without one are absent. */
    Map<Long, Escalation> get(Collection<Long> incidentIds);

    /**
     * Keeps escalations: a new one has version 0, a changed one the version that was read. The version counts up.
     *
     * @throws StoreException if a version is not the latest, an incident has one already, or a code is in use; that is looked
     *     at row by row, so one that ends comes before the one that takes its code
     */
    void save(Collection<Escalation> escalations);

    /** The escalations of an MSP that are due at or before a moment, those due first in front, then by incident. */
    List<Escalation> due(MspId msp, Instant now, int limit);

    /** When the next escalation of an MSP is due; null if none is. */
    @Nullable
    Instant nextDue(MspId msp);

    /**
     * Of codes the escalation of an MSP that a person means who names them: the one that has it and is not over, or else, so that the
     * person can be told how it ended, the one that was over last, of two at the same moment that of the later incident. Codes that none
     * has are absent.
     */
    Map<String, Escalation> named(MspId msp, Collection<String> codes);

    /**
     * The escalations of an MSP in the order of their incidents, a page at a time, those that are over included.
     *
     * @param after the incident after which to begin, 0 for the beginning
     */
    List<Escalation> page(MspId msp, long after, int limit);
}
