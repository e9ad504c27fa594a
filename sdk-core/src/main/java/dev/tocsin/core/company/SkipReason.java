package dev.tocsin.core.company;

/** Why a local company that is not mapped was not mapped by a run either. */
public enum SkipReason {
    /** No PSA company has one of its hard ids or its exact name. */
    NO_MATCH,
    /** Several PSA companies match. */
    SEVERAL_PSA_COMPANIES,
    /** Several local companies match the one PSA company, and events of the wrong one would land there. */
    SEVERAL_LOCAL_COMPANIES,
    /** The PSA company that matches is another local company's already. */
    TAKEN,
    /** The names are equal, but the hard ids say that these are two companies. */
    HARD_IDS_DISAGREE,
    /** The PSA company that matches is not active. */
    INACTIVE,
    /** A person unmapped it. */
    UNMAPPED_BY_HAND;

    /** Whether something matches and a person has to say which is right. */
    public boolean ambiguous() {
        return switch (this) {
            case SEVERAL_PSA_COMPANIES, SEVERAL_LOCAL_COMPANIES, TAKEN, HARD_IDS_DISAGREE -> true;
            case NO_MATCH, INACTIVE, UNMAPPED_BY_HAND -> false;
        };
    }
}
