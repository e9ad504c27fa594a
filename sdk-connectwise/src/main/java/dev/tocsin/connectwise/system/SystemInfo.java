package dev.tocsin.connectwise.system;

import dev.tocsin.connectwise.internal.JsonRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the server says of itself. A good first call: it proves the address and the credentials.
 *
 * @param version its version, such as {@code v2026.4.12345}
 * @param cloud whether the vendor hosts it
 * @param serverTimeZone its time zone as a Windows zone name; null if it gives none
 * @param cloudRegion its region; null on premises
 * @param licenses the names of the active licences
 */
public record SystemInfo(
        String version,
        boolean cloud,
        @Nullable String serverTimeZone,
        @Nullable String cloudRegion,
        List<String> licenses) {
    /** Copies the licences. */
    public SystemInfo {
        licenses = List.copyOf(licenses);
    }

    /** What an answer says. */
    public static SystemInfo from(JsonRecord f) {
        return new SystemInfo(
                f.textOrEmpty("version"),
                f.flag("isCloud"),
                f.text("serverTimeZone"),
                f.text("cloudRegion"),
                f.records("licenseBits").stream()
                        .filter(bit -> bit.flag("activeFlag"))
                        .map(bit -> bit.textOrEmpty("name"))
                        .toList());
    }
}
