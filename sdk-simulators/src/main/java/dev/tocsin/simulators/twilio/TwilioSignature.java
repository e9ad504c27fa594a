package dev.tocsin.simulators.twilio;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The header {@code X-Twilio-Signature} of a webhook: base64 of the HMAC-SHA1, by the account's primary auth token, of the full
 * public address followed by the form's names and values, sorted by name (Twilio, Webhooks Security). Written apart from the SDK's own
 * calculation, so that each is a check of the other.
 */
public final class TwilioSignature {
    private TwilioSignature() {}

    /** The signature of a form whose names do not repeat. */
    public static String of(String authToken, String url, Map<String, String> form) {
        return of(authToken, url, form.entrySet());
    }

    /**
     * The signature of a form; of a repeated name the values come in their order (the vendor does not say in which).
     *
     * @param authToken the account's primary auth token
     * @param url the address as the webhook was set up, query included
     * @param form decoded names and values
     */
    public static String of(String authToken, String url, Collection<Map.Entry<String, String>> form) {
        StringBuilder signed = new StringBuilder(url);
        form.stream()
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .forEach(field -> signed.append(field.getKey()).append(field.getValue()));
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(authToken.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java platform has HmacSHA1", missing);
        }
    }
}
