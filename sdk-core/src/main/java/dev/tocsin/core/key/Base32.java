package dev.tocsin.core.key;

/** RFC 4648 base32 in capitals without padding: letters and 2 to 7, safe in any field and any URL. */
public final class Base32 {
    private static final char[] ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".toCharArray();

    private Base32() {}

    /**
     * The first {@code chars} characters, five bits each.
     *
     * @param bytes at least {@code chars * 5} bits
     * @param chars how many characters
     */
    public static String encode(byte[] bytes, int chars) {
        char[] text = new char[chars];
        int at = 0;
        int bits = 0;
        int held = 0;
        for (int i = 0; i < chars; i++) {
            if (held < 5) {
                bits = (bits << 8) | (bytes[at++] & 0xff);
                held += 8;
            }
            held -= 5;
            text[i] = ALPHABET[(bits >>> held) & 31];
        }
        return new String(text);
    }

    /**
     * The bytes of a text in either case.
     *
     * @throws IllegalArgumentException if a character is not of the alphabet
     */
    public static byte[] decode(String text) {
        byte[] bytes = new byte[text.length() * 5 / 8];
        int at = 0;
        int bits = 0;
        int held = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int value = c >= 'A' && c <= 'Z'
                    ? c - 'A'
                    : c >= 'a' && c <= 'z' ? c - 'a' : c >= '2' && c <= '7' ? c - '2' + 26 : -1;
            if (value < 0) {
                throw new IllegalArgumentException("'" + text.charAt(i) + "' is not a character of base32");
            }
            bits = (bits << 5) | value;
            held += 5;
            if (held >= 8 && at < bytes.length) {
                held -= 8;
                bytes[at++] = (byte) (bits >>> held);
            }
        }
        return bytes;
    }
}
