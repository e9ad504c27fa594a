package dev.tocsin.core.template;

import java.io.Writer;

/** Takes so many characters and then ends the rendering that writes them. Used by one rendering. */
final class BoundedText extends Writer {
    private final StringBuilder text = new StringBuilder();
    private final int limit;

    BoundedText(int limit) {
        this.limit = limit;
    }

    @Override
    public void write(char[] characters, int from, int count) {
        int room = limit - text.length();
        text.append(characters, from, Math.min(count, room));
        if (count > room) {
            throw new FullException();
        }
    }

    @Override
    public void flush() {
        // written at once
    }

    @Override
    public void close() {
        // nothing to release
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** Says that there is no more room. */
    static final class FullException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FullException() {
            super("the text is full", null, false, false);
        }
    }
}
