package dev.tocsin.store.jdbc;

import dev.tocsin.core.asset.ContentHash;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.store.AssetKey;
import dev.tocsin.core.store.Fleet;
import dev.tocsin.core.store.FleetLink;
import dev.tocsin.core.store.FleetStore;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The configurations of fleets in SQLite. A million links stream through {@link #get} and {@link #seen}, so each is one statement
 * for all its assets, which come as a JSON array of pairs.
 */
final class SqliteFleets implements FleetStore {
    private static final String COLUMNS =
            "company_id, asset_id, configuration_id, hash, retired, create_sent_at, run, psa_company," + " read_again";

    /** The rows of assets; the index by asset finds them, whatever their number. */
    private static final String IDS_OF_ASSETS = """
            SELECT f.id FROM json_each(?) AS asset CROSS JOIN fleet_link AS f
            ON f.company_id = asset.value ->> 0 AND f.asset_id = asset.value ->> 1
            WHERE f.msp = ? AND f.connection_id = ? AND f.source = ?""";

    private static final String GET = "SELECT " + COLUMNS + " FROM fleet_link WHERE id IN (" + IDS_OF_ASSETS + ")";
    private static final String SEEN = "UPDATE fleet_link SET run = ? WHERE run < ? AND id IN (" + IDS_OF_ASSETS + ")";

    /** Takes the configurations from assets that get others, before they get them. */
    private static final String RELEASE = """
            UPDATE fleet_link SET configuration_id = NULL WHERE id IN (
            SELECT f.id FROM json_each(?) AS asset CROSS JOIN fleet_link AS f
            ON f.company_id = asset.value ->> 0 AND f.asset_id = asset.value ->> 1
            WHERE f.msp = ? AND f.connection_id = ? AND f.source = ?
            AND f.configuration_id IS NOT NULL AND f.configuration_id IS NOT asset.value ->> 2)""";

    private static final String SAVE = """
            INSERT INTO fleet_link (msp, connection_id, source, company_id, asset_id,
            configuration_id, hash, retired, create_sent_at, run, psa_company, read_again) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (msp, connection_id, source, company_id, asset_id) DO UPDATE
            SET configuration_id = excluded.configuration_id, hash = excluded.hash, retired = excluded.retired,
            create_sent_at = excluded.create_sent_at, run = excluded.run, psa_company = excluded.psa_company,
            read_again = excluded.read_again""";
    private static final String UNSEEN = "SELECT " + COLUMNS + """
             FROM fleet_link WHERE msp = ? AND connection_id = ? AND source = ? AND (company_id, asset_id) > (?, ?)
            AND configuration_id IS NOT NULL AND retired = 0 AND run < ?
            ORDER BY company_id, asset_id LIMIT ?""";
    private static final String UNDECIDED = "SELECT " + COLUMNS + """
             FROM fleet_link WHERE msp = ? AND connection_id = ? AND source = ? AND create_sent_at IS NOT NULL
            ORDER BY company_id, asset_id""";
    private static final String COUNT = """
            SELECT COUNT(*) FROM fleet_link
            WHERE msp = ? AND connection_id = ? AND source = ? AND configuration_id IS NOT NULL""";
    private static final String OWNERS = """
            SELECT configuration_id, source, company_id, asset_id FROM fleet_link
            WHERE msp = ? AND connection_id = ? AND configuration_id IN (SELECT value FROM json_each(?))""";
    private static final String READ_AGAIN = """
            UPDATE fleet_link SET read_again = 1
            WHERE msp = ? AND connection_id = ? AND configuration_id IN (SELECT value FROM json_each(?))
            AND read_again = 0""";

    private final SqliteConnection connection;

    SqliteFleets(SqliteConnection connection) {
        this.connection = connection;
    }

    @Override
    public Map<AssetKey, FleetLink> get(Fleet fleet, Collection<AssetKey> assets) {
        Map<AssetKey, FleetLink> found = new HashMap<>();
        of(fleet, connection.reading(GET).set(keys(assets))).each(row -> {
            FleetLink link = read(row);
            found.put(link.key(), link);
        });
        return found;
    }

    private static FleetLink read(Row row) throws SQLException {
        AssetKey key = new AssetKey(row.text(), row.text());
        String configurationId = row.textOrNull();
        String hash = row.textOrNull();
        return new FleetLink(
                key,
                configurationId,
                hash == null ? null : new ContentHash(hash),
                row.flag(),
                row.timeOrNull(),
                row.number(),
                row.textOrNull(),
                row.flag());
    }

    @Override
    public void save(Fleet fleet, Collection<FleetLink> links) {
        Map<AssetKey, FleetLink> last = new LinkedHashMap<>();
        links.forEach(link -> last.put(link.key(), link));
        of(fleet, connection.writing(RELEASE).set(configurations(last.values())))
                .update();
        for (FleetLink link : last.values()) {
            of(fleet, connection.writing(SAVE))
                    .set(link.key().companyId())
                    .set(link.key().assetId())
                    .set(link.configurationId())
                    .set(link.hash() == null ? null : link.hash().value())
                    .set(link.retired())
                    .set(link.createSentAt())
                    .set(link.run())
                    .set(link.psaCompany())
                    .set(link.readAgain())
                    .update(() -> refusal(fleet, link));
        }
    }

    private String refusal(Fleet fleet, FleetLink link) {
        String configurationId = String.valueOf(link.configurationId());
        Owner other = owners(fleet.msp(), fleet.connectionId(), List.of(configurationId))
                .get(configurationId);
        return "configuration '" + configurationId + "' of connection '" + fleet.connectionId() + "' is linked to "
                + (other == null
                        ? "another asset"
                        : "asset '" + other.key().assetId() + "' of company '"
                                + other.key().companyId() + "' and source '" + other.source() + "'")
                + "; a second link, to asset '" + link.key().assetId() + "' of company '"
                + link.key().companyId() + "', is not legal";
    }

    @Override
    public void seen(Fleet fleet, long run, Collection<AssetKey> assets) {
        of(fleet, connection.writing(SEEN).set(run).set(run).set(keys(assets))).update();
    }

    @Override
    public List<FleetLink> unseen(Fleet fleet, long run, @Nullable AssetKey after, int limit) {
        // No text comes before the empty one; an asset with two empty names is none.
        return of(fleet, connection.reading(UNSEEN))
                .set(after == null ? "" : after.companyId())
                .set(after == null ? "" : after.assetId())
                .set(run)
                .set(limit)
                .list(SqliteFleets::read);
    }

    @Override
    public List<FleetLink> undecided(Fleet fleet) {
        return of(fleet, connection.reading(UNDECIDED)).list(SqliteFleets::read);
    }

    @Override
    public long count(Fleet fleet) {
        Long count = of(fleet, connection.reading(COUNT)).first(Row::number);
        return count == null ? 0 : count;
    }

    @Override
    public Map<String, Owner> owners(MspId msp, String connectionId, Collection<String> configurationIds) {
        Map<String, Owner> found = new HashMap<>();
        connection
                .reading(OWNERS)
                .set(msp.value())
                .set(connectionId)
                .set(Json.texts(List.copyOf(configurationIds)))
                .each(row -> found.put(row.text(), new Owner(row.text(), new AssetKey(row.text(), row.text()))));
        return found;
    }

    @Override
    public int readAgain(MspId msp, String connectionId, Collection<String> configurationIds) {
        return connection
                .writing(READ_AGAIN)
                .set(msp.value())
                .set(connectionId)
                .set(Json.texts(List.copyOf(configurationIds)))
                .update();
    }

    private static Prepared of(Fleet fleet, Prepared statement) {
        return statement.set(fleet.msp().value()).set(fleet.connectionId()).set(fleet.source());
    }

    private static String keys(Collection<AssetKey> assets) {
        List<List<@Nullable String>> pairs = new ArrayList<>(assets.size());
        assets.forEach(asset -> pairs.add(List.of(asset.companyId(), asset.assetId())));
        return Json.rows(pairs);
    }

    private static String configurations(Collection<FleetLink> links) {
        List<List<@Nullable String>> rows = new ArrayList<>(links.size());
        for (FleetLink link : links) {
            List<@Nullable String> row = new ArrayList<>();
            row.add(link.key().companyId());
            row.add(link.key().assetId());
            row.add(link.configurationId());
            rows.add(row);
        }
        return Json.rows(rows);
    }
}
