package dev.tocsin.core.rule;

import dev.tocsin.core.template.Vocabulary;
import dev.tocsin.core.template.Vocabulary.Kind;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the templates of a rule can speak of. What has no value at a time is empty then, such as the ticket in its summary. */
public enum TemplateVariable {
    /** The category. */
    CATEGORY("category", Kind.VALUE, false, "the category, such as Problems"),
    /** What the group has in common. */
    GROUP_BY("groupBy", Kind.VALUE, false, "what the group has in common, such as asset or company"),
    /** The common values. */
    DIMENSIONS(
            "dimensions", Kind.VALUE, false, "the common values, such as dc01; empty for a group of the whole company"),
    /** The company. */
    COMPANY("company", Kind.VALUE, false, "the company's name"),
    /** The rule. */
    RULE("rule", Kind.VALUE, false, "the name of the integration rule"),
    /** The severity. */
    SEVERITY("severity", Kind.VALUE, false, "the group's highest severity; within a list the member's own"),
    /** A title. */
    TITLE("title", Kind.VALUE, false, "the title of the worst member listed; within a list the member's own"),
    /** An asset. */
    ASSET(
            "asset",
            Kind.VALUE,
            false,
            "the asset of the worst member listed; within a list the member's own; may be empty"),
    /** The size of the group. */
    MEMBER_COUNT("memberCount", Kind.VALUE, false, "how many members the group has"),
    /** The size of the group in words. */
    SUBJECTS("subjects", Kind.VALUE, false, "the same in words, such as 1 problem or 3 entries"),
    /** How many are active. */
    ACTIVE_COUNT("activeCount", Kind.VALUE, false, "how many of them are active; 0 for moments"),
    /** How many are over. */
    RESOLVED_COUNT("resolvedCount", Kind.VALUE, false, "how many of them are not active any more; 0 for moments"),
    /** How many events. */
    EVENT_COUNT("eventCount", Kind.VALUE, false, "how many events raised them, repeats included"),
    /** How many are not listed. */
    MORE_COUNT(
            "moreCount",
            Kind.VALUE,
            false,
            "how many members the text should list and does not, for want of room; empty if it lists them all"),
    /** How often it was reopened. */
    REOPEN_COUNT("reopenCount", Kind.VALUE, false, "how often the ticket was reopened"),
    /** The ticket. */
    TICKET("ticket", Kind.VALUE, false, "the ticket's number; empty in its summary and first note"),
    /** The earlier ticket. */
    PREVIOUS_TICKET(
            "previousTicket", Kind.VALUE, false, "the number of the ticket that the group had before, or empty"),
    /** The incident. */
    INCIDENT("incident", Kind.VALUE, false, "the number under which Tocsin keeps all about the ticket"),
    /** Why it ends. */
    REASON("reason", Kind.VALUE, false, "why the ticket is closed; empty in the other texts"),
    /** Whether it is one member. */
    SINGLE("single", Kind.FLAG, false, "whether the group has one member"),
    /** Whether they are moments. */
    MOMENTS("moments", Kind.FLAG, false, "whether its events are moments, which nothing resolves"),
    /** The members. */
    MEMBERS(
            "members",
            Kind.LIST,
            false,
            "the members, the worst first: all in the summary and the first note, those that changed in the others"),
    /** New ones. */
    NEW("new", Kind.LIST, false, "those of them that no text spoke of yet"),
    /** Those seen again. */
    AGAIN("again", Kind.LIST, false, "those of them that were told of and are seen again"),
    /** Resolved ones. */
    RESOLVED("resolved", Kind.LIST, false, "those of them that are resolved"),
    /** Whether there are new ones. */
    HAS_NEW("hasNew", Kind.FLAG, false, "whether any is new, for a heading"),
    /** Whether any is seen again. */
    HAS_AGAIN("hasAgain", Kind.FLAG, false, "whether any is seen again"),
    /** Whether any is resolved. */
    HAS_RESOLVED("hasResolved", Kind.FLAG, false, "whether any is resolved"),
    /** The first time. */
    FIRST_AT("firstAt", Kind.VALUE, true, "when it was first raised, by the source's clock, in UTC"),
    /** The last time. */
    LAST_AT("lastAt", Kind.VALUE, true, "when it was last heard of, by the source's clock, in UTC"),
    /** How often. */
    COUNT("count", Kind.VALUE, true, "how many events raised it"),
    /** Whether more than once. */
    REPEATED("repeated", Kind.FLAG, true, "whether more than one event raised it"),
    /** Whether it is new. */
    IS_NEW("isNew", Kind.FLAG, true, "whether no text spoke of it yet"),
    /** Whether it is seen again. */
    IS_AGAIN("isAgain", Kind.FLAG, true, "whether it was told of and is seen again"),
    /** Whether it is resolved. */
    IS_RESOLVED("isResolved", Kind.FLAG, true, "whether it is resolved"),
    /** Its number in the list. */
    INDEX("-index", Kind.VALUE, true, "its number in the list, from 1"),
    /** Whether it is the first. */
    FIRST("-first", Kind.FLAG, true, "whether it is the first of the list"),
    /** Whether it is the last. */
    LAST("-last", Kind.FLAG, true, "whether it is the last of the list, for commas between");

    private static final Vocabulary VOCABULARY = new Vocabulary(named(false), named(true));

    private final String key;
    private final Kind kind;
    private final boolean ofMember;
    private final String meaning;

    TemplateVariable(String key, Kind kind, boolean ofMember, String meaning) {
        this.key = key;
        this.kind = kind;
        this.ofMember = ofMember;
        this.meaning = meaning;
    }

    /** The name in templates. */
    public String key() {
        return key;
    }

    /** How it may be used. */
    public Kind kind() {
        return kind;
    }

    /** Whether it is legal only within a list. */
    public boolean ofMember() {
        return ofMember;
    }

    /** What it says, for people. */
    public String meaning() {
        return meaning;
    }

    /** All of them. */
    static Vocabulary vocabulary() {
        return VOCABULARY;
    }

    private static Map<String, Kind> named(boolean ofMember) {
        Map<String, Kind> named = new LinkedHashMap<>();
        for (TemplateVariable variable : values()) {
            if (variable.ofMember == ofMember) {
                named.put(variable.key, variable.kind);
            }
        }
        return named;
    }
}
