package dev.tocsin.core.event;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The kinds of security events that can become tickets, with the ways in which each may be grouped. A category is
 * either a <em>state</em>, active from raised to resolved, or a <em>moment</em>, which happened once and never resolves.
 */
public enum EventCategory {
    /** Something about a system changed. */
    SYSTEM_CHANGES("System Changes", false, EnumSet.of(GroupBy.ASSET, GroupBy.COMPANY)),
    /** A weakness or a fault was found. */
    PROBLEMS("Problems", false, EnumSet.of(GroupBy.OS, GroupBy.PRODUCT, GroupBy.ASSET, GroupBy.COMPANY)),
    /** A remedy for something found. */
    SOLUTIONS(
            "Solutions",
            false,
            EnumSet.of(GroupBy.PRODUCT, GroupBy.ASSET, GroupBy.COMPANY, GroupBy.FIX, GroupBy.ASSET_AND_PRODUCT)),
    /** A change in Entra ID. */
    AZURE_AD_AUDIT("Azure AD Audit", true, EnumSet.of(GroupBy.EVENT, GroupBy.COMPANY)),
    /** A failure in Entra ID, such as a refused sign-in. */
    AZURE_AD_ERROR("Azure AD Error", true, EnumSet.of(GroupBy.COMPANY)),
    /** A change in Active Directory on premises. */
    AD_AUDIT("AD Audit", true, EnumSet.of(GroupBy.EVENT, GroupBy.COMPANY, GroupBy.USER));

    private final String label;
    private final boolean moment;
    private final Set<GroupBy> legalGroupBys;

    EventCategory(String label, boolean moment, EnumSet<GroupBy> legalGroupBys) {
        this.label = label;
        this.moment = moment;
        this.legalGroupBys = Collections.unmodifiableSet(legalGroupBys);
    }

    /** The name that people use for the category. */
    public String label() {
        return label;
    }

    /** Whether its events happened once and are never active, so that nothing resolves them. */
    public boolean moment() {
        return moment;
    }

    /** The ways in which its events may be grouped; anything else is refused when an event set is built. */
    public Set<GroupBy> legalGroupBys() {
        return legalGroupBys;
    }
}
