package dev.tocsin.examples.alertbridge.reader;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A beginning, a part repeated many times, and an end, without ever being in memory as a whole. */
final class GeneratedStream extends InputStream {
    private final byte[][] parts;
    private final long[] times;
    private int part;
    private long done;
    private int at;

    GeneratedStream(String beginning, String repeated, long repeats, String end) {
        parts = new byte[][] {
            beginning.getBytes(StandardCharsets.UTF_8),
            repeated.getBytes(StandardCharsets.UTF_8),
            end.getBytes(StandardCharsets.UTF_8)
        };
        times = new long[] {1, repeats, 1};
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        while (part < parts.length && (done == times[part] || parts[part].length == 0)) {
            part++;
            done = 0;
        }
        if (part == parts.length) {
            return -1;
        }
        int count = Math.min(length, parts[part].length - at);
        System.arraycopy(parts[part], at, buffer, offset, count);
        at += count;
        if (at == parts[part].length) {
            at = 0;
            done++;
        }
        return count;
    }
}
