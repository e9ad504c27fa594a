package dev.tocsin.examples.alertbridge.config;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.company.SourceLink;
import dev.tocsin.core.consent.EnrolmentPolicy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The companies of the file, with their mappings and the customers of sources that belong to them. */
final class CompanySections {
    private final Reading reading;
    private final ConnectionSections connections;
    private final List<Company> companies = new ArrayList<>();
    private final List<CompanyMapping> mappings = new ArrayList<>();
    private final List<SourceLink> links = new ArrayList<>();
    private final Map<String, String> linked = new HashMap<>();
    private final List<BridgeConfiguration.Reference> namedRules = new ArrayList<>();
    private final Map<String, MicrosoftAccess.OfCompany> microsoft = new LinkedHashMap<>();

    CompanySections(Reading reading, ConnectionSections connections) {
        this.reading = reading;
        this.connections = connections;
    }

    List<Company> companies() {
        return companies;
    }

    List<CompanyMapping> mappings() {
        return mappings;
    }

    List<SourceLink> links() {
        return links;
    }

    /** What differs for companies with Microsoft 365, by their ids. */
    Map<String, MicrosoftAccess.OfCompany> microsoft() {
        return microsoft;
    }

    /** The companies whose administrator attests for their users. */
    List<String> attested() {
        return microsoft.entrySet().stream()
                .filter(one -> one.getValue().enrolment() == EnrolmentPolicy.ADMIN_ATTESTED)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The rules that companies name and that are not among the known ones. */
    List<BridgeConfiguration.Reference> missing(Collection<String> known) {
        return namedRules.stream()
                .filter(reference -> !known.contains(reference.name()))
                .map(reference -> new BridgeConfiguration.Reference(
                        reference.target(),
                        reference.name(),
                        new Fault(
                                reference.fault().file(),
                                reference.fault().line(),
                                reference.fault().path(),
                                "'" + reference.name() + "' is no rule's id; legal are " + known)))
                .toList();
    }

    void read(List<Section> sections) {
        for (Section section : sections) {
            read(section);
        }
    }

    private void read(Section section) {
        String id = section.needed("id", "the company's own id is legal, which events name");
        String name = section.text("name");
        if (!id.isBlank()) {
            if (companies.stream().anyMatch(other -> other.id().equals(id))) {
                section.fault("id", "'" + id + "' is the id of two companies");
            }
            reading.standsAt("companies[" + id + "]", section.line("id"));
            company(section, id, name == null || name.isBlank() ? id : name);
        }
        mapping(section, id);
        sources(section.section("sources"), id);
        microsoft(section, id);
        section.end();
    }

    private void company(Section section, String id, String name) {
        try {
            companies.add(new Company(MspId.SINGLE, id, name));
        } catch (ConfigurationException e) {
            section.fault("id", e);
        }
    }

    private void mapping(Section section, String id) {
        String psaCompany = section.text("connectwise");
        String site = section.text("site");
        boolean saysCreate = section.has("createTickets");
        List<String> rules = rules(section);
        boolean create = section.flag("createTickets", !rules.isEmpty());
        boolean syncConfigurations = section.flag("syncConfigurations", false);
        String connection = section.text("connection");
        if (psaCompany == null || psaCompany.isBlank()) {
            if (site != null || (saysCreate && create) || !rules.isEmpty() || syncConfigurations) {
                section.fault(
                        "connectwise", "is missing; the identifier or the id of the company in ConnectWise is legal");
            }
            return;
        }
        if (create && rules.isEmpty()) {
            section.fault(
                    section.has("rules") ? "rules" : "createTickets",
                    "tickets need a rule; name one in rules, or say createTickets: false");
            return;
        }
        reading.standsAt("companies[" + id + "].connectwise", section.line("connectwise"));
        reading.standsAt("companies[" + id + "].site", section.line("site"));
        String connectionId = connection(section, id, connection);
        if (!id.isBlank() && connectionId != null) {
            mappings.add(new CompanyMapping(
                    MspId.SINGLE, id, connectionId, psaCompany.strip(), site, create, rules, syncConfigurations));
        }
    }

    /** The connection of a company's mapping; null, with a fault, if none can be told. */
    private @Nullable String connection(Section section, String id, @Nullable String named) {
        if (named == null || named.isBlank()) {
            String standard = connections.standard(id).orElse(null);
            if (standard == null) {
                section.fault("connection", "is missing; with several connections one of " + connections.ids() + " is");
                return null;
            }
            return standard;
        }
        String connectionId = named.strip();
        if (!connections.ids().contains(connectionId)) {
            section.fault("connection", "there is none of that id; legal are " + connections.ids());
            return null;
        }
        String associated = connections
                .of(connectionId)
                .map(ConnectWiseAccess::associatedCompany)
                .orElse(null);
        if (associated != null && !associated.equals(id)) {
            section.fault(
                    "connection", "'" + connectionId + "' is for company '" + associated + "' alone; name another");
            return null;
        }
        return connectionId;
    }

    private List<String> rules(Section section) {
        List<String> rules = new ArrayList<>(section.texts("rules"));
        String one = section.text("rule");
        if (one != null && section.has("rules")) {
            section.fault("rule", "is given beside rules; either is legal");
        } else if (one != null) {
            rules.add(one);
        }
        String field = one == null ? "rules" : "rule";
        for (String rule : rules) {
            named(rule, section.line(field), section.place(field));
        }
        return rules;
    }

    private void named(String rule, int line, String path) {
        namedRules.add(new BridgeConfiguration.Reference(
                BridgeConfiguration.Target.RULE, rule, new Fault(reading.file(), line, path, "")));
    }

    private void sources(@Nullable Section section, String companyId) {
        if (section == null) {
            return;
        }
        for (String source : section.names()) {
            for (String customer : section.texts(source)) {
                link(section, source, source, customer, companyId);
            }
        }
    }

    /** Ties a customer to the company; false, with a fault, if it is another one's. */
    private boolean link(Section section, String field, String source, String customer, String companyId) {
        String other = linked.putIfAbsent(source + "\n" + customer, companyId);
        if (other != null && !other.equals(companyId)) {
            section.fault(field, "'" + customer + "' belongs to company '" + other + "' already");
        } else if (other == null && !companyId.isBlank()) {
            links.add(new SourceLink(MspId.SINGLE, source, customer, companyId));
        }
        return other == null || other.equals(companyId);
    }

    private void microsoft(Section section, String companyId) {
        String tenant = MicrosoftSection.guid(section, "tenant");
        String region = MicrosoftSection.region(section, "region");
        EnrolmentPolicy enrolment = section.choice("enrolment", EnrolmentPolicy.values());
        if (tenant != null) {
            boolean free = true;
            for (String source : MicrosoftAccess.SOURCES) {
                free = free && link(section, "tenant", source, tenant, companyId);
            }
            reading.standsAt("companies[" + companyId + "].tenant", section.line("tenant"));
        }
        if (region != null || enrolment != null) {
            microsoft.put(
                    companyId,
                    new MicrosoftAccess.OfCompany(region, enrolment == null ? EnrolmentPolicy.NONE : enrolment));
        }
    }
}
