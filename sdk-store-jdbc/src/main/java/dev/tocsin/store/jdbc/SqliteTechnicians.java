package dev.tocsin.store.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.people.AccountState;
import dev.tocsin.core.people.DirectoryRef;
import dev.tocsin.core.people.Origin;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianStatus;
import dev.tocsin.core.people.Username;
import dev.tocsin.core.store.TechnicianStore;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The technicians in SQLite. */
final class SqliteTechnicians implements TechnicianStore {
    private static final String SELECT = """
            SELECT msp, id, name, body, connection_id, user_id, account_state, status, status_origin, version
            FROM technician WHERE msp = ?""";
    private static final String GET = SELECT + " AND id = ?";
    private static final String ALL = SELECT + " ORDER BY id";
    private static final String BY_USERNAME =
            SELECT + " AND id = (SELECT technician_id FROM technician_username WHERE msp = ? AND username = ?)";

    // The first ten parameters of both are the same. That one of this id is there is no conflict but an answer,
    // whatever else it
    // has in common with the new one.
    private static final String INSERT = """
            INSERT INTO technician (msp, id, name, body, connection_id, user_id, account_state, status, status_origin, version)
            SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10 + 1
            WHERE NOT EXISTS (SELECT 1 FROM technician WHERE msp = ?1 AND id = ?2)""";
    private static final String UPDATE = """
            UPDATE technician SET name = ?3, body = ?4, connection_id = ?5, user_id = ?6, account_state = ?7, status = ?8,
            status_origin = ?9, version = ?10 + 1 WHERE msp = ?1 AND id = ?2 AND version = ?10""";
    private static final String REMOVE = "DELETE FROM technician WHERE msp = ? AND id = ? AND version = ?";
    private static final String WHOSE_ACCOUNT =
            "SELECT id FROM technician WHERE msp = ? AND connection_id = ? AND user_id = ?";

    private static final String NAME =
            "INSERT INTO technician_username (msp, username, technician_id) VALUES (?, ?, ?)";
    private static final String FORGET_NAMES = "DELETE FROM technician_username WHERE msp = ? AND technician_id = ?";
    private static final String WHOSE_NAME =
            "SELECT technician_id FROM technician_username WHERE msp = ? AND username = ?";

    private final SqliteConnection connection;

    SqliteTechnicians(SqliteConnection connection) {
        this.connection = connection;
    }

    @Override
    public Optional<Kept> get(MspId msp, String id) {
        return Optional.ofNullable(
                connection.reading(GET).set(msp.value()).set(id).first(SqliteTechnicians::read));
    }

    @Override
    public List<Kept> all(MspId msp) {
        return connection.reading(ALL).set(msp.value()).list(SqliteTechnicians::read);
    }

    @Override
    public Optional<Kept> byUsername(MspId msp, String key) {
        return Optional.ofNullable(connection
                .reading(BY_USERNAME)
                .set(msp.value())
                .set(msp.value())
                .set(key)
                .first(SqliteTechnicians::read));
    }

    private static Kept read(Row row) throws SQLException {
        MspId msp = new MspId(row.text());
        String id = row.text();
        String name = row.text();
        JsonNode lists = Json.read(row.text());
        Technician technician = new Technician(
                msp,
                id,
                name,
                PersonJson.emails(lists),
                PersonJson.technicianPhones(lists),
                PersonJson.usernames(lists),
                directory(row.textOrNull(), row.textOrNull()),
                AccountState.valueOf(row.text()),
                TechnicianStatus.valueOf(row.text()),
                Origin.valueOf(row.text()));
        return new Kept(technician, row.number());
    }

    private static @Nullable DirectoryRef directory(@Nullable String connectionId, @Nullable String userId) {
        return connectionId == null || userId == null ? null : new DirectoryRef(connectionId, userId);
    }

    @Override
    public boolean save(Technician technician, long version) {
        DirectoryRef directory = technician.directory();
        int saved = connection
                .writing(version == 0 ? INSERT : UPDATE)
                .set(technician.msp().value())
                .set(technician.id())
                .set(technician.name())
                .set(PersonJson.lists(technician))
                .set(directory == null ? null : directory.connectionId())
                .set(directory == null ? null : directory.userId())
                .set(technician.accountState())
                .set(technician.status())
                .set(technician.statusOrigin())
                .set(version)
                .update(() -> accountRefusal(technician));
        if (saved == 0) {
            return false;
        }
        forgetNames(technician.msp(), technician.id());
        for (Username username : technician.usernames()) {
            connection
                    .writing(NAME)
                    .set(technician.msp().value())
                    .set(username.key())
                    .set(technician.id())
                    .update(() -> nameRefusal(technician, username));
        }
        return true;
    }

    private String accountRefusal(Technician technician) {
        DirectoryRef directory = technician.directory();
        if (directory == null) {
            throw new IllegalStateException("only a technician with an account can have another's");
        }
        String other = connection
                .reading(WHOSE_ACCOUNT)
                .set(technician.msp().value())
                .set(directory.connectionId())
                .set(directory.userId())
                .first(Row::text);
        return "technician '" + technician.id() + "': the user '" + directory.userId() + "' of connection '"
                + directory.connectionId() + "' is already technician '" + other + "'; each is legal once";
    }

    private String nameRefusal(Technician technician, Username username) {
        String other = connection
                .reading(WHOSE_NAME)
                .set(technician.msp().value())
                .set(username.key())
                .first(Row::text);
        return "technician '" + technician.id() + "': the username '" + username.value()
                + "' is already one of technician '" + other + "'; each is legal once, whatever its case";
    }

    @Override
    public boolean remove(MspId msp, String id, long version) {
        boolean removed =
                connection.writing(REMOVE).set(msp.value()).set(id).set(version).update() > 0;
        if (removed) {
            forgetNames(msp, id);
        }
        return removed;
    }

    private void forgetNames(MspId msp, String id) {
        connection.writing(FORGET_NAMES).set(msp.value()).set(id).update();
    }
}
