package dev.tocsin.simulators.connectwise;

import dev.tocsin.core.base.Secret;
import dev.tocsin.simulators.connectwise.internal.records.Screen;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Sets a {@link ConnectWiseSimulator} up. Not thread-safe. */
public final class ConnectWiseSimulatorBuilder {
    private static final int MAX_CONFIGURATIONS = 10_000_000;

    private Account account =
            new Account("TrainingCo", "pub", Secret.of("priv"), "00000000-0000-4000-8000-000000000001", "TocsinApi");
    private ServerVersion version = ServerVersion.V2026_4;
    private String codebase = "";
    private Duration latency = Duration.ZERO;
    private int crowd;
    private Clock clock = Clock.systemUTC();
    private int port;
    private int permitsPerMinute;
    private long failSeed = 1;
    private boolean defaultData = true;
    private boolean storesExternalXRef = true;
    private boolean omittedCustomFieldsAreCleared;
    private boolean oldCompanyLengths;
    private boolean foreignLinks;
    private Duration searchLag = Duration.ZERO;
    private int configurations;
    private List<Duration> callbackRetries = List.of(Duration.ofSeconds(2), Duration.ofSeconds(4));
    private final List<BoardSeed> boards = new ArrayList<>();
    private final List<CompanySeed> companies = new ArrayList<>();
    private final List<MemberSeed> members = new ArrayList<>();
    private final List<CustomFieldSeed> customFields = new ArrayList<>();

    ConnectWiseSimulatorBuilder() {}

    /**
     * The one API account that may log in. Default: TrainingCo, pub, priv and a client id of zeroes and a one.
     *
     * @param company the login company id
     * @param publicKey the public key
     * @param privateKey the private key
     * @param clientId the client id that every call must carry
     */
    public ConnectWiseSimulatorBuilder company(String company, String publicKey, String privateKey, String clientId) {
        account = new Account(company, publicKey, Secret.of(privateKey), clientId, account.member());
        return this;
    }

    /** The identifier of the API member, as whom the account acts; default TocsinApi. */
    public ConnectWiseSimulatorBuilder apiMember(String identifier) {
        account = new Account(
                account.company(), account.publicKey(), account.privateKey(), account.clientId(), identifier);
        return this;
    }

    /**
     * The version that the server plays; default 2026.4. It sets the lengths of company and site names, the header
     * {@code api-current-version} and, unless {@link #codebase} is called, the codebase and with it what the server says of
     * itself: v2025_1 or v2026_1.
     */
    public ConnectWiseSimulatorBuilder version(ServerVersion played) {
        version = Objects.requireNonNull(played, "version");
        oldCompanyLengths = played == ServerVersion.V2025_1;
        return this;
    }

    /** Delays every answer of the service by this time, without holding a thread; default zero. */
    public ConnectWiseSimulatorBuilder latency(Duration delay) {
        if (Objects.requireNonNull(delay, "latency").isNegative()) {
            throw new IllegalArgumentException("latency: must not be negative, but is " + delay);
        }
        latency = delay;
        return this;
    }

    /**
     * Adds so many companies with varied names, addresses and statuses, each with a main site, the same every time.
     *
     * @param count 0 to 1,000,000; default 0
     */
    public ConnectWiseSimulatorBuilder companies(int count) {
        if (count < 0 || count > 1_000_000) {
            throw new IllegalArgumentException("companies: must be from 0 to 1000000, but is " + count);
        }
        crowd = count;
        return this;
    }

    /** The codebase, the first segment of the interface's path; default v2026_1, or v2025_1 for version 2025.1. */
    public ConnectWiseSimulatorBuilder codebase(String name) {
        codebase = name;
        return this;
    }

    /** The clock of all timestamps, the search lag, the rate limit and late commits; default the system's. */
    public ConnectWiseSimulatorBuilder clock(Clock newClock) {
        clock = Objects.requireNonNull(newClock, "clock");
        return this;
    }

    /** The port on the loopback address; default 0, any free one. */
    public ConnectWiseSimulatorBuilder port(int newPort) {
        port = newPort;
        return this;
    }

    /** How many calls a minute are served before 429; default 0, no limit. */
    public ConnectWiseSimulatorBuilder permitsPerMinute(int permits) {
        permitsPerMinute = permits;
        return this;
    }

    /** The seed of faults that strike with a probability; default 1. */
    public ConnectWiseSimulatorBuilder failSeed(long seed) {
        failSeed = seed;
        return this;
    }

    /** Whether {@code externalXRef} is kept (default) or dropped without a word. */
    public ConnectWiseSimulatorBuilder storesExternalXRef(boolean stores) {
        storesExternalXRef = stores;
        return this;
    }

    /** How long a new ticket is found by its id only; default not at all. */
    public ConnectWiseSimulatorBuilder searchLag(Duration lag) {
        searchLag = Objects.requireNonNull(lag, "lag");
        return this;
    }

    /** Whether a PATCH of {@code customFields} clears the fields it leaves out; default no. Reports contradict. */
    public ConnectWiseSimulatorBuilder omittedCustomFieldsAreCleared(boolean cleared) {
        omittedCustomFieldsAreCleared = cleared;
        return this;
    }

    /** Takes the lengths of company names of servers up to 2025.1: identifier 30, name 50; default 156 for both. */
    public ConnectWiseSimulatorBuilder oldCompanyLengths(boolean old) {
        oldCompanyLengths = old;
        return this;
    }

    /** Whether Link and Location name another host, as some regions do; default no. */
    public ConnectWiseSimulatorBuilder foreignLinks(boolean foreign) {
        foreignLinks = foreign;
        return this;
    }

    /**
     * Seeds configurations over the companies; default none. They are made up when they are asked for, so that a million
     * takes hardly any memory until it is changed.
     *
     * @throws IllegalArgumentException unless there are 0 to 10 million
     */
    public ConnectWiseSimulatorBuilder configurations(int count) {
        if (count < 0 || count > MAX_CONFIGURATIONS) {
            throw new IllegalArgumentException(
                    "count: must be 0 to " + MAX_CONFIGURATIONS + " configurations, but is " + count);
        }
        configurations = count;
        return this;
    }

    /** How long after a 404, 409, 419 or 429 a callback is repeated, each time; default 2 s, then 4 s. */
    public ConnectWiseSimulatorBuilder callbackRetries(Duration... delays) {
        callbackRetries = List.of(delays);
        return this;
    }

    /** Leaves out the default boards, companies and persons; pick lists without a board stay. */
    public ConnectWiseSimulatorBuilder withoutDefaultData() {
        defaultData = false;
        return this;
    }

    /** Adds a board. */
    public ConnectWiseSimulatorBuilder board(BoardSeed board) {
        boards.add(board);
        return this;
    }

    /** Adds a company. */
    public ConnectWiseSimulatorBuilder customer(CompanySeed company) {
        companies.add(company);
        return this;
    }

    /** Adds a person as a member. */
    public ConnectWiseSimulatorBuilder member(String identifier, String firstName, String lastName) {
        members.add(new MemberSeed(identifier, firstName, lastName));
        return this;
    }

    /**
     * Declares a custom field of tickets.
     *
     * @param caption its label
     * @param type one of the vendor's types, such as Text, Number or Checkbox
     * @param options its legal values; none means any
     */
    public ConnectWiseSimulatorBuilder ticketCustomField(String caption, String type, String... options) {
        return customField(Screen.TICKET, caption, type, options);
    }

    /** Declares a custom field of companies, as {@link #ticketCustomField} does of tickets. */
    public ConnectWiseSimulatorBuilder companyCustomField(String caption, String type, String... options) {
        return customField(Screen.COMPANY, caption, type, options);
    }

    /** Declares a custom field of contacts, as {@link #ticketCustomField} does of tickets. */
    public ConnectWiseSimulatorBuilder contactCustomField(String caption, String type, String... options) {
        return customField(Screen.CONTACT, caption, type, options);
    }

    /** Declares a custom field of configurations, as {@link #ticketCustomField} does of tickets. */
    public ConnectWiseSimulatorBuilder configurationCustomField(String caption, String type, String... options) {
        return customField(Screen.CONFIGURATION, caption, type, options);
    }

    private ConnectWiseSimulatorBuilder customField(Screen screen, String caption, String type, String... options) {
        customFields.add(new CustomFieldSeed(screen, caption, type, List.of(options)));
        return this;
    }

    /**
     * Starts the server.
     *
     * @throws java.io.UncheckedIOException if the port is taken
     * @throws IllegalArgumentException if a seed is not valid
     */
    public ConnectWiseSimulator start() {
        return new ConnectWiseSimulator(this);
    }

    Account account() {
        return account;
    }

    Codebase newCodebase() {
        return new Codebase(account.company(), codebase.isEmpty() ? version.codebase() : codebase);
    }

    Clock clock() {
        return clock;
    }

    int port() {
        return port;
    }

    ServerVersion version() {
        return version;
    }

    Duration latency() {
        return latency;
    }

    int permitsPerMinute() {
        return permitsPerMinute;
    }

    List<Duration> callbackRetries() {
        return callbackRetries;
    }

    long failSeed() {
        return failSeed;
    }

    Seeding seeding() {
        List<BoardSeed> allBoards = new ArrayList<>(defaultData ? DefaultData.boards() : List.of());
        allBoards.addAll(boards);
        List<CompanySeed> allCompanies = new ArrayList<>(defaultData ? DefaultData.companies() : List.of());
        allCompanies.addAll(companies);
        List<MemberSeed> allMembers = new ArrayList<>(
                defaultData
                        ? List.of(new MemberSeed("jdoe", "Jane", "Doe"), new MemberSeed("bsmith", "Bob", "Smith"))
                        : List.of());
        allMembers.addAll(members);
        return new Seeding(account.member(), allBoards, allCompanies, allMembers, customFields, crowd, configurations);
    }

    void configure(ConnectWiseSimulator simulator) {
        simulator.storesExternalXRef(storesExternalXRef);
        simulator.searchLag(searchLag);
        simulator.omittedCustomFieldsAreCleared(omittedCustomFieldsAreCleared);
        simulator.oldCompanyLengths(oldCompanyLengths);
        simulator.foreignLinks(foreignLinks);
    }

    record MemberSeed(String identifier, String firstName, String lastName) {}

    record CustomFieldSeed(Screen screen, String caption, String type, List<String> options) {}
}
