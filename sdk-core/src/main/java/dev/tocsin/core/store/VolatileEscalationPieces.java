package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.escalation.EscalationPiece;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What says who is told of incidents, in memory, by kind and then by id. */
final class VolatileEscalationPieces {
    /** A piece of one MSP. */
    private record Name(EscalationPiece.Kind kind, String id) {
        private static final Comparator<Name> ORDER =
                Comparator.comparing(Name::kind).thenComparing(Name::id, CodePointOrder.TEXTS);
    }

    private final VolatileTransaction transaction;
    private final Consumer<MspId> countUp;
    private final Map<MspId, NavigableMap<Name, Stored<EscalationPiece>>> byMsp = new HashMap<>();

    /**
     * Nothing yet.
     *
     * @param countUp counts up the version of an MSP's configuration
     */
    VolatileEscalationPieces(VolatileTransaction transaction, Consumer<MspId> countUp) {
        this.transaction = transaction;
        this.countUp = countUp;
    }

    List<Stored<EscalationPiece>> load(MspId msp) {
        NavigableMap<Name, Stored<EscalationPiece>> kept = byMsp.get(msp);
        return kept == null ? List.of() : List.copyOf(kept.values());
    }

    void save(EscalationPiece piece, Origin origin) {
        Map<Name, Stored<EscalationPiece>> kept = pieces(piece.msp());
        Name name = new Name(piece.kind(), piece.id());
        Stored<EscalationPiece> before = kept.get(name);
        transaction.put(kept, name, new Stored<>(piece, before == null ? 1 : before.revision() + 1, origin));
        countUp.accept(piece.msp());
    }

    boolean remove(MspId msp, EscalationPiece.Kind kind, String id) {
        boolean removed = transaction.remove(pieces(msp), new Name(kind, id)) != null;
        if (removed) {
            countUp.accept(msp);
        }
        return removed;
    }

    private NavigableMap<Name, Stored<EscalationPiece>> pieces(MspId msp) {
        transaction.writing();
        return byMsp.computeIfAbsent(msp, any -> new TreeMap<>(Name.ORDER));
    }
}
