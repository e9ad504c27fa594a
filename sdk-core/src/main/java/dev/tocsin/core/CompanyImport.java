package dev.tocsin.core;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.company.MappingSwitches;
import dev.tocsin.core.company.PsaCompany;
import dev.tocsin.core.psa.Psa;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.Stored;
import dev.tocsin.core.store.StoredConfiguration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Local companies made out of those of a PSA, each with its mapping in one transaction, and only once. Thread-safe. */
final class CompanyImport {
    private final MspId msp;
    private final Map<String, Psa> psas;
    private final Map<String, String> associated;
    private final Pieces pieces;
    private final MappingPieces mappings;

    CompanyImport(
            MspId msp, Map<String, Psa> psas, Map<String, String> associated, Pieces pieces, MappingPieces mappings) {
        this.msp = msp;
        this.psas = psas;
        this.associated = associated;
        this.pieces = pieces;
        this.mappings = mappings;
    }

    CompanyMapping run(String connectionId, String psaCompany, @Nullable String companyId, MappingSwitches switches) {
        Psa psa = HandMapping.psa(psas, connectionId);
        String given = companyId == null ? associated.get(connectionId) : companyId;
        if (given != null) {
            mappings.requireServed(connectionId, given);
        }
        HandMapping.requireRules(configuration(), switches);
        PsaCompany company = HandMapping.find(psa, psaCompany);
        HandMapping.requireNotGone(company);
        ImportedId derived = new ImportedId(connectionId, company);
        Optional<CompanyMapping> there = imported(configuration(), connectionId, company, given, derived);
        if (there.isPresent()) {
            return there.get();
        }
        HandMapping.requireUsable(
                psa, company, switches, local(given == null ? derived.among(Set.of()) : given, company));
        return pieces.change(
                msp,
                session -> {
                    StoredConfiguration known = Pieces.configuration(session, msp);
                    HandMapping.requireRules(known, switches);
                    return imported(known, connectionId, company, given, derived)
                            .orElseGet(() -> {
                                String id = given == null ? derived.among(ids(known)) : given;
                                return save(session, local(id, company), connectionId, company, switches);
                            });
                },
                any -> true);
    }

    private CompanyMapping save(
            StoreSession session, Company local, String connectionId, PsaCompany company, MappingSwitches switches) {
        session.configuration().save(local, pieces.origin());
        pieces.trail(
                session,
                msp,
                "company " + local.id(),
                "imported from connection '" + connectionId + "': " + company.shown());
        CompanyMapping mapping = switches.mapping(local, connectionId, company);
        mappings.save(
                session,
                msp,
                Pieces.configuration(session, msp),
                List.of(new MappingPieces.Wanted(mapping, company, Set.of())));
        return mapping;
    }

    private Company local(String id, PsaCompany company) {
        String name = company.name().isBlank() ? id : company.name();
        return new Company(msp, id, name);
    }

    private static Set<String> ids(StoredConfiguration known) {
        Set<String> ids = new TreeSet<>();
        known.companies().forEach(stored -> ids.add(stored.item().id()));
        return ids;
    }

    /**
     * The mapping that an import has made already; empty if it is to be made.
     *
     * @throws ConfigurationException if it cannot be made
     */
    private static Optional<CompanyMapping> imported(
            StoredConfiguration known,
            String connectionId,
            PsaCompany company,
            @Nullable String given,
            ImportedId derived) {
        List<CompanyMapping> owners = known.mappings().stream()
                .map(Stored::item)
                .filter(mapping ->
                        mapping.connectionId().equals(connectionId) && company.isNamedBy(mapping.psaCompany()))
                .toList();
        for (CompanyMapping owner : owners) {
            if (given == null
                    ? derived.makes(owner.companyId())
                    : owner.companyId().equals(given)) {
                return Optional.of(owner);
            }
        }
        if (given != null && ids(known).contains(given)) {
            Stored<CompanyMapping> other = MappingPieces.mappingOf(known, given);
            throw new ConfigurationException(
                    "companyId",
                    "company '" + given + "' exists already and is "
                            + (other == null
                                    ? "not mapped"
                                    : "mapped to PSA company '" + other.item().psaCompany() + "' of connection '"
                                            + other.item().connectionId() + "'")
                            + "; legal is an id that no company has, and map() maps one that exists");
        }
        if (!owners.isEmpty()) {
            throw new ConfigurationException(
                    "psaCompany",
                    company.shown() + " is mapped already, to company "
                            + String.join(
                                    ", ",
                                    owners.stream()
                                            .map(owner -> "'" + owner.companyId() + "'")
                                            .toList())
                            + "; legal is one that is not mapped, and map() maps a further local company to it");
        }
        return Optional.empty();
    }

    private StoredConfiguration configuration() {
        return pieces.read(session -> Pieces.configuration(session, msp));
    }
}
