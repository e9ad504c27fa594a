package dev.tocsin.core.engine;

import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.event.GroupBy;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.Member;
import dev.tocsin.core.incident.MemberState;
import dev.tocsin.core.incident.OwnMarks;
import dev.tocsin.core.incident.TicketFacts.Link;
import dev.tocsin.core.intake.Catalogues;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.store.StoreSession;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Plans what belongs to a ticket beside its notes: the configurations of its assets, and its contact. Thread-safe. */
final class TicketDetails {
    /** How many configurations a ticket gets at most; a ticket over hundreds of assets is read by its notes. */
    private static final int CONFIGURATIONS = 50;

    private final Catalogues catalogues;

    TicketDetails(Catalogues catalogues) {
        this.catalogues = catalogues;
    }

    /** Plans the contact and the configurations of a ticket that was just opened. */
    void opened(StoreSession session, Incident incident, Instant now) {
        setContact(session, incident, now);
        attachConfigurations(session, incident, now);
    }

    /** The affected user is the contact of a ticket that is grouped by user. */
    private void setContact(StoreSession session, Incident incident, Instant now) {
        CompanyMapping mapping = catalogues
                .inForce(session, incident.msp())
                .mapping(incident.companyId())
                .orElse(null);
        List<String> dimensions = incident.dimensions();
        if (incident.groupBy() != GroupBy.USER || dimensions.isEmpty() || mapping == null) {
            return;
        }
        String user = dimensions.get(dimensions.size() - 1);
        if (user.indexOf('@') > 0) {
            IntentOrder.plan(
                    session,
                    incident,
                    new IntentBody.SetContact(
                            TicketWriting.ticket(incident), mapping.psaCompany(), new EventUser(null, user)),
                    now);
        }
    }

    /**
     * What was set on the ticket of an incident by an acknowledgement, beside the status that it was opened with.
     *
     * @param openStatus the open status that we set last when its close was planned
     */
    static OwnMarks marks(StoreSession session, Incident incident, String openStatus) {
        String ticketId = TicketWriting.ticket(incident);
        Set<String> statuses = new TreeSet<>(Set.of(openStatus));
        Set<String> owners = new TreeSet<>();
        for (Intent intent : session.intents().of(incident.id())) {
            if (intent.state() != IntentState.DONE) {
                continue;
            }
            if (intent.body() instanceof IntentBody.SetStatus set
                    && set.ticketId().equals(ticketId)) {
                statuses.add(set.from());
                statuses.add(set.to());
            } else if (intent.body() instanceof IntentBody.SetOwner set
                    && set.ticketId().equals(ticketId)) {
                owners.add(set.member());
            }
        }
        return new OwnMarks(statuses, owners);
    }

    /** Plans the configurations of an incident's active assets that are linked to one and not attached yet. */
    void attachConfigurations(StoreSession session, Incident incident, Instant now) {
        // Links are of the PSA company that is mapped now: they are forgotten when another one is.
        CompanyMapping mapping = catalogues
                .inForce(session, incident.msp())
                .mapping(incident.companyId())
                .filter(one -> one.connectionId().equals(incident.connectionId()))
                .orElse(null);
        if (incident.ticketId() == null || incident.facts().link() == Link.READ_ONLY || mapping == null) {
            return;
        }
        Set<String> assets = session.incidents().members().of(incident.id(), false, CONFIGURATIONS * 10).stream()
                .filter(member -> member.asset() != null && member.state() != MemberState.RESOLVED)
                .map(Member::asset)
                .collect(Collectors.toCollection(TreeSet::new));
        if (assets.isEmpty()) {
            return;
        }
        Set<String> wanted = new TreeSet<>(session.assetLinks()
                .of(incident.msp(), incident.connectionId(), incident.companyId(), assets)
                .values());
        if (wanted.isEmpty()) {
            return;
        }
        Set<String> planned = session.intents().of(incident.id()).stream()
                .filter(intent -> intent.state() != IntentState.CANCELLED)
                .map(Intent::body)
                .filter(IntentBody.AttachConfiguration.class::isInstance)
                .map(IntentBody.AttachConfiguration.class::cast)
                .filter(attach -> attach.ticketId().equals(incident.ticketId()))
                .map(IntentBody.AttachConfiguration::configurationId)
                .collect(Collectors.toSet());
        wanted.removeAll(planned);
        wanted.stream()
                .limit(Math.max(0, CONFIGURATIONS - planned.size()))
                .forEach(id -> IntentOrder.plan(
                        session,
                        incident,
                        new IntentBody.AttachConfiguration(TicketWriting.ticket(incident), mapping.psaCompany(), id),
                        now));
    }
}
