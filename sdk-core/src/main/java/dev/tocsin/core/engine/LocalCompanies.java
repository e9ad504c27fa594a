package dev.tocsin.core.engine;

import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.company.HardId;
import dev.tocsin.core.company.LocalCompany;
import dev.tocsin.core.company.SourceLink;
import dev.tocsin.core.store.Stored;
import dev.tocsin.core.store.StoredConfiguration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The local companies of a stored configuration, each with all that decides over its mapping. */
public final class LocalCompanies {
    /** How the names of sources begin whose customers are Microsoft tenants, without punctuation. */
    private static final List<String> MICROSOFT = List.of(
            "entra",
            "azure",
            "aad",
            "microsoft",
            "m365",
            "o365",
            "office365",
            "defender",
            "intune",
            "sentinel",
            "graph",
            HardId.TENANT);

    private LocalCompanies() {}

    /** All companies, in the order of the configuration. */
    public static List<LocalCompany> of(StoredConfiguration configuration) {
        Map<String, CompanyMapping> mappings = configuration.mappings().stream()
                .map(Stored::item)
                .collect(Collectors.toMap(CompanyMapping::companyId, Function.identity()));
        Map<String, Set<HardId>> hardIds = new HashMap<>();
        configuration.links().stream()
                .map(Stored::item)
                .forEach(link -> hardId(link)
                        .ifPresent(hardId -> hardIds.computeIfAbsent(link.companyId(), any -> new HashSet<>())
                                .add(hardId)));
        return configuration.companies().stream()
                .map(Stored::item)
                .map(company -> new LocalCompany(
                        company,
                        hardIds.getOrDefault(company.id(), Set.of()),
                        mappings.get(company.id()),
                        configuration.standing(company.id())))
                .toList();
    }

    /**
     * What the link of a source's customer proves: the tenant, where the source is one of Microsoft's and the id is a GUID;
     * else the id in that source, by its own name.
     */
    static Optional<HardId> hardId(SourceLink link) {
        String source = link.source().strip();
        String customer = link.sourceCompanyId().strip();
        if (source.isEmpty() || customer.isEmpty()) {
            return Optional.empty();
        }
        String bare = source.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        Optional<HardId> tenant =
                MICROSOFT.stream().anyMatch(bare::startsWith) ? HardId.readTenant(customer) : Optional.empty();
        return tenant.isPresent() || source.equals(HardId.TENANT) ? tenant : Optional.of(new HardId(source, customer));
    }
}
