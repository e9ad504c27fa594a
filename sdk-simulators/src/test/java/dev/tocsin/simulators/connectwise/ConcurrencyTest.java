package dev.tocsin.simulators.connectwise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
    @Test
    void manyCallersAtOnceLoseNothing() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try (ConnectWiseSimulator sim = ConnectWiseSimulator.builder().start()) {
            Client client = new Client(sim);
            int shared = sim.createTicket(Map.of("summary", "s", "company", Map.of("identifier", "AcmeInc")));
            List<Callable<Integer>> calls = IntStream.range(0, 200)
                    .mapToObj(i -> (Callable<Integer>) () -> {
                        client.post("/service/tickets/" + shared + "/notes", "{\"text\":\"n\"}");
                        sim.as("jdoe").setSummary(shared, "s" + i);
                        return client.post(
                                        "/service/tickets",
                                        "{\"summary\":\"t\",\"company\":{\"identifier\":\"AcmeInc\"}}")
                                .json()
                                .path("id")
                                .asInt();
                    })
                    .toList();
            List<Future<Integer>> ids = callers.invokeAll(calls);
            assertThat(ids).extracting(Future::get).doesNotHaveDuplicates().doesNotContain(0);
            assertThat(sim.tickets()).hasSize(201);
            assertThat(sim.ticket(shared).orElseThrow().notes()).hasSize(200);
            assertThat(sim.requests().total()).isEqualTo(400);
        } finally {
            callers.shutdownNow();
        }
    }
}
