package dev.tocsin.core.people;

import java.util.Set;

/**
 * What a numbering plan says a number is for, and thereby what it may be used for. Where the plan leaves it open, the stricter
 * reading holds: a number whose calls the caller pays extra for is used for nothing.
 */
public enum PhoneKind {
    /** A mobile phone. */
    MOBILE("a mobile phone", PhoneUse.SMS, PhoneUse.VOICE),
    /** A line at a place; it takes no text messages. */
    FIXED_LINE("a fixed line", PhoneUse.VOICE),
    /** A line or a mobile: plans like the North American one do not tell them apart, so both uses are open. */
    FIXED_LINE_OR_MOBILE("a fixed line or a mobile phone", PhoneUse.SMS, PhoneUse.VOICE),
    /** Free for the caller; a desk, not a handset, so voice only. */
    TOLL_FREE("a toll-free number", PhoneUse.VOICE),
    /** A number of an internet telephone; text messages do not reach most of them. */
    VOIP("an internet telephone", PhoneUse.VOICE),
    /** A company's number that is not bound to a place. */
    COMPANY_WIDE("a company-wide number", PhoneUse.VOICE),
    /** The caller pays a premium. */
    PREMIUM_RATE("a premium-rate number"),
    /** Caller and owner share a raised cost. */
    SHARED_COST("a shared-cost number"),
    /** A personal number that follows its owner, often at a raised cost. */
    PERSONAL("a personal follow-me number"),
    /** A pager, which neither speaks nor takes a text message. */
    PAGER("a pager"),
    /** A mailbox that nobody hears ring. */
    VOICEMAIL("a voice mailbox"),
    /** The plan does not say. */
    UNKNOWN("a number of unknown kind");

    private final String description;
    private final Set<PhoneUse> uses;

    PhoneKind(String description, PhoneUse... uses) {
        this.description = description;
        this.uses = Set.of(uses);
    }

    /** The kind in words, with its article. */
    public String description() {
        return description;
    }

    /** Whether a number of this kind may be used so. */
    public boolean takes(PhoneUse use) {
        return uses.contains(use);
    }

    /** Whether a number of this kind may be used at all. */
    public boolean isUsable() {
        return !uses.isEmpty();
    }
}
