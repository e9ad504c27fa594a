package dev.tocsin.core.engine;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.escalation.Escalation;
import dev.tocsin.core.event.Fingerprint;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.incident.Member;
import dev.tocsin.core.store.EscalationStore;
import dev.tocsin.core.store.MemberStore;
import dev.tocsin.core.suppress.Parent;
import dev.tocsin.core.suppress.ParentQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Members that wake the escalation of their incident when their source acknowledged them. */
final class EscalatingMembers implements MemberStore {
    private final MemberStore members;
    private final EscalationStore escalations;
    private final Instant now;

    EscalatingMembers(MemberStore members, EscalationStore escalations, Instant now) {
        this.members = members;
        this.escalations = escalations;
        this.now = now;
    }

    @Override
    public void update(Collection<Member> updated) {
        members.update(updated);
        Set<Long> acknowledged = new LinkedHashSet<>();
        for (Member member : updated) {
            if (member.acknowledged()) {
                acknowledged.add(member.incidentId());
            }
        }
        if (acknowledged.isEmpty()) {
            return;
        }
        List<Escalation> changed = new ArrayList<>();
        for (Escalation escalation : escalations.get(acknowledged).values()) {
            if (escalation.acknowledgement() == null && escalation.endedAt() == null) {
                EscalatingIncidents.woken(escalation, now).ifPresent(changed::add);
            }
        }
        if (!changed.isEmpty()) {
            escalations.save(changed);
        }
    }

    @Override
    public Map<Fingerprint, Member> current(Collection<Fingerprint> fingerprints) {
        return members.current(fingerprints);
    }

    @Override
    public void add(Collection<Member> added) {
        members.add(added);
    }

    @Override
    public List<Member> of(long incidentId, boolean changedOnly, int limit) {
        return members.of(incidentId, changedOnly, limit);
    }

    @Override
    public Map<Long, Long> eventCounts(Collection<Long> incidentIds) {
        return members.eventCounts(incidentIds);
    }

    @Override
    public void markTold(long incidentId) {
        members.markTold(incidentId);
    }

    @Override
    public int answer(long incidentId, @Nullable Instant quietUntil) {
        return members.answer(incidentId, quietUntil);
    }

    @Override
    public Optional<Severity> worstActive(long incidentId) {
        return members.worstActive(incidentId);
    }

    @Override
    public long acknowledged(long incidentId) {
        return members.acknowledged(incidentId);
    }

    @Override
    public List<Long> incidentsWith(MspId msp, String companyId, String asset) {
        return members.incidentsWith(msp, companyId, asset);
    }

    @Override
    public List<Parent> parents(ParentQuery query, int limit) {
        return members.parents(query, limit);
    }
}
