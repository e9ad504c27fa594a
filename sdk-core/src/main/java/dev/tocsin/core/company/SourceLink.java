package dev.tocsin.core.company;

import dev.tocsin.core.base.MspId;

/**
 * One customer of a source, tied to a local company. A source's customer is never tied to two. A customer whose id at
 * the source is the local company's id needs no link.
 *
 * @param msp the MSP
 * @param source the source, such as {@code entra}
 * @param sourceCompanyId the source's id of the customer, such as a tenant id
 * @param companyId the local company
 */
public record SourceLink(MspId msp, String source, String sourceCompanyId, String companyId) {}
