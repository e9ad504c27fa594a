package dev.tocsin.simulators.connectwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.simulators.http.Fault;
import dev.tocsin.simulators.http.FaultKind;
import dev.tocsin.simulators.http.RequestMatch;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FaultTest {
    private static final String BODY =
            "{\"summary\":\"s\",\"company\":{\"identifier\":\"AcmeInc\"},\"externalXRef\":\"X1-A\"}";

    private final TestClock clock = new TestClock();
    private final ConnectWiseSimulator sim =
            ConnectWiseSimulator.builder().clock(clock).start();
    private final Client client = new Client(sim);

    @AfterEach
    void stop() {
        sim.close();
    }

    private Client.Reply create() throws Exception {
        return client.post("/service/tickets", BODY);
    }

    private void arm(Fault fault) {
        sim.faults().next(1, fault, "POST", "/service/tickets");
    }

    private void assertNextCreateWorks(int ticketsBefore) throws Exception {
        assertThat(create().status()).isEqualTo(201);
        assertThat(sim.tickets()).hasSize(ticketsBefore + 1);
    }

    @Test
    void dropBeforeCommitLeavesNothing() throws Exception {
        arm(Fault.dropBeforeCommit());
        assertThatThrownBy(this::create).isInstanceOf(IOException.class);
        assertThat(sim.tickets()).isEmpty();
        assertThat(sim.requests().all().get(0).status()).isZero();
        assertThat(sim.requests().all().get(0).fault()).contains(FaultKind.DROP_BEFORE_COMMIT);
        assertNextCreateWorks(0);
    }

    @Test
    void dropAfterCommitLeavesARecordWithoutAnAnswer() throws Exception {
        arm(Fault.dropAfterCommit());
        assertThatThrownBy(this::create).isInstanceOf(IOException.class);
        assertThat(sim.tickets())
                .singleElement()
                .satisfies(t -> assertThat(t.externalXRef()).contains("X1-A"));
        assertNextCreateWorks(1);
    }

    @Test
    void aLateCommitComesByHand() throws Exception {
        arm(Fault.commitLate(Duration.ofMinutes(3)));
        assertThatThrownBy(this::create).isInstanceOf(IOException.class);
        assertThat(sim.tickets()).isEmpty();
        assertThat(sim.waitingLateCommits()).isEqualTo(1);
        assertThat(sim.commitLate()).isEqualTo(1);
        assertThat(sim.tickets()).hasSize(1);
        assertThat(sim.commitLate()).isZero();
    }

    @Test
    void aLateCommitComesWithTheNextRequestOnceTheClockSaysSo() throws Exception {
        arm(Fault.commitLate(Duration.ofMinutes(3)));
        assertThatThrownBy(this::create).isInstanceOf(IOException.class);
        clock.advance(Duration.ofMinutes(2));
        client.get("/system/info");
        assertThat(sim.tickets()).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        client.get("/system/info");
        assertThat(sim.tickets())
                .singleElement()
                .satisfies(t -> assertThat(t.enteredAt()).isEqualTo("2026-11-20T10:03:00Z"));
    }

    @Test
    void aLateCommitComesByItselfInRealTimeAndThenTheConnectionCloses() {
        try (ConnectWiseSimulator real = ConnectWiseSimulator.builder().start()) {
            real.faults().next(1, Fault.commitLateWhileHanging(Duration.ofMillis(20)), "POST", "/service/tickets");
            assertThatThrownBy(() -> new Client(real).post("/service/tickets", BODY))
                    .isInstanceOf(IOException.class);
            assertThat(real.tickets()).hasSize(1);
        }
    }

    @Test
    @Timeout(60)
    void aHangingLateCommitLeavesTheCallerWithoutAnAnswer() throws Exception {
        arm(Fault.commitLateWhileHanging(Duration.ofHours(1)));
        var pending = client.postAsync("/service/tickets", BODY);
        while (sim.waitingLateCommits() == 0) {
            client.get("/system/info");
        }
        assertThat(sim.tickets()).isEmpty();
        assertThat(pending).isNotDone();
        sim.commitLate();
        assertThat(sim.tickets()).hasSize(1);
        assertThatThrownBy(pending::join).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void errorsComeBeforeAndAfterTheCommit() throws Exception {
        arm(Fault.errorBeforeCommit(503));
        assertThat(create().status()).isEqualTo(503);
        assertThat(sim.tickets()).isEmpty();
        arm(Fault.errorAfterCommit(500));
        var reply = create();
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.json().path("message").asText()).contains("timeout");
        assertThat(sim.tickets()).hasSize(1);
    }

    @Test
    void aDuplicateLeavesTwoRecordsOfOneReference() throws Exception {
        arm(Fault.duplicate());
        int answered = create().json().path("id").asInt();
        assertThat(sim.tickets())
                .hasSize(2)
                .allSatisfy(t -> assertThat(t.externalXRef()).contains("X1-A"));
        assertThat(sim.tickets().get(0).id()).isEqualTo(answered);
    }

    @Test
    @Timeout(60)
    void aSlowAnswerComesAfterTheCommitAndHoldsNobodyElseUp() throws Exception {
        arm(Fault.slow(Duration.ofHours(1)));
        var pending = client.postAsync("/service/tickets", BODY);
        while (sim.tickets().isEmpty()) {
            client.get("/system/info");
        }
        assertThat(pending).isNotDone();
        arm(Fault.slow(Duration.ofMillis(1)));
        assertThat(create().status()).isEqualTo(201);
    }

    @Test
    void htmlComesInsteadOfJson() throws Exception {
        arm(Fault.htmlBeforeCommit());
        var reply = create();
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).startsWith("text/html");
        assertThat(sim.tickets()).isEmpty();
        arm(Fault.htmlAfterCommit());
        assertThat(create().text()).startsWith("<!DOCTYPE html>");
        assertThat(sim.tickets()).hasSize(1);
    }

    @Test
    void tooManyRequestsComesFromTheServiceOrFromTheProxyBeforeIt() throws Exception {
        arm(Fault.tooManyRequests(Duration.ofSeconds(7)));
        var own = create();
        assertThat(own.status()).isEqualTo(429);
        assertThat(own.header("Retry-After")).isEqualTo("7");
        assertThat(own.json().path("error").asText()).isEqualTo("ConnectWiseAPI");
        arm(Fault.proxyTooManyRequests(Duration.ofSeconds(9)));
        var proxy = create();
        assertThat(proxy.status()).isEqualTo(429);
        assertThat(proxy.header("Retry-After")).isEqualTo("9");
        assertThat(proxy.text()).contains("1015");
        assertThat(sim.tickets()).isEmpty();
    }

    @Test
    void brokenAndCutAnswersComeAfterTheCommit() throws Exception {
        arm(Fault.garbageJson());
        var garbage = create();
        assertThat(garbage.status()).isEqualTo(201);
        assertThatThrownBy(garbage::json).isInstanceOf(AssertionError.class);
        arm(Fault.cutShort());
        assertThatThrownBy(this::create).isInstanceOf(IOException.class);
        assertThat(sim.tickets()).hasSize(2);
    }

    @Test
    void aChangeThatIsNotAppliedIsAnsweredWithTheRecordAsItWas() throws Exception {
        int id = create().json().path("id").asInt();
        sim.faults().next(1, Fault.unapplied(), "PATCH", "/service/tickets/*");
        var reply = client.patch(
                "/service/tickets/" + id, "[{\"op\":\"replace\",\"path\":\"summary\",\"value\":\"other\"}]");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("summary").asText()).isNotEqualTo("other");
        assertThat(sim.tickets().get(0).summary()).isNotEqualTo("other");
    }

    @Test
    void aFaultStrikesOnlyWhatItMatchesAndOnlySoOften() throws Exception {
        sim.faults().next(2, Fault.errorBeforeCommit(502), "GET", "/service/tickets/*");
        assertThat(create().status()).isEqualTo(201);
        int id = sim.tickets().get(0).id();
        assertThat(client.get("/service/tickets").status()).isEqualTo(200);
        assertThat(client.get("/service/tickets/" + id).status()).isEqualTo(502);
        assertThat(client.get("/service/tickets/" + id + "/notes").status()).isEqualTo(200);
        assertThat(client.get("/service/tickets/" + id).status()).isEqualTo(502);
        assertThat(client.get("/service/tickets/" + id).status()).isEqualTo(200);
    }

    @Test
    void theSameSeedDrawsTheSameFaults() throws Exception {
        List<List<Integer>> runs = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            sim.faults().clear();
            sim.faults().seed(7);
            sim.faults().withProbability(0.5, Fault.errorBeforeCommit(500), RequestMatch.ANY);
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                statuses.add(client.get("/system/info").status());
            }
            runs.add(statuses);
        }
        assertThat(runs.get(0)).contains(200, 500).isEqualTo(runs.get(1));
    }

    @Test
    void whatCannotBeArmedIsRefusedByName() {
        assertThatThrownBy(() -> Fault.errorAfterCommit(404)).hasMessageContaining("status");
        assertThatThrownBy(() -> sim.faults().next(0, Fault.duplicate(), RequestMatch.ANY))
                .hasMessageContaining("count");
        assertThatThrownBy(() -> sim.faults().withProbability(1.5, Fault.duplicate(), RequestMatch.ANY))
                .hasMessageContaining("probability");
        assertThatThrownBy(() -> new RequestMatch("GET", "service")).hasMessageContaining("path");
    }
}
