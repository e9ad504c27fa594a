package dev.tocsin.core.consent;

/** How the ledger is written out by {@link ConsentExport}. */
public enum ExportFormat {
    /** CSV by RFC 4180 with a header, for spreadsheets. */
    CSV,
    /** JSON, one object a line, with every value exactly as it was. */
    JSON_LINES
}
