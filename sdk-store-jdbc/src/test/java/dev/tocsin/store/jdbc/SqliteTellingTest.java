package dev.tocsin.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.notify.Purpose;
import dev.tocsin.core.people.PersonRef;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tables of escalations and notifications hold by themselves, and how they are searched. */
class SqliteTellingTest {
    private static final MspId MSP = MspId.SINGLE;

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("telling.db");
    }

    @BeforeEach
    void makeTheFile() {
        JdbcStore.sqlite(file()).close();
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

    private List<String> plan(String sql) throws SQLException {
        return ask("EXPLAIN QUERY PLAN " + sql);
    }

    @Test
    void escalationsAreFoundByIndexesAndNeverSorted() throws SQLException {
        assertThat(plan(SqliteEscalations.GET))
                .contains("SEARCH e USING INTEGER PRIMARY KEY (rowid=?)")
                .noneMatch(step -> step.startsWith("SCAN e"));
        assertThat(plan(SqliteEscalations.DUE))
                .containsExactly("SEARCH e USING INDEX escalation_due (msp=? AND due_at>? AND due_at<?)");
        assertThat(plan(SqliteEscalations.NEXT_DUE))
                .containsExactly("SEARCH escalation USING COVERING INDEX escalation_due (msp=? AND due_at>?)");
        assertThat(plan(SqliteEscalations.NAMED))
                .contains(
                        "SEARCH e USING INTEGER PRIMARY KEY (rowid=?)",
                        "SEARCH u USING COVERING INDEX escalation_code (msp=? AND code=?)",
                        "SEARCH l USING COVERING INDEX escalation_named (msp=? AND code=?)")
                .noneMatch(step -> step.contains("SCAN e") || step.contains("B-TREE"));
        assertThat(plan(SqliteEscalations.PAGE)).containsExactly("SEARCH e USING INTEGER PRIMARY KEY (rowid>?)");
    }

    @Test
    void notificationsAreFoundByIndexesAndNeverSorted() throws SQLException {
        assertThat(plan(SqliteNotifications.BY_KEY))
                .containsExactly("SEARCH notification USING INDEX notification_key (msp=? AND key=?)");
        assertThat(plan(SqliteNotifications.BY_PROVIDER))
                .containsExactly("SEARCH notification USING INDEX notification_provider"
                        + " (msp=? AND channel_id=? AND provider_id=?)");
        assertThat(plan(SqliteNotifications.OF_INCIDENT))
                .containsExactly("SEARCH notification USING INDEX notification_incident (incident_id=?)");
        assertThat(plan(SqliteNotifications.TO_ADDRESS))
                .containsExactly("SEARCH notification USING INDEX notification_address"
                        + " (incident_id=? AND address=? AND kind=? AND epoch=? AND step=?)");
        assertThat(plan(SqliteNotifications.BUNDLED_WITH))
                .containsExactly("SEARCH notification USING INDEX notification_bundle (bundle_id=?)");
        assertThat(plan(SqliteNotifications.URGENT))
                .containsExactly("SEARCH notification USING INDEX notification_urgent"
                        + " (msp=? AND kind=? AND severity=? AND due_at>? AND due_at<?)");
        assertThat(plan(SqliteNotifications.TO_ASK_FOR))
                .containsExactly("SEARCH notification USING INDEX notification_to_ask_for"
                        + " (msp=? AND kind=? AND due_at>? AND due_at<?)");
        assertThat(plan(SqliteNotifications.NEXT_DUE))
                .containsExactly("SEARCH notification USING COVERING INDEX notification_due"
                        + " (msp=? AND kind=? AND due_at>?)");
        assertThat(plan(SqliteNotifications.PLANNED))
                .containsExactly("SEARCH notification USING INDEX notification_planned"
                        + " (msp=? AND person_kind=? AND person_id=? AND kind=?)");
        assertThat(plan(SqliteNotifications.PLANNED_OF_INCIDENT))
                .containsExactly("SEARCH notification USING INDEX notification_waiting"
                        + " (incident_id=? AND person_id=? AND kind=? AND person_kind=?)");
        assertThat(plan(SqliteNotifications.SENT_TIMES))
                .containsExactly("SEARCH notification USING INDEX notification_sent"
                        + " (msp=? AND person_kind=? AND person_id=? AND sent_at>?)");
        assertThat(plan(SqliteNotifications.PAGE))
                .containsExactly("SEARCH notification USING INTEGER PRIMARY KEY (rowid>?)");
    }

    @Test
    void openIncidentsAreFoundFromWhatIsLiveAndNotFromAllThatWasEverTold() throws SQLException {
        assertThat(plan(SqliteNotifications.OPEN_INCIDENTS))
                .containsExactly(
                        "SEARCH i USING COVERING INDEX incident_live (msp=?)",
                        "SEARCH n USING COVERING INDEX notification_told (msp=? AND person_kind=? AND person_id=?"
                                + " AND incident_id=? AND told_at>?)",
                        "USE TEMP B-TREE FOR ORDER BY");
    }

    @Test
    void aKeyAndACodeAreUniqueByTheTablesThemselves() throws SQLException {
        try (JdbcStore store = JdbcStore.sqlite(file())) {
            assertThat((boolean) store.write(session -> session.notifications()
                            .add(Notification.ofStep(
                                    session.notifications().nextId(),
                                    MSP,
                                    "key",
                                    Purpose.ALERT,
                                    7,
                                    0,
                                    0,
                                    0,
                                    PersonRef.technician(MSP, "jo"),
                                    "Jo",
                                    ChannelKind.SMS,
                                    Severity.HIGH,
                                    Fixture.START,
                                    Fixture.START.plusSeconds(60)))))
                    .isTrue();
        }
        String copy = "INSERT INTO notification SELECT 99, msp, key, purpose, incident_id, epoch, step, fallback,"
                + " person_kind, person_id, kind, severity, state, planned_at, due_at, expires_at, owner, lease_until, fence,"
                + " attempts, lookups, repeated, sent_at, earlier_at, not_sent_since, told_at, bundle_id, needless, ended_at, channel_id,"
                + " provider_id, status, proof_id, person_name, address, reason, subject, text, html FROM notification";
        assertThatThrownBy(() -> ask(copy))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("notification.msp, notification.key");

        String escalation = "INSERT INTO escalation VALUES (%d, 'm', '7Q', '%s', %d, 0, NULL, 0, NULL, NULL, '[]',"
                + " NULL, NULL, 0, 0, 0, NULL, NULL, '', 1)";
        ask(String.format(escalation, 1, "ENDED", 1));
        ask(String.format(escalation, 2, "TELLING", 0));
        assertThatThrownBy(() -> ask(String.format(escalation, 3, "TELLING", 0)))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("escalation.msp, escalation.code");
    }
}
