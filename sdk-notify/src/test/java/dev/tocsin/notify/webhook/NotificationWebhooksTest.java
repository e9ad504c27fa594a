package dev.tocsin.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.consent.InboundMessage;
import dev.tocsin.core.escalation.ActionResult;
import dev.tocsin.core.escalation.IncidentAction;
import dev.tocsin.core.escalation.LinkView;
import dev.tocsin.core.escalation.OpenIncident;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.notify.CallScript;
import dev.tocsin.core.notify.DeliveryReport;
import dev.tocsin.core.notify.DeliveryStatus;
import dev.tocsin.core.notify.KeyAnswer;
import dev.tocsin.core.notify.KeyPress;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.notify.twilio.TwilioCallbacks;
import dev.tocsin.notify.twilio.TwilioSignature;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The webhooks over real HTTP, mounted behind a proxy whose public address is another. */
class NotificationWebhooksTest {
    private static final String PUBLIC = "https://alerts.example.com/tocsin";
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String EMPTY = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final RecordingTarget target = new RecordingTarget();
    private final TwilioSignature signature = TwilioSignature.of(Secret.of("12345"));
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = mounted(
                "/hooks",
                NotificationWebhooks.builder(target, new TwilioCallbacks(URI.create(PUBLIC)))
                        .twilio(signature, "sms", "voice")
                        .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                        .build());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void takesATextInAndSaysNothing() throws Exception {
        HttpResponse<String> answer =
                signed("/sms", Map.of("From", "+15005550006", "Body", "ACK 7Q 😀&=", "MessageSid", "SM1"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(EMPTY);
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/xml; charset=utf-8");
        assertThat(target.messages)
                .containsExactly(
                        new InboundMessage(new PhoneNumber("+15005550006"), "ACK 7Q 😀&=", "SM1", "twilio", NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sms", "/voice?n=k", "/voice/key?n=k", "/status?n=k"})
    void readsNothingOfWhatIsForged(String path) throws Exception {
        String form = form(
                Map.of("From", "+15005550006", "Body", "STOP", "MessageSid", "SM1", "CallSid", "CA1", "Digits", "1"));
        String right = signature.sign(URI.create(PUBLIC + path), FORM, bytes(form));

        List<HttpResponse<String>> answers = List.of(
                post(path, form, FORM, ""),
                post(
                        path,
                        form,
                        FORM,
                        TwilioSignature.of(Secret.of("other")).sign(URI.create(PUBLIC + path), FORM, bytes(form))),
                post(path, form.replace("STOP", "STAY"), FORM, right),
                post(path, form + "&More=1", FORM, right),
                post(path + (path.contains("?") ? "&" : "?") + "x=1", form, FORM, right),
                post(
                        path,
                        form,
                        FORM,
                        signature.sign(URI.create("https://evil.example.com/tocsin" + path), FORM, bytes(form))),
                post(path, form, "text/plain", right));

        assertThat(answers).allMatch(answer -> answer.statusCode() == 403);
        assertThat(answers).allMatch(answer -> answer.body().isEmpty());
        assertThat(target.messages).isEmpty();
        assertThat(target.presses).isEmpty();
        assertThat(target.reports).isEmpty();
    }

    @Test
    void passesByATextThatIsNotFromATelephone() throws Exception {
        assertThat(signed("/sms", Map.of("From", "262966", "Body", "STOP", "MessageSid", "SM1"))
                        .body())
                .isEqualTo(EMPTY);
        assertThat(target.messages).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "queued, ACCEPTED",
        "sending, ACCEPTED",
        "sent, SENT",
        "delivered, DELIVERED",
        "read, DELIVERED",
        "canceled, FAILED"
    })
    void tellsWhatBecameOfAMessage(String said, DeliveryStatus status) throws Exception {
        HttpResponse<String> answer =
                signed("/status?n=i7%2Fe1%2Fs1", Map.of("MessageSid", "SM1", "MessageStatus", said));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(target.reports).containsExactly(new DeliveryReport("i7/e1/s1", "sms", "SM1", status, null, NOW));
    }

    @Test
    void tellsWhyAMessageFailed() throws Exception {
        signed("/status?n=k", Map.of("MessageSid", "SM1", "MessageStatus", "undelivered", "ErrorCode", "30005"));

        assertThat(target.reports)
                .containsExactly(new DeliveryReport("k", "sms", "SM1", DeliveryStatus.FAILED, "30005", NOW));
    }

    @ParameterizedTest
    @CsvSource({
        "ringing, SENT,",
        "answered, SENT,",
        "in-progress, SENT,",
        "completed, DELIVERED,",
        "busy, FAILED, busy",
        "no-answer, FAILED, no-answer"
    })
    void tellsWhatBecameOfACall(String said, DeliveryStatus status, String code) throws Exception {
        signed("/status?n=k", Map.of("CallSid", "CA1", "CallStatus", said));

        assertThat(target.reports).containsExactly(new DeliveryReport("k", "voice", "CA1", status, code, NOW));
    }

    @Test
    void passesByAStateThatNobodyKnowsAndAReportOfNoMessageOfOurs() throws Exception {
        assertThat(signed("/status?n=k", Map.of("MessageSid", "SM1", "MessageStatus", "levitating"))
                        .statusCode())
                .isEqualTo(204);
        assertThat(signed("/status", Map.of("MessageSid", "SM1", "MessageStatus", "sent"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(signed("/status?n=%0d%0a", Map.of("MessageSid", "SM1", "MessageStatus", "sent"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(target.reports).isEmpty();
    }

    @Test
    void asksAPersonForAKey() throws Exception {
        String said = signed("/voice?n=i7%2Fe1", Map.of("CallSid", "CA1", "AnsweredBy", "human"))
                .body();

        assertThat(said)
                .contains("<Say>Malware on &lt;PC 7&gt;</Say>")
                .contains("action=\"" + PUBLIC + "/voice/key?n=i7%2Fe1\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"machine_start", "machine_end_beep", "fax"})
    void asksAMachineForNothing(String machine) throws Exception {
        assertThat(signed("/voice?n=k", Map.of("CallSid", "CA1", "AnsweredBy", machine))
                        .body())
                .contains("Malware on")
                .doesNotContain("Gather");
    }

    @Test
    void hangsUpACallThatNobodyKnows() throws Exception {
        target.script = new CallScript(false, "", false);

        assertThat(signed("/voice?n=k", Map.of("CallSid", "CA1")).body()).endsWith("<Response><Hangup/></Response>");
    }

    @Test
    void handsAKeyInAndSaysWhatCameOfIt() throws Exception {
        String said = signed("/voice/key?n=k", Map.of("CallSid", "CA1", "Digits", "1"))
                .body();

        assertThat(said).contains("<Say>Thank you</Say><Hangup/>");
        assertThat(target.presses).containsExactly(new KeyPress("k", "CA1", "1", null, false, 0, NOW));
    }

    @Test
    void asksOnceMoreBeforeItClosesWhatIsStillActive() throws Exception {
        target.keyAnswer = new KeyAnswer("Press 2 again", KeyAnswer.Next.CONFIRM_CLOSE);
        String question = signed("/voice/key?n=k", Map.of("CallSid", "CA1", "Digits", "2"))
                .body();
        assertThat(question)
                .contains("action=\"" + PUBLIC + "/voice/key?n=k&amp;a=0&amp;c=1\"")
                .contains("Press 2 again");

        target.keyAnswer = new KeyAnswer("", KeyAnswer.Next.HANG_UP);
        String end = signed("/voice/key?n=k&c=1", Map.of("CallSid", "CA1", "Digits", "2"))
                .body();

        assertThat(end).endsWith("<Response><Hangup/></Response>");
        assertThat(target.presses).extracting(KeyPress::confirming).containsExactly(false, true);
    }

    @Test
    void asksAgainAfterAKeyThatMeansNothing() throws Exception {
        target.keyAnswer = new KeyAnswer("That key means nothing.", KeyAnswer.Next.ASK_AGAIN);

        assertThat(signed("/voice/key?n=k", Map.of("CallSid", "CA1", "Digits", "9"))
                        .body())
                .contains("That key means nothing.")
                .contains("<Gather")
                .contains("/voice/key?n=k&amp;a=1\"");
        assertThat(signed("/voice/key?n=k&a=1", Map.of("CallSid", "CA1", "Digits", "9"))
                        .body())
                .contains("/voice/key?n=k&amp;a=2\"");
        assertThat(target.presses).extracting(KeyPress::asked).containsExactly(0, 1);
    }

    @Test
    void showsAndDoesNothingOnGetAndHead() throws Exception {
        target.view = ready(IncidentAction.ACKNOWLEDGE, "<b>Tom</b>");

        HttpResponse<String> shown = send(request("/ack?t=a%2Bb%22").GET().build());
        HttpResponse<String> head = send(request("/ack?t=a")
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());

        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.body())
                .contains(
                        "&lt;b&gt;Tom&lt;/b&gt;",
                        "7Q",
                        "Evil &lt;script&gt;",
                        "Contoso &amp; Co",
                        "Acknowledge</button>")
                .contains("<form method=\"post\" action=\"/tocsin/ack\">")
                .contains("name=\"t\" value=\"a+b&quot;\"")
                .doesNotContain("<script", "<b>Tom");
        assertThat(shown.headers().firstValue("referrer-policy")).hasValue("no-referrer");
        assertThat(shown.headers().firstValue("cache-control")).hasValue("no-store");
        assertThat(shown.headers().firstValue("content-security-policy").orElse(""))
                .contains(
                        "default-src 'none'",
                        "style-src 'unsafe-inline'",
                        "form-action 'self'",
                        "frame-ancestors 'none'");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(target.acts).isEmpty();
    }

    @Test
    void actsOnPost() throws Exception {
        HttpResponse<String> answer = post("/ack", "t=a%2Bb", FORM, "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("Acknowledged.").doesNotContain("<form");
        assertThat(answer.headers().firstValue("referrer-policy")).hasValue("no-referrer");
        assertThat(target.acts).containsExactly("a+b");
    }

    @Test
    void takesTheTokenOfAPostFromItsFormAlone() throws Exception {
        post("/ack?t=other", "", FORM, "");
        HttpResponse<String> text = post("/ack", "t=a", "text/plain", "");

        assertThat(target.acts).containsExactly("");
        assertThat(text.statusCode()).isEqualTo(415);
    }

    @Test
    void asksToConfirmAndThenDoesIt() throws Exception {
        target.result = new ActionResult(ActionResult.Kind.NEEDS_CONFIRMATION, "2 events are still active.");
        String question = post("/ack", "t=a", FORM, "").body();
        assertThat(question)
                .contains("2 events are still active.", "Close nevertheless", "name=\"confirmed\" value=\"1\"");

        post("/ack", "t=a&confirmed=1", FORM, "");

        assertThat(target.acts).containsExactly("a", "a confirmed");
    }

    @ParameterizedTest
    @CsvSource({
        "DONE, 200",
        "ALREADY, 200",
        "CLOSED_ALREADY, 200",
        "UNKNOWN_INCIDENT, 404",
        "NOT_A_TECHNICIAN, 403",
        "NOT_VALID, 403",
        "EXPIRED, 410"
    })
    void saysWhatCameOfIt(ActionResult.Kind kind, int status) throws Exception {
        target.result = new ActionResult(kind, "Words & <words>");

        HttpResponse<String> answer = post("/ack", "t=a", FORM, "");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("Words &amp; &lt;words&gt;").doesNotContain("<form");
    }

    @ParameterizedTest
    @CsvSource({"READY, 200, true", "OVER, 200, false", "EXPIRED, 410, false", "NOT_VALID, 403, false"})
    void offersAButtonOnlyWhereItWouldDoSomething(LinkView.Kind kind, int status, boolean button) throws Exception {
        LinkView ready = ready(IncidentAction.CLOSE, "Tom");
        target.view = new LinkView(kind, ready.action(), ready.incident(), "Tom", "Words");

        HttpResponse<String> answer = send(request("/ack?t=a").GET().build());

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body().contains("Close</button>")).isEqualTo(button);
    }

    @Test
    void offersNoButtonToAcknowledgeWhatIsAcknowledged() throws Exception {
        LinkView ready = ready(IncidentAction.ACKNOWLEDGE, "Tom");
        OpenIncident taken = new OpenIncident(7, "7Q", "Disk", "Contoso", Severity.HIGH, null, true);
        target.view = new LinkView(ready.kind(), ready.action(), taken, "Tom", "Words");
        assertThat(send(request("/ack?t=a").GET().build()).body())
                .contains("It is acknowledged already.")
                .doesNotContain("<form");

        target.view = new LinkView(ready.kind(), IncidentAction.CLOSE, taken, "Tom", "Words");
        assertThat(send(request("/ack?t=a").GET().build()).body()).contains("Close</button>");
    }

    @Test
    void knowsNoOtherPathsAndMethods() throws Exception {
        assertThat(send(request("/").GET().build()).statusCode()).isEqualTo(404);
        assertThat(send(request("/status/x").GET().build()).statusCode()).isEqualTo(404);
        assertThat(send(request("x/ack").GET().build()).statusCode()).isEqualTo(404);
        assertThat(send(request("/%2e%2e/ack").GET().build()).statusCode()).isEqualTo(404);
        HttpResponse<String> get = send(request("/sms").GET().build());
        assertThat(get.statusCode()).isEqualTo(405);
        assertThat(get.headers().firstValue("allow")).hasValue("POST");
        assertThat(send(request("/ack").DELETE().build()).statusCode()).isEqualTo(405);
    }

    @Test
    void refusesWhatIsTooLong() throws Exception {
        String long64 = "A=" + "b".repeat(NotificationWebhooks.MAX_BODY_BYTES - 2);

        assertThat(post("/sms", long64, FORM, signature.sign(URI.create(PUBLIC + "/sms"), FORM, bytes(long64)))
                        .statusCode())
                .isEqualTo(200);
        assertThat(post(
                                "/sms",
                                long64 + "b",
                                FORM,
                                signature.sign(URI.create(PUBLIC + "/sms"), FORM, bytes(long64 + "b")))
                        .statusCode())
                .isEqualTo(413);
        assertThat(send(request("/ack?t=" + "a".repeat(5000)).GET().build()).statusCode())
                .isEqualTo(414);
    }

    @Test
    void answersAsAnErrorWhatItCouldNotDo() throws Exception {
        assertThat(signed("/sms", Map.of("From", "+15005550006", "Body", "fail", "MessageSid", "SM1"))
                        .statusCode())
                .isEqualTo(500);
        assertThat(post("/ack", "t=%zz", FORM, "").statusCode()).isEqualTo(400);
    }

    @Test
    void isThereForLinksAlone() throws Exception {
        server.stop(0);
        server = mounted(
                "/",
                NotificationWebhooks.builder(target, new TwilioCallbacks(URI.create("https://alerts.example.com")))
                        .build());
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());

        assertThat(send(HttpRequest.newBuilder(uri.resolve("/ack?t=a")).build()).statusCode())
                .isEqualTo(403);
        assertThat(send(HttpRequest.newBuilder(uri.resolve("/sms"))
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void showsNeitherTokensNorNumbersInItsText() {
        WebhookRequest request = new WebhookRequest(
                "get", URI.create(PUBLIC + "/ack?t=secret"), Map.of("A", List.of("b")), bytes("From=%2B15005550006"));

        assertThat(request).hasToString("WebhookRequest[GET /tocsin/ack, 19 bytes]");
        assertThat(request.header("a")).hasValue("b");
    }

    private static LinkView ready(IncidentAction action, String name) {
        return new LinkView(
                LinkView.Kind.READY,
                action,
                new OpenIncident(
                        7, "7Q", "Evil <script>alert(1)</script>", "Contoso & Co", Severity.CRITICAL, "4711", false),
                name,
                "Words");
    }

    private static HttpServer mounted(String path, NotificationWebhooks webhooks) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(path, new JdkWebhookHandler(webhooks));
        server.start();
        return server;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hooks" + path));
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> signed(String path, Map<String, String> fields) throws Exception {
        String form = form(fields);
        return post(path, form, FORM, signature.sign(URI.create(PUBLIC + path), FORM, bytes(form)));
    }

    private HttpResponse<String> post(String path, String body, String type, String signed) throws Exception {
        HttpRequest.Builder request =
                request(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body));
        return send(
                signed.isEmpty()
                        ? request.build()
                        : request.header("X-Twilio-Signature", signed).build());
    }

    private static String form(Map<String, String> fields) {
        return new TreeMap<>(fields)
                .entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
