package dev.tocsin.core.notify;

/**
 * One thing that a channel found out about what it sends with, without sending anything.
 *
 * @param level what it means for sending
 * @param subject what was looked at, such as {@code account AC…}, {@code sender +12065550100} or {@code server mail.example.com:587}
 * @param message what was found, in one line without secrets and without whom messages go to
 */
public record ChannelFinding(Level level, String subject, String message) {
    /** What it means for sending. */
    public enum Level {
        /** Nothing stands against it. */
        OK,
        /** It can be sent, but hardly as it is meant. */
        WARNING,
        /** It cannot be sent before somebody changes something. */
        FAULT,
        /** The service did not say, so that it may be otherwise a little later. */
        UNANSWERED
    }
}
