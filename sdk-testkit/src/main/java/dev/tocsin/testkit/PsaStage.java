package dev.tocsin.testkit;

import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.psa.Psa;
import dev.tocsin.core.rule.IntegrationRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What the tests of a PSA's adapter need of the ticketing system behind it: an adapter, names that exist there, people at
 * work, and faults by intent. Each test gets a fresh one without tickets.
 */
public interface PsaStage extends AutoCloseable {
    /** A write of the port. */
    enum Write {
        /** {@link Psa#createTicket}. */
        CREATE_TICKET,
        /** {@link Psa#addNote}. */
        ADD_NOTE,
        /** {@link Psa#setStatus}. */
        SET_STATUS,
        /** {@link Psa#setPriority}. */
        SET_PRIORITY,
        /** {@link Psa#setContact}. */
        SET_CONTACT,
        /** {@link Psa#setOwner}. */
        SET_OWNER,
        /** {@link Psa#attachConfiguration}. */
        ATTACH_CONFIGURATION
    }

    /** A write of {@link dev.tocsin.core.psa.PsaConfigurations}. */
    enum ConfigurationWrite {
        /** A configuration is made. */
        CREATE,
        /** A configuration is changed or retired. */
        CHANGE,
        /** A question is made. */
        CREATE_QUESTION
    }

    /** What goes wrong with one request. */
    enum Fault {
        /** It is refused before anything is done, with a wait of {@link #BUSY_FOR}. */
        BUSY,
        /** The same, by a proxy in front, in words that are not the system's. */
        BUSY_PROXY,
        /** The connection is closed and nothing is done. */
        DROPPED_BEFORE,
        /** It is done, and the connection is closed without an answer. */
        DROPPED_AFTER,
        /** An error of the server, and nothing is done. */
        ERROR_BEFORE,
        /** An error of the server, although it is done. */
        ERROR_AFTER,
        /** A page for people, and nothing is done. */
        PAGE_BEFORE,
        /** It is done, and the answer is a page for people. */
        PAGE_AFTER,
        /** It is done, and the answer cannot be read. */
        UNREADABLE,
        /** It is done, and the answer breaks off. */
        CUT_SHORT,
        /** A change is answered as done, and is not. */
        IGNORED,
        /** The account is not known any more. */
        KEY_REFUSED,
        /** The account lacks the right. */
        RIGHT_LACKING
    }

    /** How long a busy system asks to wait. */
    Duration BUSY_FOR = Duration.ofSeconds(7);

    /** The adapter. It has answered once, so that the next write is one request. */
    Psa psa();

    /** An adapter of the same system whose requests may take a second only. It has answered once. */
    Psa hasty();

    /** An adapter of the same system that lists so few tickets at a time. It has answered once. */
    Psa paging(int pageSize);

    /** An adapter of the same system with a key that is not accepted. */
    Psa stranger();

    /** The secrets of {@link #psa()} and {@link #stranger()}: no message may hold one. */
    List<String> secrets();

    /** The time by which the adapter's deadlines are measured. */
    Instant now();

    /** A rule without fault. */
    IntegrationRule rule();

    /** A mapping without fault that names a site. */
    CompanyMapping mapping();

    /** A mapping without fault to another company. */
    CompanyMapping otherMapping();

    /** A fault of a configuration that the adapter must find: what is wrong with it and what must be said. */
    record Faulty<T>(String name, T value, String field, List<String> named) {
        /** Copies the names. */
        public Faulty {
            named = List.copyOf(named);
        }
    }

    /** Rules with one fault each. */
    List<Faulty<IntegrationRule>> faultyRules();

    /** Mappings with one fault each. */
    List<Faulty<CompanyMapping>> faultyMappings();

    /** The names of all priorities, the most urgent first. */
    List<String> priorities();

    /** An open status that the rule's tickets can have besides its own. */
    String otherOpenStatus();

    /** A status that exists, but not for the rule's tickets. */
    String foreignStatus();

    /** Another board than the rule's, on which tickets have other statuses; the rule's closing one is among them. */
    String otherBoard();

    /** The closing statuses of the other board, in its order; at least two. */
    List<String> otherBoardsClosingStatuses();

    /** Switches a status of the other board off. */
    void switchOff(String otherBoardsStatus);

    /** Creates an active contact of a mapping's company with an e-mail address, past the count of requests. */
    String createContact(CompanyMapping mapping, String email);

    /** Makes a contact inactive, past the count of requests. */
    void deactivateContact(String contactId);

    /** Creates a configuration of the mapping's company, past the count of requests. */
    String createConfiguration();

    /**
     * Creates a company, past the count of requests.
     *
     * @param types the names of its types; the system's own default if there are none
     * @return its id
     */
    String createCompany(String identifier, String name, String... types);

    /** A status in which no work is done for a company. */
    String inactiveCompanyStatus();

    /** Sets a company's status, past the count of requests. */
    void setCompanyStatus(String companyId, String status);

    /** The person deletes a company. */
    void deleteCompany(String companyId);

    /** Creates a contact and makes it the default one of a company, past the count of requests. */
    void setDefaultContact(String companyId, String firstName, String lastName);

    /** Writes a text where the adapter looks for the tenant of a company, past the count of requests. */
    void setTenant(String companyId, String text);

    /** Creates a configuration type without questions, past the count of requests. */
    void createConfigurationType(String name);

    /** Adds a question to a type that takes one of some texts, past the count of requests. */
    void createChoice(String type, String question, List<String> choices);

    /** Makes a question of a type required, past the count of requests. */
    void requireQuestion(String type, String question);

    /** Answers a question of a configuration, past the count of requests. */
    void answer(String configurationId, String question, String answer);

    /** Gives a configuration an answer that the system took once and takes no more. */
    void spoilAnswer(String configurationId, String question, String answer);

    /**
     * Gives a configuration a value, in a field that no profile can fill, that the system took once and takes no more.
     *
     * @return the name of the field
     */
    String spoil(String configurationId);

    /** Whether the account is shown passwords, and if not whether it gets a mask instead or nothing. */
    void showPasswords(boolean shown, boolean masked);

    /** Deletes a configuration, past the count of requests. */
    void deleteConfiguration(String configurationId);

    /** The next such request suffers. */
    void arm(Fault fault, ConfigurationWrite write);

    /** How many requests there were, those left out by which adapters got ready. */
    long requests();

    /** How many tickets there are. */
    int tickets();

    /** Creates tickets of the mapping's company past the wire, as another integration. */
    void plantTickets(int count);

    /** Moves time on by more than the system's clock can tell apart. */
    void later();

    /** The identity of our account there. */
    String account();

    /** The person who acts, by the identifier of the member that the person is. */
    String person();

    /** The person closes a ticket. */
    void close(String ticketId);

    /** The person becomes the owner of a ticket. */
    void own(String ticketId);

    /** The person writes a note. */
    void note(String ticketId, String text);

    /** The person books time. */
    void bookTime(String ticketId, Duration worked);

    /** The person sets a status. */
    void setStatus(String ticketId, String status);

    /** The person sets a priority. */
    void setPriority(String ticketId, String priority);

    /** The person hands a ticket to the company of a mapping. */
    void setCompany(String ticketId, CompanyMapping mapping);

    /** The person moves a ticket to the other board, where it gets an open status. */
    void moveToOtherBoard(String ticketId);

    /** The person merges a ticket into another. */
    void merge(String ticketId, String parentId);

    /** The person hangs a ticket below another. */
    void hangBelow(String ticketId, String parentId);

    /** The person makes a ticket one of a project. */
    void convertToProject(String ticketId);

    /** The person deletes a ticket. */
    void delete(String ticketId);

    /** Whether the ticket's note with this text is for members only. */
    boolean isInternal(String ticketId, String noteText);

    /** The next request of this kind suffers. */
    void arm(Fault fault, Write write);

    /** The next request of this kind hangs; it is carried out when {@link #carryOutHanging()} says so. */
    void hang(Write write);

    /** Carries out what hangs. */
    void carryOutHanging();

    /** The account may not read tickets of projects any more. */
    void hideProjects();

    /** The system moves to another address, as at an upgrade, and tells of it where it is asked. */
    void moveAddress();

    /** New tickets lose what was in their reference field. */
    void dropReferences();

    /** New tickets are not found by searches until {@link #later()} was called. */
    void delaySearches();

    @Override
    void close();
}
