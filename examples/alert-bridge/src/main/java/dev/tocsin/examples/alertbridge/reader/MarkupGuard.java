package dev.tocsin.examples.alertbridge.reader;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Stands before an XML parser, which holds each tag, comment and CDATA section in memory as a whole: it refuses longer
 * ones, and every DOCTYPE with all that could be declared in it. Characters that XML does not allow, which scanners
 * copy from the services they probe, become U+FFFD, so that one does not cost the rest of the report.
 */
final class MarkupGuard extends FilterReader {
    /** The longest tag, comment, CDATA section or processing instruction, in characters. */
    static final int MAX_MARKUP = 1024 * 1024;

    private static final char REPLACEMENT = '\uFFFD';

    private enum State {
        TEXT,
        OPENED,
        TAG,
        QUOTED,
        DECLARATION,
        COMMENT,
        CDATA,
        INSTRUCTION
    }

    private State state = State.TEXT;
    private char quote;
    private int length;
    private long line = 1;
    /** The beginning of a declaration, to tell comments, CDATA and DOCTYPE apart. */
    private final StringBuilder head = new StringBuilder(9);
    /** The last two characters inside what ends in three. */
    private char last;

    private char beforeLast;

    MarkupGuard(Reader in) {
        super(in);
    }

    /** The input is not taken further. Its message is for people. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        private final long line;

        RefusedException(long line, String message) {
            super(message);
            this.line = line;
        }

        /** The line of what is refused, which the parser has not reached yet. */
        long line() {
            return line;
        }
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] buffer, int offset, int count) throws IOException {
        int read = in.read(buffer, offset, count);
        for (int i = offset; i < offset + read; i++) {
            char c = buffer[i];
            if (c < ' ' && c != '\n' && c != '\r' && c != '\t' || c >= '\uFFFE') {
                c = REPLACEMENT;
                buffer[i] = c;
            }
            follow(c);
        }
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void follow(char c) throws IOException {
        if (c == '\n') {
            line++;
        }
        if (state == State.TEXT) {
            if (c == '<') {
                state = State.OPENED;
                length = 0;
            }
            return;
        }
        if (++length > MAX_MARKUP) {
            throw new RefusedException(
                    line, "a tag, comment or CDATA section is longer than " + MAX_MARKUP + " characters");
        }
        switch (state) {
            case OPENED -> opened(c);
            case TAG -> inTag(c);
            case QUOTED -> state = c == quote ? State.TAG : State.QUOTED;
            case DECLARATION -> declaration(c);
            case COMMENT -> endAt(c, '-', '-');
            case CDATA -> endAt(c, ']', ']');
            default -> endAt(c, '?', '?');
        }
        beforeLast = last;
        last = c;
    }

    private void opened(char c) {
        last = ' ';
        if (c == '!') {
            state = State.DECLARATION;
            head.setLength(0);
        } else if (c == '?') {
            state = State.INSTRUCTION;
        } else {
            state = State.TAG;
            inTag(c);
        }
    }

    private void inTag(char c) {
        if (c == '>') {
            state = State.TEXT;
        } else if (c == '"' || c == '\'') {
            quote = c;
            state = State.QUOTED;
        }
    }

    private void declaration(char c) throws IOException {
        head.append(c);
        if ("--".contentEquals(head)) {
            state = State.COMMENT;
        } else if ("[CDATA[".contentEquals(head)) {
            state = State.CDATA;
        } else if (!"--".startsWith(head.toString()) && !"[CDATA[".startsWith(head.toString())) {
            throw new RefusedException(line, "a DOCTYPE or other declaration is not legal in a report");
        }
        if (state != State.DECLARATION) {
            last = ' '; // its own opening is no part of its end
        }
    }

    /** An instruction ends in two characters, the others in three; the one before the last is then any. */
    private void endAt(char c, char first, char second) {
        boolean two = state == State.INSTRUCTION;
        if (c == '>' && last == second && (two || beforeLast == first)) {
            state = State.TEXT;
        }
    }
}
