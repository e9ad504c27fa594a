package dev.tocsin.core.feed;

import dev.tocsin.core.event.SecurityEvent;
import java.util.List;

/**
 * One page of a feed.
 *
 * @param events the events
 * @param unread records that could not become events, each in words with its place; they are counted and told, and hold nothing up
 * @param passedBy how many records were sound but no events, such as successful sign-ins
 * @param cursor what to ask with next: for the next page if there is more, else for what is new by then
 * @param more whether there is a further page now
 */
public record FeedPage(List<SecurityEvent> events, List<String> unread, int passedBy, String cursor, boolean more) {
    /** Copies the lists. */
    public FeedPage {
        events = List.copyOf(events);
        unread = List.copyOf(unread);
    }
}
