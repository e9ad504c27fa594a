package dev.tocsin.store.jdbc;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.escalation.EscalationPiece;
import dev.tocsin.core.store.Origin;
import dev.tocsin.core.store.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What says who is told of incidents, in SQLite. */
final class SqliteEscalationPieces {
    private static final String LOAD =
            "SELECT id, body, revision, origin FROM escalation_piece WHERE msp = ? AND kind = ? ORDER BY id";
    private static final String SAVE = """
            INSERT INTO escalation_piece (msp, kind, id, body, origin, revision) VALUES (?, ?, ?, ?, ?, 1)
            ON CONFLICT (msp, kind, id) DO UPDATE SET body = excluded.body, origin = excluded.origin,
            revision = revision + 1""";
    private static final String REMOVE = "DELETE FROM escalation_piece WHERE msp = ? AND kind = ? AND id = ?";

    private final SqliteConnection connection;
    private final Consumer<MspId> countUp;

    SqliteEscalationPieces(SqliteConnection connection, Consumer<MspId> countUp) {
        this.connection = connection;
        this.countUp = countUp;
    }

    List<Stored<EscalationPiece>> load(MspId msp) {
        List<Stored<EscalationPiece>> pieces = new ArrayList<>();
        for (EscalationPiece.Kind kind : EscalationPiece.Kind.values()) {
            connection
                    .reading(LOAD)
                    .set(msp.value())
                    .set(kind)
                    .each(row -> pieces.add(new Stored<>(
                            EscalationPieceJson.read(msp, kind, row.text(), row.text()),
                            row.small(),
                            Origin.valueOf(row.text()))));
        }
        return pieces;
    }

    void save(EscalationPiece piece, Origin origin) {
        connection
                .writing(SAVE)
                .set(piece.msp().value())
                .set(piece.kind())
                .set(piece.id())
                .set(EscalationPieceJson.write(piece))
                .set(origin)
                .update();
        countUp.accept(piece.msp());
    }

    boolean remove(MspId msp, EscalationPiece.Kind kind, String id) {
        boolean removed =
                connection.writing(REMOVE).set(msp.value()).set(kind).set(id).update() > 0;
        if (removed) {
            countUp.accept(msp);
        }
        return removed;
    }
}
