package dev.tocsin.store.jdbc;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.store.AssetLinkStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The configurations of assets in SQLite. */
final class SqliteAssetLinks implements AssetLinkStore {
    private static final String OF = """
            SELECT asset, configuration_id FROM asset_link
            WHERE msp = ? AND connection_id = ? AND company_id = ? AND asset IN (SELECT value FROM json_each(?))""";
    private static final String KEEP = """
            INSERT INTO asset_link (msp, connection_id, company_id, asset, configuration_id) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (msp, connection_id, company_id, asset) DO UPDATE
            SET configuration_id = excluded.configuration_id WHERE configuration_id <> excluded.configuration_id""";
    private static final String FORGET =
            "DELETE FROM asset_link WHERE msp = ? AND company_id IN (SELECT value FROM json_each(?))";

    private final SqliteConnection connection;

    SqliteAssetLinks(SqliteConnection connection) {
        this.connection = connection;
    }

    @Override
    public Map<String, String> of(MspId msp, String connectionId, String companyId, Collection<String> assets) {
        Map<String, String> found = new HashMap<>();
        connection
                .reading(OF)
                .set(msp.value())
                .set(connectionId)
                .set(companyId)
                .set(Json.texts(List.copyOf(assets)))
                .each(row -> found.put(row.text(), row.text()));
        return found;
    }

    @Override
    public boolean keep(MspId msp, String connectionId, String companyId, String asset, String configurationId) {
        return connection
                        .writing(KEEP)
                        .set(msp.value())
                        .set(connectionId)
                        .set(companyId)
                        .set(asset)
                        .set(configurationId)
                        .update()
                > 0;
    }

    @Override
    public int forget(MspId msp, Collection<String> companyIds) {
        return connection
                .writing(FORGET)
                .set(msp.value())
                .set(Json.texts(List.copyOf(companyIds)))
                .update();
    }
}
