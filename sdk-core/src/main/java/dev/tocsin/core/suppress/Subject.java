package dev.tocsin.core.suppress;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.event.Fingerprint;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.incident.GroupKey;
import org.jspecify.annotations.Nullable;

/**
 * What an event is about, as far as suppression looks at it: the candidate that is to act, or a parent that may mute it.
 *
 * @param msp the MSP
 * @param companyId the local company, never the source's id of it
 * @param fingerprint the subject's identity
 * @param category the kind of event
 * @param eventType the source's type of the event
 * @param severity the last severity
 * @param asset the affected asset, or null
 * @param product the affected product, or null
 * @param user the affected user, or null
 * @param moment whether it happened once and is never active
 * @param groupKey the group that it belongs to, or null if that is not known or does not matter
 * @param incidentId the live incident that it belongs to, or null if there is none yet
 */
public record Subject(
        MspId msp,
        String companyId,
        Fingerprint fingerprint,
        EventCategory category,
        String eventType,
        Severity severity,
        @Nullable String asset,
        @Nullable String product,
        @Nullable EventUser user,
        boolean moment,
        @Nullable GroupKey groupKey,
        @Nullable Long incidentId) {

    /**
     * The subject of an event.
     *
     * @param companyId the local company that the event was routed to
     * @param groupKey its group, or null
     * @param incidentId the group's live incident, or null if there is none
     */
    public static Subject of(
            SecurityEvent event, String companyId, @Nullable GroupKey groupKey, @Nullable Long incidentId) {
        return new Subject(
                event.msp(),
                companyId,
                Fingerprint.of(event),
                event.category(),
                event.eventType(),
                event.severity(),
                event.asset().orElse(null),
                event.product().orElse(null),
                event.user().orElse(null),
                event.moment(),
                groupKey,
                incidentId);
    }

    /** The subject in a few words for people, such as {@code 'switch-down' on core-1 of acme}. */
    public String text() {
        return "'" + eventType + "'" + (asset == null ? "" : " on " + asset) + " of " + companyId;
    }
}
