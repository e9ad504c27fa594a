package dev.tocsin.core.escalation;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.Severity;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says by which policy people are told of which incidents. Of all routes of an MSP the first in their order holds whose conditions
 * are all met; an incident that none takes is told to nobody.
 *
 * @param msp the MSP
 * @param id the id, 1 to 64 characters
 * @param order its place among the routes, lowest first; ties by id
 * @param companyIds the local companies, or empty for all
 * @param ruleIds the integration rules, or empty for all
 * @param atLeast the least severity of the incident
 * @param policyId the escalation policy, or null if nobody is told of these incidents
 * @param affectedUser whether the users whom the events concern get a security notice of their own, if they agreed to such
 */
public record NotificationRoute(
        MspId msp,
        String id,
        int order,
        Set<String> companyIds,
        Set<String> ruleIds,
        Severity atLeast,
        @Nullable String policyId,
        boolean affectedUser)
        implements EscalationPiece {
    /** Copies the sets; refuses illegal ids. */
    public NotificationRoute {
        companyIds = Set.copyOf(companyIds);
        ruleIds = Set.copyOf(ruleIds);
        PieceRules.id("route.id", id);
        if (policyId != null) {
            PieceRules.id("route.escalation", policyId);
        } else if (affectedUser) {
            throw new ConfigurationException(
                    "route.affectedUser", "needs an escalation, so that somebody knows of what the user is told");
        }
    }

    /** Whether its conditions are met. */
    public boolean takes(String companyId, String ruleId, Severity severity) {
        return (companyIds.isEmpty() || companyIds.contains(companyId))
                && (ruleIds.isEmpty() || ruleIds.contains(ruleId))
                && severity.atLeast(atLeast);
    }
}
