package dev.tocsin.core.intake;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.rule.TicketPolicy;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.Stored;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The catalogue of each MSP, read again whenever its configuration has changed. Thread-safe. */
public final class Catalogues {
    private final Settings settings;
    private final Map<String, String> associated;
    private final Map<MspId, Catalogue> latest = new ConcurrentHashMap<>();
    private final Map<Revision, IntegrationRule> revisions = new ConcurrentHashMap<>();

    /** One revision of a rule, which never changes. */
    private record Revision(MspId msp, String ruleId, int number) {}

    /** Catalogues that treat a missing dimension, and what belongs to nobody, as these settings say. */
    public Catalogues(Settings settings) {
        this(settings, Map.of());
    }

    /**
     * Catalogues where some connections serve one company only: a mapping of another company onto such a connection is not in
     * force, however it came into the store.
     *
     * @param associated the one local company of such a connection, by connection
     */
    public Catalogues(Settings settings, Map<String, String> associated) {
        this.settings = settings;
        this.associated = Map.copyOf(associated);
    }

    /** The catalogue that is in force within a transaction. */
    public Catalogue inForce(StoreSession session, MspId msp) {
        Catalogue known = latest.get(msp);
        if (known != null && known.version() == session.configuration().version(msp)) {
            return known;
        }
        Catalogue read = new Catalogue(session.configuration().load(msp), settings, associated);
        latest.put(msp, read);
        return read;
    }

    /** The catalogue as it was last read, for work before a transaction; read now if it never was. */
    public Catalogue recent(Store store, MspId msp) {
        @Nullable Catalogue known = latest.get(msp);
        return known != null ? known : store.read(session -> inForce(session, msp));
    }

    /**
     * The rule that an incident follows: the latest until it has a ticket, then the one that the ticket was made with,
     * unless the latest takes its open tickets along.
     *
     * @throws IllegalStateException if that revision is not in the store
     */
    public IntegrationRule ruleOf(StoreSession session, Incident incident) {
        Optional<Stored<IntegrationRule>> newest =
                inForce(session, incident.msp()).rule(incident.ruleId());
        if (newest.isPresent()
                && (incident.ticketId() == null
                        || newest.get().item().policy().edits() == TicketPolicy.Edits.MIGRATE)) {
            return newest.get().item();
        }
        Revision revision = new Revision(incident.msp(), incident.ruleId(), incident.ruleRevision());
        return revisions.computeIfAbsent(
                revision,
                any -> session.configuration()
                        .rule(incident.msp(), incident.ruleId(), incident.ruleRevision())
                        .orElseThrow(() -> new IllegalStateException("revision " + incident.ruleRevision()
                                + " of rule '" + incident.ruleId() + "' is not in the store")));
    }
}
