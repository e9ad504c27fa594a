package dev.tocsin.core.company;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the mapping of a company beside the mapping itself. A company of which nothing is known has none.
 *
 * @param companyId the local company
 * @param psaName the name that its PSA company had when it was mapped, or when a person last accepted a new one; null if that
 *     is not known
 * @param suspended why its events wait although it is mapped, such as that the PSA company is inactive; null if they do not
 * @param unmappedByHand whether a person took its mapping away, so that no run maps it again
 */
public record MappingStanding(
        String companyId,
        @Nullable String psaName,
        @Nullable String suspended,
        boolean unmappedByHand) {
    /** Of a company of which nothing is known. */
    public static MappingStanding none(String companyId) {
        return new MappingStanding(companyId, null, null, false);
    }

    /** Whether nothing is known. */
    public boolean isNone() {
        return psaName == null && suspended == null && !unmappedByHand;
    }
}
