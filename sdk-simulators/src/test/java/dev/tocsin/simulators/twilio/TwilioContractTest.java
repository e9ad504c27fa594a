package dev.tocsin.simulators.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.http.Fault;
import dev.tocsin.simulators.twilio.TwilioContract.Exchange;
import dev.tocsin.simulators.twilio.internal.wire.Form;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Holds every kind of request and answer of the simulator against the contract; see {@link TwilioContract} for its exceptions. */
@Tag("contract")
class TwilioContractTest {
    private static final String OURS = "+15550100001";
    private static final String ANN = "+14155550101";
    private static final String GONE = "+14155550102";
    private static final String SERVICE = "MG" + "0".repeat(32);

    /** Operations on messages and calls that are not played, each with the reason. */
    private static final Map<String, String> NOT_PLAYED = Map.of(
            "POST /Messages/{Sid}.json", "nothing of the SDK redacts or cancels messages",
            "DELETE /Messages/{Sid}.json", "nothing of the SDK deletes messages",
            "GET /Messages/{MessageSid}/Media.json", "texts only",
            "GET /Messages/{MessageSid}/Media/{Sid}.json", "texts only",
            "DELETE /Messages/{MessageSid}/Media/{Sid}.json", "texts only",
            "POST /Messages/{MessageSid}/Feedback.json", "nothing of the SDK reports conversions",
            "DELETE /Calls/{Sid}.json", "nothing of the SDK deletes calls",
            "GET /Calls/{CallSid}/Events.json", "webhooks tell what happened",
            "GET /Calls/{CallSid}/Notifications.json", "webhooks tell what happened");

    private static final List<Exchange> EXCHANGES = new ArrayList<>();
    private static final List<Exchange> OF_MESSAGING = new ArrayList<>();

    private static final TwilioSimulator TWILIO = TwilioSimulator.builder()
            .number(OURS)
            .service(SERVICE, "+15550100002")
            .start();
    private static final Client CLIENT = new Client(TWILIO);
    private static TwilioContract contract;

    @AfterAll
    static void stop() {
        TWILIO.close();
    }

    private static Client.Reply get(String pathOrUri) {
        Client.Reply reply = CLIENT.get(pathOrUri);
        EXCHANGES.add(new Exchange("GET", full(pathOrUri), new Form(List.of()), reply));
        return reply;
    }

    private static Client.Reply post(String path, String... fields) {
        Client.Reply reply = CLIENT.post(path, fields);
        List<Map.Entry<String, String>> form = new ArrayList<>();
        for (int i = 0; i < fields.length; i += 2) {
            form.add(Map.entry(fields[i], fields[i + 1]));
        }
        EXCHANGES.add(new Exchange("POST", full(path), new Form(form), reply));
        return reply;
    }

    private static String full(String path) {
        return path.startsWith("/2010") ? path : "/2010-04-01/Accounts/" + TWILIO.accountSid() + path;
    }

    @BeforeAll
    static void askForEverything() throws InterruptedException {
        contract = TwilioContract.load();
        TWILIO.person(GONE).gets(Delivery.undelivered(30_003)).isBusy();
        messages();
        calls();
        account();
        refusals();
    }

    private static void account() {
        get("/2010-04-01/Accounts/" + TWILIO.accountSid() + ".json");
        get("/IncomingPhoneNumbers.json?PhoneNumber=%2B15550100001&PageSize=20");
        get(get("/IncomingPhoneNumbers.json?PageSize=1")
                .json()
                .path("next_page_uri")
                .asText());
        TWILIO.smsUrl(SERVICE, URI.create("https://alerts.example/sms"));
        OF_MESSAGING.add(exchanged("/v1/Services/" + SERVICE));
        OF_MESSAGING.add(exchanged("/v1/Services/MG" + "1".repeat(32)));
    }

    private static Exchange exchanged(String path) {
        return new Exchange("GET", path, new Form(List.of()), CLIENT.get(path));
    }

    private static void messages() throws InterruptedException {
        String sent = post(
                        "/Messages.json",
                        "From",
                        OURS,
                        "To",
                        ANN,
                        "Body",
                        "Ransomware – ACK 7Q",
                        "StatusCallback",
                        "https://alerts.example/status?n=1",
                        "ValidityPeriod",
                        "600")
                .sid();
        String byService = post("/Messages.json", "MessagingServiceSid", SERVICE, "To", ANN, "Body", "x")
                .sid();
        String lost =
                post("/Messages.json", "From", OURS, "To", GONE, "Body", "x").sid();
        assertThat(TWILIO.awaitIdle(Duration.ofSeconds(20))).isTrue();
        TWILIO.person(ANN).reply("HELP", OURS);
        for (String sid : List.of(sent, byService, lost)) {
            get("/Messages/" + sid + ".json");
        }
        get(get("/Messages.json?PageSize=2").json().path("next_page_uri").asText());
        get(get("/Messages.json?To=%2B14155550101&From=%2B15550100001&DateSent%3E=2020-01-01&PageSize=1&Page=0")
                .json()
                .path("next_page_uri")
                .asText());
        get("/Messages.json?DateSent%3C=2008-01-02");
        get("/Messages.json?DateSent=2008-01-02");
    }

    private static void calls() throws InterruptedException {
        String answered = post(
                        "/Calls.json",
                        "From",
                        OURS,
                        "To",
                        ANN,
                        "Twiml",
                        "<Response><Say>Hello</Say></Response>",
                        "StatusCallback",
                        "https://alerts.example/status",
                        "StatusCallbackEvent",
                        "initiated",
                        "StatusCallbackEvent",
                        "completed",
                        "StatusCallbackMethod",
                        "POST",
                        "MachineDetection",
                        "Enable",
                        "Timeout",
                        "30")
                .sid();
        String busy = post(
                        "/Calls.json",
                        "From",
                        OURS,
                        "To",
                        GONE,
                        "Url",
                        "https://alerts.example/voice",
                        "Method",
                        "POST")
                .sid();
        TWILIO.person(ANN).letsItRing();
        String rings = post("/Calls.json", "From", OURS, "To", ANN, "Url", "https://alerts.example/voice")
                .sid();
        assertThat(TWILIO.awaitIdle(Duration.ofSeconds(20))).isTrue();
        for (String sid : List.of(answered, busy, rings)) {
            get("/Calls/" + sid + ".json");
        }
        post("/Calls/" + rings + ".json", "Status", "canceled");
        get(get("/Calls.json?PageSize=1").json().path("next_page_uri").asText());
        get("/Calls.json?To=%2B14155550101&From=%2B15550100001&Status=canceled&StartTime%3E=2020-01-01");
        get("/Calls.json?EndTime%3C=2008-01-02&StartTime=2008-01-02");
    }

    private static void refusals() {
        post("/Messages.json", "From", OURS, "Body", "x");
        post("/Messages.json", "From", OURS, "To", "911", "Body", "x");
        TWILIO.optOut(ANN, OURS);
        post("/Messages.json", "From", OURS, "To", ANN, "Body", "x");
        post("/Calls.json", "From", OURS, "To", "911", "Twiml", "<Response/>");
        get("/Messages/SM" + "0".repeat(32) + ".json");
        TWILIO.faults().next(1, Fault.tooManyRequests(Duration.ofSeconds(1)), "POST", "/Messages.json");
        post("/Messages.json", "From", OURS, "To", GONE, "Body", "x");
        TWILIO.faults().next(1, Fault.errorAfterCommit(503), "POST", "/Messages.json");
        post("/Messages.json", "From", OURS, "To", GONE, "Body", "x");
        TWILIO.authToken(TWILIO.accountSid(), "rotated");
        get("/Messages.json");
    }

    @Test
    void everyRequestAndAnswerKeepsTheContract() {
        List<String> faults = new ArrayList<>();
        EXCHANGES.forEach(exchange -> faults.addAll(contract.faultsOf(exchange)));
        assertThat(faults).isEmpty();
        Set<Integer> statuses = new TreeSet<>();
        EXCHANGES.forEach(exchange -> statuses.add(exchange.reply().status()));
        assertThat(statuses).containsExactly(200, 201, 400, 401, 404, 429, 503);
    }

    @Test
    void whatIsSaidOfAMessagingServiceKeepsItsOwnContract() {
        TwilioContract messaging = TwilioContract.load("twilio-messaging-v1.openapi.json");
        List<String> faults = new ArrayList<>();
        OF_MESSAGING.forEach(exchange -> faults.addAll(messaging.faultsOf(exchange)));
        assertThat(faults).isEmpty();
        assertThat(OF_MESSAGING)
                .extracting(exchange -> exchange.reply().status())
                .containsExactly(200, 404);
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
    void everyFieldThatThePlayerReadsIsOfTheContract() {
        assertThat(new HashSet<>(MessageRoutes.NOT_PLAYED)).isSubsetOf(contract.formFields("/Messages.json"));
        assertThat(new HashSet<>(CallRequest.NOT_PLAYED)).isSubsetOf(contract.formFields("/Calls.json"));
    }

    @Test
    void aFaultyExchangeIsFoundOut() {
        Exchange read = EXCHANGES.stream()
                .filter(one -> one.uri().matches(".*/Messages/SM[^/]+"))
                .findFirst()
                .orElseThrow();
        for (Map.Entry<String, String> wrong : Map.of(
                        "num_segments",
                        "1",
                        "sid",
                        "\"SM1\"",
                        "date_created",
                        "\"2026-11-20\"",
                        "subject",
                        "\"x\"",
                        "status",
                        "\"lost\"")
                .entrySet()) {
            ObjectNode body = (ObjectNode) read.reply().json();
            body.set(wrong.getKey(), value(wrong.getValue()));
            Client.Reply reply =
                    new Client.Reply(200, body.toString(), read.reply().response());
            assertThat(contract.faultsOf(new Exchange("GET", read.uri(), read.body(), reply)))
                    .as(wrong.getKey())
                    .isNotEmpty();
        }
        assertThat(contract.faultsOf(new Exchange("GET", read.uri() + "?Size=1", read.body(), read.reply())))
                .anyMatch(fault -> fault.contains("no query parameter Size"));
        Exchange sent = EXCHANGES.get(0);
        assertThat(contract.faultsOf(new Exchange("POST", sent.uri(), Form.of(Map.of("Text", "x")), sent.reply())))
                .anyMatch(fault -> fault.contains("no form field Text"))
                .anyMatch(fault -> fault.contains("lacks To"));
        Client.Reply refusal =
                new Client.Reply(400, "{\"code\":1}", sent.reply().response());
        assertThat(contract.faultsOf(new Exchange("POST", sent.uri(), sent.body(), refusal)))
                .isNotEmpty();
    }

    private static JsonNode value(String json) {
        return new Client.Reply(0, json, EXCHANGES.get(0).reply().response()).json();
    }
}
