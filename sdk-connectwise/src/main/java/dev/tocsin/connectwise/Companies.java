package dev.tocsin.connectwise;

import dev.tocsin.http.TransportRequest.Method;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Companies and their sites. Thread-safe. Every method throws {@link dev.tocsin.core.base.TocsinException}. */
public final class Companies {
    private static final String PATH = "/company/companies";

    private final Gateway gateway;
    private final Listing<Company> listing;

    Companies(Gateway gateway) {
        this.gateway = gateway;
        this.listing = new Listing<>(gateway, PATH, Company::from);
    }

    /** One page of companies, deleted ones included unless the query excludes them. Pages count from 1. */
    public Page<Company> list(Query query, int page) {
        return listing.page(query, page);
    }

    /** All companies that a query selects, fetched page by page as the stream is read. */
    public Stream<Company> stream(Query query) {
        return listing.stream(query);
    }

    /** How many companies a query selects. */
    public long count(Query query) {
        return listing.count(query);
    }

    /** A company, deleted or not; empty if there is none with the id, or the role may not see it. */
    public Optional<Company> get(int id) {
        return listing.get(id);
    }

    /**
     * The company with an identifier, in any case, unless it was deleted.
     *
     * @throws InvalidRequestException if no query can express the identifier
     */
    public Optional<Company> findByIdentifier(String identifier) {
        Condition condition = Conditions.field("identifier")
                .eq(identifier)
                .and(Conditions.field("deletedFlag").eq(false));
        return listing.page(Query.where(condition).pageSize(10), 1).items().stream()
                .filter(company -> company.identifier().equalsIgnoreCase(identifier))
                .findFirst();
    }

    /** Creates a company; see {@link #create(NewCompany, CallOptions)}. */
    public Company create(NewCompany draft) {
        return create(draft, CallOptions.none());
    }

    /**
     * Creates a company. The server refuses a second one with the same identifier (code ObjectExists).
     *
     * @throws InvalidRequestException with all faults of the draft; nothing was sent
     * @throws dev.tocsin.core.base.OutcomeUnknownException if it may have been created: look for the identifier
     */
    public Company create(NewCompany draft, CallOptions options) {
        draft.check(gateway.apiVersion().orElse(null));
        return Company.from(gateway.send(Call.write(Method.POST, PATH, draft.toJson(), options))
                .record());
    }

    /** All statuses that companies can have. */
    public List<CompanyStatus> statuses() {
        return new Listing<>(gateway, PATH + "/statuses", CompanyStatus::from).all();
    }

    /** All sites of a company, inactive ones included. */
    public List<CompanySite> sites(int companyId) {
        return new Listing<>(gateway, PATH + "/" + companyId + "/sites", CompanySite::from).all();
    }
}
