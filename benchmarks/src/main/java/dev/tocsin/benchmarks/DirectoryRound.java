package dev.tocsin.benchmarks;

/**
 * What a client says of one round over all tenants.
 *
 * @param told users that the directory told, those told twice counted twice
 * @param failed tenants that could not be read to the end
 * @param problem the words of one of those failures, or empty
 */
record DirectoryRound(long told, long failed, String problem) {}
