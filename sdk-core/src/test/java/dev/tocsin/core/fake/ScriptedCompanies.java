package dev.tocsin.core.fake;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.company.PsaCompany;
import dev.tocsin.core.psa.PsaCompanies;
import dev.tocsin.core.psa.PsaCompanyPage;
import dev.tocsin.core.psa.PsaCompanyQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The companies of a scripted PSA. Each call is told to the PSA before, which lets it fail. Single-threaded. */
final class ScriptedCompanies implements PsaCompanies {
    private final Consumer<String> reading;
    private final Map<String, PsaCompany> byId = new TreeMap<>();
    private final Map<String, Set<String>> sites = new TreeMap<>();
    private @Nullable RuntimeException breaksOff;

    ScriptedCompanies(Consumer<String> reading) {
        this.reading = reading;
    }

    void put(PsaCompany company) {
        byId.put(company.id(), company);
    }

    void remove(String id) {
        byId.remove(id);
    }

    void site(String id, String site) {
        sites.computeIfAbsent(id, any -> new TreeSet<>()).add(site);
    }

    /** The next list ends in the middle, with this error. */
    void breakOff(RuntimeException error) {
        breaksOff = error;
    }

    boolean isEmpty() {
        return byId.isEmpty();
    }

    Optional<PsaCompany> named(String company) {
        return Optional.ofNullable(byId.get(company.strip()))
                .or(() -> byId.values().stream()
                        .filter(one -> one.isNamedBy(company))
                        .findFirst());
    }

    List<FieldError> check(CompanyMapping mapping) {
        PsaCompany company = named(mapping.psaCompany()).orElse(null);
        String place = "companies[" + mapping.companyId() + "].";
        if (company == null || company.unusable().isPresent()) {
            return List.of(new FieldError(
                    place + "psaCompany",
                    null,
                    company == null ? "there is none" : company.unusable().orElseThrow()));
        }
        String site = mapping.site();
        Set<String> known = sites.getOrDefault(company.id(), Set.of());
        return site == null || known.contains(site)
                ? List.of()
                : List.of(new FieldError(
                        place + "site", null, "the site '" + site + "' does not exist; legal are " + known));
    }

    @Override
    public PsaCompanyPage page(PsaCompanyQuery query) {
        reading.accept("page " + query.page());
        String search = query.search() == null ? "" : query.search().toLowerCase(Locale.ROOT);
        List<PsaCompany> found = byId.values().stream()
                .filter(company -> !company.deleted())
                .filter(company -> (company.name() + "\n" + company.identifier())
                        .toLowerCase(Locale.ROOT)
                        .contains(search))
                .filter(company ->
                        query.statuses().isEmpty() || query.statuses().contains(String.valueOf(company.status())))
                .filter(company ->
                        query.types().isEmpty() || company.types().stream().anyMatch(query.types()::contains))
                .sorted(Comparator.comparing(PsaCompany::name).thenComparing(PsaCompany::id))
                .toList();
        int from = Math.min(found.size(), (query.page() - 1) * query.pageSize());
        int to = Math.min(found.size(), from + query.pageSize());
        return new PsaCompanyPage(found.subList(from, to), query.page(), to < found.size());
    }

    @Override
    public Stream<PsaCompany> all() {
        reading.accept("all");
        RuntimeException error = breaksOff;
        breaksOff = null;
        List<PsaCompany> seen = new ArrayList<>(byId.values());
        if (error == null) {
            return seen.stream();
        }
        return Stream.concat(seen.stream().limit(1), Stream.of(true).map(any -> {
            throw error;
        }));
    }

    @Override
    public Optional<PsaCompany> company(String company) {
        reading.accept(company);
        return named(company);
    }

    @Override
    public List<String> statuses() {
        reading.accept("statuses");
        return List.of("Active", "Inactive");
    }

    @Override
    public List<String> types() {
        reading.accept("types");
        return List.of("Client", "Prospect");
    }

    /** The companies; a PSA that was told of none cannot list any. */
    PsaCompanies listed(String connectionId) {
        if (isEmpty()) {
            throw new ConfigurationException("connection '" + connectionId + "'", "cannot list companies");
        }
        return this;
    }
}
