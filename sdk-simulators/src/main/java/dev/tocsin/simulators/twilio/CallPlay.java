package dev.tocsin.simulators.twilio;

import dev.tocsin.simulators.twilio.internal.twiml.Twiml;
import dev.tocsin.simulators.twilio.internal.twiml.Verb;
import java.net.URI;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One answered call: fetches TwiML, says the words, presses the person's keys, until the call is over. It ends at the latest after 50
 * documents or 500 verbs, so that a host that redirects in a circle does not keep it up. Used by one thread.
 */
final class CallPlay {
    /** What the simulator does not play, or a call that would not end. */
    static final int BROKEN_OFF = 0;

    private static final int MOST_DOCUMENTS = 50;
    private static final int MOST_VERBS = 500;
    private static final int NO_URL = 11_100;
    private static final int NO_TWIML = 12_100;

    private final CallRow call;
    private final Webhooks webhooks;
    private final Iterator<String> keys;
    private int verbs;

    CallPlay(CallRow call, Webhooks webhooks, List<String> keys) {
        this.call = call;
        this.webhooks = webhooks;
        this.keys = keys.iterator();
    }

    /** Where to go on. */
    private record Next(String url, Map<String, String> fields) {}

    void run() {
        String url = call.request().url();
        String document = call.request().twiml();
        String at = "";
        Next next = url == null ? null : new Next(url, Map.of());
        for (int i = 0; i < MOST_DOCUMENTS; i++) {
            if (next != null) {
                at = next.url();
                document = fetch(next);
            }
            if (document == null || call.over()) {
                return;
            }
            List<Verb> script;
            try {
                script = Twiml.parse(document);
            } catch (IllegalArgumentException noTwiml) {
                call.error(NO_TWIML);
                return;
            }
            next = perform(script, at);
            if (next == null) {
                return;
            }
        }
        call.error(BROKEN_OFF);
    }

    /** The document of an address; null if there is none, which ends the call. */
    private @Nullable String fetch(Next next) {
        Map<String, String> fields = fields(call);
        fields.put("Caller", call.request().from());
        fields.put("Called", call.request().to());
        fields.putAll(next.fields());
        WebhookDelivery done = webhooks.post(
                Webhooks.webhook(WebhookDelivery.Kind.VOICE, call.account(), call.sid(), next.url(), fields));
        if (done.outcome() == WebhookDelivery.Outcome.DELIVERED) {
            return done.answer();
        }
        call.error(done.errorCode());
        return null;
    }

    /** What every webhook of a call says. */
    static Map<String, String> fields(CallRow call) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("CallSid", call.sid());
        fields.put("AccountSid", call.account().sid());
        fields.put("From", call.request().from());
        fields.put("To", call.request().to());
        fields.put("CallStatus", call.status());
        fields.put("ApiVersion", "2010-04-01");
        fields.put("Direction", "outbound-api");
        String answeredBy = call.reportedAnswer();
        if (answeredBy != null) {
            fields.put("AnsweredBy", answeredBy);
        }
        return fields;
    }

    /** Where to go on; null for nowhere. */
    private @Nullable Next perform(List<Verb> script, String at) {
        for (Verb verb : script) {
            if (call.over()) {
                return null;
            }
            if (++verbs > MOST_VERBS) {
                call.error(BROKEN_OFF);
                return null;
            }
            switch (verb.name()) {
                case "Say" -> call.say(verb.text());
                case "Pause", "Play" -> {}
                case "Hangup" -> {
                    return null;
                }
                case "Redirect" -> {
                    return post(verb) ? next(at, Optional.of(verb.text()), Map.of()) : null;
                }
                case "Gather" -> {
                    String digits = gather(verb);
                    boolean empty = digits.isEmpty();
                    if (!empty
                            || verb.attribute("actionOnEmptyResult")
                                    .filter("true"::equals)
                                    .isPresent()) {
                        return post(verb) ? next(at, verb.attribute("action"), Map.of("Digits", digits)) : null;
                    }
                }
                default -> {
                    call.error(BROKEN_OFF);
                    return null;
                }
            }
        }
        return null;
    }

    /** Says the words of a Gather and presses the next keys; empty if the person presses none in time. */
    private String gather(Verb gather) {
        gather.children().stream().filter(verb -> verb.name().equals("Say")).forEach(verb -> call.say(verb.text()));
        boolean dtmf = gather.attribute("input").orElse("dtmf").contains("dtmf");
        String keyed = dtmf && keys.hasNext() ? keys.next() : "";
        String finish = gather.attribute("finishOnKey").orElse("#");
        if (!finish.isEmpty() && keyed.contains(finish)) {
            keyed = keyed.substring(0, keyed.indexOf(finish));
        }
        int most = gather.attribute("numDigits")
                .filter(text -> text.matches("\\d{1,4}"))
                .map(Integer::parseInt)
                .orElse(Integer.MAX_VALUE);
        String digits = keyed.length() > most ? keyed.substring(0, most) : keyed;
        call.press(digits);
        return digits;
    }

    /** Webhooks by GET are not played. */
    private boolean post(Verb verb) {
        boolean post = verb.attribute("method").orElse("POST").equals("POST");
        if (!post) {
            call.error(BROKEN_OFF);
        }
        return post;
    }

    /** An address as seen from a document; without one, that document's own. */
    private @Nullable Next next(String at, Optional<String> address, Map<String, String> fields) {
        try {
            String url = address.filter(text -> !text.isBlank())
                    .map(text ->
                            at.isEmpty() ? text : URI.create(at).resolve(text).toString())
                    .orElse(at);
            if (MessageRoutes.isUrl(url)) {
                return new Next(url, fields);
            }
        } catch (IllegalArgumentException noUrl) {
            // Told below.
        }
        call.error(NO_URL);
        return null;
    }
}
