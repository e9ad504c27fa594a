package dev.tocsin.store.jdbc;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.consent.AcceptanceWithdrawal;
import dev.tocsin.core.consent.AdminAcceptance;
import dev.tocsin.core.consent.AttestationReach;
import dev.tocsin.core.consent.ConsentAction;
import dev.tocsin.core.consent.ConsentActor;
import dev.tocsin.core.consent.ConsentEntry;
import dev.tocsin.core.consent.ConsentMethod;
import dev.tocsin.core.consent.ConsentText;
import dev.tocsin.core.consent.EnrolmentPolicy;
import dev.tocsin.core.people.PersonRef;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.PhoneUse;
import dev.tocsin.core.store.ConsentStore;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The ledger of consent in SQLite. That rows are neither changed nor removed is held by triggers. */
final class SqliteConsent implements ConsentStore {
    private static final String COLUMNS = """
            id, programme, phone, person_msp, person_kind, person_id, person_name, action, uses, method, text_hash,
            actor_kind, actor_name, actor_ip, at, evidence""";
    private static final String APPEND = "INSERT INTO consent_entry (" + COLUMNS + """
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING""";
    static final String OF = "SELECT " + COLUMNS
            + " FROM consent_entry INDEXED BY consent_entry_phone WHERE programme = ? AND phone = ? ORDER BY number";
    static final String PAGE = "SELECT number, " + COLUMNS
            + " FROM consent_entry INDEXED BY consent_entry_programme"
            + " WHERE programme = ? AND number > ? ORDER BY number LIMIT ?";
    static final String PROGRAMMES_OF = """
            SELECT DISTINCT programme FROM consent_entry INDEXED BY consent_entry_person
            WHERE person_msp = ? AND person_kind = ? AND person_id = ?""";

    static final String ENTRY = "SELECT " + COLUMNS + " FROM consent_entry WHERE id = ?";

    /**
     * Both sides by indexes that have reviews alone, of which there are few among many entries. The plus takes the column's
     * affinity away, with which the index of an expression would not serve.
     */
    static final String OPEN_REVIEWS = "SELECT number, " + COLUMNS + """
             FROM consent_entry INDEXED BY consent_entry_review
            WHERE action = 'REVIEW' AND programme = ? AND number > ? AND NOT EXISTS (
            SELECT 1 FROM consent_entry AS read INDEXED BY consent_entry_reviewed
            WHERE read.action = 'REVIEWED' AND read.programme = consent_entry.programme
            AND json_extract(read.evidence, '$.evidence.reviewOf') = +consent_entry.id)
            ORDER BY number LIMIT ?""";

    /** Steps from programme to programme in the index, since there are few among many entries. */
    static final String PROGRAMMES = """
            WITH RECURSIVE step (programme) AS (
            SELECT MIN(programme) FROM consent_entry UNION ALL
            SELECT (SELECT MIN(programme) FROM consent_entry WHERE programme > step.programme)
            FROM step WHERE step.programme IS NOT NULL)
            SELECT programme FROM step WHERE programme IS NOT NULL ORDER BY programme""";

    private static final String ACCEPT = """
            INSERT INTO consent_acceptance (msp, id, company_id, policy, text_hash, administrator, came_from, at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (msp, id) DO NOTHING""";
    private static final String ACCEPTANCES = """
            SELECT id, msp, company_id, policy, text_hash, administrator, came_from, at
            FROM consent_acceptance WHERE msp = ? AND company_id = ? ORDER BY number""";
    private static final String WITHDRAW = """
            INSERT INTO consent_withdrawal (msp, acceptance_id, company_id, actor_kind, actor_name, actor_ip, at)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (msp, acceptance_id) DO NOTHING""";
    private static final String WITHDRAWALS = """
            SELECT msp, company_id, acceptance_id, actor_kind, actor_name, actor_ip, at
            FROM consent_withdrawal WHERE msp = ? AND company_id = ? ORDER BY number""";
    private static final String REACH = """
            INSERT INTO consent_reach (msp, company_id, acceptance_id, connection_id, through, at)
            VALUES (?, ?, ?, ?, ?, ?)""";
    private static final String REACHES = """
            SELECT msp, company_id, acceptance_id, connection_id, through, at
            FROM consent_reach WHERE msp = ? AND connection_id = ? ORDER BY number""";
    private static final String KEEP =
            "INSERT INTO consent_text (hash, name, language, text) VALUES (?, ?, ?, ?) ON CONFLICT (hash) DO NOTHING";
    private static final String TEXT = "SELECT name, language, text FROM consent_text WHERE hash = ?";

    private static final String USE =
            "INSERT INTO consent_nonce (nonce, expires_at) VALUES (?, ?) ON CONFLICT (nonce) DO NOTHING";
    private static final String FORGET = "DELETE FROM consent_nonce WHERE expires_at < ?";

    private final SqliteConnection connection;

    SqliteConsent(SqliteConnection connection) {
        this.connection = connection;
    }

    @Override
    public int append(Collection<ConsentEntry> entries) {
        Prepared append = connection.writing(APPEND);
        int appended = 0;
        for (ConsentEntry entry : entries) {
            PersonRef person = entry.person();
            appended += append.set(entry.id())
                    .set(entry.programme())
                    .set(entry.number().e164())
                    .set(person == null ? null : person.msp().value())
                    .set(person == null ? null : person.kind())
                    .set(person == null ? null : person.id())
                    .set(entry.personName())
                    .set(entry.action())
                    .set(Json.texts(entry.uses().stream().map(PhoneUse::name).toList()))
                    .set(entry.method())
                    .set(entry.textHash())
                    .set(entry.actor().kind())
                    .set(entry.actor().name())
                    .set(entry.actor().ip())
                    .set(entry.at())
                    .set(evidence(entry.evidence()))
                    .update();
        }
        return appended;
    }

    private static String evidence(SortedMap<String, String> evidence) {
        return Json.object(evidence, (json, all) -> Json.field(json, "evidence", all));
    }

    private static ConsentEntry read(Row row) throws SQLException {
        String id = row.text();
        String programme = row.text();
        PhoneNumber number = new PhoneNumber(row.text());
        PersonRef person = person(row.textOrNull(), row.textOrNull(), row.textOrNull());
        String personName = row.textOrNull();
        ConsentAction action = ConsentAction.valueOf(row.text());
        Set<PhoneUse> uses = uses(row.text());
        ConsentMethod method = ConsentMethod.valueOf(row.text());
        String textHash = row.textOrNull();
        ConsentActor actor = new ConsentActor(ConsentActor.Kind.valueOf(row.text()), row.text(), row.textOrNull());
        return ConsentEntry.builder(programme, number, action, method, actor, row.time())
                .id(id)
                .person(person, personName)
                .uses(uses)
                .textHash(textHash)
                .evidence(Json.map(Json.read(row.text()), "evidence"))
                .build();
    }

    private static @Nullable PersonRef person(@Nullable String msp, @Nullable String kind, @Nullable String id) {
        return msp == null || kind == null || id == null
                ? null
                : new PersonRef(new MspId(msp), PersonRef.Kind.valueOf(kind), id);
    }

    private static Set<PhoneUse> uses(String names) {
        Set<PhoneUse> uses = EnumSet.noneOf(PhoneUse.class);
        Json.texts(names).forEach(name -> uses.add(PhoneUse.valueOf(name)));
        return uses;
    }

    @Override
    public List<ConsentEntry> of(String programme, PhoneNumber number) {
        return connection.reading(OF).set(programme).set(number.e164()).list(SqliteConsent::read);
    }

    @Override
    public Optional<ConsentEntry> entry(String id) {
        return Optional.ofNullable(connection.reading(ENTRY).set(id).first(SqliteConsent::read));
    }

    @Override
    public List<Numbered> openReviews(String programme, long after, int limit) {
        return connection
                .reading(OPEN_REVIEWS)
                .set(programme)
                .set(after)
                .set(limit)
                .list(row -> new Numbered(row.number(), read(row)));
    }

    @Override
    public Set<String> programmes(PersonRef person) {
        return Set.copyOf(connection
                .reading(PROGRAMMES_OF)
                .set(person.msp().value())
                .set(person.kind())
                .set(person.id())
                .list(Row::text));
    }

    @Override
    public List<Numbered> page(String programme, long after, int limit) {
        return connection
                .reading(PAGE)
                .set(programme)
                .set(after)
                .set(limit)
                .list(row -> new Numbered(row.number(), read(row)));
    }

    @Override
    public void accept(AdminAcceptance acceptance, ConsentText text) {
        Prepared accept = connection.writing(ACCEPT);
        if (!acceptance.textHash().equals(text.hash())) {
            throw new IllegalArgumentException("acceptance.textHash: the acceptance '" + acceptance.id()
                    + "' names another text; the hash of the text given is " + text.hash());
        }
        int accepted = accept.set(acceptance.msp().value())
                .set(acceptance.id())
                .set(acceptance.companyId())
                .set(acceptance.policy())
                .set(acceptance.textHash())
                .set(acceptance.administrator())
                .set(acceptance.from())
                .set(acceptance.at())
                .update();
        if (accepted > 0) {
            keep(text);
        }
    }

    @Override
    public List<AdminAcceptance> acceptances(MspId msp, String companyId) {
        return connection
                .reading(ACCEPTANCES)
                .set(msp.value())
                .set(companyId)
                .list(row -> new AdminAcceptance(
                        row.text(),
                        new MspId(row.text()),
                        row.text(),
                        EnrolmentPolicy.valueOf(row.text()),
                        row.text(),
                        row.text(),
                        row.text(),
                        row.time()));
    }

    @Override
    public void withdraw(AcceptanceWithdrawal withdrawal) {
        connection
                .writing(WITHDRAW)
                .set(withdrawal.msp().value())
                .set(withdrawal.acceptanceId())
                .set(withdrawal.companyId())
                .set(withdrawal.by().kind())
                .set(withdrawal.by().name())
                .set(withdrawal.by().ip())
                .set(withdrawal.at())
                .update();
    }

    @Override
    public List<AcceptanceWithdrawal> withdrawals(MspId msp, String companyId) {
        return connection
                .reading(WITHDRAWALS)
                .set(msp.value())
                .set(companyId)
                .list(row -> new AcceptanceWithdrawal(
                        new MspId(row.text()),
                        row.text(),
                        row.text(),
                        new ConsentActor(ConsentActor.Kind.valueOf(row.text()), row.text(), row.textOrNull()),
                        row.time()));
    }

    @Override
    public void reach(AttestationReach reach) {
        connection
                .writing(REACH)
                .set(reach.msp().value())
                .set(reach.companyId())
                .set(reach.acceptanceId())
                .set(reach.connectionId())
                .set(reach.through())
                .set(reach.at())
                .update();
    }

    @Override
    public List<AttestationReach> reaches(MspId msp, String connectionId) {
        return connection
                .reading(REACHES)
                .set(msp.value())
                .set(connectionId)
                .list(row -> new AttestationReach(
                        new MspId(row.text()), row.text(), row.text(), row.text(), row.number(), row.time()));
    }

    @Override
    public void keep(ConsentText text) {
        connection
                .writing(KEEP)
                .set(text.hash())
                .set(text.name())
                .set(text.language())
                .set(text.text())
                .update();
    }

    @Override
    public Optional<ConsentText> text(String hash) {
        return Optional.ofNullable(
                connection.reading(TEXT).set(hash).first(row -> new ConsentText(row.text(), row.text(), row.text())));
    }

    @Override
    public boolean use(String nonce, Instant expiresAt, Instant now) {
        connection.writing(FORGET).set(now).update();
        return connection.writing(USE).set(nonce).set(expiresAt).update() > 0;
    }

    @Override
    public List<String> programmes() {
        return connection.reading(PROGRAMMES).list(Row::text);
    }
}
