package dev.tocsin.core.fake;

import dev.tocsin.core.base.AuthenticationException;
import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.base.TransportException;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.company.PsaCompany;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A PSA in memory that keeps what it is told, and fails as the test scripts it. Single-threaded. */
public final class ScriptedPsa implements Psa {
    /** The member that our requests act as. */
    public static final String API_MEMBER = "tocsin";

    /** The calls that can be made to fail. */
    public enum Op {
        CREATE,
        FIND,
        READ,
        CREATED_SINCE,
        ADD_NOTE,
        NOTES,
        SET_STATUS,
        SET_PRIORITY,
        SET_CONTACT,
        SET_OWNER,
        ATTACH,
        CONFIGURATIONS,
        CONTACT,
        IS_DELETED,
        CLOSING_STATUS,
        CHANGED,
        COMPANIES
    }

    /** One call as it came in. */
    public record Call(Instant at, Op op, String argument) {}

    /** A ticket as the PSA keeps it. */
    public static final class Ticket {
        private final long id;
        private final TicketDraft draft;
        private final @Nullable ReferenceMethod carriedBy;
        private final Instant createdAt;
        private final List<TicketNote> notes = new ArrayList<>();
        private final List<String> statuses = new ArrayList<>();
        private String summary;
        private @Nullable String reference;
        private String status;
        private String priority;
        private String company;
        private @Nullable String board = "Security";
        private @Nullable String contact;
        private @Nullable String owner;
        private @Nullable String updatedBy = API_MEMBER;
        private Instant updatedAt;
        private double actualHours;
        private @Nullable String mergedInto;
        private boolean hasChildren;
        private boolean mergedChildren;
        private final List<String> changes = new ArrayList<>();
        private boolean project;
        private final Set<String> configurations = new TreeSet<>();

        private Ticket(long id, TicketDraft draft, @Nullable ReferenceMethod carriedBy, Instant now) {
            this.id = id;
            this.draft = draft;
            this.carriedBy = carriedBy;
            createdAt = now;
            updatedAt = now;
            summary = draft.summary();
            status = draft.status();
            priority = draft.priority();
            company = draft.company();
            statuses.add(status);
        }

        public String id() {
            return Long.toString(id);
        }

        public TicketDraft draft() {
            return draft;
        }

        public String status() {
            return status;
        }

        /** Every status it ever had, in order, with who set it after a colon. */
        public List<String> statuses() {
            return statuses;
        }

        public String priority() {
            return priority;
        }

        public @Nullable String contact() {
            return contact;
        }

        public Set<String> configurations() {
            return configurations;
        }

        /** What we changed on it, in order: the call and the value, whether our side learned of it or not. */
        public List<String> changes() {
            return changes;
        }

        /** How often a call of ours changed it. */
        public long changes(Op op) {
            return changes.stream()
                    .filter(change -> change.startsWith(op + "="))
                    .count();
        }

        public @Nullable String owner() {
            return owner;
        }

        public @Nullable String mergedInto() {
            return mergedInto;
        }

        public boolean project() {
            return project;
        }

        public String company() {
            return company;
        }

        public boolean isClosed() {
            return CLOSED.contains(status);
        }

        public List<TicketNote> notes() {
            return notes;
        }
    }

    private static final Set<String> CLOSED = Set.of("Closed", "Done by hand", "Won't Fix", "Completed");

    private final String connectionId;
    private final VirtualTime time;
    private final Map<Long, Ticket> tickets = new TreeMap<>();
    private final Map<Op, Deque<Fault>> faults = new EnumMap<>(Op.class);
    private final Map<String, List<String>> closingStatuses = new HashMap<>();
    private final Set<String> hidden = new TreeSet<>();
    private final Map<String, String> contacts = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private final TreeMap<Instant, List<Runnable>> late = new TreeMap<>();
    private List<ReferenceMethod> methods = List.of(ReferenceMethod.FIELD, ReferenceMethod.SUMMARY_MARKER);
    private Set<ReferenceMethod> dropped = EnumSet.noneOf(ReferenceMethod.class);
    private Set<ReferenceMethod> unsearchable = EnumSet.noneOf(ReferenceMethod.class);
    private boolean lowersReferences;
    private Duration searchLag = Duration.ZERO;
    private String topPriority = "";
    private List<String> priorities = List.of();
    private List<FieldError> ruleFaults = List.of();
    private String version = "1";
    private long lastId = 100;
    private long lastNote;
    private @Nullable PsaConfigurations configurations;
    private BiConsumer<String, String> beforeStatus = (ticketId, status) -> {};

    private final ScriptedCompanies companies = new ScriptedCompanies(argument -> read(Op.COMPANIES, argument));

    public ScriptedPsa(String connectionId, VirtualTime time) {
        this.connectionId = connectionId;
        this.time = time;
    }

    // ---- the script

    public ScriptedPsa next(Op op, Fault... some) {
        faults.computeIfAbsent(op, any -> new ArrayDeque<>()).addAll(List.of(some));
        return this;
    }

    public void noMoreFaults() {
        faults.clear();
    }

    public ScriptedPsa methods(ReferenceMethod... value) {
        methods = List.of(value);
        return this;
    }

    /** These ways of carrying a reference are not stored. */
    public ScriptedPsa drops(ReferenceMethod... value) {
        dropped = value.length == 0 ? EnumSet.noneOf(ReferenceMethod.class) : EnumSet.copyOf(List.of(value));
        return this;
    }

    /** These ways of carrying a reference are stored, and no search finds them. */
    public ScriptedPsa doesNotSearch(ReferenceMethod... value) {
        unsearchable = value.length == 0 ? EnumSet.noneOf(ReferenceMethod.class) : EnumSet.copyOf(List.of(value));
        return this;
    }

    /** The reference field keeps lower case, so that only a loose comparison finds it. */
    public ScriptedPsa lowersReferences() {
        lowersReferences = true;
        return this;
    }

    public ScriptedPsa searchLag(Duration value) {
        searchLag = value;
        return this;
    }

    public ScriptedPsa withTopPriority(String value) {
        topPriority = value;
        return this;
    }

    /** The priorities, the most urgent first. */
    public ScriptedPsa withPriorities(String... value) {
        priorities = List.of(value);
        return this;
    }

    /** What is wrong with every rule. */
    public ScriptedPsa withFault(String field, String message) {
        ruleFaults = List.of(new FieldError(field, null, message));
        return this;
    }

    /** The configurations that it has; none by default. */
    public ScriptedPsa withConfigurations(PsaConfigurations value) {
        configurations = value;
        return this;
    }

    @Override
    public PsaConfigurations configurations() {
        return configurations == null ? Psa.super.configurations() : configurations;
    }

    /** Is told of each status that we are about to set: the ticket and the status. */
    public void beforeStatus(BiConsumer<String, String> value) {
        beforeStatus = value;
    }

    /** The statuses of a board that it takes for closing, in order. */
    public void closing(String board, String... statuses) {
        closingStatuses.put(board, List.of(statuses));
    }

    // ---- what people do

    public void closeByHand(String ticketId) {
        setByHand(ticketId, "Done by hand");
    }

    public void setByHand(String ticketId, String status) {
        Ticket ticket = byHand(ticketId);
        ticket.status = status;
        ticket.statuses.add(status + ":ann");
    }

    public void ownByHand(String ticketId) {
        byHand(ticketId).owner = "ann";
    }

    public void noteByHand(String ticketId, @Nullable String author, String text) {
        byHand(ticketId).notes.add(new TicketNote("h" + ++lastNote, text, author));
    }

    public void bookTime(String ticketId) {
        byHand(ticketId).actualHours = 0.5;
    }

    public void merge(String ticketId) {
        merge(ticketId, "7");
    }

    public void merge(String ticketId, String parentId) {
        byHand(ticketId).mergedInto = parentId;
        Ticket parent = tickets.get(Long.parseLong(parentId));
        if (parent != null) {
            parent.mergedChildren = true;
        }
    }

    public void prioritiseByHand(String ticketId, String priority) {
        byHand(ticketId).priority = priority;
    }

    public void convertByHand(String ticketId) {
        byHand(ticketId).project = true;
    }

    /** Moves a ticket to another board, whose closing statuses are these, in order. */
    public void moveByHand(String ticketId, String board, String status, String... closing) {
        byHand(ticketId).board = board;
        setByHand(ticketId, status);
        closingStatuses.put(board, List.of(closing));
    }

    public void setCompanyByHand(String ticketId, String company) {
        byHand(ticketId).company = company;
    }

    /** Has a contact of a company, known by a principal name. */
    public void contact(String company, String principalName, String contactId) {
        contacts.put(company + "\n" + principalName.toLowerCase(Locale.ROOT), contactId);
    }

    public void addChild(String ticketId) {
        byHand(ticketId).hasChildren = true;
    }

    /** A ticket that we may not see any more, though it is there. */
    public void hide(String ticketId) {
        hidden.add(ticketId);
    }

    public void delete(String ticketId) {
        tickets.remove(Long.parseLong(ticketId));
    }

    /** A ticket that somebody else made, with our summary perhaps. */
    public String foreign(TicketDraft draft) {
        Ticket ticket = new Ticket(++lastId, draft, null, time.instant());
        tickets.put(ticket.id, ticket);
        return ticket.id();
    }

    private Ticket byHand(String ticketId) {
        commitLate();
        Ticket ticket = ticketOf(ticketId);
        ticket.updatedAt = time.instant();
        ticket.updatedBy = "ann";
        return ticket;
    }

    // ---- what the test sees

    public List<Ticket> all() {
        commitLate();
        return List.copyOf(tickets.values());
    }

    public Ticket only() {
        List<Ticket> all = all();
        if (all.size() != 1) {
            throw new AssertionError("not one ticket but " + all.size());
        }
        return all.get(0);
    }

    public Ticket ticketOf(String ticketId) {
        Ticket ticket = tickets.get(Long.parseLong(ticketId));
        if (ticket == null) {
            throw new AssertionError("no ticket " + ticketId);
        }
        return ticket;
    }

    public List<Call> calls(Op op) {
        return calls.stream().filter(call -> call.op() == op).toList();
    }

    /** How long after a moment each call of a kind came. */
    public List<Duration> times(Op op, Instant from) {
        return calls(op).stream()
                .filter(call -> !call.at().isBefore(from))
                .map(call -> Duration.between(from, call.at()))
                .toList();
    }

    /** The PSA has a company, in place of the one of its id. */
    public ScriptedPsa company(PsaCompany.Builder company) {
        companies.put(company.build());
        return this;
    }

    /** A company of the PSA has a site. */
    public ScriptedPsa site(String companyId, String site) {
        companies.site(companyId, site);
        return this;
    }

    /** The PSA lists a company no longer. */
    public void hideCompany(String id) {
        companies.remove(id);
    }

    /** The next list of all companies ends in the middle. */
    public void breakOffCompanies() {
        companies.breakOff(new TransportException("the connection broke", null, null));
    }

    // ---- the port

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
        return field.equals("priority") ? priorities : List.of();
    }

    @Override
    public List<FieldError> check(IntegrationRule rule) {
        return ruleFaults;
    }

    @Override
    public List<FieldError> check(CompanyMapping mapping) {
        return companies.isEmpty() ? List.of() : companies.check(mapping);
    }

    @Override
    public PsaCompanies companies() {
        return companies.listed(connectionId);
    }

    @Override
    public String checkAccess() {
        return API_MEMBER;
    }

    @Override
    public List<ReferenceMethod> referenceMethods() {
        return methods;
    }

    @Override
    public String version() {
        return version;
    }

    /** Lets the server be upgraded. */
    public void upgrade(String newVersion) {
        version = newVersion;
    }

    @Override
    public String topPriority() {
        return topPriority;
    }

    @Override
    public Outcome<TicketSnapshot> createTicket(TicketDraft draft, ReferenceMethod carriedBy, Instant notAfter) {
        return write(Op.CREATE, draft.reference(), notAfter, () -> {
            Optional<PsaCompany> company = companies.named(draft.company());
            Optional<String> unusable = company.flatMap(PsaCompany::unusable);
            if (unusable.isPresent()) {
                return new Outcome.Refused<>(
                        unusable.get(), List.of(new FieldError("company", "refused", unusable.get())), false);
            }
            Ticket ticket = new Ticket(++lastId, draft, carriedBy, time.instant());
            company.ifPresent(known -> ticket.company = known.id());
            if (!dropped.contains(carriedBy)) {
                if (carriedBy == ReferenceMethod.SUMMARY_MARKER) {
                    ticket.summary = draft.summary() + " [" + draft.reference() + "]";
                } else {
                    ticket.reference =
                            lowersReferences ? draft.reference().toLowerCase(Locale.ROOT) : draft.reference();
                }
            }
            tickets.put(ticket.id, ticket);
            return new Outcome.Done<>(snapshot(ticket));
        });
    }

    @Override
    public List<TicketSnapshot> findByReference(String reference, ReferenceMethod carriedBy) {
        read(Op.FIND, reference);
        String loosely = reference.toLowerCase(Locale.ROOT);
        return tickets.values().stream()
                .filter(ticket -> !unsearchable.contains(carriedBy))
                .filter(ticket -> !ticket.createdAt.plus(searchLag).isAfter(time.instant()))
                .filter(ticket -> (carriedBy == ReferenceMethod.SUMMARY_MARKER
                                ? ticket.summary
                                : ticket.reference == null ? "" : ticket.reference)
                        .toLowerCase(Locale.ROOT)
                        .contains(loosely))
                .map(this::snapshot)
                .toList();
    }

    @Override
    public boolean carries(TicketSnapshot ticket, String reference, ReferenceMethod carriedBy) {
        return carriedBy == ReferenceMethod.SUMMARY_MARKER
                ? ticket.summary().endsWith("[" + reference + "]")
                : reference.equals(ticket.reference());
    }

    @Override
    public List<TicketSnapshot> createdSince(String company, Instant since) {
        read(Op.CREATED_SINCE, company);
        return tickets.values().stream()
                .filter(ticket -> ticket.draft.company().equals(company) && !ticket.createdAt.isBefore(since))
                .map(this::snapshot)
                .toList();
    }

    @Override
    public Optional<TicketSnapshot> ticket(String ticketId) {
        read(Op.READ, ticketId);
        return Optional.ofNullable(tickets.get(Long.parseLong(ticketId)))
                .filter(ticket -> !hidden.contains(ticketId))
                .map(this::snapshot);
    }

    @Override
    public Outcome<String> addNote(String ticketId, String text, NoteType noteType, Instant notAfter) {
        return write(Op.ADD_NOTE, ticketId, notAfter, () -> {
            Ticket ticket = tickets.get(Long.parseLong(ticketId));
            if (ticket == null || hidden.contains(ticketId)) {
                return new Outcome.Refused<>("ticket " + ticketId + " not found", List.of(), true);
            }
            String id = "n" + ++lastNote;
            ticket.notes.add(new TicketNote(id, text, API_MEMBER));
            ticket.updatedAt = time.instant();
            ticket.updatedBy = API_MEMBER;
            return new Outcome.Done<>(id);
        });
    }

    @Override
    public List<TicketNote> notes(String ticketId) {
        read(Op.NOTES, ticketId);
        Ticket ticket = tickets.get(Long.parseLong(ticketId));
        if (ticket != null && ticket.project) {
            throw new TransportException("notes of ticket " + ticketId + " not found", null, null);
        }
        return ticket == null ? List.of() : List.copyOf(ticket.notes);
    }

    @Override
    public Outcome<TicketSnapshot> setStatus(String ticketId, String status, Instant notAfter) {
        beforeStatus.accept(ticketId, status);
        return change(Op.SET_STATUS, ticketId, status, notAfter, ticket -> {
            ticket.status = status;
            ticket.statuses.add(status + ":" + API_MEMBER);
        });
    }

    private Outcome<TicketSnapshot> change(
            Op op, String ticketId, String value, Instant notAfter, Consumer<Ticket> change) {
        return write(op, ticketId + "=" + value, notAfter, () -> {
            Ticket ticket = tickets.get(Long.parseLong(ticketId));
            if (ticket == null || ticket.project || hidden.contains(ticketId)) {
                return new Outcome.Refused<>("ticket " + ticketId + " not found", List.of(), true);
            }
            change.accept(ticket);
            ticket.changes.add(op + "=" + value);
            ticket.updatedAt = time.instant();
            ticket.updatedBy = API_MEMBER;
            return new Outcome.Done<>(snapshot(ticket));
        });
    }

    @Override
    public Outcome<TicketSnapshot> setPriority(String ticketId, String priority, Instant notAfter) {
        return change(Op.SET_PRIORITY, ticketId, priority, notAfter, ticket -> ticket.priority = priority);
    }

    @Override
    public Outcome<TicketSnapshot> setContact(String ticketId, String contactId, Instant notAfter) {
        return change(Op.SET_CONTACT, ticketId, contactId, notAfter, ticket -> ticket.contact = contactId);
    }

    @Override
    public Outcome<TicketSnapshot> setOwner(String ticketId, String member, Instant notAfter) {
        return change(Op.SET_OWNER, ticketId, member, notAfter, ticket -> ticket.owner = member);
    }

    @Override
    public Outcome<String> attachConfiguration(String ticketId, String configurationId, Instant notAfter) {
        return write(Op.ATTACH, ticketId + "=" + configurationId, notAfter, () -> {
            Ticket ticket = tickets.get(Long.parseLong(ticketId));
            if (ticket == null || ticket.project || hidden.contains(ticketId)) {
                return new Outcome.Refused<>("ticket " + ticketId + " not found", List.of(), true);
            }
            ticket.configurations.add(configurationId);
            ticket.changes.add(Op.ATTACH + "=" + configurationId);
            ticket.updatedAt = time.instant();
            ticket.updatedBy = API_MEMBER;
            return new Outcome.Done<>(configurationId);
        });
    }

    @Override
    public List<String> attachedConfigurations(String ticketId) {
        read(Op.CONFIGURATIONS, ticketId);
        return List.copyOf(ticketOf(ticketId).configurations);
    }

    @Override
    public boolean isOfCompany(TicketSnapshot ticket, String company) {
        return company.equals(ticket.company())
                || companies
                        .named(company)
                        .filter(known -> known.id().equals(ticket.company()))
                        .isPresent();
    }

    @Override
    public Optional<String> contact(String company, EventUser user) {
        read(Op.CONTACT, company);
        return Optional.ofNullable(contacts.get(company + "\n" + user.label().toLowerCase(Locale.ROOT)));
    }

    @Override
    public boolean isDeleted(String ticketId) {
        read(Op.IS_DELETED, ticketId);
        return !hidden.contains(ticketId) && !tickets.containsKey(Long.parseLong(ticketId));
    }

    @Override
    public Optional<String> closingStatus(TicketSnapshot ticket, String preferred) {
        read(Op.CLOSING_STATUS, ticket.id());
        List<String> closing = closingStatuses.getOrDefault(
                String.valueOf(ticket.board()), List.of("Closed", "Done by hand", "Completed"));
        return closing.contains(preferred)
                ? Optional.of(preferred)
                : closing.stream().findFirst();
    }

    @Override
    public Stream<TicketSnapshot> changedSince(Instant since) {
        read(Op.CHANGED, since.toString());
        return tickets.values().stream()
                .filter(ticket -> !ticket.updatedAt.isBefore(since))
                .sorted(Comparator.comparing(ticket -> ticket.updatedAt))
                .map(this::snapshot)
                .toList()
                .stream();
    }

    // ---- how a call goes

    private @Nullable Fault begin(Op op, String argument) {
        commitLate();
        calls.add(new Call(time.instant(), op, argument));
        Fault fault = faults.getOrDefault(op, new ArrayDeque<>()).poll();
        if (fault instanceof Fault.Meanwhile meanwhile) {
            meanwhile.what().run();
            return null;
        }
        return fault;
    }

    private void commitLate() {
        while (!late.isEmpty() && !late.firstKey().isAfter(time.instant())) {
            late.pollFirstEntry().getValue().forEach(Runnable::run);
        }
    }

    private void read(Op op, String argument) {
        Fault fault = begin(op, argument);
        if (fault instanceof Fault.AccessDenied) {
            throw new AuthenticationException("no access", 401, null, null);
        } else if (fault instanceof Fault.Throw thrown) {
            throw thrown.error();
        } else if (fault instanceof Fault.DeathBefore || fault instanceof Fault.DeathAfter) {
            throw new ProcessDeath();
        } else if (fault != null) {
            throw new TransportException("no connection", null, null);
        }
    }

    /** What a write does if nothing goes wrong. */
    private interface Commit<T> {
        Outcome<T> now();
    }

    private <T> Outcome<T> write(Op op, String argument, Instant notAfter, Commit<T> commit) {
        Fault fault = begin(op, argument);
        if (time.instant().isAfter(notAfter)) {
            return new Outcome.NotExecuted<>("the deadline had passed", null, false);
        }
        if (fault == null) {
            return commit.now();
        } else if (fault instanceof Fault.Refused refused) {
            return new Outcome.Refused<>(
                    refused.message(), List.of(new FieldError("board", "refused", refused.message())), false);
        } else if (fault instanceof Fault.NotExecuted notExecuted) {
            return new Outcome.NotExecuted<>("too many requests", notExecuted.retryAfter(), false);
        } else if (fault instanceof Fault.AccessDenied) {
            return new Outcome.NotExecuted<>("401 no access", null, true);
        } else if (fault instanceof Fault.DeathBefore) {
            throw new ProcessDeath();
        } else if (fault instanceof Fault.DeathAfter) {
            commit.now();
            throw new ProcessDeath();
        } else if (fault instanceof Fault.LostAfter) {
            commit.now();
        } else if (fault instanceof Fault.LostTwice) {
            commit.now();
            commit.now();
        } else if (fault instanceof Fault.LostLate lost) {
            late.computeIfAbsent(time.instant().plus(lost.delay()), any -> new ArrayList<>())
                    .add(commit::now);
        }
        return new Outcome.Unknown<>("the answer was lost");
    }

    private TicketSnapshot snapshot(Ticket ticket) {
        return TicketSnapshot.builder(ticket.id(), ticket.summary, ticket.status)
                .closed(ticket.isClosed())
                .board(ticket.board)
                .priority(ticket.priority)
                .owner(ticket.owner)
                .company(ticket.company)
                .contact(ticket.contact)
                .reference(ticket.reference)
                .created(ticket.carriedBy == null ? "ann" : API_MEMBER, ticket.createdAt)
                .updated(ticket.updatedBy, ticket.updatedAt)
                .actualHours(ticket.actualHours)
                .mergedInto(ticket.mergedInto)
                .hasChildren(ticket.hasChildren)
                .mergedChildren(ticket.mergedChildren)
                .project(ticket.project)
                .build();
    }
}
