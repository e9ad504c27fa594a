package dev.tocsin.core.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
    @Test
    void oneLineHasNoGapsControlsNorMarks() {
        assertThat(PlainText.oneLine("\u202E a\r\n\tb\u0000\u200Bc\u2066d\uFEFF\uDC00e\u00A0 "))
                .isEqualTo("a b c d e");
        assertThat(PlainText.oneLine("👩\u200D👧 e\u0301")).isEqualTo("👩\u200D👧 e\u0301");
    }

    @Test
    void linesAreEndedAlikeWithOneEmptyOneAtMost() {
        assertThat(PlainText.lines("\n\n a \r\nb\rc\u2028d\u0085\n\n\n\n  e\u202E\u0007f \t\n "))
                .isEqualTo("a\nb\nc\nd\n\n  e f");
        assertThat(PlainText.lines("x" + " ".repeat(60_000) + "y")).hasSize(60_002);
    }

    @ParameterizedTest
    @ValueSource(strings = {"😀", "e\u0301\u0323", "👩\u200D👩\u200D👧", "🇩🇪", "각", "👍🏽", "नि"})
    void noCharacterIsParted(String unit) {
        String text = unit.repeat(40);
        for (int end = 0; end < text.length(); end++) {
            int at = PlainText.boundary(text, end);
            assertThat(at % unit.length()).as(unit + " at " + end).isZero();
            assertThat(end - at).isBetween(0, unit.length() - 1);
        }
        assertThat(PlainText.boundary(text, text.length())).isEqualTo(text.length());
    }

    @Test
    void whatOnlyPretendsToBeACharacterIsPartedBetweenCodePoints() {
        String sham = "e" + "\u0301".repeat(300);
        assertThat(PlainText.boundary(sham, 200)).isEqualTo(200);
        String tags = "😀" + "\uDB40\uDC61".repeat(200);
        assertThat(PlainText.boundary(tags, 201)).isEqualTo(200);
    }

    @Test
    void aCutEndsWithAnEllipsisAndNoSpace() {
        assertThat(PlainText.cut("ab cd", 4)).isEqualTo("ab…");
        assertThat(PlainText.cut("abcd", 4)).isEqualTo("abcd");
        assertThat(PlainText.cut("👩\u200D👩\u200D👧", 4)).isEqualTo("…");
    }
}
