package dev.tocsin.examples.alertbridge.reader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of UTF-8 that end in LF or CRLF, each of bounded length, in bounded memory. A byte order mark at the
 * beginning is passed over. Overlong lines and such as are not UTF-8 are refused one by one.
 */
final class LineReader {
    /** The longest legal line, in bytes without its end. */
    static final int MAX_BYTES = 1024 * 1024;

    private final InputStream stream;
    private final byte[] chunk = new byte[32 * 1024];
    private int chunkAt;
    private int chunkEnd;
    private byte[] line = new byte[4 * 1024];
    private int length;
    private long number;

    LineReader(InputStream stream) {
        this.stream = stream;
    }

    /** The number of the line that was read last, from 1. */
    long number() {
        return number;
    }

    /**
     * The next line without its end; null at the end of the stream.
     *
     * @throws UnusableException if the line is too long or not UTF-8; the one after it can still be read
     * @throws IOException if the stream cannot be read
     */
    @Nullable
    String next() throws IOException, UnusableException {
        length = 0;
        boolean any = false;
        boolean tooLong = false;
        boolean ended = false;
        while (!ended && (chunkAt < chunkEnd || fill())) {
            if (!any) {
                any = true;
                number++;
            }
            int end = chunkAt;
            while (end < chunkEnd && chunk[end] != '\n') {
                end++;
            }
            ended = end < chunkEnd;
            // one byte of room for the CR
            tooLong |= length + (end - chunkAt) > MAX_BYTES + 1;
            if (!tooLong) {
                append(chunkAt, end - chunkAt);
            }
            chunkAt = ended ? end + 1 : end;
        }
        if (!any) {
            return null;
        }
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        if (tooLong || length > MAX_BYTES) {
            throw new UnusableException(null, "the line is longer than " + MAX_BYTES + " bytes");
        }
        return decode();
    }

    private boolean fill() throws IOException {
        chunkAt = 0;
        chunkEnd = Math.max(0, stream.read(chunk));
        return chunkEnd > 0;
    }

    private void append(int from, int count) {
        if (length + count > line.length) {
            line = Arrays.copyOf(line, Math.max(line.length * 2, length + count));
        }
        System.arraycopy(chunk, from, line, length, count);
        length += count;
    }

    private String decode() throws UnusableException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(line, 0, length))
                    .toString();
            return number == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new UnusableException(null, "the line is not UTF-8");
        }
    }
}
