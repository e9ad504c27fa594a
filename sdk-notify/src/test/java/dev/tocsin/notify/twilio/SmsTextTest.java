package dev.tocsin.notify.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parts of a text message, by 3GPP TS 23.038. */
class SmsTextTest {
    @ParameterizedTest
    @CsvSource({
        "a, 0, 0",
        "a, 1, 1",
        "a, 160, 1",
        "a, 161, 2",
        "a, 306, 2",
        "a, 307, 3",
        "€, 80, 1",
        "€, 81, 2",
        "ü, 160, 1",
        "ł, 70, 1",
        "ł, 71, 2",
        "ł, 134, 2",
        "ł, 135, 3",
        "😀, 35, 1",
        "😀, 36, 2",
        "ç, 71, 2",
        "Ç, 160, 1"
    })
    void countsThePartsOfARunOfOneCharacter(String character, int times, int parts) {
        assertThat(SmsText.segments(character.repeat(times))).isEqualTo(parts);
    }

    @Test
    void dividesNoCharacterOfTheExtensionTableBetweenParts() {
        // 152 and 1 of the two of the sign: it moves to the second part, which then ends one character earlier.
        String first = "a".repeat(152) + "€";

        assertThat(SmsText.segments(first + "a".repeat(151))).isEqualTo(2);
        assertThat(SmsText.segments(first + "a".repeat(152))).isEqualTo(3);
    }

    @Test
    void dividesNoPairBetweenParts() {
        String first = "ł".repeat(66) + "😀";

        assertThat(SmsText.segments(first + "ł".repeat(65))).isEqualTo(2);
        assertThat(SmsText.segments(first + "ł".repeat(66))).isEqualTo(3);
    }

    @Test
    void replacesTypographyWhereThatKeepsTheAlphabetOfGsm() {
        assertThat(SmsText.plain("“Don’t” – wait…\u00a0now")).isEqualTo("\"Don't\" - wait... now");
    }

    @Test
    void leavesTypographyWhereAnotherCharacterNeedsTheWideAlphabetAnyway() {
        assertThat(SmsText.plain("“Łódź”")).isEqualTo("“Łódź”");
    }

    @Test
    void composesLettersAndTheirAccents() {
        assertThat(SmsText.plain("Mu\u0308ller")).isEqualTo("Müller");
    }

    @Test
    void leavesWhatFits() {
        assertThat(SmsText.fit("a".repeat(160), 1)).isEqualTo("a".repeat(160));
    }

    @Test
    void cutsAtABlankWithDotsOfGsm() {
        String cut = SmsText.fit("word ".repeat(60), 1);

        assertThat(cut).hasSizeLessThanOrEqualTo(160).endsWith("word...");
        assertThat(SmsText.segments(cut)).isEqualTo(1);
    }

    @Test
    void cutsAWideTextWithAnEllipsis() {
        assertThat(SmsText.fit("ł".repeat(100), 1)).isEqualTo("ł".repeat(69) + "…");
    }

    @Test
    void takesTheRoomOfGsmIfTheCharacterThatNeedsMoreIsCutOff() {
        assertThat(SmsText.fit("a".repeat(156) + "😀" + "a".repeat(50), 1)).isEqualTo("a".repeat(156) + "...");
    }

    @Test
    void leavesOutAnAddressThatItWouldCut() {
        String address = "https://ops.example/ack?t=" + "x".repeat(60);

        assertThat(SmsText.fit("Malware on PC 7. " + "word ".repeat(20) + address, 1))
                .endsWith("word word...")
                .doesNotContain("http");
        assertThat(SmsText.fit("Złoto " + address, 1)).isEqualTo("Złoto…");
        assertThat(SmsText.fit("Malware " + address + " " + "word ".repeat(20), 1))
                .as("one that is not cut stays")
                .contains(address + " ");
        assertThat(SmsText.fit("a".repeat(64) + " " + address + " " + "b".repeat(80), 1))
                .as("nor do dots stand behind one")
                .isEqualTo("a".repeat(64) + "...");
    }

    @Test
    void neverMakesMoreThanTwilioTakes() {
        assertThat(SmsText.fit("a".repeat(5000), 10)).hasSizeLessThanOrEqualTo(SmsText.LONGEST);
    }

    @Test
    void fitsWhateverItIsGivenAndLeavesNoHalfPair() {
        Random random = new Random(7);
        String alphabet = "ab €^{łü😀🔥\u200d ’–\n";
        int[] characters = alphabet.codePoints().toArray();
        for (int round = 0; round < 2000; round++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(500);
            int used = 1 + random.nextInt(characters.length);
            for (int i = 0; i < length; i++) {
                text.appendCodePoint(characters[random.nextInt(used)]);
            }
            int most = 1 + random.nextInt(3);

            String fit = SmsText.fit(text.toString(), most);

            assertThat(SmsText.segments(fit)).as(fit).isLessThanOrEqualTo(most);
            assertThat(fit.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE))
                    .as(fit)
                    .isTrue();
        }
    }

    @Test
    void refusesANumberOfPartsThatIsNotLegal() {
        assertThatThrownBy(() -> SmsText.fit("a", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxSegments: must be 1 to 10");
    }
}
