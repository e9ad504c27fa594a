package dev.tocsin.connectwise.psa;

import dev.tocsin.connectwise.CallOptions;
import dev.tocsin.connectwise.ConnectWise;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import dev.tocsin.connectwise.record.Query;
import dev.tocsin.connectwise.record.Reference;
import dev.tocsin.connectwise.record.ReferenceField;
import dev.tocsin.connectwise.service.Ticket;
import dev.tocsin.connectwise.service.TicketField;
import dev.tocsin.connectwise.system.SystemInfo;
import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.psa.Outcome;
import dev.tocsin.core.psa.Psa;
import dev.tocsin.core.psa.PsaCompanies;
import dev.tocsin.core.psa.PsaConfigurations;
import dev.tocsin.core.psa.ReferenceMethod;
import dev.tocsin.core.psa.RuleField;
import dev.tocsin.core.psa.TicketDraft;
import dev.tocsin.core.psa.TicketNote;
import dev.tocsin.core.psa.TicketSnapshot;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.rule.NoteType;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One ConnectWise Manage connection as the engine's PSA. Thread-safe. */
public final class ConnectWisePsa implements Psa {
    private static final Map<String, ReferenceField<Ticket>> RULE_FIELDS = Map.of(
            ConnectWiseRule.BOARD, TicketField.BOARD,
            ConnectWiseRule.SOURCE, TicketField.SOURCE,
            ConnectWiseRule.TYPE, TicketField.TICKET_TYPE,
            ConnectWiseRule.SUB_TYPE, TicketField.SUB_TYPE,
            ConnectWiseRule.ITEM, TicketField.ITEM);

    private final String connectionId;
    private final ConnectWise client;
    private final RuleCheck rules;
    private final MappingCheck mappings;
    private final ReferenceCarrier references;
    private final SnapshotReader snapshots;
    private final TicketReads reads;
    private final ContactLookup contacts;
    private final PsaCompanies companies;
    private final PsaConfigurations configurations;
    private final Duration requestTimeout;

    /** A PSA on a client, with default options. */
    public ConnectWisePsa(String connectionId, ConnectWise client) {
        this(connectionId, client, ConnectWisePsaOptions.defaults());
    }

    /** A PSA on a client, with another limit for one write: the workflow's own setting, if that is not 30 seconds. */
    public ConnectWisePsa(String connectionId, ConnectWise client, Duration requestTimeout) {
        this(connectionId, client, ConnectWisePsaOptions.defaults().withRequestTimeout(requestTimeout));
    }

    /**
     * A PSA on a client.
     *
     * @param connectionId the id that mappings name
     * @param client the client
     * @param options what may be set
     */
    public ConnectWisePsa(String connectionId, ConnectWise client, ConnectWisePsaOptions options) {
        this.connectionId = connectionId;
        this.client = client;
        this.rules = new RuleCheck(client);
        this.mappings = new MappingCheck(client);
        this.references = new ReferenceCarrier(client, options);
        this.snapshots = new SnapshotReader(references);
        this.reads = new TicketReads(client, snapshots, options.pageSize());
        this.contacts = new ContactLookup(client);
        this.companies = new ConnectWiseCompanies(client, options);
        this.configurations = new ConnectWiseConfigurations(client, options);
        this.requestTimeout = options.requestTimeout();
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
        return mappings.faults(mapping);
    }

    @Override
    public String checkAccess() {
        SystemInfo info = client.systemInfo();
        return "ConnectWise " + info.version() + (info.cloud() ? ", cloud" : "");
    }

    @Override
    public List<ReferenceMethod> referenceMethods() {
        return references.methods();
    }

    @Override
    public String version() {
        return client.systemInfo().version();
    }

    @Override
    public String topPriority() {
        return rules.priorities().stream().findFirst().orElse("");
    }

    @Override
    public Outcome<TicketSnapshot> createTicket(TicketDraft draft, ReferenceMethod carriedBy, Instant notAfter) {
        return WriteOutcome.of(
                () -> snapshots.service(client.tickets().create(newTicket(draft, carriedBy), options(notAfter))));
    }

    private Draft<Ticket> newTicket(TicketDraft draft, ReferenceMethod carriedBy) {
        Draft<Ticket> ticket = Ticket.draft()
                .set(TicketField.COMPANY, CompanyCondition.reference(draft.company()))
                .set(TicketField.STATUS, Reference.named(draft.status()))
                .set(TicketField.PRIORITY, Reference.named(draft.priority()));
        references.putOn(ticket, draft, carriedBy);
        if (draft.site() != null) {
            ticket.set(TicketField.SITE, Reference.named(draft.site()));
        }
        RULE_FIELDS.forEach((name, field) -> {
            String value = draft.fields().get(name);
            if (value != null) {
                ticket.set(field, Reference.named(value));
            }
        });
        return ticket.set(
                draft.noteType() == NoteType.EXTERNAL
                        ? TicketField.INITIAL_DESCRIPTION
                        : TicketField.INITIAL_INTERNAL_ANALYSIS,
                draft.firstNote());
    }

    private CallOptions options(Instant notAfter) {
        return CallOptions.none().withNotAfter(notAfter).withTimeout(requestTimeout);
    }

    @Override
    public List<TicketSnapshot> findByReference(String reference, ReferenceMethod carriedBy) {
        return references.find(reference, carriedBy).stream()
                .map(snapshots::service)
                .toList();
    }

    @Override
    public boolean carries(TicketSnapshot ticket, String reference, ReferenceMethod carriedBy) {
        return ReferenceCarrier.carries(ticket, reference, carriedBy);
    }

    @Override
    public List<TicketSnapshot> createdSince(String company, Instant since) {
        return reads.createdSince(CompanyCondition.on(TicketField.COMPANY, company), since);
    }

    @Override
    public Optional<TicketSnapshot> ticket(String ticketId) {
        return RecordId.parse(ticketId).flatMap(reads::ticket);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The address of the API is asked for anew and {@code /system/info} read from it; then the id must be unknown, and
     * found by no search, among service tickets and among project tickets. It takes the right to inquire project tickets;
     * without that nothing is proven.
     */
    @Override
    public boolean isDeleted(String ticketId) {
        return RecordId.parse(ticketId).map(reads::isDeleted).orElse(false);
    }

    @Override
    public Outcome<String> addNote(String ticketId, String text, NoteType noteType, Instant notAfter) {
        Draft<dev.tocsin.connectwise.service.TicketNote> note = noteType == NoteType.EXTERNAL
                ? dev.tocsin.connectwise.service.TicketNote.discussion(text)
                : dev.tocsin.connectwise.service.TicketNote.internal(text);
        Optional<Integer> id = RecordId.parse(ticketId);
        return id.isEmpty()
                ? WriteOutcome.noSuchTicket(ticketId)
                : WriteOutcome.of(() -> Integer.toString(client.tickets()
                        .notes(id.get())
                        .create(note, options(notAfter))
                        .id()));
    }

    @Override
    public List<TicketNote> notes(String ticketId) {
        try (Stream<dev.tocsin.connectwise.service.TicketNote> notes =
                client.tickets().allNotes(RecordId.require(ticketId))) {
            // The history comes by id, and ids of notes and of time entries count apart.
            return notes.sorted(Comparator.comparing(
                            dev.tocsin.connectwise.service.TicketNote::createdAt,
                            Comparator.nullsLast(Comparator.naturalOrder())))
                    .map(note -> new TicketNote(Integer.toString(note.id()), note.text(), author(note)))
                    .toList();
        }
    }

    private static @Nullable String author(dev.tocsin.connectwise.service.TicketNote note) {
        Reference member = note.member();
        if (member != null && member.identifier() != null) {
            return member.identifier();
        }
        return note.contact() != null ? null : note.createdBy();
    }

    @Override
    public Outcome<TicketSnapshot> setStatus(String ticketId, String status, Instant notAfter) {
        return edit(ticketId, Ticket.edit().set(TicketField.STATUS, Reference.named(status)), notAfter);
    }

    @Override
    public Optional<String> closingStatus(TicketSnapshot ticket, String preferred) {
        String board = ticket.board();
        return board == null || ticket.project() ? Optional.empty() : rules.closingStatus(board, preferred);
    }

    @Override
    public Outcome<TicketSnapshot> setPriority(String ticketId, String priority, Instant notAfter) {
        return edit(ticketId, Ticket.edit().set(TicketField.PRIORITY, Reference.named(priority)), notAfter);
    }

    @Override
    public boolean isOfCompany(TicketSnapshot ticket, String company) {
        Optional<Integer> id = RecordId.parse(ticket.id());
        return id.isPresent()
                && client.tickets()
                                .count(Query.where(TicketField.ID
                                        .eq(id.get())
                                        .and(CompanyCondition.on(TicketField.COMPANY, company))))
                        > 0;
    }

    @Override
    public Optional<String> contact(String company, EventUser user) {
        return contacts.find(company, user);
    }

    @Override
    public Outcome<TicketSnapshot> setContact(String ticketId, String contactId, Instant notAfter) {
        Optional<Integer> contact = RecordId.parse(contactId);
        return contact.isEmpty()
                ? WriteOutcome.noSuchId("contact", contactId)
                : edit(ticketId, Ticket.edit().set(TicketField.CONTACT, Reference.id(contact.get())), notAfter);
    }

    @Override
    public Outcome<TicketSnapshot> setOwner(String ticketId, String member, Instant notAfter) {
        return edit(ticketId, Ticket.edit().set(TicketField.OWNER, Reference.identified(member)), notAfter);
    }

    /** One PATCH of one field, whose answer must hold what was asked: the server is known to say yes and not do it. */
    private Outcome<TicketSnapshot> edit(String ticketId, Edit<Ticket> edit, Instant notAfter) {
        Optional<Integer> id = RecordId.parse(ticketId);
        return id.isEmpty()
                ? WriteOutcome.noSuchTicket(ticketId)
                : WriteOutcome.of(() -> snapshots.service(client.tickets().edit(id.get(), edit, options(notAfter))));
    }

    @Override
    public Outcome<String> attachConfiguration(String ticketId, String configurationId, Instant notAfter) {
        Optional<Integer> id = RecordId.parse(ticketId);
        Optional<Integer> configuration = RecordId.parse(configurationId);
        if (id.isEmpty()) {
            return WriteOutcome.noSuchTicket(ticketId);
        }
        return configuration.isEmpty()
                ? WriteOutcome.noSuchId("configuration", configurationId)
                : WriteOutcome.of(() -> {
                    // What is attached already is answered as such, and is as good.
                    boolean unused =
                            client.tickets().configurations(id.get()).attach(configuration.get(), options(notAfter));
                    return configurationId;
                });
    }

    @Override
    public List<String> attachedConfigurations(String ticketId) {
        return client.tickets().configurations(RecordId.require(ticketId)).readAll().stream()
                .map(configuration -> Integer.toString(configuration.id()))
                .toList();
    }

    @Override
    public Stream<TicketSnapshot> changedSince(Instant since) {
        return reads.changedSince(since);
    }

    @Override
    public PsaCompanies companies() {
        return companies;
    }

    @Override
    public PsaConfigurations configurations() {
        return configurations;
    }
}
