package dev.tocsin.msgraph.source.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2025-01-15 14:20:35.456, 2025-01-15T14:20:35.456Z",
        "2024-09-23 14:33:09.049661100, 2024-09-23T14:33:09.049661100Z",
        "2025-01-15T14:20:35.4567890Z, 2025-01-15T14:20:35.4567890Z",
        "2024-11-27T03:31:26.7088498+00:00, 2024-11-27T03:31:26.7088498Z",
        "2024-11-27T03:31:26+05:30, 2024-11-26T22:01:26Z",
        "2025-01-15T14:20:35, 2025-01-15T14:20:35Z"
    })
    void theShapesOfTimeAreRead(String text, String expected) {
        assertThat(RecordTime.azure(text)).isEqualTo(Instant.parse(expected));
    }
}
