package dev.tocsin.examples.alertbridge.config;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.base.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The connections of the file: the one that {@code connectwise} describes, for all companies, and those of the list. */
final class ConnectionSections {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final Reading reading;
    private final KeySection keys;
    private final List<ConnectWiseAccess> connections = new ArrayList<>();
    /** The ids that are there, also of connections that have faults. */
    private final List<String> ids = new ArrayList<>();

    ConnectionSections(Reading reading) {
        this.reading = reading;
        keys = new KeySection(reading);
    }

    List<ConnectWiseAccess> connections() {
        return connections;
    }

    /** The ids of the connections, those with faults included. */
    List<String> ids() {
        return ids;
    }

    /** The connection that a company uses which names none; empty if several could be meant. */
    Optional<String> standard(String companyId) {
        List<String> own = connections.stream()
                .filter(one -> companyId.equals(one.associatedCompany()))
                .map(ConnectWiseAccess::id)
                .toList();
        if (own.size() == 1) {
            return Optional.of(own.get(0));
        }
        if (ids.contains(ConnectWiseAccess.CONNECTION_ID) || ids.isEmpty()) {
            return Optional.of(ConnectWiseAccess.CONNECTION_ID);
        }
        return ids.size() == 1 ? Optional.of(ids.get(0)) : Optional.empty();
    }

    /** The connection of an id; empty if there is none, or none without faults. */
    Optional<ConnectWiseAccess> of(String id) {
        return connections.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    void read(@Nullable Section standard, List<Section> others) {
        if (standard != null) {
            ids.add(ConnectWiseAccess.CONNECTION_ID);
            read(standard, ConnectWiseAccess.CONNECTION_ID, null);
        }
        for (Section section : others) {
            String id = section.needed("id", "a short name of the connection is legal, which mappings keep");
            String company = section.text("forCompany");
            if (!id.isBlank() && !ID.matcher(id).matches()) {
                section.fault("id", "is not legal; letters, digits, '.', '_' and '-' are, at most 64");
            } else if (ids.contains(id)) {
                section.fault("id", "'" + id + "' is the id of two connections");
            }
            ids.add(id);
            reading.standsAt("connections[" + id + "]", section.line("id"));
            read(section, id, company == null || company.isBlank() ? null : company.strip());
        }
    }

    private void read(Section section, String id, @Nullable String associated) {
        String url = section.needed("url", "such as https://na.myconnectwise.net");
        String company = section.needed("company", "the login company is legal, as typed on the login page");
        KeySource publicKey = keys.key(section, "publicKey");
        KeySource privateKey = keys.key(section, "privateKey");
        Secret clientId = section.secret("clientId");
        String tenantField = section.text("tenantField");
        section.end();
        if (url.isBlank() || company.isBlank() || publicKey == null || privateKey == null || clientId == null) {
            return;
        }
        ConnectWiseAccess access =
                new ConnectWiseAccess(id, url, company, publicKey, privateKey, clientId, tenantField, associated);
        try {
            access.connection(Clock.systemUTC(), Sleeper.system(), Duration.ofSeconds(1));
            access.keys();
        } catch (ConfigurationException e) {
            String field = e.field();
            String name = field == null || field.equals("site") ? "url" : field;
            section.fault(section.has(name + "File") ? name + "File" : name, e);
        }
        connections.add(access);
    }
}
