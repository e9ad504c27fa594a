package dev.tocsin.connectwise.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackAddressTest {
    private final CallbackAddress address = new CallbackAddress(URI.create("https://msp.example.com/hooks"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://msp.example.com/hooks?recordId=",
                "https://msp.example.com/hooks",
                "https://msp.example.com/hooks?old=1&recordId=",
                "HTTPS://MSP.Example.com/hooks?recordId=",
                "https://msp.example.com:443/hooks?recordId="
            })
    void theSamePlaceIsOursWhateverTheQuery(String url) {
        assertThat(address.isOurs(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://msp.example.com/hooks-evil?recordId=",
                "https://msp.example.com/hooks/?recordId=",
                "https://msp.example.com/hooks/more?recordId=",
                "https://msp.example.com/Hooks?recordId=",
                "https://msp.example.com/x/../hooks?recordId=",
                "https://msp.example.com/%68ooks?recordId=",
                "https://msp.example.com.evil.net/hooks?recordId=",
                "https://msp.example.com@evil.net/hooks?recordId=",
                "https://us@msp.example.com/hooks?recordId=",
                "https://msp.example.com:8443/hooks?recordId=",
                "http://msp.example.com/hooks?recordId=",
                "https://msp.example.com/hooks#recordId=",
                "https://evil.net/?https://msp.example.com/hooks?recordId=",
                "//msp.example.com/hooks?recordId=",
                "mailto:hooks@msp.example.com",
                "https://msp.example.com/hooks?a b",
                "https://",
                ""
            })
    void anyOtherPlaceIsForeign(String url) {
        assertThat(address.isOurs(url)).isFalse();
        assertThat(address.isUsable(url)).isFalse();
    }

    @Test
    void onlyAnAddressThatEndsWithTheRecordsIdCanBeUsed() {
        assertThat(address.isUsable("https://msp.example.com/hooks?recordId=")).isTrue();
        assertThat(address.isUsable("https://MSP.example.com:443/hooks?recordId="))
                .isTrue();
        assertThat(address.isUsable("https://msp.example.com/hooks")).isFalse();
        assertThat(address.isUsable("https://msp.example.com/hooks?recordId=7")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://msp.example.com/hooks, https://msp.example.com/hooks?recordId=",
        "https://msp.example.com, https://msp.example.com/?recordId=",
        "http://localhost:8080/a/b, http://localhost:8080/a/b?recordId=",
        "http://[::1]:8080/a, http://[::1]:8080/a?recordId="
    })
    void theRecordsIdIsAskedFor(URI base, String registered) {
        CallbackAddress own = new CallbackAddress(base);
        assertThat(own.registered()).isEqualTo(registered);
        assertThat(own.isUsable(registered)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "http://msp.example.com/hooks, https",
        "http://localhost.evil.net/hooks, https",
        "ftp://msp.example.com/hooks, https",
        "https://msp.example.com/hooks?secret=s3cr3t, query",
        "https://msp.example.com/hooks#s3cr3t, fragment",
        "https://s3cr3t@msp.example.com/hooks, scheme and host",
        "https://msp.example.com/a/../s3cr3t, dot segments",
        "https://msp.example.com/a/%2E%2e/s3cr3t, dot segments",
        "/hooks, scheme and host",
        "mailto:a@b.example, scheme and host"
    })
    void anAddressThatCannotWorkIsRefusedWithoutRepeatingIt(URI base, String why) {
        assertThatThrownBy(() -> new CallbackAddress(base))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("baseUrl: must")
                .hasMessageContaining(why)
                .hasMessageNotContaining("s3cr3t");
    }
}
