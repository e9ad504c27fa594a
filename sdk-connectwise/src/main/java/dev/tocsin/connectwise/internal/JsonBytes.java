package dev.tocsin.connectwise.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The bytes of an answer in JSON. The methods {@code after…} check what begins at a place and find its end; they take
 * only plain JSON in UTF-8 and leave all else to Jackson to judge: malformed text, but also rarities such as a name with
 * an escape, a name twice in an object, an exponent, a huge number or very deep nesting. What was taken may then be made nodes of, equal
 * to those that Jackson would make. Immutable, if nobody changes the array.
 */
final class JsonBytes {
    /** Instead of an end: what begins there is not taken. */
    static final int NOT_TAKEN = -1;

    private static final int DEEPEST = 50;
    /** Each name of an object inside a row is compared with those before it. */
    private static final int MOST_FIELDS = 64;

    private static final int LONGEST_NUMBER = 30;
    private static final int LONGEST_LONG = 18;

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final byte[] bytes;

    JsonBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes;
    }

    /** The byte at a place; 0, which is never legal, behind the end. */
    byte at(int at) {
        return at < bytes.length ? bytes[at] : 0;
    }

    /** The next place that holds no white space. */
    int afterBlanks(int at) {
        int next = at;
        while (next < bytes.length && bytes[next] <= ' ' && isBlank(bytes[next])) {
            next++;
        }
        return next;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** The end of a value, at the given depth of nesting. */
    int afterValue(int at, int depth) {
        return switch (at(at)) {
            case '"' -> afterText(at);
            case '{' -> afterObject(at, depth);
            case '[' -> afterArray(at, depth);
            case 't' -> afterWord(at, TRUE);
            case 'f' -> afterWord(at, FALSE);
            case 'n' -> afterWord(at, NULL);
            default -> afterNumber(at);
        };
    }

    private int afterObject(int begin, int depth) {
        int at = afterBlanks(begin + 1);
        if (at(at) == '}') {
            return at + 1;
        }
        int[] names = new int[8];
        for (int count = 0; count < MOST_FIELDS && depth < DEEPEST; count++) {
            int end = afterName(at);
            if (end < 0 || repeats(names, count, at, end)) {
                return NOT_TAKEN;
            }
            if (2 * count == names.length) {
                names = Arrays.copyOf(names, names.length * 2);
            }
            names[2 * count] = at;
            names[2 * count + 1] = end;
            at = afterColon(end);
            if (at >= 0) {
                at = afterValue(at, depth + 1);
            }
            if (at < 0) {
                return NOT_TAKEN;
            }
            at = afterBlanks(at);
            if (at(at) != ',') {
                return at(at) == '}' ? at + 1 : NOT_TAKEN;
            }
            at = afterBlanks(at + 1);
        }
        return NOT_TAKEN;
    }

    private boolean repeats(int[] names, int count, int begin, int end) {
        for (int i = 0; i < 2 * count; i += 2) {
            if (names[i + 1] - names[i] == end - begin
                    && Arrays.equals(bytes, names[i], names[i + 1], bytes, begin, end)) {
                return true;
            }
        }
        return false;
    }

    private int afterArray(int begin, int depth) {
        int at = afterBlanks(begin + 1);
        if (at(at) == ']') {
            return at + 1;
        }
        while (depth < DEEPEST) {
            at = afterValue(at, depth + 1);
            if (at < 0) {
                return NOT_TAKEN;
            }
            at = afterBlanks(at);
            if (at(at) != ',') {
                return at(at) == ']' ? at + 1 : NOT_TAKEN;
            }
            at = afterBlanks(at + 1);
        }
        return NOT_TAKEN;
    }

    /** The end of a name, its quote included, which must be plain ASCII. */
    int afterName(int begin) {
        if (at(begin) != '"') {
            return NOT_TAKEN;
        }
        int end = special(begin + 1);
        return at(end) == '"' ? end + 1 : NOT_TAKEN;
    }

    /** The begin of the value behind a name that ends here. */
    int afterColon(int end) {
        int colon = afterBlanks(end);
        return at(colon) == ':' ? afterBlanks(colon + 1) : NOT_TAKEN;
    }

    int afterText(int begin) {
        int at = special(begin + 1);
        while (at >= 0 && at(at) != '"') {
            int next = at(at) == '\\' ? afterEscape(at) : afterCharacter(at);
            at = next < 0 ? NOT_TAKEN : special(next);
        }
        return at < 0 ? NOT_TAKEN : at + 1;
    }

    /** The next byte of a text that is more than a printable ASCII character, or the end of all. */
    int special(int begin) {
        int at = begin;
        for (; at <= bytes.length - Long.BYTES; at += Long.BYTES) {
            long eight = (long) EIGHT_BYTES.get(bytes, at);
            long quote = eight ^ (ONES * '"');
            long backslash = eight ^ (ONES * '\\');
            // Sets the high bit of each byte that is a quote, a backslash, below a blank or above ASCII. A borrow may
            // set it for others too, but only behind (above) one that is truly special, and the first alone counts.
            long found = (((quote - ONES) & ~quote) | ((backslash - ONES) & ~backslash) | (eight - ONES * ' ') | eight)
                    & HIGH_BITS;
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (at < bytes.length && bytes[at] >= ' ' && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
        return at;
    }

    private int afterEscape(int backslash) {
        return switch (at(backslash + 1)) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> backslash + 2;
            case 'u' -> afterHex(backslash + 2);
            default -> NOT_TAKEN;
        };
    }

    private int afterHex(int begin) {
        for (int at = begin; at < begin + 4; at++) {
            if (Character.digit(at(at), 16) < 0) {
                return NOT_TAKEN;
            }
        }
        return begin + 4;
    }

    /** The end of a character outside ASCII, in the only form that UTF-8 allows for it (RFC 3629). */
    private int afterCharacter(int begin) {
        int first = at(begin) & 0xFF;
        int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        if (first < 0xC2 || first > 0xF4) {
            return NOT_TAKEN;
        }
        int second = at(begin + 1) & 0xFF;
        boolean overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
        boolean outside = (first == 0xED && second > 0x9F) || (first == 0xF4 && second > 0x8F);
        for (int at = begin + 1; at < begin + length; at++) {
            if ((at(at) & 0xC0) != 0x80) {
                return NOT_TAKEN;
            }
        }
        return overlong || outside ? NOT_TAKEN : begin + length;
    }

    /** The end of a value that was taken, without another check of what it holds. */
    int afterTaken(int begin) {
        int at = begin;
        int depth = 0;
        do {
            switch (at(at)) {
                case '"' -> at = afterText(at);
                case '{', '[' -> {
                    depth++;
                    at++;
                }
                case '}', ']' -> {
                    depth--;
                    at++;
                }
                default -> at++;
            }
        } while (depth > 0 || !isEnd(at(at)));
        return at;
    }

    private static boolean isEnd(byte b) {
        return b == ',' || b == '}' || b == ']' || isBlank(b);
    }

    private int afterWord(int begin, byte[] word) {
        int end = begin + word.length;
        return end <= bytes.length && Arrays.equals(bytes, begin, end, word, 0, word.length) ? end : NOT_TAKEN;
    }

    int afterNumber(int begin) {
        int first = at(begin) == '-' ? begin + 1 : begin;
        int at = afterDigits(first);
        if (at == first || (at(first) == '0' && at > first + 1)) {
            return NOT_TAKEN;
        }
        if (at(at) == '.') {
            int point = at;
            at = afterDigits(point + 1);
            if (at == point + 1) {
                return NOT_TAKEN;
            }
        } else if (at - first > LONGEST_LONG) {
            return NOT_TAKEN;
        }
        return at - begin > LONGEST_NUMBER || at(at) == 'e' || at(at) == 'E' ? NOT_TAKEN : at;
    }

    int afterDigits(int begin) {
        int at = begin;
        while (at(at) >= '0' && at(at) <= '9') {
            at++;
        }
        return at;
    }
}
