package dev.tocsin.examples.alertbridge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void columnsAreAlignedAndAsWideAsTheirCells() {
        assertThat(new TextTable(false, "A", "Bee").row("one", 2).toString())
                .isEqualTo("+-----+-----+\n| A   | Bee |\n+-----+-----+\n| one | 2   |\n+-----+-----+\n");
    }

    @Test
    void longCellsAreBrokenBetweenWordsSoThatNoLineIsTooLong() {
        String table = new TextTable(true, "A", "B")
                .row("word ".repeat(60), "x".repeat(300))
                .row("\uD83D\uDE80".repeat(90), "y")
                .toString();

        assertThat(table.lines().map(line -> line.codePointCount(0, line.length())))
                .containsOnly(TextTable.WIDTH);
        assertThat(table.replaceAll("[^x]", "")).hasSize(300);
    }

    @Test
    void controlCharactersOfOthersAreLeftOut() {
        assertThat(new TextTable(false, "A").row("a\u001b[31mb\u202e").toString())
                .contains("| a[31mb |");
    }

    @Test
    void idsThatPeopleCopyAreNeverBroken() {
        String review = "NI32VD3HWETJD664ZV3KVY4RSGJ";
        String sid = "SM0123456789abcdef0123456789abcdef";
        String table = new TextTable(false, "A", "B", "C", "D", "E")
                .row(review, "word ".repeat(40), sid, "word ".repeat(40), "word ".repeat(40) + "(" + review + ")")
                .row("x".repeat(60), "", "T" + review.substring(1) + " " + "name ".repeat(9), "", "")
                .toString();

        assertThat(table).contains(review, sid, "T" + review.substring(1), "(" + review + ")");
        assertThat(table.lines().map(String::length)).containsOnly(TextTable.WIDTH);
    }
}
