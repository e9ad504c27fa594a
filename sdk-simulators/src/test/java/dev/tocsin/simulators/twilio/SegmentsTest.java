package dev.tocsin.simulators.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.simulators.twilio.internal.wire.Segments;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentsTest {
    @ParameterizedTest
    @CsvSource({
        "a, 1, 1", "a, 160, 1", "a, 161, 2", "a, 306, 2", "a, 307, 3", "€, 80, 1", "€, 81, 2", "€, 152, 2", "€, 153, 3",
        "ä, 160, 1", "ç, 70, 1", "ç, 71, 2", "ç, 134, 2", "ç, 135, 3", "😀, 35, 1", "😀, 36, 2", "😀, 66, 2",
                "😀, 67, 3"
    })
    void textsAreCutAsTheAlphabetHasIt(String character, int times, int parts) {
        assertThat(Segments.count(character.repeat(times))).isEqualTo(parts);
    }
}
