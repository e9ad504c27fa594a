package dev.tocsin.simulators.twilio;

import dev.tocsin.simulators.twilio.internal.wire.Form;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One webhook and what became of it. Its text form holds no signature.
 *
 * @param kind what it is about
 * @param subject the sid of the message or call
 * @param url the address as it was set up, over which it is signed
 * @param fields the form
 * @param signature the header {@code X-Twilio-Signature}
 * @param token the header {@code I-Twilio-Idempotency-Token}, the same in each repetition
 * @param status the status it was answered with; 0 if it was not
 * @param answer the body of the answer; empty if there was none
 * @param outcome how it ended
 * @param errorCode the vendor's error code: 11205 nobody answered, 11200 refused, 12100 the answer is no valid TwiML; 0 for none
 */
public record WebhookDelivery(
        Kind kind,
        String subject,
        String url,
        Map<String, String> fields,
        String signature,
        String token,
        int status,
        String answer,
        Outcome outcome,
        int errorCode) {
    /** Copies the form, in its order. */
    public WebhookDelivery {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** The body as it is sent. */
    public String body() {
        return Form.of(fields).encoded();
    }

    WebhookDelivery ended(Outcome how, int answered, String body, int error) {
        return new WebhookDelivery(kind, subject, url, fields, signature, token, answered, body, how, error);
    }

    WebhookDelivery signed(String anotherSignature) {
        return new WebhookDelivery(kind, subject, url, fields, anotherSignature, token, 0, "", Outcome.WAITING, 0);
    }

    WebhookDelivery with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(fields);
        changed.put(name, value);
        return new WebhookDelivery(kind, subject, url, changed, signature, token, 0, "", Outcome.WAITING, 0);
    }

    @Override
    public String toString() {
        return kind + " " + subject + " to " + url + " " + outcome + " " + status;
    }

    /** What a webhook is about. */
    public enum Kind {
        /** A message's status. */
        MESSAGE_STATUS,
        /** A message of a person. */
        INBOUND_MESSAGE,
        /** A call's status. */
        CALL_STATUS,
        /** What to do with a call: its address, a redirection, the action of a {@code <Gather>}. */
        VOICE,
        /** Made up by the test. */
        MADE_UP
    }

    /** How a webhook ended. */
    public enum Outcome {
        /** It is under way, or held back. */
        WAITING,
        /** It was answered with a 2xx. */
        DELIVERED,
        /** It was answered otherwise. */
        REFUSED,
        /** Nobody answered. */
        UNREACHABLE,
        /** The target is not on this machine, so nothing was sent. */
        UNDELIVERABLE,
        /** The number has no address for messages, so nothing was sent. */
        NOT_SET_UP
    }
}
