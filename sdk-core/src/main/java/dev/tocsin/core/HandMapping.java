package dev.tocsin.core;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.company.MappingStanding;
import dev.tocsin.core.company.MappingSwitches;
import dev.tocsin.core.company.PsaCompany;
import dev.tocsin.core.engine.Remapping;
import dev.tocsin.core.psa.Psa;
import dev.tocsin.core.store.Stored;
import dev.tocsin.core.store.StoredConfiguration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** What a person maps: held against the PSA first, then saved in one transaction. Thread-safe. */
final class HandMapping {
    /** How often a change is made anew since somebody else changed the mapping while the PSA was asked. */
    private static final int TRIES = 10;

    private final MspId msp;
    private final Map<String, Psa> psas;
    private final Pieces pieces;
    private final MappingPieces mappings;

    HandMapping(MspId msp, Map<String, Psa> psas, Pieces pieces, MappingPieces mappings) {
        this.msp = msp;
        this.psas = psas;
        this.pieces = pieces;
        this.mappings = mappings;
    }

    CompanyMapping map(String companyId, String connectionId, String psaCompany, MappingSwitches switches) {
        Psa psa = psa(psas, connectionId);
        StoredConfiguration known = configuration();
        Company local = company(known, companyId);
        mappings.requireServed(connectionId, companyId);
        requireRules(known, switches);
        PsaCompany company = find(psa, psaCompany);
        requireNotGone(company);
        requireUsable(psa, company, switches, local);
        Set<String> ownTickets = ownTickets(psa, companyId, company);
        CompanyMapping mapping = switches.mapping(local, connectionId, company);
        pieces.write(msp, session -> {
            StoredConfiguration now = Pieces.configuration(session, msp);
            requireRules(now, switches);
            return mappings.save(session, msp, now, List.of(new MappingPieces.Wanted(mapping, company, ownTickets)))
                    > 0;
        });
        return mapping;
    }

    /** Open tickets that were made for another company and now belong to this one, such as after the PSA merged the two. */
    private Set<String> ownTickets(Psa psa, String companyId, PsaCompany company) {
        List<String> doubtful = pieces.read(
                session -> Remapping.doubtfulTickets(session, msp, companyId, psa.connectionId(), company::isNamedBy));
        Set<String> own = new HashSet<>();
        for (String ticketId : doubtful) {
            if (psa.ticket(ticketId)
                    .filter(ticket -> psa.isOfCompany(ticket, company.id()))
                    .isPresent()) {
                own.add(ticketId);
            }
        }
        return own;
    }

    CompanyMapping change(String companyId, UnaryOperator<MappingSwitches> change) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            StoredConfiguration known = configuration();
            Stored<CompanyMapping> before = mapped(known, companyId);
            Optional<CompanyMapping> changed = change(known, before, change.apply(switches(before.item())));
            if (changed.isPresent()) {
                return changed.get();
            }
        }
        throw new ConfigurationException(
                "companyId",
                "the mapping of company '" + companyId + "' is being changed all the time; try again later");
    }

    /** The mapping with other switches; empty if it was changed meanwhile. */
    private Optional<CompanyMapping> change(
            StoredConfiguration known, Stored<CompanyMapping> stored, MappingSwitches switches) {
        CompanyMapping before = stored.item();
        requireRules(known, switches);
        boolean more = (switches.site() != null && !Objects.equals(switches.site(), before.site()))
                || (switches.createTickets() && !before.createTickets())
                || (switches.syncConfigurations() && !before.syncConfigurations());
        PsaCompany company = more ? usable(known, before, switches) : null;
        CompanyMapping mapping = new CompanyMapping(
                msp,
                before.companyId(),
                before.connectionId(),
                company == null ? before.psaCompany() : company.id(),
                switches.site(),
                switches.createTickets(),
                switches.ruleIds(),
                switches.syncConfigurations());
        boolean saved = pieces.change(
                msp,
                session -> {
                    StoredConfiguration now = Pieces.configuration(session, msp);
                    if (!stored.equals(MappingPieces.mappingOf(now, before.companyId()))) {
                        return false;
                    }
                    MappingStanding standing = now.standing(before.companyId());
                    mappings.change(session, now, mapping, company == null ? standing : seen(standing, company));
                    return true;
                },
                done -> done);
        return saved ? Optional.of(mapping) : Optional.empty();
    }

    private PsaCompany usable(StoredConfiguration known, CompanyMapping mapping, MappingSwitches switches) {
        mappings.requireServed(mapping.connectionId(), mapping.companyId());
        Psa psa = psa(psas, mapping.connectionId());
        PsaCompany company = find(psa, mapping.psaCompany());
        requireNotGone(company);
        requireUsable(psa, company, switches, company(known, mapping.companyId()));
        return company;
    }

    /** A new name is not accepted by the way: a person who changes a switch may not have seen it. */
    private static MappingStanding seen(MappingStanding standing, PsaCompany company) {
        return standing.seen(company).withSuspended(company.unusable().orElse(null));
    }

    /** A rule that a file named twice counts once. */
    private static MappingSwitches switches(CompanyMapping mapping) {
        return new MappingSwitches(
                mapping.site(),
                mapping.createTickets(),
                mapping.ruleIds().stream().distinct().toList(),
                mapping.syncConfigurations());
    }

    static Psa psa(Map<String, Psa> psas, String connectionId) {
        Psa psa = psas.get(connectionId);
        if (psa == null) {
            throw new ConfigurationException(
                    "connectionId",
                    "'" + connectionId + "' is no connection; legal are " + new TreeSet<>(psas.keySet()));
        }
        return psa;
    }

    /** The company that is named; also one that was deleted. */
    static PsaCompany find(Psa psa, String psaCompany) {
        if (psaCompany.isBlank()) {
            throw new ConfigurationException("psaCompany", "is blank; legal is an identifier, or an id in digits");
        }
        return psa.companies()
                .company(psaCompany.strip())
                .orElseThrow(() -> new ConfigurationException(
                        "psaCompany",
                        "connection '" + psa.connectionId() + "' has no company '" + psaCompany
                                + "'; legal is the identifier of one that it lists, or its id in digits"));
    }

    static Stored<CompanyMapping> mapped(StoredConfiguration known, String companyId) {
        Pieces.requireCompany(known, companyId, "companyId");
        Stored<CompanyMapping> stored = MappingPieces.mappingOf(known, companyId);
        if (stored == null) {
            throw new ConfigurationException(
                    "companyId", "company '" + companyId + "' is not mapped; legal is one that is, and map() maps it");
        }
        return stored;
    }

    static void requireRules(StoredConfiguration known, MappingSwitches switches) {
        refuse(switches.faults(
                known.rules().stream().map(rule -> rule.item().id()).toList()));
    }

    private static void refuse(List<FieldError> faults) {
        if (!faults.isEmpty()) {
            throw new ConfigurationException(
                    faults.get(0).field(),
                    String.join("; ", faults.stream().map(FieldError::message).toList()));
        }
    }

    private static Company company(StoredConfiguration known, String companyId) {
        Pieces.requireCompany(known, companyId, "companyId");
        return Pieces.find(known.companies(), company -> company.id().equals(companyId))
                .orElseThrow()
                .item();
    }

    static void requireNotGone(PsaCompany company) {
        if (company.gone()) {
            String into = company.mergedInto();
            throw new ConfigurationException(
                    "psaCompany",
                    company.unusable().orElseThrow() + "; legal is a company that is there"
                            + (into == null ? "" : ", such as " + into));
        }
    }

    /** What is not active can be mapped so that people see whose it is; nothing that the PSA would refuse can be asked for. */
    static void requireUsable(Psa psa, PsaCompany company, MappingSwitches switches, Company local) {
        if (company.active()) {
            refuse(psa.check(switches.mapping(local, psa.connectionId(), company)));
        } else if (switches.createTickets() || switches.site() != null) {
            throw new ConfigurationException(
                    "psaCompany",
                    company.unusable().orElseThrow()
                            + "; legal is one that is active, or to create no tickets and name no site until it is");
        }
    }

    private StoredConfiguration configuration() {
        return pieces.read(session -> Pieces.configuration(session, msp));
    }
}
