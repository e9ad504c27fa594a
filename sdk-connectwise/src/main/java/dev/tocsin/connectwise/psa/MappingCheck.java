package dev.tocsin.connectwise.psa;

import dev.tocsin.connectwise.ConnectWise;
import dev.tocsin.connectwise.company.Company;
import dev.tocsin.connectwise.company.CompanySite;
import dev.tocsin.connectwise.company.CompanyStatus;
import dev.tocsin.connectwise.record.Reference;
import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.company.CompanyMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks up the company and the site of a mapping. */
final class MappingCheck {
    private final ConnectWise client;

    MappingCheck(ConnectWise client) {
        this.client = client;
    }

    List<FieldError> faults(CompanyMapping mapping) {
        String name = "company '" + mapping.psaCompany() + "'";
        Optional<Company> found = company(mapping.psaCompany());
        if (found.isEmpty()) {
            return List.of(fault(
                    mapping,
                    "connectwise",
                    "no company has the identifier or id '" + mapping.psaCompany()
                            + "'; legal is the identifier or the id of one that is not deleted"));
        }
        Company company = found.get();
        if (company.deleted()) {
            return List.of(fault(mapping, "connectwise", name + " is deleted"));
        }
        List<FieldError> faults = new ArrayList<>();
        status(company.status()).ifPresent(status -> {
            if (status.inactive()) {
                faults.add(fault(mapping, "connectwise", name + " is inactive: its status is '" + status.name() + "'"));
            } else if (status.disallowSaving()) {
                faults.add(fault(
                        mapping,
                        "connectwise",
                        "nothing can be saved for " + name + " while its status is '" + status.name() + "'"));
            }
        });
        String site = mapping.site();
        if (site != null) {
            List<String> sites = client.companies().sites(company.id()).readAll().stream()
                    .filter(candidate -> !candidate.inactive())
                    .map(CompanySite::name)
                    .toList();
            if (sites.stream().noneMatch(site::equalsIgnoreCase)) {
                faults.add(
                        fault(mapping, "site", "'" + site + "' is no active site of " + name + "; legal are " + sites));
            }
        }
        return faults;
    }

    private static FieldError fault(CompanyMapping mapping, String field, String message) {
        return new FieldError("companies[" + mapping.companyId() + "]." + field, null, message);
    }

    private Optional<CompanyStatus> status(@Nullable Reference status) {
        if (status == null || status.id() == null) {
            return Optional.empty();
        }
        int id = status.id();
        return client.companies().statuses().get(id);
    }

    private Optional<Company> company(String identifierOrId) {
        Optional<Integer> id = RecordId.parse(identifierOrId);
        return id.isPresent()
                ? client.companies().get(id.get())
                : client.companies().findByIdentifier(identifierOrId);
    }
}
