package dev.tocsin.connectwise.psa;

import dev.tocsin.connectwise.CallOptions;
import dev.tocsin.connectwise.Company;
import dev.tocsin.connectwise.CompanySite;
import dev.tocsin.connectwise.Condition;
import dev.tocsin.connectwise.Conditions;
import dev.tocsin.connectwise.ConnectWise;
import dev.tocsin.connectwise.NewNote;
import dev.tocsin.connectwise.NewTicket;
import dev.tocsin.connectwise.Query;
import dev.tocsin.connectwise.Reference;
import dev.tocsin.connectwise.SystemInfo;
import dev.tocsin.connectwise.Ticket;
import dev.tocsin.connectwise.TicketEdit;
import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.incident.TicketText;
import dev.tocsin.core.psa.Outcome;
import dev.tocsin.core.psa.Psa;
import dev.tocsin.core.psa.ReferenceMethod;
import dev.tocsin.core.psa.RuleField;
import dev.tocsin.core.psa.TicketDraft;
import dev.tocsin.core.psa.TicketNote;
import dev.tocsin.core.psa.TicketSnapshot;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.rule.NoteType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One ConnectWise Manage connection as the engine's PSA. Thread-safe. */
public final class ConnectWisePsa implements Psa {
    private final String connectionId;
    private final ConnectWise client;
    private final RuleCheck rules;
    private final Duration requestTimeout;

    /** A PSA on a client, whose writes may take 30 seconds each; see the other constructor. */
    public ConnectWisePsa(String connectionId, ConnectWise client) {
        this(connectionId, client, Duration.ofSeconds(30));
    }

    /**
     * A PSA on a client.
     *
     * @param connectionId the id that mappings name
     * @param client the client
     * @param requestTimeout how long one write may take; the workflow's own setting, if that is not 30 seconds
     */
    public ConnectWisePsa(String connectionId, ConnectWise client, Duration requestTimeout) {
        this.connectionId = connectionId;
        this.client = client;
        this.rules = new RuleCheck(client);
        this.requestTimeout = requestTimeout;
    }

    @Override
    public String connectionId() {
        return connectionId;
    }

    @Override
    public List<RuleField> ruleFields() {
        return ConnectWiseRule.FIELDS;
    }

    @Override
    public List<String> legalValues(String field, Map<String, String> chosen) {
        return rules.legalValues(field, chosen);
    }

    @Override
    public List<FieldError> check(IntegrationRule rule) {
        return rules.faults(rule);
    }

    @Override
    public List<FieldError> check(CompanyMapping mapping) {
        String field = "companies[" + mapping.companyId() + "].";
        Optional<Company> found = company(mapping.psaCompany());
        if (found.isEmpty()) {
            return List.of(new FieldError(
                    field + "connectwise", null, "no company has the identifier or id '" + mapping.psaCompany() + "'"));
        }
        Company company = found.get();
        if (company.deleted()) {
            return List.of(
                    new FieldError(field + "connectwise", null, "company '" + mapping.psaCompany() + "' is deleted"));
        }
        String site = mapping.site();
        if (site == null) {
            return List.of();
        }
        List<String> sites = client.companies().sites(company.id()).stream()
                .filter(candidate -> !candidate.inactive())
                .map(CompanySite::name)
                .toList();
        return sites.stream().anyMatch(site::equalsIgnoreCase)
                ? List.of()
                : List.of(new FieldError(
                        field + "site",
                        null,
                        "'" + site + "' is no active site of '" + mapping.psaCompany() + "'; legal are " + sites));
    }

    private Optional<Company> company(String identifierOrId) {
        Optional<Integer> id = number(identifierOrId);
        return id.isPresent()
                ? client.companies().get(id.get())
                : client.companies().findByIdentifier(identifierOrId);
    }

    private static Optional<Integer> number(String text) {
        return text.matches("[1-9][0-9]{0,8}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    @Override
    public String checkAccess() {
        SystemInfo info = client.systemInfo();
        return "ConnectWise " + info.version() + (info.cloud() ? ", cloud" : "");
    }

    @Override
    public List<ReferenceMethod> referenceMethods() {
        return List.of(ReferenceMethod.FIELD, ReferenceMethod.SUMMARY_MARKER);
    }

    @Override
    public String topPriority() {
        return rules.priorities().stream().findFirst().orElse("");
    }

    @Override
    public Outcome<TicketSnapshot> createTicket(TicketDraft draft, ReferenceMethod carriedBy, Instant notAfter) {
        return WriteOutcome.of(() -> snapshot(client.tickets().create(newTicket(draft, carriedBy), options(notAfter))));
    }

    private static NewTicket newTicket(TicketDraft draft, ReferenceMethod carriedBy) {
        NewTicket.Builder ticket = NewTicket.builder()
                .company(companyReference(draft.company()))
                .status(Reference.named(draft.status()))
                .priority(Reference.named(draft.priority()));
        if (carriedBy == ReferenceMethod.SUMMARY_MARKER) {
            String marker = marker(draft.reference());
            ticket.summary(
                    TicketText.cut(draft.summary(), TicketText.SUMMARY_LIMIT - marker.length() - 1) + " " + marker);
        } else {
            ticket.summary(draft.summary()).externalXRef(draft.reference());
        }
        if (draft.site() != null) {
            ticket.site(Reference.named(draft.site()));
        }
        set(draft, ConnectWiseRule.BOARD, ticket::board);
        set(draft, ConnectWiseRule.SOURCE, ticket::source);
        set(draft, ConnectWiseRule.TYPE, ticket::type);
        set(draft, ConnectWiseRule.SUB_TYPE, ticket::subType);
        set(draft, ConnectWiseRule.ITEM, ticket::item);
        return draft.noteType() == NoteType.EXTERNAL
                ? ticket.initialDescription(draft.firstNote()).build()
                : ticket.initialInternalAnalysis(draft.firstNote()).build();
    }

    private static void set(TicketDraft draft, String field, Consumer<Reference> setter) {
        String value = draft.fields().get(field);
        if (value != null) {
            setter.accept(Reference.named(value));
        }
    }

    private static Reference companyReference(String identifierOrId) {
        return number(identifierOrId).map(Reference::id).orElseGet(() -> Reference.identified(identifierOrId));
    }

    private static String marker(String reference) {
        return "[" + reference + "]";
    }

    private CallOptions options(Instant notAfter) {
        return CallOptions.none().withNotAfter(notAfter).withTimeout(requestTimeout);
    }

    @Override
    public List<TicketSnapshot> findByReference(String reference, ReferenceMethod carriedBy) {
        if (carriedBy == ReferenceMethod.FIELD) {
            return client.tickets().findByExternalXRef(reference).stream()
                    .map(ConnectWisePsa::snapshot)
                    .toList();
        }
        Condition marked = Conditions.field("summary").contains(marker(reference));
        return client.tickets().list(Query.where(marked).pageSize(100), 1).items().stream()
                .map(ConnectWisePsa::snapshot)
                .toList();
    }

    @Override
    public boolean carries(TicketSnapshot ticket, String reference, ReferenceMethod carriedBy) {
        return carriedBy == ReferenceMethod.FIELD
                ? reference.equals(ticket.reference())
                : ticket.summary().contains(marker(reference));
    }

    @Override
    public List<TicketSnapshot> createdSince(String company, Instant since) {
        Condition ofCompany = number(company)
                .map(id -> Conditions.field("company/id").eq(id))
                .orElseGet(() -> Conditions.field("company/identifier").eq(company));
        // Every kind of record takes lastUpdated, and what was created since then was updated since then.
        try (Stream<Ticket> tickets =
                client.tickets().stream(Query.where(ofCompany.and(Conditions.LAST_UPDATED.since(since))))) {
            return tickets.filter(ticket -> ticket.dateEntered() == null
                            || !ticket.dateEntered().isBefore(since))
                    .map(ConnectWisePsa::snapshot)
                    .toList();
        }
    }

    @Override
    public Optional<TicketSnapshot> ticket(String ticketId) {
        return client.tickets().get(Integer.parseInt(ticketId)).map(ConnectWisePsa::snapshot);
    }

    @Override
    public Outcome<String> addNote(String ticketId, String text, NoteType noteType, Instant notAfter) {
        NewNote note = noteType == NoteType.EXTERNAL ? NewNote.discussion(text) : NewNote.internal(text);
        return WriteOutcome.of(() -> Integer.toString(client.ticketNotes()
                .create(Integer.parseInt(ticketId), note, options(notAfter))
                .id()));
    }

    @Override
    public List<TicketNote> notes(String ticketId) {
        try (Stream<dev.tocsin.connectwise.TicketNote> notes =
                client.ticketNotes().history(Integer.parseInt(ticketId))) {
            return notes.map(note -> new TicketNote(Integer.toString(note.id()), note.text(), author(note)))
                    .toList();
        }
    }

    private static @Nullable String author(dev.tocsin.connectwise.TicketNote note) {
        Reference member = note.member();
        if (member != null && member.identifier() != null) {
            return member.identifier();
        }
        return note.contact() != null ? null : note.createdBy();
    }

    @Override
    public Outcome<TicketSnapshot> setStatus(String ticketId, String status, Instant notAfter) {
        TicketEdit edit = TicketEdit.builder().status(Reference.named(status)).build();
        return WriteOutcome.of(
                () -> snapshot(client.tickets().edit(Integer.parseInt(ticketId), edit, options(notAfter))));
    }

    @Override
    public Stream<TicketSnapshot> changedSince(Instant since) {
        return client.tickets().stream(Query.where(Conditions.LAST_UPDATED.since(since)))
                .map(ConnectWisePsa::snapshot);
    }

    private static TicketSnapshot snapshot(Ticket ticket) {
        Reference owner = ticket.owner();
        return new TicketSnapshot(
                Integer.toString(ticket.id()),
                ticket.summary(),
                text(ticket.status()),
                ticket.closed(),
                owner == null ? null : owner.identifier() == null ? owner.name() : owner.identifier(),
                ticket.company() == null || ticket.company().id() == null
                        ? null
                        : Integer.toString(ticket.company().id()),
                ticket.externalXRef(),
                ticket.enteredBy(),
                ticket.updatedBy(),
                ticket.dateEntered(),
                ticket.lastUpdated(),
                ticket.actualHours() == null ? 0 : ticket.actualHours(),
                ticket.mergedParentTicket() == null
                                || ticket.mergedParentTicket().id() == null
                        ? null
                        : Integer.toString(ticket.mergedParentTicket().id()),
                ticket.hasChildTicket());
    }

    private static String text(@Nullable Reference status) {
        return status == null || status.name() == null ? "" : status.name();
    }
}
