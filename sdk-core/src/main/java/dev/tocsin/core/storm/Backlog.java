package dev.tocsin.core.storm;

/**
 * How many creates of a lane wait before one of a company.
 *
 * @param msp how many of all companies are served before it by the fair queue, see {@link FairQueue#ahead}
 * @param company how many of the same company came before it
 */
public record Backlog(long msp, long company) {
    /** Nobody waits. */
    public static final Backlog NONE = new Backlog(0, 0);

    /** Refuses negative numbers. */
    public Backlog {
        if (msp < 0 || company < 0) {
            throw new IllegalArgumentException("a backlog is 0 or more, not " + msp + " and " + company);
        }
    }
}
