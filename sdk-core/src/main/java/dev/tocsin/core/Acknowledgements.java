package dev.tocsin.core;

import dev.tocsin.core.escalation.ActionResult;
import dev.tocsin.core.escalation.LinkView;
import dev.tocsin.core.escalation.OpenIncident;
import dev.tocsin.core.escalation.Via;
import java.time.Duration;
import java.util.List;

/**
 * What technicians do about incidents: take them up, close them, and have them quiet for a while, by {@link
 * Tocsin#acknowledgements}. State, ticket note, owner and status are one transaction; the writes to the PSA follow. Thread-safe.
 */
public final class Acknowledgements {
    Acknowledgements() {}

    /**
     * Takes an incident up for a technician: nobody else is told of it any more, the ticket gets a note, the technician's member of
     * the PSA as its owner if it has none, and the status that its rule names for that. Without a ticket yet that follows when there
     * is one. What somebody took up before stays theirs.
     *
     * @param technicianId who, active
     * @param via how, {@link Via#API} if the technician is logged in to the host
     */
    public ActionResult acknowledge(long incidentId, String technicianId, Via via) {
        throw new UnsupportedOperationException("acknowledge");
    }

    /**
     * Closes an incident and its ticket for a technician, whoever touched the ticket. What is active counts as answered, or goes on
     * as the rule says of a person's close. Without a ticket yet it is closed as soon as there is one; one that has not asked for a
     * ticket yet gets none. A ticket that others use, or that is one of a project, stays open.
     *
     * @param technicianId who, active
     * @param evenIfActive whether the technician confirmed that events may be active
     * @param via how
     */
    public ActionResult close(long incidentId, String technicianId, boolean evenIfActive, Via via) {
        throw new UnsupportedOperationException("close");
    }

    /**
     * Has an incident quiet for a while: its ticket, notes, close and messages wait for the end. A later one of whomever takes the
     * place of the one before.
     *
     * @param technicianId who, active
     * @param length for how long, more than zero and at most a year
     * @param via how
     * @throws dev.tocsin.core.base.ConfigurationException if the length is not legal
     */
    public ActionResult snooze(long incidentId, String technicianId, Duration length, Via via) {
        throw new UnsupportedOperationException("snooze");
    }

    /** The incidents of which a technician was told and that are not over, the latest told first; empty if there is none such. */
    public List<OpenIncident> open(String technicianId) {
        throw new UnsupportedOperationException("open");
    }

    /**
     * What the page of a link shows. Changes nothing, so that a scanner that follows the link does no harm.
     *
     * @param token the token as it came
     */
    public LinkView view(String token) {
        throw new UnsupportedOperationException("view");
    }

    /**
     * Does what a link says. It does so once; the same link again changes nothing.
     *
     * @param token the token as it came
     * @param confirmed whether the technician confirmed a close though events are active
     */
    public ActionResult act(String token, boolean confirmed) {
        throw new UnsupportedOperationException("act");
    }
}
