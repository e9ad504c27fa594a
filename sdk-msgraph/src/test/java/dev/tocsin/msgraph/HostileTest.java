package dev.tocsin.msgraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.graph.core.tasks.PageIterator;
import com.microsoft.graph.models.User;
import com.microsoft.graph.models.UserCollectionResponse;
import com.microsoft.kiota.RequestInformation;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tocsin.core.base.ApiException;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.Execution;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.OutcomeUnknownException;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.base.TransportException;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.feed.FeedPage;
import dev.tocsin.msgraph.login.AppCredential;
import dev.tocsin.msgraph.source.SecurityAlertFeed;
import dev.tocsin.testkit.VirtualClock;
import dev.tocsin.testkit.VirtualSleeper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A login service and a Graph that mean no good. */
class HostileTest {
    private static final String TENANT = "0c5b8d0e-5c1f-4a4e-9d5e-3a1f1b2c3d4e";
    private static final String GOOD_TOKEN = "{\"access_token\":\"tok-1\",\"expires_in\":3599}";

    private final VirtualClock clock = VirtualClock.at(Instant.parse("2026-03-02T10:00:00Z"));
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final HttpServer graphServer = server("graph");
    private final HttpServer foreign = server("foreign");
    private int tokenStatus = 200;
    private String tokenBody = GOOD_TOKEN;
    private int status = 200;
    private String type = "application/json";
    private String body = "{\"value\":[]}";
    private String location = "";

    private final GraphTenant tenant = MicrosoftGraph.builder("app-1", AppCredential.secret(Secret.of("s3cr3t&=")))
            .cloud(GraphCloud.at(address(graphServer), address(graphServer)))
            .clock(clock)
            .sleeper(new VirtualSleeper(clock))
            .maxAnswerBytes(4 * 1024 * 1024)
            .build()
            .tenant(TENANT);

    private HttpServer server(String name) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            server.createContext("/", exchange -> answer(name, exchange));
            server.start();
            return server;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void answer(String name, HttpExchange exchange) throws IOException {
        boolean login = exchange.getRequestURI().getPath().endsWith("/token");
        seen.add(name + " " + exchange.getRequestURI().getPath() + " "
                + exchange.getRequestHeaders().getFirst("Authorization"));
        exchange.getRequestBody().readAllBytes();
        byte[] bytes = (login ? tokenBody : body).getBytes(StandardCharsets.UTF_8);
        if (login || !type.isEmpty()) {
            exchange.getResponseHeaders().add("Content-Type", login ? "application/json" : type);
        }
        if (!login && !location.isEmpty()) {
            exchange.getResponseHeaders().add("Location", location);
        }
        exchange.sendResponseHeaders(login ? tokenStatus : status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private static URI address(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        graphServer.stop(0);
        foreign.stop(0);
    }

    private void readUsers() {
        tenant.call("reading users", () -> tenant.client().users().get());
    }

    private RequestInformation link(String address) {
        RequestInformation request = tenant.client().users().toGetRequestInformation();
        request.setUri(URI.create(address));
        return request;
    }

    @Test
    void aNextLinkToAnotherHostIsRefusedAndGetsNoToken() {
        String elsewhere = address(foreign) + "/v1.0/users?$skiptoken=x";
        assertThatThrownBy(() -> tenant.raw("reading users", link(elsewhere)))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("refused");
        assertThatThrownBy(() -> tenant.call(
                        "reading users",
                        () -> tenant.client().users().withUrl(elsewhere).get()))
                .isInstanceOf(TransportException.class);
        assertThat(seen).isEmpty();
        tenant.raw("reading users", link(address(graphServer) + "/v1.0/users?$skiptoken=x"));
        assertThat(seen).last().isEqualTo("graph /v1.0/users Bearer tok-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://graph.microsoft.com/v1.0/users", "https://127.0.0.1.evil.example/v1.0/users"})
    void aNextLinkThatOnlyLooksLikeGraphIsRefused(String address) {
        assertThatThrownBy(() -> tenant.raw("reading users", link(address))).isInstanceOf(TransportException.class);
        assertThat(seen).isEmpty();
    }

    @Test
    void aRedirectIsNotFollowed() {
        status = 302;
        location = address(foreign) + "/v1.0/users";
        assertThatThrownBy(this::readUsers)
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.status()).isEqualTo(302));
        assertThatThrownBy(() -> tenant.raw("x", tenant.client().users().toGetRequestInformation()))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.status()).isEqualTo(302));
        assertThat(seen).noneMatch(request -> request.startsWith("foreign"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|text/plain|nonsense",
                "404|text/html|<html>gone</html>",
                "400||''",
                "409|application/json|[1,2]",
                "410|application/json|{\"error\":\"gone\"}",
                "404|application/json|{\"error\":{\"code\":{},\"message\":[]}}",
                "400|image/png|x"
            })
    void errorsInAnyShapeKeepTheirStatus(int answered, String contentType, String content) {
        status = answered;
        type = contentType == null ? "" : contentType;
        body = content;
        ApiException refused = catchThrowableOfType(ApiException.class, this::readUsers);
        assertThat(refused.status()).isEqualTo(answered);
        assertThat(refused.execution()).isEqualTo(Execution.NOT_EXECUTED);
        assertThat(catchThrowableOfType(
                                ApiException.class,
                                () -> tenant.raw("x", tenant.client().users().toGetRequestInformation()))
                        .status())
                .isEqualTo(answered);
    }

    @Test
    void jsonThatIsNestedWithoutEndReachesNoReader() {
        body = "[".repeat(1_000_000) + "]".repeat(1_000_000);
        assertThatThrownBy(this::readUsers)
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("not sound JSON");
        body = "{\"value\":".repeat(100_000) + "1" + "}".repeat(100_000);
        assertThatThrownBy(this::readUsers).isInstanceOf(TransportException.class);
    }

    @Test
    void aHugeAnswerIsBrokenOff() {
        body = "{\"value\":[" + " ".repeat(5_000_000) + "]}";
        assertThatThrownBy(this::readUsers).isInstanceOf(TransportException.class);
        assertThat(seen.stream().filter(request -> request.contains("/users")))
                .as("it would be as huge again")
                .hasSize(1);
    }

    @Test
    void aRepeatedLinkEndsTheOfficialClientsPaging() throws Exception {
        body = "{\"value\":[{\"id\":\"1\"}],\"@odata.nextLink\":\"" + address(graphServer)
                + "/v1.0/users?$skiptoken=1\"}";
        List<String> read = new CopyOnWriteArrayList<>();
        UserCollectionResponse first = tenant.client().users().get();
        PageIterator<User, UserCollectionResponse> pages = new PageIterator.Builder<User, UserCollectionResponse>()
                .client(tenant.client())
                .collectionPage(Objects.requireNonNull(first))
                .collectionPageFactory(UserCollectionResponse::createFromDiscriminatorValue)
                .processPageItemCallback(user -> read.add(user.getId()) && read.size() < 100)
                .build();
        assertThatThrownBy(() -> tenant.call("reading users", () -> {
                    try {
                        pages.iterate();
                        return true;
                    } catch (ReflectiveOperationException e) {
                        throw new AssertionError(e);
                    }
                }))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("nextLink loop")
                .hasMessageNotContaining("skiptoken");
        assertThat(read).hasSizeLessThan(5);
    }

    @Test
    void anAnswerOfAnotherFormIsToldAsSuch() {
        body = "{\"value\":[{\"id\":\"1\",\"createdDateTime\":\"yesterday\"}]}";
        assertThatThrownBy(this::readUsers)
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("not of the form");
        body = "{\"value\":[]}";
        assertThatThrownBy(tenant::organization)
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("names none");
    }

    @Test
    void anEmptyAnswerIsEmpty() {
        status = 204;
        body = "";
        assertThat(tenant.raw("x", tenant.client().users().toGetRequestInformation()))
                .isEmpty();
    }

    @Test
    void wordsFromOutsideAreCleanedAndShortened() {
        status = 400;
        body = "{\"error\":{\"code\":\"Bad\\nThing\",\"message\":\"a\\r\\nforged line" + "x".repeat(5_000) + "\"}}";
        ApiException refused = catchThrowableOfType(ApiException.class, this::readUsers);
        assertThat(refused.code()).contains("Bad Thing");
        assertThat(refused.getMessage()).doesNotContain("\n", "\r").hasSizeLessThan(600);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "{}",
                "{\"access_token\":\"a\\r\\nx-evil: 1\",\"expires_in\":3599}",
                "{\"access_token\":\"\"}",
                "{\"access_token\":{\"a\":1}}"
            })
    void aTokenAnswerWithoutATokenIsATransportFault(String answer) {
        tokenBody = answer;
        assertThatThrownBy(this::readUsers).isInstanceOf(TransportException.class);
        assertThat(seen).noneMatch(request -> request.contains("/users"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "0", "\"x\"", "99999999999999", "null"})
    void aStrangeLifeOfATokenIsBounded(String life) {
        tokenBody = "{\"access_token\":\"tok-1\",\"expires_in\":" + life + "}";
        readUsers();
        readUsers();
        assertThat(seen.stream().filter(request -> request.contains("/token"))).hasSize(1);
    }

    @Test
    void aHugeTokenAnswerIsBrokenOff() {
        tokenBody = "{\"access_token\":\"" + "x".repeat(1_000_000) + "\"}";
        assertThatThrownBy(this::readUsers).isInstanceOf(TocsinException.class);
    }

    @Test
    void aLoginServiceThatEchoesTheSecretDoesNotGetItIntoAMessage() {
        tokenStatus = 401;
        tokenBody = "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: you sent s3cr3t&=\"}";
        GraphAccessException refused = catchThrowableOfType(GraphAccessException.class, this::readUsers);
        assertThat(refused.problem()).isEqualTo(AccessProblem.BAD_CREDENTIAL);
        assertThat(refused.getMessage()).contains("***").doesNotContain("s3cr3t");
    }

    @Test
    void anAddressThatIsNeitherHttpsNorLoopbackIsRefusedAtOnce() {
        for (String unsafe : List.of("http://graph.example", "http://10.0.0.1", "ftp://127.0.0.1")) {
            URI bad = URI.create(unsafe);
            for (GraphCloud cloud :
                    List.of(GraphCloud.at(bad, address(graphServer)), GraphCloud.at(address(graphServer), bad))) {
                assertThatThrownBy(() -> MicrosoftGraph.builder("app-1", AppCredential.secret(Secret.of("x")))
                                .cloud(cloud)
                                .build())
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessageContaining("https");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "common", "organizations", "a/b.example", "contoso.example/../x", "a b.example", "..", "x."})
    void aTenantThatIsNoneIsRefused(String name) {
        MicrosoftGraph graph = MicrosoftGraph.builder("app-1", AppCredential.secret(Secret.of("x")))
                .build();
        assertThatThrownBy(() -> graph.tenant(name))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("tenantId");
        assertThat(graph.tenant("Contoso.EXAMPLE")).isSameAs(graph.tenant("contoso.example"));
    }

    @Test
    void aRecordThatIsTooDeepOrTooLongLeavesTheRestOfItsPageAndTheFeedGoesOn() {
        String alert = "{\"id\":\"ID\",\"title\":\"Malware\",\"status\":\"new\",\"severity\":\"high\","
                + "\"createdDateTime\":\"2026-03-02T09:59:00Z\",\"lastUpdateDateTime\":\"2026-03-02T09:59:00Z\"}";
        String deep = "{\"id\":\"deep\",\"evidence\":" + "[".repeat(500) + "]".repeat(500) + "}";
        String longOne = alert.replace("Malware", "x".repeat(2_100_000));
        SecurityAlertFeed feed = new SecurityAlertFeed(tenant, MspId.SINGLE);
        for (String odd : List.of(deep, longOne)) {
            body = "{\"value\":[" + alert.replace("ID", "a1") + "," + odd + "," + alert.replace("ID", "a2") + "]}";
            FeedPage page = feed.read(null, clock.instant());
            assertThat(page.events()).extracting(SecurityEvent::externalId).containsExactly("a1", "a2");
            assertThat(page.unread()).hasSize(1);
            assertThat(page.cursor()).contains("2026-03-02T09:59:00Z");
        }
        body = "{\"value\":[" + alert + "," + deep;
        assertThatThrownBy(() -> feed.read(null, clock.instant())).isInstanceOf(TransportException.class);
    }
}
