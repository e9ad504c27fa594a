package dev.tocsin.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.Sleeper;
import dev.tocsin.core.consent.AcceptanceWithdrawal;
import dev.tocsin.core.consent.AdminAcceptance;
import dev.tocsin.core.consent.AttestationReach;
import dev.tocsin.core.consent.ConsentAction;
import dev.tocsin.core.consent.ConsentActor;
import dev.tocsin.core.consent.ConsentEntry;
import dev.tocsin.core.consent.ConsentMethod;
import dev.tocsin.core.consent.ConsentText;
import dev.tocsin.core.consent.EnrolmentPolicy;
import dev.tocsin.core.people.AccountState;
import dev.tocsin.core.people.CompanyUser;
import dev.tocsin.core.people.DirectoryRef;
import dev.tocsin.core.people.EmailAddress;
import dev.tocsin.core.people.Origin;
import dev.tocsin.core.people.Phone;
import dev.tocsin.core.people.PhoneKind;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianEmail;
import dev.tocsin.core.people.TechnicianPhone;
import dev.tocsin.core.people.TechnicianStatus;
import dev.tocsin.core.people.Username;
import dev.tocsin.core.store.ConsentStore.Numbered;
import dev.tocsin.core.store.StoredFeed;
import dev.tocsin.core.store.TechnicianStore.Kept;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tables of persons, consent and feeds hold by themselves, and what reading and writing them costs. */
class SqlitePeopleTest {
    private static final MspId MSP = MspId.SINGLE;
    private static final PhoneNumber NUMBER = new PhoneNumber("+491701234567");
    private static final ConsentText TEXT = new ConsentText("sms-alerts", "en", "We send you text messages.");
    private static final DirectoryRef ACCOUNT = new DirectoryRef("tenant", "object-1");

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("people.db");
    }

    private List<String> ask(String sql) throws SQLException {
        List<String> answers = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    int columns = rows.getMetaData().getColumnCount();
                    while (rows.next()) {
                        answers.add(rows.getString(columns));
                    }
                }
            }
        }
        return answers;
    }

    private static ConsentEntry entry(String id) {
        return ConsentEntry.builder(
                        "alerts",
                        NUMBER,
                        ConsentAction.OPT_OUT,
                        ConsentMethod.SMS_KEYWORD,
                        ConsentActor.person("somebody", null),
                        Fixture.START)
                .id(id)
                .build();
    }

    private static Technician technician(String id, @Nullable DirectoryRef account, String username) {
        return new Technician(
                MSP,
                id,
                "Jane",
                List.of(new TechnicianEmail(new EmailAddress("jane@msp.example"), Origin.PERSON)),
                List.of(new TechnicianPhone(new Phone(NUMBER, PhoneKind.MOBILE, null), Origin.PERSON)),
                List.of(Username.psaMember(username)),
                account,
                account == null ? AccountState.NONE : AccountState.ENABLED,
                TechnicianStatus.ON_LEAVE,
                Origin.PERSON);
    }

    private static CompanyUser user(int number, AccountState state) {
        return new CompanyUser(
                MSP,
                "acme",
                new DirectoryRef("tenant", "Object-" + number),
                "Name" + number + "@acme.example",
                null,
                "Name",
                List.of(new Phone(NUMBER, PhoneKind.MOBILE, "12")),
                state,
                List.of(),
                3);
    }

    /** One of each. */
    private void keep() {
        try (JdbcStore store = JdbcStore.sqlite(file())) {
            store.write(session -> {
                session.consent().append(List.of(entry("one")));
                session.consent()
                        .accept(
                                new AdminAcceptance(
                                        "a1",
                                        MSP,
                                        "acme",
                                        EnrolmentPolicy.ADMIN_ATTESTED,
                                        TEXT.hash(),
                                        "Jane",
                                        "::1",
                                        Fixture.START),
                                TEXT);
                session.consent()
                        .withdraw(new AcceptanceWithdrawal(MSP, "acme", "a1", ConsentActor.system(), Fixture.START));
                session.consent().reach(new AttestationReach(MSP, "acme", "a1", "tenant", 7, Fixture.START));
                session.consent().use("nonce", Fixture.START.plusSeconds(60), Fixture.START);
                session.companyUsers().save(List.of(user(1, AccountState.ENABLED)));
                session.feeds().save(StoredFeed.never(MSP, "tenant", "users"));
                return session.technicians().save(technician("t1", ACCOUNT, "jdoe"), 0);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE consent_entry SET action = 'OPT_IN'",
                "UPDATE consent_entry SET id = 'two'",
                "DELETE FROM consent_entry",
                "UPDATE consent_acceptance SET administrator = 'nobody'",
                "DELETE FROM consent_acceptance",
                "UPDATE consent_withdrawal SET actor_name = 'nobody'",
                "DELETE FROM consent_withdrawal",
                "UPDATE consent_reach SET through = 99",
                "DELETE FROM consent_reach",
                "UPDATE consent_text SET text = 'another'",
                "DELETE FROM consent_text",
                "UPDATE OR REPLACE consent_text SET hash = 'x'"
            })
    void theLedgerCanNeitherBeChangedNorShortened(String sql) throws SQLException {
        keep();
        assertThatThrownBy(() -> ask(sql)).hasMessageContaining("the ledger of consent is only ever appended to");
        assertThat(ask("SELECT action FROM consent_entry")).containsExactly("OPT_OUT");
        assertThat(ask("SELECT administrator FROM consent_acceptance")).containsExactly("Jane");
        assertThat(ask("SELECT text FROM consent_text WHERE hash = '" + TEXT.hash() + "'"))
                .containsExactly(TEXT.text());
    }

    @Test
    void nothingOfTheLedgerCanBeReplaced() throws SQLException {
        keep();
        for (String table :
                List.of("consent_entry", "consent_acceptance", "consent_withdrawal", "consent_reach", "consent_text")) {
            List<String> columns = ask("SELECT name FROM pragma_table_info('" + table + "')");
            List<String> before = ask(all(table, columns));
            for (String changed : columns) {
                String values = String.join(
                        ", ",
                        columns.stream()
                                .map(column -> column.equals(changed) ? other(column) : column)
                                .toList());
                ask("INSERT OR REPLACE INTO " + table + " (" + String.join(", ", columns) + ") SELECT " + values
                        + " FROM " + table + " LIMIT 1");
                assertThat(ask(all(table, columns)))
                        .as(table + " with another " + changed)
                        .containsAll(before);
            }
        }
    }

    @Test
    void noRowCanTakeTheNumberThatATriggerSeesBeforeOneIsGiven() throws SQLException {
        keep();
        for (String table : List.of("consent_entry", "consent_acceptance", "consent_withdrawal", "consent_reach")) {
            String columns = String.join(
                    ", ", ask("SELECT name FROM pragma_table_info('" + table + "') WHERE name <> 'number'"));
            // Another id, since one that is there is passed by before any check.
            String others = columns.replaceFirst("\\b(acceptance_id|id)\\b", "'another'");
            assertThatThrownBy(() -> ask("INSERT INTO " + table + " (number, " + columns + ") SELECT -1, " + others
                            + " FROM " + table))
                    .as(table)
                    .hasMessageContaining("CHECK");
        }
    }

    private static String all(String table, List<String> columns) {
        return "SELECT json_array(" + String.join(", ", columns) + ") FROM " + table;
    }

    private static String other(String column) {
        return column.equals("number") || column.equals("at") ? column + " + 1" : column + " || '2'";
    }

    @Test
    void whatMustBeUniqueIsSoByTheTablesThemselves() throws SQLException {
        keep();
        for (String sql : List.of(
                "INSERT INTO technician_username SELECT msp, username, 't2' FROM technician_username",
                "INSERT INTO technician SELECT msp, 't2', name, body, connection_id, user_id, account_state, status,"
                        + " status_origin, 1 FROM technician",
                "INSERT INTO technician SELECT * FROM technician",
                "INSERT INTO company_user SELECT * FROM company_user",
                "INSERT INTO consent_nonce SELECT nonce, 0 FROM consent_nonce",
                "INSERT INTO feed SELECT * FROM feed")) {
            assertThatThrownBy(() -> ask(sql)).as(sql).hasMessageContaining("UNIQUE");
        }
        // The trigger passes an entry by before the constraint sees it.
        ask("DROP TRIGGER consent_entry_once");
        ask("DROP TRIGGER consent_acceptance_once");
        for (String sql : List.of(
                "INSERT INTO consent_entry SELECT 99, id, 'other', phone, NULL, NULL, NULL, NULL, action, uses, method,"
                        + " NULL, actor_kind, actor_name, NULL, at, evidence FROM consent_entry",
                "INSERT INTO consent_acceptance SELECT 99, msp, id, 'x', policy, text_hash, administrator, came_from, at"
                        + " FROM consent_acceptance")) {
            assertThatThrownBy(() -> ask(sql)).as(sql).hasMessageContaining("UNIQUE");
        }
    }

    @Test
    void numbersAreWrittenInFull() throws SQLException {
        keep();
        assertThat(ask("SELECT phone FROM consent_entry")).containsExactly(NUMBER.e164());
        assertThat(ask("SELECT phones FROM company_user"))
                .containsExactly(
                        "{\"phones\":[{\"number\":\"+491701234567\",\"kind\":\"MOBILE\",\"extension\":\"12\"}]}");
        assertThat(ask("SELECT body FROM technician"))
                .containsExactly("{\"emails\":[{\"address\":\"jane@msp.example\",\"origin\":\"PERSON\"}],"
                        + "\"phones\":[{\"number\":\"+491701234567\",\"kind\":\"MOBILE\",\"origin\":\"PERSON\"}],"
                        + "\"usernames\":[{\"value\":\"jdoe\",\"origin\":\"PERSON\",\"psaMember\":true}]}");
    }

    @Test
    void whatIsAskedForOftenIsFoundByAnIndex() throws SQLException {
        keep();
        assertThat(ask("EXPLAIN QUERY PLAN " + SqliteCompanyUsers.CANDIDATES))
                .contains(
                        "SEARCH company_user USING INDEX company_user_object (msp=? AND company_id=? AND object_key=?)",
                        "SEARCH company_user USING INDEX company_user_name (msp=? AND company_id=? AND name_key=?)")
                .noneMatch(step -> step.startsWith("SCAN"));
        assertThat(ask("EXPLAIN QUERY PLAN " + SqliteConsent.OF))
                .containsExactly("SEARCH consent_entry USING INDEX consent_entry_phone (programme=? AND phone=?)");
        assertThat(ask("EXPLAIN QUERY PLAN " + SqliteConsent.PAGE))
                .containsExactly("SEARCH consent_entry USING INDEX consent_entry_programme (programme=? AND rowid>?)");
        assertThat(ask("EXPLAIN QUERY PLAN " + SqliteConsent.ENTRY))
                .containsExactly("SEARCH consent_entry USING INDEX sqlite_autoindex_consent_entry_1 (id=?)");
        assertThat(ask("EXPLAIN QUERY PLAN " + SqliteConsent.OPEN_REVIEWS))
                .contains("SEARCH consent_entry USING INDEX consent_entry_review (programme=? AND rowid>?)")
                .anyMatch(step -> step.matches("SEARCH read USING (COVERING )?INDEX consent_entry_reviewed"
                        + " \\(programme=\\? AND <expr>=\\?\\)"));
        assertThat(ask("EXPLAIN QUERY PLAN " + SqliteConsent.PROGRAMMES_OF))
                .containsExactly("SEARCH consent_entry USING COVERING INDEX consent_entry_person"
                        + " (person_msp=? AND person_kind=? AND person_id=?)");
        assertThat(ask("EXPLAIN QUERY PLAN " + SqliteConsent.PROGRAMMES))
                .anyMatch(step -> step.matches("SEARCH consent_entry USING COVERING INDEX \\w+ \\(programme>\\?\\)"))
                .noneMatch(step -> step.startsWith("SCAN consent_entry"));
    }

    @Test
    void usersWhoAreToldAsBeforeAreNotWrittenAgain() {
        SqliteFile file = new SqliteFile(file(), Duration.ofSeconds(1), Sleeper.system());
        file.prepare();
        SqliteConnection writer = file.openWriter();
        List<CompanyUser> users = IntStream.range(0, 500)
                .mapToObj(number -> user(number, AccountState.ENABLED))
                .toList();
        writer.begin();
        writer.companyUsers().save(users);
        long first = changes(writer);
        writer.companyUsers().save(users);
        assertThat(changes(writer)).isEqualTo(first);
        writer.companyUsers().save(List.of(user(7, AccountState.DISABLED), user(8, AccountState.ENABLED)));
        assertThat(changes(writer)).isEqualTo(first + 1);
        writer.rollback();
        writer.close();
    }

    private static long changes(SqliteConnection writer) {
        Long changes = writer.reading("SELECT total_changes()").first(Row::number);
        return changes == null ? 0 : changes;
    }

    private static boolean save(JdbcStore store, Technician technician, long version) {
        return store.write(session -> session.technicians().save(technician, version));
    }

    private static int append(JdbcStore store, String... ids) {
        return store.write(session -> session.consent()
                .append(Stream.of(ids).map(SqlitePeopleTest::entry).toList()));
    }

    @Test
    void aSecondStoreOnTheFileSeesWhatTheFirstKeptAndTheSameIsTakenOnce() {
        keep();
        try (JdbcStore one = JdbcStore.sqlite(file());
                JdbcStore other = JdbcStore.sqlite(file())) {
            boolean usedAgain = other.write(
                    session -> session.consent().use("nonce", Fixture.START.plusSeconds(60), Fixture.START));
            assertThat(usedAgain).isFalse();

            assertThat(save(one, technician("t1", null, "jane"), 1)).isTrue();
            assertThat(save(other, technician("t1", null, "john"), 1)).isFalse();
            Optional<Kept> jane = other.read(session -> session.technicians().byUsername(MSP, "jane"));
            assertThat(jane).map(Kept::version).contains(2L);
            assertThatThrownBy(() -> save(other, technician("t2", null, "JANE"), 0))
                    .hasMessageContaining("already one of technician 't1'");

            assertThat(append(one, "two")).isOne();
            assertThat(append(other, "two", "three")).isOne();
            List<ConsentEntry> entries = one.read(session -> session.consent().of("alerts", NUMBER));
            assertThat(entries).extracting(ConsentEntry::id).containsExactly("one", "two", "three");

            StoredFeed first = StoredFeed.never(MSP, "tenant", "users").withVersion(1);
            Optional<StoredFeed> kept = one.write(session -> session.feeds().save(first));
            Optional<StoredFeed> late = other.write(session -> session.feeds().save(first));
            assertThat(kept).isPresent();
            assertThat(late).isEmpty();
        }
    }

    @Test
    void aTechnicianThatIsThereIsAnAnswerAndNoConflictEvenWithTheSameAccount() {
        keep();
        try (JdbcStore store = JdbcStore.sqlite(file())) {
            assertThat((boolean)
                            store.write(session -> session.technicians().save(technician("t1", ACCOUNT, "jdoe"), 0)))
                    .isFalse();
        }
    }

    @Test
    void aNumberOfTheLedgerIsNeverGivenTwice() throws SQLException {
        keep();
        ask(
                "INSERT INTO consent_entry SELECT 41, 'far', programme, phone, NULL, NULL, NULL, NULL, action, uses, method,"
                        + " NULL, actor_kind, actor_name, NULL, at, evidence FROM consent_entry");
        try (JdbcStore store = JdbcStore.sqlite(file())) {
            assertThat(append(store, "one", "next")).isOne();
            List<Numbered> later = store.read(session -> session.consent().page("alerts", 41, 9));
            assertThat(later).singleElement().satisfies(numbered -> {
                assertThat(numbered.number()).isGreaterThan(41);
                assertThat(numbered.entry().id()).isEqualTo("next");
            });
        }
    }
}
