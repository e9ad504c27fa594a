package dev.tocsin.simulators.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.simulators.graph.GraphContract.Exchange;
import dev.tocsin.simulators.graph.SimTenant.SignInPhone;
import dev.tocsin.simulators.graph.internal.records.Properties;
import dev.tocsin.simulators.http.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Holds every kind of answer of the simulator against the contract; see {@link GraphContract} for its exceptions. */
@Tag("contract")
class GraphContractTest {
    /** Operations of the contract that are not played, each with the reason. */
    private static final Map<String, String> NOT_PLAYED = Map.ofEntries(
            Map.entry("GET /groups", "nothing of the SDK reads groups"),
            Map.entry("GET /groups/{group-id}/members", "nothing of the SDK reads groups"),
            Map.entry("GET /users/{user-id}/manager", "nothing of the SDK reads who reports to whom"),
            Map.entry("GET /users/{user-id}/licenseDetails", "licences are counted per tenant"),
            Map.entry("GET /domains", "the organization tells the domains"),
            Map.entry("GET /contracts", "customers are connected one by one"),
            Map.entry("GET /tenantRelationships/delegatedAdminRelationships", "app-only tokens do not use them"),
            Map.entry("GET /tenantRelationships/delegatedAdminCustomers", "app-only tokens do not use them"),
            Map.entry("GET /auditLogs/provisioning", "no event source"),
            Map.entry("GET /security/incidents", "alerts are the event source"),
            Map.entry("PATCH /security/alerts_v2/{alert-id}", "alerts are read, not worked on"),
            Map.entry("GET /subscriptions", "events are polled"),
            Map.entry("POST /subscriptions", "events are polled"),
            Map.entry("PATCH /subscriptions/{subscription-id}", "events are polled"),
            Map.entry("DELETE /subscriptions/{subscription-id}", "events are polled"));

    private static final List<Exchange> EXCHANGES = new ArrayList<>();

    private static final GraphSimulator SIMULATOR = GraphSimulator.builder()
            .tenant(TenantSeed.of("contoso.example")
                    .users(250)
                    .user(Map.of("displayName", "Alerts"))
                    .licence(SkuSeed.businessPremium(300, 250))
                    .consented())
            .start();

    private static final Client CLIENT = new Client(SIMULATOR, "contoso.example").login();

    private static GraphContract contract;

    @AfterAll
    static void stop() {
        SIMULATOR.close();
    }

    private static Client.Reply get(String path, String... headers) {
        return exchange(CLIENT, path, headers);
    }

    private static Client.Reply exchange(Client client, String pathOrLink, String... headers) {
        Client.Reply reply = client.get(pathOrLink, headers);
        keep("GET", pathOrLink, reply, headers);
        return reply;
    }

    private static Client.Reply post(String path, String body) {
        Client.Reply reply = CLIENT.post(path, body);
        keep("POST", path, reply);
        return reply;
    }

    private static void keep(String method, String pathOrLink, Client.Reply reply, String... headers) {
        String path = pathOrLink.replace(SIMULATOR.graphUri().toString(), "");
        int question = path.indexOf('?');
        EXCHANGES.add(new Exchange(
                method,
                question < 0 ? path : path.substring(0, question),
                question < 0 ? "" : path.substring(question + 1),
                headers.length == 0 ? Map.of() : Map.of(headers[0], headers[1]),
                reply));
    }

    @BeforeAll
    static void askForEverything() {
        contract = GraphContract.load();
        SimTenant contoso = SIMULATOR.tenant("contoso.example");
        String alerts = contoso.user("alerts@contoso.example").id();
        contoso.signInPhones(alerts, new SignInPhone(SignInPhoneType.MOBILE, "+1 2065555555"));
        SimEvents events = contoso.events();
        String audit = events.audit("Update user", "admin@contoso.example", alerts);
        String signIn = events.signIn(alerts, 50_126, "Invalid username or password.");
        String alert = events.alert("Malware", "high", alerts);
        events.audits(3, Duration.ofMinutes(1));
        events.alertStatus(alert, "resolved");
        users(alerts);
        delta(contoso);
        get("/organization");
        get("/organization?$select=id,displayName");
        get("/subscribedSkus");
        get("/directory/subscriptions");
        get(get("/auditLogs/directoryAudits?$top=2").next());
        get("/auditLogs/directoryAudits/" + audit);
        get("/auditLogs/signIns?$filter=" + Client.encode("status/errorCode ne 0"));
        get("/auditLogs/signIns/" + signIn);
        get("/security/alerts_v2?$count=true&$top=1");
        get("/security/alerts_v2/" + alert);
        post("/users/" + alerts + "/sendMail", mail());
        post("/$batch", """
                {"requests": [{"id": "1", "method": "GET", "url": "/organization"},
                 {"id": "2", "method": "GET", "url": "/users/nobody"},
                 {"id": "3", "method": "GET", "url": "/organization", "dependsOn": ["2"]}]}
                """);
        refusals(contoso);
    }

    private static void users(String alerts) {
        get(get("/users?$top=100").next());
        get("/users?$top=5&$select=" + String.join(",", Properties.USER));
        get("/users?$count=true&$search=" + Client.encode("\"displayName:a\""), "ConsistencyLevel", "eventual");
        get("/users?$orderby=displayName&$top=3");
        get("/users/" + alerts);
        get("/users/" + alerts + "?$select=" + String.join(",", Properties.USER));
        get("/users/" + alerts + "/authentication/phoneMethods");
    }

    private static void delta(SimTenant contoso) {
        Client.Reply page = get("/users/delta?$select=displayName,mobilePhone,accountEnabled");
        page = get(page.next());
        contoso.changePhones(3, 1);
        contoso.deleteUser(contoso.users().get(0).id());
        contoso.purgeUser(contoso.users().get(1).id());
        get(page.deltaLink(), "Prefer", "return=minimal");
        get("/users/delta()?$deltatoken=latest");
        contoso.expireDeltaTokens();
        get(page.deltaLink());
        contoso.requireDeltaResync();
        get(page.deltaLink());
    }

    private static void refusals(SimTenant contoso) {
        get("/users?$top=1000");
        get("/users?$search=" + Client.encode("\"displayName:a\""));
        get("/users/nobody");
        get("/auditLogs/directoryAudits/none");
        exchange(new Client(SIMULATOR, "contoso.example"), "/users");
        post("/users/nobody/sendMail", mail());
        post("/$batch", "{}");
        contoso.premium(false);
        get("/auditLogs/signIns");
        SIMULATOR.faults().next(1, Fault.tooManyRequests(Duration.ofSeconds(3)), "GET", "/users");
        get("/users");
        for (int status : List.of(500, 502, 503, 504)) {
            SIMULATOR.faults().next(1, Fault.errorBeforeCommit(status), "GET", "/users");
            get("/users");
        }
        SIMULATOR.throttling(Throttling.none().withIdentityUnits(1));
        get("/subscribedSkus");
        SIMULATOR.throttling(Throttling.none());
        contoso.grantConsent(Set.of());
        Client rightless = new Client(SIMULATOR, "contoso.example").login();
        for (String path : List.of("/users", "/organization", "/auditLogs/signIns", "/security/alerts_v2")) {
            exchange(rightless, path);
        }
    }

    private static String mail() {
        return "{\"message\":{\"subject\":\"s\",\"toRecipients\":[{\"emailAddress\":{\"address\":\"a@b.example\"}}]}}";
    }

    @Test
    void everyAnswerKeepsTheContract() {
        List<String> faults = new ArrayList<>();
        EXCHANGES.forEach(exchange -> faults.addAll(contract.faultsOf(exchange)));
        assertThat(faults).isEmpty();
        Set<Integer> statuses = new TreeSet<>();
        EXCHANGES.forEach(exchange -> statuses.add(exchange.reply().status()));
        assertThat(statuses).containsExactly(200, 202, 400, 401, 403, 404, 410, 429, 500, 502, 503, 504);
    }

    @Test
    void everyOperationIsPlayedOrListedWithAReason() {
        Set<String> played = new TreeSet<>();
        EXCHANGES.stream()
                .filter(exchange -> exchange.reply().status() < 300)
                .forEach(exchange -> played.add(contract.operation(exchange)));
        Set<String> rest = new TreeSet<>(contract.operations());
        rest.removeAll(played);
        assertThat(rest).containsExactlyInAnyOrderElementsOf(NOT_PLAYED.keySet());
    }

    @Test
    void thePropertiesOfTheTypesAreThoseOfTheContract() {
        for (String type : List.of(
                "organization", "directoryAudit", "signIn", "security.alert", "subscribedSku", "companySubscription")) {
            assertThat(new TreeSet<>(Properties.of(type))).as(type).isEqualTo(contract.properties(type));
        }
        Set<String> user = contract.properties("user");
        // Navigation, not properties.
        user.removeAll(Arrays.asList("authentication", "manager"));
        assertThat(new TreeSet<>(Properties.USER)).isEqualTo(user);
        assertThat(new TreeSet<>(Properties.USER_COLLECTIONS)).isEqualTo(contract.collections("user"));
    }

    @Test
    void theWordsThatCameLaterAreThoseOfTheContract() {
        assertThat(contract.wordsAfter("security.serviceSource", EvolvingWords.UNKNOWN))
                .isEqualTo(EvolvingWords.SERVICE_SOURCES);
        assertThat(contract.wordsAfter("security.detectionSource", EvolvingWords.UNKNOWN))
                .isEqualTo(EvolvingWords.DETECTION_SOURCES);
    }

    @Test
    void aFaultyAnswerIsFoundOut() {
        Exchange user = EXCHANGES.stream()
                .filter(one -> one.path().matches("/users/[-0-9a-f]{36}"))
                .findFirst()
                .orElseThrow();
        for (String body : List.of("{\"displayName\":5}", "{\"phone\":\"x\"}", "{\"businessPhones\":\"x\"}")) {
            Client.Reply reply = new Client.Reply(200, body, user.reply().response());
            assertThat(contract.faultsOf(new Exchange("GET", user.path(), "", Map.of(), reply)))
                    .as(body)
                    .isNotEmpty();
        }
        Client.Reply refusal =
                new Client.Reply(404, "{\"error\":{\"code\":5}}", user.reply().response());
        assertThat(contract.faultsOf(new Exchange("GET", user.path(), "", Map.of(), refusal)))
                .isNotEmpty();
        assertThat(contract.faultsOf(new Exchange("GET", user.path(), "$top=5", Map.of(), user.reply())))
                .anyMatch(fault -> fault.contains("no query parameter $top"));
        assertThat(contract.faultsOf(new Exchange("GET", "/nowhere", "", Map.of(), user.reply())))
                .anyMatch(fault -> fault.contains("the contract has no GET /nowhere"));
    }
}
