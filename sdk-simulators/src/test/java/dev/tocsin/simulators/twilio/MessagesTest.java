package dev.tocsin.simulators.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagesTest {
    private static final String OURS = "+15550100001";
    private static final String SECOND = "+15550100002";
    private static final String THIRD = "+15550100003";
    private static final String ANN = "+14155550101";
    private static final String BOB = "+14155550102";
    private static final String SERVICE = "MG" + "0".repeat(32);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final TestClock clock = new TestClock();
    private final TwilioSimulator twilio = TwilioSimulator.builder()
            .number(OURS)
            .service(SERVICE, SECOND, THIRD)
            .service("MG" + "e".repeat(32))
            .apiKey("SK" + "1".repeat(32), "key-secret")
            .account("AC" + "b".repeat(32), "other-token")
            .number("+15550200001")
            .clock(clock)
            .start();
    private final Client client = new Client(twilio);

    @AfterEach
    void stop() {
        twilio.close();
    }

    @Test
    void aMessageReachesThePhoneAndIsShownAsTheContractHasIt() throws InterruptedException {
        Client.Reply reply = client.send(OURS, ANN, "Ransomware on dc01 – reply ACK 7Q ✔");
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().path("status").asText()).isEqualTo("queued");
        assertThat(reply.json().path("date_sent").isNull()).isTrue();
        assertThat(reply.json().path("date_created").asText()).isEqualTo("Fri, 20 Nov 2026 10:00:00 +0000");
        assertThat(twilio.awaitIdle(LONG)).isTrue();
        JsonNode sent = client.message(reply.sid());
        assertThat(sent.path("status").asText()).isEqualTo("delivered");
        assertThat(sent.path("date_sent").asText()).isEqualTo("Fri, 20 Nov 2026 10:00:00 +0000");
        assertThat(sent.path("num_segments").asText()).isEqualTo("1");
        assertThat(sent.path("error_code").isNull()).isTrue();
        assertThat(twilio.person(ANN).messages()).singleElement().satisfies(got -> {
            assertThat(got.body()).isEqualTo("Ransomware on dc01 – reply ACK 7Q ✔");
            assertThat(got.from()).isEqualTo(OURS);
            assertThat(got.sid()).isEqualTo(reply.sid());
        });
        assertThat(twilio.person(BOB).messages()).isEmpty();
    }

    @Test
    void aMessagingServiceChoosesTheSenderAfterTheAnswer() throws InterruptedException {
        Client.Reply reply = client.post("/Messages.json", "MessagingServiceSid", SERVICE, "To", ANN, "Body", "one");
        assertThat(reply.json().path("status").asText()).isEqualTo("accepted");
        assertThat(reply.json().path("from").isNull()).isTrue();
        assertThat(reply.json().path("num_segments").asText()).isEqualTo("0");
        client.post("/Messages.json", "MessagingServiceSid", SERVICE, "To", ANN, "Body", "two");
        assertThat(twilio.awaitIdle(LONG)).isTrue();
        assertThat(twilio.person(ANN).messages()).extracting(SimMessage::from).containsExactly(SECOND, THIRD);
        assertThat(client.message(reply.sid()).path("from").asText()).isEqualTo(SECOND);
        assertThat(client.message(reply.sid()).path("messaging_service_sid").asText())
                .isEqualTo(SERVICE);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            no To,            21604, +15550100001, '',           Hello, ''
            invalid To,       21211, +15550100001, 4155550101,   Hello, ''
            no From,          21603, '',           +14155550101, Hello, ''
            foreign From,     21606, +15550200001, +14155550101, Hello, ''
            no Body,          21602, +15550100001, +14155550101, '',    ''
            no URL,           21609, +15550100001, +14155550101, Hello, StatusCallback=nowhere
            not in the pool,  21606, +15550100001, +14155550101, Hello, MessagingServiceSid=MG00000000000000000000000000000000
            no such service,  21701, '',           +14155550101, Hello, MessagingServiceSid=MG11111111111111111111111111111111
            an empty pool,    21703, '',           +14155550101, Hello, MessagingServiceSid=MGeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee
            validity,         20422, +15550100001, +14155550101, Hello, ValidityPeriod=36001
            not simulated,    20422, +15550100001, +14155550101, Hello, SendAt=2026-11-21T10:00:00Z
            """)
    void aWrongMessageIsRefusedWithTheVendorsCode(
            String what, int code, String from, String to, String body, String more) {
        List<String> fields = new ArrayList<>(List.of("From", from, "To", to, "Body", body));
        if (!more.isEmpty()) {
            fields.addAll(List.of(more.split("=", 2)));
        }
        Client.Reply reply = client.post("/Messages.json", fields.toArray(String[]::new));
        assertThat(reply.status()).as(what).isEqualTo(400);
        assertThat(reply.code()).as(what).isEqualTo(code);
        assertThat(reply.json().path("status").asInt()).isEqualTo(400);
        assertThat(reply.json().path("more_info").asText()).endsWith("/" + code);
        assertThat(twilio.messages()).isEmpty();
    }

    @Test
    void theLongestBodyIsAcceptedAndOneMoreCharacterIsNot() {
        assertThat(client.send(OURS, ANN, "x".repeat(1_600))
                        .json()
                        .path("num_segments")
                        .asText())
                .isEqualTo("11");
        assertThat(client.send(OURS, ANN, "x".repeat(1_601)).code()).isEqualTo(21_617);
    }

    @Test
    void recipientsAreRefusedAsTheTestSays() {
        twilio.landline(ANN);
        assertThat(client.send(OURS, ANN, "x").code()).isEqualTo(21_614);
        twilio.refuse(BOB, 21_612);
        assertThat(client.send(OURS, BOB, "x").code()).isEqualTo(21_612);
        twilio.refuse(BOB, 21_408);
        assertThat(client.send(OURS, BOB, "x").code()).isEqualTo(21_408);
        twilio.refuse(BOB, 0);
        assertThat(client.send(OURS, BOB, "x").status()).isEqualTo(201);
        assertThat(twilio.report().total()).isEqualTo(1);
    }

    @Test
    void onlyTheKeysOfTheAccountAreLetIn() {
        String account = twilio.accountSid();
        String key = "SK" + "1".repeat(32);
        assertThat(new Client(twilio, account, key, "key-secret")
                        .get("/Messages.json")
                        .status())
                .isEqualTo(200);
        for (Client wrong : List.of(
                new Client(twilio, account, account, "wrong"),
                new Client(twilio, account, key, "wrong"),
                new Client(twilio, account, "AC" + "b".repeat(32), "other-token"),
                new Client(twilio, "AC" + "c".repeat(32), account, twilio.authToken()))) {
            Client.Reply reply = wrong.send(OURS, ANN, "x");
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.code()).isEqualTo(20_003);
        }
        twilio.authToken(account, "rotated");
        assertThat(client.get("/Messages.json").status()).isEqualTo(401);
        assertThat(new Client(twilio).get("/Messages.json").status()).isEqualTo(200);
        assertThat(twilio.messages()).isEmpty();
    }

    @Test
    void anotherAccountsMessagesAreNotSeen() {
        String sid = client.send(OURS, ANN, "x").sid();
        String other = "AC" + "b".repeat(32);
        Client stranger = new Client(twilio, other, other, "other-token");
        assertThat(stranger.get("/Messages/" + sid + ".json").status()).isEqualTo(404);
        assertThat(stranger.sids("/Messages.json", "messages")).isEmpty();
        assertThat(client.get("/Messages/SM" + "0".repeat(32) + ".json").code()).isEqualTo(20_404);
        assertThat(client.get("/Nothing.json").status()).isEqualTo(404);
    }

    @Test
    void listsAreFilteredByNumbersAndTime() throws InterruptedException {
        String first = client.send(OURS, ANN, "1").sid();
        assertThat(twilio.awaitIdle(LONG)).isTrue();
        clock.advance(Duration.ofSeconds(30));
        String second = client.send(SECOND, ANN, "2").sid();
        String third = client.send(OURS, BOB, "3").sid();
        assertThat(twilio.awaitIdle(LONG)).isTrue();
        clock.advance(Duration.ofDays(1));
        String fourth = client.send(OURS, ANN, "4").sid();
        assertThat(twilio.awaitIdle(LONG)).isTrue();
        assertThat(list("")).containsExactly(fourth, third, second, first);
        assertThat(list("?To=%2B14155550101")).containsExactly(fourth, second, first);
        assertThat(list("?To=%2B14155550101&From=%2B15550100002")).containsExactly(second);
        assertThat(list("?DateSent=2026-11-20")).containsExactly(third, second, first);
        assertThat(list("?DateSent%3E=2026-11-21")).containsExactly(fourth);
        assertThat(list("?DateSent%3C=2026-11-20")).containsExactly(third, second, first);
        assertThat(list("?DateSent%3E=2026-11-20T10:00:30Z&DateSent%3C=2026-11-20T23:00:00Z"))
                .containsExactly(third, second);
        assertThat(list("?DateSent%3E=2026-11-20T10:00:31")).containsExactly(fourth);
        assertThat(client.get("/Messages.json?DateSent%3E=soon").code()).isEqualTo(20_422);
    }

    private List<String> list(String query) {
        return client.sids("/Messages.json" + query, "messages");
    }

    @Test
    void pagesFollowEachOtherWhileMessagesAreAdded() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(0, client.send(OURS, ANN, "m" + i).sid());
        }
        JsonNode page =
                client.get("/Messages.json?To=%2B14155550101&PageSize=2").json();
        assertThat(page.path("previous_page_uri").isNull()).isTrue();
        assertThat(page.path("end").asInt()).isEqualTo(1);
        List<String> read = new ArrayList<>();
        String back = "";
        while (true) {
            page.path("messages").forEach(row -> read.add(row.path("sid").asText()));
            client.send(OURS, BOB, "in between");
            client.send(OURS, ANN, "in between");
            if (page.path("next_page_uri").isNull()) {
                break;
            }
            assertThat(page.path("next_page_uri").asText())
                    .startsWith("/2010-04-01/Accounts/")
                    .contains("To=%2B1415");
            page = client.get(page.path("next_page_uri").asText()).json();
            back = page.path("previous_page_uri").asText();
        }
        assertThat(read).isEqualTo(all);
        assertThat(client.sids(back, "messages")).isEqualTo(all.subList(2, 4));
        assertThat(client.get("/Messages.json?PageSize=1001").code()).isEqualTo(20_422);
        assertThat(client.get("/Messages.json?PageToken=PAnone").code()).isEqualTo(20_422);
    }

    @Test
    void aNewMessageMayBeMissingFromListsForAWhile() {
        twilio.listLag(Duration.ofSeconds(5));
        String sid = client.send(OURS, ANN, "x").sid();
        assertThat(list("")).isEmpty();
        clock.advance(Duration.ofSeconds(5));
        assertThat(list("")).containsExactly(sid);
    }

    @Test
    void theMostMessagesOfOneSecondAreToldForEachSender() {
        for (int i = 0; i < 3; i++) {
            client.send(OURS, ANN, "x" + i);
            clock.advance(Duration.ofMillis(400));
        }
        client.send(OURS, ANN, "y");
        client.send(SECOND, ANN, "z");
        assertThat(twilio.peakRate(OURS)).isEqualTo(3);
        assertThat(twilio.peakRates()).containsEntry(SECOND, 1).hasSize(2);
        assertThat(twilio.peakRate(THIRD)).isZero();
    }

    @Test
    void beyondItsRateASenderIsRefusedAndAServiceTakesAnother() {
        twilio.rateLimit(1);
        assertThat(client.send(OURS, ANN, "1").status()).isEqualTo(201);
        Client.Reply refused = client.send(OURS, ANN, "2");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo(20_429);
        clock.advance(Duration.ofSeconds(1));
        assertThat(client.send(OURS, ANN, "3").status()).isEqualTo(201);
        for (int status : List.of(201, 201, 429)) {
            assertThat(client.post("/Messages.json", "MessagingServiceSid", SERVICE, "To", ANN, "Body", "x")
                            .status())
                    .isEqualTo(status);
        }
        assertThat(twilio.peakRates()).containsValues(1).doesNotContainValue(2);
    }

    @Test
    void theReportCountsByRecipientAndText() {
        client.send(OURS, ANN, "a");
        client.send(OURS, ANN, "a");
        client.send(OURS, ANN, "b");
        client.send(OURS, BOB, "a");
        TwilioReport report = twilio.report();
        assertThat(report.count(ANN)).isEqualTo(3);
        assertThat(report.count(ANN, "a")).isEqualTo(2);
        assertThat(report.total()).isEqualTo(4);
        assertThat(report.repeated()).containsExactly("2 × " + ANN + ": a");
        twilio.reset();
        assertThat(twilio.report().total()).isZero();
        assertThat(twilio.requests().total()).isZero();
        assertThat(list("")).isEmpty();
    }
}
