package dev.tocsin.msgraph.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tocsin.core.base.ApiException;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.people.DirectoryDelta;
import dev.tocsin.core.people.DirectoryQuery;
import dev.tocsin.core.people.DirectoryUser;
import dev.tocsin.msgraph.GraphCloud;
import dev.tocsin.msgraph.GraphTenant;
import dev.tocsin.msgraph.MicrosoftGraph;
import dev.tocsin.msgraph.login.AppCredential;
import dev.tocsin.testkit.VirtualClock;
import dev.tocsin.testkit.VirtualSleeper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that the simulator does not give, as written here. */
class OddAnswersTest {
    private static final String TENANT = "11111111-2222-4333-8444-555555555555";
    private static final String ID = "aaaaaaaa-0000-4000-8000-000000000001";

    private record Scripted(int status, String body) {}

    private final VirtualClock clock = VirtualClock.at(Instant.parse("2026-11-02T08:00:00Z"));
    private final VirtualSleeper sleeper = new VirtualSleeper(clock);
    private final Deque<Scripted> script = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private HttpServer server;
    private String graph;
    private GraphTenant tenant;
    private GraphDirectory directory;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        String site = "http://127.0.0.1:" + server.getAddress().getPort();
        graph = site + "/v1.0";
        MicrosoftGraph client = MicrosoftGraph.builder("app", AppCredential.secret(Secret.of("secret")))
                .cloud(GraphCloud.at(URI.create(site), URI.create(site)))
                .clock(clock)
                .sleeper(sleeper)
                .build();
        tenant = client.tenant(TENANT);
        directory = new GraphDirectory(tenant, SignInPhones.NEVER);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        Scripted next;
        synchronized (script) {
            if (path.endsWith("/token")) {
                next = new Scripted(
                        200, "{\"token_type\": \"Bearer\", \"expires_in\": 3599, \"access_token\": \"token\"}");
            } else {
                asked.add(exchange.getRequestMethod() + " " + path);
                bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                next = script.isEmpty() ? new Scripted(500, "{}") : script.remove();
            }
        }
        byte[] body = next.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(next.status(), body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private void answers(int status, String body) {
        script.add(new Scripted(status, body.replace("GRAPH", graph).replace("ID", ID)));
    }

    @Test
    void theRefusalOfOneUsersPhonesDoesNotTurnTheTenantOff() {
        GraphDirectory phones = new GraphDirectory(tenant, SignInPhones.ALWAYS);
        String refused = "{\"id\": \"1\", \"status\": 403, \"body\": {}}";
        answers(200, "{\"value\": [{\"id\": \"ID\"}]}");
        answers(200, "{\"responses\": [" + refused + "]}");
        answers(403, "{}");
        assertThat(phones.users(DirectoryQuery.all(10)).users())
                .extracting(DirectoryUser::authenticationPhones)
                .containsOnlyNulls();
        answers(200, "{\"value\": [{\"id\": \"ID\"}, {\"id\": \"other\"}]}");
        answers(
                200,
                "{\"responses\": [" + refused
                        + ", {\"id\": \"2\", \"status\": 200, \"body\": {\"value\": [{\"phoneNumber\": \"+1 2065555555\"}]}}]}");
        assertThat(phones.users(DirectoryQuery.all(10)).users())
                .extracting(DirectoryUser::authenticationPhones)
                .containsExactly(null, List.of("+1 2065555555"));
        assertThat(phones.signInPhones()).isEqualTo(new SignInPhoneStatus(SignInPhoneStatus.State.ON, 0, 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example/v1.0/users/delta?$skiptoken=a",
                "GRAPH/auditLogs/signIns?$skiptoken=a",
                "GRAPH/users/delta/../../organization?$skiptoken=a"
            })
    void aNextLinkThatLeadsElsewhereIsNotFollowed(String link) {
        answers(200, "{\"value\": [], \"@odata.nextLink\": \"" + link + "\"}");
        assertThatThrownBy(() -> directory.changes(null))
                .isInstanceOf(TocsinException.class)
                .hasMessageContaining("leads elsewhere");
        answers(200, "{\"value\": [], \"@odata.deltaLink\": \"" + link + "\"}");
        assertThatThrownBy(() -> directory.changes(null)).isInstanceOf(TocsinException.class);
        answers(200, "{\"value\": [], \"@odata.nextLink\": \"" + link + "\"}");
        assertThatThrownBy(() -> directory.users(DirectoryQuery.all(10))).isInstanceOf(TocsinException.class);
        assertThat(asked).hasSize(3);
    }

    @Test
    void aPageThatLeadsToItselfIsAFaultAndNotALoop() {
        String page = "{\"value\": [], \"@odata.nextLink\": \"GRAPH/users/delta?$skiptoken=a\"}";
        answers(200, page);
        answers(200, page);
        String token = directory.changes(null).token();
        assertThatThrownBy(() -> directory.changes(token)).hasMessageContaining("do not end");
    }

    @Test
    void pagesThatLeadToEachOtherEndSomeTime() {
        String token = new OwnLinks(URI.create(graph), TENANT)
                .sealed(new OwnLinks.Place("changes", 10_000, graph + "/users/delta?$skiptoken=a"));
        answers(200, "{\"value\": [], \"@odata.nextLink\": \"GRAPH/users/delta?$skiptoken=b\"}");
        assertThatThrownBy(() -> directory.changes(token)).hasMessageContaining("do not end");
    }

    @Test
    void aPageWithoutAnyLinkIsAFault() {
        answers(200, "{\"value\": []}");
        assertThatThrownBy(() -> directory.changes(null)).hasMessageContaining("deltaLink");
    }

    @Test
    void anEmptyPageWithMoreBehindItIsToldAsSuch() {
        answers(200, "{\"value\": [], \"@odata.nextLink\": \"GRAPH/users/delta?$skiptoken=a\"}");
        DirectoryDelta delta = directory.changes(null);
        assertThat(delta.users()).isEmpty();
        assertThat(delta.more()).isTrue();
    }

    @Test
    void whoIsNotWholeInTheFirstReadingIsReadAndSoIsWhoComesTwiceAndDiffers() {
        answers(200, """
                {"value": [{"id": "ID", "mobilePhone": "+1"},
                           {"id": "twice", "userPrincipalName": "t@x.example", "accountEnabled": true},
                           {"id": "twice", "userPrincipalName": "t@x.example", "accountEnabled": false},
                           {"id": "whole", "userPrincipalName": "w@x.example", "accountEnabled": false},
                           {"id": "both", "userPrincipalName": "b@x.example", "accountEnabled": true},
                           {"id": "both", "@removed": {"reason": "changed"}},
                           {"id": "late", "userPrincipalName": "l@x.example", "accountEnabled": true},
                           {"id": "late", "@removed": {"reason": "deleted"}},
                           {"id": "dead", "@removed": {"reason": "deleted"}},
                           {"id": "dead", "userPrincipalName": "d@x.example", "accountEnabled": true}],
                 "@odata.deltaLink": "GRAPH/users/delta?$deltatoken=a"}""");
        answers(200, """
                {"responses": [
                  {"id": "3", "status": 404, "body": {}},
                  {"id": "1", "status": 200, "body": {"id": "ID", "userPrincipalName": "i@x.example", "accountEnabled": true}},
                  {"id": "2", "status": 200, "body": {"id": "twice", "userPrincipalName": "t@x.example", "accountEnabled": false}}]}""");
        assertThat(directory.changes(null).users())
                .extracting(DirectoryUser::id, DirectoryUser::enabled, DirectoryUser::deleted)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(ID, true, false),
                        org.assertj.core.groups.Tuple.tuple("twice", false, false),
                        org.assertj.core.groups.Tuple.tuple("whole", false, false),
                        org.assertj.core.groups.Tuple.tuple("both", false, true),
                        org.assertj.core.groups.Tuple.tuple("late", false, true),
                        org.assertj.core.groups.Tuple.tuple("dead", false, true));
        assertThat(bodies.get(1))
                .contains("/users/" + ID + "?$select=", "\"GET\"")
                .doesNotContain("whole", "dead", "late", "POST");
    }

    @Test
    void aBatchThatLeavesARequestUnansweredIsAskedForThatOneAgain() {
        String token = following();
        answers(200, """
                {"value": [{"id": "one"}, {"id": "two"}], "@odata.deltaLink": "GRAPH/users/delta?$deltatoken=b"}""");
        answers(200, """
                {"responses": [{"id": "2", "status": 200, "body": {"id": "two", "accountEnabled": true}}]}""");
        answers(200, """
                {"responses": [{"id": "1", "status": 424, "headers": {"retry-AFTER": "12"}}]}""");
        answers(200, """
                {"responses": [{"id": "1", "status": 200, "body": {"id": "one", "accountEnabled": true}}]}""");
        assertThat(directory.changes(token).users())
                .extracting(DirectoryUser::id)
                .containsExactly("one", "two");
        assertThat(bodies.get(bodies.size() - 1)).contains("/users/one?").doesNotContain("/users/two");
        assertThat(sleeper.sleeps()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(12));
    }

    private String following() {
        answers(200, "{\"value\": [], \"@odata.deltaLink\": \"GRAPH/users/delta?$deltatoken=a\"}");
        return directory.changes(null).token();
    }

    @Test
    void anIdOfTheServiceCannotLeaveItsPlaceInAPath() {
        String token = following();
        answers(200, """
                {"value": [{"id": "../me?x=1&y #"}], "@odata.deltaLink": "GRAPH/users/delta?$deltatoken=b"}""");
        answers(200, "{\"responses\": [{\"id\": \"1\", \"status\": 404}]}");
        directory.changes(token);
        assertThat(bodies.get(bodies.size() - 1)).contains("\"/users/..%2Fme%3Fx%3D1%26y%20%23?$select=");
    }

    @Test
    void aRefusedUserIsARefusalAndNotAGoneUser() {
        String token = following();
        answers(200, "{\"value\": [{\"id\": \"ID\"}], \"@odata.deltaLink\": \"GRAPH/users/delta?$deltatoken=b\"}");
        answers(200, """
                {"responses": [{"id": "1", "status": 403, "body": {"error": {"code": "Authorization_RequestDenied"}}}]}""");
        assertThatThrownBy(() -> directory.changes(token))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.code()).contains("Authorization_RequestDenied"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Request_BadRequest", "InvalidAuthenticationToken"})
    void anotherRefusalOfATokenIsNoReasonToReadEverythingAgain(String code) {
        String token = following();
        answers(400, "{\"error\": {\"code\": \"" + code + "\", \"message\": \"no\"}}");
        assertThatThrownBy(() -> directory.changes(token)).isInstanceOf(ApiException.class);
        assertThat(asked).hasSize(2);
    }

    @Test
    void aServiceThatLosesEvenANewBeginningIsAFailure() {
        String token = following();
        answers(410, "{\"error\": {\"code\": \"resyncRequired\"}}");
        answers(410, "{\"error\": {\"code\": \"resyncRequired\"}}");
        assertThatThrownBy(() -> directory.changes(token)).isInstanceOf(ApiException.class);
        assertThat(asked).hasSize(3);
    }

    @Test
    void aUserWithoutAnIdIsAFault() {
        answers(200, "{\"value\": [{\"userPrincipalName\": \"x@y.example\"}]}");
        assertThatThrownBy(() -> directory.users(DirectoryQuery.all(10))).hasMessageContaining("id");
    }
}
