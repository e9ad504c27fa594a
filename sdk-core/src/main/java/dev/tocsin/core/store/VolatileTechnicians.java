package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.people.DirectoryRef;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.Username;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The technicians in memory. */
final class VolatileTechnicians implements TechnicianStore {
    /** A username of an MSP, by its key. */
    private record Name(MspId msp, String key) {}

    /** A directory's user of an MSP. */
    private record Account(MspId msp, DirectoryRef directory) {}

    private final VolatileTransaction transaction;
    private final Map<MspId, NavigableMap<String, Kept>> technicians = new HashMap<>();
    private final Map<Name, String> names = new HashMap<>();
    private final Map<Account, String> accounts = new HashMap<>();

    VolatileTechnicians(VolatileTransaction transaction) {
        this.transaction = transaction;
    }

    @Override
    public Optional<Kept> get(MspId msp, String id) {
        return Optional.ofNullable(of(msp).get(id));
    }

    @Override
    public List<Kept> all(MspId msp) {
        return List.copyOf(of(msp).values());
    }

    @Override
    public Optional<Kept> byUsername(MspId msp, String key) {
        transaction.reading();
        String id = names.get(new Name(msp, key));
        return id == null ? Optional.empty() : get(msp, id);
    }

    @Override
    public boolean save(Technician technician, long version) {
        transaction.writing();
        MspId msp = technician.msp();
        Kept before = of(msp).get(technician.id());
        if (isAnother(before, version)) {
            return false;
        }
        if (before != null) {
            release(before.technician());
        }
        transaction.put(
                technicians.computeIfAbsent(msp, any -> new TreeMap<>(CodePointOrder.TEXTS)),
                technician.id(),
                new Kept(technician, version + 1));
        for (Username username : technician.usernames()) {
            String other = transaction.put(names, new Name(msp, username.key()), technician.id());
            if (other != null) {
                throw transaction.refused("technician '" + technician.id() + "': the username '" + username.value()
                        + "' is already one of technician '" + other + "'; each is legal once, whatever its case");
            }
        }
        DirectoryRef directory = technician.directory();
        if (directory != null) {
            String other = transaction.put(accounts, new Account(msp, directory), technician.id());
            if (other != null) {
                throw transaction.refused("technician '" + technician.id() + "': the user '" + directory.userId()
                        + "' of connection '" + directory.connectionId() + "' is already technician '" + other
                        + "'; each is legal once");
            }
        }
        return true;
    }

    @Override
    public boolean remove(MspId msp, String id, long version) {
        transaction.writing();
        Kept before = of(msp).get(id);
        if (before == null || before.version() != version) {
            return false;
        }
        release(before.technician());
        transaction.remove(of(msp), id);
        return true;
    }

    private void release(Technician technician) {
        for (Username username : technician.usernames()) {
            transaction.remove(names, new Name(technician.msp(), username.key()));
        }
        DirectoryRef directory = technician.directory();
        if (directory != null) {
            transaction.remove(accounts, new Account(technician.msp(), directory));
        }
    }

    private static boolean isAnother(@Nullable Kept kept, long version) {
        return version != (kept == null ? 0 : kept.version());
    }

    private NavigableMap<String, Kept> of(MspId msp) {
        transaction.reading();
        NavigableMap<String, Kept> kept = technicians.get(msp);
        return kept == null ? new TreeMap<>(CodePointOrder.TEXTS) : kept;
    }
}
