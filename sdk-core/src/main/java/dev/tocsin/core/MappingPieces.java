package dev.tocsin.core;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.company.MappingStanding;
import dev.tocsin.core.company.PsaCompany;
import dev.tocsin.core.company.SourceLink;
import dev.tocsin.core.engine.Remapping;
import dev.tocsin.core.store.Origin;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.Stored;
import dev.tocsin.core.store.StoredConfiguration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Mappings with what is known beside them, and the links of sources' customers. Each change of a mapping keeps its standing
 * right and lets go of tickets that belong elsewhere, in one transaction. Thread-safe.
 */
final class MappingPieces {
    private final Pieces pieces;
    private final Map<String, String> associated;

    /**
     * @param associated the one local company of each connection that serves one only, by connection
     */
    MappingPieces(Pieces pieces, Map<String, String> associated) {
        this.pieces = pieces;
        this.associated = Map.copyOf(associated);
    }

    MappingPieces by(Origin origin) {
        return new MappingPieces(pieces.by(origin), associated);
    }

    /**
     * A mapping to save.
     *
     * @param mapping the mapping
     * @param psaCompany its company as the PSA showed it just before, or null if the PSA was not asked
     * @param ownTickets tickets that the PSA showed to belong to that company
     */
    record Wanted(CompanyMapping mapping, @Nullable PsaCompany psaCompany, Set<String> ownTickets) {
        boolean names(String company) {
            return psaCompany != null
                    ? psaCompany.isNamedBy(company)
                    : mapping.psaCompany().strip().equalsIgnoreCase(company.strip());
        }
    }

    boolean save(CompanyMapping mapping) {
        return pieces.write(mapping.msp(), session -> {
            StoredConfiguration known = Pieces.configuration(session, mapping.msp());
            return save(session, mapping.msp(), known, List.of(new Wanted(mapping, null, Set.of()))) > 0;
        });
    }

    /** Saves mappings within a transaction; returns how many that changed. */
    int save(StoreSession session, MspId msp, StoredConfiguration known, Collection<Wanted> wanted) {
        Map<String, Remapping.Place> moved = new HashMap<>();
        int changed = 0;
        for (Wanted one : wanted) {
            CompanyMapping mapping = one.mapping();
            String id = mapping.companyId();
            Pieces.requireCompany(known, id, "mapping.companyId");
            requireRules(known, mapping);
            requireServed(mapping.connectionId(), id);
            Stored<CompanyMapping> before = mappingOf(known, id);
            if (givesWay(before, known.standing(id))) {
                continue;
            }
            boolean same = before != null
                    && before.item().connectionId().equals(mapping.connectionId())
                    && one.names(before.item().psaCompany());
            boolean replaced = pieces.replaces(
                    session,
                    msp,
                    subject(id),
                    known.mappings(),
                    mapping,
                    other -> other.companyId().equals(id),
                    () -> session.configuration().save(mapping, pieces.origin()));
            boolean stands = stand(session, msp, known.standing(id), standing(one, known.standing(id), same));
            changed += replaced || stands ? 1 : 0;
            if (!same) {
                moved.put(id, new Remapping.Place(mapping, one::names, one.ownTickets()));
            }
        }
        Remapping.follow(session, msp, moved, pieces.now());
        return changed;
    }

    /** Whether what is there was said by somebody who counts for more: a person, also by taking a mapping away. */
    private boolean givesWay(@Nullable Stored<CompanyMapping> before, MappingStanding standing) {
        return switch (pieces.origin()) {
            case PERSON -> false;
            case FILE -> before == null ? standing.unmappedByHand() : before.origin() == Origin.PERSON;
            case GENERATED -> before != null || standing.unmappedByHand();
        };
    }

    private static MappingStanding standing(Wanted wanted, MappingStanding before, boolean same) {
        String id = wanted.mapping().companyId();
        PsaCompany company = wanted.psaCompany();
        if (company != null) {
            return new MappingStanding(
                    id, company.id(), company.name(), company.unusable().orElse(null), false);
        }
        return same
                ? new MappingStanding(id, before.psaId(), before.psaName(), before.suspended(), false)
                : MappingStanding.none(id);
    }

    private boolean stand(StoreSession session, MspId msp, MappingStanding before, MappingStanding now) {
        if (now.equals(before)) {
            return false;
        }
        session.configuration().save(msp, now);
        String suspended = now.suspended();
        if (suspended != null && !suspended.equals(before.suspended())) {
            pieces.trail(session, msp, subject(now.companyId()), "suspended: " + suspended);
        } else if (suspended == null && before.suspended() != null) {
            pieces.trail(session, msp, subject(now.companyId()), "resumed; it was suspended: " + before.suspended());
        }
        return true;
    }

    /** Changes switches of a mapping, which goes on naming the same company. The caller says how it stands then. */
    boolean change(StoreSession session, StoredConfiguration known, CompanyMapping mapping, MappingStanding standing) {
        requireRules(known, mapping);
        boolean replaced = pieces.replaces(
                session,
                mapping.msp(),
                subject(mapping.companyId()),
                known.mappings(),
                mapping,
                other -> other.companyId().equals(mapping.companyId()),
                () -> session.configuration().save(mapping, pieces.origin()));
        boolean stands = stand(session, mapping.msp(), known.standing(mapping.companyId()), standing);
        return replaced || stands;
    }

    /** Accepts the name that the company has in the PSA now. */
    boolean acceptName(StoreSession session, MspId msp, MappingStanding standing, String name) {
        if (name.equals(standing.psaName())) {
            return false;
        }
        session.configuration().save(msp, standing.withPsaName(name));
        pieces.trail(session, msp, subject(standing.companyId()), "accepted the PSA company's name '" + name + "'");
        return true;
    }

    boolean remove(MspId msp, String companyId) {
        return pieces.write(msp, session -> {
            StoredConfiguration known = Pieces.configuration(session, msp);
            Pieces.requireCompany(known, companyId, "companyId");
            boolean removed = pieces.mayRemove(
                            known.mappings(), mapping -> mapping.companyId().equals(companyId))
                    && session.configuration().removeMapping(msp, companyId);
            boolean byHand = pieces.origin() == Origin.PERSON;
            MappingStanding before = known.standing(companyId);
            MappingStanding now = new MappingStanding(companyId, null, null, null, byHand);
            boolean marked = (removed || byHand) && !now.equals(before);
            if (marked) {
                session.configuration().save(msp, now);
            }
            if (removed) {
                pieces.trail(session, msp, subject(companyId), "removed");
            } else if (marked) {
                pieces.trail(session, msp, subject(companyId), "is not to be made by any run");
            }
            return removed || marked;
        });
    }

    boolean save(SourceLink link) {
        return pieces.write(link.msp(), session -> {
            StoredConfiguration known = Pieces.configuration(session, link.msp());
            Pieces.requireCompany(known, link.companyId(), "link.companyId");
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
            return pieces.replaces(
                    session,
                    link.msp(),
                    "link of customer " + link.sourceCompanyId() + " of " + link.source(),
                    known.links(),
                    link,
                    other -> other.source().equals(link.source())
                            && other.sourceCompanyId().equals(link.sourceCompanyId()),
                    () -> session.configuration().save(link, pieces.origin()));
        });
    }

    static @Nullable Stored<CompanyMapping> mappingOf(StoredConfiguration known, String companyId) {
        return Pieces.find(known.mappings(), mapping -> mapping.companyId().equals(companyId))
                .orElse(null);
    }

    /**
     * Refuses a mapping of another company onto a connection that serves one only.
     *
     * @throws ConfigurationException if the connection serves another company
     */
    void requireServed(String connectionId, String companyId) {
        String only = associated.get(connectionId);
        if (only != null && !only.equals(companyId)) {
            throw new ConfigurationException(
                    "mapping.connectionId",
                    "connection '" + connectionId + "' serves company '" + only + "' only, not '" + companyId + "'");
        }
    }

    private static void requireRules(StoredConfiguration known, CompanyMapping mapping) {
        Set<String> rules = new TreeSet<>();
        known.rules().forEach(rule -> rules.add(rule.item().id()));
        for (String ruleId : mapping.ruleIds()) {
            if (!rules.contains(ruleId)) {
                throw new ConfigurationException(
                        "mapping.rules",
                        "company '" + mapping.companyId() + "' names the rule '" + ruleId
                                + "', which does not exist; legal are " + rules);
            }
        }
    }

    private static String subject(String companyId) {
        return "mapping of company " + companyId;
    }
}
