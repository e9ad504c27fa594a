package dev.tocsin.connectwise.psa;

import dev.tocsin.connectwise.ConnectWise;
import dev.tocsin.connectwise.company.Company;
import dev.tocsin.connectwise.company.CompanyStatus;
import dev.tocsin.connectwise.record.CustomField;
import dev.tocsin.connectwise.record.Reference;
import dev.tocsin.core.company.HardId;
import dev.tocsin.core.company.PsaCompany;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the server's companies as the engine's, by the statuses of one moment. Not thread-safe: one for each listing. */
final class CompanyReader {
    private final ConnectWise client;
    private final ConnectWisePsaOptions options;
    private final Map<Integer, Boolean> active = new HashMap<>();

    CompanyReader(ConnectWise client, ConnectWisePsaOptions options, List<CompanyStatus> statuses) {
        this.client = client;
        this.options = options;
        statuses.forEach(status -> active.put(status.id(), letsWork(status)));
    }

    /** A status that forbids saving keeps the server from taking tickets, as an inactive one means it should not get any. */
    private static boolean letsWork(CompanyStatus status) {
        return !status.inactive() && !status.disallowSaving();
    }

    PsaCompany read(Company company) {
        PsaCompany.Builder builder = PsaCompany.builder(Integer.toString(company.id()), company.name())
                .identifier(company.identifier().isBlank() ? null : company.identifier())
                .status(name(company.status()), isActive(company.status()))
                .deleted(company.deleted())
                .types(typesOf(company))
                .defaultContact(name(company.defaultContact()));
        tenant(company).ifPresent(builder::hardId);
        return builder.build();
    }

    private static @Nullable String name(@Nullable Reference reference) {
        return reference == null ? null : reference.name();
    }

    private static List<String> typesOf(Company company) {
        List<String> names = new ArrayList<>();
        for (Reference type : company.types()) {
            if (type.name() != null) {
                names.add(type.name());
            }
        }
        return names;
    }

    /** A status that was made since the statuses were read is looked up by its id; one that is not shown counts as active. */
    private boolean isActive(@Nullable Reference status) {
        if (status == null || status.id() == null) {
            return true;
        }
        return active.computeIfAbsent(
                status.id(),
                id -> client.companies()
                        .statuses()
                        .get(id)
                        .map(CompanyReader::letsWork)
                        .orElse(true));
    }

    private Optional<HardId> tenant(Company company) {
        if (!options.hasTenantField()) {
            return Optional.empty();
        }
        return company.customFields().stream()
                .filter(this::isTenantField)
                .map(CustomField::text)
                .filter(text -> text != null && !text.isBlank())
                .map(HardId::readTenant)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private boolean isTenantField(CustomField field) {
        Integer id = options.tenantFieldId();
        String caption = options.tenantFieldCaption();
        return id != null ? id == field.id() : field.caption().strip().equalsIgnoreCase(caption);
    }
}
