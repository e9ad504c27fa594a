package dev.tocsin.simulators.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallsTest {
    private static final String OURS = "+15550100001";
    private static final String ANN = "+14155550101";
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String ASK =
            "<Response><Gather numDigits=\"1\" timeout=\"10\" action=\"/key?n=1\" method=\"POST\""
                    + " actionOnEmptyResult=\"true\"><Say>Ransomware on\n dc01.</Say><Pause length=\"1\"/>"
                    + "<Say language=\"en-GB\">Press 1 to acknowledge.</Say></Gather><Say>Never said.</Say></Response>";

    private final TestClock clock = new TestClock();
    private final Host host = new Host();
    private final TwilioSimulator twilio =
            TwilioSimulator.builder().number(OURS).clock(clock).start();
    private final Client client = new Client(twilio);
    private final TwilioPerson ann = twilio.person(ANN);

    @AfterEach
    void stop() {
        twilio.close();
        host.close();
    }

    private String call(String... more) throws InterruptedException {
        List<String> fields = new ArrayList<>(List.of(
                "From",
                OURS,
                "To",
                ANN,
                "StatusCallback",
                host.uri("/status?n=a").toString()));
        for (String event : List.of("initiated", "ringing", "answered", "completed")) {
            fields.addAll(List.of("StatusCallbackEvent", event));
        }
        fields.addAll(List.of(more));
        String sid = client.post("/Calls.json", fields.toArray(String[]::new)).sid();
        assertThat(twilio.awaitIdle(LONG)).isTrue();
        return sid;
    }

    private String callUrl(String... more) throws InterruptedException {
        List<String> fields = new ArrayList<>(List.of("Url", host.uri("/voice").toString()));
        fields.addAll(List.of(more));
        return call(fields.toArray(String[]::new));
    }

    private JsonNode read(String sid) {
        return client.get("/Calls/" + sid + ".json").json();
    }

    private List<String> events() {
        return host.got("/status?n=a").stream()
                .map(got -> got.field("CallStatus"))
                .toList();
    }

    @Test
    void aPersonHearsTheWordsAndPressesAKey() throws InterruptedException {
        host.answer("/voice", ASK);
        host.answer("/key", "<Response><Say>Acknowledged.</Say><Hangup/><Say>Never said.</Say></Response>");
        ann.answers(AnsweredBy.HUMAN, "1");
        String sid = callUrl("MachineDetection", "Enable");
        assertThat(ann.calls()).singleElement().satisfies(call -> {
            assertThat(call.sid()).isEqualTo(sid);
            assertThat(call.status()).isEqualTo("completed");
            assertThat(call.spoken())
                    .containsExactly("Ransomware on dc01.", "Press 1 to acknowledge.", "Acknowledged.");
            assertThat(call.pressed()).containsExactly("1");
            assertThat(call.errors()).isEmpty();
        });
        Host.Got voice = host.got("/voice").get(0);
        assertThat(voice.field("CallSid")).isEqualTo(sid);
        assertThat(voice.field("CallStatus")).isEqualTo("in-progress");
        assertThat(voice.field("AnsweredBy")).isEqualTo("human");
        assertThat(voice.field("From")).isEqualTo(OURS);
        assertThat(voice.form().has("Digits")).isFalse();
        Host.Got key = host.got("/key?n=1").get(0);
        assertThat(key.field("Digits")).isEqualTo("1");
        assertThat(key.field("CallSid")).isEqualTo(sid);
        assertThat(key.signature())
                .isEqualTo(TwilioSignature.of(
                        twilio.authToken(),
                        host.uri("/key?n=1").toString(),
                        key.form().fields()));
        assertThat(events()).containsExactly("initiated", "ringing", "in-progress", "completed");
        assertThat(host.got("/status?n=a").stream().map(got -> got.field("SequenceNumber")))
                .containsExactly("0", "1", "2", "3");
        assertThat(host.got("/status?n=a").get(3).field("CallDuration")).isEqualTo("0");
        assertThat(read(sid).path("status").asText()).isEqualTo("completed");
        assertThat(read(sid).path("answered_by").asText()).isEqualTo("human");
        assertThat(read(sid).path("start_time").asText()).isEqualTo("Fri, 20 Nov 2026 10:00:00 +0000");
        assertThat(twilio.report().calls()).isEqualTo(Map.of(ANN, 1));
    }

    @Test
    void whoPressesNothingIsToldOnlyIfTheGatherAsksForIt() throws InterruptedException {
        host.answer("/voice", ASK);
        ann.answers(AnsweredBy.HUMAN);
        callUrl();
        assertThat(host.got("/key?n=1")).singleElement().satisfies(got -> {
            assertThat(got.form().has("Digits")).isTrue();
            assertThat(got.field("Digits")).isEmpty();
            assertThat(got.form().has("AnsweredBy")).as("no detection").isFalse();
        });
        host.answer("/voice", ASK.replace("actionOnEmptyResult=\"true\"", ""));
        callUrl();
        assertThat(host.got("/key?n=1")).hasSize(1);
        assertThat(ann.calls().get(1).spoken()).endsWith("Never said.");
        assertThat(ann.calls().get(1).pressed()).containsExactly("");
    }

    @Test
    void givenTwimlIsPlayedWithoutAskingTheHost() throws InterruptedException {
        call("Twiml", "<Response><Say>Hello</Say><Pause/><Say>Bye</Say></Response>");
        assertThat(ann.calls().get(0).spoken()).containsExactly("Hello", "Bye");
        assertThat(host.got("/voice")).isEmpty();
    }

    @Test
    void severalKeysAreOnePerGatherAndARedirectIsFollowed() throws InterruptedException {
        host.answer("/voice", "<Response><Redirect method=\"POST\">sub/menu?x=1&amp;y=2</Redirect></Response>");
        host.answer("/sub/menu", "<Response><Gather numDigits=\"1\" action=\"/first\"/></Response>");
        host.answer("/first", "<Response><Gather action=\"\" finishOnKey=\"#\"><Say>Code?</Say></Gather></Response>");
        ann.answers(AnsweredBy.HUMAN, "29", "1234#5", "");
        callUrl();
        assertThat(host.got("/sub/menu?x=1&y=2")).hasSize(1);
        assertThat(host.got("/first").stream().map(got -> got.field("Digits"))).containsExactly("2", "1234");
        assertThat(ann.calls().get(0).pressed()).containsExactly("2", "1234", "");
    }

    @ParameterizedTest
    @CsvSource({
        "MACHINE_START, Enable, machine_start",
        "MACHINE_END_BEEP, Enable, machine_start",
        "MACHINE_START, DetectMessageEnd, machine_end_beep",
        "MACHINE_END_SILENCE, DetectMessageEnd, machine_end_silence",
        "FAX, Enable, fax"
    })
    void aMachineIsReportedAsDetectionTellsIt(AnsweredBy by, String detection, String told)
            throws InterruptedException {
        host.answer("/voice", ASK);
        ann.answers(by, "1");
        String sid = callUrl("MachineDetection", detection);
        assertThat(host.got("/voice").get(0).field("AnsweredBy")).isEqualTo(told);
        assertThat(host.got("/key?n=1").get(0).field("AnsweredBy")).isEqualTo(told);
        assertThat(read(sid).path("answered_by").asText()).isEqualTo(told);
    }

    @Test
    void whoDoesNotAnswerIsNotAskedForWords() throws InterruptedException {
        ann.doesNotAnswer();
        String unanswered = callUrl();
        ann.isBusy();
        String busy = callUrl();
        ann.isUnreachable();
        String failed = callUrl();
        assertThat(host.got("/voice")).isEmpty();
        assertThat(List.of(unanswered, busy, failed).stream()
                        .map(sid -> read(sid).path("status").asText()))
                .containsExactly("no-answer", "busy", "failed");
        assertThat(events())
                .containsExactly(
                        "initiated", "ringing", "no-answer", "initiated", "ringing", "busy", "initiated", "failed");
        assertThat(read(busy).path("duration").isNull()).isTrue();
        assertThat(client.sids("/Calls.json?Status=busy", "calls")).containsExactly(busy);
    }

    @Test
    void onlyTheEndIsToldUnlessMoreIsAskedFor() throws InterruptedException {
        client.post(
                "/Calls.json",
                "From",
                OURS,
                "To",
                ANN,
                "Twiml",
                "<Response/>",
                "StatusCallback",
                host.uri("/status?n=a").toString());
        assertThat(twilio.awaitIdle(LONG)).isTrue();
        assertThat(events()).containsExactly("completed");
    }

    @Test
    void aRingingCallIsCancelledOrPickedUp() throws InterruptedException {
        host.answer("/voice", ASK);
        ann.letsItRing();
        String cancelled = callUrl();
        assertThat(read(cancelled).path("status").asText()).isEqualTo("ringing");
        assertThat(client.post("/Calls/" + cancelled + ".json", "Status", "canceled")
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("canceled");
        assertThat(client.post("/Calls/" + cancelled + ".json", "Status", "completed")
                        .code())
                .isEqualTo(21_220);
        String answered = callUrl();
        assertThat(ann.picksUp(AnsweredBy.HUMAN, "1"))
                .as("not the cancelled one")
                .isEqualTo(1);
        assertThat(twilio.awaitIdle(LONG)).isTrue();
        assertThat(read(answered).path("status").asText()).isEqualTo("completed");
        assertThat(host.got("/voice")).hasSize(1);
        assertThat(events())
                .containsExactly(
                        "initiated", "ringing", "canceled", "initiated", "ringing", "in-progress", "completed");
    }

    @Test
    void aCallThatIsEndedMeanwhileSaysNoMore() throws InterruptedException {
        host.answer("/voice", "<Response><Say>One</Say><Redirect>/next</Redirect></Response>");
        host.answer("/next", "<Response><Say>Two</Say></Response>");
        host.during("/next", () -> {
            String sid = twilio.calls().get(0).sid();
            client.post("/Calls/" + sid + ".json", "Status", "canceled");
            assertThat(read(sid).path("status").asText()).as("it talks").isEqualTo("in-progress");
            client.post("/Calls/" + sid + ".json", "Status", "completed");
        });
        callUrl();
        assertThat(ann.calls().get(0).spoken()).containsExactly("One");
        assertThat(events()).containsExactly("initiated", "ringing", "in-progress", "completed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><Response><Say>&x;</Say></Response>",
                "<!DOCTYPE r [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><Response><Say>&b;</Say></Response>",
                "<Response><Say>Hi",
                "Hello",
                "<html/>"
            })
    void aDocumentThatIsNoTwimlEndsTheCall(String document) throws InterruptedException {
        host.answer("/voice", document);
        callUrl();
        assertThat(ann.calls().get(0).errors()).containsExactly(12_100);
        assertThat(ann.calls().get(0).spoken()).isEmpty();
        assertThat(events()).endsWith("completed");
    }

    @Test
    void aHostThatRefusesOrIsGoneEndsTheCall() throws InterruptedException {
        host.status(500);
        callUrl();
        assertThat(ann.calls().get(0).errors()).containsExactly(11_200);
        host.close();
        callUrl();
        assertThat(ann.calls().get(1).errors()).containsExactly(11_205);
    }

    @Test
    void aCircleOfRedirectionsIsBrokenOff() throws InterruptedException {
        host.answer("/voice", "<Response><Redirect/></Response>");
        callUrl();
        assertThat(host.got("/voice")).hasSize(50);
        assertThat(ann.calls().get(0).errors()).containsExactly(0);
        assertThat(ann.calls().get(0).status()).isEqualTo("completed");
        call("Twiml", "<Response>" + "<Pause/>".repeat(490) + "<Dial/></Response>");
        assertThat(ann.calls().get(1).errors()).as("not played").containsExactly(0);
        call("Twiml", "<Response><Redirect>nowhere</Redirect></Response>");
        assertThat(ann.calls().get(2).errors()).containsExactly(11_100);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            no To,          21201, +15550100001, '',           http://127.0.0.1/v, ''
            invalid To,     21211, +15550100001, 911,          http://127.0.0.1/v, ''
            no From,        21213, '',           +14155550101, http://127.0.0.1/v, ''
            foreign From,   21210, +15550200001, +14155550101, http://127.0.0.1/v, ''
            no URL,         21205, +15550100001, +14155550101, '',                 ''
            wrong URL,      21205, +15550100001, +14155550101, voice,              ''
            callback,       21609, +15550100001, +14155550101, http://127.0.0.1/v, StatusCallback=x
            event,          20422, +15550100001, +14155550101, http://127.0.0.1/v, StatusCallbackEvent=hangup
            detection,      20422, +15550100001, +14155550101, http://127.0.0.1/v, MachineDetection=maybe
            timeout,        20422, +15550100001, +14155550101, http://127.0.0.1/v, Timeout=601
            not simulated,  20422, +15550100001, +14155550101, http://127.0.0.1/v, AsyncAmd=true
            by GET,         20422, +15550100001, +14155550101, http://127.0.0.1/v, Method=GET
            """)
    void aWrongCallIsRefused(String what, int code, String from, String to, String url, String more) {
        List<String> fields = new ArrayList<>(List.of("From", from, "To", to, "Url", url));
        if (!more.isEmpty()) {
            fields.addAll(List.of(more.split("=", 2)));
        }
        Client.Reply reply = client.post("/Calls.json", fields.toArray(String[]::new));
        assertThat(reply.status()).as(what).isEqualTo(400);
        assertThat(reply.code()).as(what).isEqualTo(code);
        assertThat(twilio.calls()).isEmpty();
    }

    @Test
    void theLongestTwimlIsTakenAndOneMoreCharacterIsNot() {
        String twiml = "<Response><Say>" + "x".repeat(4_000 - 32) + "</Say></Response>";
        assertThat(client.post("/Calls.json", "From", OURS, "To", ANN, "Twiml", twiml)
                        .status())
                .isEqualTo(201);
        assertThat(client.post("/Calls.json", "From", OURS, "To", ANN, "Twiml", twiml + " ")
                        .code())
                .isEqualTo(20_422);
    }

    @Test
    void aNumberMayBeRefusedForCallsOnly() {
        twilio.refuseCalls(ANN, 21_215);
        assertThat(client.post("/Calls.json", "From", OURS, "To", ANN, "Twiml", "<Response/>")
                        .code())
                .isEqualTo(21_215);
        assertThat(client.send(OURS, ANN, "x").status()).isEqualTo(201);
    }

    @Test
    void listsAreFilteredByNumbersStatusAndTime() throws InterruptedException {
        String first = call("Twiml", "<Response/>");
        clock.advance(Duration.ofDays(1));
        ann.letsItRing();
        String second = call("Twiml", "<Response/>");
        assertThat(client.sids("/Calls.json", "calls")).containsExactly(second, first);
        assertThat(client.sids("/Calls.json?To=%2B14155550101&From=%2B15550100001&PageSize=1", "calls"))
                .containsExactly(second);
        assertThat(client.sids("/Calls.json?To=%2B14155550199", "calls")).isEmpty();
        assertThat(client.sids("/Calls.json?From=%2B14155550199", "calls")).isEmpty();
        assertThat(client.sids("/Calls.json?Status=ringing", "calls")).containsExactly(second);
        assertThat(client.sids("/Calls.json?StartTime%3E=2026-11-21T09:59:59Z", "calls"))
                .containsExactly(second);
        assertThat(client.sids("/Calls.json?StartTime=2026-11-20", "calls")).containsExactly(first);
        assertThat(client.sids("/Calls.json?EndTime%3C=2026-11-20", "calls")).containsExactly(first);
        assertThat(client.get("/Calls/CA" + "0".repeat(32) + ".json").code()).isEqualTo(20_404);
    }
}
