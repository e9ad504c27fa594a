package dev.tocsin.core.notify;

/** What a service answers when it is asked whether it took a message whose answer was lost. */
public sealed interface MessageLookUp {
    /**
     * It took the message.
     *
     * @param providerId the service's id of the message
     */
    record Found(String providerId) implements MessageLookUp {}

    /** It has no such message now. */
    record Absent() implements MessageLookUp {}

    /**
     * Nothing is known: the service cannot be asked for messages, or did not answer.
     *
     * @param able whether it can be asked at all, so that asking again makes sense
     * @param why why, in words fit for a log
     */
    record Unanswered(boolean able, String why) implements MessageLookUp {}
}
