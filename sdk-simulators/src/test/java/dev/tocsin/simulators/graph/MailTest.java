package dev.tocsin.simulators.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.simulators.graph.Client.Reply;
import dev.tocsin.simulators.http.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailTest {
    private static final String SEND = "/users/alerts@contoso.example/sendMail";

    private final TestClock clock = new TestClock();
    private final GraphSimulator simulator = GraphSimulator.builder()
            .clock(clock)
            .tenant(TenantSeed.of("contoso.example")
                    .user(Map.of("displayName", "Alerts"))
                    .user(Map.of("displayName", "Mailless", "mail", ""))
                    .consented())
            .start();
    private final Client client = new Client(simulator, "contoso.example").login();

    @AfterEach
    void stop() {
        simulator.close();
    }

    private static String mail(String subject) {
        return """
                {"message": {"subject": "%s", "body": {"contentType": "HTML", "content": "<b>disk</b>"},
                 "toRecipients": [{"emailAddress": {"address": "a@b.example"}}],
                 "ccRecipients": [{"emailAddress": {"address": "c@b.example"}}]}, "saveToSentItems": false}
                """.formatted(subject);
    }

    @Test
    void anAcceptedMailIs202WithoutBodyAndIsRecorded() {
        Reply reply = client.post(SEND, mail("Disk full"), "client-request-id", "r1");
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.text()).isEmpty();
        assertThat(reply.header("client-request-id")).isEqualTo("r1");
        SimMail mail = simulator.mails().get(0);
        assertThat(mail.sender()).isEqualTo("alerts@contoso.example");
        assertThat(mail.subject()).isEqualTo("Disk full");
        assertThat(mail.contentType()).isEqualTo("html");
        assertThat(mail.content()).isEqualTo("<b>disk</b>");
        assertThat(mail.to()).containsExactly("a@b.example");
        assertThat(mail.cc()).containsExactly("c@b.example");
        assertThat(mail.saved()).isFalse();
        assertThat(mail.clientRequestId()).isEqualTo("r1");
        assertThat(mail.at()).isEqualTo(clock.instant());
        simulator.clearMails();
        assertThat(simulator.mails()).isEmpty();
    }

    @Test
    void parametersMayBeginWithACapitalAsTheVendorsSdkWritesThem() {
        String mail = mail("x").replace("\"message\"", "\"Message\"").replace("saveToSentItems", "SaveToSentItems");
        assertThat(client.post(SEND, mail).status()).isEqualTo(202);
        assertThat(simulator.mails().get(0).saved()).isFalse();
        client.post(SEND, mail.replace("\"SaveToSentItems\": false", "\"SaveToSentItems\": null"));
        assertThat(simulator.mails().get(1).saved()).isTrue();
    }

    @Test
    void theSameRequestTwiceIsTwoMails() {
        client.post(SEND, mail("x"), "client-request-id", "r1");
        client.post(SEND, mail("x"), "client-request-id", "r1");
        assertThat(simulator.mails()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"503", "504", "500"})
    void anErrorMayFollowAnAcceptedMailOrPrecedeARefusedOne(int status) {
        simulator.faults().next(1, Fault.errorBeforeCommit(status), "POST", "/users/*/sendMail");
        Reply before = client.post(SEND, mail("before"));
        assertThat(before.status()).isEqualTo(status);
        assertThat(before.code()).isNotEmpty();
        assertThat(simulator.mails()).isEmpty();
        simulator.faults().next(1, Fault.errorAfterCommit(status), "POST", "/users/*/sendMail");
        assertThat(client.post(SEND, mail("after")).status()).isEqualTo(status);
        assertThat(simulator.mails()).extracting(SimMail::subject).containsExactly("after");
    }

    @Test
    void theConnectionMayBeLostAfterTheMailWasAccepted() {
        simulator.faults().next(1, Fault.dropAfterCommit(), "POST", "/users/*/sendMail");
        assertThatThrownBy(() -> client.post(SEND, mail("lost"))).hasCauseInstanceOf(java.io.IOException.class);
        assertThat(simulator.mails()).hasSize(1);
    }

    @Test
    void aThrottledMailIsNotSent() {
        simulator.faults().next(1, Fault.tooManyRequests(Duration.ofSeconds(9)), "POST", "/users/*/sendMail");
        Reply refused = client.post(SEND, mail("x"));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("9");
        simulator.faults().next(1, Fault.tooManyRequests(Duration.ZERO), "POST", "/users/*/sendMail");
        assertThat(client.post(SEND, mail("x")).header("Retry-After")).isEmpty();
        simulator.throttling(Throttling.none().withMails(1));
        assertThat(client.post(SEND, mail("x")).status()).isEqualTo(202);
        Reply limited = client.post(SEND, mail("x"));
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.code()).isEqualTo("ApplicationThrottled");
        assertThat(limited.header("Retry-After")).isEqualTo("600");
        assertThat(simulator.mails()).hasSize(1);
    }

    @Test
    void aMailThatCannotBeSentIsRefused() {
        assertThat(client.post("/users/nobody@contoso.example/sendMail", mail("x"))
                        .code())
                .isEqualTo("ErrorInvalidUser");
        assertThat(client.post("/users/mailless@contoso.example/sendMail", mail("x"))
                        .code())
                .isEqualTo("MailboxNotEnabledForRESTAPI");
        assertThat(client.post(SEND, "{}").code()).isEqualTo("ErrorInvalidRequest");
        assertThat(client.post(SEND, "{").code()).isEqualTo("BadRequest");
        assertThat(client.post(SEND, "{\"message\":{\"subject\":\"x\"}}").code())
                .isEqualTo("ErrorInvalidRecipients");
        assertThat(client.post(SEND, mail("x").replace("a@b.example", "ab")).code())
                .isEqualTo("ErrorInvalidRecipients");
        assertThat(client.get(SEND).status()).isEqualTo(405);
        assertThat(client.post(SEND, mail("x".repeat(4 * 1024 * 1024))).status())
                .isEqualTo(413);
        assertThat(client.post("/me/sendMail", mail("x")).text()).contains("delegated authentication flow");
        assertThat(simulator.mails()).isEmpty();
    }

    @Test
    void pathsThatAreNotPlayedAreRefused() {
        for (String path : List.of(
                "/groups",
                "/users/a/manager",
                "/users/a/authentication/methods",
                "/auditLogs/provisioning",
                "/security/incidents",
                "/directory/roles",
                "/organization/x")) {
            assertThat(client.get(path).status()).as(path).isEqualTo(400);
        }
        assertThat(client.get(simulator.loginUri() + "/nothing").status()).isEqualTo(404);
        assertThat(client.post("/users", "{}").status()).isEqualTo(405);
    }
}
