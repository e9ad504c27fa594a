package dev.tocsin.examples.alertbridge.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedLineTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Basic s3cret",
                "{\"privateKey\":\"s3cret\"}",
                "clientId=s3cret, x",
                "password = s3cret;",
                "token: Bearer s3cret"
            })
    void whatLooksLikeASecretIsMasked(String line) {
        assertThat(MaskedLine.masked(line)).contains("***").doesNotContain("s3cret");
    }
}
