package dev.tocsin.core.company;

/**
 * One thing about a company's mapping that a person should look at.
 *
 * @param kind what it is
 * @param companyId the local company
 * @param place where it is, such as {@code companies[acme].mapping.rules[0]}
 * @param reason what is wrong, with names and ids
 * @param action what a person can do
 */
public record HygieneFinding(Kind kind, String companyId, String place, String reason, String action) {
    /** The kinds, in the order in which they are listed for a company. */
    public enum Kind {
        /** It is not mapped and nothing matches for certain, or a person unmapped it. */
        UNMAPPED,
        /** It is not mapped and something matches, but not only one thing. */
        AMBIGUOUS,
        /** Its connection serves another local company only. */
        NOT_SERVED,
        /** Its PSA company was deleted. */
        DELETED,
        /** Its PSA company was merged into another. */
        MERGED,
        /** Its PSA company is not listed: deleted, under another identifier, or hidden from the integration's role. */
        MISSING,
        /** The identifier that it names is another PSA company's by now. */
        REASSIGNED,
        /** Its PSA company is not active. */
        INACTIVE,
        /** Its PSA company has another name than when it was mapped. */
        RENAMED,
        /** A rule that it names does not exist. */
        RULE_MISSING,
        /** It is to create tickets and none of its rules exists. */
        TICKETS_WITHOUT_RULE;

        /** Whether the PSA company is no longer what was mapped. */
        public boolean drifted() {
            return switch (this) {
                case DELETED, MERGED, MISSING, REASSIGNED, INACTIVE, RENAMED -> true;
                case UNMAPPED, AMBIGUOUS, NOT_SERVED, RULE_MISSING, TICKETS_WITHOUT_RULE -> false;
            };
        }

        /** Whether the company's events wait until a person has acted, rather than land at the wrong customer. */
        public boolean parksEvents() {
            return switch (this) {
                case UNMAPPED, AMBIGUOUS, NOT_SERVED, DELETED, MERGED, MISSING, REASSIGNED, INACTIVE -> true;
                case RENAMED, RULE_MISSING, TICKETS_WITHOUT_RULE -> false;
            };
        }
    }
}
