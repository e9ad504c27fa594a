package dev.tocsin.core.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownTextTest {
    @Test
    void whatATerminalObeysBecomesEscapesAndTheRestStays() {
        String bell = "a\nb\u001b[2J\u202ec" + (char) 0x2028 + "d" + (char) 0xd800;

        assertThat(ShownText.inLine(bell)).isEqualTo("a\\u000ab\\u001b[2J\\u202ec\\u2028d\\ud800");
        assertThat(ShownText.inLine("Söhne 😀 'x'")).isEqualTo("Söhne 😀 'x'");
        assertThat(ShownText.quoted("a\rb")).isEqualTo("'a\\u000db'");
    }
}
