package dev.tocsin.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times as numbers. */
class TimesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "2026-03-01T08:00:00.123456789Z",
                "1969-12-31T23:59:59.999999999Z",
                "1969-12-31T23:59:58.000000001Z",
                "1677-09-21T00:12:43.145224192Z",
                "1677-09-21T00:12:43.145224193Z",
                "2262-04-11T23:47:16.854775807Z",
            })
    void aTimeIsKeptToTheNanosecond(String text) {
        Instant time = Instant.parse(text);
        assertThat(Times.instant(Times.number(time))).isEqualTo(time);
    }

    @Test
    void whatANumberCannotSayBecomesTheFirstOrTheLastMoment() {
        assertThat(Times.number(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
        assertThat(Times.number(Instant.parse("9999-12-31T00:00:00Z"))).isEqualTo(Long.MAX_VALUE);
        assertThat(Times.number(Instant.MIN)).isEqualTo(Long.MIN_VALUE);
        assertThat(Times.number(Instant.parse("1600-01-01T00:00:00Z"))).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void numbersAreInTheOrderOfTheTimes() {
        Instant before = Instant.parse("1969-12-31T23:59:59.999999999Z");
        assertThat(Times.number(before)).isLessThan(Times.number(before.plusNanos(1)));
        assertThat(Times.number(Instant.EPOCH)).isLessThan(Times.number(Instant.EPOCH.plusNanos(1)));
    }
}
