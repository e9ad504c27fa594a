package dev.tocsin.examples.alertbridge.reader;

import dev.tocsin.core.asset.Software;
import dev.tocsin.core.base.BoundedText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the outputs of some checks say of a host. Their forms are those that the checks print; a line in any other form says
 * nothing, or is a program of that name.
 */
final class NessusOutput {
    private static final String PING = "10180";
    private static final String WINDOWS_SOFTWARE = "20811";
    private static final String UNIX_SOFTWARE = "22869";
    private static final String WINDOWS_HARDWARE = "24270";
    private static final String UNIX_HARDWARE = "35351";
    private static final String LAST_USER = "38689";
    private static final String MAC_ADDRESSES = "86420";

    /** The checks whose output is looked at. */
    static final Set<String> PLUGINS =
            Set.of(PING, WINDOWS_SOFTWARE, UNIX_SOFTWARE, WINDOWS_HARDWARE, UNIX_HARDWARE, LAST_USER, MAC_ADDRESSES);

    private static final int MAX_NAME = 300;
    private static final Pattern VERSION = Pattern.compile("\\[version ([^\\]]*)\\]");
    private static final Pattern BRACKETS = Pattern.compile("\\s*\\[(?:version|installed on) [^\\]]*\\]");
    /** As rpm lists packages: name, version and release, then whatever follows a bar or a blank. */
    private static final Pattern RPM = Pattern.compile("(\\S+?)-([^-|\\s]+-[^-|\\s]+)(?:[|\\s].*)?");

    private static final Pattern MAC = Pattern.compile("\\s*- ([0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5})\\b.*");

    private final Set<Software> software = new LinkedHashSet<>();
    private final Set<String> macAddresses = new LinkedHashSet<>();
    private @Nullable String serialNumber;
    private @Nullable String manufacturer;
    private @Nullable String model;
    private @Nullable String user;
    private boolean dead;

    void add(String plugin, String text) {
        switch (plugin) {
            case PING -> dead |= text.contains("considered as dead");
            case WINDOWS_SOFTWARE -> windows(text);
            case UNIX_SOFTWARE -> unix(text);
            case WINDOWS_HARDWARE, UNIX_HARDWARE -> hardware(text);
            case LAST_USER -> user = after(text, "Last Successful logon");
            case MAC_ADDRESSES -> macs(text);
            default -> {}
        }
    }

    boolean dead() {
        return dead;
    }

    List<Software> software() {
        return List.copyOf(software);
    }

    /** Without those that the check itself calls unreliable. */
    Set<String> macAddresses() {
        return macAddresses;
    }

    @Nullable
    String serialNumber() {
        return serialNumber;
    }

    @Nullable
    String manufacturer() {
        return manufacturer;
    }

    @Nullable
    String model() {
        return model;
    }

    @Nullable
    String user() {
        return user;
    }

    /** A program a line; below the second heading are updates, each under the program that it is for. */
    private void windows(String text) {
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (line.startsWith("The following updates")) {
                return;
            }
            if (line.isBlank() || line.stripTrailing().endsWith(":") || Character.isWhitespace(line.charAt(0))) {
                continue;
            }
            Matcher version = VERSION.matcher(line);
            program(BRACKETS.matcher(line).replaceAll(""), version.find() ? version.group(1) : null);
        }
    }

    private void unix(String text) {
        boolean headed = false;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            String bare = line.strip();
            if (!headed || bare.isEmpty()) {
                headed |= bare.endsWith(":");
                continue;
            }
            String[] columns = bare.split("\\s+");
            Matcher rpm = RPM.matcher(bare);
            if (columns[0].matches("[uihrp][ncHUFWti]R?") && columns.length >= 3) {
                // as dpkg lists packages; only those that begin with "i" are installed
                if (columns[0].charAt(1) == 'i') {
                    program(columns[1], columns[2]);
                }
            } else if (rpm.matches()) {
                program(rpm.group(1), rpm.group(2));
            } else if (!bare.matches("(?i)(desired=|\\|).*|\\+\\+\\+-.*")) {
                program(bare, null);
            }
        }
    }

    private void program(@Nullable String name, @Nullable String version) {
        String line = BoundedText.line(MAX_NAME, name);
        if (line != null) {
            software.add(new Software(line, BoundedText.line(100, version)));
        }
    }

    /** The system's own data; below other headings are those of the chassis and the board. */
    private void hardware(String text) {
        boolean system = true;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                String heading = line.strip().toLowerCase(Locale.ROOT);
                system = heading.isEmpty() ? system : heading.startsWith("system");
                continue;
            }
            if (!system) {
                continue;
            }
            String value = BoundedText.line(MAX_NAME, line.substring(colon + 1));
            switch (line.substring(0, colon)
                    .replace("Computer", "")
                    .replaceAll("\\s", "")
                    .toLowerCase(Locale.ROOT)) {
                case "serialnumber" -> serialNumber = serialNumber == null ? value : serialNumber;
                case "manufacturer" -> manufacturer = manufacturer == null ? value : manufacturer;
                case "model", "productname" -> model = model == null ? value : model;
                default -> {}
            }
        }
    }

    private void macs(String text) {
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (line.contains("unreliable")) {
                return;
            }
            Matcher mac = MAC.matcher(line);
            if (mac.matches()) {
                macAddresses.add(String.valueOf(mac.group(1)));
            }
        }
    }

    private static @Nullable String after(String text, String key) {
        return text.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(key) && line.indexOf(':') > 0)
                .map(line -> BoundedText.line(MAX_NAME, line.substring(line.indexOf(':') + 1)))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
