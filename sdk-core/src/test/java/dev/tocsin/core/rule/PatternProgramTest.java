package dev.tocsin.core.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternProgramTest {
    private static Answer search(String pattern, String text) {
        return PatternProgram.of(pattern, false).search(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a+)+$",
                "(a|a)*b",
                "(a|aa)+$",
                "((a*)*)*b",
                "(a*a*a*a*a*)*b",
                "(.*a){12}b",
                "([a-z]+)*!",
                "^(a|b|ab)*c$",
                "(?:a?){100}a{100}c"
            })
    void whatMakesABacktrackingSearchExplodeIsDecided(String pattern) {
        assertThat(search(pattern, "a".repeat(1_000) + "!x")).isNotEqualTo(Answer.GAVE_UP);
        assertThat(search(pattern, "a".repeat(1_000) + "!x"))
                .isEqualTo(pattern.equals("([a-z]+)*!") ? Answer.YES : Answer.NO);
    }

    @Test
    void waysThatReadNothingDoNotMultiply() {
        assertThat(search("z" + "(a?|b?)".repeat(60) + "^", "z")).isEqualTo(Answer.NO);
        assertThat(search("(()|()*|(a*|b*)*){50}c", "")).isEqualTo(Answer.NO);
    }

    @Test
    void aLongTextDoesNotDeepenTheStack() throws InterruptedException {
        String text = "ab".repeat(10_000);
        Answer[] answers = new Answer[2];
        Thread small = new Thread(
                null,
                () -> {
                    answers[0] = search("^(a|b)*$", text);
                    answers[1] = search("^((a|b)|(ab|ba))*c", text);
                },
                "small stack",
                64 * 1024);
        small.start();
        small.join();
        assertThat(answers).containsExactly(Answer.YES, Answer.NO);
    }

    @Test
    void aSearchThatTakesTooManyStepsGivesUpAtTheSameStepEachTime() {
        String costly = "(a|b|c|d|e){0,100}y";
        String text = "abcde".repeat(4_000);
        PatternProgram program = PatternProgram.of(costly, false);
        assertThat(program.search(text)).isEqualTo(Answer.GAVE_UP);
        assertThat(program.search(text)).isEqualTo(Answer.GAVE_UP);
        assertThat(program.search("abcxy")).isEqualTo(Answer.YES);
    }

    @Test
    void aListOfWordsIsFoundInTheLongestDescription() {
        String words = String.join("|", Collections.nCopies(50, "malware"));
        assertThat(search("\\b(" + words + ")\\b", "x ".repeat(9_990) + " malware"))
                .isEqualTo(Answer.YES);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            WEB-\\d+ ; our web-12 is down ; YES
            ^web ; our web ; NO
            ^web$ ; WEB ; YES
            a.c ; abc ; YES
            a\\.c ; abc ; NO
            [^a-c]x ; AX ; NO
            [^a-c]x ; dX ; YES
            [A-C]x ; bx ; YES
            [\\d\\-]z ; -z ; YES
            [a-]z ; -z ; YES
            \\bcat\\b ; concat ; NO
            \\bcat\\b ; a cat! ; YES
            \\Bcat ; concat ; YES
            \\x41\\u0042 ; ab ; YES
            colou?r ; COLOR ; YES
            (?:ab){2}$ ; xabab ; YES
            (ab){3} ; abab ; NO
            a{2,3}b ; aab ; YES
            ^a{2,3}b ; aaaab ; NO
            a{2,}?b ; aaaaab ; YES
            müller ; MÜLLER ; YES
            \\w+@ ; jürgen@ ; YES
            ^.$ ; 😀 ; YES
            [😀-😂] ; 😁 ; YES
            a||b ; x ; YES
            """)
    void theSyntaxIsTheUsualOne(String pattern, String text, String answer) {
        assertThat(search(pattern, text)).hasToString(answer);
    }

    @Test
    void anExactPatternTellsUpperFromLowerCase() {
        PatternProgram exact = PatternProgram.of("Web[a-c]", true);
        assertThat(exact.search("Weba")).isEqualTo(Answer.YES);
        assertThat(exact.search("weba")).isEqualTo(Answer.NO);
        assertThat(exact.search("WebA")).isEqualTo(Answer.NO);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            (a          | at character 3: a closing ) is missing
            a)          | at character 2: there is no bracket to close
            [a          | a closing ] is missing
            [a-         | a closing ] is missing
            [a\\        | nothing follows the
            [a-\\       | a closing ] is missing
            *a          | at character 1: there is nothing that could be repeated; write \\*
            a**         | at character 3: there is nothing that could be repeated
            ^*          | there is nothing that could be repeated
            a{2         | a repetition is {3}, {3,} or {3,5}
            a{x}        | a repetition is {3}, {3,} or {3,5}
            a{3,2}      | the wrong way round
            a{1001}     | at most 1000 repetitions
            a{99999999999} | at most 1000 repetitions
            a++         | possessive
            (?=a)       | only (?: is legal
            (?i)a       | only (?: is legal
            (a)\\1      | back references
            (?<n>a)     | only (?: is legal
            \\q         | \\q has no meaning here
            \\p{L}      | \\p has no meaning here
            \\u12       | 4 hexadecimal digits
            \\          | nothing follows the
            [z-a]       | the wrong way round
            [a[b]]      | sets in sets
            [a&&b]      | sets in sets
            []          | the set is empty
            (a{1000}){1000} | repeats too much
            """)
    void whatIsNoPatternIsRefusedWithThePlace(String pattern, String message) {
        assertThatThrownBy(() -> PatternProgram.of(pattern.strip(), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void nestedRepetitionsOfNothingAreBuiltAtOnce() {
        assertThat(search("(((){1000}){1000}){1000}$", "x")).isEqualTo(Answer.YES);
        assertThat(search("((((a{0}){1000}){1000}){1000}){1000}^b", "bc")).isEqualTo(Answer.YES);
    }

    @Test
    void deepGroupsAreRefusedBeforeTheyUseUpTheStack() {
        assertThatThrownBy(() -> PatternProgram.of("(".repeat(250) + ")".repeat(250), false))
                .hasMessageContaining("at most 20 groups can be nested");
    }

    /** Whether a pattern occurs is the same for both engines wherever the other one can say it. */
    @Test
    void randomPatternsAnswerAsTheJdksEngineDoes() {
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            String pattern = pattern(random, 3);
            boolean exact = random.nextBoolean();
            String text = text(random);
            Answer answer = PatternProgram.of(pattern, exact).search(text);
            boolean other = Pattern.compile(pattern, exact ? 0 : Pattern.CASE_INSENSITIVE)
                    .matcher(text)
                    .find();
            assertThat(answer)
                    .as("seed %d: /%s/ exact %s in '%s'", seed, pattern, exact, text)
                    .isEqualTo(other ? Answer.YES : Answer.NO);
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(9); i > 0; i--) {
            text.append("aAbBc_1 -".charAt(random.nextInt(9)));
        }
        return text.toString();
    }

    private static String pattern(Random random, int depth) {
        List<String> leaves = List.of(
                "a", "b", "B", "c", ".", "\\d", "\\w", "\\W", "\\s", "[ab]", "[^a]", "[a-c1]", "[^\\w]", "\\x61", "^",
                "$", "\\b", "\\B", "\\-");
        if (depth == 0) {
            return leaves.get(random.nextInt(leaves.size()));
        }
        String one = pattern(random, depth - 1);
        return switch (random.nextInt(7)) {
            case 0 -> one + pattern(random, depth - 1);
            case 1 -> "(" + one + "|" + pattern(random, depth - 1) + ")";
            case 2 -> "(?:" + one + ")*";
            case 3 -> "(" + one + ")" + List.of("+", "+?", "?", "??", "*?").get(random.nextInt(5));
            case 4 -> "(" + one + "){" + random.nextInt(3) + "," + (2 + random.nextInt(2)) + "}";
            case 5 -> "(" + one + "){" + random.nextInt(3) + "," + "}";
            default -> one + "|" + pattern(random, depth - 1);
        };
    }
}
