package dev.tocsin.core.engine;

import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.escalation.Acknowledgement;
import dev.tocsin.core.escalation.Escalation;
import dev.tocsin.core.incident.Ground;
import dev.tocsin.core.incident.Ground.Support;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.intake.Catalogue;
import dev.tocsin.core.intake.Catalogues;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.rule.TicketPolicy;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.Stored;
import org.jspecify.annotations.Nullable;

/** What incidents are decided by, as the configuration in force has it. Thread-safe. */
final class Grounds {
    private final Catalogues catalogues;

    Grounds(Catalogues catalogues) {
        this.catalogues = catalogues;
    }

    /** What an incident is decided by. */
    Ground of(StoreSession session, Incident incident) {
        String suspended = catalogues
                .inForce(session, incident.msp())
                .suspended(incident.companyId())
                .orElse(null);
        IntegrationRule rule = catalogues.ruleOf(session, incident);
        String leftTo = rule.policy().acknowledgedStaysOpen() ? acknowledgedBy(session, incident) : null;
        return new Ground(rule, support(session, incident), suspended, leftTo);
    }

    private static @Nullable String acknowledgedBy(StoreSession session, Incident incident) {
        return StoredEscalation.find(session, incident.id())
                .map(Escalation::acknowledgement)
                .filter(acknowledgement -> acknowledgement.technicianId() != null)
                .map(Acknowledgement::name)
                .orElse(null);
    }

    /** What the rule of an incident does when something happens. */
    TicketPolicy policy(StoreSession session, Incident incident) {
        return catalogues.ruleOf(session, incident).policy();
    }

    /** Whether the configuration has all that an incident needs to go on. */
    boolean supports(StoreSession session, Incident incident) {
        return support(session, incident) == Support.FULL;
    }

    private Support support(StoreSession session, Incident incident) {
        Catalogue catalogue = catalogues.inForce(session, incident.msp());
        CompanyMapping mapping = catalogue.mapping(incident.companyId()).orElse(null);
        if (mapping == null || catalogue.company(incident.companyId()).isEmpty()) {
            return Support.NO_COMPANY;
        } else if (catalogue.rule(incident.ruleId()).isEmpty()) {
            return Support.NO_RULE;
        }
        return mapping.createTickets() ? Support.FULL : Support.NO_TICKETS;
    }

    /** The incident following the latest revision of its rule, if the rule moves its open tickets along. */
    Incident migrated(StoreSession session, Incident incident) {
        Stored<IntegrationRule> latest = catalogues
                .inForce(session, incident.msp())
                .rule(incident.ruleId())
                .orElse(null);
        if (latest == null
                || latest.revision() == incident.ruleRevision()
                || latest.item().policy().edits() == TicketPolicy.Edits.KEEP) {
            return incident;
        }
        return incident.change().ruleRevision(latest.revision()).done();
    }
}
