package dev.tocsin.core;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.consent.ConsentActor;
import dev.tocsin.core.key.Base32;
import dev.tocsin.core.people.Directory;
import dev.tocsin.core.people.DirectoryListing;
import dev.tocsin.core.people.DirectoryPage;
import dev.tocsin.core.people.DirectoryQuery;
import dev.tocsin.core.people.DirectoryUser;
import dev.tocsin.core.people.ImportNote;
import dev.tocsin.core.people.ImportResult;
import dev.tocsin.core.people.PhoneBook;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianDraft;
import dev.tocsin.core.people.TechnicianFaultsException;
import dev.tocsin.core.people.TechnicianForm;
import dev.tocsin.core.people.TechnicianImport;
import dev.tocsin.core.people.TechnicianRefresh;
import dev.tocsin.core.people.TechnicianStatus;
import dev.tocsin.core.people.UserMatching;
import dev.tocsin.core.people.Username;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.TechnicianStore.Kept;
import dev.tocsin.core.sync.MassChangeLimit;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The people who receive alerts and close tickets, by {@link Tocsin#technicians}: added by hand or imported from a directory.
 * Each change is one transaction with what it does to the ledger of consent and a line in the trail: the consent for a number
 * that went away is void. Directories are read before it, never within. Thread-safe.
 */
public final class Technicians {
    private static final int ID_CHARS = 16;

    private final MspId msp;
    private final Store store;
    private final RandomGenerator random;
    private final TechnicianWrites writes;
    private final TechnicianRefreshing refreshing;

    Technicians(MspId msp, Store store, Clock clock, RandomGenerator random) {
        this.msp = msp;
        this.store = store;
        this.random = random;
        writes = new TechnicianWrites(msp, store, clock);
        refreshing = new TechnicianRefreshing(msp, store, writes, clock);
    }

    /** All technicians, by id. */
    public List<Technician> list() {
        return store.read(session -> session.technicians().all(msp)).stream()
                .map(Kept::technician)
                .toList();
    }

    /** The technician of an id; empty if there is none. */
    public Optional<Technician> get(String id) {
        return store.read(session -> session.technicians().get(msp, id)).map(Kept::technician);
    }

    /** The technician whom a system knows by a name, whatever its case; empty if there is none. */
    public Optional<Technician> byUsername(String username) {
        String key;
        try {
            key = Username.of(username).key();
        } catch (IllegalArgumentException e) {
            // What cannot be a username is nobody's.
            return Optional.empty();
        }
        return store.read(session -> session.technicians().byUsername(msp, key)).map(Kept::technician);
    }

    /**
     * Adds a technician by hand, active, with a new id.
     *
     * @param phones reads the numbers
     * @param by who adds it
     * @throws TechnicianFaultsException if anything in the draft cannot be kept; it names all faults at once
     */
    public Technician add(TechnicianDraft draft, PhoneBook phones, ConsentActor by) {
        byte[] bytes = new byte[ID_CHARS];
        random.nextBytes(bytes);
        String id = "T" + Base32.encode(bytes, ID_CHARS);
        return writes.transaction(session -> {
            List<Technician> others = holders(session, draft);
            Technician added = accepted(new TechnicianForm(phones).add(msp, id, draft, others));
            writes.save(session, null, added, by, "added");
            return added;
        });
    }

    /**
     * Edits a technician. What the draft leaves out is taken away, also of what a directory gave, until the next import.
     *
     * @param change gives the whole new draft for the one of the technician as it is; may be asked more than once if somebody else
     *     changes the technician meanwhile
     * @param phones reads the numbers
     * @param by who edits it
     * @throws TechnicianFaultsException if anything in the draft cannot be kept; it names all faults at once
     * @throws ConfigurationException if there is no such technician
     */
    public Technician edit(String id, UnaryOperator<TechnicianDraft> change, PhoneBook phones, ConsentActor by) {
        return writes.retrying(() -> {
            Kept read = store.read(session -> writes.needed(session, id));
            TechnicianDraft draft = change.apply(TechnicianDraft.of(read.technician()));
            return store.write(session -> {
                Kept kept = writes.needed(session, id);
                // Not the version alone: it begins anew when a technician was removed and imported again.
                if (!kept.equals(read)) {
                    throw new TechnicianWrites.Conflict();
                }
                List<Technician> others = holders(session, draft);
                Technician edited = accepted(new TechnicianForm(phones).edit(kept.technician(), draft, others));
                writes.save(session, kept, edited, by, null);
                return edited;
            });
        });
    }

    /**
     * Sets whether a technician takes alerts. It stays, whatever a directory says, until another is set or it is left to the
     * directory by {@link #release}.
     *
     * @throws ConfigurationException if there is no such technician
     */
    public Technician setStatus(String id, TechnicianStatus status, ConsentActor by) {
        return change(id, technician -> technician.withStatus(status), by);
    }

    /**
     * Leaves the status to the directory again: active if the account is enabled. One that was added by hand stays as it is.
     *
     * @throws ConfigurationException if there is no such technician
     */
    public Technician release(String id, ConsentActor by) {
        return change(id, Technician::released, by);
    }

    private Technician change(String id, UnaryOperator<Technician> change, ConsentActor by) {
        return writes.transaction(session -> {
            Kept kept = writes.needed(session, id);
            Technician after = change.apply(kept.technician());
            writes.save(session, kept, after, by, null);
            return after;
        });
    }

    /**
     * Removes a technician. The ledger of consent keeps all that it says of the person, and that it is void now.
     *
     * @return whether there was one
     */
    public boolean remove(String id, ConsentActor by) {
        return writes.transaction(session -> {
            Optional<Kept> kept = session.technicians().get(msp, id);
            kept.ifPresent(one -> writes.remove(session, one, by));
            return kept.isPresent();
        });
    }

    /**
     * One page of a directory's users, with who is a technician already.
     *
     * @throws dev.tocsin.core.base.TocsinException if the directory cannot be read
     */
    public DirectoryListing browse(String connectionId, Directory directory, DirectoryQuery query) {
        DirectoryPage page = directory.users(query);
        Map<String, String> known = new HashMap<>();
        list().forEach(technician -> Optional.ofNullable(technician.directory())
                .filter(ref -> ref.connectionId().equals(connectionId))
                .ifPresent(ref -> known.put(ref.userId(), technician.id())));
        return new DirectoryListing(
                page.users().stream()
                        .map(user -> new DirectoryListing.Entry(user, known.get(user.id())))
                        .toList(),
                page.next());
    }

    /**
     * Imports users whom a person chose: who is no technician yet becomes one, who is one is brought up to date. Done again it
     * changes nothing. What persons gave (usernames, further addresses and phones, a status) stays, and consent is never made.
     *
     * @param connectionId the connection of the directory
     * @param phones reads the numbers, for the region in which the directory writes them
     * @param idsOrPrincipalNames whom; who is not found is among the notes
     * @throws dev.tocsin.core.base.TocsinException if the directory cannot be read; nothing is changed then
     */
    public ImportResult importUsers(
            String connectionId,
            Directory directory,
            PhoneBook phones,
            Collection<String> idsOrPrincipalNames,
            ConsentActor by) {
        Map<String, DirectoryUser> users = new LinkedHashMap<>();
        List<ImportNote> notes = new ArrayList<>();
        for (String wanted : idsOrPrincipalNames) {
            Optional<DirectoryUser> user = directory.user(wanted);
            user.ifPresent(one -> users.put(one.id(), one));
            if (user.isEmpty()) {
                notes.add(new ImportNote(
                        wanted, null, ImportNote.Code.NOT_IMPORTED, "the directory has no user of this id or name"));
            }
        }
        TechnicianImport imports = new TechnicianImport(msp, connectionId, phones);
        ImportResult result = writes.transaction(session -> {
            List<Kept> kept = session.technicians().all(msp);
            ImportResult decided = imports.chosen(List.copyOf(users.values()), technicians(kept));
            writes.apply(session, kept, decided.changes(), by, "imported from " + connectionId);
            return decided;
        });
        notes.addAll(result.notes());
        return new ImportResult(result.changes(), result.unchanged(), notes);
    }

    /** As {@link #refresh(String, Directory, PhoneBook, MassChangeLimit, ConsentActor)}, and asks above {@link MassChangeLimit#DEFAULT}. */
    public TechnicianRefresh refresh(String connectionId, Directory directory, PhoneBook phones, ConsentActor by) {
        return refreshing.run(connectionId, directory, phones, MassChangeLimit.DEFAULT, by);
    }

    /**
     * Brings the imported technicians up to date with what changed in their directory since the last refresh, or with all of it
     * the first time: name, addresses, phones and the state of the account. Nobody is added. All is one transaction with how
     * far the directory was read, so that a refresh that failed is done again by the next.
     *
     * @param limit how many technicians may change before it asks; who is gone already does not count. Whatever its floor, it
     *     asks before more than half of at least four cease to get alerts, if that is above its percentage
     * @throws dev.tocsin.core.base.TocsinException if the directory cannot be read; nothing is changed then
     */
    public TechnicianRefresh refresh(
            String connectionId, Directory directory, PhoneBook phones, MassChangeLimit limit, ConsentActor by) {
        return refreshing.run(connectionId, directory, phones, limit, by);
    }

    /** Who has a username that a draft asks for; all others are no matter for it. */
    private List<Technician> holders(StoreSession session, TechnicianDraft draft) {
        Stream<String> names = draft.usernames().stream().limit(TechnicianForm.MAX_ENTRIES);
        return Stream.concat(names, Stream.ofNullable(draft.psaMember()))
                .map(UserMatching::nameKey)
                .distinct()
                .flatMap(key -> session.technicians().byUsername(msp, key).stream())
                .map(Kept::technician)
                .distinct()
                .toList();
    }

    static List<Technician> technicians(List<Kept> kept) {
        return kept.stream().map(Kept::technician).toList();
    }

    private static Technician accepted(TechnicianForm.Result result) {
        if (result instanceof TechnicianForm.Rejected rejected) {
            throw new TechnicianFaultsException(rejected.faults());
        }
        return Objects.requireNonNull((TechnicianForm.Accepted) result).technician();
    }
}
