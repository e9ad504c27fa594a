package dev.tocsin.core.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdoe@example.com",
                "j.doe+alerts@mail.example.co.uk",
                "O'Brien@example.ie",
                "a@b.de",
                "x_y-z@1-2.example.org",
                "user#EXT#@tenant.onmicrosoft.com"
            })
    void addressesInUseAreTaken(String text) {
        assertThat(new EmailAddress(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "jdoe",
                "@example.com",
                "jdoe@",
                "jdoe@example",
                "jdoe@example..com",
                "jdoe@-example.com",
                ".jdoe@example.com",
                "j..doe@example.com",
                "jdoe.@example.com",
                "j doe@example.com",
                "jdoe@exam ple.com",
                "jdoe@example.com\r\nBcc: all@example.com",
                "jdoe\r\nBcc: all@example.com@example.com",
                "jdoe@example.com\n",
                "jdoe@example.com\u2028Bcc: x@example.com",
                "jdoe@example.com\u0000",
                "jdoe@example.com, other@example.com",
                "jdoe@example.com;other@example.com",
                "J Doe <jdoe@example.com>",
                "\"j doe\"@example.com",
                "jdoe(comment)@example.com",
                "jdoe@[127.0.0.1]",
                "jdoe@127.0.0.1",
                "jdoe@@example.com",
                "jd\u200Boe@example.com",
                "\u202Ejdoe@example.com",
                "jösé@example.com"
            })
    void whatCouldCarryAHeaderOrIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> new EmailAddress(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDomainInAnotherScriptIsKeptInAscii() {
        assertThat(new EmailAddress("info@Bücher.example").value()).isEqualTo("info@xn--bcher-kva.example");
        assertThat(new EmailAddress("info@例え.jp").value()).isEqualTo("info@xn--r8jz45g.jp");
    }

    @Test
    void caseDoesNotMakeAnotherMailbox() {
        assertThat(new EmailAddress("JDoe@Example.COM").value()).isEqualTo("JDoe@example.com");
        assertThat(new EmailAddress("JDoe@Example.COM").key()).isEqualTo(new EmailAddress("jdoe@example.com").key());
    }

    @Test
    void lengthsAreBounded() {
        assertThatThrownBy(() -> new EmailAddress("a".repeat(65) + "@example.com"))
                .hasMessageContaining("1 to 64");
        assertThatThrownBy(() -> new EmailAddress("a@" + "b.".repeat(150) + "com"))
                .hasMessageContaining("1 to 254");
    }
}
