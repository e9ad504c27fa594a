package dev.tocsin.store.jdbc;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.people.AccountState;
import dev.tocsin.core.people.CompanyUser;
import dev.tocsin.core.people.DirectoryRef;
import dev.tocsin.core.people.UserMatching;
import dev.tocsin.core.store.CompanyUserStore;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The users of customers in SQLite. A user who is told as before costs a look and no write. */
final class SqliteCompanyUsers implements CompanyUserStore {
    private static final String SELECT = """
            SELECT msp, company_id, connection_id, user_id, principal_name, mail, name, phones, account_state,
            known_since FROM company_user""";
    private static final String GET = SELECT + " WHERE msp = ? AND connection_id = ? AND user_id = ?";

    /** By both indexes, which are named since the order would else tempt into reading all users of the MSP; null equals nothing. */
    static final String CANDIDATES = SELECT
            + " INDEXED BY company_user_object WHERE msp = ?1 AND company_id = ?2 AND object_key = ?3 UNION " + SELECT
            + " INDEXED BY company_user_name WHERE msp = ?1 AND company_id = ?2 AND name_key = ?4"
            + " ORDER BY connection_id, user_id";

    private static final String PAGE =
            SELECT + " WHERE msp = ? AND connection_id = ? AND user_id > ? ORDER BY user_id LIMIT ?";
    private static final String SAVE = """
            INSERT INTO company_user (msp, connection_id, user_id, company_id, object_key, name_key, principal_name, mail, name,
            phones, account_state, known_since) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (msp, connection_id, user_id) DO UPDATE SET company_id = excluded.company_id,
            object_key = excluded.object_key, name_key = excluded.name_key, principal_name = excluded.principal_name,
            mail = excluded.mail, name = excluded.name, phones = excluded.phones, account_state = excluded.account_state,
            known_since = excluded.known_since
            WHERE (company_id, object_key, name_key, principal_name, mail, name, phones, account_state, known_since) IS NOT
            (excluded.company_id, excluded.object_key, excluded.name_key, excluded.principal_name, excluded.mail,
            excluded.name, excluded.phones, excluded.account_state, excluded.known_since)""";
    private static final String COUNT =
            "SELECT COUNT(*) FROM company_user WHERE msp = ? AND connection_id = ? AND account_state <> ?";
    private static final String REMOVE_ALL = "DELETE FROM company_user WHERE msp = ? AND connection_id = ?";

    private final SqliteConnection connection;

    SqliteCompanyUsers(SqliteConnection connection) {
        this.connection = connection;
    }

    @Override
    public void save(Collection<CompanyUser> users) {
        Prepared save = connection.writing(SAVE);
        for (CompanyUser user : users) {
            String principalName = user.principalName();
            save.set(user.msp().value())
                    .set(user.directory().connectionId())
                    .set(user.directory().userId())
                    .set(user.companyId())
                    .set(UserMatching.objectKey(user.directory().userId()))
                    .set(principalName == null ? null : UserMatching.nameKey(principalName))
                    .set(principalName)
                    .set(user.mail())
                    .set(user.name())
                    .set(PersonJson.phones(user))
                    .set(user.accountState())
                    .set(user.knownSince())
                    .update();
        }
    }

    @Override
    public Optional<CompanyUser> get(MspId msp, String connectionId, String userId) {
        return Optional.ofNullable(connection
                .reading(GET)
                .set(msp.value())
                .set(connectionId)
                .set(userId)
                .first(SqliteCompanyUsers::read));
    }

    @Override
    public List<CompanyUser> candidates(
            MspId msp, String companyId, @Nullable String objectId, @Nullable String principalName) {
        return connection
                .reading(CANDIDATES)
                .set(msp.value())
                .set(companyId)
                .set(objectId == null ? null : UserMatching.objectKey(objectId))
                .set(principalName == null ? null : UserMatching.nameKey(principalName))
                .list(SqliteCompanyUsers::read);
    }

    private static CompanyUser read(Row row) throws SQLException {
        MspId msp = new MspId(row.text());
        String companyId = row.text();
        DirectoryRef directory = new DirectoryRef(row.text(), row.text());
        String principalName = row.textOrNull();
        String mail = row.textOrNull();
        String name = row.text();
        String phones = row.text();
        return new CompanyUser(
                msp,
                companyId,
                directory,
                principalName,
                mail,
                name,
                PersonJson.phones(phones),
                AccountState.valueOf(row.text()),
                PersonJson.signInPhones(phones),
                row.number());
    }

    @Override
    public List<CompanyUser> page(MspId msp, String connectionId, @Nullable String after, int limit) {
        // No text comes before the empty one, which is no user's id.
        return connection
                .reading(PAGE)
                .set(msp.value())
                .set(connectionId)
                .set(after == null ? "" : after)
                .set(limit)
                .list(SqliteCompanyUsers::read);
    }

    @Override
    public long count(MspId msp, String connectionId) {
        Long count = connection
                .reading(COUNT)
                .set(msp.value())
                .set(connectionId)
                .set(AccountState.GONE)
                .first(Row::number);
        return count == null ? 0 : count;
    }

    @Override
    public int removeAll(MspId msp, String connectionId) {
        return connection.writing(REMOVE_ALL).set(msp.value()).set(connectionId).update();
    }
}
