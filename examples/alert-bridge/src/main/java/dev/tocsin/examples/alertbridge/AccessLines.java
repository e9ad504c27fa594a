package dev.tocsin.examples.alertbridge;

import dev.tocsin.connectwise.AccessReport;
import dev.tocsin.core.base.AuthenticationException;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.examples.alertbridge.config.BridgeConfiguration;
import dev.tocsin.examples.alertbridge.config.ConnectWiseAccess;
import dev.tocsin.examples.alertbridge.config.Fault;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Tells whether a connection's credentials work and which rights they give. */
final class AccessLines {
    private final Surroundings around;
    private final BridgeConfiguration read;
    private final CheckReport report;

    AccessLines(Surroundings around, BridgeConfiguration read, CheckReport report) {
        this.around = around;
        this.read = read;
        this.report = report;
    }

    /** Asks the server and prints what it says; whether it let us in. */
    boolean print(Host.Connection connection) {
        String before = read.connections().size() == 1 ? "" : connection.id() + ": ";
        try {
            report.line(before + "access: ok, " + connection.psa().checkAccess());
            rights(before, connection.client().verifyAccess());
            return true;
        } catch (AuthenticationException | ConfigurationException e) {
            String place = place(connection.id());
            report.fault(new Fault(read.file(), read.line(place), place, String.valueOf(e.getMessage())));
        } catch (TocsinException e) {
            report.unanswered(connection.id() + ": " + e.getMessage());
        }
        return false;
    }

    private static String place(String id) {
        return id.equals(ConnectWiseAccess.CONNECTION_ID) ? id : "connections[" + id + "]";
    }

    private void rights(String before, AccessReport access) {
        long granted = count(access, AccessReport.Finding.GRANTED);
        long missing = count(access, AccessReport.Finding.MISSING);
        report.line(before + "rights: " + granted + " granted, " + missing + " missing, "
                + count(access, AccessReport.Finding.NOT_PROVABLE) + " that only their use would prove");
        Map<String, Map<AccessReport.Level, String>> areas = new LinkedHashMap<>();
        for (AccessReport.Row row : access.rows()) {
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
        for (AccessReport.Row row : access.missing()) {
            report.warning("the role lacks the right to " + row.level().name().toLowerCase(Locale.ROOT) + " "
                    + row.area() + ": " + row.reason());
        }
    }

    private static long count(AccessReport access, AccessReport.Finding finding) {
        return access.rows().stream().filter(row -> row.finding() == finding).count();
    }

    private static String word(AccessReport.Finding finding) {
        return switch (finding) {
            case GRANTED -> "granted";
            case MISSING -> "MISSING";
            case NOT_PROVABLE -> "?";
        };
    }
}
