package dev.tocsin.connectwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.connectwise.FakeServer.Reply;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Reference;
import dev.tocsin.connectwise.service.Ticket;
import dev.tocsin.connectwise.service.TicketField;
import dev.tocsin.core.base.ApiException;
import dev.tocsin.core.base.OutcomeUnknownException;
import dev.tocsin.core.base.TransportException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DefaultTransportTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Draft<Ticket> DRAFT =
            Ticket.draft().set(TicketField.SUMMARY, "s").set(TicketField.COMPANY, Reference.id(1));

    private final FakeServer server = new FakeServer();
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void repeatsAReadButNeverAWrite() {
        server.answering(request ->
                server.calls().size() < 2 ? Reply.json(503, "{}") : Reply.json(200, "{\"id\":5,\"summary\":\"s\"}"));
        assertThat(client().tickets().get(5)).isPresent();
        assertThat(server.calls()).hasSize(2);
        assertThat(pauses).hasSize(1);

        server.answering(Reply.json(503, "{}"));
        assertThatThrownBy(() -> client().tickets().create(DRAFT)).isInstanceOf(OutcomeUnknownException.class);
        assertThat(server.calls()).hasSize(3);
    }

    @Test
    void aThrottledWriteIsHandedBackAtOnce() {
        server.answering(Reply.json(429, "{\"error\":\"ConnectWiseAPI\",\"message\":\"x\"}")
                .with("Retry-After", "30"));
        assertThatThrownBy(() -> client().tickets().create(DRAFT))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.retryAfter()).hasValue(Duration.ofSeconds(30)));
        assertThat(server.calls()).hasSize(1);
        assertThat(pauses).isEmpty();
    }

    @Test
    void aLateWriteDoesNotLeave() {
        assertThatThrownBy(() ->
                        client().tickets().create(DRAFT, CallOptions.none().withNotAfter(NOW.minusSeconds(1))))
                .isInstanceOf(TransportException.class);
        assertThat(server.all).isEmpty();
    }

    @Test
    void anAnswerThatIsCutLeavesTheWriteOpen() {
        server.answering(Reply.json(201, "{\"id\":5}").cut());
        assertThatThrownBy(() -> client().tickets().create(DRAFT)).isInstanceOf(OutcomeUnknownException.class);
        assertThat(server.calls()).hasSize(1);
    }

    private ConnectWise client() {
        return ConnectWise.connect(server.bareConnection()
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .sleeper(pauses::add)
                .build());
    }
}
