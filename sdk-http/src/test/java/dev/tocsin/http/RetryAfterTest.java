package dev.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private final VirtualTime time = VirtualTime.passing();

    @ParameterizedTest
    @CsvSource({
        "30, PT30S",
        "0, PT0S",
        "' 7 ', PT7S",
        "+5, PT5S",
        "0030, PT30S",
        "1.5, PT2S",
        "2.0, PT2S",
        "3., PT3S",
        "3600, PT1H",
        "3601, PT1H",
        "-5, PT0S",
        "-99999999999999999999, PT0S",
        "99999999999999999999999999, PT1H",
        "9223372036854775807, PT1H",
        "00000000000000000000009, PT9S"
    })
    void readsSecondsWithinBounds(String value, Duration expected) {
        assertThat(RetryAfter.of(Requests.response(429, "Retry-After", value), time))
                .contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "1e9",
                "NaN",
                "0x10",
                "5 seconds",
                "--5",
                "٣٠",
                "Mon, 99 Jan 2026 08:00:30 GMT",
                "Sun, 05 Jan 2026 08:00:30 GMT",
                "2026-01-05T08:00:30Z"
            })
    void anUnreadableValueIsNone(String value) {
        assertThat(RetryAfter.of(Requests.response(429, "Retry-After", value), time))
                .isEmpty();
    }

    @Test
    void noHeaderIsNone() {
        assertThat(RetryAfter.of(Requests.response(429), time)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Mon, 05 Jan 2026 08:00:45 GMT", "Monday, 05-Jan-26 08:00:45 GMT", "Mon Jan  5 08:00:45 2026"})
    void readsAllThreeFormsOfADate(String value) {
        assertThat(RetryAfter.of(Requests.response(503, "Retry-After", value), time))
                .contains(Duration.ofSeconds(45));
    }

    @Test
    void aDateIsMeasuredAgainstTheServersOwnClock() {
        TransportResponse response = Requests.response(
                429, "Retry-After", "Wed, 01 Jan 2020 00:00:20 GMT", "Date", "Wed, 01 Jan 2020 00:00:00 GMT");
        assertThat(RetryAfter.of(response, time)).contains(Duration.ofSeconds(20));
    }

    @Test
    void aDateWithAnUnreadableServerDateIsMeasuredAgainstOurs() {
        TransportResponse response =
                Requests.response(429, "Retry-After", "Mon, 05 Jan 2026 08:00:20 GMT", "Date", "yesterday");
        assertThat(RetryAfter.of(response, time)).contains(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Fri, 31 Dec 9999 23:59:59 GMT | PT1H",
                "Mon, 05 Jan 2026 07:00:00 GMT | PT0S",
                "Thu, 01 Jan 1970 00:00:00 GMT | PT0S"
            })
    void aFarOrPastDateIsBounded(String value, Duration expected) {
        assertThat(RetryAfter.of(Requests.response(429, "Retry-After", value), time))
                .contains(expected);
    }
}
