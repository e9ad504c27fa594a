package dev.tocsin.connectwise.configuration;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells a written IP address from any other text, by its letters alone: {@link java.net.InetAddress} would ask the name
 * service for what is no address.
 */
final class IpLiteral {
    private static final int GROUPS = 8;
    /** No leading zeros: some programs read such a part as octal. */
    private static final Pattern PART = Pattern.compile("0|[1-9]\\d{0,2}");

    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");

    private IpLiteral() {}

    /** Whether a text is an IPv4 address of four parts, or an IPv6 address without brackets and zone. */
    static boolean isAddress(String text) {
        return text.indexOf(':') < 0 ? isVersion4(text) : isVersion6(text);
    }

    private static boolean isVersion4(String text) {
        List<String> parts = List.of(text.split("\\.", -1));
        return parts.size() == 4
                && parts.stream().allMatch(part -> PART.matcher(part).matches() && Integer.parseInt(part) <= 255);
    }

    private static boolean isVersion6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true) == GROUPS;
        }
        int before = groups(text.substring(0, gap), false);
        int after = groups(text.substring(gap + 2), true);
        return before >= 0 && after >= 0 && before + after < GROUPS;
    }

    /** How many groups a run of groups has; -1 if it is none. An IPv4 address at the end stands for two. */
    private static int groups(String run, boolean last) {
        if (run.isEmpty()) {
            return 0;
        }
        List<String> parts = List.of(run.split(":", -1));
        int count = 0;
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            if (GROUP.matcher(part).matches()) {
                count++;
            } else if (last && i == parts.size() - 1 && isVersion4(part)) {
                count += 2;
            } else {
                return -1;
            }
        }
        return count;
    }
}
