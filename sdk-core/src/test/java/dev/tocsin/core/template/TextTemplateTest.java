package dev.tocsin.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.template.Vocabulary.Kind;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTemplateTest {
    private static final Vocabulary WORDS = new Vocabulary(
            Map.of("name", Kind.VALUE, "good", Kind.FLAG, "items", Kind.LIST), Map.of("price", Kind.VALUE));
    private static final Map<String, Object> VALUES = Map.of(
            "name",
            "<n> & {{good}}",
            "good",
            true,
            "items",
            List.of(Map.of("price", 1), Map.of("price", 2, "name", "m")));

    private static String render(String text) {
        return TextTemplate.of(text, WORDS).render(VALUES, 1_000);
    }

    private static List<TemplateFault> faults(String text) {
        return TextTemplate.faults(text, WORDS);
    }

    @Test
    void aValueIsWrittenAsItIs() {
        assertThat(render("a {{name}} { {{ name }} } b}}")).isEqualTo("a <n> & {{good}} { <n> & {{good}} } b}}");
    }

    @Test
    void aSectionIsWrittenForEachItemWhichMayHaveNamesOfItsOwn() {
        assertThat(render("{{#items}}{{price}}{{name}};{{/items}}{{^items}}none{{/items}}"))
                .isEqualTo("1<n> & {{good}};2m;");
        assertThat(TextTemplate.of("{{#items}}x{{/items}}{{^items}}none{{/items}}", WORDS)
                        .render(Map.of("items", List.of()), 100))
                .isEqualTo("none");
    }

    @Test
    void whatHasNoValueIsEmptyAndAsASectionNo() {
        TextTemplate template = TextTemplate.of("<{{name}}>{{#name}}y{{/name}}{{^name}}n{{/name}}", WORDS);
        assertThat(template.render(Map.of(), 100)).isEqualTo("<>n");
        assertThat(template.render(Map.of("name", ""), 100)).isEqualTo("<>n");
        assertThat(template.render(Map.of("name", 0), 100)).isEqualTo("<0>n");
        assertThat(template.render(Map.of("name", 7), 100)).isEqualTo("<7>y");
    }

    @Test
    void aCommentIsNotWritten() {
        assertThat(render("a{{! {{name} is\n it }}b")).isEqualTo("ab");
    }

    @Test
    void renderingEndsAtTheLimit() {
        TextTemplate template = TextTemplate.of("{{#items}}" + "{{name}} ".repeat(700) + "{{/items}}", WORDS);
        Map<String, Object> item = Map.of("name", "x".repeat(100_000));
        assertThat(template.render(Map.of("items", Collections.nCopies(1_000_000, item)), 5_000))
                .hasSize(5_000);
        assertThat(TextTemplate.of("{{name}}", WORDS).render(Map.of("name", "12345"), 5))
                .isEqualTo("12345");
    }

    @Test
    void noMethodOrFieldOfAValueCanBeReached() {
        Vocabulary words = new Vocabulary(
                Map.of("name", Kind.VALUE, "length", Kind.VALUE, "class", Kind.VALUE, "bytes", Kind.VALUE), Map.of());
        assertThat(TextTemplate.of("{{#name}}{{length}}{{class}}{{bytes}}{{/name}}|{{class}}", words)
                        .render(Map.of("name", "abc"), 100))
                .isEqualTo("|");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "{{nom}}~'nom' is not known; legal here are ",
                "{{#nom}}{{/nom}}~'nom' is not known; legal here are ",
                "{{name.length}}~'name.length' is not known",
                "{{.}}~'.' is not known",
                "{{this}}~'this' is not known",
                "{{price}}~'price' is legal only within a list, such as {{#items}}",
                "{{^items}}{{price}}{{/items}}~'price' is legal only within a list",
                "{{items}}~'items' is a list; {{#items}} … {{/items}} is legal",
                "{{good}}~'good' is yes or no; {{#good}} … {{/good}} is legal, and {{^good}}",
                "{{{name}}}~'{{{name' is not legal; nothing is escaped",
                "{{&name}}~'{{&name' is not legal; nothing is escaped",
                "{{>other}}~'{{>other}}' is not legal; a template takes in no other",
                "{{<other}}{{/other}}~'{{<other}}' is not legal",
                "{{$block}}{{/block}}~'{{$block}}' is not legal",
                "{{=<% %>=}}~the delimiters are always {{ and }}",
                "{{ =<% %>= }}~the delimiters are always {{ and }}",
                "{{}}~'{{}}' is empty",
                "{{ }}~'{{}}' is empty",
                "{{#}}{{/}}~'' is not known",
                "{{name~'{{' is not closed by '}}'",
                "{{name {{good}}~'{{' is not closed by '}}' before the next '{{'",
                "{{#good}}~the section 'good' is not closed; {{/good}} is missing",
                "{{/good}}~{{/good}} closes a section that is not open",
                "{{#good}}{{#name}}{{/good}}~the section 'name' is not closed",
                "{{#items}}{{#items}}{{/items}}{{/items}}~{{#items}} is a list within a list"
            })
    void whatCannotWorkIsRefused(String text, String message) {
        assertThat(faults(text)).isNotEmpty();
        assertThat(faults(text).get(0).message()).contains(message);
        assertThat(faults(text).get(0).line()).isEqualTo(1);
        assertThatThrownBy(() -> TextTemplate.of(text, WORDS)).hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n ", "{{na\nme}}"})
    void aBlankTextAndATagOverTwoLinesAreRefused(String text) {
        assertThat(faults(text)).hasSize(1);
    }

    @Test
    void allFaultsAreToldAtOnceEachWithItsLine() {
        assertThat(faults("a\n{{nom}}\n\n{{#good}} {{>x}}\n{{na\nme}} {{items}}"))
                .extracting(TemplateFault::line)
                .containsExactly(2, 4, 5, 6, 4);
        assertThat(faults("{{name\n\n{{nom}}")).extracting(TemplateFault::line).containsExactly(1, 3);
    }

    @Test
    void noMoreThanTwentyFaultsAreTold() {
        assertThat(faults("{{nom}}".repeat(1_000))).hasSize(20);
    }

    @Test
    void sizeAndDepthAreLimited() {
        assertThat(faults("x".repeat(8_000))).isEmpty();
        assertThat(faults("x".repeat(8_001)))
                .containsExactly(new TemplateFault(1, "has 8001 characters; at most 8000 are legal"));
        assertThat(faults("{{#good}}".repeat(6) + "{{/good}}".repeat(6))).isEmpty();
        assertThat(faults("{{#good}}".repeat(800) + "{{/good}}"))
                .extracting(TemplateFault::message)
                .contains("{{#good}} is a section within 6 others; at most 6 levels are legal");
    }

    @Test
    void aTemplateKnowsTheNamesItUses() {
        TextTemplate template = TextTemplate.of("{{#items}}{{price}}{{/items}}", WORDS);
        assertThat(template.uses("items")).isTrue();
        assertThat(template.uses("price")).isTrue();
        assertThat(template.uses("name")).isFalse();
    }

    @Test
    void aTemplateOfAnyCharactersIsEitherRefusedOrRendered() {
        java.util.Random random = new java.util.Random(7);
        String alphabet = "{{{}}}##^/!&>=$< \nnamegoodits.";
        String[] pieces = {"{{", "}}", "name", "good", "items", "price", "#", "/", "^", "!", "x"};
        int rendered = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(14); length >= 0; length--) {
                text.append(
                        random.nextInt(3) == 0
                                ? String.valueOf(alphabet.charAt(random.nextInt(alphabet.length())))
                                : pieces[random.nextInt(pieces.length)]);
            }
            if (faults(text.toString()).isEmpty()) {
                rendered++;
                assertThat(render(text.toString())).as(text.toString()).isNotNull();
            }
        }
        assertThat(rendered).isGreaterThan(100);
    }
}
