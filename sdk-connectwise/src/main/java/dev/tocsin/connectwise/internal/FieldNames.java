package dev.tocsin.connectwise.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The names of the fields of the rows of one list, each with a number. Rows have their names in the same order, so the name
 * that followed last time is tried first, and mostly none is searched for or made a text of. Not thread-safe while a
 * list is read.
 */
final class FieldNames {
    /** More than the widest records of the vendor have. */
    private static final int MOST = 512;

    private static final int SLOTS = 4 * MOST;

    private final String[] names = new String[MOST];
    /** The names with the quote behind them. */
    private final byte[][] quoted = new byte[MOST][];
    /** For each name, and first for the begin of a row, one more than the name that followed last; 0 for none. */
    private final short[] followers = new short[MOST + 1];
    /** For each slot that a hash leads to, one more than the number of a name, or 0. */
    private final short[] slots = new short[SLOTS];

    private int size;

    int size() {
        return size;
    }

    /** The number of a name; -1 if no row has it. */
    int number(String name) {
        for (int slot = slot(name); slots[slot] != 0; slot = (slot + 1) & (SLOTS - 1)) {
            int number = slots[slot] - 1;
            if (names[number].equals(name)) {
                return number;
            }
        }
        return -1;
    }

    private int slot(String name) {
        int hash = name.hashCode();
        return (hash ^ (hash >>> 16)) & (SLOTS - 1);
    }

    /**
     * The number of the name that begins here, if it is the one that followed another last time.
     *
     * @param at behind the quote
     * @return -1 if it is not
     */
    int following(int previous, byte[] bytes, int at) {
        int number = followers[previous + 1] - 1;
        if (number < 0) {
            return -1;
        }
        byte[] wanted = quoted[number];
        int end = at + wanted.length;
        return end <= bytes.length && Arrays.equals(bytes, at, end, wanted, 0, wanted.length) ? number : -1;
    }

    int length(int number) {
        return quoted[number].length;
    }

    /**
     * The number of a name, which is new if need be.
     *
     * @param end behind its quote
     * @return -1 if there are too many
     */
    int added(int previous, byte[] bytes, int at, int end) {
        // The same text as the literals of the readers, so that most comparisons end at once.
        String name = new String(bytes, at, end - at - 1, StandardCharsets.US_ASCII).intern();
        int number = number(name);
        if (number < 0 && size < MOST) {
            number = size++;
            names[number] = name;
            quoted[number] = Arrays.copyOfRange(bytes, at, end);
            int slot = slot(name);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (SLOTS - 1);
            }
            slots[slot] = (short) size;
        }
        followers[previous + 1] = (short) (number + 1);
        return number;
    }
}
