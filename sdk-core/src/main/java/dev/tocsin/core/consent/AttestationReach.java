package dev.tocsin.core.consent;

import dev.tocsin.core.base.MspId;
import java.time.Instant;

/**
 * How far into a directory an attestation reaches: it is about the users who were known when it was given, or, if the directory
 * had not been read to its end by then, about those of the first reading that comes to its end. Whoever comes later, or gets
 * another number later, is not enrolled by it. Steps are compared and not times, since clocks differ.
 *
 * @param msp the MSP
 * @param companyId the host's own id of the company
 * @param acceptanceId the acceptance by which users are enrolled
 * @param connectionId the connection of the directory
 * @param through the last step of the directory's reading ({@link dev.tocsin.core.people.CompanyUser#knownSince}) that it reaches;
 *     {@link #NOBODY} after the directory was disconnected
 * @param at when that was found
 */
public record AttestationReach(
        MspId msp, String companyId, String acceptanceId, String connectionId, long through, Instant at) {
    /** The attestation reaches nobody of the directory. */
    public static final long NOBODY = -1;
}
