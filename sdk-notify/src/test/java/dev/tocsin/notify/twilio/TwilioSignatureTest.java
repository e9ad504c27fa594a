package dev.tocsin.notify.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which requests are taken for Twilio's. */
class TwilioSignatureTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final URI URL = URI.create("https://mycompany.com/myapp.php?foo=1&bar=2");
    private static final byte[] BODY =
            bytes("Digits=1234&To=%2B18005551212&From=%2B14158675309&Caller=%2B14158675309&CallSid=CA1234567890ABCDE");
    /** Of Twilio's documentation. */
    private static final String SIGNED = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";

    private final TwilioSignature signature = TwilioSignature.of(Secret.of("12345"));

    @Test
    void knowsTheExampleOfTwiliosDocumentation() {
        assertThat(signature.valid(SIGNED, URL, FORM, BODY)).isTrue();
        assertThat(signature.sign(URL, FORM, BODY)).isEqualTo(SIGNED);
    }

    @Test
    void takesTheParametersInWhateverOrderTheyCame() {
        byte[] other = bytes(
                "CallSid=CA1234567890ABCDE&Caller=%2B14158675309&From=%2B14158675309&To=%2B18005551212&Digits=1234");

        assertThat(signature.valid(SIGNED, URL, FORM + "; charset=UTF-8", other))
                .isTrue();
    }

    @Test
    void takesTheAddressWithAndWithoutItsUsualPort() {
        URI withPort = URI.create("https://mycompany.com:443/myapp.php?foo=1&bar=2");

        assertThat(signature.valid(SIGNED, withPort, FORM, BODY)).isTrue();
        assertThat(signature.valid(signature.sign(withPort, FORM, BODY), URL, FORM, BODY))
                .isTrue();
        URI other = URI.create("https://mycompany.com:8443/myapp.php?foo=1&bar=2");
        assertThat(signature.valid(SIGNED, other, FORM, BODY)).isTrue();
        assertThat(signature.valid(signature.sign(other, FORM, BODY), URL, FORM, BODY))
                .as("another port is another address")
                .isFalse();
    }

    @Test
    void refusesAnotherKeyAnotherAddressAnotherValueAndAnAddition() {
        assertThat(TwilioSignature.of(Secret.of("12346")).valid(SIGNED, URL, FORM, BODY))
                .isFalse();
        assertThat(signature.valid(SIGNED, URI.create("https://mycompany.com/myapp.php?foo=1&bar=3"), FORM, BODY))
                .isFalse();
        assertThat(signature.valid(SIGNED, URL, FORM, bytes(text(BODY).replace("1234&", "1235&"))))
                .isFalse();
        assertThat(signature.valid(SIGNED, URL, FORM, bytes(text(BODY) + "&X=1")))
                .isFalse();
    }

    @Test
    void keepsRepeatedParameters() {
        byte[] twice = bytes("A=1&A=2");
        String signed = signature.sign(URL, FORM, twice);

        assertThat(signature.valid(signed, URL, FORM, bytes("A=2&A=1"))).isTrue();
        assertThat(signature.valid(signed, URL, FORM, bytes("A=2"))).isFalse();
    }

    @Test
    void acceptsTheOldKeyWhileKeysAreChanged() {
        TwilioSignature both = new TwilioSignature(List.of(Secret.of("new"), Secret.of("12345")));

        assertThat(both.valid(SIGNED, URL, FORM, BODY)).isTrue();
        assertThat(both.valid(TwilioSignature.of(Secret.of("new")).sign(URL, FORM, BODY), URL, FORM, BODY))
                .isTrue();
    }

    @Test
    void bindsABodyOfJsonByItsHash() {
        byte[] json = bytes("{\"a\":1}");
        URI hashed = URI.create("https://mycompany.com/x?bodySHA256="
                + "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862");
        String signed = signature.sign(hashed, "application/json", json);

        assertThat(signature.valid(signed, hashed, "application/json", json)).isTrue();
        assertThat(signature.valid(signed, hashed, "application/json", bytes("{\"a\":2}")))
                .isFalse();
    }

    @Test
    void refusesABodyThatNothingBinds() {
        String signed = signature.sign(URL, null, new byte[0]);

        assertThat(signature.valid(signed, URL, null, new byte[0])).isTrue();
        assertThat(signature.valid(signed, URL, "application/json", bytes("{}")))
                .isFalse();
        assertThat(signature.valid(signed, URL, "multipart/form-data", BODY)).isFalse();
    }

    @Test
    void refusesWhatIsNoSignatureAndNoForm() {
        assertThat(signature.valid(null, URL, FORM, BODY)).isFalse();
        assertThat(signature.valid("", URL, FORM, BODY)).isFalse();
        assertThat(signature.valid("not base64!", URL, FORM, BODY)).isFalse();
        assertThat(signature.valid(SIGNED, URL, FORM, bytes("A=%zz"))).isFalse();
        assertThat(signature.valid(SIGNED, URL, FORM, bytes("A=1&".repeat(2000))))
                .isFalse();
    }

    @Test
    void needsAKey() {
        assertThatThrownBy(() -> new TwilioSignature(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
