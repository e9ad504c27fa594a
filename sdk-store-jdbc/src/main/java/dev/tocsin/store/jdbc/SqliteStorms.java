package dev.tocsin.store.jdbc;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.store.StoredStorm;
import dev.tocsin.core.store.StormStore;
import dev.tocsin.core.storm.CreateBudget;
import dev.tocsin.core.storm.Lane;
import dev.tocsin.core.storm.LaneState;
import dev.tocsin.core.storm.RateEstimate;
import dev.tocsin.core.storm.StormKey;
import dev.tocsin.core.storm.StormState;
import dev.tocsin.core.storm.TopAssets;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The budgets of creates and the storms in SQLite. */
final class SqliteStorms implements StormStore {
    private static final String LANE =
            "SELECT company_id, level, at, last_served FROM create_budget WHERE msp = ? AND lane = ?";
    private static final String KEEP_BUDGET = """
            INSERT INTO create_budget (msp, lane, company_id, level, at, last_served) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (msp, lane, company_id) DO UPDATE SET level = excluded.level, at = excluded.at,
            last_served = excluded.last_served""";
    private static final String FORGET_BUDGETS = """
            DELETE FROM create_budget WHERE msp = ? AND lane = ? AND company_id <> ''
            AND company_id NOT IN (SELECT value FROM json_each(?))""";
    private static final String WAITING = """
            SELECT company_id, COUNT(*) FROM incident INDEXED BY incident_queued
            WHERE msp = ? AND lane = ? AND state = 'PENDING' AND queued_at IS NOT NULL GROUP BY company_id""";
    private static final String PLACES = """
            SELECT COUNT(*) FROM incident INDEXED BY incident_place
            WHERE msp = ? AND company_id = ? AND rule_id = ? AND lane = ? AND takes_place = 1""";
    private static final String HELD = SqliteIncidents.SELECT
            + " INDEXED BY incident_absorbed WHERE msp = ? AND company_id = ? AND rule_id = ? AND lane = ?"
            + " AND state = 'ABSORBED' AND (active > 0 OR moments = 1) ORDER BY id LIMIT ?";
    private static final String NOTE_WAITS = SqliteIncidents.SELECT
            + " INDEXED BY incident_notes WHERE msp = ? AND notes_from > ? AND live = 1 AND note_due_at IS NOT NULL"
            + " ORDER BY id";
    private static final String SELECT = """
            SELECT msp, company_id, rule_id, since, groups, events, held_top, held_normal, promoted, worst, assets,
            rate_minute, rate_previous, rate_current, calm_from, told_at, changed, incident_id, due_at FROM storm""";
    private static final String STORM = SELECT + " WHERE msp = ? AND company_id = ? AND rule_id = ?";
    private static final String STORMS = SELECT + " WHERE msp = ? ORDER BY since, incident_id";
    private static final String DUE = SELECT + " WHERE msp = ? AND due_at <= ? ORDER BY due_at, incident_id LIMIT ?";
    private static final String NEXT_DUE = "SELECT due_at FROM storm WHERE msp = ? ORDER BY due_at LIMIT 1";
    private static final String KEEP = """
            INSERT OR REPLACE INTO storm (msp, company_id, rule_id, since, groups, events, held_top, held_normal,
            promoted, worst, assets, rate_minute, rate_previous, rate_current, calm_from, told_at, changed, incident_id,
            due_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String END = "DELETE FROM storm WHERE msp = ? AND company_id = ? AND rule_id = ?";

    private final SqliteConnection connection;

    SqliteStorms(SqliteConnection connection) {
        this.connection = connection;
    }

    private record BudgetRow(String companyId, CreateBudget budget, String lastServed) {}

    @Override
    public Optional<LaneState> lane(MspId msp, Lane lane) {
        Map<String, CreateBudget> companies = new HashMap<>();
        List<BudgetRow> own = new ArrayList<>();
        connection.reading(LANE).set(msp.value()).set(Codes.LANE.code(lane)).each(row -> {
            BudgetRow read = new BudgetRow(row.text(), new CreateBudget(row.number(), row.time()), row.text());
            if (read.companyId().isEmpty()) {
                own.add(read);
            } else {
                companies.put(read.companyId(), read.budget());
            }
        });
        return own.stream().findFirst().map(row -> new LaneState(row.budget(), companies, row.lastServed()));
    }

    @Override
    public void save(MspId msp, Lane lane, LaneState state) {
        connection
                .writing(FORGET_BUDGETS)
                .set(msp.value())
                .set(Codes.LANE.code(lane))
                .set(Json.texts(List.copyOf(state.companies().keySet())))
                .update();
        keep(msp, lane, "", state.msp(), state.lastServed());
        state.companies().forEach((company, budget) -> keep(msp, lane, company, budget, ""));
    }

    private void keep(MspId msp, Lane lane, String companyId, CreateBudget budget, String lastServed) {
        connection
                .writing(KEEP_BUDGET)
                .set(msp.value())
                .set(Codes.LANE.code(lane))
                .set(companyId)
                .set(budget.level())
                .set(budget.at())
                .set(lastServed)
                .update();
    }

    @Override
    public Map<String, Integer> waiting(MspId msp, Lane lane) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        connection
                .reading(WAITING)
                .set(msp.value())
                .set(Codes.LANE.code(lane))
                .each(row -> counts.put(row.text(), row.small()));
        return counts;
    }

    @Override
    public int openTickets(StormKey key, Lane lane) {
        Long count = of(PLACES, key).set(Codes.LANE.code(lane)).first(Row::number);
        return count == null ? 0 : Math.toIntExact(count);
    }

    private Prepared of(String sql, StormKey key) {
        return connection
                .reading(sql)
                .set(key.msp().value())
                .set(key.companyId())
                .set(key.ruleId());
    }

    @Override
    public List<Incident> held(StormKey key, Lane lane, int limit) {
        return of(HELD, key).set(Codes.LANE.code(lane)).set(limit).list(SqliteIncidents::read);
    }

    @Override
    public List<Incident> noteWaits(MspId msp, Instant now) {
        return connection.reading(NOTE_WAITS).set(msp.value()).set(now).list(SqliteIncidents::read);
    }

    @Override
    public Optional<StoredStorm> storm(StormKey key) {
        return Optional.ofNullable(of(STORM, key).first(SqliteStorms::read));
    }

    @Override
    public List<StoredStorm> storms(MspId msp) {
        return connection.reading(STORMS).set(msp.value()).list(SqliteStorms::read);
    }

    @Override
    public List<StoredStorm> due(MspId msp, Instant now, int limit) {
        return connection.reading(DUE).set(msp.value()).set(now).set(limit).list(SqliteStorms::read);
    }

    @Override
    public @Nullable Instant nextDue(MspId msp) {
        return connection.reading(NEXT_DUE).set(msp.value()).first(Row::time);
    }

    @Override
    public void save(StoredStorm storm) {
        StormState state = storm.state();
        RateEstimate rate = state.rate();
        connection
                .writing(KEEP)
                .set(state.key().msp().value())
                .set(state.key().companyId())
                .set(state.key().ruleId())
                .set(state.since())
                .set(state.groups())
                .set(state.events())
                .set(state.heldTop())
                .set(state.heldNormal())
                .set(state.promoted())
                .set(Codes.SEVERITY.code(state.worst()))
                .set(Json.object(state.assets(), SqliteStorms::write))
                .set(rate.minute())
                .set(rate.previous())
                .set(rate.current())
                .set(state.calmFrom())
                .set(state.toldAt())
                .set(state.changed())
                .set(storm.incidentId())
                .set(storm.dueAt())
                .update();
    }

    private static StoredStorm read(Row row) throws SQLException {
        StormState state = new StormState(
                new StormKey(new MspId(row.text()), row.text(), row.text()),
                row.time(),
                row.number(),
                row.number(),
                row.small(),
                row.small(),
                row.number(),
                Codes.SEVERITY.value(row.number()),
                assets(Json.read(row.text())),
                new RateEstimate(row.time(), row.small(), row.small()),
                row.time(),
                row.time(),
                row.flag());
        return new StoredStorm(state, row.number(), row.time());
    }

    private static void write(JsonGenerator json, TopAssets assets) throws IOException {
        json.writeArrayFieldStart("assets");
        for (TopAssets.Counter counter : assets.counters()) {
            json.writeStartObject();
            json.writeStringField("asset", counter.asset());
            json.writeNumberField("events", counter.events());
            json.writeNumberField("slack", counter.slack());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static TopAssets assets(JsonNode object) {
        List<TopAssets.Counter> counters = new ArrayList<>();
        object.path("assets")
                .forEach(node -> counters.add(new TopAssets.Counter(
                        Json.text(node, "asset"),
                        node.path("events").longValue(),
                        node.path("slack").longValue())));
        return new TopAssets(counters);
    }

    @Override
    public void end(StormKey key) {
        connection
                .writing(END)
                .set(key.msp().value())
                .set(key.companyId())
                .set(key.ruleId())
                .update();
    }
}
