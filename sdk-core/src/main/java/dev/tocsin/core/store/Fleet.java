package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;

/**
 * The assets of one source that are kept as configurations on one connection.
 *
 * @param msp the MSP
 * @param connectionId the PSA connection
 * @param source the id of the source of the assets
 */
public record Fleet(MspId msp, String connectionId, String source) {}
