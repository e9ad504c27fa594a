package dev.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.http.TransportResult.Answered;
import dev.tocsin.http.TransportResult.NotSent;
import dev.tocsin.http.TransportResult.Unknown;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

class LogTransportTest {
    private final VirtualTime time = VirtualTime.passing();
    private final CapturingLogger log = new CapturingLogger();

    private void exchange(LogAllowList allowed, TransportRequest request, TransportResult result) throws Exception {
        Transport wire = sent -> {
            time.advance(Duration.ofMillis(42));
            return result;
        };
        assertThat(new LogTransport(wire, allowed, time, log).send(request)).isSameAs(result);
    }

    @Test
    void oneLineSaysMethodPathStatusTimeAndRequestIdAndNothingElse() throws Exception {
        TransportRequest request = Requests.post(Requests.SOMEWHERE, "{\"summary\":\"hunter2\"}")
                .withHeader("authorization", "Basic hunter2");
        exchange(
                LogAllowList.none(),
                request,
                Requests.answered(201, "X-CW-Request-Id", "r-1", "Set-Cookie", "hunter2"));
        assertThat(log.lines).containsExactly("POST api.example.test/v1/tickets -> 201 in 42 ms x-cw-request-id=r-1");
    }

    @Test
    void whatWasNotSentOrIsUnknownSaysWhy() throws Exception {
        exchange(LogAllowList.none(), Requests.get(), new NotSent("no connection", null, null));
        exchange(LogAllowList.none(), Requests.get(), new Unknown("broke off", null));
        assertThat(log.lines)
                .containsExactly(
                        "GET api.example.test/v1/tickets -> not sent (no connection) in 42 ms",
                        "GET api.example.test/v1/tickets -> unknown (broke off) in 42 ms");
    }

    @Test
    void headersAndBodiesOnTheAllowListAreLoggedWithoutLineBreaks() throws Exception {
        LogAllowList allowed = new LogAllowList(Set.of("Accept", "api-current-version"), Set.of("/v1/"));
        TransportResponse response = new TransportResponse(
                200,
                Map.of("Api-Current-Version", List.of("2026.4"), "X-Other", List.of("no")),
                "{\n\"id\":1}".getBytes(StandardCharsets.UTF_8),
                Requests.SOMEWHERE);
        exchange(allowed, Requests.post().withHeader("accept", "a/b"), new Answered(response));
        assertThat(log.lines)
                .containsExactly("POST api.example.test/v1/tickets -> 200 in 42 ms sent {accept=a/b}"
                        + " got {api-current-version=2026.4} body sent {} body got {\uFFFD\"id\":1}");
    }

    @Test
    void anUploadIsLoggedWithoutItsBodyAndWhereBodiesAreAllowedByItsLength() throws Exception {
        TransportRequest upload = TransportRequest.of(TransportRequest.Method.POST, Requests.SOMEWHERE)
                .withBody("Multipart/Form-Data; boundary=b", "--b hunter2".getBytes(StandardCharsets.UTF_8));
        TransportResponse download = new TransportResponse(
                200,
                Map.of("Content-Type", List.of("application/pdf")),
                "%PDF hunter2".getBytes(StandardCharsets.UTF_8),
                Requests.SOMEWHERE);
        exchange(LogAllowList.none(), upload, new Answered(download));
        exchange(new LogAllowList(Set.of(), Set.of("/v1/")), upload, new Answered(download));
        assertThat(log.lines)
                .containsExactly(
                        "POST api.example.test/v1/tickets -> 200 in 42 ms",
                        "POST api.example.test/v1/tickets -> 200 in 42 ms body sent (11 bytes of multipart/form-data)"
                                + " body got (12 bytes of application/pdf)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json; charset=utf-8",
                "application/json-patch+json",
                "application/problem+xml",
                "text/html",
                "application/x-www-form-urlencoded"
            })
    void textIsLoggedWhereBodiesAreAllowed(String mediaType) throws Exception {
        TransportRequest request = Requests.get().withBody(mediaType, "abc".getBytes(StandardCharsets.UTF_8));
        exchange(new LogAllowList(Set.of(), Set.of("/v1/")), request, Requests.answered(200));
        assertThat(log.lines.get(0)).contains("body sent abc");
    }

    @Test
    void aLongBodyIsCut() throws Exception {
        exchange(
                new LogAllowList(Set.of(), Set.of("/")),
                Requests.post(Requests.SOMEWHERE, "z".repeat(5_000)),
                Requests.answered(200));
        assertThat(log.lines.get(0)).contains("z… (5000 characters)").hasSizeLessThan(2_200);
    }

    @Test
    void aRequestIdCannotForgeALine() throws Exception {
        exchange(
                LogAllowList.none(), Requests.get(), Requests.answered(200, "x-request-id", "1\u2028\rERROR all lost"));
        assertThat(log.lines.get(0)).doesNotContain("\r", "\u2028").contains("ERROR all lost");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "Cookie",
                "Set-Cookie",
                "X-Api-Key",
                "clientId",
                "Proxy-Authorization",
                "X-Tenant-Token"
            })
    void aHeaderThatCarriesCredentialsCannotBeAllowed(String name) {
        assertThatThrownBy(() -> new LogAllowList(Set.of(name), Set.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("never logged");
    }

    @Test
    void nothingIsDoneWhenDebugIsOff() throws Exception {
        log.enabled = false;
        exchange(LogAllowList.none(), Requests.get(), Requests.answered(200));
        assertThat(log.lines).isEmpty();
    }

    private static final class CapturingLogger extends LegacyAbstractLogger {
        private static final long serialVersionUID = 1L;
        private final transient List<String> lines = new ArrayList<>();
        private boolean enabled = true;

        @Override
        protected String getFullyQualifiedCallerName() {
            return CapturingLogger.class.getName();
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level, Marker marker, String message, Object[] arguments, Throwable error) {
            lines.add(MessageFormatter.basicArrayFormat(message, arguments));
        }

        @Override
        public boolean isTraceEnabled() {
            return false;
        }

        @Override
        public boolean isDebugEnabled() {
            return enabled;
        }

        @Override
        public boolean isInfoEnabled() {
            return true;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }
    }
}
