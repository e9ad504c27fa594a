package dev.tocsin.core.asset;

/**
 * A status that configurations can have in a PSA.
 *
 * @param name its name
 * @param active whether a configuration with it is in use
 */
public record ConfigurationStatus(String name, boolean active) {}
