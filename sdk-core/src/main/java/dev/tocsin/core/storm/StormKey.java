package dev.tocsin.core.storm;

import dev.tocsin.core.base.MspId;

/**
 * What one storm ticket stands for, and what the ceiling on open tickets counts: the groups of one company under one
 * rule.
 *
 * @param msp the MSP
 * @param companyId the local company
 * @param ruleId the integration rule
 */
public record StormKey(MspId msp, String companyId, String ruleId) {}
