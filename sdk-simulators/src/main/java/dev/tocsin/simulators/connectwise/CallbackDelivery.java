package dev.tocsin.simulators.connectwise;

import java.util.ArrayList;
import java.util.List;

/**
 * One callback message and what became of it.
 *
 * @param messageId its id, the same for every attempt and every duplicate
 * @param callbackId the entry that asked for it
 * @param target where it is posted: the entry's address, the record's id and the action
 * @param type the type of record, such as {@code ticket}
 * @param action added, updated or deleted
 * @param recordId the record's id
 * @param body the body as it is sent
 * @param signature the header {@code x-content-signature}
 * @param statuses the status of each attempt that was answered, in order
 * @param outcome how it ended
 */
public record CallbackDelivery(
        String messageId,
        int callbackId,
        String target,
        String type,
        String action,
        int recordId,
        String body,
        String signature,
        List<Integer> statuses,
        Outcome outcome) {
    /** Copies the list. */
    public CallbackDelivery {
        statuses = List.copyOf(statuses);
    }

    CallbackDelivery ended(Outcome how) {
        return new CallbackDelivery(
                messageId, callbackId, target, type, action, recordId, body, signature, statuses, how);
    }

    CallbackDelivery answered(int status) {
        List<Integer> all = new ArrayList<>(statuses);
        all.add(status);
        return new CallbackDelivery(
                messageId, callbackId, target, type, action, recordId, body, signature, all, outcome);
    }

    /** How a delivery ended. */
    public enum Outcome {
        /** It is under way, or withheld. */
        WAITING,
        /** It was answered with a 2xx. */
        DELIVERED,
        /** It was answered otherwise, to the last attempt. */
        REFUSED,
        /** Nobody answered. */
        UNREACHABLE,
        /** The target is not on this machine, so nothing was sent. */
        UNDELIVERABLE
    }
}
