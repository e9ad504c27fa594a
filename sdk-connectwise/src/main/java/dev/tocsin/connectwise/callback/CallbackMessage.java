package dev.tocsin.connectwise.callback;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One callback of ConnectWise. Its text form leaves the entity out, since that is a customer's data.
 *
 * <p>Take it as a hint that a record changed, and read the record again: messages come late, twice, in another order than
 * the changes, or not at all, and the entity shows the record as it was when the message was made.
 *
 * @param messageId the vendor's id of this message, by which a repeat is known
 * @param type the kind of the record in lower case, such as {@code ticket} or {@code company}
 * @param action what happened to it
 * @param recordId the id of the record
 * @param companyId the login company that sent it (not a customer's company)
 * @param memberId the member who made the change; null if the vendor names none
 * @param productInstanceId the vendor's id of the sending installation; null if it names none
 * @param entity the record as JSON text, as the vendor sent it; null after a delete
 * @param callbackId the id of the callback entry that asked for the message; null if the vendor names none
 */
public record CallbackMessage(
        String messageId,
        String type,
        CallbackAction action,
        int recordId,
        String companyId,
        @Nullable String memberId,
        @Nullable String productInstanceId,
        @Nullable String entity,
        @Nullable Integer callbackId) {

    /** Refuses null where it has no meaning. */
    public CallbackMessage {
        Objects.requireNonNull(messageId, "messageId");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(companyId, "companyId");
    }

    /**
     * The entity, read as a class of the caller's own: a record whose components are named like the fields that matter
     * (others are ignored, absent ones are null), or {@code Map}. The classes of the client fit as well.
     *
     * @throws IllegalStateException if there is no entity, as after a delete: ask {@link #entity} first
     * @throws IllegalArgumentException if the entity is no JSON or does not fit; the message names the place, never the
     *     value
     */
    public <T> T entityAs(Class<T> type) {
        if (entity == null) {
            throw new IllegalStateException("the message " + messageId + " (" + action + ") carries no entity");
        }
        return CallbackJson.read(entity, type);
    }

    @Override
    public String toString() {
        return "CallbackMessage[" + messageId + ": " + type + " " + recordId + " " + action + " by "
                + (memberId == null ? "nobody named" : memberId) + " at " + companyId + ", "
                + (entity == null ? "no entity" : "entity of " + entity.length() + " characters") + "]";
    }
}
