package dev.tocsin.core.listen;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.store.IntentStore;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Intents whose changes are noted. */
final class ListeningIntents implements IntentStore {
    private final IntentStore intents;
    private final Changes changes;

    ListeningIntents(IntentStore intents, Changes changes) {
        this.intents = intents;
        this.changes = changes;
    }

    @Override
    public void add(Collection<Intent> added) {
        intents.add(added);
        added.forEach(intent -> changes.intent(null, intent));
    }

    @Override
    public void save(Collection<Intent> saved) {
        Map<Long, Intent> before = new HashMap<>();
        for (Intent intent : saved) {
            if (!changes.hasIntent(intent.id())) {
                intents.get(intent.id()).ifPresent(known -> before.put(known.id(), known));
            }
        }
        intents.save(saved);
        saved.forEach(intent -> changes.intent(before.get(intent.id()), intent));
    }

    @Override
    public long nextId() {
        return intents.nextId();
    }

    @Override
    public Optional<Intent> get(long id) {
        return intents.get(id);
    }

    @Override
    public List<Intent> due(MspId msp, Instant now, Collection<String> connections, int limit) {
        return intents.due(msp, now, connections, limit);
    }

    @Override
    public @Nullable Instant nextDue(MspId msp, Collection<String> connections) {
        return intents.nextDue(msp, connections);
    }

    @Override
    public List<Intent> openOf(long incidentId) {
        return intents.openOf(incidentId);
    }

    @Override
    public List<Intent> of(long incidentId) {
        return intents.of(incidentId);
    }

    @Override
    public Map<String, Intent> byReference(MspId msp, Collection<String> references) {
        return intents.byReference(msp, references);
    }

    @Override
    public List<Intent> inState(MspId msp, Collection<IntentState> states, int limit) {
        return intents.inState(msp, states, limit);
    }
}
