package dev.tocsin.simulators.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignatureTest {
    private static final String URL = "https://mycompany.com/myapp.php?foo=1&bar=2";

    @Test
    void theExampleOfTheVendorsGuideComesOut() {
        Map<String, String> form = Map.of(
                "Digits", "1234",
                "To", "+18005551212",
                "From", "+14158675309",
                "Caller", "+14158675309",
                "CallSid", "CA1234567890ABCDE");
        assertThat(TwilioSignature.of("12345", URL, form)).isEqualTo("RSOYDt4T1cUTdK1PDd93/VVr8B8=");
        assertThat(TwilioSignature.of("12346", URL, form)).isNotEqualTo("RSOYDt4T1cUTdK1PDd93/VVr8B8=");
    }

    @Test
    void aRepeatedNameIsSignedWithAllItsValues() {
        String both = TwilioSignature.of("t", URL, List.of(Map.entry("A", "1"), Map.entry("A", "2")));
        assertThat(both).isEqualTo(TwilioSignature.of("t", URL + "A1A2", Map.of()));
    }
}
