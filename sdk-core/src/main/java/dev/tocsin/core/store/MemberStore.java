package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.Fingerprint;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.incident.Member;
import dev.tocsin.core.suppress.Parent;
import dev.tocsin.core.suppress.ParentQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The members of incidents. A subject is the current member of one incident at most; when it joins another, it stays a
 * former member of the first.
 */
public interface MemberStore {
    /** The current members by fingerprint; subjects that are not known are absent. */
    Map<Fingerprint, Member> current(Collection<Fingerprint> fingerprints);

    /**
     * Keeps new members, which become the current ones of their subjects.
     *
     * @throws StoreException if a subject is the current member of the same incident already
     */
    void add(Collection<Member> members);

    /**
     * Keeps changes of current members; their incident stays the same.
     *
     * @throws StoreException if a subject is not the current member of the incident
     */
    void update(Collection<Member> members);

    /**
     * The members of an incident, former ones included, the worst first and then the earliest.
     *
     * @param changedOnly only those with something that a note should tell
     */
    List<Member> of(long incidentId, boolean changedOnly, int limit);

    /** How many events raised the members of each incident, former ones included; incidents without members are absent. */
    Map<Long, Long> eventCounts(Collection<Long> incidentIds);

    /** Marks all members of an incident, former ones included, as told and unchanged. */
    void markTold(long incidentId);

    /**
     * Turns the active current members of an incident into answered ones; returns how many.
     *
     * @param quietUntil until when the members of the incident open nothing if they come back unchanged, those that are
     *     resolved included, or null if they may at once
     */
    int answer(long incidentId, @Nullable Instant quietUntil);

    /** The worst severity among the active current members of an incident; empty if none is active. */
    Optional<Severity> worstActive(long incidentId);

    /** How many active current members of an incident were acknowledged at their source. */
    long acknowledged(long incidentId);

    /**
     * The live incidents of a company that have a current member with this asset, in the order of their ids.
     *
     * @param companyId the local company
     */
    List<Long> incidentsWith(MspId msp, String companyId, String asset);

    /**
     * The current members that are active or answered and match, as parents of others. While the MSP has no inhibition,
     * a store need not find any, so that it can do without an index.
     *
     * @param limit how many at most, the first in the order of active parents
     */
    List<Parent> parents(ParentQuery query, int limit);
}
