package dev.tocsin.examples.alertbridge;

import dev.tocsin.connectwise.AccessReport;
import dev.tocsin.core.base.AuthenticationException;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.examples.alertbridge.config.BridgeConfiguration;
import dev.tocsin.examples.alertbridge.config.ConnectWiseAccess;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Tells whether a connection's credentials work and which rights they give. */
final class AccessLines {
    private final Surroundings around;
    private final BridgeConfiguration read;

    AccessLines(Surroundings around, BridgeConfiguration read) {
        this.around = around;
        this.read = read;
    }

    /** Asks the server and prints what it says; the exit code for that. */
    int print(Host.Connection connection) {
        String before = read.connections().size() == 1 ? "" : connection.id() + ": ";
        try {
            around.out().println(before + "access: ok, " + connection.psa().checkAccess());
            rights(before, connection.client().verifyAccess());
            return AlertBridge.DONE;
        } catch (AuthenticationException | ConfigurationException e) {
            String place = place(connection.id());
            int line = read.line(place);
            around.err().println(read.file() + (line > 0 ? ":" + line : "") + ": " + place + ": " + e.getMessage());
            return AlertBridge.UNUSABLE;
        } catch (TocsinException e) {
            around.err().println(connection.id() + ": " + e.getMessage());
            return AlertBridge.INCOMPLETE;
        }
    }

    private static String place(String id) {
        return id.equals(ConnectWiseAccess.CONNECTION_ID) ? id : "connections[" + id + "]";
    }

    private void rights(String before, AccessReport report) {
        long granted = count(report, AccessReport.Finding.GRANTED);
        long missing = count(report, AccessReport.Finding.MISSING);
        around.out()
                .println(before + "rights: " + granted + " granted, " + missing + " missing, "
                        + count(report, AccessReport.Finding.NOT_PROVABLE) + " that only their use would prove");
        Map<String, Map<AccessReport.Level, String>> areas = new LinkedHashMap<>();
        for (AccessReport.Row row : report.rows()) {
            areas.computeIfAbsent(row.area(), area -> new java.util.EnumMap<>(AccessReport.Level.class))
                    .put(row.level(), word(row.finding()));
        }
        TextTable table = new TextTable(around.unicode(), "Right", "Inquire", "Add", "Edit");
        areas.forEach((area, levels) -> table.row(
                area,
                levels.getOrDefault(AccessReport.Level.INQUIRE, ""),
                levels.getOrDefault(AccessReport.Level.ADD, ""),
                levels.getOrDefault(AccessReport.Level.EDIT, "")));
        around.out().print(table);
        for (AccessReport.Row row : report.missing()) {
            around.out()
                    .println("  warning: the role lacks the right to "
                            + row.level().name().toLowerCase(Locale.ROOT) + " " + row.area() + ": " + row.reason());
        }
    }

    private static long count(AccessReport report, AccessReport.Finding finding) {
        return report.rows().stream().filter(row -> row.finding() == finding).count();
    }

    private static String word(AccessReport.Finding finding) {
        return switch (finding) {
            case GRANTED -> "granted";
            case MISSING -> "MISSING";
            case NOT_PROVABLE -> "?";
        };
    }
}
