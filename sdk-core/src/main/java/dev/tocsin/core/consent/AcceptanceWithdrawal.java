package dev.tocsin.core.consent;

import dev.tocsin.core.base.MspId;
import java.time.Instant;

/**
 * That what a company's administrator attested was taken back. It is no acceptance of anything: the next one is the
 * administrator's own again.
 *
 * @param msp the MSP
 * @param companyId the host's own id of the company
 * @param acceptanceId the last acceptance of the company until then
 * @param by who took it back
 * @param at when
 */
public record AcceptanceWithdrawal(MspId msp, String companyId, String acceptanceId, ConsentActor by, Instant at) {}
