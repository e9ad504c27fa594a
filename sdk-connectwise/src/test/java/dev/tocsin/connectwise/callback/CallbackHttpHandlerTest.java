package dev.tocsin.connectwise.callback;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallbackHttpHandlerTest {
    private final SigningServer vendor = new SigningServer();
    private final List<CallbackMessage> heard = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer host = create();

    private static HttpServer create() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void serve() {
        CallbackHandler handler = CallbackHandler.builder()
                .verifier(CallbackVerifier.builder()
                        .site(vendor.site())
                        .company(SigningServer.COMPANY)
                        .keyTimeout(SigningServer.PATIENCE)
                        .build())
                .listener(message -> {
                    if (message.messageId().startsWith("fail")) {
                        throw new IllegalStateException("full");
                    }
                    heard.add(message);
                })
                .maxBodyBytes(4_000)
                .build();
        host.createContext("/connectwise", new CallbackHttpHandler(handler));
        host.start();
    }

    @AfterEach
    void stop() {
        host.stop(0);
        vendor.close();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder post(String body, String signature) {
        return HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + host.getAddress().getPort() + "/connectwise?recordId=999&action=deleted"))
                .header("x-content-signature", signature)
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    @Test
    void aDeliveryIsAnsweredWithTheStatusAlone() throws Exception {
        String body = vendor.body("m-1");

        HttpResponse<String> answer = send(post(body, vendor.sign(body)));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(heard).hasSize(1);
    }

    @Test
    void theAddressOfTheDeliveryIsNotBelieved() throws Exception {
        String body = vendor.body("m-1");

        assertThat(send(post(body, vendor.sign(body))).statusCode()).isEqualTo(204);

        assertThat(heard).singleElement().satisfies(message -> {
            assertThat(message.recordId()).isEqualTo(4711);
            assertThat(message.action()).isEqualTo(CallbackAction.UPDATED);
        });
    }

    @Test
    void aForgeryIsToldNothingButThatItIsOne() throws Exception {
        String body = vendor.body("m-1");

        HttpResponse<String> answer = send(post(body, SigningServer.sign(body, "guess")));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEmpty();
        assertThat(heard).isEmpty();
    }

    @Test
    void aFailedListenerAsksForARepeat() throws Exception {
        String body = vendor.body("fail-1");

        assertThat(send(post(body, vendor.sign(body))).statusCode()).isEqualTo(429);
    }

    @Test
    void whoSendsALongBodyIsToldThatItIsTooLong() throws Exception {
        String body = vendor.body("m-1") + " ".repeat(100_000);

        assertThat(send(post(body, vendor.sign(body))).statusCode()).isEqualTo(413);
    }

    @Test
    void onlyPostIsTaken() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + host.getAddress().getPort() + "/connectwise")));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("allow")).contains("POST");
    }
}
