package dev.tocsin.core.intake;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.DeliveryKey;
import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.Fingerprint;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.incident.Lifecycle;
import dev.tocsin.core.incident.Member;
import dev.tocsin.core.incident.MemberState;
import dev.tocsin.core.store.EventRecord;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.suppress.Held;
import dev.tocsin.core.suppress.Suppression;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes events in: each is accepted, parked, ignored or refused, and what is not refused is durable when this returns.
 * A call's events are one transaction. Thread-safe.
 */
public final class Intake {
    private final Store store;
    private final Catalogues catalogues;
    private final Lifecycle lifecycle;
    private final IntakeRules rules;
    private final Clock clock;

    /**
     * An intake.
     *
     * @param rules what new incidents need to know
     */
    public Intake(Store store, Catalogues catalogues, Lifecycle lifecycle, IntakeRules rules, Clock clock) {
        this.store = store;
        this.catalogues = catalogues;
        this.lifecycle = lifecycle;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * An event with its keys and its route by one version of the configuration.
     *
     * @param at when it happened, by the source's clock, but no further ahead than is believed
     * @param suppression what suppresses by that configuration, {@link Suppression#NONE} itself if nothing does
     */
    record Prepared(
            SecurityEvent event,
            Instant at,
            DeliveryKey key,
            Fingerprint fingerprint,
            Route route,
            long version,
            Suppression suppression) {
        Prepared routed(Catalogue catalogue) {
            return catalogue.version() == version
                    ? this
                    : new Prepared(
                            event,
                            at,
                            key,
                            fingerprint,
                            catalogue.route(event),
                            catalogue.version(),
                            catalogue.suppression());
        }

        /** Whether the source's clock is further ahead than is believed. */
        boolean isAhead() {
            return !at.equals(event.occurredAt());
        }

        /**
         * Whether the event only counts: its subject is active, a note about it is due already, and nothing gets worse.
         * The incident need not even be read then, which makes floods cheap.
         */
        boolean isPlainRepeatOf(Member member) {
            return event.kind() == EventKind.RAISED
                    && member.state() == MemberState.ACTIVE
                    && member.changed()
                    && event.severity() == member.severity()
                    && event.payloadHash() == member.payload();
        }
    }

    /**
     * Takes events in.
     *
     * @return one receipt per event, in their order
     * @throws dev.tocsin.core.store.StoreException if the store cannot keep them; none is then taken in
     */
    public List<Receipt> ingest(Collection<SecurityEvent> events) {
        Map<MspId, Catalogue> recent = new HashMap<>();
        Instant now = clock.instant();
        List<Prepared> prepared = new ArrayList<>(events.size());
        for (SecurityEvent event : events) {
            Catalogue catalogue = recent.computeIfAbsent(event.msp(), msp -> catalogues.recent(store, msp));
            prepared.add(prepared(event, catalogue, now));
        }
        return prepared.isEmpty() ? List.of() : store.write(session -> keep(session, prepared, now));
    }

    private Prepared prepared(SecurityEvent event, Catalogue catalogue, Instant now) {
        return new Prepared(
                event,
                rules.believed(event.occurredAt(), now),
                DeliveryKey.of(event),
                Fingerprint.of(event),
                catalogue.route(event),
                catalogue.version(),
                catalogue.suppression());
    }

    /**
     * Looks again at held subjects of an MSP, in their order: what is still suppressed stays held, what is not joins its
     * group by its latest event, as if that came now.
     */
    public void lookAgain(StoreSession session, MspId msp, List<Held> held, Instant now) {
        Catalogue catalogue = catalogues.inForce(session, msp);
        List<Prepared> prepared = new ArrayList<>(held.size());
        Map<DeliveryKey, Instant> receivedAt = new HashMap<>(held.size() * 2);
        List<Fingerprint> lost = new ArrayList<>();
        for (Held one : held) {
            EventRecord kept = session.events().get(msp, one.event()).orElse(null);
            if (kept == null) {
                // What its event said is not kept any more; its next one raises it anew.
                lost.add(one.subject().fingerprint());
            } else {
                prepared.add(prepared(kept.event(), catalogue, now));
                receivedAt.put(kept.key(), kept.receivedAt());
            }
        }
        session.held().remove(lost);
        new IntakeBatch(session, catalogues, lifecycle, rules, now).lookAgain(prepared, receivedAt);
    }

    private List<Receipt> keep(StoreSession session, List<Prepared> prepared, Instant now) {
        Map<MspId, Catalogue> inForce = new HashMap<>();
        List<Prepared> routed = new ArrayList<>(prepared.size());
        for (Prepared event : prepared) {
            routed.add(event.routed(
                    inForce.computeIfAbsent(event.event().msp(), msp -> catalogues.inForce(session, msp))));
        }
        return new IntakeBatch(session, catalogues, lifecycle, rules, now).take(routed);
    }
}
