package dev.tocsin.connectwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.connectwise.FakeServer.Received;
import dev.tocsin.connectwise.FakeServer.Reply;
import dev.tocsin.connectwise.company.Company;
import dev.tocsin.connectwise.company.CompanyField;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.InvalidRequestException;
import dev.tocsin.connectwise.record.Reference;
import dev.tocsin.connectwise.service.Ticket;
import dev.tocsin.connectwise.service.TicketField;
import dev.tocsin.core.base.ApiException;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.Execution;
import dev.tocsin.core.base.TransportException;
import dev.tocsin.http.TransportResult;
import dev.tocsin.testkit.VirtualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryTest {
    private static final Reply NO_ENDPOINT =
            Reply.json(404, "{\"code\":\"ConnectWiseApi\",\"message\":\"The endpoint does not exist.\"}");
    private static final Draft<Ticket> DRAFT =
            Ticket.draft().set(TicketField.SUMMARY, "s").set(TicketField.COMPANY, Reference.id(1));

    private final FakeServer server = new FakeServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void connectingSendsNothingAndTheFirstCallFindsTheApi() {
        server.answering(Reply.json(200, "{\"version\":\"v2026.4.1\",\"isCloud\":true}"));
        ConnectWise client = server.client();
        assertThat(server.all).isEmpty();

        assertThat(client.systemInfo().version()).isEqualTo("v2026.4.1");
        client.systemInfo();

        assertThat(server.discoveries()).hasSize(1);
        assertThat(server.calls()).extracting(Received::path).containsOnly("/v2026_4/apis/3.0/system/info");
    }

    @Test
    void theQuestionWhereTheApiIsCarriesNoCredentials() {
        server.answering(Reply.json(200, "{}"));
        server.client().systemInfo();
        Received question = server.discoveries().get(0);
        assertThat(question.path()).isEqualTo("/login/companyinfo/acme");
        assertThat(question.headers()).doesNotContainKeys("authorization", "clientid");
    }

    @Test
    void everyCallCarriesBothProofsAndTheVersion() {
        server.answering(Reply.json(200, "{}"));
        ConnectWise.connect(server.connection().apiVersion("2025.16").build()).systemInfo();
        Map<String, String> headers = server.onlyCall().headers();
        String pair = "acme+" + FakeServer.PUBLIC_KEY + ":" + FakeServer.PRIVATE_KEY;
        assertThat(headers)
                .containsEntry(
                        "authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .containsEntry("clientid", FakeServer.CLIENT_ID)
                .containsEntry("accept", "application/vnd.connectwise.com+json; version=2025.16");
    }

    @Test
    void anUnknownCompanyIsAFaultOfTheConfiguration() {
        server.companyInfo = "null";
        assertThatThrownBy(() -> server.client().systemInfo())
                .isInstanceOfSatisfying(
                        ConfigurationException.class, e -> assertThat(e.field()).isEqualTo("company"))
                .hasMessageContaining("acme");
        assertThat(server.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../evil/", "a/b/", "", "x y/", "..", "//evil.com/"})
    void aCodebaseThatIsNoFolderIsRefused(String codebase) {
        server.companyInfo = "{\"Codebase\":\"" + codebase + "\"}";
        assertThatThrownBy(() -> server.client().systemInfo())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("codebase");
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void aForeignSiteUrlNeverGetsTheCredentials() {
        try (FakeServer foreign = new FakeServer()) {
            String elsewhere = foreign.site().replace("127.0.0.1", "localhost");
            server.companyInfo = "{\"Codebase\":\"v2026_4\",\"SiteUrl\":\"" + elsewhere + "\"}";
            server.answering(Reply.json(200, "{\"version\":\"own\"}"));
            assertThat(server.client().systemInfo().version()).isEqualTo("own");
            assertThat(foreign.all).isEmpty();
        }
    }

    @Test
    void aWriteFollowsAHostedUpgradeOnce() {
        server.answering(request -> {
            if (request.path().startsWith("/v2026_4/")) {
                server.companyInfo = "{\"Codebase\":\"v2026_5/\"}";
                return NO_ENDPOINT;
            }
            return Reply.json(201, "{\"id\":9}");
        });
        ConnectWise client = server.client();

        assertThat(client.tickets().create(DRAFT).id()).isEqualTo(9);
        assertThat(client.tickets().create(DRAFT).id()).isEqualTo(9);

        assertThat(server.calls())
                .extracting(Received::path)
                .containsExactly(
                        "/v2026_4/apis/3.0/service/tickets",
                        "/v2026_5/apis/3.0/service/tickets",
                        "/v2026_5/apis/3.0/service/tickets");
        assertThat(server.discoveries()).hasSize(2);
        assertThat(server.calls().get(0).body()).isEqualTo(server.calls().get(1).body());
    }

    @Test
    void aWriteIsNotSentAgainIfTheServerDidNotMove() {
        server.answering(NO_ENDPOINT);
        assertThatThrownBy(() -> server.client().tickets().create(DRAFT))
                .isInstanceOfSatisfying(ApiException.class, e -> {
                    assertThat(e.status()).isEqualTo(404);
                    assertThat(e.execution()).isEqualTo(Execution.NOT_EXECUTED);
                });
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void aWriteIsSentAtMostTwiceHoweverOftenTheServerMoves() {
        server.answering(request -> {
            server.companyInfo = "{\"Codebase\":\"v" + server.all.size() + "/\"}";
            return NO_ENDPOINT;
        });
        assertThatThrownBy(() -> server.client().tickets().create(DRAFT)).isInstanceOf(ApiException.class);
        assertThat(server.calls()).hasSize(2);
    }

    @Test
    void aMissingRecordIsNoReasonToLookForTheApi() {
        server.answering(Reply.json(404, "{\"code\":\"NotFound\",\"message\":\"Ticket 5 not found\"}"));
        assertThat(server.client().tickets().get(5)).isEmpty();
        assertThat(server.discoveries()).hasSize(1);
    }

    @Test
    void aNotFoundThatIsNoRecordsIsNotReadAsAbsence() {
        server.answering(Reply.html(404, "Not here"));
        assertThatThrownBy(() -> server.client().tickets().get(5))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("web page");
    }

    /** The old codebase may be answered by a web server's page, or by nothing, rather than by the API. */
    @ParameterizedTest
    @ValueSource(
            strings = {"<html><title>Not Found</title></html>", "", "{\"code\":\"ConnectWiseApi\",\"message\":\"no\"}"})
    void aReadAndAWriteFollowAnUpgradeThatAnswersWithAny404ButARecords(String page) {
        for (boolean write : new boolean[] {false, true}) {
            server.all.clear();
            server.companyInfo = "{\"Codebase\":\"v2025_1/\"}";
            server.answering(request -> request.path().startsWith("/v2025_1/") && server.companyInfo.contains("2026")
                    ? new Reply(404, Map.of(), page, -1)
                    : Reply.json(200, "{\"id\":9}"));
            ConnectWise client = server.client();
            client.tickets().get(9);
            server.companyInfo = "{\"Codebase\":\"v2026_4/\"}";
            int id = write
                    ? client.tickets().create(DRAFT).id()
                    : client.tickets().get(9).orElseThrow().id();
            assertThat(id).isEqualTo(9);
            assertThat(server.discoveries()).hasSize(2);
            assertThat(server.calls()).hasSize(3);
        }
    }

    @Test
    void aPathThatIsNowhereDoesNotMakeAStormOfQuestions() {
        VirtualClock clock = VirtualClock.at(Instant.parse("2026-11-21T10:00:00Z"));
        server.answering(Reply.html(404, "Not here"));
        ConnectWise client =
                ConnectWise.connect(server.connection().clock(clock).build());
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> client.tickets().get(5)).isInstanceOf(ApiException.class);
        }
        assertThat(server.discoveries()).hasSize(2);
        clock.advance(Duration.ofMinutes(1));
        assertThatThrownBy(() -> client.tickets().get(5)).isInstanceOf(ApiException.class);
        assertThat(server.discoveries()).hasSize(3);
    }

    @Test
    void theThreadsThatMeetAnUpgradeAskOnceTogether() throws Exception {
        int threads = 6;
        AtomicBoolean moved = new AtomicBoolean();
        server.answering(request ->
                moved.get() && request.path().startsWith("/v2026_4/") ? NO_ENDPOINT : Reply.json(200, "{\"id\":9}"));
        CyclicBarrier together = new CyclicBarrier(threads);
        PlainTransport plain = new PlainTransport();
        ConnectWise client = ConnectWise.connect(server.connection()
                .transport(request -> {
                    TransportResult result = plain.send(request);
                    if (moved.get() && request.uri().getPath().startsWith("/v2026_4/")) {
                        await(together);
                    }
                    return result;
                })
                .build());
        client.tickets().get(9);
        moved.set(true);
        server.companyInfo = "{\"Codebase\":\"v2026_5/\"}";
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Integer>> reads = Collections.nCopies(
                    threads, () -> client.tickets().get(9).orElseThrow().id());
            for (Future<Integer> read : pool.invokeAll(reads)) {
                assertThat(read.get()).isEqualTo(9);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(server.discoveries()).hasSize(2);
        assertThat(server.calls()).hasSize(1 + 2 * threads);
    }

    private static void await(CyclicBarrier barrier) throws InterruptedException {
        try {
            barrier.await();
        } catch (BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "v4_6_release/, v2025.1, v4.6.99999, true",
        "v4_6_release/, v4.6, v2025.1.12345, true",
        "v4_6_release/, v2025_1, '', true",
        "v2025_1/, '', '', true",
        "v4_6_release/, v2026.4, v2026.4.1, false",
        "v4_6_release/, '', '', false"
    })
    void theLimitsFollowTheVersionThatTheServerTells(String codebase, String code, String number, boolean old) {
        server.companyInfo = "{\"Codebase\":\"" + codebase + "\",\"VersionCode\":\"" + code + "\",\"VersionNumber\":\""
                + number + "\"}";
        server.answering(Reply.json(201, "{\"id\":5}"));
        // Before version 2026 an identifier may have 30 characters.
        Draft<Company> company =
                Company.draft().set(CompanyField.IDENTIFIER, "x".repeat(31)).set(CompanyField.NAME, "A");
        if (old) {
            assertThatThrownBy(() -> server.client().companies().create(company))
                    .isInstanceOf(InvalidRequestException.class);
        } else {
            assertThatCode(() -> server.client().companies().create(company)).doesNotThrowAnyException();
        }
    }

    @Test
    void theFirstRefusalIsToldWhenTheServerCannotBeAskedAgain() {
        server.answering(request -> {
            server.companyInfo = "gone";
            return NO_ENDPOINT;
        });
        assertThatThrownBy(() -> server.client().tickets().create(DRAFT))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("endpoint does not exist")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    }

    @Test
    void theDeadlineOfAWriteHoldsForAllThatItSends() {
        Instant deadline = Instant.parse("2026-01-01T00:00:00Z");
        PlainTransport transport = new PlainTransport();
        server.answering(Reply.json(201, "{\"id\":9}"));
        ConnectWise client =
                ConnectWise.connect(server.connection().transport(transport).build());
        client.tickets().create(DRAFT, CallOptions.none().withNotAfter(deadline));
        assertThat(transport.sent)
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.notAfter()).hasValue(deadline));
    }

    @Test
    void aWriteThatCouldNotLeaveWasNotExecuted() {
        ConnectWise client = ConnectWise.connect(server.connection()
                .transport(request -> new TransportResult.NotSent("the deadline passed", null, null))
                .build());
        assertThatThrownBy(() -> client.tickets().create(DRAFT))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("the deadline passed");
    }

    @Test
    void anInterruptedThreadStaysInterrupted() {
        ConnectWise client = ConnectWise.connect(server.connection()
                .transport(request -> {
                    throw new InterruptedException();
                })
                .build());
        assertThatThrownBy(() -> client.tickets().create(DRAFT)).isInstanceOf(TransportException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
