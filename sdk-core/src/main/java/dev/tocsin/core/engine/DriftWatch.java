package dev.tocsin.core.engine;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.company.HygieneReport;
import dev.tocsin.core.company.MappingDrift;
import dev.tocsin.core.company.MappingStanding;
import dev.tocsin.core.company.PsaCompany;
import dev.tocsin.core.psa.Psa;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.Stored;
import dev.tocsin.core.store.StoredConfiguration;
import dev.tocsin.core.store.TrailStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether the PSA companies of mappings are still what was mapped, and makes mappings wait or go on accordingly.
 * Every process on a store does so: they come to the same result, and only the first changes anything. Thread-safe.
 */
public final class DriftWatch {
    private static final Logger LOG = LoggerFactory.getLogger(DriftWatch.class);

    private final Store store;
    private final MspId msp;
    private final Map<String, String> associated;
    private final Settings settings;
    private final Clock clock;
    private final Map<String, Instant> dueAt = new ConcurrentHashMap<>();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean running = new AtomicBoolean();
    /** One check at a time, so that an older list never undoes what a newer one said. */
    private final ReentrantLock checking = new ReentrantLock();

    /**
     * A watch over the mappings of an MSP.
     *
     * @param associated the one local company of each connection that serves one only, by connection
     */
    public DriftWatch(Store store, MspId msp, Map<String, String> associated, Settings settings, Clock clock) {
        this.store = store;
        this.msp = msp;
        this.associated = Map.copyOf(associated);
        this.settings = settings;
        this.clock = clock;
    }

    /** Has a connection looked at with the next round. */
    public void soon(String connectionId) {
        dueAt.put(connectionId, clock.instant());
    }

    /**
     * Begins to look at a connection if that is due, on the given executor; one look at a time. A connection is due one
     * interval after it was asked for the first time.
     */
    void beginIfDue(Psa psa, Executor executor, Runnable ended) {
        Instant now = clock.instant();
        String connectionId = psa.connectionId();
        Instant due = dueAt.computeIfAbsent(connectionId, any -> now.plus(settings.driftInterval()));
        if (due.isAfter(now) || !running.compareAndSet(false, true)) {
            return;
        }
        dueAt.put(connectionId, now.plus(settings.driftInterval()));
        boolean accepted = false;
        try {
            executor.execute(() -> {
                try {
                    checkQuietly(psa);
                } finally {
                    running.set(false);
                    ended.run();
                }
            });
            accepted = true;
        } catch (RejectedExecutionException e) {
            LOG.debug("the companies of connection {} are not looked at: the executor is closed", connectionId);
        } finally {
            if (!accepted) {
                running.set(false);
            }
        }
    }

    private void checkQuietly(Psa psa) {
        String connectionId = psa.connectionId();
        try {
            check(psa);
            failing.remove(connectionId);
        } catch (ConfigurationException e) {
            LOG.debug("the companies of connection {} are not looked at: {}", connectionId, e.getMessage());
        } catch (RuntimeException e) {
            if (failing.add(connectionId)) {
                LOG.warn(
                        "the companies of connection {} could not be read; it is tried again every {}: {}",
                        connectionId,
                        settings.driftInterval(),
                        e.getMessage());
            }
        }
    }

    /**
     * Reads all companies of a connection, and then in one transaction makes those mappings wait whose PSA company is gone
     * or inactive, and those go on whose PSA company is as it should be.
     *
     * @return what a person should look at
     * @throws dev.tocsin.core.base.TocsinException if the PSA cannot be read to the end; nothing is then changed
     */
    public HygieneReport check(Psa psa) {
        checking.lock();
        try {
            String connectionId = psa.connectionId();
            Set<Stored<CompanyMapping>> before = store.read(
                    session -> Set.copyOf(session.configuration().load(msp).mappings()));
            List<PsaCompany> companies;
            try (Stream<PsaCompany> all = psa.companies().all()) {
                companies = all.toList();
            }
            MappingDrift drift = store.write(session -> keep(session, connectionId, companies, before));
            if (drift.withheld()) {
                LOG.warn(
                        "connection {} lists so few of the mapped companies that their mappings are left as they are;"
                                + " see to the rights of the integration's role",
                        connectionId);
            }
            return drift.report();
        } finally {
            checking.unlock();
        }
    }

    private MappingDrift keep(
            StoreSession session, String connectionId, List<PsaCompany> companies, Set<Stored<CompanyMapping>> before) {
        StoredConfiguration configuration = session.configuration().load(msp);
        Set<CompanyMapping> settled = configuration.mappings().stream()
                .filter(before::contains)
                .map(Stored::item)
                .collect(Collectors.toSet());
        MappingDrift drift = MappingDrift.of(
                connectionId,
                associated.get(connectionId),
                LocalCompanies.of(configuration),
                configuration.standings(),
                companies,
                configuration.rules().stream().map(rule -> rule.item().id()).toList(),
                settled::contains);
        Instant now = clock.instant();
        List<TrailStore.Entry> entries = new ArrayList<>();
        List<String> resumed = new ArrayList<>();
        for (MappingStanding standing : drift.changed()) {
            String id = standing.companyId();
            String was = configuration.standing(id).suspended();
            String is = standing.suspended();
            session.configuration().save(msp, standing);
            if (is != null && !is.equals(was)) {
                entries.add(entry(now, id, "suspended: " + is));
            } else if (is == null && was != null) {
                entries.add(entry(now, id, "resumed; it was suspended: " + was));
                resumed.add(id);
            }
        }
        if (!entries.isEmpty()) {
            session.trail().append(entries);
            session.held().wakeAll(msp);
            Remapping.retryRefused(session, msp, resumed, now);
        }
        return drift;
    }

    private TrailStore.Entry entry(Instant now, String companyId, String text) {
        return new TrailStore.Entry(
                0, msp, now, "a check of the PSA's companies", "mapping of company " + companyId, text);
    }
}
