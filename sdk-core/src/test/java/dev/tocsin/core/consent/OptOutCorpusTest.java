package dev.tocsin.core.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Reads a corpus of messages whose meaning was written down by hand. */
class OptOutCorpusTest {
    /** The list of the semantics and the words that Twilio takes by default. */
    private static final List<String> WORDS = List.of(
            "stop",
            "quit",
            "end",
            "revoke",
            "opt out",
            "cancel",
            "unsubscribe",
            "stopall",
            "stop all",
            "optout",
            "opt-out",
            "remove",
            "unsub",
            "arret");

    /** What people and their phones put around a word; none of it is a letter. */
    private static final List<String> DRESSES = List.of(
            "%s",
            " %s ",
            "\t%s\r\n",
            "\u00A0%s\u3000",
            "%s.",
            "%s!!!",
            "%s?",
            "...%s...",
            "\"%s\"",
            "'%s'",
            "\u201C%s\u201D",
            "\u2018%s\u2019",
            "\u201E%s\u201C",
            "\u00AB%s\u00BB",
            "(%s)",
            "[%s]",
            "*%s*",
            "> %s",
            "- %s",
            "\u00A1%s!",
            "%s\u3002",
            "%s \uD83D\uDE4F\uD83C\uDFFD",
            "\uD83D\uDED1 %s \uD83D\uDED1",
            "%s \uD83D\uDC69\u200D\uD83D\uDCBB",
            "%s \u2764\uFE0F",
            "\uFEFF%s\u200B",
            "\u202A%s\u202C",
            "%1$s %1$s, %1$s",
            "%1$s\n\n%1$s");

    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9A-F]{4})");

    /** A message with the reading that it shall have, and the codes that are open. */
    private record Line(InboundMeaning meaning, String message, List<String> codes) {}

    private static List<Line> corpus(String name) throws IOException {
        List<Line> lines = new ArrayList<>();
        List<String> codes = List.of();
        try (InputStream file = Objects.requireNonNull(OptOutCorpusTest.class.getResourceAsStream(name), name)) {
            for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith("@codes")) {
                    String given = line.substring("@codes".length()).strip();
                    codes = given.isEmpty() ? List.of() : List.of(given.split(" "));
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    int bar = line.indexOf(" | ");
                    lines.add(new Line(
                            InboundMeaning.valueOf(line.substring(0, bar)), unescaped(line.substring(bar + 3)), codes));
                }
            }
        }
        return lines;
    }

    private static String unescaped(String message) {
        return ESCAPE.matcher(message.replace("\\n", "\n"))
                .replaceAll(match ->
                        Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(match.group(1), 16))));
    }

    private static Set<String> cases(String message) {
        StringBuilder mixed = new StringBuilder();
        for (int i = 0; i < message.length(); i++) {
            char c = message.charAt(i);
            mixed.append(i % 2 == 0 ? Character.toUpperCase(c) : Character.toLowerCase(c));
        }
        return new LinkedHashSet<>(
                List.of(message, message.toLowerCase(Locale.ROOT), message.toUpperCase(Locale.ROOT), mixed.toString()));
    }

    /** What is read in another way than was written down. */
    private static List<String> misread(List<Line> lines) {
        List<String> misread = new ArrayList<>();
        for (Line line : lines) {
            CommandGrammar commands = CommandGrammar.ofCodes(line.codes());
            for (String message : cases(line.message())) {
                InboundReading reading = OptOutWords.read(message, commands);
                if (reading.meaning() != line.meaning()) {
                    misread.add("'" + message + "' is " + reading + ", not " + line.meaning());
                }
            }
        }
        return misread;
    }

    @Test
    void everyWordOfTheListInEachCaseAndDressActsAtOnce() {
        List<String> misread = new ArrayList<>();
        for (String word : WORDS) {
            for (String cased : cases(word)) {
                for (String dress : DRESSES) {
                    String message = String.format(Locale.ROOT, dress, cased);
                    InboundReading reading = OptOutWords.read(message, CommandGrammar.none());
                    if (reading.meaning() != InboundMeaning.OPT_OUT || reading.review()) {
                        misread.add("'" + message + "' is " + reading);
                    }
                }
            }
        }
        assertThat(misread).isEmpty();
    }

    @Test
    void everyWordOfTheListInASentenceCountsAndIsReviewed() {
        List<String> misread = new ArrayList<>();
        for (String word : WORDS) {
            for (String cased : cases(word)) {
                for (String sentence : List.of("please %s", "%s please", "I say: %s!", "will you %s it now")) {
                    String message = String.format(Locale.ROOT, sentence, cased);
                    InboundReading reading = OptOutWords.read(message, CommandGrammar.none());
                    if (reading.meaning() != InboundMeaning.OPT_OUT_TO_REVIEW || !reading.review()) {
                        misread.add("'" + message + "' is " + reading);
                    }
                }
            }
        }
        assertThat(misread).isEmpty();
    }

    @Test
    void whatAsksForTheEndIsReadAsWrittenDown() throws IOException {
        List<Line> lines = corpus("opt-outs.txt");

        assertThat(lines).hasSizeGreaterThan(230);
        assertThat(misread(lines)).isEmpty();
    }

    @Test
    void whatOnlyLooksLikeItIsReadAsWrittenDown() throws IOException {
        List<Line> lines = corpus("opt-out-look-alikes.txt");

        assertThat(lines).hasSizeGreaterThan(130);
        assertThat(lines).extracting(Line::meaning).contains(InboundMeaning.OPT_OUT_TO_REVIEW, InboundMeaning.OTHER);
        assertThat(misread(lines)).isEmpty();
    }

    @Test
    void whatIsNotCertainIsPutBeforeAPersonAndWhatIsCertainIsNot() throws IOException {
        List<Line> lines = corpus("opt-outs.txt");
        lines.addAll(corpus("opt-out-look-alikes.txt"));

        for (Line line : lines) {
            InboundReading reading = OptOutWords.read(line.message(), CommandGrammar.ofCodes(line.codes()));
            if (reading.meaning() != InboundMeaning.COMMAND) {
                assertThat(reading.review())
                        .as(line.message())
                        .isEqualTo(line.meaning() == InboundMeaning.OPT_OUT_TO_REVIEW);
            }
        }
    }

    @Test
    void aWordIsFoundHoweverFarBehindItStands() {
        String far = "the disk is full. ".repeat(500) + "STOP";

        assertThat(far.length()).isGreaterThan(8_000);
        assertThat(OptOutWords.read(far, CommandGrammar.none()).meaning()).isEqualTo(InboundMeaning.OPT_OUT_TO_REVIEW);
    }

    @Test
    void aMessageTooLongToBeReadCountsByTheSafeSide() {
        String longest = "x".repeat(MessageWords.MAX_LENGTH);

        assertThat(OptOutWords.read(longest, CommandGrammar.none()).meaning()).isEqualTo(InboundMeaning.OTHER);
        assertThat(OptOutWords.read(longest + " stop", CommandGrammar.none()).meaning())
                .isEqualTo(InboundMeaning.OPT_OUT_TO_REVIEW);
        InboundReading command = OptOutWords.read("ACK 7Q " + longest, CommandGrammar.ofCodes(List.of("7Q")));
        assertThat(command)
                .returns(InboundMeaning.COMMAND, InboundReading::meaning)
                .returns(true, InboundReading::review);
    }

    @Test
    void noLongMessageBreaksTheReader() {
        for (String unit :
                List.of(" please", " no texts", " s t o p x", " mich a", "\u2019", "discontinue all ", "\u505C")) {
            String message = "no texts" + unit.repeat(MessageWords.MAX_LENGTH / unit.length() - 8) + " STOP";

            assertThat(OptOutWords.read(message, CommandGrammar.none()).isOptOut())
                    .as(unit)
                    .isTrue();
        }
    }

    @Test
    void aCodeIsNoneThatWouldBeReadAsSomethingElse() {
        for (String code : List.of("7Q", "b4", "K9ZX", "22")) {
            assertThat(CommandGrammar.isCode(code)).as(code).isTrue();
        }
        for (String code :
                List.of("END", "stop", "ST0P", "HELP", "YES", "START", "DND", "", "7 Q", "ABCDEFGHI", "Ä1")) {
            assertThat(CommandGrammar.isCode(code)).as(code).isFalse();
        }
    }
}
