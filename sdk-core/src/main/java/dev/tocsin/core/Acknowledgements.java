package dev.tocsin.core;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.engine.Acknowledging;
import dev.tocsin.core.engine.Acknowledging.By;
import dev.tocsin.core.engine.ToldIncidents;
import dev.tocsin.core.escalation.ActionLinks;
import dev.tocsin.core.escalation.ActionResult;
import dev.tocsin.core.escalation.ActionResult.Kind;
import dev.tocsin.core.escalation.IncidentAction;
import dev.tocsin.core.escalation.LinkReading;
import dev.tocsin.core.escalation.LinkView;
import dev.tocsin.core.escalation.OpenIncident;
import dev.tocsin.core.escalation.SignedAction;
import dev.tocsin.core.escalation.Via;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.key.Base32;
import dev.tocsin.core.key.KeyHash;
import dev.tocsin.core.people.PersonRef;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What technicians do about incidents: take them up, close them, and have them quiet for a while, by {@link
 * Tocsin#acknowledgements}. State, ticket note, owner and status are one transaction; the writes to the PSA follow. Thread-safe.
 */
public final class Acknowledgements {
    private static final ActionResult NOBODY =
            new ActionResult(Kind.NOT_A_TECHNICIAN, "There is no such technician who takes alerts.");
    private static final String NOT_VALID =
            "This link is not valid. Open it as a whole, or use that of the latest message.";
    private static final String EXPIRED = "This link counts no more. Use that of the latest message.";
    private static final String USED = "This link was used before. Use that of the latest message.";
    private static final int HASH_CHARS = 26;

    private final MspId msp;
    private final Store store;
    private final Acknowledging acknowledging;
    private final ToldIncidents told;
    private final @Nullable ActionLinks links;
    private final Clock clock;
    private final Runnable afterwards;

    /**
     * For an MSP.
     *
     * @param links what reads the tokens of links, or null if there are none
     * @param afterwards is run when something is to be written to a PSA
     */
    Acknowledgements(
            MspId msp,
            Store store,
            Acknowledging acknowledging,
            ToldIncidents told,
            @Nullable ActionLinks links,
            Clock clock,
            Runnable afterwards) {
        this.msp = msp;
        this.store = store;
        this.acknowledging = acknowledging;
        this.told = told;
        this.links = links;
        this.clock = clock;
        this.afterwards = afterwards;
    }

    /** What is done for a technician in a transaction. */
    private interface Act {
        ActionResult of(StoreSession session, By by, Instant now);
    }

    private ActionResult act(String technicianId, Via via, Act act) {
        Instant now = clock.instant();
        ActionResult result = store.write(session -> acknowledging
                .technician(session, technicianId)
                .map(technician -> act.of(session, new By(technician, via, null), now))
                .orElse(NOBODY));
        afterwards.run();
        return result;
    }

    /**
     * Takes an incident up for a technician: nobody else is told of it any more, the ticket gets a note, the technician's member of
     * the PSA as its owner if it has none, and the status that its rule names for that. Without a ticket yet that follows when there
     * is one. What somebody took up before stays theirs.
     *
     * @param technicianId who, active and logged in to the host; links, texts and calls come in by {@link #act} and {@link Inbound}
     */
    public ActionResult acknowledge(long incidentId, String technicianId) {
        return act(
                technicianId, Via.API, (session, by, now) -> acknowledging.acknowledge(session, incidentId, by, now));
    }

    /**
     * Closes an incident and its ticket for a technician, whoever touched the ticket. What is active counts as answered, or goes on
     * as the rule says of a person's close. Without a ticket yet it is closed as soon as there is one; one that has not asked for a
     * ticket yet gets none. A ticket that others use, or that is one of a project, stays open.
     *
     * @param technicianId who, active
     * @param evenIfActive whether the technician confirmed that events may be active
     */
    public ActionResult close(long incidentId, String technicianId, boolean evenIfActive) {
        return act(
                technicianId,
                Via.API,
                (session, by, now) -> acknowledging.close(session, incidentId, evenIfActive, by, now));
    }

    /**
     * Has an incident quiet for a while: its ticket, notes, close and messages wait for the end. A later one of whomever takes the
     * place of the one before.
     *
     * @param technicianId who, active
     * @param length for how long, more than zero and at most a year
     * @throws dev.tocsin.core.base.ConfigurationException if the length is not legal
     */
    public ActionResult snooze(long incidentId, String technicianId, Duration length) {
        return act(
                technicianId,
                Via.API,
                (session, by, now) -> acknowledging.snooze(session, incidentId, length, by, now));
    }

    /** The incidents of which a technician was told and that are not over, the latest told first; empty if there is none such. */
    public List<OpenIncident> open(String technicianId) {
        return store.read(session -> told.open(session, PersonRef.technician(msp, technicianId)));
    }

    /**
     * What the page of a link shows. Changes nothing, so that a scanner that follows the link does no harm.
     *
     * @param token the token as it came
     */
    public LinkView view(String token) {
        LinkReading reading = read(token);
        SignedAction action = signed(reading).orElse(null);
        if (action == null) {
            return new LinkView(LinkView.Kind.NOT_VALID, null, null, "", NOT_VALID);
        }
        if (reading instanceof LinkReading.Expired) {
            // Old links lie about in mailboxes and logs; they tell nothing of the incident.
            return new LinkView(LinkView.Kind.EXPIRED, action.action(), null, "", EXPIRED);
        }
        return store.read(session -> {
            Technician technician =
                    acknowledging.technician(session, action.technicianId()).orElse(null);
            Incident incident = acknowledging.find(session, action.incidentId()).orElse(null);
            if (technician == null || incident == null) {
                return new LinkView(LinkView.Kind.NOT_VALID, null, null, "", NOT_VALID);
            }
            LinkView.Kind kind = incident.state().live() ? LinkView.Kind.READY : LinkView.Kind.OVER;
            return new LinkView(
                    kind,
                    action.action(),
                    told.shown(session, incident),
                    technician.name(),
                    words(session, action, technician));
        });
    }

    private String words(StoreSession session, SignedAction action, Technician technician) {
        boolean close = action.action() == IncidentAction.CLOSE;
        return acknowledging
                .again(session, action.incidentId(), close)
                .map(ActionResult::words)
                .orElseGet(() -> technician.name() + " can "
                        + (close ? "close this incident and its ticket." : "acknowledge this incident.")
                        + (close && acknowledging.needsConfirmation(session, action.incidentId())
                                ? " Events are still active."
                                : ""));
    }

    private LinkReading read(String token) {
        return links == null ? new LinkReading.Malformed("there are no links") : links.read(token, clock.instant());
    }

    private Optional<SignedAction> signed(LinkReading reading) {
        SignedAction action = reading instanceof LinkReading.Valid valid
                ? valid.action()
                : reading instanceof LinkReading.Expired expired ? expired.action() : null;
        return Optional.ofNullable(action).filter(one -> one.msp().equals(msp));
    }

    /**
     * Does what a link says. It does so once; the same link again changes nothing.
     *
     * @param token the token as it came
     * @param confirmed whether the technician confirmed a close though events are active
     */
    public ActionResult act(String token, boolean confirmed) {
        LinkReading reading = read(token);
        SignedAction action = signed(reading).orElse(null);
        if (action == null) {
            return new ActionResult(Kind.NOT_VALID, NOT_VALID);
        }
        return reading instanceof LinkReading.Expired
                ? new ActionResult(Kind.EXPIRED, EXPIRED)
                : act(action.technicianId(), Via.LINK, (session, by, now) -> act(session, action, confirmed, by, now));
    }

    private ActionResult act(StoreSession session, SignedAction action, boolean confirmed, By by, Instant now) {
        long incidentId = action.incidentId();
        boolean close = action.action() == IncidentAction.CLOSE;
        if (close && !confirmed && acknowledging.needsConfirmation(session, incidentId)) {
            return acknowledging.close(session, incidentId, false, by, now);
        }
        if (!session.consent().use(useOf(action), action.expiresAt(), now)) {
            return acknowledging
                    .again(session, incidentId, close)
                    .orElseGet(() -> new ActionResult(Kind.EXPIRED, USED));
        }
        return close
                ? acknowledging.close(session, incidentId, confirmed, by, now)
                : acknowledging.acknowledge(session, incidentId, by, now);
    }

    /** What of a link is used up: all that it says, since links of one message may have one nonce. */
    private static String useOf(SignedAction action) {
        return "link/"
                + Base32.encode(
                        KeyHash.start()
                                .add(action.msp().value())
                                .add(action.incidentId())
                                .add(action.technicianId())
                                .add(action.action().name())
                                .add(action.expiresAt().getEpochSecond())
                                .add(action.nonce())
                                .finish(),
                        HASH_CHARS);
    }
}
