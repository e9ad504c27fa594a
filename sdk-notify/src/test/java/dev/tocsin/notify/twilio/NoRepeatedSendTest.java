package dev.tocsin.notify.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.twilio.http.HttpMethod;
import com.twilio.http.NetworkHttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.MessageCreator;
import com.twilio.type.PhoneNumber;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.notify.Channel;
import dev.tocsin.core.notify.OutboundMessage;
import dev.tocsin.core.notify.SendOutcome;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever becomes of a request that makes something, it goes once; Twilio's client as it comes sends it again. */
class NoRepeatedSendTest {
    private static final OutboundMessage MESSAGE = new OutboundMessage("i1/e1", "+15005550006", null, "Words", null);

    @ParameterizedTest
    @Timeout(60)
    @CsvSource({
        "400, Refused", "401, NotSent", "404, Refused", "408, Unknown", "429, NotSent", "500, Unknown", "502, Unknown",
        "503, Unknown", "504, Unknown", "-1, Unknown", "-2, Unknown", "201, Unknown", "302, Unknown", "307, Unknown"
    })
    void aMessageAndACallGoOnce(int status, String outcome) throws Exception {
        for (boolean call : new boolean[] {false, true}) {
            Duration timeout = status == RawTwilio.SILENCE ? Duration.ofMillis(400) : Duration.ofSeconds(30);
            // What did not arrive in time, on a machine that stood still, is sent anew with more time.
            while (!arrivesOnce(status, call, timeout, outcome)) {
                timeout = timeout.multipliedBy(2);
            }
        }
    }

    /** Sends a message to a server of its own; whether it arrived there before its timeout was over. */
    private static boolean arrivesOnce(int status, boolean call, Duration timeout, String outcome) throws Exception {
        try (RawTwilio server = new RawTwilio(status, "Location: http://127.0.0.1:9/\r\n", "<html>")) {
            TwilioAccount account = TwilioAccount.builder(RawTwilio.ACCOUNT)
                    .authToken(Secret.of("token"))
                    .baseUri(server.uri())
                    .httpClient(RawTwilio.CLIENT)
                    .timeout(timeout)
                    .build();
            Channel channel = call
                    ? TwilioVoiceChannel.builder("voice", account)
                            .caller("+15005550001", 10)
                            .build()
                    : TwilioSmsChannel.builder("sms", account)
                            .sender("+15005550001", 10)
                            .build();

            SendOutcome sent = channel.send(MESSAGE);

            if (server.received().isEmpty()) {
                return false;
            }
            assertThat(sent.getClass().getSimpleName()).isEqualTo(outcome);
            assertThat(server.received()).hasSize(1);
            return true;
        }
    }

    @ParameterizedTest
    @CsvSource({"400, 1", "429, 2", "500, 3"}) // and six times at a 503, for which it takes three seconds
    void theOfficialClientAsItComesRepeats(int status, int times) throws Exception {
        try (RawTwilio server = new RawTwilio(status, "Retry-After: 0\r\n", "{}")) {
            TwilioRestClient client = new TwilioRestClient.Builder(RawTwilio.ACCOUNT, "token")
                    .httpClient(new Rebased(server.uri()))
                    .build();

            Throwable failure = catchThrowable(() -> new MessageCreator(
                            RawTwilio.ACCOUNT,
                            new PhoneNumber("+15005550006"),
                            new PhoneNumber("+15005550001"),
                            "Words")
                    .create(client));

            assertThat(failure).isNotNull();
            assertThat(server.received())
                    .hasSize(times)
                    .allMatch(one -> one.method().equals("POST"));
        }
    }

    /** The official wire, led to another address. */
    private static final class Rebased extends NetworkHttpClient {
        private final URI base;

        Rebased(URI base) {
            this.base = base;
        }

        @Override
        public Response makeRequest(Request request) {
            Request moved =
                    new Request(HttpMethod.POST, request.getUrl().replace("https://api.twilio.com", base.toString()));
            request.getPostParams().forEach((name, values) -> values.forEach(value -> moved.addPostParam(name, value)));
            moved.setContentType(request.getContentType());
            moved.setAuth("user", "password");
            return super.makeRequest(moved);
        }
    }
}
