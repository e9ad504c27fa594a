package dev.tocsin.core.psa;

/** Where a ticket carries the reference by which it is found again after a lost answer, best first. */
public enum ReferenceMethod {
    /** In a field of the ticket made for references of other systems. */
    FIELD,
    /** In a custom field that the configuration names. */
    CUSTOM_FIELD,
    /** In brackets at the end of the summary. */
    SUMMARY_MARKER
}
