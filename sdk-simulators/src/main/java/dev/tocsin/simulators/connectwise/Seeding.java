package dev.tocsin.simulators.connectwise;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.records.Catalog;
import dev.tocsin.simulators.connectwise.internal.records.Manage;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import java.util.List;

/** Fills an empty server with what its builder was told. */
record Seeding(
        String apiMember,
        List<BoardSeed> boards,
        List<CompanySeed> companies,
        List<ConnectWiseSimulatorBuilder.MemberSeed> members,
        List<ConnectWiseSimulatorBuilder.CustomFieldSeed> customFields,
        int crowd,
        int configurations) {

    void plant(Manage manage) {
        synchronized (manage) {
            Catalog catalog = manage.catalog();
            pickLists(catalog);
            catalog.addMember(apiMember, "API", "Member", "A");
            members.forEach(m -> catalog.addMember(m.identifier(), m.firstName(), m.lastName(), "F"));
            String leader = members.isEmpty() ? apiMember : members.get(0).identifier();
            boards.forEach(board -> board.plant(catalog, leader));
            customFields.forEach(f -> manage.customFields().declare(f.screen(), f.caption(), f.type(), f.options()));
            Refusals.inWords(() -> {
                companies.forEach(company -> company(manage, company));
                CompanyCrowd.plant(manage, crowd);
            });
            manage.configurations().setup().addDefaults();
            manage.agreements().addDefaults();
            manage.timeEntries().work().addDefaults();
            if (configurations > 0) {
                manage.configurations().seed(configurations);
            }
        }
    }

    private static void pickLists(Catalog catalog) {
        catalog.addPriority("Priority 1 - Critical", "Red", "Critical", 1, false);
        catalog.addPriority("Priority 2 - High", "Orange", "High", 2, false);
        catalog.addPriority("Priority 3 - Normal", "Yellow", "Medium", 3, true);
        catalog.addPriority("Priority 4 - Low", "Green", "Low", 4, false);
        catalog.addSource("Call", true);
        catalog.addSource("Email Connector", false);
        catalog.addSource("Tocsin", false);
        catalog.addCompanyStatus("Active", true, false, false);
        catalog.addCompanyStatus("Inactive", false, true, false);
        catalog.addCompanyStatus("Credit Hold", false, false, true);
        catalog.addCompanyType("Client", true);
        catalog.addCompanyType("Prospect", false);
        catalog.addCompanyType("Vendor", false);
    }

    private static void company(Manage manage, CompanySeed seed) {
        ObjectNode body = Json.object().put("identifier", seed.identifier()).put("name", seed.name());
        if (seed.statusOrNull() != null) {
            body.putObject("status").put("name", seed.statusOrNull());
        }
        body.putArray("types").addObject().put("name", "Client");
        if (!seed.sites().isEmpty()) {
            body.putObject("site").put("name", seed.sites().get(0));
        }
        int id = manage.companies().create(body, "zadmin").path("id").asInt();
        seed.sites().stream()
                .skip(1)
                .forEach(site -> manage.companies().createSite(id, Json.object().put("name", site), "zadmin"));
        if (seed.deleted()) {
            manage.companies().markDeleted(id, true, "zadmin");
        }
    }
}
