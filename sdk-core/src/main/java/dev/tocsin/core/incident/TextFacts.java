package dev.tocsin.core.incident;

import java.util.List;

/**
 * What a text on a ticket speaks of.
 *
 * @param incident the group, as it is when the text is made
 * @param companyName the company's name
 * @param ruleName the rule's name
 * @param members the members that the text is about, the worst first; more than {@link TicketText#NAMED_MEMBERS} of them
 *     are counted and not named
 * @param total how many members the text is about, which may be more than are given
 * @param exact whether there are no more than that
 * @param events how many events raised the group's members
 * @param reason why the ticket is closed; empty for the other texts
 */
public record TextFacts(
        Incident incident,
        String companyName,
        String ruleName,
        List<Member> members,
        int total,
        boolean exact,
        long events,
        String reason) {
    /** Copies the members. */
    public TextFacts {
        members = List.copyOf(members);
    }
}
