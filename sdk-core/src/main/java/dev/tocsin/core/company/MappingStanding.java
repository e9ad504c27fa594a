package dev.tocsin.core.company;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the mapping of a company beside the mapping itself. A company of which nothing is known has none.
 *
 * @param companyId the local company
 * @param psaId the PSA's id of the company that the mapping named when it was made or first checked: an identifier may become
 *     another company's; null if that is not known
 * @param psaName the name that its PSA company had when it was mapped, or when a person last accepted a new one; null if that
 *     is not known
 * @param suspended why its events wait although it is mapped, such as that the PSA company is inactive; null if they do not
 * @param unmappedByHand whether a person took its mapping away, so that no run maps it again
 */
public record MappingStanding(
        String companyId,
        @Nullable String psaId,
        @Nullable String psaName,
        @Nullable String suspended,
        boolean unmappedByHand) {
    /** Of a company of which nothing is known. */
    public static MappingStanding none(String companyId) {
        return new MappingStanding(companyId, null, null, null, false);
    }

    /** Whether nothing is known. */
    public boolean isNone() {
        return psaId == null && psaName == null && suspended == null && !unmappedByHand;
    }

    /** The same with another name. */
    public MappingStanding withPsaName(@Nullable String value) {
        return new MappingStanding(companyId, psaId, value, suspended, unmappedByHand);
    }

    /** The same with another reason why the events wait, or null if they do not. */
    public MappingStanding withSuspended(@Nullable String value) {
        return new MappingStanding(companyId, psaId, psaName, value, unmappedByHand);
    }

    /** What is known once a company was seen under the mapping: what was known before stays. */
    public MappingStanding seen(PsaCompany company) {
        return new MappingStanding(
                companyId,
                psaId == null ? company.id() : psaId,
                psaName == null ? company.name() : psaName,
                suspended,
                unmappedByHand);
    }

    /** Whether a company is another one than the mapping named before. */
    boolean isAnother(PsaCompany company) {
        return psaId != null && !psaId.equals(company.id());
    }
}
