package dev.tocsin.core.incident;

import dev.tocsin.core.event.Severity;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an incident's ticket beside its id. Immutable.
 *
 * @param link what the ticket is to the incident
 * @param priority the priority that we set last, or null if there is no ticket yet or it is not ours
 * @param prioritySeverity the severity that it was set for, or null if there is none
 * @param company the PSA's id of the company that the ticket was made for, or null if it is not known
 * @param attachTo the ticket that the first event asked to be attached to, or null
 * @param reopens how often we reopened it
 * @param epoch how often its severity rose; who is told of it is told again in each
 * @param question what a person should look at, for people, or null if nothing
 */
public record TicketFacts(
        Link link,
        @Nullable String priority,
        @Nullable Severity prioritySeverity,
        @Nullable String company,
        @Nullable String attachTo,
        int reopens,
        int epoch,
        @Nullable String question) {
    /** Nothing is known yet. */
    public static final TicketFacts NONE = new TicketFacts(Link.OWN, null, null, null, null, 0, 0, null);

    /** What a ticket is to an incident. */
    public enum Link {
        /** We made it for this incident. */
        OWN,
        /** Others use it as well: ours was merged into it, or we were asked to attach to it. It is never closed for one. */
        SHARED,
        /** It became a ticket of a project: it is looked at and not written to. */
        READ_ONLY
    }

    /** The same ticket as something else to the incident. */
    public TicketFacts link(Link value) {
        return new TicketFacts(value, priority, prioritySeverity, company, attachTo, reopens, epoch, question);
    }

    /** The ticket with the priority that we set, and the severity that it was set for. */
    public TicketFacts priority(@Nullable String value, @Nullable Severity severity) {
        return new TicketFacts(link, value, severity, company, attachTo, reopens, epoch, question);
    }

    /** The ticket with the company that it was made for. */
    public TicketFacts company(@Nullable String value) {
        return new TicketFacts(link, priority, prioritySeverity, value, attachTo, reopens, epoch, question);
    }

    /** With the ticket to attach to, or null for none. */
    public TicketFacts attachTo(@Nullable String value) {
        return new TicketFacts(link, priority, prioritySeverity, company, value, reopens, epoch, question);
    }

    /** The ticket reopened once more. */
    public TicketFacts reopened() {
        return new TicketFacts(link, priority, prioritySeverity, company, attachTo, reopens + 1, epoch, question);
    }

    /** The ticket after its severity rose once more. */
    public TicketFacts risen() {
        return new TicketFacts(link, priority, prioritySeverity, company, attachTo, reopens, epoch + 1, question);
    }

    /** With a question for a person, or null for none. */
    public TicketFacts question(@Nullable String value) {
        return new TicketFacts(link, priority, prioritySeverity, company, attachTo, reopens, epoch, value);
    }
}
