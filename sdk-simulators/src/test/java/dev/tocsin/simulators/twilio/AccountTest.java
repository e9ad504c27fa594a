package dev.tocsin.simulators.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What can be read of an account, its numbers and its messaging services. */
class AccountTest {
    private static final String OURS = "+15550100001";
    private static final String POOLED = "+15550100002";
    private static final String SERVICE = "MG" + "0".repeat(32);
    private static final String KEY = "SK" + "0".repeat(32);

    private final TwilioSimulator twilio = TwilioSimulator.builder()
            .number(OURS)
            .service(SERVICE, POOLED)
            .apiKey(KEY, "hush")
            .start();
    private final Client client = new Client(twilio);

    @AfterEach
    void stop() {
        twilio.close();
    }

    private Client.Reply account() {
        return client.get("/2010-04-01/Accounts/" + twilio.accountSid() + ".json");
    }

    @Test
    void theAccountIsReadWithItsStateAndRefusedWithAnotherToken() {
        assertThat(account().json().path("status").asText()).isEqualTo("active");
        twilio.accountStatus(twilio.accountSid(), "suspended");
        assertThat(account().json().path("status").asText()).isEqualTo("suspended");
        assertThatThrownBy(() -> twilio.accountStatus(twilio.accountSid(), "asleep"))
                .hasMessage("status: 'asleep' is not legal; active, suspended and closed are");
        twilio.authToken(twilio.accountSid(), "rotated");
        assertThat(account().status()).isEqualTo(401);
        assertThat(account().code()).isEqualTo(20_003);
    }

    @Test
    void aNumberIsFoundWithWhereItsMessagesAreTold() {
        twilio.smsUrl(OURS, URI.create("https://alerts.example/sms"));
        JsonNode found = client.get("/IncomingPhoneNumbers.json?PhoneNumber=%2B15550100001")
                .json()
                .path("incoming_phone_numbers");
        assertThat(found).hasSize(1);
        assertThat(found.path(0).path("sms_url").asText()).isEqualTo("https://alerts.example/sms");
        assertThat(found.path(0).at("/capabilities/sms").asBoolean()).isTrue();
        assertThat(client.sids("/IncomingPhoneNumbers.json", "incoming_phone_numbers"))
                .hasSize(2)
                .doesNotHaveDuplicates()
                .allMatch(sid -> sid.matches("PN[0-9a-f]{32}"));
        assertThat(client.sids("/IncomingPhoneNumbers.json?PhoneNumber=%2B15550100009", "incoming_phone_numbers"))
                .isEmpty();
    }

    @Test
    void aServiceIsReadByWhoeverItBelongsTo() {
        Client byKey = new Client(twilio, twilio.accountSid(), KEY, "hush");
        assertThat(byKey.get("/v1/Services/" + SERVICE).json().path("sid").asText())
                .isEqualTo(SERVICE);
        assertThat(client.get("/v1/Services/MG" + "1".repeat(32)).status()).isEqualTo(404);
        Client other = new Client(twilio, twilio.accountSid(), KEY, "wrong");
        assertThat(other.get("/v1/Services/" + SERVICE).status()).isEqualTo(401);
    }
}
