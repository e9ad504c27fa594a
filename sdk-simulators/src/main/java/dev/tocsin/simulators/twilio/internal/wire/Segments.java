package dev.tocsin.simulators.twilio.internal.wire;

/**
 * Into how many parts a text is cut: GSM-7 with 160 in one and 153 in each of several, UCS-2 with 70 and 67. A character of
 * the extension table takes two places in GSM-7, and is not torn apart between two parts; nor is a pair of surrogates in UCS-2.
 */
public final class Segments {
    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENSION = "\f^{}\\[~]|€";

    private Segments() {}

    /** How many parts there are; 1 for an empty text. */
    public static int count(String text) {
        boolean gsm = text.chars().allMatch(c -> BASIC.indexOf(c) >= 0 || EXTENSION.indexOf(c) >= 0);
        return gsm ? count(text, 160, 153, true) : count(text, 70, 67, false);
    }

    private static int count(String text, int alone, int each, boolean gsm) {
        int total = 0;
        int parts = 1;
        int inPart = 0;
        for (int i = 0; i < text.length(); ) {
            int step = gsm ? 1 : Character.charCount(text.codePointAt(i));
            int places = gsm && EXTENSION.indexOf(text.charAt(i)) >= 0 ? 2 : step;
            total += places;
            if (inPart + places > each) {
                parts++;
                inPart = 0;
            }
            inPart += places;
            i += step;
        }
        return total <= alone ? 1 : parts;
    }
}
