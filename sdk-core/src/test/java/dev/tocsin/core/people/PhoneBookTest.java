package dev.tocsin.core.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import dev.tocsin.core.people.PhoneReading.Reason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneBookTest {
    private static Phone phone(String region, String text) {
        PhoneReading reading = PhoneBook.of(region).read(text, "phone");
        assertThat(reading).as(text).isInstanceOf(PhoneReading.Read.class);
        return ((PhoneReading.Read) reading).phone();
    }

    private static Reason refusal(PhoneBook book, String text) {
        PhoneReading reading = book.read(text, "phones[3]");
        assertThat(reading).as(text).isInstanceOf(PhoneReading.Unread.class);
        assertThat(reading.place()).isEqualTo("phones[3]");
        assertThat(((PhoneReading.Unread) reading).fault().field()).isEqualTo("phones[3]");
        return ((PhoneReading.Unread) reading).reason();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DE | 0151 23456789                 | +4915123456789 | MOBILE
            DE | +49 (0) 151 / 234 567 89      | +4915123456789 | MOBILE
            DE | 0049 151 23456789             | +4915123456789 | MOBILE
            DE | Mobil: 0151-23456789          | +4915123456789 | MOBILE
            DE | tel:+49-151-23456789          | +4915123456789 | MOBILE
            DE | 030 901820                    | +4930901820    | FIXED_LINE
            DE | Tel/Fax: 030 901820           | +4930901820    | FIXED_LINE
            DE | Faxabteilung: 030 901820      | +4930901820    | FIXED_LINE
            DE | 0800 1234567                  | +498001234567  | TOLL_FREE
            GB | 056 0123 4567 | +445601234567 | VOIP
            AT | 0664 1234567                  | +436641234567  | MOBILE
            CH | 079 123 45 67                 | +41791234567   | MOBILE
            CH | 044 668 18 00                 | +41446681800   | FIXED_LINE
            GB | 07400 123456                  | +447400123456  | MOBILE
            GB | 020 7946 0018                 | +442079460018  | FIXED_LINE
            IE | 085 012 3456                  | +353850123456  | MOBILE
            FR | 06 12 34 56 78                | +33612345678   | MOBILE
            FR | 01.23.45.67.89                | +33123456789   | FIXED_LINE
            IT | 02 1234 5678                  | +390212345678  | FIXED_LINE
            IT | 312 345 6789                  | +393123456789  | MOBILE
            ES | 612 34 56 78                  | +34612345678   | MOBILE
            NL | 06-12345678                   | +31612345678   | MOBILE
            PL | 512 345 678                   | +48512345678   | MOBILE
            US | 231-482-2649                  | +12314822649   | FIXED_LINE_OR_MOBILE
            US | +1 425 555 0109               | +14255550109   | FIXED_LINE_OR_MOBILE
            US | (425) 555-0109                | +14255550109   | FIXED_LINE_OR_MOBILE
            US | +1 2065555555                 | +12065555555   | FIXED_LINE_OR_MOBILE
            US | 011 49 151 23456789           | +4915123456789 | MOBILE
            US | 800-234-5678                  | +18002345678   | TOLL_FREE
            CA | 506-234-5678                  | +15062345678   | FIXED_LINE_OR_MOBILE
            MX | 222 123 4567                  | +522221234567  | FIXED_LINE_OR_MOBILE
            BR | (11) 96123-4567               | +5511961234567 | MOBILE
            AU | 0412 345 678                  | +61412345678   | MOBILE
            NZ | 021 123 4567                  | +64211234567   | MOBILE
            IN | 081234 56789                  | +918123456789  | MOBILE
            JP | 090-1234-5678                 | +819012345678  | MOBILE
            JP | ０９０－１２３４－５６７８    | +819012345678  | MOBILE
            EG | ٠١٠٠١٢٣٤٥٦٧                   | +201001234567  | MOBILE
            ZA | 071 123 4567                  | +27711234567   | MOBILE
            IL | 050-234-5678                  | +972502345678  | MOBILE
            SG | 8123 4567                     | +6581234567    | MOBILE
            DE | +44 7400 123456               | +447400123456  | MOBILE
            """)
    void numbersAreReadAsPeopleOfTheRegionWriteThem(String region, String text, String e164, PhoneKind kind) {
        Phone phone = phone(region, text);

        assertThat(phone.number().e164()).isEqualTo(e164);
        assertThat(phone.kind()).isEqualTo(kind);
        assertThat(phone.extension()).isNull();
    }

    @Test
    void aNumberLongerThanE164AllowsIsRefused() {
        String longest = "";
        for (int digits = 8; digits < 18; digits++) {
            String text = "+4930" + "12345678901234567890".substring(0, digits);
            PhoneReading reading = PhoneBook.of("DE").read(text, "phone");
            if (reading instanceof PhoneReading.Read read) {
                longest = read.phone().number().e164();
            }
        }

        assertThat(longest.length()).isBetween(10, 16);
    }

    @Test
    void everyUsableExampleOfEveryNumberingPlanIsReadInItsOwnSpelling() {
        PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
        List<String> lost = new ArrayList<>();
        int read = 0;
        for (String region : plans.getSupportedRegions()) {
            for (PhoneNumberType type : PhoneNumberType.values()) {
                Phonenumber.PhoneNumber example = plans.getExampleNumberForType(region, type);
                if (example == null || !plans.isValidNumber(example)) {
                    continue;
                }
                String wanted = plans.format(example, PhoneNumberFormat.E164);
                for (PhoneNumberFormat format : List.of(PhoneNumberFormat.NATIONAL, PhoneNumberFormat.INTERNATIONAL)) {
                    PhoneReading reading = PhoneBook.of(region).read(plans.format(example, format), "phone");
                    if (reading instanceof PhoneReading.Read one) {
                        assertThat(one.phone().number().e164()).isEqualTo(wanted);
                        read++;
                    } else if (((PhoneReading.Unread) reading).reason() != Reason.KIND_NOT_USABLE) {
                        lost.add(region + " " + type + " " + format + " " + reading);
                    }
                }
            }
        }

        assertThat(lost).isEmpty();
        assertThat(read).isGreaterThan(1_500);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            US | (425) 555-0109 ext. 42     | +14255550109 | 42
            US | 425-555-0109 x7            | +14255550109 | 7
            US | 425 555 0109 extension 123 | +14255550109 | 123
            US | +1 425 555 0109;ext=900    | +14255550109 | 900
            DE | 030 901820 ext 17          | +4930901820  | 17
            DE | 0151 23456789 x 3          | +4915123456789 | 3
            """)
    void anExtensionLeavesTheVoiceOnly(String region, String text, String e164, String extension) {
        Phone phone = phone(region, text);

        assertThat(phone.number().e164()).isEqualTo(e164);
        assertThat(phone.extension()).isEqualTo(extension);
        assertThat(phone.takes(PhoneUse.VOICE)).isTrue();
        assertThat(phone.takes(PhoneUse.SMS)).isFalse();
    }

    @Test
    void onlyAMobileOrWhatMayBeOneTakesTextMessages() {
        assertThat(phone("DE", "0151 23456789").takes(PhoneUse.SMS)).isTrue();
        assertThat(phone("US", "425 555 0109").takes(PhoneUse.SMS)).isTrue();
        for (String text : List.of("030 901820", "0800 1234567", "+44 56 0123 4567")) {
            assertThat(phone("DE", text).takes(PhoneUse.SMS)).as(text).isFalse();
            assertThat(phone("DE", text).takes(PhoneUse.VOICE)).as(text).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DE | 0900 3123456          | KIND_NOT_USABLE
            DE | 0180 2 123456         | KIND_NOT_USABLE
            GB | 0909 8790000          | KIND_NOT_USABLE
            GB | 070 1234 5678         | KIND_NOT_USABLE
            US | 900-234-5678          | KIND_NOT_USABLE
            US | 555-0109              | TOO_SHORT
            US | 123-456-7890          | NOT_ASSIGNED
            US | 425-555-01            | TOO_SHORT
            DE | 12                    | TOO_SHORT
            DE | +49 1                 | TOO_SHORT
            DE | +49 151 2345678901234567 | TOO_MANY_DIGITS
            DE | +999 123456789        | UNKNOWN_COUNTRY_CODE
            DE | +0 123456789          | UNKNOWN_COUNTRY_CODE
            DE | ask Bob               | NOT_A_NUMBER
            DE | n/a                   | NOT_A_NUMBER
            DE | -                     | NOT_A_NUMBER
            DE | 110                   | TOO_SHORT
            US | 911                   | TOO_SHORT
            US | 1-800-FLOWERS         | NOT_A_NUMBER
            DE | Room 5, 0151 23456789 | NOT_A_NUMBER
            DE | 0151 23456789 or 030 901820 | NOT_A_NUMBER
            DE | 0151 23456789 (private) | NOT_A_NUMBER
            DE | Fax: 030 901820 | KIND_NOT_USABLE
            DE | Telefax (Büro): 030 901820 | KIND_NOT_USABLE
            FR | Télefax: 01.23.45.67.89 | KIND_NOT_USABLE
            US | Work FAX: (425) 555-0109 | KIND_NOT_USABLE
            US | pager: (425) 555-0109 | KIND_NOT_USABLE
            """)
    void whatIsNoUsableNumberIsToldWithReasonAndPlace(String region, String text, Reason reason) {
        assertThat(refusal(PhoneBook.of(region), text)).as(text).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0151 23456789 / 030 901820",
                "0151 23456789; 0151 98765432",
                "0151 23456789, 0151 98765432",
                "0151 23456789\n0151 98765432",
                "0151 23456789 & 0151 98765432",
                "0151 23456789 / x 030 901820",
                "0151 23456789 x 030 901820 x 3"
            })
    void twoNumbersInOneTextAreNeverTakenForOne(String text) {
        PhoneReading reading = PhoneBook.of("DE").read(text, "phone");

        assertThat(reading).as(text).isInstanceOf(PhoneReading.Unread.class);
    }

    @Test
    void withoutARegionOnlyInternationalNumbersAreRead() {
        PhoneBook book = PhoneBook.international();

        assertThat(book.read("+49 151 23456789", "phone")).isInstanceOf(PhoneReading.Read.class);
        assertThat(refusal(book, "0151 23456789")).isEqualTo(Reason.NO_REGION);
        assertThat(refusal(book, "+999 151 23456789")).isEqualTo(Reason.UNKNOWN_COUNTRY_CODE);
        assertThat(book.region()).isEmpty();
    }

    @Test
    void blankAndEndlessTextsAreFaultsOfTheirOwn() {
        assertThat(refusal(PhoneBook.of("de"), "  ")).isEqualTo(Reason.BLANK);
        assertThat(refusal(PhoneBook.of("de"), "1".repeat(101))).isEqualTo(Reason.TOO_LONG);
        assertThat(PhoneBook.of("DE").read((String) null, "x")).isInstanceOf(PhoneReading.Unread.class);
    }

    @Test
    void noMessageRepeatsTheDigits() {
        for (String text :
                List.of("+49 151 2345678901234567", "0900 3123456", "123-456-7890", "0151 23456789 or 5551234")) {
            PhoneReading reading = PhoneBook.of("DE").read(text, "phone");
            assertThat(reading.toString().replace("+49", "").replace("151 23456789", ""))
                    .doesNotContainPattern("[0-9]{4}");
        }
    }

    @Test
    void aRegionThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> PhoneBook.of("XX"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'XX'")
                .hasMessageContaining("ISO 3166-1");
        assertThatThrownBy(() -> PhoneBook.of("Germany")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aStoredNumberIsCheckedAgainByTodaysPlans() {
        assertThat(PhoneBook.check(new PhoneNumber("+4915123456789"), "number")).isInstanceOf(PhoneReading.Read.class);
        assertThat(PhoneBook.check(new PhoneNumber("+11234567890"), "number")).isInstanceOf(PhoneReading.Unread.class);
        assertThat(PhoneBook.check(new PhoneNumber("+9991234567"), "number")).isInstanceOf(PhoneReading.Unread.class);
    }

    @Test
    void theMobilePhoneComesBeforeTheBusinessPhonesAndEachNumberOnce() {
        DirectoryUser user = new DirectoryUser(
                "u1",
                "jdoe@example.com",
                null,
                "J. Doe",
                "0151 23456789",
                List.of("030 901820", "+49 151 23456789", "ask Bob", " "),
                List.of("+49 1512 3456700", "0900 3123456"),
                true,
                false);

        PhoneList phones = PhoneBook.of("DE").read(user);

        assertThat(phones.phones())
                .extracting(phone -> phone.number().e164())
                .containsExactly("+4915123456789", "+4930901820", "+4915123456700");
        assertThat(phones.unread())
                .extracting(PhoneReading.Unread::place, PhoneReading.Unread::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("businessPhones[2]", Reason.NOT_A_NUMBER),
                        org.assertj.core.groups.Tuple.tuple("authenticationPhones[1]", Reason.KIND_NOT_USABLE));
        assertThat(phones.first(PhoneUse.SMS)).contains(phones.phones().get(0));
    }
}
