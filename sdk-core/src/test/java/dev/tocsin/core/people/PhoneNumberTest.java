package dev.tocsin.core.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

    @ParameterizedTest
    @CsvSource({
        "+4915123451234, +49•••••1234",
        "+14255550109, +1•••••0109",
        "+79161234567, +7•••••4567",
        "+353850123456, +353•••••3456",
        "+2902158, +290•••••58",
        "+878101234567890, +878•••••7890"
    })
    void theTextIsMasked(String e164, String masked) {
        PhoneNumber number = new PhoneNumber(e164);

        assertThat(number).hasToString(masked);
        assertThat(number.masked()).isEqualTo(masked);
        assertThat(number.e164()).isEqualTo(e164);
        assertThat("to " + number).doesNotContain(e164);
    }

    @Test
    void atLeastHalfOfTheNationalNumberIsHidden() {
        Random random = new Random(41);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder digits = new StringBuilder("+").append(1 + random.nextInt(9));
            int length = 6 + random.nextInt(9);
            for (int d = 0; d < length; d++) {
                digits.append(random.nextInt(10));
            }
            String masked = new PhoneNumber(digits.toString()).masked();
            int shown = masked.length() - masked.lastIndexOf('•') - 1;
            int national = digits.length() - masked.indexOf('•');
            assertThat(shown * 2).as(masked).isLessThanOrEqualTo(national);
            assertThat(digits.toString()).startsWith(masked.substring(0, masked.indexOf('•')));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "4915123456789",
                "+0151234567",
                "+49 151 23456789",
                "+4915",
                "+1234567890123456",
                "+49151234567a",
                "+٤٩١٥١٢٣٤٥٦٧",
                "+491512345678\n",
                "tel:+4915123456789"
            })
    void anotherFormIsRefusedWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> new PhoneNumber(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("E.164")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("151"));
    }

    @Test
    void equalNumbersAreEqual() {
        assertThat(new PhoneNumber("+4915123456789")).isEqualTo(new PhoneNumber("+4915123456789"));
        assertThat(new PhoneNumber("+4915123456789")).isNotEqualTo(new PhoneNumber("+4915123456780"));
    }

    @Test
    void noRecordAroundANumberShowsIt() {
        Phone phone = new Phone(new PhoneNumber("+4915123456789"), PhoneKind.MOBILE, "4711");
        TechnicianDraft draft = new TechnicianDraft(
                "J", java.util.List.of(), java.util.List.of("+4915123456789"), java.util.List.of(), null);
        DirectoryUser user = new DirectoryUser(
                "u",
                null,
                null,
                null,
                "+4915123456789",
                java.util.List.of("030 901820"),
                java.util.List.of(),
                true,
                false);

        assertThat(phone.toString() + draft + user)
                .doesNotContain("4915123456789")
                .doesNotContain("4711")
                .doesNotContain("901820");
    }
}
