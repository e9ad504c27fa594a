package dev.tocsin.store.jdbc;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.company.MappingStanding;
import dev.tocsin.core.company.SourceLink;
import dev.tocsin.core.escalation.EscalationPiece;
import dev.tocsin.core.rule.EventSet;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.store.ConfigurationStore;
import dev.tocsin.core.store.Origin;
import dev.tocsin.core.store.Stored;
import dev.tocsin.core.store.StoredConfiguration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Companies, mappings, event sets and rules in SQLite. */
final class SqliteConfiguration implements ConfigurationStore {
    private static final String VERSION = "SELECT version FROM configuration WHERE msp = ?";
    private static final String COUNT_UP = """
            INSERT INTO configuration (msp, version) VALUES (?, 1)
            ON CONFLICT (msp) DO UPDATE SET version = version + 1""";

    private static final String COMPANIES = "SELECT id, name, revision, origin FROM company WHERE msp = ? ORDER BY id";
    private static final String MAPPINGS = """
            SELECT company_id, connection_id, psa_company, site, create_tickets, rule_ids, sync_configurations,
            revision, origin
            FROM company_mapping WHERE msp = ? ORDER BY company_id""";
    private static final String STANDINGS =
            "SELECT company_id, psa_id, psa_name, suspended, unmapped_by_hand FROM mapping_standing WHERE msp = ?";
    private static final String LINKS = """
            SELECT source, source_company_id, company_id, revision, origin
            FROM source_link WHERE msp = ? ORDER BY source, source_company_id""";
    private static final String EVENT_SETS =
            "SELECT name, body, revision, origin FROM event_set WHERE msp = ? ORDER BY name";
    private static final String RULES = """
            SELECT id, body, revision, origin FROM integration_rule AS r WHERE msp = ?
            AND removed = 0
            AND revision = (SELECT MAX(revision) FROM integration_rule WHERE msp = r.msp AND id = r.id) ORDER BY id""";
    private static final String RULE =
            "SELECT id, body FROM integration_rule WHERE msp = ? AND id = ? AND revision = ?";

    private static final String SAVE_COMPANY = """
            INSERT INTO company (msp, id, name, origin, revision) VALUES (?, ?, ?, ?, 1)
            ON CONFLICT (msp, id) DO UPDATE SET name = excluded.name, origin = excluded.origin,
            revision = revision + 1""";
    private static final String SAVE_MAPPING = """
            INSERT INTO company_mapping (msp, company_id, connection_id, psa_company, site, create_tickets, rule_ids,
            sync_configurations, origin, revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
            ON CONFLICT (msp, company_id) DO UPDATE SET connection_id = excluded.connection_id,
            psa_company = excluded.psa_company, site = excluded.site, create_tickets = excluded.create_tickets,
            rule_ids = excluded.rule_ids, sync_configurations = excluded.sync_configurations,
            origin = excluded.origin, revision = revision + 1""";
    private static final String SAVE_STANDING = """
            INSERT INTO mapping_standing (msp, company_id, psa_id, psa_name, suspended, unmapped_by_hand)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (msp, company_id) DO UPDATE SET psa_id = excluded.psa_id, psa_name = excluded.psa_name,
            suspended = excluded.suspended, unmapped_by_hand = excluded.unmapped_by_hand""";
    private static final String FORGET_STANDING = "DELETE FROM mapping_standing WHERE msp = ? AND company_id = ?";
    private static final String SAVE_LINK = """
            INSERT INTO source_link (msp, source, source_company_id, company_id, origin, revision)
            VALUES (?, ?, ?, ?, ?, 1)
            ON CONFLICT (msp, source, source_company_id) DO UPDATE SET company_id = excluded.company_id,
            origin = excluded.origin, revision = revision + 1""";
    private static final String SAVE_EVENT_SET = """
            INSERT INTO event_set (msp, name, body, origin, revision) VALUES (?, ?, ?, ?, 1)
            ON CONFLICT (msp, name) DO UPDATE SET body = excluded.body, origin = excluded.origin,
            revision = revision + 1""";
    private static final String SAVE_RULE = """
            INSERT INTO integration_rule (msp, id, body, origin, revision)
            SELECT ?1, ?2, ?3, ?4, COALESCE(MAX(revision), 0) + 1
            FROM integration_rule WHERE msp = ?1 AND id = ?2""";

    private static final String REMOVE_MAPPING = "DELETE FROM company_mapping WHERE msp = ? AND company_id = ?";
    private static final String REMOVE_LINK =
            "DELETE FROM source_link WHERE msp = ? AND source = ? AND source_company_id = ?";
    private static final String REMOVE_RULE =
            "UPDATE integration_rule SET removed = 1 WHERE msp = ? AND id = ? AND removed = 0";

    private final SqliteConnection connection;
    private final SqliteSuppression suppression;
    private final SqliteEscalationPieces escalation;

    SqliteConfiguration(SqliteConnection connection) {
        this.connection = connection;
        suppression = new SqliteSuppression(connection, this::countUp);
        escalation = new SqliteEscalationPieces(connection, this::countUp);
    }

    @Override
    public long version(MspId msp) {
        Long version = connection.reading(VERSION).set(msp.value()).first(Row::number);
        return version == null ? 0 : version;
    }

    @Override
    public StoredConfiguration load(MspId msp) {
        return new StoredConfiguration(
                version(msp),
                companies(msp),
                mappings(msp),
                standings(msp),
                links(msp),
                eventSets(msp),
                rules(msp),
                suppression.load(msp),
                escalation.load(msp));
    }

    private List<Stored<Company>> companies(MspId msp) {
        return connection
                .reading(COMPANIES)
                .set(msp.value())
                .list(row -> new Stored<>(
                        new Company(msp, row.text(), row.text()), row.small(), Origin.valueOf(row.text())));
    }

    private List<Stored<CompanyMapping>> mappings(MspId msp) {
        return connection
                .reading(MAPPINGS)
                .set(msp.value())
                .list(row -> new Stored<>(
                        new CompanyMapping(
                                msp,
                                row.text(),
                                row.text(),
                                row.text(),
                                row.textOrNull(),
                                row.flag(),
                                Json.texts(row.text()),
                                row.flag()),
                        row.small(),
                        Origin.valueOf(row.text())));
    }

    private Map<String, MappingStanding> standings(MspId msp) {
        Map<String, MappingStanding> standings = new HashMap<>();
        connection.reading(STANDINGS).set(msp.value()).each(row -> {
            MappingStanding standing =
                    new MappingStanding(row.text(), row.textOrNull(), row.textOrNull(), row.textOrNull(), row.flag());
            standings.put(standing.companyId(), standing);
        });
        return standings;
    }

    private List<Stored<SourceLink>> links(MspId msp) {
        return connection
                .reading(LINKS)
                .set(msp.value())
                .list(row -> new Stored<>(
                        new SourceLink(msp, row.text(), row.text(), row.text()),
                        row.small(),
                        Origin.valueOf(row.text())));
    }

    private List<Stored<EventSet>> eventSets(MspId msp) {
        return connection
                .reading(EVENT_SETS)
                .set(msp.value())
                .list(row -> new Stored<>(
                        RuleJson.readEventSet(msp, row.text(), row.text()), row.small(), Origin.valueOf(row.text())));
    }

    private List<Stored<IntegrationRule>> rules(MspId msp) {
        return connection
                .reading(RULES)
                .set(msp.value())
                .list(row -> new Stored<>(
                        RuleJson.readRule(msp, row.text(), row.text()), row.small(), Origin.valueOf(row.text())));
    }

    @Override
    public void save(Company company, Origin origin) {
        keep(
                company.msp(),
                connection
                        .writing(SAVE_COMPANY)
                        .set(company.msp().value())
                        .set(company.id())
                        .set(company.name())
                        .set(origin));
    }

    @Override
    public void save(CompanyMapping mapping, Origin origin) {
        keep(
                mapping.msp(),
                connection
                        .writing(SAVE_MAPPING)
                        .set(mapping.msp().value())
                        .set(mapping.companyId())
                        .set(mapping.connectionId())
                        .set(mapping.psaCompany())
                        .set(mapping.site())
                        .set(mapping.createTickets())
                        .set(Json.texts(mapping.ruleIds()))
                        .set(mapping.syncConfigurations())
                        .set(origin));
    }

    @Override
    public void save(MspId msp, MappingStanding standing) {
        Prepared statement = standing.isNone()
                ? connection.writing(FORGET_STANDING).set(msp.value()).set(standing.companyId())
                : connection
                        .writing(SAVE_STANDING)
                        .set(msp.value())
                        .set(standing.companyId())
                        .set(standing.psaId())
                        .set(standing.psaName())
                        .set(standing.suspended())
                        .set(standing.unmappedByHand());
        keep(msp, statement);
    }

    @Override
    public void save(SourceLink link, Origin origin) {
        keep(
                link.msp(),
                connection
                        .writing(SAVE_LINK)
                        .set(link.msp().value())
                        .set(link.source())
                        .set(link.sourceCompanyId())
                        .set(link.companyId())
                        .set(origin));
    }

    @Override
    public void save(EventSet eventSet, Origin origin) {
        keep(
                eventSet.msp(),
                connection
                        .writing(SAVE_EVENT_SET)
                        .set(eventSet.msp().value())
                        .set(eventSet.name())
                        .set(RuleJson.write(eventSet))
                        .set(origin));
    }

    @Override
    public void save(IntegrationRule rule, Origin origin) {
        keep(
                rule.msp(),
                connection
                        .writing(SAVE_RULE)
                        .set(rule.msp().value())
                        .set(rule.id())
                        .set(RuleJson.write(rule))
                        .set(origin));
    }

    private void keep(MspId msp, Prepared statement) {
        statement.update();
        countUp(msp);
    }

    private void countUp(MspId msp) {
        connection.writing(COUNT_UP).set(msp.value()).update();
    }

    @Override
    public SqliteSuppression suppression() {
        return suppression;
    }

    @Override
    public boolean removeMapping(MspId msp, String companyId) {
        return removed(msp, connection.writing(REMOVE_MAPPING).set(msp.value()).set(companyId));
    }

    @Override
    public boolean removeLink(MspId msp, String source, String sourceCompanyId) {
        return removed(
                msp,
                connection.writing(REMOVE_LINK).set(msp.value()).set(source).set(sourceCompanyId));
    }

    @Override
    public boolean removeRule(MspId msp, String ruleId) {
        return removed(msp, connection.writing(REMOVE_RULE).set(msp.value()).set(ruleId));
    }

    private boolean removed(MspId msp, Prepared removal) {
        boolean removed = removal.update() > 0;
        if (removed) {
            countUp(msp);
        }
        return removed;
    }

    @Override
    public Optional<IntegrationRule> rule(MspId msp, String ruleId, int revision) {
        return Optional.ofNullable(connection
                .reading(RULE)
                .set(msp.value())
                .set(ruleId)
                .set(revision)
                .first(row -> RuleJson.readRule(msp, row.text(), row.text())));
    }

    @Override
    public void save(EscalationPiece piece, Origin origin) {
        escalation.save(piece, origin);
    }

    @Override
    public boolean removeEscalation(MspId msp, EscalationPiece.Kind kind, String id) {
        return escalation.remove(msp, kind, id);
    }
}
