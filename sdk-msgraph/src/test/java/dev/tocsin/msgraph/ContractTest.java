package dev.tocsin.msgraph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.notify.OutboundMessage;
import dev.tocsin.core.notify.SendOutcome;
import dev.tocsin.core.people.DirectoryPage;
import dev.tocsin.core.people.DirectoryQuery;
import dev.tocsin.msgraph.channel.GraphMailChannel;
import dev.tocsin.msgraph.login.AppCredential;
import dev.tocsin.msgraph.source.EntraAuditFeed;
import dev.tocsin.msgraph.source.GraphDirectory;
import dev.tocsin.msgraph.source.GraphLicences;
import dev.tocsin.msgraph.source.SecurityAlertFeed;
import dev.tocsin.msgraph.source.SignInFeed;
import dev.tocsin.msgraph.source.SignInPhones;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Holds the requests of the client and of mail against the vendor's contract. */
@Tag("contract")
class ContractTest {
    private final RequestContract contract = RequestContract.load();
    private final Stage stage = new Stage();
    private final RecordingProxy proxy = new RecordingProxy(stage.simulator.loginUri());
    private final MicrosoftGraph graph = stage.builder(AppCredential.secret(Secret.of(stage.simulator.clientSecret())))
            .cloud(GraphCloud.at(proxy.address(), stage.simulator.loginUri()))
            .build();
    private final GraphTenant contoso = graph.tenant(stage.contoso().id());

    @AfterEach
    void stop() {
        proxy.close();
        stage.close();
    }

    @Test
    void everyRequestKeepsTheContract() throws Exception {
        graph.prove(contoso.tenantId(), Set.of("Mail.Send"));
        contoso.call(
                "reading users",
                () -> contoso.client().users().get(config -> {
                    config.queryParameters.top = 2;
                    config.queryParameters.select = new String[] {"id"};
                }));
        GraphMailChannel channel = new GraphMailChannel("m", contoso, "alerts@contoso.example", false);
        for (String html : new String[] {null, "<b>full</b>"}) {
            assertThat(channel.send(new OutboundMessage("key-1/ü", "t@msp.example", "Disk", "full", html)))
                    .isEqualTo(new SendOutcome.Accepted(null));
        }
        assertThat(proxy.sent()).hasSize(4);
        assertThat(proxy.sent())
                .allSatisfy(sent -> assertThat(contract.faultsOf(sent)).isEmpty());
        JsonNode body = new ObjectMapper().readTree(proxy.sent().get(3).body());
        JsonNode header = body.findValue("internetMessageHeaders").path(0);
        assertThat(header.path("name").asText()).isEqualTo("x-tocsin-message-key");
        assertThat(header.path("value").asText()).isEqualTo("key-1%2F%C3%BC");
    }

    @Test
    void theDirectoryTheLogsAndTheLicencesKeepTheContract() {
        var directory = new GraphDirectory(contoso, SignInPhones.ALWAYS);
        DirectoryPage page = directory.users(new DirectoryQuery("al", 2, null));
        directory.users(DirectoryQuery.all(2).after(directory.users(DirectoryQuery.all(2))));
        directory.user(page.users().get(0).id());
        directory.user("nobody@contoso.example");
        String token = directory.changes(null).token();
        stage.contoso().enableUser(page.users().get(0).id(), false);
        directory.changes(token);
        Instant now = stage.clock.instant();
        new EntraAuditFeed(contoso, MspId.SINGLE).read(null, now);
        new SignInFeed(contoso, MspId.SINGLE).read(null, now);
        new SecurityAlertFeed(contoso, MspId.SINGLE).read(null, now);
        new GraphLicences(graph).licences(contoso.tenantId());

        assertThat(proxy.sent())
                .extracting(RecordingProxy.Sent::path)
                .contains(
                        "/users",
                        "/users/delta",
                        "/$batch",
                        "/auditLogs/directoryAudits",
                        "/auditLogs/signIns",
                        "/security/alerts_v2",
                        "/subscribedSkus");
        assertThat(proxy.sent())
                .allSatisfy(sent -> assertThat(contract.faultsOf(sent)).isEmpty());
        List<RecordingProxy.Sent> inside = proxy.sent().stream()
                .filter(sent -> sent.path().equals("/$batch"))
                .flatMap(ContractTest::inside)
                .toList();
        assertThat(inside)
                .extracting(RecordingProxy.Sent::path)
                .anyMatch(path -> path.endsWith("/authentication/phoneMethods"))
                .anyMatch(path -> path.matches("/users/[^/]+"));
        assertThat(inside)
                .allSatisfy(sent -> assertThat(contract.faultsOf(sent)).isEmpty());
    }

    /** The requests within a batch. */
    private static Stream<RecordingProxy.Sent> inside(RecordingProxy.Sent batch) {
        try {
            List<RecordingProxy.Sent> inside = new ArrayList<>();
            for (JsonNode one : new ObjectMapper().readTree(batch.body()).path("requests")) {
                URI url = URI.create(one.path("url").asText());
                inside.add(sent(
                        one.path("method").asText(),
                        url.getPath(),
                        url.getRawQuery() == null ? "" : url.getRawQuery(),
                        ""));
            }
            return inside.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aBreachWouldBeSeen() {
        assertThat(contract.faultsOf(sent("GET", "/users", "$tpo=3", ""))).anyMatch(fault -> fault.contains("$tpo"));
        assertThat(contract.faultsOf(sent("GET", "/nowhere", "", ""))).isNotEmpty();
        assertThat(contract.faultsOf(sent(
                        "POST",
                        "/users/a/sendMail",
                        "",
                        "{\"message\":{\"subject\":7,\"toRecipient\":[]},\"saveToSentItems\":\"no\"}")))
                .anyMatch(fault -> fault.contains("toRecipient"))
                .anyMatch(fault -> fault.contains("subject"))
                .anyMatch(fault -> fault.contains("saveToSentItems"));
    }

    private static RecordingProxy.Sent sent(String method, String path, String query, String body) {
        return new RecordingProxy.Sent(method, path, query, Map.of("content-type", "application/json"), body);
    }
}
