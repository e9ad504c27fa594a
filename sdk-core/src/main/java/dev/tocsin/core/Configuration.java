package dev.tocsin.core;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.company.SourceLink;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.rule.EventSet;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.store.ConfigurationStore;
import dev.tocsin.core.store.Origin;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.Stored;
import dev.tocsin.core.store.StoredConfiguration;
import dev.tocsin.core.store.TrailStore;
import dev.tocsin.core.suppress.Inhibition;
import dev.tocsin.core.suppress.MaintenanceWindow;
import dev.tocsin.core.suppress.Scope;
import dev.tocsin.core.suppress.Silence;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The companies, mappings, event sets and rules of all MSPs, and what suppresses, kept in the store. What is saved here was said by a person
 * or the host; what {@link #fromFile()} saves gives way to that. Thread-safe.
 */
public final class Configuration {
    private final Store store;
    private final Origin origin;
    private final Clock clock;

    Configuration(Store store, Origin origin, Clock clock) {
        this.store = store;
        this.origin = origin;
        this.clock = clock;
    }

    /**
     * The same configuration for what a file says: a piece that is absent is written, one that only a file wrote is
     * brought up to date, and one that a person changed stays as it is.
     */
    public Configuration fromFile() {
        return new Configuration(store, Origin.FILE, clock);
    }

    /** The whole configuration of an MSP as it is now. */
    public StoredConfiguration of(MspId msp) {
        return store.read(session -> session.configuration().load(msp));
    }

    /** Saves a company. Returns whether that changed anything. */
    public boolean save(Company company) {
        return write(
                company.msp(),
                session -> replaces(
                        session,
                        company.msp(),
                        "company " + company.id(),
                        configuration(session, company.msp()).companies(),
                        company,
                        other -> other.id().equals(company.id()),
                        () -> session.configuration().save(company, origin)));
    }

    /**
     * Saves a mapping. Returns whether that changed anything.
     *
     * @throws ConfigurationException if its company or one of its rules does not exist
     */
    public boolean save(CompanyMapping mapping) {
        return write(mapping.msp(), session -> {
            StoredConfiguration known = configuration(session, mapping.msp());
            requireCompany(known, mapping.companyId(), "mapping.companyId");
            for (String ruleId : mapping.ruleIds()) {
                if (known.rules().stream().noneMatch(rule -> rule.item().id().equals(ruleId))) {
                    throw new ConfigurationException(
                            "mapping.rules",
                            "company '" + mapping.companyId() + "' names the rule '" + ruleId
                                    + "', which does not exist; legal are "
                                    + known.rules().stream()
                                            .map(rule -> rule.item().id())
                                            .toList());
                }
            }
            return replaces(
                    session,
                    mapping.msp(),
                    "mapping of company " + mapping.companyId(),
                    known.mappings(),
                    mapping,
                    other -> other.companyId().equals(mapping.companyId()),
                    () -> session.configuration().save(mapping, origin));
        });
    }

    /**
     * Saves the link of a source's customer. Returns whether that changed anything.
     *
     * @throws ConfigurationException if the company does not exist, or the customer is linked to another one
     */
    public boolean save(SourceLink link) {
        return write(link.msp(), session -> {
            StoredConfiguration known = configuration(session, link.msp());
            requireCompany(known, link.companyId(), "link.companyId");
            known.links().stream()
                    .map(Stored::item)
                    .filter(other -> other.source().equals(link.source())
                            && other.sourceCompanyId().equals(link.sourceCompanyId())
                            && !other.companyId().equals(link.companyId()))
                    .findFirst()
                    .ifPresent(other -> {
                        throw new ConfigurationException(
                                "link.sourceCompanyId",
                                "'" + link.sourceCompanyId() + "' of " + link.source() + " is linked to company '"
                                        + other.companyId() + "' already");
                    });
            return replaces(
                    session,
                    link.msp(),
                    "link of customer " + link.sourceCompanyId() + " of " + link.source(),
                    known.links(),
                    link,
                    other -> other.source().equals(link.source())
                            && other.sourceCompanyId().equals(link.sourceCompanyId()),
                    () -> session.configuration().save(link, origin));
        });
    }

    /** Saves an event set. Returns whether that changed anything. */
    public boolean save(EventSet eventSet) {
        return write(
                eventSet.msp(),
                session -> replaces(
                        session,
                        eventSet.msp(),
                        "event set " + eventSet.name(),
                        configuration(session, eventSet.msp()).eventSets(),
                        eventSet,
                        other -> other.name().equals(eventSet.name()),
                        () -> session.configuration().save(eventSet, origin)));
    }

    /**
     * Saves a rule. Open tickets keep the revision that they were made with. Returns whether that changed anything.
     *
     * @throws ConfigurationException if its event set does not exist
     */
    public boolean save(IntegrationRule rule) {
        return write(rule.msp(), session -> {
            StoredConfiguration known = configuration(session, rule.msp());
            if (known.eventSets().stream().noneMatch(set -> set.item().name().equals(rule.eventSet()))) {
                throw new ConfigurationException(
                        "rules[" + rule.id() + "].eventSet",
                        "'" + rule.eventSet() + "' does not exist; legal are "
                                + known.eventSets().stream()
                                        .map(set -> set.item().name())
                                        .toList());
            }
            return replaces(
                    session,
                    rule.msp(),
                    "rule " + rule.id(),
                    known.rules(),
                    rule,
                    other -> other.id().equals(rule.id()),
                    () -> session.configuration().save(rule, origin));
        });
    }

    /**
     * Removes the mapping of a company: its open groups are suspended, and its events are parked until it is mapped again.
     * A file does not remove what a person said. Returns whether that changed anything.
     *
     * @throws ConfigurationException if the company does not exist
     */
    public boolean removeMapping(MspId msp, String companyId) {
        return write(msp, session -> {
            StoredConfiguration known = configuration(session, msp);
            requireCompany(known, companyId, "companyId");
            return mayRemove(known.mappings(), mapping -> mapping.companyId().equals(companyId))
                    && removed(
                            session,
                            msp,
                            "mapping of company " + companyId,
                            session.configuration().removeMapping(msp, companyId));
        });
    }

    /**
     * Saves a silence. What it covered before and covers no more is looked at again; what has acted already is not taken
     * back. Returns whether that changed anything.
     *
     * @throws ConfigurationException if its company or its incident does not exist
     */
    public boolean save(Silence silence) {
        return write(silence.msp(), session -> {
            StoredConfiguration known = configuration(session, silence.msp());
            requireScope(session, known, "silences[" + silence.id() + "].scope", silence.msp(), silence.scope());
            List<Stored<Silence>> silences = known.suppression().silences();
            boolean changed = replaces(
                    session,
                    silence.msp(),
                    "silence " + silence.id(),
                    silences,
                    silence,
                    other -> other.id().equals(silence.id()),
                    () -> session.configuration().suppression().save(silence, origin));
            if (changed) {
                silences.stream()
                        .map(Stored::item)
                        .filter(other -> other.id().equals(silence.id()))
                        .forEach(before -> endSnooze(session, before));
            }
            return changed;
        });
    }

    /**
     * Removes a rule, though mappings name it: what becomes of its open tickets is up to its own
     * {@link dev.tocsin.core.rule.TicketPolicy#ruleGone()}, and events of companies that name it are parked until the
     * rule is there again or the mapping names another. A file does not remove what a person said. Returns whether that
     * changed anything.
     */
    public boolean removeRule(MspId msp, String ruleId) {
        return write(
                msp,
                session -> mayRemove(
                                configuration(session, msp).rules(),
                                rule -> rule.id().equals(ruleId))
                        && removed(
                                session,
                                msp,
                                "rule " + ruleId,
                                session.configuration().removeRule(msp, ruleId)));
    }

    private <T> boolean mayRemove(List<Stored<T>> known, Predicate<T> same) {
        return known.stream()
                .anyMatch(stored ->
                        same.test(stored.item()) && (origin == Origin.PERSON || stored.origin() == Origin.FILE));
    }

    private boolean removed(StoreSession session, MspId msp, String subject, boolean removed) {
        if (removed) {
            trail(session, msp, subject, "removed");
        }
        return removed;
    }

    /**
     * Saves a maintenance window. Returns whether that changed anything.
     *
     * @throws ConfigurationException if its company or its incident does not exist
     */
    public boolean save(MaintenanceWindow window) {
        return write(window.msp(), session -> {
            StoredConfiguration known = configuration(session, window.msp());
            String place = "maintenanceWindows[" + window.id() + "].scope";
            requireScope(session, known, place, window.msp(), window.scope());
            return replaces(
                    session,
                    window.msp(),
                    "maintenance window " + window.id(),
                    known.suppression().windows(),
                    window,
                    other -> other.id().equals(window.id()),
                    () -> session.configuration().suppression().save(window, origin));
        });
    }

    /** Saves an inhibition. Returns whether that changed anything. */
    public boolean save(Inhibition inhibition) {
        return write(
                inhibition.msp(),
                session -> replaces(
                        session,
                        inhibition.msp(),
                        "inhibition " + inhibition.id(),
                        configuration(session, inhibition.msp()).suppression().inhibitions(),
                        inhibition,
                        other -> other.id().equals(inhibition.id()),
                        () -> session.configuration().suppression().save(inhibition, origin)));
    }

    /** Removes a silence, which thereby ends; returns whether there was one. */
    public boolean removeSilence(MspId msp, String id) {
        return write(msp, session -> {
            configuration(session, msp).suppression().silences().stream()
                    .map(Stored::item)
                    .filter(silence -> silence.id().equals(id))
                    .forEach(silence -> endSnooze(session, silence));
            return removed(
                    session,
                    msp,
                    "silence " + id,
                    session.configuration().suppression().removeSilence(msp, id));
        });
    }

    /** Removes a maintenance window, which thereby ends; returns whether there was one. */
    public boolean removeMaintenanceWindow(MspId msp, String id) {
        return write(
                msp,
                session -> removed(
                        session,
                        msp,
                        "maintenance window " + id,
                        session.configuration().suppression().removeMaintenanceWindow(msp, id)));
    }

    /** Removes an inhibition; what it kept from acting is looked at again. Returns whether there was one. */
    public boolean removeInhibition(MspId msp, String id) {
        return write(
                msp,
                session -> removed(
                        session,
                        msp,
                        "inhibition " + id,
                        session.configuration().suppression().removeInhibition(msp, id)));
    }

    /**
     * Removes the silences that ended at or before a moment; returns how many. The workflow itself does so 30 days after
     * their end.
     */
    public int expireSilences(MspId msp, Instant until) {
        return store.write(session -> session.configuration().suppression().expireSilences(msp, until));
    }

    /** What waits for the end of a snooze is due now, which is after the snooze began. */
    private static void endSnooze(StoreSession session, Silence snooze) {
        Incident incident = snooze.snoozes()
                .map(id -> session.incidents().get(List.of(id)).get(id))
                .orElse(null);
        if (incident == null) {
            return;
        }
        boolean waits = snooze.endsAt().equals(incident.waitUntil());
        boolean note = snooze.endsAt().equals(incident.noteDueAt());
        if (waits || note) {
            session.incidents()
                    .save(List.of(incident.change()
                            .waitUntil(waits ? snooze.startsAt() : incident.waitUntil())
                            .noteDueAt(note ? snooze.startsAt() : incident.noteDueAt())
                            .done()));
        }
    }

    private static void requireScope(
            StoreSession session, StoredConfiguration known, String place, MspId msp, Scope scope) {
        if (scope.companyId() != null) {
            requireCompany(known, scope.companyId(), place + ".companyId");
        }
        Long id = scope.incidentId();
        if (id == null) {
            return;
        }
        Incident incident = session.incidents().get(List.of(id)).get(id);
        if (incident == null || !incident.msp().equals(msp)) {
            throw new ConfigurationException(
                    place + ".incident", "incident " + id + " does not exist; the number of one of the MSP's is legal");
        }
    }

    /** Whatever a change is about, what is suppressed may act by it, or belong elsewhere. */
    private boolean write(MspId msp, Function<StoreSession, Boolean> work) {
        return store.write(session -> {
            boolean changed = work.apply(session);
            if (changed) {
                session.held().wakeAll(msp);
            }
            return changed;
        });
    }

    private static StoredConfiguration configuration(StoreSession session, MspId msp) {
        ConfigurationStore configuration = session.configuration();
        return configuration.load(msp);
    }

    private static void requireCompany(StoredConfiguration known, String companyId, String field) {
        if (known.companies().stream().noneMatch(company -> company.item().id().equals(companyId))) {
            throw new ConfigurationException(
                    field,
                    "company '" + companyId + "' does not exist; legal are "
                            + known.companies().stream()
                                    .map(company -> company.item().id())
                                    .limit(20)
                                    .toList()
                            + (known.companies().size() > 20 ? " and others" : ""));
        }
    }

    private <T> boolean replaces(
            StoreSession session,
            MspId msp,
            String subject,
            List<Stored<T>> known,
            T item,
            Predicate<T> same,
            Runnable save) {
        Optional<Stored<T>> before =
                known.stream().filter(stored -> same.test(stored.item())).findFirst();
        boolean unchanged = before.isPresent()
                && before.get().item().equals(item)
                && before.get().origin() == origin;
        boolean personsOwn =
                before.isPresent() && origin == Origin.FILE && before.get().origin() == Origin.PERSON;
        if (unchanged || personsOwn) {
            return false;
        }
        save.run();
        trail(session, msp, subject, before.isPresent() ? "changed" : "added");
        return true;
    }

    private void trail(StoreSession session, MspId msp, String subject, String what) {
        String actor = origin == Origin.FILE ? "a configuration file" : "a person or the host";
        session.trail().append(List.of(new TrailStore.Entry(0, msp, clock.instant(), actor, subject, what)));
    }
}
