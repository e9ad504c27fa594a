package dev.tocsin.core.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AnswerTypeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TEXT          | ' a  b '                     | a  b",
                "CHECKBOX      | Yes                          | true",
                "CHECKBOX      | 0                            | false",
                "CURRENCY      | 12.50                        | 12.5",
                "CURRENCY      | -0.00                        | 0",
                "DATE          | 2028-02-29                   | 2028-02-29",
                "DATE          | 2026-03-02T23:30:00-05:00    | 2026-03-03",
                "HYPERLINK     | https://example.org/a?b=c    | https://example.org/a?b=c",
                "IP_ADDRESS    | 192.0.2.7                    | 192.0.2.7",
                "IP_ADDRESS    | 2001:DB8:0:0:1:0:0:1         | 2001:db8::1:0:0:1",
                "IP_ADDRESS    | ::                           | ::",
                "IP_ADDRESS    | ::ffff:192.0.2.7             | ::ffff:c000:207",
                "IP_ADDRESS    | 1:2:3:4:5:6:7::              | 1:2:3:4:5:6:7:0",
                "IP_ADDRESS    | fe80::                       | fe80::",
                "NUMBER        | 0012.340                     | 12.34",
                "NUMBER        | 1000                         | 1000",
                "PERCENT       | 87.5 %                       | 87.5"
            })
    void valuesComeInOneForm(AnswerType type, String value, String form) {
        assertThat(type.canonical(value, -1)).isEqualTo(form);
        assertThat(type.canonical(form, -1)).isEqualTo(form);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CHECKBOX   | maybe",
                "CURRENCY   | 1.234",
                "CURRENCY   | $5",
                "CURRENCY   | '1,000.00'",
                "DATE       | 2026-02-30",
                "DATE       | 03/02/2026",
                "DATE       | 1752-12-31",
                "DATE       | 2026-03-02T09:00",
                "HYPERLINK  | example.org",
                "HYPERLINK  | javascript:alert(1)",
                "HYPERLINK  | https://",
                "HYPERLINK  | http://a b",
                "IP_ADDRESS | 192.0.2.256",
                "IP_ADDRESS | 192.0.2.07",
                "IP_ADDRESS | 192.0.2",
                "IP_ADDRESS | 1::2::3",
                "IP_ADDRESS | 1:2:3:4:5:6:7:8:9",
                "IP_ADDRESS | 1:2:3:4:5:6:7",
                "IP_ADDRESS | 12345::",
                "IP_ADDRESS | 192.0.2.7::1",
                "IP_ADDRESS | fe80::1%eth0",
                "NUMBER     | 1e9",
                "NUMBER     | 1234567890123456789",
                "NUMBER     | 5.",
                "PERCENT    | half"
            })
    void whatIsNotLegalIsShownWithWhatIs(AnswerType type, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> type.canonical(value, -1))
                .withMessageStartingWith("'" + value + "' is not legal; ")
                .withMessageMatching("(?s).* (is|are)");
    }

    @Test
    void controlCharactersAreRefusedInTextAndLineEndsAreOneInTextAreas() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AnswerType.TEXT.canonical("a\nb", -1))
                .withMessageContaining("\\u000a");
        assertThat(AnswerType.TEXT_AREA.canonical("a\r\nb\rc\n", -1)).isEqualTo("a\nb\nc");
        assertThatIllegalArgumentException().isThrownBy(() -> AnswerType.TEXT_AREA.canonical("a\u0000b", -1));
    }

    @Test
    void aPasswordInPlainTextIsRefusedAndNotRepeated() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AnswerType.PASSWORD.canonical("hunter2", -1))
                .withMessage("plain text is not legal; a secret is");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AnswerType.HYPERLINK.canonical("https://me:hunter2@example.org", -1))
                .withMessageNotContaining("hunter2");
    }

    @Test
    void theQuestionsLimitOfDecimalsIsKept() {
        assertThat(AnswerType.NUMBER.canonical("7.0", 0)).isEqualTo("7");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AnswerType.NUMBER.canonical("7.5", 0))
                .withMessageContaining("at most 0 decimals");
    }

    @Test
    void aChoiceIsTakenAsThePsaSpellsItAndOthersAreRefusedWithAll() {
        Question tier = new Question("5", "Tier", AnswerType.TEXT, false, -1, List.of("Gold", "GOLD", "Silver"));

        assertThat(tier.canonical("GOLD")).isEqualTo("GOLD");
        assertThat(tier.canonical("silver")).isEqualTo("Silver");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tier.canonical("Bronze"))
                .withMessageContainingAll("'Bronze'", "'Gold'", "'Silver'");
    }

    @ParameterizedTest
    @EnumSource(AnswerType.class)
    void typesAreFoundByLabelAndByThePsasName(AnswerType type) {
        assertThat(AnswerType.named(type.label())).contains(type);
        assertThat(AnswerType.named(type.name().replace("_", ""))).contains(type);
        assertThat(AnswerType.named("Button")).isEmpty();
    }

    @Test
    void anyNumberKeepsItsValueInItsForm() {
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            BigDecimal value = BigDecimal.valueOf(random.nextLong() / 1_000_000, random.nextInt(6));
            String form = AnswerType.NUMBER.canonical(value.toPlainString(), -1);
            assertThat(new BigDecimal(form)).isEqualByComparingTo(value);
            assertThat(form).doesNotContain("E");
        }
    }
}
