package dev.tocsin.core.notify;

/**
 * What a call says after a key was pressed, and how it goes on.
 *
 * @param words what is spoken; empty for nothing
 * @param next how it goes on
 */
public record KeyAnswer(String words, Next next) {
    /** How a call goes on. */
    public enum Next {
        /** It ends. */
        HANG_UP,
        /** It asks for a key again; the next {@link KeyPress} has asked once more. */
        ASK_AGAIN,
        /** It asks for a key to confirm the close; the next {@link KeyPress} is one that is confirming. */
        CONFIRM_CLOSE
    }
}
