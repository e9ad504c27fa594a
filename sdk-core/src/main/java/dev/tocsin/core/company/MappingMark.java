package dev.tocsin.core.company;

/** Who decided last what a local company is mapped to. */
public enum MappingMark {
    /** Nobody yet, or a configuration file. */
    NONE,
    /** A run that generated mappings. */
    GENERATED,
    /** A person, who mapped or unmapped it. */
    BY_HAND
}
