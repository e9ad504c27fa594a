package dev.tocsin.core.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.event.Severity;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlertWordsTest {
    private static final URI LINK = URI.create("https://ops.contoso.example/act?t=" + "x".repeat(120));
    private final AlertWords words = new AlertWords("Contoso IT", "help@contoso.example");

    private static AlertFacts facts(String title, @Nullable URI link) {
        return new AlertFacts("Contoso", Severity.HIGH, title, 3, "12345", "7Q", link, link);
    }

    @Test
    void aTextSaysWhatWhereAndHowToAnswer() {
        assertThat(words.alert(facts("Malware found", null), ChannelKind.SMS).text())
                .isEqualTo("[Contoso] HIGH: Malware found (3 events) #12345. Reply ACK 7Q or CLOSE 7Q");
        assertThat(words.alert(facts("Malware found", URI.create("https://a.example/x")), ChannelKind.SMS)
                        .text())
                .endsWith("Reply ACK 7Q or CLOSE 7Q https://a.example/x");
    }

    @Test
    void withoutTicketAndCodeNothingIsSaidOfThem() {
        AlertFacts bare = new AlertFacts("Contoso", Severity.LOW, "x", 1, null, null, null, null);
        assertThat(words.alert(bare, ChannelKind.SMS).text()).isEqualTo("[Contoso] LOW: x");
    }

    @Test
    void aLongTitleGivesWaySoThatATextHasTwoSegments() {
        String plain =
                words.alert(facts("word ".repeat(500), LINK), ChannelKind.SMS).text();
        assertThat(plain)
                .hasSizeLessThanOrEqualTo(306)
                .contains("... (3 events) #12345")
                .endsWith(LINK.toString());
        String unicode = words.alert(facts("Вредонос ".repeat(50), null), ChannelKind.SMS)
                .text();
        assertThat(unicode).hasSizeLessThanOrEqualTo(134).endsWith("CLOSE 7Q");
        String twice =
                words.alert(facts("[]{}".repeat(100), null), ChannelKind.SMS).text();
        assertThat(twice.length()
                        + twice.chars().filter(c -> "[]{}".indexOf(c) >= 0).count())
                .isLessThanOrEqualTo(306);
    }

    @Test
    void aHostileTitleStaysOneBoundedLine() {
        AlertFacts hostile = facts("a\r\nBcc: all@example.com\u0000\u202Eevil\u2028<script>alert(1)</script>", null);
        for (ChannelKind kind : ChannelKind.values()) {
            Words said = words.alert(hostile, kind);
            assertThat(String.valueOf(said.subject())).doesNotContain("\n", "\r", "\u202E", "\u0000", "\u2028");
            if (kind != ChannelKind.EMAIL) {
                assertThat(said.text().chars().noneMatch(Character::isISOControl))
                        .isTrue();
            }
            assertThat(said.text()).doesNotContain("\nBcc", "\u202E", "\u0000");
        }
        assertThat(words.alert(hostile, ChannelKind.EMAIL).html())
                .contains("&lt;script&gt;")
                .doesNotContain("<script>");
        new OutboundMessage(
                "k", "a@example.com", words.alert(hostile, ChannelKind.EMAIL).subject(), "x", null);
    }

    @Test
    void aCallSaysTheTicketDigitByDigit() {
        assertThat(words.alert(facts("Malware found", LINK), ChannelKind.VOICE).text())
                .isEqualTo("This is Contoso IT. Severity high, company Contoso: Malware found. 3 events."
                        + " Ticket 1 2 3 4 5.");
    }

    @Test
    void aMailHasBothFormsAndItsLinks() {
        Words mail = words.alert(facts("Tom & \"Jerry\"", LINK), ChannelKind.EMAIL);
        assertThat(mail.subject()).isEqualTo("[Contoso] HIGH: Tom & \"Jerry\" #12345");
        assertThat(mail.text()).contains("Acknowledge: " + LINK, "Close: " + LINK, "Code: 7Q");
        assertThat(mail.html()).contains("Tom &amp; &quot;Jerry&quot;", "href=\"" + LINK + "\"");
    }

    @Test
    void aBundleNamesTheFirstAndCountsTheRest() {
        List<AlertFacts> all = IntStream.range(0, 40)
                .mapToObj(i -> new AlertFacts(
                        "Contoso", Severity.HIGH, "a rather long title of number " + i, 1, null, "7" + i, null, null))
                .toList();
        assertThat(bundle(all, ChannelKind.SMS))
                .startsWith("5 alerts: 70 [Contoso] HIGH a rather")
                .contains("; 74 [");
        assertThat(bundle(all, ChannelKind.VOICE)).contains("There are 5 alerts.");
        assertThat(words.bundle(all.subList(0, words.room(all, ChannelKind.EMAIL)), ChannelKind.EMAIL)
                        .subject())
                .startsWith("25 alerts");
    }

    @Test
    void aBundleOfPlainWordsHasTwoSegmentsAndNoLetterThatMakesItWide() {
        List<AlertFacts> all = IntStream.range(0, 40)
                .mapToObj(i -> new AlertFacts(
                        "Contoso Northern Subsidiary", Severity.LOW, "word ".repeat(60), 1, null, "7" + i, null, null))
                .toList();
        for (int count : new int[] {1, 3, 4, 40}) {
            assertThat(bundle(all.subList(0, Math.min(4, count)), ChannelKind.SMS))
                    .hasSizeLessThanOrEqualTo(306)
                    .contains("...")
                    .doesNotContain("…")
                    .endsWith("Reply ACK or CLOSE and the code.");
        }
    }

    @Test
    void aBundleThatIsWideNamesAsManyAsItHasRoomFor() {
        List<AlertFacts> all = IntStream.range(0, 9)
                .mapToObj(i ->
                        new AlertFacts("Łódź Sp. z o.o.", Severity.HIGH, "Malware found", 1, null, "7" + i, null, null))
                .toList();
        assertThat(bundle(all, ChannelKind.SMS))
                .hasSizeLessThanOrEqualTo(201)
                .startsWith("3 alerts: 70 [Łódź")
                .contains("; 72 [")
                .endsWith("Reply ACK or CLOSE and the code.");
    }

    private String bundle(List<AlertFacts> all, ChannelKind kind) {
        return words.bundle(all.subList(0, words.room(all, kind)), kind).text();
    }

    @Test
    void aTextThatWouldTakeTooManySegmentsGoesWithoutItsLink() {
        AlertFacts wide = new AlertFacts("Łódź", Severity.HIGH, "Malware found", 3, "12345", "7Q", LINK, LINK);
        assertThat(words.alert(wide, ChannelKind.SMS).text())
                .isEqualTo("[Łódź] HIGH: Malware found (3 events) #12345. Reply ACK 7Q or CLOSE 7Q");
        URI endless = URI.create("https://ops.contoso.example/act?t=" + "x".repeat(400));
        assertThat(words.alert(facts("Malware found", endless), ChannelKind.SMS).text())
                .endsWith("CLOSE 7Q");
    }

    @Test
    void aRepeatIsMarkedOnce() {
        Words once = AlertWords.repeated(Words.of("x"));
        assertThat(once.text()).isEqualTo("(repeat) x");
        assertThat(AlertWords.repeated(once)).isEqualTo(once);
    }

    @Test
    void aNoticeToAUserHasNothingThatASourceWroteButTheCompanysName() {
        for (ChannelKind kind : ChannelKind.values()) {
            assertThat(words.affectedUser(facts("call +1 900 evil now", LINK), kind)
                            .text())
                    .contains("Contoso")
                    .doesNotContain("evil", "7Q", "ACK", "https", "12345");
        }
    }

    @Test
    void aReminderSaysSinceWhen() {
        assertThat(words.reminder(facts("x", null), Instant.parse("2026-01-05T12:03:59Z"), ChannelKind.SMS)
                        .text())
                .isEqualTo("Still open since you took it at 12:03Z: [Contoso] HIGH: x (3 events) #12345."
                        + " Reply CLOSE 7Q when it is done");
    }
}
