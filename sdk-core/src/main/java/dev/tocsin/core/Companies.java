package dev.tocsin.core;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.company.GeneratedMappings;
import dev.tocsin.core.company.HygieneReport;
import dev.tocsin.core.company.LocalCompany;
import dev.tocsin.core.company.MappingGenerator;
import dev.tocsin.core.company.MappingStanding;
import dev.tocsin.core.company.MappingSuggestions;
import dev.tocsin.core.company.MappingSwitches;
import dev.tocsin.core.company.PsaCompany;
import dev.tocsin.core.company.Suggestion;
import dev.tocsin.core.engine.DriftWatch;
import dev.tocsin.core.engine.LocalCompanies;
import dev.tocsin.core.psa.Psa;
import dev.tocsin.core.psa.PsaCompanyPage;
import dev.tocsin.core.psa.PsaCompanyQuery;
import dev.tocsin.core.store.Origin;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.Stored;
import dev.tocsin.core.store.StoredConfiguration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The companies of the PSAs, and what ties local companies to them: what a page of companies needs. The PSA is read before a
 * transaction and never within one, so what it says may be a moment old: a company that is deleted there between the reading
 * and the commit is mapped all the same, and found by the next {@link #checkDrift}. Each change is one transaction and wakes
 * what waited for it. Thread-safe, also across processes on one store.
 *
 * <p>Everything here counts as said by a person, but for what {@link #generate} maps. Every method that names a connection
 * throws a {@link ConfigurationException} if there is none of that id or it cannot list companies, and a
 * {@link TocsinException} if the PSA cannot be read; nothing is then changed.
 */
public final class Companies {
    private final MspId msp;
    private final Map<String, Psa> psas;
    private final Map<String, String> associated;
    private final Pieces pieces;
    private final MappingPieces mappings;
    private final HandMapping byHand;
    private final CompanyImport imports;
    private final DriftWatch drift;
    private final Runnable wake;

    Companies(
            MspId msp,
            Map<String, Psa> psas,
            Map<String, String> associated,
            Pieces pieces,
            MappingPieces mappings,
            DriftWatch drift,
            Runnable wake) {
        this.msp = msp;
        this.psas = Map.copyOf(psas);
        this.associated = Map.copyOf(associated);
        this.pieces = pieces;
        this.mappings = mappings;
        this.drift = drift;
        this.wake = wake;
        byHand = new HandMapping(msp, this.psas, pieces, mappings);
        imports = new CompanyImport(msp, this.psas, this.associated, pieces, mappings);
    }

    /**
     * One page of the PSA's companies, read with one request, with what each is mapped to.
     *
     * @param connectionId the PSA connection
     * @param query which of its companies
     */
    public CompanyListing list(String connectionId, PsaCompanyQuery query) {
        PsaCompanyPage page = HandMapping.psa(psas, connectionId).companies().page(query);
        StoredConfiguration known = configuration();
        Map<String, Company> locals = new HashMap<>();
        known.companies().forEach(stored -> locals.put(stored.item().id(), stored.item()));
        List<CompanyMapping> here = known.mappings().stream()
                .map(Stored::item)
                .filter(mapping -> mapping.connectionId().equals(connectionId))
                .toList();
        List<ListedCompany> listed = page.companies().stream()
                .map(company -> new ListedCompany(
                        company,
                        here.stream()
                                .filter(mapping -> company.isNamedBy(mapping.psaCompany()))
                                .flatMap(mapping -> Stream.ofNullable(locals.get(mapping.companyId())))
                                .toList()))
                .toList();
        return new CompanyListing(listed, page.page(), page.more());
    }

    /** The names of the statuses that the PSA's companies can have, in its order. */
    public List<String> statuses(String connectionId) {
        return HandMapping.psa(psas, connectionId).companies().statuses();
    }

    /** The names of the types that the PSA's companies can have, in its order. */
    public List<String> types(String connectionId) {
        return HandMapping.psa(psas, connectionId).companies().types();
    }

    /**
     * Makes a local company out of one of the PSA, with its name, and maps it. To import once more what was imported changes
     * nothing, its switches included.
     *
     * @param connectionId the PSA connection
     * @param psaCompany the company there: its identifier, or its id in digits
     * @param companyId the id of the new local company; null to make one from the PSA's identifier, which no other has
     * @param switches what is done for it
     * @return the mapping
     * @throws ConfigurationException as {@link #map} does, and if a company of this id exists already, or another local
     *     company has the PSA company
     */
    public CompanyMapping importCompany(
            String connectionId, String psaCompany, @Nullable String companyId, MappingSwitches switches) {
        return woken(imports.run(connectionId, psaCompany, companyId, switches));
    }

    /**
     * Maps a local company, in place of the mapping that it may have. What was parked for it is replayed. Several local
     * companies may be mapped to one PSA company. Open tickets of a PSA company before are let go: what is active gets a new
     * ticket, unless the PSA shows the ticket to belong to the new company.
     *
     * @param companyId the local company
     * @param connectionId the PSA connection
     * @param psaCompany the company there: its identifier, or its id in digits
     * @param switches what is done for it
     * @return the mapping, which names the PSA company by its id
     * @throws ConfigurationException if the local company, the connection or a rule does not exist; if the connection serves
     *     another company only; if the PSA company does not exist, was deleted or merged, or is not active while tickets are to
     *     be created or a site is named; or if the PSA has no such site. One that is not active may be mapped without tickets;
     *     its events are parked until it is active
     */
    public CompanyMapping map(String companyId, String connectionId, String psaCompany, MappingSwitches switches) {
        return woken(byHand.map(companyId, connectionId, psaCompany, switches));
    }

    /**
     * Changes what is done for a mapped company. The PSA is asked only if something is turned on or a site is named, so that
     * things can be turned off whatever became of the PSA company.
     *
     * @param companyId the local company
     * @param change gives the new switches; may be asked more than once if somebody else changes the mapping meanwhile
     * @return the mapping as it is then
     * @throws ConfigurationException if the company is not mapped, and as {@link #map} does
     */
    public CompanyMapping change(String companyId, UnaryOperator<MappingSwitches> change) {
        return woken(byHand.change(companyId, change));
    }

    /**
     * Takes the mapping of a company away: its groups are suspended and its events parked until a person maps it; no run that
     * generates mappings does. A company that has no mapping is marked as well.
     *
     * @return whether that changed anything
     * @throws ConfigurationException if the company does not exist
     */
    public boolean unmap(String companyId) {
        return woken(mappings.remove(msp, companyId));
    }

    /** What {@link #generate} would do now. */
    public GeneratedMappings previewGenerate(String connectionId, MappingSwitches switches) {
        List<PsaCompany> all = all(connectionId, switches);
        return pieces.read(session -> generated(session, connectionId, switches, all));
    }

    /**
     * Maps all local companies for which it is certain, by a hard id or the very same name; see {@link MappingGenerator}.
     * What is mapped stays, and so does what a person unmapped. Two runs at once make each mapping once.
     *
     * @param connectionId the PSA connection
     * @param switches what is done for the companies that it maps; without a site, since sites are each company's own
     * @return what was mapped, what was not and why, and what was mapped before
     * @throws ConfigurationException if a rule does not exist or a site is named
     */
    public GeneratedMappings generate(String connectionId, MappingSwitches switches) {
        List<PsaCompany> all = all(connectionId, switches);
        MappingPieces generating = mappings.by(Origin.GENERATED);
        return woken(pieces.change(
                msp,
                session -> {
                    GeneratedMappings generated = generated(session, connectionId, switches, all);
                    generating.save(
                            session,
                            msp,
                            Pieces.configuration(session, msp),
                            generated.pairings().stream()
                                    .map(pairing ->
                                            new MappingPieces.Wanted(pairing.mapping(), pairing.psaCompany(), Set.of()))
                                    .toList());
                    return generated;
                },
                generated -> !generated.pairings().isEmpty()));
    }

    private GeneratedMappings generated(
            StoreSession session, String connectionId, MappingSwitches switches, List<PsaCompany> all) {
        StoredConfiguration known = Pieces.configuration(session, msp);
        HandMapping.requireRules(known, switches);
        return new MappingGenerator(connectionId, switches).generate(locals(known, connectionId), all);
    }

    /** PSA companies with a name near to that of a local one that is not mapped, for a person to choose from. */
    public List<Suggestion> suggestions(String connectionId) {
        List<PsaCompany> all = all(connectionId);
        return new MappingSuggestions().suggest(locals(configuration(), connectionId), all);
    }

    /** All that a person should look at in the mappings onto a connection. Changes nothing. */
    public HygieneReport report(String connectionId) {
        List<PsaCompany> all = all(connectionId);
        StoredConfiguration known = configuration();
        return HygieneReport.of(
                connectionId,
                associated.get(connectionId),
                LocalCompanies.of(known),
                all,
                known.rules().stream().map(rule -> rule.item().id()).toList());
    }

    /**
     * Accepts the name that the PSA company of a mapped company has now, so that it is no longer reported as renamed.
     *
     * @return whether it was another name than was known
     * @throws ConfigurationException if the company does not exist or is not mapped, or its PSA company is not there
     */
    public boolean acceptName(String companyId) {
        StoredConfiguration known = configuration();
        CompanyMapping mapping = HandMapping.mapped(known, companyId).item();
        PsaCompany company = HandMapping.find(HandMapping.psa(psas, mapping.connectionId()), mapping.psaCompany());
        return pieces.write(msp, session -> {
            StoredConfiguration now = Pieces.configuration(session, msp);
            boolean same = Optional.ofNullable(MappingPieces.mappingOf(now, companyId))
                    .filter(stored -> stored.item().connectionId().equals(mapping.connectionId())
                            && company.isNamedBy(stored.item().psaCompany()))
                    .isPresent();
            MappingStanding standing = now.standing(companyId);
            // Mapped elsewhere meanwhile, it has the name of that company already.
            return same && mappings.acceptName(session, msp, standing, company.name());
        });
    }

    /**
     * Reads all companies of a connection and suspends the mappings whose PSA company was deleted, merged, hidden or made
     * inactive, so that their events are parked; those whose company is as it should be again are resumed, and what was parked
     * is replayed. The workflow does so by itself every {@link dev.tocsin.core.settings.Settings#driftInterval()} while it runs.
     *
     * <p>A list that lacks more than half of more than ten mapped companies, or is empty, suspends none for being missing: then
     * it is likely the integration's right to see them that is missing, which the report says.
     *
     * @return what a person should look at
     */
    public HygieneReport checkDrift(String connectionId) {
        return woken(drift.check(HandMapping.psa(psas, connectionId)));
    }

    private List<PsaCompany> all(String connectionId, MappingSwitches switches) {
        if (switches.site() != null) {
            throw new ConfigurationException(
                    "mapping.site",
                    "'" + switches.site()
                            + "' cannot be that of all companies; legal is none, and change() names one for"
                            + " a company");
        }
        HandMapping.requireRules(configuration(), switches);
        return all(connectionId);
    }

    private List<PsaCompany> all(String connectionId) {
        try (Stream<PsaCompany> all =
                HandMapping.psa(psas, connectionId).companies().all()) {
            return all.toList();
        }
    }

    /** The local companies that may be mapped onto a connection. */
    private List<LocalCompany> locals(StoredConfiguration known, String connectionId) {
        String only = associated.get(connectionId);
        return LocalCompanies.of(known).stream()
                .filter(local -> only == null || local.company().id().equals(only))
                .toList();
    }

    private StoredConfiguration configuration() {
        return pieces.read(session -> Pieces.configuration(session, msp));
    }

    private <T> T woken(T result) {
        wake.run();
        return result;
    }
}
