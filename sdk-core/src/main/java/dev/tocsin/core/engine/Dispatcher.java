package dev.tocsin.core.engine;

import dev.tocsin.core.base.AuthenticationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.incident.Lifecycle;
import dev.tocsin.core.intake.Catalogues;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.intent.Schedule;
import dev.tocsin.core.psa.Outcome;
import dev.tocsin.core.psa.Psa;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only place that writes to the outside. It claims intents, commits that they are sent, carries each out, and
 * commits what came of it. Thread-safe.
 */
public final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final Store store;
    private final MspId msp;
    private final Map<String, Psa> psas;
    private final Clock clock;
    private final Outcomes outcomes;
    private final Claims claims;
    private final IntentWork createTicket;
    private final IntentWork addNote;
    private final IntentWork closeTicket;
    private final IntentWork reopenTicket;
    private final IntentWork attachToTicket;
    private final IntentWork ticketDetail;
    private final IntentWork closeForPerson;

    /**
     * A dispatcher.
     *
     * @param msp the MSP whose intents are carried out; another's connection may have the same id
     * @param psas the PSA connections by id
     * @param catalogues the configuration that tickets follow
     * @param owner the name of this worker, unique among all that share the store
     */
    public Dispatcher(
            Store store,
            MspId msp,
            Map<String, Psa> psas,
            Settings settings,
            Lifecycle lifecycle,
            IncidentWork incidents,
            TicketWriting writing,
            Catalogues catalogues,
            Clock clock,
            String owner) {
        this.store = store;
        this.msp = msp;
        this.psas = Map.copyOf(psas);
        this.clock = clock;
        Schedule schedule = new Schedule(settings);
        outcomes = new Outcomes(settings, schedule);
        Grounds grounds = new Grounds(catalogues);
        Openings openings = new Openings(lifecycle, grounds);
        MissingTicket missing = new MissingTicket(incidents);
        claims = new Claims(settings, schedule, openings, owner);
        createTicket = new CreateTicketWork(
                settings,
                schedule,
                outcomes,
                incidents,
                openings,
                writing,
                new ReferenceProof(settings, schedule),
                clock);
        addNote = new AddNoteWork(settings, schedule, outcomes, missing, clock);
        closeTicket = new CloseTicketWork(
                store, settings, schedule, outcomes, incidents, openings, lifecycle, grounds, writing, missing, clock);
        reopenTicket = new ReopenTicketWork(
                store, catalogues, settings, schedule, outcomes, incidents, openings, writing, missing, clock);
        attachToTicket = new AttachToTicketWork(openings, grounds, writing);
        ticketDetail = new TicketDetailWork(settings, schedule, outcomes, missing, clock);
        closeForPerson = new CloseForPersonWork(store, settings, schedule, outcomes, writing, missing, clock);
    }

    /** An intent that this dispatcher holds, to be carried out once. */
    public final class Claimed implements Runnable {
        private final Claims.Claimed claimed;

        private Claimed(Claims.Claimed claimed) {
            this.claimed = claimed;
        }

        /** Carries the intent out and commits what came of it. Never throws for what happens outside. */
        @Override
        public void run() {
            try {
                execute(claimed);
            } catch (RuntimeException e) {
                LOG.error(
                        "intent {} could not be carried out; it is looked up when its lease is over",
                        claimed.intent().id(),
                        e);
            }
        }
    }

    /**
     * What was taken up.
     *
     * @param claimed the intents that must be run soon
     * @param looked how many were due, those included that only wait for something now
     */
    public record Taken(List<Claimed> claimed, int looked) {
        /** Copies the list. */
        public Taken {
            claimed = List.copyOf(claimed);
        }
    }

    /** Takes up intents that are due, at most so many; what was taken up must be run soon. */
    public Taken claim(int limit) {
        return store.write(session -> {
            Instant now = clock.instant();
            List<Claimed> claimed = new ArrayList<>();
            List<Intent> due = session.intents().due(msp, now, psas.keySet(), limit);
            for (Intent intent : due) {
                claims.claim(session, intent, psa(intent), now).ifPresent(one -> claimed.add(new Claimed(one)));
            }
            return new Taken(claimed, due.size());
        });
    }

    private Psa psa(Intent intent) {
        return Objects.requireNonNull(
                psas.get(intent.connectionId()), "the store gave an intent of another connection");
    }

    private void execute(Claims.Claimed claimed) {
        Intent intent = claimed.intent();
        Effect effect;
        try {
            effect = work(intent).carryOut(psa(intent), intent, claimed.connection());
        } catch (AuthenticationException e) {
            effect = accessDenied(intent, e);
        } catch (TocsinException e) {
            effect = readFailed(intent, e);
        }
        apply(intent, effect);
    }

    private IntentWork work(Intent intent) {
        IntentBody body = intent.body();
        if (body instanceof IntentBody.CreateTicket) {
            return createTicket;
        }
        if (body instanceof IntentBody.AddNote) {
            return addNote;
        } else if (body instanceof IntentBody.CloseTicket || body instanceof IntentBody.CloseTwin) {
            return closeTicket;
        } else if (body instanceof IntentBody.CloseForPerson) {
            return closeForPerson;
        } else if (body instanceof IntentBody.ReopenTicket) {
            return reopenTicket;
        }
        return body instanceof IntentBody.AttachToTicket ? attachToTicket : ticketDetail;
    }

    /** A read before or after a write failed. A write itself never throws, so nothing was written by this attempt. */
    private Effect readFailed(Intent intent, TocsinException error) {
        String reason = String.valueOf(error.getMessage());
        return switch (intent.state()) {
            case SENT ->
                outcomes.notExecuted(
                        new Outcome.NotExecuted<>(reason, error.retryAfter().orElse(null), false));
            default -> outcomes.readFailed(reason, error.retryAfter().orElse(null));
        };
    }

    private Effect accessDenied(Intent intent, AuthenticationException error) {
        String reason = String.valueOf(error.getMessage());
        return intent.state() == IntentState.SENT
                ? outcomes.notExecuted(new Outcome.NotExecuted<>(reason, null, true))
                : outcomes.readDenied(reason);
    }

    private void apply(Intent intent, Effect effect) {
        store.write(session -> {
            Intent stored = session.intents().get(intent.id()).orElse(null);
            if (stored == null || stored.token() != intent.token()) {
                LOG.warn(
                        "intent {} was taken up by another worker; the outcome seen here is left to its look-up",
                        intent.id());
                return false;
            }
            effect.apply(session, stored, clock.instant());
            return true;
        });
    }
}
