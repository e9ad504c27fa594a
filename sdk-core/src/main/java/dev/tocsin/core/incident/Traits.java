package dev.tocsin.core.incident;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.event.SecurityEvent;
import org.jspecify.annotations.Nullable;

/**
 * What stays the same of a subject while it is a member: by this it is found among all that is active.
 *
 * @param msp the MSP
 * @param companyId the local company
 * @param category the kind of its events
 * @param eventType the source's type of its events
 * @param product the affected product, or null
 * @param user the affected user, or null
 */
public record Traits(
        MspId msp,
        String companyId,
        EventCategory category,
        String eventType,
        @Nullable String product,
        @Nullable EventUser user) {
    /** The traits of an event's subject at a local company. */
    public static Traits of(SecurityEvent event, String companyId) {
        return new Traits(
                event.msp(),
                companyId,
                event.category(),
                event.eventType(),
                event.product().orElse(null),
                event.user().orElse(null));
    }
}
