package dev.tocsin.simulators.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwilioAdminTest {
    private static final String OURS = "+15550100000";
    private static final String ANN = "+14155550101";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final TwilioSimulator twilio = TwilioSimulator.builder().start();
    private final Client client = new Client(twilio);

    @AfterEach
    void stop() {
        twilio.close();
    }

    private HttpResponse<String> drive(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(twilio.baseUri() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        try {
            return HTTP.send(
                    headers.length == 0
                            ? request.build()
                            : request.headers(headers).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anotherProcessLooksInAndLetsPeopleAct() throws InterruptedException {
        client.send(OURS, ANN, "Ransomware on dc01");
        drive(
                "POST",
                "/simulator/people",
                "{\"person\":\"" + ANN + "\",\"messages\":\"failed\",\"errorCode\":30005,\"calls\":\"answers\","
                        + "\"by\":\"machine_start\",\"keys\":[\"1\"]}");
        client.send(OURS, ANN, "second");
        client.post(
                "/Calls.json", "From", OURS, "To", ANN, "Twiml", "<Response><Gather><Say>Hi</Say></Gather></Response>");
        assertThat(twilio.awaitIdle(Duration.ofSeconds(20))).isTrue();
        assertThat(drive("GET", "/simulator/messages", "").body())
                .contains("Ransomware on dc01", "\"delivered\"", "\"failed\"");
        assertThat(drive("GET", "/simulator/voice", "").body()).contains("\"spoken\":[\"Hi\"]", "\"pressed\":[\"1\"]");
        assertThat(drive("POST", "/simulator/replies", "{\"person\":\"" + ANN + "\",\"text\":\"ACK\"}")
                        .body())
                .contains("NOT_SET_UP");
        twilio.smsUrl(OURS, URI.create("http://127.0.0.1:9/sms"));
        assertThat(drive("POST", "/simulator/replies", "{\"person\":\"" + ANN + "\",\"text\":\"ACK\"}")
                        .body())
                .contains("\"UNREACHABLE\"", "\"url\":\"http://127.0.0.1:9/sms\"");
        assertThat(drive(
                                "POST",
                                "/simulator/faults",
                                "{\"kind\":\"DUPLICATE\",\"path\":\"/Messages.json\",\"count\":1}")
                        .body())
                .contains("DUPLICATE");
        client.send(OURS, ANN, "third");
        assertThat(twilio.report().count(ANN, "third")).isEqualTo(2);
        assertThat(twilio.requests().total()).as("its own paths left out").isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /simulator/people  | {"person":"+1","messages":"lost"} | messages
            /simulator/people  | {"person":"+1","calls":"sings"}   | calls
            /simulator/people  | {"person":"+1","calls":"answers","by":"dog"} | by
            /simulator/replies | {"person":"+1","text":"x","to":"+2"} | toNumber
            /simulator/replies | {                                 | body
            """)
    void aWrongWishIsNamed(String path, String body, String named) {
        HttpResponse<String> answer = drive("POST", path, body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(named + ":");
    }

    @Test
    void anotherOriginIsRefusedAndAnUnknownPathToldSo() {
        assertThat(drive("GET", "/simulator/messages", "", "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(drive("GET", "/simulator/nothing", "").statusCode()).isEqualTo(404);
    }
}
