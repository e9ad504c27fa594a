package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.people.AccountState;
import dev.tocsin.core.people.CompanyUser;
import dev.tocsin.core.people.DirectoryRef;
import dev.tocsin.core.people.UserMatching;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The users of customers in memory. */
final class VolatileCompanyUsers implements CompanyUserStore {
    /** A directory of an MSP. */
    private record Place(MspId msp, String connectionId) {}

    /** What finds users of a company: the key of an object id or of a principal name. */
    private record Key(MspId msp, String companyId, String key) {}

    private static final Comparator<DirectoryRef> REFS = Comparator.comparing(
                    DirectoryRef::connectionId, CodePointOrder.TEXTS)
            .thenComparing(DirectoryRef::userId, CodePointOrder.TEXTS);

    private final VolatileTransaction transaction;
    private final Map<Place, NavigableMap<String, CompanyUser>> users = new HashMap<>();
    private final Map<Key, Set<DirectoryRef>> byObjectId = new HashMap<>();
    private final Map<Key, Set<DirectoryRef>> byPrincipalName = new HashMap<>();

    VolatileCompanyUsers(VolatileTransaction transaction) {
        this.transaction = transaction;
    }

    @Override
    public void save(Collection<CompanyUser> told) {
        transaction.writing();
        for (CompanyUser user : told) {
            DirectoryRef ref = user.directory();
            NavigableMap<String, CompanyUser> kept = users.computeIfAbsent(
                    new Place(user.msp(), ref.connectionId()), any -> new TreeMap<>(CodePointOrder.TEXTS));
            CompanyUser before = kept.get(ref.userId());
            if (user.equals(before)) {
                continue;
            }
            if (before != null) {
                release(before);
            }
            transaction.put(kept, ref.userId(), user);
            transaction.add(byObjectId.computeIfAbsent(objectKey(user), any -> new HashSet<>()), ref);
            Key name = nameKey(user);
            if (name != null) {
                transaction.add(byPrincipalName.computeIfAbsent(name, any -> new HashSet<>()), ref);
            }
        }
    }

    private void release(CompanyUser user) {
        transaction.remove(byObjectId.getOrDefault(objectKey(user), Set.of()), user.directory());
        Key name = nameKey(user);
        if (name != null) {
            transaction.remove(byPrincipalName.getOrDefault(name, Set.of()), user.directory());
        }
    }

    private static Key objectKey(CompanyUser user) {
        return new Key(
                user.msp(),
                user.companyId(),
                UserMatching.objectKey(user.directory().userId()));
    }

    private static @Nullable Key nameKey(CompanyUser user) {
        String name = user.principalName();
        return name == null ? null : new Key(user.msp(), user.companyId(), UserMatching.nameKey(name));
    }

    @Override
    public Optional<CompanyUser> get(MspId msp, String connectionId, String userId) {
        return Optional.ofNullable(of(msp, connectionId).get(userId));
    }

    @Override
    public List<CompanyUser> candidates(
            MspId msp, String companyId, @Nullable String objectId, @Nullable String principalName) {
        transaction.reading();
        Set<DirectoryRef> found = new TreeSet<>(REFS);
        if (objectId != null) {
            found.addAll(byObjectId.getOrDefault(new Key(msp, companyId, UserMatching.objectKey(objectId)), Set.of()));
        }
        if (principalName != null) {
            found.addAll(byPrincipalName.getOrDefault(
                    new Key(msp, companyId, UserMatching.nameKey(principalName)), Set.of()));
        }
        return found.stream()
                .flatMap(ref -> get(msp, ref.connectionId(), ref.userId()).stream())
                .toList();
    }

    @Override
    public List<CompanyUser> page(MspId msp, String connectionId, @Nullable String after, int limit) {
        NavigableMap<String, CompanyUser> kept = of(msp, connectionId);
        return (after == null ? kept : kept.tailMap(after, false))
                .values().stream().limit(limit).toList();
    }

    @Override
    public long count(MspId msp, String connectionId) {
        return of(msp, connectionId).values().stream()
                .filter(user -> user.accountState() != AccountState.GONE)
                .count();
    }

    @Override
    public int removeAll(MspId msp, String connectionId) {
        transaction.writing();
        NavigableMap<String, CompanyUser> kept = of(msp, connectionId);
        List<CompanyUser> all = List.copyOf(kept.values());
        for (CompanyUser user : all) {
            release(user);
            transaction.remove(kept, user.directory().userId());
        }
        return all.size();
    }

    private NavigableMap<String, CompanyUser> of(MspId msp, String connectionId) {
        transaction.reading();
        NavigableMap<String, CompanyUser> kept = users.get(new Place(msp, connectionId));
        return kept == null ? new TreeMap<>(CodePointOrder.TEXTS) : kept;
    }
}
