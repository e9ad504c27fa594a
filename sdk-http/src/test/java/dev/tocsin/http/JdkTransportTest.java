package dev.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.http.TransportRequest.Method;
import dev.tocsin.http.TransportResult.Answered;
import dev.tocsin.http.TransportResult.NotSent;
import dev.tocsin.http.TransportResult.Unknown;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Authenticator;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class JdkTransportTest {
    private static final HttpClient CLIENT = TransportBuilder.newHttpClient(Duration.ofSeconds(60));
    private final Transport transport = new JdkTransport(CLIENT, Clock.systemUTC(), 10_000);

    @Test
    void answersWithStatusHeadersAndBodyAndSendsTheRequestAsGiven() throws Exception {
        try (RawServer server =
                new RawServer((request, socket) -> RawServer.answer(socket, 201, "X-Id: 7\r\n", "{\"id\":\"ä\"}"))) {
            TransportResult result = transport.send(
                    Requests.post(server.uri("/a?b=c%20d"), "{\"é\":1}").withHeader("X-Mine", "yes"));

            TransportResponse response = ((Answered) result).response();
            assertThat(response.status()).isEqualTo(201);
            assertThat(response.header("x-ID")).contains("7");
            assertThat(response.text()).isEqualTo("{\"id\":\"ä\"}");
            assertThat(response.bodyStream().readAllBytes())
                    .isEqualTo(response.body())
                    .hasSize(response.bodyLength());
            RawServer.Received got = server.received().get(0);
            assertThat(got.line()).isEqualTo("POST /a?b=c%20d HTTP/1.1");
            assertThat(got.body()).isEqualTo("{\"é\":1}");
            assertThat(got.headers()).contains("x-mine: yes", "content-type: application/json");
            assertThat(got.has("upgrade")).as("no upgrade to HTTP/2 is offered").isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void everyMethodGoesWithoutABodyToo(Method method) throws Exception {
        try (RawServer server = new RawServer((request, socket) -> RawServer.answer(socket, 200, "", "ok"))) {
            assertThat(Requests.status(transport.send(TransportRequest.of(method, server.uri("/")))))
                    .isEqualTo(200);
            assertThat(server.received().get(0).method()).isEqualTo(method.name());
        }
    }

    @Test
    void forcesHttp11OnAHostsClientThatPrefersHttp2() throws Exception {
        HttpClient second =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        try (RawServer server = new RawServer((request, socket) -> RawServer.answer(socket, 200, "", "ok"))) {
            new JdkTransport(second, Clock.systemUTC(), 100).send(Requests.post(server.uri("/"), "x"));
            assertThat(server.received().get(0).has("upgrade")).isFalse();
            assertThat(server.received().get(0).has("http2-settings")).isFalse();
        }
    }

    @Test
    void anHtmlAnswerIsAnAnswer() throws Exception {
        try (RawServer server = new RawServer((request, socket) ->
                RawServer.answer(socket, 502, "Content-Type: text/html\r\n", "<html><h1>Bad gateway</h1></html>"))) {
            TransportResponse response = ((Answered) transport.send(Requests.get(server.uri("/")))).response();
            assertThat(response.status()).isEqualTo(502);
            assertThat(response.text()).startsWith("<html>");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void aRedirectIsNotFollowed(int status) throws Exception {
        try (RawServer elsewhere = new RawServer((request, socket) -> RawServer.answer(socket, 200, "", "trap"));
                RawServer server = new RawServer((request, socket) ->
                        RawServer.answer(socket, status, "Location: " + elsewhere.uri("/trap") + "\r\n", ""))) {
            assertThat(Requests.status(transport.send(Requests.get(server.uri("/")))))
                    .isEqualTo(status);
            assertThat(elsewhere.connections()).isZero();
        }
    }

    @Test
    void aRefusedConnectionIsNotSent() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        NotSent result = (NotSent) transport.send(Requests.post(URI.create("http://127.0.0.1:" + port + "/"), "x"));
        assertThat(result.reason()).startsWith("no connection: ConnectException");
        assertThat(result.cause()).isNotNull();
    }

    @Test
    void anUnknownHostIsNotSent() throws Exception {
        assertThat(transport.send(Requests.post(URI.create("https://no-such-host.invalid/"), "x")))
                .isInstanceOf(NotSent.class);
        assertThat(transport.send(Requests.get(URI.create("https://no-such-host.invalid/"))))
                .isInstanceOf(NotSent.class);
    }

    @Test
    void anUntrustedCertificateIsNotSent() throws Exception {
        WireMockServer server = new WireMockServer(WireMockConfiguration.options()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .dynamicHttpsPort());
        server.start();
        try {
            server.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.ok()));
            NotSent result = (NotSent)
                    transport.send(Requests.post(URI.create("https://localhost:" + server.httpsPort() + "/t"), "x"));
            assertThat(result.reason()).contains("SSLHandshakeException");
            assertThat(server.getAllServeEvents()).isEmpty();
        } finally {
            server.stop();
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aBrokenAnswerToAPostIsUnknown(Fault fault) throws Exception {
        WireMockServer server = new WireMockServer(
                WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());
        server.start();
        try {
            server.stubFor(WireMock.any(WireMock.anyUrl())
                    .willReturn(WireMock.aResponse().withFault(fault)));
            TransportResult result =
                    transport.send(Requests.post(URI.create("http://127.0.0.1:" + server.port() + "/t"), "x"));
            assertThat(result).isInstanceOf(Unknown.class);
            assertThat(server.getAllServeEvents()).hasSize(1);
        } finally {
            server.stop();
        }
    }

    @Test
    void anAnswerCutShortIsUnknown() throws Exception {
        try (RawServer server = new RawServer((request, socket) -> {
            socket.getOutputStream()
                    .write("HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{\"id\":"
                            .getBytes(StandardCharsets.US_ASCII));
            socket.close();
        })) {
            assertThat(transport.send(Requests.post(server.uri("/"), "x"))).isInstanceOf(Unknown.class);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAnswerAtTheLimitIsReadAndOneBeyondItIsUnknown(boolean announced) throws Exception {
        try (RawServer server = new RawServer((request, socket) -> {
            String body = "y".repeat(Integer.parseInt(request.body()));
            if (announced) {
                RawServer.answer(socket, 200, "", body);
            } else {
                socket.getOutputStream()
                        .write(("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + body)
                                .getBytes(StandardCharsets.US_ASCII));
                socket.close();
            }
        })) {
            Answered fits = (Answered) transport.send(Requests.post(server.uri("/"), "10000"));
            assertThat(fits.response().bodyLength()).isEqualTo(10_000);

            Unknown large = (Unknown) transport.send(Requests.post(server.uri("/"), "10001"));
            assertThat(large.reason()).contains("larger than the limit of 10000 bytes");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"announced", "chunked", "unannounced"})
    void aRequestsOwnLimitReplacesThatOfTheTransport(String framing) throws Exception {
        byte[] content = new byte[300_000];
        new Random(7).nextBytes(content);
        try (RawServer server = new RawServer((request, socket) -> answerFramed(socket, framing, content))) {
            TransportRequest request = Requests.get(server.uri("/"));
            Answered more = (Answered) transport.send(request.withMaxAnswerBytes(300_000));
            assertThat(more.response().body()).isEqualTo(content);

            Unknown beyond = (Unknown) transport.send(request.withMaxAnswerBytes(299_999));
            assertThat(beyond.reason()).contains("larger than the limit of 299999 bytes (maxAnswerBytes)");
            Unknown less = (Unknown) transport.send(request.withMaxAnswerBytes(100));
            assertThat(less.reason()).contains("larger than the limit of 100 bytes");
            Unknown usual = (Unknown) transport.send(request);
            assertThat(usual.reason()).contains("larger than the limit of 10000 bytes");
        }
    }

    private static void answerFramed(Socket socket, String framing, byte[] content) throws IOException {
        OutputStream out = socket.getOutputStream();
        String framed = switch (framing) {
            case "announced" -> "Content-Length: " + content.length;
            case "chunked" -> "Transfer-Encoding: chunked";
            default -> "Connection: close";
        };
        out.write(("HTTP/1.1 200 OK\r\n" + framed + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        if (framing.equals("chunked")) {
            out.write((Integer.toHexString(content.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        out.write(content);
        if (framing.equals("chunked")) {
            out.write("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } else if (framing.equals("unannounced")) {
            socket.close();
        }
    }

    @Test
    void anAnswerThatAnnouncesABodyAndHasNoneIsRead() throws Exception {
        try (RawServer server = new RawServer((request, socket) -> socket.getOutputStream()
                .write("HTTP/1.1 304 Not Modified\r\nContent-Length: 9000\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII)))) {
            Answered unchanged = (Answered) transport.send(Requests.get(server.uri("/")));
            assertThat(unchanged.response().bodyLength()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 10, 25, 40})
    void aBodyIsReadWholeWhateverLengthWasAnnounced(long announced) throws Exception {
        byte[] content = "0123456789abcdefghijklmno".getBytes(StandardCharsets.US_ASCII);
        HttpResponse.ResponseInfo head = head(announced);
        HttpResponse.BodySubscriber<byte[]> body = new LimitedBody(100).apply(head);
        body.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {}

            @Override
            public void cancel() {}
        });
        for (int at = 0; at < content.length; at += 5) {
            body.onNext(List.of(ByteBuffer.wrap(content, at, 2), ByteBuffer.wrap(content, at + 2, 3)));
        }
        body.onComplete();
        assertThat(body.getBody().toCompletableFuture().get()).isEqualTo(content);
    }

    private static HttpResponse.ResponseInfo head(long length) {
        return new HttpResponse.ResponseInfo() {
            @Override
            public int statusCode() {
                return 200;
            }

            @Override
            public HttpHeaders headers() {
                return HttpHeaders.of(Map.of("content-length", List.of(Long.toString(length))), (n, v) -> true);
            }

            @Override
            public HttpClient.Version version() {
                return HttpClient.Version.HTTP_1_1;
            }
        };
    }

    @Test
    void anEndlessAnswerIsBrokenOff() throws Exception {
        try (RawServer server = new RawServer((request, socket) -> {
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                socket.getOutputStream().write(new byte[1_000]);
            }
        })) {
            assertThat(transport.send(Requests.get(server.uri("/")))).isInstanceOf(Unknown.class);
            server.awaitHangUp();
        }
    }

    @Test
    void aSilentServerIsUnknownAfterTheTimeoutAndTheExchangeIsCancelled() throws Exception {
        try (RawServer server = new RawServer((request, socket) -> {})) {
            Expired expired = expired(server);
            Unknown result = (Unknown) expired.result();
            assertThat(result.reason()).isEqualTo("no whole answer within " + expired.timeout());
            assertThat(result.cause()).isInstanceOf(HttpTimeoutException.class);
            server.awaitHangUp();
            assertThat(server.count("POST", expired.body())).isEqualTo(1);
        }
    }

    /** What came of a request that had arrived when its timeout was over. */
    private record Expired(TransportResult result, String body, Duration timeout) {}

    /** Lets a request time out. One that did not even arrive in time, on a machine that stood still, is followed by one with more time. */
    private Expired expired(RawServer server) throws InterruptedException {
        Duration timeout = Duration.ofMillis(300);
        for (String body = "x"; ; body += "x") {
            TransportResult result =
                    transport.send(Requests.post(server.uri("/"), body).withTimeout(timeout));
            if (server.count("POST", body) > 0) {
                return new Expired(result, body, timeout);
            }
            timeout = timeout.multipliedBy(2);
        }
    }

    @Test
    void theTimeoutCoversTheBody() throws Exception {
        try (RawServer server = new RawServer((request, socket) -> {
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        })) {
            assertThat(expired(server).result()).isInstanceOf(Unknown.class);
            server.awaitHangUp();
        }
    }

    @Test
    void aDeadlineThatHasPassedIsNotSentAndNothingIsConnected() throws Exception {
        VirtualTime time = VirtualTime.passing();
        try (RawServer server = new RawServer((request, socket) -> RawServer.answer(socket, 200, "", "ok"))) {
            Transport timed = new JdkTransport(CLIENT, time, 100);
            TransportRequest request = Requests.post(server.uri("/"), "x").withNotAfter(VirtualTime.START);

            assertThat(Requests.status(timed.send(request)))
                    .as("at the very moment")
                    .isEqualTo(200);
            time.advance(Duration.ofMillis(1));
            NotSent late = (NotSent) timed.send(request);

            assertThat(late.reason()).contains("deadline").contains("2026-01-05T08:00:00Z");
            assertThat(server.received()).hasSize(1);
        }
    }

    @Test
    void aDeadlineThatPassesWhileConnectingIsNotSentAndNoByteArrives() throws Exception {
        // Each look at this clock takes an hour: the first one, before connecting, is still in time.
        Clock slow = new Clock() {
            private Instant now = VirtualTime.START;

            @Override
            public synchronized Instant instant() {
                Instant seen = now;
                now = now.plus(Duration.ofHours(1));
                return seen;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        try (RawServer server = new RawServer((request, socket) -> RawServer.answer(socket, 200, "", "ok"))) {
            TransportResult result = new JdkTransport(CLIENT, slow, 100)
                    .send(Requests.post(server.uri("/"), "x").withNotAfter(VirtualTime.START.plusSeconds(60)));

            assertThat(result).isInstanceOf(NotSent.class);
            assertThat(((NotSent) result).reason()).contains("before the first byte");
            assertThat(server.bytes()).isZero();
        }
    }

    @Test
    void anInterruptBeforeSendingThrowsAndNothingIsConnected() throws Exception {
        try (RawServer server = new RawServer((request, socket) -> RawServer.answer(socket, 200, "", "ok"))) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> transport.send(Requests.post(server.uri("/"), "x")))
                    .isInstanceOf(InterruptedException.class);
            assertThat(Thread.interrupted()).isFalse();
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void anInterruptInFlightIsUnknownWithTheFlagSetAndTheExchangeCancelled() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        try (RawServer server = new RawServer((request, socket) -> arrived.countDown())) {
            AtomicReference<TransportResult> result = new AtomicReference<>();
            AtomicBoolean flag = new AtomicBoolean();
            Thread sender = new Thread(() -> {
                try {
                    result.set(transport.send(Requests.post(server.uri("/"), "x")));
                } catch (InterruptedException wrong) {
                    // The result stays null and the test fails.
                }
                flag.set(Thread.currentThread().isInterrupted());
            });
            sender.start();
            arrived.await();
            sender.interrupt();
            sender.join();

            assertThat(result.get()).isInstanceOf(Unknown.class);
            assertThat(flag).isTrue();
            server.awaitHangUp();
            assertThat(server.count("POST", "x")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.test/",
                "http://128.0.0.1/",
                "http://127.0.0.1.example.test/",
                "http://[::2]/",
                "http://localhost.example.test/",
                "ftp://127.0.0.1/",
                "http://0.0.0.0/"
            })
    void plainHttpBeyondLoopbackIsNotSent(String address) throws Exception {
        NotSent result = (NotSent) transport.send(Requests.get(URI.create(address)));
        assertThat(result.reason()).contains("legal is https");
        assertThat(result.cause()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:1/",
                "http://LOCALHOST:1/",
                "http://127.0.0.1:1/",
                "http://127.255.0.254:1/",
                "http://[::1]:1/",
                "http://[0:0:0:0:0:0:0:1]:1/",
                "https://example.test/"
            })
    void loopbackAndTlsAreAllowed(String address) {
        assertThat(Origin.of(URI.create(address)).allowed()).isTrue();
    }

    @Test
    void refusesAClientThatFollowsRedirectsOrAuthenticatesByItself() {
        HttpClient follows = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        assertThatThrownBy(() -> TransportBuilder.create().httpClient(follows).build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("follows redirects");
        HttpClient authenticates =
                HttpClient.newBuilder().authenticator(new Authenticator() {}).build();
        assertThatThrownBy(() ->
                        TransportBuilder.create().httpClient(authenticates).build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("authenticator");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "true", "TRUE"})
    void refusesAJvmThatRepeatsPosts(String value) {
        System.setProperty("jdk.httpclient.enableAllMethodRetry", value);
        try {
            assertThatThrownBy(() -> TransportBuilder.create().build())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("enableAllMethodRetry")
                    .hasMessageContaining("POST again");
        } finally {
            System.clearProperty("jdk.httpclient.enableAllMethodRetry");
        }
    }

    @Test
    void acceptsAJvmWhereRepeatsAreSwitchedOff() {
        System.setProperty("jdk.httpclient.enableAllMethodRetry", "false");
        try {
            assertThat(TransportBuilder.create().build()).isNotNull();
        } finally {
            System.clearProperty("jdk.httpclient.enableAllMethodRetry");
        }
    }

    @Test
    void anExecutorThatTakesNoWorkIsNotSent() throws Exception {
        HttpClient full = HttpClient.newBuilder()
                .executor(task -> {
                    throw new RejectedExecutionException("full");
                })
                .build();
        try (RawServer server = new RawServer((request, socket) -> RawServer.answer(socket, 200, "", "ok"))) {
            TransportResult result = new JdkTransport(full, Clock.systemUTC(), 100)
                    .send(Requests.post(server.uri("/"), "x").withTimeout(Duration.ofMillis(500)));
            assertThat(result).isInstanceOf(NotSent.class);
            assertThat(server.received()).isEmpty();
        }
    }

    /** Its tasks never run, so an exchange never gets as far as its first byte. */
    private static Transport neverConnecting() {
        return new JdkTransport(HttpClient.newBuilder().executor(task -> {}).build(), Clock.systemUTC(), 100);
    }

    @Test
    void aTimeoutBeforeTheFirstByteIsNotSent() throws Exception {
        try (RawServer server = new RawServer((request, socket) -> RawServer.answer(socket, 200, "", "ok"))) {
            NotSent result = (NotSent)
                    neverConnecting().send(Requests.post(server.uri("/"), "x").withTimeout(Duration.ofMillis(50)));
            assertThat(result.reason()).isEqualTo("no connection within PT0.05S");
            assertThat(server.bytes()).isZero();
        }
    }

    @Test
    void anInterruptWhileConnectingThrowsSinceNothingLeft() throws Exception {
        try (RawServer server = new RawServer((request, socket) -> RawServer.answer(socket, 200, "", "ok"))) {
            CountDownLatch started = new CountDownLatch(1);
            HttpClient stuck = HttpClient.newBuilder()
                    .executor(task -> started.countDown())
                    .build();
            AtomicBoolean thrown = new AtomicBoolean();
            Thread sender = new Thread(() -> {
                try {
                    new JdkTransport(stuck, Clock.systemUTC(), 100).send(Requests.post(server.uri("/"), "x"));
                } catch (InterruptedException expected) {
                    thrown.set(true);
                }
            });
            sender.start();
            started.await();
            sender.interrupt();
            sender.join();
            assertThat(thrown).isTrue();
            assertThat(server.bytes()).isZero();
        }
    }

    @Test
    void aGuardThatWasAbandonedLetsNoByteGoAndOneThatStartedCannotBeAbandoned() {
        FirstByteGuard abandoned = new FirstByteGuard(new byte[] {1}, Clock.systemUTC(), null);
        assertThat(abandoned.abandon()).isTrue();
        assertThat(abandoned.abandon()).isTrue();
        assertThatThrownBy(abandoned::contentLength).isInstanceOf(IllegalStateException.class);

        VirtualTime time = VirtualTime.passing();
        FirstByteGuard started = new FirstByteGuard(new byte[] {1}, time, VirtualTime.START);
        assertThat(started.contentLength()).isEqualTo(1);
        time.advance(Duration.ofHours(1));
        assertThat(started.contentLength()).as("asked again after it began").isEqualTo(1);
        assertThat(started.abandon()).isFalse();
    }

    @Test
    void manyThreadsShareOneTransport() throws Exception {
        try (RawServer server =
                new RawServer((request, socket) -> RawServer.answer(socket, 200, "", "got " + request.body()))) {
            CompletableFuture<?>[] all = new CompletableFuture<?>[60];
            for (int i = 0; i < all.length; i++) {
                String body = "n" + i;
                all[i] = CompletableFuture.runAsync(() -> {
                    try {
                        Answered answer = (Answered) transport.send(Requests.post(server.uri("/"), body));
                        assertThat(answer.response().text()).isEqualTo("got " + body);
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                });
            }
            CompletableFuture.allOf(all).get();
            assertThat(server.received()).hasSize(60);
        }
    }
}
