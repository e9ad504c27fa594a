package dev.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportRequestTest {
    @ParameterizedTest
    @ValueSource(strings = {"hunter2\n", "hunter2\rx", "hunter2\u0000", "hünter2", "hunter2\u007f"})
    void aHeaderValueThatCouldBreakTheHeadIsRefusedWithoutTellingIt(String value) {
        assertThatThrownBy(() -> Requests.get().withHeader("X-Any", value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x-any")
                .hasMessageNotContaining("nter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:", "a\nb", "ä"})
    void anIllegalHeaderNameIsRefused(String name) {
        assertThatThrownBy(() -> Requests.get().withHeader(name, "v"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a legal header name")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "Content-Length", "Connection", "Upgrade", "Expect", "Transfer-Encoding"})
    void aHeaderThatTheWireSetsIsRefused(String name) {
        assertThatThrownBy(() -> Requests.get().withHeader(name, "v")).hasMessageContaining("set by the transport");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT24H0.001S"})
    void aTimeoutOutOfRangeIsRefused(Duration timeout) {
        assertThatThrownBy(() -> Requests.get().withTimeout(timeout))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("timeout: must be");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_073_741_825})
    void aLimitOfTheAnswerOutOfRangeIsRefused(int limit) {
        assertThatThrownBy(() -> Requests.get().withMaxAnswerBytes(limit))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxAnswerBytes: must be 1 to 1073741824, but is " + limit);
    }

    @Test
    void whatIsSetOnceStaysThroughLaterChanges() {
        TransportRequest request = Requests.get()
                .withMaxAnswerBytes(7)
                .withHeader("a", "b")
                .withBody("a/b", new byte[1])
                .withTimeout(Duration.ofSeconds(3))
                .withNotAfter(VirtualTime.START)
                .withRoute("/r");
        assertThat(request.maxAnswerBytes()).hasValue(7);
        assertThat(request.withMaxAnswerBytes(8))
                .returns(Optional.of("/r"), TransportRequest::route)
                .returns(Duration.ofSeconds(3), TransportRequest::timeout)
                .returns(Optional.of(VirtualTime.START), TransportRequest::notAfter)
                .returns(Map.of("a", "b", "content-type", "a/b"), TransportRequest::headers);
        assertThat(Requests.get().maxAnswerBytes()).isEmpty();
    }

    @Test
    void nobodyCanChangeABodyFromOutside() {
        byte[] bytes = {1};
        TransportRequest request = Requests.post().withBody("a/b", bytes);
        bytes[0] = 2;
        request.body().orElseThrow()[0] = 3;
        assertThat(request.body().orElseThrow()).containsExactly(1);
        TransportResponse response = new TransportResponse(200, Map.of(), bytes, Requests.SOMEWHERE);
        bytes[0] = 4;
        response.body()[0] = 5;
        assertThat(response.body()).containsExactly(2);
    }

    @Test
    void headersOfOneNameInTwoSpellingsAreKeptTogether() {
        TransportResponse response = new TransportResponse(
                200, Map.of("Link", List.of("a"), "link", List.of("b")), new byte[0], URI.create("https://x.test/"));
        assertThat(response.headers().get("link")).containsExactlyInAnyOrder("a", "b");
    }
}
