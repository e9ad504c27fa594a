package dev.tocsin.simulators.connectwise;

import dev.tocsin.core.base.Secret;
import dev.tocsin.simulators.connectwise.internal.records.Manage;
import dev.tocsin.simulators.connectwise.internal.records.Table;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import dev.tocsin.simulators.http.Faults;
import dev.tocsin.simulators.http.LoopbackServer;
import dev.tocsin.simulators.http.RequestLog;
import dev.tocsin.simulators.http.RequestMatch;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A ConnectWise Manage server on the loopback address. It keeps boards, companies, contacts, configurations, agreements,
 * logged time, tickets and what hangs on them, answers as the vendor's server does, faults included when told to, and
 * delivers callbacks on this machine. Thread-safe. What is not simulated answers 404 or 405.
 */
public final class ConnectWiseSimulator implements AutoCloseable {
    private final Account account;
    private final Manage manage;
    private final Codebase codebase;
    private final AccessControl access;
    private final RateLimit limit;
    private final Faults faults;
    private final LoopbackServer server;
    private final Snapshots snapshots;
    private final SimCallbacks callbacks;

    ConnectWiseSimulator(ConnectWiseSimulatorBuilder builder) {
        account = builder.account();
        codebase = builder.newCodebase();
        manage = new Manage(builder.clock(), codebase::baseUrl);
        access = new AccessControl(account);
        limit = new RateLimit(builder.clock(), builder.permitsPerMinute());
        faults = new Faults(builder.failSeed());
        snapshots = new Snapshots(manage);
        callbacks = new SimCallbacks(manage.callbacks(), codebase, account, builder.callbackRetries());
        manage.changes().listener(callbacks::tell);
        AtomicReference<LoopbackServer> started = new AtomicReference<>();
        AdminRoutes admin = new AdminRoutes(manage, faults, started);
        ConnectWiseResponder responder = new ConnectWiseResponder(
                manage, codebase, access, limit, admin, callbacks, account.member(), builder.version());
        server = new LoopbackServer(responder, builder.clock(), faults, builder.port());
        server.latency(builder.latency());
        started.set(server);
        codebase.site(server.uri());
        builder.configure(this);
        try {
            builder.seeding().plant(manage);
        } catch (RuntimeException refused) {
            close();
            throw refused;
        }
    }

    /** A builder with the default data set. */
    public static ConnectWiseSimulatorBuilder builder() {
        return new ConnectWiseSimulatorBuilder();
    }

    /** The address of the interface as it is now, such as {@code http://127.0.0.1:4711/v2026_1/apis/3.0}. */
    public URI baseUri() {
        return URI.create(codebase.baseUrl());
    }

    /** The address of the site, without a path: where the codebase is discovered. */
    public URI siteUri() {
        return server.uri();
    }

    /** The login company id. */
    public String companyId() {
        return account.company();
    }

    /** The public key. */
    public String publicKey() {
        return access.account().publicKey();
    }

    /** The private key; of a simulator, so no secret. */
    public String privateKey() {
        return access.account().privateKey().reveal();
    }

    /** The client id. */
    public String clientId() {
        return account.clientId();
    }

    /** The identifier of the API member. */
    public String apiMember() {
        return account.member();
    }

    /** Moves the interface to another codebase, such as {@code v2026_2}: the old path answers 404 from now on. */
    public void upgrade(String newCodebase) {
        codebase.upgrade(newCodebase);
    }

    /** The faults, to arm and clear. */
    public Faults faults() {
        return faults;
    }

    /** The requests so far, those to the simulator's own paths left out. */
    public RequestLog requests() {
        return server.log();
    }

    /**
     * Carries out all requests that wait for their late commit, due or not.
     *
     * @return how many there were
     */
    public int commitLate() {
        return server.commitLate();
    }

    /** How many requests wait for their late commit. */
    public int waitingLateCommits() {
        return server.waitingLateCommits();
    }

    /** Takes a right from the API member: matching calls answer 403. {@code *} stands for any method. */
    public void deny(String method, String path) {
        access.deny(new RequestMatch(method, path));
    }

    /**
     * Takes a right from the API member by the vendor's table of security roles: matching calls answer 403, whatever they
     * ask for and whether it exists.
     */
    public void denyRight(SecurityRight right, RightLevel level) {
        access.rights().deny(Objects.requireNonNull(right, "right"), Objects.requireNonNull(level, "level"));
    }

    /** Delays every answer of the service by this time from now on, without holding a thread; zero for not at all. */
    public void latency(Duration latency) {
        server.latency(latency);
    }

    /** Gives the API member all rights back. */
    public void allowAll() {
        access.allowAll();
    }

    /** Whether the API keys are refused, as after they were revoked. */
    public void revokeKeys(boolean revoked) {
        access.revokeKeys(revoked);
    }

    /**
     * Gives the API member other keys, as a person who rotates them does: those before are refused from now on.
     *
     * @throws IllegalArgumentException if the private key is blank
     */
    public void changeKeys(String publicKey, String privateKey) {
        access.changeKeys(Objects.requireNonNull(publicKey, "publicKey"), Secret.of(privateKey));
    }

    /**
     * Whether answers to questions of the field type Password are shown as a mask, as to a role that may not see them. A
     * mask that is sent back becomes the password, the worst that a server could do: the vendor does not say.
     */
    public void masksPasswords(boolean masks) {
        manage.behaviour().masksPasswords(masks);
    }

    /** Whether of answers to questions of the field type Password only the id is shown. */
    public void hidesPasswords(boolean hides) {
        manage.behaviour().hidesPasswords(hides);
    }

    /** How many calls a minute are served before 429; 0 for no limit. Begins a new minute. */
    public void permitsPerMinute(int permits) {
        limit.permitsPerMinute(permits);
    }

    /** Whether {@code externalXRef} is kept or dropped without a word. */
    public void storesExternalXRef(boolean stores) {
        manage.behaviour().storesExternalXRef(stores);
    }

    /** How long a new ticket is found by its id only. */
    public void searchLag(Duration lag) {
        manage.behaviour().searchLag(lag);
    }

    /** Whether a PATCH of {@code customFields} clears the fields it leaves out. */
    public void omittedCustomFieldsAreCleared(boolean cleared) {
        manage.behaviour().omittedCustomFieldsAreCleared(cleared);
    }

    /** Whether company names have the lengths of servers up to 2025.1. */
    public void oldCompanyLengths(boolean old) {
        manage.behaviour().oldCompanyLengths(old);
    }

    /**
     * Whether a ticket that was converted into a project's is gone from {@code /service/tickets}, as it is by default;
     * {@code /project/tickets} shows it in any case.
     */
    public void projectTicketsApart(boolean apart) {
        manage.behaviour().projectTicketsApart(apart);
    }

    /** Whether Link and Location name another host. */
    public void foreignLinks(boolean foreign) {
        manage.behaviour().foreignLinks(foreign);
    }

    /**
     * A member at work in the application.
     *
     * @throws IllegalArgumentException if there is no such member
     */
    public Person as(String member) {
        if (members().stream().noneMatch(m -> m.name().equals(member))) {
            throw new IllegalArgumentException("member: '" + member + "' is none of " + members());
        }
        return new Person(manage, member);
    }

    /** All tickets by ascending id. */
    public List<SimTicket> tickets() {
        synchronized (manage) {
            return manage.tickets().table().rows().stream()
                    .map(snapshots::ticket)
                    .toList();
        }
    }

    /** A ticket; empty if there is none. */
    public Optional<SimTicket> ticket(int id) {
        synchronized (manage) {
            return manage.tickets().table().get(id).map(snapshots::ticket);
        }
    }

    /** All companies by ascending id. */
    public List<SimCompany> companies() {
        synchronized (manage) {
            return snapshots.companies();
        }
    }

    /**
     * A company by its identifier.
     *
     * @throws IllegalArgumentException if there is none
     */
    public SimCompany company(String identifier) {
        return companies().stream()
                .filter(c -> c.identifier().equals(identifier))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("identifier: no company is called '" + identifier + "'"));
    }

    /** All boards by ascending id. */
    public List<SimBoard> boards() {
        synchronized (manage) {
            return manage.catalog().boards().rows().stream()
                    .map(snapshots::board)
                    .toList();
        }
    }

    /**
     * A board by its name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public SimBoard board(String name) {
        return boards().stream()
                .filter(b -> b.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("name: no board is called '" + name + "'"));
    }

    /** All priorities, the most urgent first. */
    public List<SimRef> priorities() {
        return refs(manage.catalog().priorities());
    }

    /** All ticket sources. */
    public List<SimRef> sources() {
        return refs(manage.catalog().sources());
    }

    /** All members; their name is the identifier. */
    public List<SimRef> members() {
        return refs(manage.catalog().members());
    }

    private List<SimRef> refs(Table table) {
        synchronized (manage) {
            return snapshots.refs(table, row -> true);
        }
    }

    /**
     * Creates a ticket as the API member, past HTTP.
     *
     * @param fields the body's fields: texts, numbers, booleans, maps and lists
     * @return its id
     * @throws IllegalArgumentException with the server's answer if it is refused
     */
    public int createTicket(Map<String, ?> fields) {
        AtomicInteger id = new AtomicInteger();
        Refusals.inWords(() -> id.set(manage.carryOut(
                account.member(),
                () -> manage.tickets()
                        .create(Json.ofMap(fields), account.member())
                        .path("id")
                        .asInt())));
        return id.get();
    }

    /** Switches a status of a board off or on. Tickets in it keep it; no ticket can be put into it. */
    public void deactivateStatus(String board, String status, boolean inactive) {
        int id = board(board).status(status).id();
        synchronized (manage) {
            manage.catalog().setInactive(manage.catalog().statuses(), id, inactive);
        }
    }

    /** Plants a value into a ticket that no validation would accept today: any later PATCH of the ticket is refused. */
    public void plantInTicket(int id, String field, Object value) {
        synchronized (manage) {
            Refusals.inWords(() -> manage.tickets().plant(id, field, Json.ofValue(value)));
        }
    }

    /** Plants a value into a company that no validation would accept today. */
    public void plantInCompany(int id, String field, Object value) {
        synchronized (manage) {
            Refusals.inWords(() -> manage.companies().plant(id, field, Json.ofValue(value)));
        }
    }

    /** Plants a value into a configuration that no validation would accept today. */
    public void plantInConfiguration(int id, String field, Object value) {
        synchronized (manage) {
            Refusals.inWords(() -> manage.configurations().plant(id, field, Json.ofValue(value)));
        }
    }

    /** The callbacks: what was delivered, and switches for how. */
    public SimCallbacks callbacks() {
        return callbacks;
    }

    /** The largest file that is taken as a document, in bytes; default 7 MiB. */
    public void maxDocumentBytes(int bytes) {
        synchronized (manage) {
            manage.documents().maxBytes(bytes);
        }
    }

    /** What it holds and was asked, for people: tickets with their notes, the latest requests, faults still armed. */
    public String describe() {
        return StateReport.text(this);
    }

    /** Stops the server and its callbacks. */
    @Override
    public void close() {
        callbacks.close();
        server.close();
    }
}
