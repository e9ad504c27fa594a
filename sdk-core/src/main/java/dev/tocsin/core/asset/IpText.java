package dev.tocsin.core.asset;

import java.util.ArrayList;
import java.util.List;

/** Reads addresses of IPv4 and IPv6 as text, without asking any name service. */
final class IpText {
    private static final int GROUPS = 8;

    private IpText() {}

    /**
     * The address in its one form: RFC 5952 for IPv6.
     *
     * @throws IllegalArgumentException if it is none; the message says what is legal
     */
    static String canonical(String text) {
        return text.indexOf(':') < 0 ? four(text, text) : six(text);
    }

    /** Leading zeros are refused: some read them as octal. */
    private static String four(String text, String whole) {
        String[] parts = text.split("\\.", -1);
        boolean legal = parts.length == 4;
        for (String part : parts) {
            legal &= part.matches("0|[1-9][0-9]{0,2}") && Integer.parseInt(part) <= 255;
        }
        if (!legal) {
            throw illegal(whole);
        }
        return text;
    }

    private static String six(String text) {
        int gap = text.indexOf("::");
        List<Integer> head = groups(gap < 0 ? text : text.substring(0, gap), text, gap < 0);
        List<Integer> tail = gap < 0 ? List.of() : groups(text.substring(gap + 2), text, true);
        int missing = GROUPS - head.size() - tail.size();
        if (gap < 0 ? missing != 0 : missing < 1) {
            throw illegal(text);
        }
        List<Integer> all = new ArrayList<>(head);
        for (int i = 0; i < missing; i++) {
            all.add(0);
        }
        all.addAll(tail);
        return shortest(all);
    }

    /** The groups of one side of the gap; only the last of the address may be written as IPv4. */
    private static List<Integer> groups(String text, String whole, boolean last) {
        List<Integer> groups = new ArrayList<>();
        if (text.isEmpty()) {
            return groups;
        }
        String[] parts = text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            if (last && i == parts.length - 1 && parts[i].indexOf('.') >= 0) {
                String[] bytes = four(parts[i], whole).split("\\.", -1);
                groups.add(Integer.parseInt(bytes[0]) << 8 | Integer.parseInt(bytes[1]));
                groups.add(Integer.parseInt(bytes[2]) << 8 | Integer.parseInt(bytes[3]));
            } else if (parts[i].matches("[0-9a-fA-F]{1,4}")) {
                groups.add(Integer.parseInt(parts[i], 16));
            } else {
                throw illegal(whole);
            }
        }
        return groups;
    }

    /** The first of the longest runs of two zeros or more becomes the gap. */
    private static String shortest(List<Integer> groups) {
        int start = -1;
        int length = 1;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && groups.get(end) == 0) {
                end++;
            }
            if (end - i > length) {
                start = i;
                length = end - i;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == start) {
                text.append("::");
                i += length - 1;
            } else {
                if (text.length() > 0 && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(groups.get(i)));
            }
        }
        return text.toString();
    }

    private static IllegalArgumentException illegal(String text) {
        return AnswerType.illegal(text, "an address such as 192.0.2.7 or 2001:db8::7 is");
    }
}
