package dev.tocsin.core.preview;

import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.psa.Outcome;
import dev.tocsin.core.psa.Psa;
import dev.tocsin.core.psa.ReferenceMethod;
import dev.tocsin.core.psa.RuleField;
import dev.tocsin.core.psa.TicketDraft;
import dev.tocsin.core.psa.TicketNote;
import dev.tocsin.core.psa.TicketSnapshot;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.rule.NoteType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A PSA that keeps what it is told, does all it is asked for, and in which no person ever does anything. It knows a
 * closing status by the rules that name it. Used on one thread.
 */
final class PreviewPsa implements Psa {
    private static final String MEMBER = "tocsin";

    private final String connectionId;
    private final String topPriority;
    private final Set<String> closingStatuses;
    private final Clock clock;
    private final TicketNumbers numbers;
    private final Map<String, Ticket> byId = new LinkedHashMap<>();
    private final Map<String, Ticket> byReference = new HashMap<>();

    /** The numbers of would-be tickets, one row for all connections of a preview. */
    static final class TicketNumbers {
        private int last;

        private String next() {
            return Integer.toString(++last);
        }
    }

    /** A ticket and what was done to it. */
    static final class Ticket {
        private final String id;
        private final TicketDraft draft;
        private final Instant createdAt;
        private final List<PreviewNote> notes = new ArrayList<>();
        private final List<TicketNote> psaNotes = new ArrayList<>();
        private final List<Instant> closes = new ArrayList<>();
        private final List<Instant> reopens = new ArrayList<>();
        private final Set<String> configurations = new LinkedHashSet<>();
        private String status;
        private String priority;
        private boolean closed;
        private Instant updatedAt;

        private Ticket(String id, TicketDraft draft, Instant now) {
            this.id = id;
            this.draft = draft;
            createdAt = now;
            updatedAt = now;
            status = draft.status();
            priority = draft.priority();
        }

        String id() {
            return id;
        }

        TicketDraft draft() {
            return draft;
        }

        Instant createdAt() {
            return createdAt;
        }

        String status() {
            return status;
        }

        String priority() {
            return priority;
        }

        boolean isClosed() {
            return closed;
        }

        List<PreviewNote> notes() {
            return List.copyOf(notes);
        }

        List<Instant> closes() {
            return List.copyOf(closes);
        }

        List<Instant> reopens() {
            return List.copyOf(reopens);
        }
    }

    PreviewPsa(
            String connectionId, String topPriority, Set<String> closingStatuses, Clock clock, TicketNumbers numbers) {
        this.connectionId = connectionId;
        this.topPriority = topPriority;
        this.closingStatuses = closingStatuses;
        this.clock = clock;
        this.numbers = numbers;
    }

    /** All tickets, in the order in which they were made. */
    Collection<Ticket> tickets() {
        return byId.values();
    }

    @Override
    public String connectionId() {
        return connectionId;
    }

    @Override
    public List<RuleField> ruleFields() {
        return List.of();
    }

    @Override
    public List<String> legalValues(String field, Map<String, String> chosen) {
        return List.of();
    }

    @Override
    public List<FieldError> check(IntegrationRule rule) {
        return List.of();
    }

    @Override
    public List<FieldError> check(CompanyMapping mapping) {
        return List.of();
    }

    @Override
    public String checkAccess() {
        return "a preview";
    }

    @Override
    public List<ReferenceMethod> referenceMethods() {
        return List.of(ReferenceMethod.FIELD);
    }

    @Override
    public String topPriority() {
        return topPriority;
    }

    @Override
    public String version() {
        return "preview";
    }

    @Override
    public Outcome<TicketSnapshot> createTicket(TicketDraft draft, ReferenceMethod carriedBy, Instant notAfter) {
        Ticket ticket = new Ticket(numbers.next(), draft, clock.instant());
        byId.put(ticket.id, ticket);
        byReference.put(draft.reference(), ticket);
        return new Outcome.Done<>(snapshot(ticket));
    }

    @Override
    public List<TicketSnapshot> findByReference(String reference, ReferenceMethod carriedBy) {
        Ticket ticket = byReference.get(reference);
        return ticket == null ? List.of() : List.of(snapshot(ticket));
    }

    @Override
    public boolean carries(TicketSnapshot ticket, String reference, ReferenceMethod carriedBy) {
        return reference.equals(ticket.reference());
    }

    @Override
    public List<TicketSnapshot> createdSince(String company, Instant since) {
        return byId.values().stream()
                .filter(ticket -> ticket.draft.company().equals(company) && !ticket.createdAt.isBefore(since))
                .map(PreviewPsa::snapshot)
                .toList();
    }

    @Override
    public Optional<TicketSnapshot> ticket(String ticketId) {
        return Optional.ofNullable(byId.get(ticketId)).map(PreviewPsa::snapshot);
    }

    @Override
    public Outcome<String> addNote(String ticketId, String text, NoteType noteType, Instant notAfter) {
        Ticket ticket = byId.get(ticketId);
        if (ticket == null) {
            return gone(ticketId);
        }
        String id = ticketId + "-" + (ticket.notes.size() + 1);
        ticket.notes.add(new PreviewNote(clock.instant(), text, noteType));
        ticket.psaNotes.add(new TicketNote(id, text, MEMBER));
        ticket.updatedAt = clock.instant();
        return new Outcome.Done<>(id);
    }

    @Override
    public List<TicketNote> notes(String ticketId) {
        Ticket ticket = byId.get(ticketId);
        return ticket == null ? List.of() : List.copyOf(ticket.psaNotes);
    }

    @Override
    public Outcome<TicketSnapshot> setStatus(String ticketId, String status, Instant notAfter) {
        Ticket ticket = byId.get(ticketId);
        if (ticket == null) {
            return gone(ticketId);
        }
        Instant now = clock.instant();
        boolean closes = closingStatuses.contains(status.toLowerCase(Locale.ROOT));
        if (closes != ticket.closed) {
            (closes ? ticket.closes : ticket.reopens).add(now);
        }
        ticket.status = status;
        ticket.closed = closes;
        ticket.updatedAt = now;
        return new Outcome.Done<>(snapshot(ticket));
    }

    @Override
    public Outcome<TicketSnapshot> setPriority(String ticketId, String priority, Instant notAfter) {
        Ticket ticket = byId.get(ticketId);
        if (ticket == null) {
            return gone(ticketId);
        }
        ticket.priority = priority;
        ticket.updatedAt = clock.instant();
        return new Outcome.Done<>(snapshot(ticket));
    }

    @Override
    public Outcome<String> attachConfiguration(String ticketId, String configurationId, Instant notAfter) {
        Ticket ticket = byId.get(ticketId);
        if (ticket == null) {
            return gone(ticketId);
        }
        ticket.configurations.add(configurationId);
        return new Outcome.Done<>(configurationId);
    }

    @Override
    public List<String> attachedConfigurations(String ticketId) {
        Ticket ticket = byId.get(ticketId);
        return ticket == null ? List.of() : List.copyOf(ticket.configurations);
    }

    /** Who is a contact of whom is not known here; tickets keep the one that they have. */
    @Override
    public Optional<String> contact(String company, EventUser user) {
        return Optional.empty();
    }

    @Override
    public Outcome<TicketSnapshot> setContact(String ticketId, String contactId, Instant notAfter) {
        return new Outcome.Refused<>("a preview knows no contacts", List.of(), false);
    }

    @Override
    public Outcome<TicketSnapshot> setOwner(String ticketId, String member, Instant notAfter) {
        return new Outcome.Refused<>("a preview knows no members", List.of(), false);
    }

    @Override
    public boolean isOfCompany(TicketSnapshot ticket, String company) {
        return company.equals(ticket.company());
    }

    @Override
    public boolean isDeleted(String ticketId) {
        return !byId.containsKey(ticketId);
    }

    @Override
    public Optional<String> closingStatus(TicketSnapshot ticket, String preferred) {
        return Optional.of(preferred);
    }

    private static <T> Outcome<T> gone(String ticketId) {
        return new Outcome.Refused<>("there is no ticket " + ticketId, List.of(), true);
    }

    /** Nobody but the workflow changes a ticket here, and what it did it knows. */
    @Override
    public Stream<TicketSnapshot> changedSince(Instant since) {
        return Stream.empty();
    }

    private static TicketSnapshot snapshot(Ticket ticket) {
        return TicketSnapshot.builder(ticket.id, ticket.draft.summary(), ticket.status)
                .closed(ticket.closed)
                .priority(ticket.priority)
                .company(ticket.draft.company())
                .reference(ticket.draft.reference())
                .created(MEMBER, ticket.createdAt)
                .updated(MEMBER, ticket.updatedAt)
                .build();
    }
}
