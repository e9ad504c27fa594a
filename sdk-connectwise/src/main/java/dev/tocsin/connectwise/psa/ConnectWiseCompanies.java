package dev.tocsin.connectwise.psa;

import dev.tocsin.connectwise.ConnectWise;
import dev.tocsin.connectwise.Page;
import dev.tocsin.connectwise.company.Company;
import dev.tocsin.connectwise.company.CompanyField;
import dev.tocsin.connectwise.company.CompanyStatus;
import dev.tocsin.connectwise.company.CompanyType;
import dev.tocsin.connectwise.record.Condition;
import dev.tocsin.connectwise.record.Conditions;
import dev.tocsin.connectwise.record.Query;
import dev.tocsin.core.company.PsaCompany;
import dev.tocsin.core.psa.PsaCompanies;
import dev.tocsin.core.psa.PsaCompanyPage;
import dev.tocsin.core.psa.PsaCompanyQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The companies of a ConnectWise server. Only the fields that are needed are read. Statuses and types come from the client's
 * catalogue, so what a page says of them may be as old as that; {@link #all()} reads the statuses anew.
 *
 * <p>A company counts as active if its status is neither inactive nor forbids saving. ConnectWise does not say into which
 * company another was merged: neither the vendor's contract nor its guide has a field for it, so that is always null; the one
 * that was merged away shows as deleted. Tenants come from a custom field that {@link ConnectWisePsaOptions} names. Thread-safe.
 */
final class ConnectWiseCompanies implements PsaCompanies {
    private static final String NAME = CompanyField.NAME.name();
    private static final String IDENTIFIER = CompanyField.IDENTIFIER.name();

    private final ConnectWise client;
    private final ConnectWisePsaOptions options;

    ConnectWiseCompanies(ConnectWise client, ConnectWisePsaOptions options) {
        this.client = client;
        this.options = options;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Search text that the vendor's grammar cannot write, which is text with both kinds of quotes, a backslash or a control
     * character, is searched more loosely and compared here; that reads as many pages from the first one on as it takes.
     */
    @Override
    public PsaCompanyPage page(PsaCompanyQuery asked) {
        Optional<Condition> wanted = condition(asked);
        Optional<Condition> ofType = typeCondition(asked.types());
        if (wanted.isEmpty() || ofType.isEmpty() && !asked.types().isEmpty()) {
            return new PsaCompanyPage(List.of(), asked.page(), false);
        }
        Query filtered = Query.where(wanted.get());
        Query query = shown(ofType.map(filtered::whereChild).orElse(filtered))
                .orderBy(CompanyField.NAME)
                .orderBy(CompanyField.ID)
                .pageSize(asked.pageSize());
        CompanyReader reader = reader(client.catalogue().allCompanyStatuses());
        LiteralSearch search = asked.search() == null ? null : new LiteralSearch(asked.search());
        if (search == null || search.exact()) {
            Page<Company> page = client.companies().list(query, asked.page());
            return new PsaCompanyPage(page.items().stream().map(reader::read).toList(), asked.page(), page.hasNext());
        }
        try (Stream<Company> found = client.companies().stream(query.pageSize(Query.LARGEST_PAGE))) {
            List<PsaCompany> some = found.filter(
                            company -> search.isMetBy(company.name()) || search.isMetBy(company.identifier()))
                    .skip((asked.page() - 1L) * asked.pageSize())
                    .limit(asked.pageSize() + 1L)
                    .map(reader::read)
                    .toList();
            boolean more = some.size() > asked.pageSize();
            return new PsaCompanyPage(more ? some.subList(0, asked.pageSize()) : some, asked.page(), more);
        }
    }

    /** What the companies of a page must meet; empty if none can. */
    private Optional<Condition> condition(PsaCompanyQuery asked) {
        List<Condition> all = new ArrayList<>(List.of(CompanyField.DELETED.isFalse()));
        if (asked.search() != null) {
            all.add(new LiteralSearch(asked.search()).on(NAME, IDENTIFIER));
        }
        if (!asked.statuses().isEmpty()) {
            long[] ids = client.catalogue().allCompanyStatuses().stream()
                    .filter(status -> contains(asked.statuses(), status.name()))
                    .mapToLong(CompanyStatus::id)
                    .toArray();
            if (ids.length == 0) {
                return Optional.empty();
            }
            all.add(CompanyField.STATUS.part("id").in(ids));
        }
        return Optional.of(Conditions.all(all));
    }

    /** That one of the types is among those of a name; empty if there is no type of any of the names, or none was asked for. */
    private Optional<Condition> typeCondition(Set<String> names) {
        if (names.isEmpty()) {
            return Optional.empty();
        }
        List<Condition> each = client.catalogue().companyTypes().stream()
                .filter(type -> contains(names, type.name()))
                .map(type -> Conditions.field("types/id").eq(type.id()))
                .toList();
        return each.isEmpty() ? Optional.empty() : Optional.of(Conditions.any(each));
    }

    private static boolean contains(Set<String> names, String name) {
        return names.stream().anyMatch(one -> one.strip().equalsIgnoreCase(name.strip()));
    }

    private Query shown(Query query) {
        List<String> names = new ArrayList<>(
                List.of(NAME, IDENTIFIER, "status", "types", "defaultContact", CompanyField.DELETED.name()));
        if (options.hasTenantField()) {
            names.add("customFields");
        }
        return query.only(names.toArray(String[]::new));
    }

    private CompanyReader reader(List<CompanyStatus> statuses) {
        return new CompanyReader(client, options, statuses);
    }

    @Override
    public Stream<PsaCompany> all() {
        CompanyReader reader = reader(client.companies().statuses().readAll());
        return client.companies().stream(shown(Query.all()).pageSize(options.pageSize()))
                .map(reader::read);
    }

    @Override
    public Optional<PsaCompany> company(String company) {
        Optional<Company> found = company.matches("[0-9]+")
                ? RecordId.parse(company).flatMap(id -> client.companies().get(id))
                : identified(company);
        return found.map(one -> reader(client.catalogue().allCompanyStatuses()).read(one));
    }

    /** One that is not deleted, if there is such: an identifier may be given anew once its company was deleted. */
    private Optional<Company> identified(String identifier) {
        if (identifier.isBlank()) {
            return Optional.empty();
        }
        Query query = shown(Query.where(new LiteralSearch(identifier).is(IDENTIFIER)));
        try (Stream<Company> found = client.companies().stream(query)) {
            List<Company> same = found.filter(one -> one.identifier().equalsIgnoreCase(identifier))
                    .toList();
            return same.stream()
                    .filter(one -> !one.deleted())
                    .findFirst()
                    .or(() -> same.stream().findFirst());
        }
    }

    @Override
    public List<String> statuses() {
        return client.catalogue().allCompanyStatuses().stream()
                .map(CompanyStatus::name)
                .toList();
    }

    @Override
    public List<String> types() {
        return client.catalogue().companyTypes().stream().map(CompanyType::name).toList();
    }
}
