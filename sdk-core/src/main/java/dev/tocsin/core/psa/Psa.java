package dev.tocsin.core.psa;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.rule.NoteType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One connection to a ticketing system. Writes answer an {@link Outcome} and never throw for what happens on the wire;
 * reads throw a {@link dev.tocsin.core.base.TocsinException}. No operation repeats a write. Thread-safe.
 */
public interface Psa {
    /** The id of this connection, which every mapping, link and intent names. */
    String connectionId();

    /** The fields of an integration rule that only this PSA knows. */
    List<RuleField> ruleFields();

    /**
     * The legal values of a rule's field, in the PSA's order.
     *
     * @param field {@code openStatus}, {@code closedStatus}, {@code priority} or one of {@link #ruleFields()}
     * @param chosen the values of the fields that it depends on
     * @throws dev.tocsin.core.base.TocsinException if the PSA cannot be read
     */
    List<String> legalValues(String field, Map<String, String> chosen);

    /**
     * What is wrong with a rule, against the PSA as it is now: every name is looked up where it belongs.
     *
     * @return the faults, each with the legal values; empty if the rule can work
     * @throws dev.tocsin.core.base.TocsinException if the PSA cannot be read
     */
    List<FieldError> check(IntegrationRule rule);

    /**
     * What is wrong with a mapping: whether its company and site exist and are active.
     *
     * @return the faults; empty if it can work
     * @throws dev.tocsin.core.base.TocsinException if the PSA cannot be read
     */
    List<FieldError> check(CompanyMapping mapping);

    /**
     * Proves that the address is right and the credentials are accepted.
     *
     * @return one line for people: who we are there, and the PSA's version
     * @throws dev.tocsin.core.base.TocsinException if they are not
     */
    String checkAccess();

    /** The ways in which this PSA can carry a reference, best first; at least one. */
    List<ReferenceMethod> referenceMethods();

    /**
     * The priority that comes first in the PSA's own order, whose groups do not wait.
     *
     * @return its name; empty text if the PSA has none
     * @throws dev.tocsin.core.base.TocsinException if the PSA cannot be read
     */
    String topPriority();

    /**
     * The PSA's version. Another one than before makes the proof of the reference worthless.
     *
     * @return the version in the PSA's own words
     * @throws dev.tocsin.core.base.TocsinException if the PSA cannot be read
     */
    String version();

    /**
     * Creates a ticket, with one request and no look-up before it.
     *
     * @param draft what to create
     * @param carriedBy where to put the reference
     * @param notAfter the moment after which the request must not leave
     */
    Outcome<TicketSnapshot> createTicket(TicketDraft draft, ReferenceMethod carriedBy, Instant notAfter);

    /**
     * The tickets that carry a reference, lowest id first. The caller compares the reference once more, character by
     * character, since a PSA may compare more loosely.
     *
     * @throws dev.tocsin.core.base.TocsinException if the PSA cannot be read; nothing is then known
     */
    List<TicketSnapshot> findByReference(String reference, ReferenceMethod carriedBy);

    /** Whether the ticket carries exactly this reference in the given way. */
    boolean carries(TicketSnapshot ticket, String reference, ReferenceMethod carriedBy);

    /**
     * The tickets of a company that were created at or after a moment, lowest id first.
     *
     * @param company the PSA company as in the draft
     * @throws dev.tocsin.core.base.TocsinException if the PSA cannot be read
     */
    List<TicketSnapshot> createdSince(String company, Instant since);

    /**
     * One ticket, also one that was merged into another or became a ticket of a project.
     *
     * @return the ticket; empty if the PSA says that it has none of this id, or none that we may see. That is no proof that
     *     it was deleted: {@link #isDeleted} is
     * @throws dev.tocsin.core.base.TocsinException if the PSA cannot be read
     */
    Optional<TicketSnapshot> ticket(String ticketId);

    /**
     * Whether a ticket was deleted, proven from all sides: it is unknown by its id, as a ticket and as a ticket of a project,
     * no search finds it, and the PSA is the right one and in good order. For use after {@link #ticket} found nothing.
     *
     * @return true only with the whole proof; false if the ticket is there in whatever form, or the id cannot be one
     * @throws dev.tocsin.core.base.TocsinException if part of the proof cannot be had, such as for a right that the account
     *     lacks; nothing is then known
     */
    boolean isDeleted(String ticketId);

    /**
     * Adds a note.
     *
     * @param ticketId the ticket
     * @param text the text, with the marker line that finds it again
     * @param noteType who may read it
     * @param notAfter the moment after which the request must not leave
     */
    Outcome<String> addNote(String ticketId, String text, NoteType noteType, Instant notAfter);

    /**
     * All notes of a ticket, oldest first.
     *
     * @throws dev.tocsin.core.base.TocsinException if the PSA cannot be read
     */
    List<TicketNote> notes(String ticketId);

    /**
     * Sets the status of a ticket.
     *
     * @param ticketId the ticket
     * @param status the name of the status, on the board that the ticket lies on by now
     * @param notAfter the moment after which the request must not leave
     */
    Outcome<TicketSnapshot> setStatus(String ticketId, String status, Instant notAfter);

    /**
     * The status that closes a ticket on the board that it lies on by now: the preferred one if that board has one of this
     * name which is active and closes, else the first that is and does, in the board's order.
     *
     * @param ticket the ticket as it was read last
     * @param preferred the name of the status that the rule names, on the board where the ticket was created
     * @return the name; empty if the board has none, or the ticket has no status to be set by us, as in a project
     * @throws dev.tocsin.core.base.TocsinException if the PSA cannot be read
     */
    Optional<String> closingStatus(TicketSnapshot ticket, String preferred);

    /**
     * Sets the priority of a ticket.
     *
     * @param ticketId the ticket
     * @param priority the name of the priority
     * @param notAfter the moment after which the request must not leave
     */
    Outcome<TicketSnapshot> setPriority(String ticketId, String priority, Instant notAfter);

    /**
     * Whether a ticket belongs to a company.
     *
     * @param company the PSA company as in the draft
     * @throws dev.tocsin.core.base.TocsinException if the PSA cannot be read
     */
    boolean isOfCompany(TicketSnapshot ticket, String company);

    /**
     * The one active contact of a company that is a user, by the e-mail address that is the user's principal name, whatever
     * its case. Another company's contact is never given.
     *
     * @param company the PSA company as in the draft
     * @param user the user
     * @return the PSA's id of the contact; empty if there is none, or several: nothing is guessed
     * @throws dev.tocsin.core.base.TocsinException if the PSA cannot be read
     */
    Optional<String> contact(String company, EventUser user);

    /**
     * Sets the contact whom a ticket concerns.
     *
     * @param ticketId the ticket
     * @param contactId the PSA's id of the contact, from {@link #contact}, which must be of the ticket's company
     * @param notAfter the moment after which the request must not leave
     */
    Outcome<TicketSnapshot> setContact(String ticketId, String contactId, Instant notAfter);

    /**
     * Makes a member the owner of a ticket.
     *
     * @param ticketId the ticket
     * @param member the member's identifier
     * @param notAfter the moment after which the request must not leave
     */
    Outcome<TicketSnapshot> setOwner(String ticketId, String member, Instant notAfter);

    /**
     * Attaches a configuration to a ticket. One that is attached already counts as done.
     *
     * @param ticketId the ticket
     * @param configurationId the PSA's id of the configuration
     * @param notAfter the moment after which the request must not leave
     * @return what became of it, with the id of the configuration
     */
    Outcome<String> attachConfiguration(String ticketId, String configurationId, Instant notAfter);

    /**
     * The PSA's ids of the configurations attached to a ticket, in the order of the PSA.
     *
     * @throws dev.tocsin.core.base.TocsinException if the PSA cannot be read, or has no such ticket
     */
    List<String> attachedConfigurations(String ticketId);

    /**
     * The tickets that changed at or after a moment, in no order to rely on, read page by page as the stream is consumed.
     * A change in the same unit of the PSA's time as the moment is among them. One that changes while the stream is consumed
     * neither hides others nor is lost: it comes as it was or as it is, and perhaps twice, the later state last. Tickets that
     * became tickets of projects are among them if we may see those.
     *
     * @throws dev.tocsin.core.base.TocsinException if the PSA cannot be read, also while the stream is consumed
     */
    Stream<TicketSnapshot> changedSince(Instant since);

    /**
     * The companies of this connection.
     *
     * @throws dev.tocsin.core.base.ConfigurationException if it cannot list any
     */
    default PsaCompanies companies() {
        throw new ConfigurationException("connection '" + connectionId() + "'", "cannot list companies");
    }

    /**
     * The configurations of this connection.
     *
     * @throws dev.tocsin.core.base.ConfigurationException if it has none
     */
    default PsaConfigurations configurations() {
        throw new ConfigurationException("connection '" + connectionId() + "'", "has no configurations");
    }
}
