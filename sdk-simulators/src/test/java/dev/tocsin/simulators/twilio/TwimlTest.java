package dev.tocsin.simulators.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.simulators.twilio.internal.twiml.Twiml;
import dev.tocsin.simulators.twilio.internal.twiml.Verb;
import org.junit.jupiter.api.Test;

class TwimlTest {
    @Test
    void verbsComeWithTheirAttributesAndWords() {
        assertThat(Twiml.parse("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response><!-- a note -->"
                        + "<Say voice=\"alice\">Grüße,\n  Ann &amp; Bob</Say><Message>one\ntwo</Message></Response>"))
                .satisfiesExactly(
                        say -> {
                            assertThat(say.name()).isEqualTo("Say");
                            assertThat(say.text()).isEqualTo("Grüße, Ann & Bob");
                            assertThat(say.attribute("voice")).contains("alice");
                        },
                        message -> assertThat(message.messageBody()).isEqualTo("one\ntwo"));
        assertThat(Twiml.parse(" ")).isEmpty();
        assertThat(Twiml.parse("<Response/>")).isEmpty();
    }

    @Test
    void sizeDepthAndNumberAreBounded() {
        String deep = "<Response>" + "<a>".repeat(9_000) + "</a>".repeat(9_000) + "</Response>";
        assertThat(deep.length()).isLessThan(Twiml.MAX_LENGTH);
        assertThatThrownBy(() -> Twiml.parse(deep))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("depth of \"11\"");
        String deepest = "<Response>" + "<a>".repeat(9) + "</a>".repeat(9) + "</Response>";
        assertThat(Twiml.parse(deepest)).hasSize(1);
        assertThatThrownBy(() -> Twiml.parse("<Response>" + "<Pause/>".repeat(501) + "</Response>"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("500 elements");
        assertThatThrownBy(() -> Twiml.parse(" ".repeat(Twiml.MAX_LENGTH) + "<Response/>"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("characters");
        assertThat(Twiml.parse("<Response>" + "<Pause/>".repeat(500) + "</Response>"))
                .hasSize(500)
                .extracting(Verb::name)
                .containsOnly("Pause");
    }

    @Test
    void noEntityIsResolved() {
        assertThatThrownBy(
                        () -> Twiml.parse(
                                "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><Response><Say>&x;</Say></Response>"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DOCTYPE");
    }
}
