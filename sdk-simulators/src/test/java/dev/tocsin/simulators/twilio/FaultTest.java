package dev.tocsin.simulators.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.simulators.http.Fault;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultTest {
    private static final String OURS = "+15550100001";
    private static final String ANN = "+14155550101";

    private final TestClock clock = new TestClock();
    private final TwilioSimulator twilio =
            TwilioSimulator.builder().number(OURS).clock(clock).start();
    private final Client client = new Client(twilio);

    @AfterEach
    void stop() {
        twilio.close();
    }

    private void next(Fault fault) {
        twilio.faults().next(1, fault, "POST", "/Messages.json");
    }

    private void dropped() {
        assertThatThrownBy(() -> client.tryPost("/Messages.json", "From", OURS, "To", ANN, "Body", "x"))
                .isInstanceOf(IOException.class);
    }

    private Client.Reply send() {
        return client.send(OURS, ANN, "x");
    }

    private int sent() {
        return twilio.report().count(ANN, "x");
    }

    @Test
    void aDroppedConnectionHidesWhetherItWasSent() {
        next(Fault.dropBeforeCommit());
        dropped();
        assertThat(sent()).isZero();
        next(Fault.dropAfterCommit());
        dropped();
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void anErrorComesBeforeOrAfterSending() {
        next(Fault.errorBeforeCommit(503));
        assertThat(send().status()).isEqualTo(503);
        assertThat(sent()).isZero();
        next(Fault.errorAfterCommit(500));
        Client.Reply reply = send();
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.json().path("status").asInt()).isEqualTo(500);
        assertThat(sent()).isEqualTo(1);
        next(Fault.htmlAfterCommit());
        assertThat(send().text()).startsWith("<!DOCTYPE html>");
        assertThat(sent()).isEqualTo(2);
    }

    @Test
    void aLateCommitSendsAfterTheConnectionIsGone() {
        next(Fault.commitLate(Duration.ofSeconds(30)));
        dropped();
        assertThat(client.sids("/Messages.json?To=%2B14155550101", "messages")).isEmpty();
        clock.advance(Duration.ofSeconds(30));
        assertThat(client.sids("/Messages.json?To=%2B14155550101", "messages")).hasSize(1);
        next(Fault.commitLate(Duration.ofSeconds(30)));
        dropped();
        assertThat(twilio.waitingLateCommits()).isEqualTo(1);
        assertThat(twilio.commitLate()).isEqualTo(1);
        assertThat(sent()).isEqualTo(2);
    }

    @Test
    void tooManyRequestsComeWithAndWithoutRetryAfter() {
        next(Fault.tooManyRequests(Duration.ofSeconds(7)));
        Client.Reply reply = send();
        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.code()).isEqualTo(20_429);
        assertThat(reply.header("Retry-After")).isEqualTo("7");
        next(Fault.tooManyRequests(Duration.ZERO));
        assertThat(send().header("Retry-After")).isEmpty();
        next(Fault.proxyTooManyRequests(Duration.ZERO));
        assertThat(send().text()).startsWith("<html>");
        assertThat(sent()).isZero();
    }

    @Test
    void aDuplicateIsSentTwiceAndAnsweredOnce() {
        next(Fault.duplicate());
        send().sid();
        assertThat(twilio.report().repeated()).containsExactly("2 × " + ANN + ": x");
    }

    @Test
    void aSlowAnswerIsSentAllTheSame() {
        next(Fault.slow(Duration.ofMillis(1)));
        assertThat(send().status()).isEqualTo(201);
        next(Fault.garbageJson());
        assertThat(send().text()).contains("\u0000");
        assertThat(sent()).isEqualTo(2);
        assertThat(twilio.requests().total("POST")).isEqualTo(2);
        assertThat(twilio.requests().count("POST", "/Messages.json")).isEqualTo(2);
    }
}
