package dev.tocsin.simulators.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ManyMessagesTest {
    private static final int PEOPLE = 300;
    private static final String SERVICE = "MG" + "0".repeat(32);

    @Test
    void manySendersAtOnceLoseNothingAndKeepTheOrderOfEachMessage() throws Exception {
        String[] pool = new String[10];
        for (int i = 0; i < pool.length; i++) {
            pool[i] = "+1555010000" + i;
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (Host host = new Host();
                TwilioSimulator twilio = TwilioSimulator.builder()
                        .service(SERVICE, pool)
                        .clock(new TestClock())
                        .start()) {
            Client client = new Client(twilio);
            List<Future<String>> sending = new ArrayList<>();
            for (int i = 0; i < PEOPLE; i++) {
                String to = "+1415555" + (1_000 + i);
                sending.add(threads.submit(() -> client.post(
                                "/Messages.json",
                                "MessagingServiceSid",
                                SERVICE,
                                "To",
                                to,
                                "Body",
                                "Alert",
                                "StatusCallback",
                                host.uri("/status").toString())
                        .sid()));
            }
            Map<String, List<String>> statuses = new HashMap<>();
            for (Future<String> sid : sending) {
                statuses.put(sid.get(), new ArrayList<>());
            }
            assertThat(twilio.awaitIdle(Duration.ofSeconds(60))).isTrue();
            host.got().forEach(got -> statuses.get(got.field("MessageSid")).add(got.field("MessageStatus")));
            assertThat(statuses)
                    .hasSize(PEOPLE)
                    .allSatisfy(
                            (sid, told) -> assertThat(told).containsExactly("queued", "sending", "sent", "delivered"));
            assertThat(twilio.report().messages()).hasSize(PEOPLE);
            assertThat(twilio.report().repeated()).isEmpty();
            assertThat(twilio.peakRates().values())
                    .as("the clock stands still: all in one second, the pool in turn")
                    .containsOnly(PEOPLE / pool.length)
                    .hasSize(pool.length);
            assertThat(twilio.person("+14155551299").messages()).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }
}
