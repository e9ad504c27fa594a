package dev.tocsin.core.company;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Local companies for tests. */
final class Locals {
    private Locals() {}

    static LocalCompany of(
            Company company,
            Set<HardId> hardIds,
            @Nullable CompanyMapping mapping,
            boolean unmappedByHand,
            @Nullable String psaName) {
        return new LocalCompany(
                company, hardIds, mapping, new MappingStanding(company.id(), null, psaName, null, unmappedByHand));
    }
}
