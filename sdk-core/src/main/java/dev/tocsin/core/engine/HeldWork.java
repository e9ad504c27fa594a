package dev.tocsin.core.engine;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.intake.Catalogues;
import dev.tocsin.core.intake.Intake;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.suppress.Held;
import dev.tocsin.core.suppress.Silence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up the suppressed subjects that are due: what holds them may have ended. Also removes silences that ended long
 * ago. Thread-safe.
 */
public final class HeldWork {
    private static final Logger LOG = LoggerFactory.getLogger(HeldWork.class);
    private static final int SLICE = 200;
    /** The most slices of one round, so that tickets are written meanwhile. */
    private static final int SLICES = 10;

    private static final Duration AFTER_FAULT = Duration.ofMinutes(1);
    /** How long silences are kept after their end, for people who ask why it was quiet. */
    private static final Duration SILENCES_KEPT = Duration.ofDays(30);

    private final Catalogues catalogues;
    private final Intake intake;

    /** Work that lets what may act go through the given intake. */
    public HeldWork(Catalogues catalogues, Intake intake) {
        this.catalogues = catalogues;
        this.intake = intake;
    }

    /**
     * Takes up what is due for an MSP, in slices of one transaction each; returns how many subjects that was. What is left
     * over is taken up the next time.
     */
    public int handleDue(Store store, MspId msp, Instant now) {
        int done = 0;
        for (int slice = 0; slice < SLICES && isDue(store, msp, now); slice++) {
            try {
                done += store.write(
                        session -> handle(session, msp, session.held().due(msp, now, SLICE), now));
            } catch (IllegalStateException e) {
                LOG.error("a slice of suppressed subjects failed; they are looked at one by one", e);
                done += handleOneByOne(store, msp, now);
            }
        }
        if (store.read(session -> hasOldSilence(session, msp, now))) {
            done += store.write(session -> session.configuration().suppression().expireSilences(msp, oldest(now)));
        }
        return done;
    }

    private static boolean isDue(Store store, MspId msp, Instant now) {
        return store.read(session -> {
            Instant next = session.held().nextDue(msp);
            return next != null && !next.isAfter(now);
        });
    }

    private int handle(StoreSession session, MspId msp, List<Held> due, Instant now) {
        intake.lookAgain(session, msp, due, now);
        return due.size();
    }

    /** One subject that cannot be carried out must not hold up the others; it is tried again later. */
    private int handleOneByOne(Store store, MspId msp, Instant now) {
        int handled = 0;
        for (Held one : store.read(session -> session.held().due(msp, now, SLICE))) {
            try {
                handled += store.write(session -> handle(session, msp, stillDue(session, one, now), now));
            } catch (IllegalStateException e) {
                LOG.error(
                        "the suppressed subject {} could not be looked at",
                        one.subject().text(),
                        e);
                store.write(session -> {
                    session.held().save(later(stillDue(session, one, now), now.plus(AFTER_FAULT)));
                    return true;
                });
            }
        }
        return handled;
    }

    private static List<Held> stillDue(StoreSession session, Held held, Instant now) {
        return session.held().current(List.of(held.subject().fingerprint())).values().stream()
                .filter(one -> {
                    Instant due = one.lookAgainAt();
                    return due != null && !due.isAfter(now);
                })
                .toList();
    }

    private static List<Held> later(List<Held> held, Instant at) {
        return held.stream().map(one -> one.lookAgainAt(at)).toList();
    }

    private boolean hasOldSilence(StoreSession session, MspId msp, Instant now) {
        for (Silence silence : catalogues.inForce(session, msp).suppression().silences()) {
            if (!silence.endsAt().isAfter(oldest(now))) {
                return true;
            }
        }
        return false;
    }

    private static Instant oldest(Instant now) {
        return now.minus(SILENCES_KEPT);
    }
}
