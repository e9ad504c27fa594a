package dev.tocsin.core;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.consent.ConsentActor;
import dev.tocsin.core.consent.ConsentEntry;
import dev.tocsin.core.consent.InboundConsent;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.store.StoreSession;
import java.time.Clock;
import java.util.List;

/** Keeps what others report to the ledger: the provider that it blocks a number, a person that a review was read. Thread-safe. */
final class LedgerReports {
    private final Clock clock;

    LedgerReports(Clock clock) {
        this.clock = clock;
    }

    ConsentEntry blocked(
            StoreSession session,
            String programme,
            PhoneNumber number,
            String provider,
            String code,
            String messageId) {
        return keep(
                session, InboundConsent.providerBlock(programme, number, provider, code, messageId, clock.instant()));
    }

    ConsentEntry unblocked(StoreSession session, String programme, PhoneNumber number, String provider, String report) {
        return keep(session, InboundConsent.providerUnblock(programme, number, provider, report, clock.instant()));
    }

    ConsentEntry reviewed(StoreSession session, String entryId, ConsentActor actor, String finding) {
        ConsentEntry review = session.consent()
                .entry(entryId)
                .orElseThrow(() -> new ConfigurationException(
                        "entryId",
                        "'" + entryId + "' is no entry of the ledger; the id of one that reviews() gives is legal"));
        return keep(session, InboundConsent.reviewed(review, actor, finding, clock.instant()));
    }

    /** Appends an entry, or gives the one that was kept when the same was reported before. */
    private static ConsentEntry keep(StoreSession session, ConsentEntry entry) {
        return session.consent().append(List.of(entry)) == 1
                ? entry
                : session.consent()
                        .entry(entry.id())
                        .orElseThrow(() -> new IllegalStateException(
                                "the ledger passes entry " + entry.id() + " by, which it does not have"));
    }
}
