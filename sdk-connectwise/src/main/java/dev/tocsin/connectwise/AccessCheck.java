package dev.tocsin.connectwise;

import dev.tocsin.connectwise.AccessReport.Finding;
import dev.tocsin.connectwise.AccessReport.Level;
import dev.tocsin.connectwise.AccessReport.Row;
import dev.tocsin.core.base.ApiException;
import dev.tocsin.core.base.AuthenticationException;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.http.TransportRequest.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds out the rights of the API member by probes that change nothing: a page of one record to read; an empty record to
 * create, which lacks a field that the vendor's contract requires, so that only a member without the right is refused
 * otherwise; a change to a record that cannot exist. The server is taken to look at the right before the record, which the
 * vendor does not document: what only such an answer shows is called not provable.
 */
final class AccessCheck {
    /** Ids are 32-bit and given one by one; no server has come so far. */
    private static final int NO_RECORD = Integer.MAX_VALUE;

    private static final String SETUP = "System / Table Setup / ";

    private final Gateway gateway;
    private final List<Row> rows = new ArrayList<>();

    AccessCheck(Gateway gateway) {
        this.gateway = gateway;
    }

    AccessReport run(boolean agreements) {
        inquire("Companies / Company Maintenance", "/company/companies");
        String configurations = "Companies / Configurations";
        inquire(configurations, "/company/configurations");
        add(configurations, "/company/configurations");
        edit(configurations, "/company/configurations", "name");
        String tickets = "Service Desk / Service Tickets";
        inquire(tickets, "/service/tickets");
        add(tickets, "/service/tickets");
        edit(tickets, "/service/tickets", "summary");
        closedTickets();
        row("System / BrightGauge", Level.INQUIRE, Finding.NOT_PROVABLE, "the API has no call that needs it");
        inquire("System / API Reports", "/system/reports");
        inquire("System / Member Maintenance", "/system/members");
        inquire("System / My Company", "/system/info");
        setup("Company", "/company/noteTypes");
        setup("Company Status", "/company/companies/statuses");
        setup("Company Type", "/company/companies/types");
        setup("Configuration", "/company/configurations/types");
        setup("Priority", "/service/priorities");
        setup("Service Board", "/service/boards");
        setup("Source", "/service/sources");
        if (agreements) {
            String area = "Finance / Agreements";
            inquire(area, "/finance/agreements");
            add(area, "/finance/agreements");
            edit(area, "/finance/agreements", "name");
        }
        return new AccessReport(rows);
    }

    private void setup(String table, String path) {
        inquire(SETUP + table, path);
        add(SETUP + table, path);
    }

    private void inquire(String area, String path) {
        Map<String, String> one = path.equals("/system/info") ? Map.of() : Map.of("pageSize", "1");
        probe(area, Level.INQUIRE, Call.get(path, one), "GET " + path + " was answered");
    }

    private void add(String area, String path) {
        probe(
                area,
                Level.ADD,
                Call.action(Method.POST, path, Map.of(), CallOptions.none()),
                "POST " + path + " took an empty record, against the vendor's contract: look for it and delete it");
    }

    private void edit(String area, String path, String field) {
        List<Map<String, Object>> operations = List.of(EditableRecords.operation(field, "probe"));
        Call call = Call.action(Method.PATCH, path + "/" + NO_RECORD, operations, CallOptions.none());
        probe(area, Level.EDIT, call, "PATCH of id " + NO_RECORD + " was answered as a success");
    }

    /** A closed ticket is read by its id; lists may show closed ones to everybody. */
    private void closedTickets() {
        String area = "Service Desk / Close Service Tickets";
        int id = closedTicket();
        if (id > 0) {
            Call call = Call.get("/service/tickets/" + id, Map.of());
            probe(area, Level.INQUIRE, call, "ticket " + id + " is closed and was read");
        } else {
            row(area, Level.INQUIRE, Finding.NOT_PROVABLE, "no closed ticket was found to read");
        }
        String why = "only closing a ticket would show it";
        row(area, Level.ADD, Finding.NOT_PROVABLE, why);
        row(area, Level.EDIT, Finding.NOT_PROVABLE, why);
    }

    /** The id of a closed ticket, or 0. */
    private int closedTicket() {
        Call list = Call.get("/service/tickets", Map.of("conditions", "closedFlag = true", "pageSize", "1"));
        try {
            return gateway.send(list).body().path(0).path("id").asInt();
        } catch (TocsinException e) {
            return 0;
        }
    }

    private void probe(String area, Level level, Call call, String success) {
        try {
            gateway.send(call);
            row(area, level, Finding.GRANTED, success);
        } catch (TocsinException e) {
            failed(area, level, e);
        }
    }

    private void failed(String area, Level level, TocsinException e) {
        if (e instanceof AuthenticationException refused) {
            if (refused.status() == 401) {
                throw refused;
            }
            row(area, level, lacksRight(refused) ? Finding.MISSING : Finding.NOT_PROVABLE, message(e));
        } else if (e instanceof ApiException answered && level == Level.ADD && answered.status() == 400) {
            row(area, level, Finding.GRANTED, "an empty record was refused for what it lacks, not for the right");
        } else {
            row(area, level, Finding.NOT_PROVABLE, message(e));
        }
    }

    /** Whether the API itself says so: a proxy's 403 tells nothing of the role, nor does the one that asks for TLS. */
    private static boolean lacksRight(AuthenticationException refused) {
        return refused.code().filter("Security"::equalsIgnoreCase).isPresent()
                && !message(refused).contains("SSL is required");
    }

    private static String message(TocsinException e) {
        return String.valueOf(e.getMessage());
    }

    private void row(String area, Level level, Finding finding, String reason) {
        rows.add(new Row(area, level, finding, reason));
    }
}
