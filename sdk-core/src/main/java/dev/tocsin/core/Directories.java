package dev.tocsin.core;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.consent.ConsentActor;
import dev.tocsin.core.directory.DirectoryLink;
import dev.tocsin.core.directory.DirectoryProgress;
import dev.tocsin.core.directory.DirectorySync;
import dev.tocsin.core.directory.DirectorySyncReport;
import dev.tocsin.core.event.DeliveryKey;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.fleet.SyncBusyException;
import dev.tocsin.core.intake.Catalogues;
import dev.tocsin.core.people.AffectedPhone;
import dev.tocsin.core.people.CompanyUser;
import dev.tocsin.core.people.Person;
import dev.tocsin.core.people.PhoneUse;
import dev.tocsin.core.people.UserMatching;
import dev.tocsin.core.store.EventRecord;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.StoredFeed;
import dev.tocsin.core.store.TrailStore;
import dev.tocsin.core.sync.MassChangeLimit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The people of the customers, by {@link Tocsin#directories}: kept in step with the customers' own directories, and found when
 * an alert is about one of them. Thread-safe.
 */
public final class Directories {
    private final MspId msp;
    private final Store store;
    private final Catalogues catalogues;
    private final Clock clock;
    private final DirectorySync sync;
    private final Attestations attestations;

    Directories(MspId msp, Store store, Catalogues catalogues, Clock clock, Attestations attestations) {
        this.msp = msp;
        this.store = store;
        this.catalogues = catalogues;
        this.clock = clock;
        this.attestations = attestations;
        sync = new DirectorySync(msp, store, clock);
    }

    /**
     * Reads what changed in a customer's directory, or all of it the first time, and keeps it. Each page is one transaction with
     * how far the directory was read, so that it can be interrupted at any point and called again. A number that went away from
     * its user takes its consent with it. If all users are read and more than {@link MassChangeLimit#DEFAULT} of those who are
     * known are not among them, it fails and marks nobody as gone.
     *
     * @param progress told after each page that is durable, in the caller's thread
     * @return how it went; a directory that cannot be read is told there
     * @throws ConfigurationException if the connection's users are another customer's
     * @throws dev.tocsin.core.store.StoreException if the store cannot keep them; what was kept before stays
     */
    public DirectorySyncReport sync(DirectoryLink link, Consumer<DirectoryProgress> progress) {
        return sync(link, MassChangeLimit.DEFAULT, progress);
    }

    /**
     * As {@link #sync(DirectoryLink, Consumer)}, with a limit of one's own.
     *
     * @param limit how many users a reading of all may leave out: they are gone. Above it nobody is marked and the reading
     *     fails, since a permission that was narrowed looks just so. Whom the directory itself tells as gone does not count
     */
    public DirectorySyncReport sync(DirectoryLink link, MassChangeLimit limit, Consumer<DirectoryProgress> progress) {
        return sync.run(link, limit, () -> false, progress);
    }

    /**
     * Reads many directories, several at once. One directory's failure is its own; calling it again goes on where each ended.
     *
     * @param links the directories, each connection once
     * @param parallel how many are read at once, at least 1
     * @param executor runs the readings; each takes one of its threads until there is nothing left to read
     * @param progress told after each page that is durable, by several threads
     * @return a report for each, in the order of the links
     * @throws InterruptedException if the caller is interrupted; the readings then end after their page and are cancelled
     * @throws ConfigurationException if a connection stands twice, or the number is not legal
     */
    public List<DirectorySyncReport> syncAll(
            Collection<DirectoryLink> links, int parallel, Executor executor, Consumer<DirectoryProgress> progress)
            throws InterruptedException {
        return syncAll(links, MassChangeLimit.DEFAULT, parallel, executor, progress);
    }

    /**
     * As {@link #syncAll(Collection, int, Executor, Consumer)}, with a limit of one's own.
     *
     * @param limit for each directory, as for {@link #sync(DirectoryLink, MassChangeLimit, Consumer)}
     */
    public List<DirectorySyncReport> syncAll(
            Collection<DirectoryLink> links,
            MassChangeLimit limit,
            int parallel,
            Executor executor,
            Consumer<DirectoryProgress> progress)
            throws InterruptedException {
        if (parallel < 1) {
            throw new ConfigurationException("parallel", parallel + " is not legal; 1 and more is");
        }
        Set<String> once = new HashSet<>();
        for (DirectoryLink link : links) {
            if (!once.add(link.connectionId())) {
                throw new ConfigurationException(
                        "links", "connection '" + link.connectionId() + "' stands twice; each is legal once");
            }
        }
        return new ParallelDirectories(sync, clock, List.copyOf(links), limit, progress).run(parallel, executor);
    }

    /**
     * The phone of the user whom an event is about, for a technician who wants to ask. Before the SDK itself texts or calls it,
     * {@link ConsentLedger#decide} is asked.
     *
     * @param companyId the host's own id of the customer
     */
    public AffectedPhone affectedPhone(String companyId, EventUser user, PhoneUse use) {
        return store.read(session -> phone(session, companyId, user, use));
    }

    /**
     * The phone of the user whom a stored event is about.
     *
     * @return the phone, or why there is none; empty if the MSP has no event of this id
     */
    public Optional<AffectedPhone> affectedPhone(DeliveryKey eventId, PhoneUse use) {
        return store.read(session -> session.events().get(msp, eventId).map(event -> phone(session, event, use)));
    }

    private AffectedPhone phone(StoreSession session, EventRecord record, PhoneUse use) {
        Optional<EventUser> user = record.event().user();
        Optional<Company> company = catalogues
                .inForce(session, msp)
                .companyOf(record.event().source(), record.event().sourceCompanyId());
        return user.isPresent() && company.isPresent()
                ? phone(session, company.get().id(), user.get(), use)
                : new AffectedPhone.Missing(AffectedPhone.Reason.USER_NOT_KNOWN, List.of());
    }

    private AffectedPhone phone(StoreSession session, String companyId, EventUser user, PhoneUse use) {
        List<Person> people =
                session.companyUsers().candidates(msp, companyId, user.objectId(), user.principalName()).stream()
                        .map(Person::of)
                        .toList();
        return AffectedPhone.of(user, UserMatching.over(people), use);
    }

    /**
     * The users of a directory, those that are gone included, by user id.
     *
     * @param after the user id after which to go on, or null to start
     * @param limit the most users to give, at least 1
     */
    public List<CompanyUser> users(String connectionId, @Nullable String after, int limit) {
        return store.read(session -> session.companyUsers().page(msp, connectionId, after, limit));
    }

    /** The user of a directory's id; empty if the directory never told of one. */
    public Optional<CompanyUser> user(String connectionId, String userId) {
        return store.read(session -> session.companyUsers().get(msp, connectionId, userId));
    }

    /** How many users of a directory are not gone. */
    public long count(String connectionId) {
        return store.read(session -> session.companyUsers().count(msp, connectionId));
    }

    /** How the reading of a directory stands: when it was last read to its end, and why not since; empty if it never was tried. */
    public Optional<StoredFeed> standing(String connectionId) {
        return store.read(session -> session.feeds().get(msp, connectionId, DirectorySync.FEED));
    }

    /**
     * Forgets a customer's directory: its users, and how far all feeds of the connection were read. The ledger of consent keeps
     * all that it says; the opt-ins of the users are void from now on, since nobody tells any more whose the numbers are. To be
     * called again if it was interrupted.
     *
     * @return how many users are forgotten
     * @throws SyncBusyException if the directory is being read; that reading ends by itself
     */
    public int disconnect(String connectionId, ConsentActor by) {
        StoredFeed claimed = sync.claim(connectionId, null)
                .orElseThrow(() -> new SyncBusyException(
                        "connection '" + connectionId + "' is being read now" + until(connectionId),
                        retryAfter(connectionId)));
        attestations.disconnected(connectionId, by);
        return store.write(session -> {
            if (!DirectorySync.isClaimed(session, claimed)) {
                throw new SyncBusyException(
                        "connection '" + connectionId + "' was taken over by a reading", retryAfter(connectionId));
            }
            int users = session.companyUsers().removeAll(msp, connectionId);
            session.feeds().removeAll(msp, connectionId);
            session.trail()
                    .append(List.of(new TrailStore.Entry(
                            0,
                            msp,
                            clock.instant(),
                            by.name(),
                            "directory of connection " + connectionId,
                            "disconnected; " + users + " users are forgotten")));
            return users;
        });
    }

    private String until(String connectionId) {
        return standing(connectionId)
                .map(StoredFeed::leaseUntil)
                .map(until -> ", until " + until + " unless it goes on")
                .orElse("");
    }

    private Duration retryAfter(String connectionId) {
        Instant now = clock.instant();
        return standing(connectionId)
                .map(StoredFeed::leaseUntil)
                .filter(now::isBefore)
                .map(until -> Duration.between(now, until))
                .orElse(Duration.ofSeconds(1));
    }
}
