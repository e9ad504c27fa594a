package dev.tocsin.core.event;

/** What the events of one ticket have in common, besides their company, rule and category. */
public enum GroupBy {
    /** One ticket per affected asset. */
    ASSET,
    /** One ticket per company. */
    COMPANY,
    /** One ticket per operating system. */
    OS,
    /** One ticket per product. */
    PRODUCT,
    /** One ticket per fix, such as one patch for many assets. */
    FIX,
    /** One ticket per pair of asset and product. */
    ASSET_AND_PRODUCT,
    /** One ticket per event type. */
    EVENT,
    /** One ticket per affected user. */
    USER
}
