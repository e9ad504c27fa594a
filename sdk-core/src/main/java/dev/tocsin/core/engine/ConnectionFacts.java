package dev.tocsin.core.engine;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.intake.IntakeRules;
import dev.tocsin.core.psa.Psa;
import dev.tocsin.core.store.ConnectionState;
import dev.tocsin.core.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a PSA says of itself and the workflow must know: its first priority, whose groups do not wait, and its version,
 * since a new one may treat references otherwise. Asked at the start and once a day. Thread-safe.
 */
public final class ConnectionFacts {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionFacts.class);
    private static final Duration WORTH = Duration.ofDays(1);

    private final Store store;
    private final IntakeRules rules;
    private final Clock clock;
    private final Map<String, Instant> askedAt = new ConcurrentHashMap<>();

    /** Facts that are told to the given rules. */
    public ConnectionFacts(Store store, IntakeRules rules, Clock clock) {
        this.store = store;
        this.rules = rules;
        this.clock = clock;
    }

    /** Asks the PSA now; if it does not answer, what was known counts. */
    public void ask(MspId msp, Psa psa) {
        askedAt.put(psa.connectionId(), clock.instant());
        try {
            String priority = psa.topPriority();
            String version = psa.version();
            store.write(session -> {
                ConnectionState known = session.connections().get(msp, psa.connectionId());
                ConnectionState now = known.facts(priority, version);
                if (!now.equals(known)) {
                    session.connections().save(now);
                }
                return now;
            });
        } catch (TocsinException e) {
            LOG.info("what connection {} says of itself could not be read: {}", psa.connectionId(), e.getMessage());
        }
        ConnectionState known = store.read(session -> session.connections().get(msp, psa.connectionId()));
        rules.learnTopPriority(msp, psa.connectionId(), known.topPriority());
    }

    /** Asks the PSA if it was asked before and that is a day ago. */
    void askAgainIfOld(MspId msp, Psa psa) {
        Instant asked = askedAt.get(psa.connectionId());
        if (asked != null && !asked.plus(WORTH).isAfter(clock.instant())) {
            ask(msp, psa);
        }
    }
}
