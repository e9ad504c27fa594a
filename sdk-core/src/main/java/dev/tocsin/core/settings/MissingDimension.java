package dev.tocsin.core.settings;

/** What is done with an event that lacks the value that its group is made by. */
public enum MissingDimension {
    /** All such events of a company form a group of their own. */
    OWN_GROUP,
    /** It is grouped by company instead. */
    FALL_BACK_TO_COMPANY,
    /** It is refused. */
    REJECT
}
