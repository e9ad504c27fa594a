package dev.tocsin.connectwise.callback;

import dev.tocsin.core.base.TocsinException;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done, or was done, about one callback entry at our address.
 *
 * @param action what
 * @param callbackId the id of the entry; null if there is none yet, or none that we know of
 * @param subscription what it asks for; null if that cannot be told, as of an entry without a level
 * @param state how far it came
 * @param reason why it is done, and what went wrong with it, for people
 * @param failure the error that it ended with; null if there was none
 */
public record CallbackStep(
        Action action,
        @Nullable Integer callbackId,
        @Nullable CallbackSubscription subscription,
        State state,
        String reason,
        @Nullable TocsinException failure) {
    /** What is done about an entry. */
    public enum Action {
        /** Register what is wanted and missing. */
        ADD,
        /** Switch on what was switched off, and correct the rest of it if need be. */
        REENABLE,
        /** Mend an entry that would bring something other than what the handler reads. */
        CORRECT,
        /** Leave it as it is. */
        KEEP,
        /** Delete a double, or what is no longer wanted. */
        REMOVE
    }

    /** How far a step came. */
    public enum State {
        /** Nothing was sent: this is the dry run. */
        PLANNED,
        /** The server has it so. */
        DONE,
        /** It was not done. */
        FAILED,
        /** It may have been done, or may be yet; the next run finds out. */
        UNRESOLVED
    }

    static CallbackStep planned(
            Action action, @Nullable Integer id, @Nullable CallbackSubscription subscription, String reason) {
        return new CallbackStep(action, id, subscription, State.PLANNED, reason, null);
    }

    CallbackStep done() {
        return new CallbackStep(action, callbackId, subscription, State.DONE, reason, null);
    }

    CallbackStep done(int id, String because) {
        return new CallbackStep(action, id, subscription, State.DONE, reason + "; " + because, null);
    }

    /** This step, ended by an error, which says whether it was executed all the same. */
    CallbackStep ended(State how, TocsinException error) {
        return new CallbackStep(action, callbackId, subscription, how, reason + "; " + error.getMessage(), error);
    }

    CallbackStep in(State how, String because) {
        return new CallbackStep(action, callbackId, subscription, how, reason + "; " + because, failure);
    }

    boolean isOf(CallbackStep other) {
        return action == other.action && callbackId != null && callbackId.equals(other.callbackId);
    }

    /** The step in one line. */
    @Override
    public String toString() {
        return action + (callbackId == null ? "" : " " + callbackId)
                + (subscription == null ? "" : " (" + subscription + ")")
                + " " + state + ": " + reason;
    }
}
