package dev.tocsin.simulators.graph.internal.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The tenants, by id and by domain. Thread-safe; what is in a tenant is guarded by it. */
public final class Tenants {
    private final List<Tenant> all = new CopyOnWriteArrayList<>();
    private final Map<String, Tenant> byName = new ConcurrentHashMap<>();

    /** No tenants. */
    public Tenants() {}

    /**
     * Adds a tenant.
     *
     * @throws IllegalArgumentException if its id or domain is taken
     */
    public synchronized void add(Tenant tenant) {
        for (String name : List.of(tenant.id(), tenant.domain())) {
            if (byName.containsKey(name)) {
                throw new IllegalArgumentException("tenant: '" + name + "' is there already");
            }
        }
        byName.put(tenant.id(), tenant);
        byName.put(tenant.domain(), tenant);
        all.add(tenant);
    }

    /** A tenant by its id or domain in any case; empty if there is none. */
    public Optional<Tenant> find(String idOrDomain) {
        return Optional.ofNullable(byName.get(idOrDomain.toLowerCase(Locale.ROOT)));
    }

    /** All tenants in the order in which they came. */
    public List<Tenant> all() {
        return new ArrayList<>(all);
    }
}
