package dev.tocsin.core.storm;

/** Which budgets a create is paid from. The two have nothing in common, so that one is never behind the other. */
public enum Lane {
    /** Groups of the top priority. */
    TOP,
    /** All others. */
    NORMAL
}
