package dev.tocsin.simulators.connectwise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RightsTest {
    private final ConnectWiseSimulator sim = ConnectWiseSimulator.builder().start();
    private final Client client = new Client(sim);

    @AfterEach
    void stop() {
        sim.close();
    }

    private int status(String method, String path, String body) throws Exception {
        return client.write(method, path, body.replace('\'', '"')).status();
    }

    @Test
    void theRefusalComesBeforeValidationAndBeforeTheRecordIsLookedFor() throws Exception {
        sim.denyRight(SecurityRight.COMPANY_MAINTENANCE, RightLevel.ADD);
        sim.denyRight(SecurityRight.COMPANY_MAINTENANCE, RightLevel.EDIT);
        sim.denyRight(SecurityRight.COMPANY_MAINTENANCE, RightLevel.DELETE);
        assertThat(status("POST", "/company/companies", "{}")).isEqualTo(403);
        assertThat(status("PATCH", "/company/companies/1", "[]")).isEqualTo(403);
        assertThat(status("PUT", "/company/companies/1", "{}")).isEqualTo(403);
        assertThat(status("DELETE", "/company/companies/1", "")).isEqualTo(403);
        assertThat(client.get("/company/companies/1").status()).isEqualTo(404);
        assertThat(status("POST", "/company/companies/statuses", "{}")).isEqualTo(400);
        sim.allowAll();
        assertThat(status("POST", "/company/companies", "{}")).isEqualTo(400);
    }

    @Test
    void eachRowHasItsOwnPaths() throws Exception {
        Map<SecurityRight, String> paths = Map.ofEntries(
                Map.entry(SecurityRight.TABLE_SETUP_COMPANY_STATUS, "/company/companies/statuses"),
                Map.entry(SecurityRight.TABLE_SETUP_COMPANY_TYPE, "/company/companies/types"),
                Map.entry(SecurityRight.TABLE_SETUP_COMPANY, "/company/noteTypes"),
                Map.entry(SecurityRight.TABLE_SETUP_CONFIGURATION, "/company/configurations/types"),
                Map.entry(SecurityRight.TABLE_SETUP_PRIORITY, "/service/priorities"),
                Map.entry(SecurityRight.TABLE_SETUP_SERVICE_BOARD, "/service/boards/1/statuses"),
                Map.entry(SecurityRight.TABLE_SETUP_SOURCE, "/service/sources"),
                Map.entry(SecurityRight.COMPANY_MAINTENANCE, "/company/companies"),
                Map.entry(SecurityRight.CONTACTS, "/company/contacts"),
                Map.entry(SecurityRight.CONFIGURATIONS, "/company/configurations"),
                Map.entry(SecurityRight.SERVICE_TICKETS, "/service/tickets"),
                Map.entry(SecurityRight.MEMBER_MAINTENANCE, "/system/members"),
                Map.entry(SecurityRight.MY_COMPANY, "/system/info"),
                Map.entry(SecurityRight.API_REPORTS, "/system/reports"),
                Map.entry(SecurityRight.AGREEMENTS, "/finance/agreements"));
        for (var denied : paths.entrySet()) {
            sim.allowAll();
            sim.denyRight(denied.getKey(), RightLevel.INQUIRE);
            for (var asked : paths.entrySet()) {
                boolean forbidden = client.get(asked.getValue()).status() == 403;
                assertThat(forbidden)
                        .as(denied.getKey() + " " + asked.getValue())
                        .isEqualTo(asked.getKey() == denied.getKey());
            }
            assertThat(client.get("/service/info/boards").status()).isEqualTo(200);
            assertThat(client.get("/system/info/members").status()).isEqualTo(200);
        }
    }

    @Test
    void theHangersOnOfATicketNeedTheRightToEditIt() throws Exception {
        int id = sim.createTicket(Map.of("summary", "s", "company", Map.of("identifier", "AcmeInc")));
        sim.denyRight(SecurityRight.SERVICE_TICKETS, RightLevel.EDIT);
        assertThat(status("POST", "/service/tickets/" + id + "/notes", "{'text':'x'}"))
                .isEqualTo(403);
        assertThat(status("POST", "/service/tickets", "{}")).isEqualTo(400);
        sim.allowAll();
        sim.denyRight(SecurityRight.SERVICE_TICKETS, RightLevel.ADD);
        assertThat(status("POST", "/service/tickets/search", "{}")).isEqualTo(200);
        assertThat(status("POST", "/service/tickets", "{}")).isEqualTo(403);
    }

    @Test
    void closingNeedsItsOwnRight() throws Exception {
        int id = sim.createTicket(Map.of("summary", "s", "company", Map.of("identifier", "AcmeInc")));
        String path = "/service/tickets/" + id;
        String close = "[{'op':'replace','path':'status','value':{'name':'>Closed'}}]";
        String reword = "[{'op':'replace','path':'summary','value':'t'}]";
        sim.denyRight(SecurityRight.CLOSE_SERVICE_TICKETS, RightLevel.EDIT);
        assertThat(status("PATCH", path, close)).isEqualTo(403);
        assertThat(status("PATCH", path, reword)).isEqualTo(200);
        sim.allowAll();
        assertThat(status("PATCH", path, close)).isEqualTo(200);
        sim.denyRight(SecurityRight.CLOSE_SERVICE_TICKETS, RightLevel.EDIT);
        sim.denyRight(SecurityRight.CLOSE_SERVICE_TICKETS, RightLevel.ADD);
        sim.denyRight(SecurityRight.CLOSE_SERVICE_TICKETS, RightLevel.INQUIRE);
        assertThat(status("PATCH", path, reword)).isEqualTo(403);
        assertThat(client.get(path).status()).isEqualTo(403);
        assertThat(status(
                        "POST",
                        "/service/tickets",
                        "{'summary':'s','company':{'identifier':'AcmeInc'},'status':{'name':'>Closed'}}"))
                .isEqualTo(403);
    }
}
