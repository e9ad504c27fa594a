package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a request changed, told once per record when the request is over: a record that is added and then completed counts
 * as added. Guarded by the monitor of {@link Manage}.
 */
public final class Changes {
    private final Map<Key, Change> pending = new LinkedHashMap<>();
    private final Set<Key> suppressed = new HashSet<>();
    private Consumer<Change> listener = change -> {};
    private @Nullable String actor;

    Changes() {}

    /** Who is told; called under the monitor, so it must neither wait nor do input or output. */
    public void listener(Consumer<Change> newListener) {
        listener = newListener;
    }

    void begin(String member) {
        actor = member;
    }

    void end() {
        actor = null;
        pending.forEach((key, change) -> {
            if (!suppressed.contains(key)) {
                listener.accept(change);
            }
        });
        pending.clear();
        suppressed.clear();
    }

    void added(RecordKind kind, ObjectNode row) {
        tell(kind, "added", row);
    }

    void updated(RecordKind kind, ObjectNode row) {
        tell(kind, "updated", row);
    }

    void deleted(RecordKind kind, ObjectNode row) {
        tell(kind, "deleted", row);
    }

    /** Keeps quiet about a record for the rest of this request: {@code skipCallback}. */
    void suppress(RecordKind kind, int id) {
        suppressed.add(new Key(kind, id));
    }

    private void tell(RecordKind kind, String action, ObjectNode row) {
        if (actor == null) {
            String author = row.path("_info").path("updatedBy").asText();
            listener.accept(new Change(kind, action, row, author));
            return;
        }
        Key key = new Key(kind, row.path("id").asInt());
        Change earlier = pending.get(key);
        boolean stillNew = earlier != null && earlier.action().equals("added") && action.equals("updated");
        pending.put(key, new Change(kind, stillNew ? "added" : action, row, actor));
    }

    private record Key(RecordKind kind, int id) {}

    /**
     * One change.
     *
     * @param kind the kind of record
     * @param action added, updated or deleted
     * @param row the record afterwards; for a deleted one the last there was
     * @param actor the identifier of the member who did it
     */
    public record Change(RecordKind kind, String action, ObjectNode row, String actor) {}
}
