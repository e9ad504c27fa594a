package dev.tocsin.core.asset;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What identifies a device, and what only looks as if it did. */
final class Identifiers {
    /** What makers and hypervisors leave in the firmware where a serial number should be, without spaces and punctuation. */
    private static final Set<String> PLACEHOLDERS = Set.of(
            "tobefilledbyoem",
            "filledbyoem",
            "defaultstring",
            "none",
            "null",
            "nil",
            "empty",
            "unknown",
            "undefined",
            "invalid",
            "default",
            "notspecified",
            "notapplicable",
            "notavailable",
            "notsettable",
            "notdefined",
            "nodata",
            "noserial",
            "noserialnumber",
            "oem",
            "serial",
            "serialnumber",
            "sernum",
            "systemserialnumber",
            "chassisserialnumber",
            "baseboardserialnumber",
            "123456",
            "1234567",
            "12345678",
            "123456789",
            "1234567890",
            "0123456789",
            "na");

    /** Addresses that adapters of the same software bear on every machine, or that stand for none. */
    private static final Set<String> SHARED_MACS = Set.of(
            "000000000000",
            "ffffffffffff",
            // Microsoft's loopback adapter
            "02004c4f4f50",
            // VMware's host-only and NAT adapters
            "005056c00001",
            "005056c00008",
            // VirtualBox's host-only adapter
            "0a0027000000",
            // what Android and iOS show to apps
            "020000000000",
            // Npcap's and RAS adapters
            "005345000000",
            "505054503030",
            "444553540000");

    private static final Set<String> COMMON_NAMES =
            Set.of("localhost", "localhost.localdomain", "unknown", "none", "n/a", "computer", "(none)");

    private Identifiers() {}

    /** Whether a serial number or a device identifier tells a device from others. */
    static boolean telling(String identifier) {
        String core = core(identifier);
        return core.length() >= 3
                && !PLACEHOLDERS.contains(core)
                && core.chars().distinct().count() > 1;
    }

    /** Letters and digits alone, in one case. */
    private static String core(String identifier) {
        StringBuilder core = new StringBuilder(identifier.length());
        identifier
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(core::appendCodePoint);
        return core.toString();
    }

    /** The form in which device identifiers and serial numbers are compared; null if it tells nothing. */
    static @Nullable String key(@Nullable String identifier) {
        if (identifier == null || !telling(identifier)) {
            return null;
        }
        return AssetText.folded(identifier).replaceAll("\\s+", "");
    }

    /** The form in which names are compared; null if half the world bears it. */
    static @Nullable String nameKey(@Nullable String name) {
        if (name == null) {
            return null;
        }
        String folded = AssetText.folded(name);
        return folded.isEmpty() || COMMON_NAMES.contains(folded) ? null : folded;
    }

    /** The MAC addresses of a text that can tell a device, as twelve digits each; a PSA's field may hold several. */
    static Set<String> macKeys(@Nullable String text) {
        Set<String> keys = new TreeSet<>();
        if (text != null) {
            for (String part : text.split("[,;\\s]+")) {
                String digits = part.replaceAll("[:.-]", "").toLowerCase(Locale.ROOT);
                if (digits.matches("[0-9a-f]{12}") && !SHARED_MACS.contains(digits) && !isGroup(digits)) {
                    keys.add(digits);
                }
            }
        }
        return keys;
    }

    /** The lowest bit of the first byte marks an address of a group, which no adapter has for its own (IEEE 802). */
    private static boolean isGroup(String digits) {
        return (Character.digit(digits.charAt(1), 16) & 1) == 1;
    }

    /** A MAC address in the notation that people use; unchanged if it is none. */
    static String shownMac(String text) {
        String digits = text.replaceAll("[:.\\s-]", "").toUpperCase(Locale.ROOT);
        return digits.matches("[0-9A-F]{12}") ? digits.replaceAll("(..)(?!$)", "$1:") : text;
    }
}
