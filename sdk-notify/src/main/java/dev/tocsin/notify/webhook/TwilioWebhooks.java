package dev.tocsin.notify.webhook;

import dev.tocsin.core.consent.InboundMessage;
import dev.tocsin.core.notify.CallScript;
import dev.tocsin.core.notify.DeliveryReport;
import dev.tocsin.core.notify.KeyAnswer;
import dev.tocsin.core.notify.KeyPress;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.notify.twilio.TwilioCallbacks;
import dev.tocsin.notify.twilio.TwilioReports;
import dev.tocsin.notify.twilio.TwilioSignature;
import dev.tocsin.notify.twilio.VoiceScript;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Twilio's requests: texts, answered calls, pressed keys, and what became of messages and calls. Nothing is read before its signature holds. */
final class TwilioWebhooks {
    private static final Logger LOG = LoggerFactory.getLogger(NotificationWebhooks.class);
    private static final String NOTHING_TO_SAY = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>";
    private static final String SIGNATURE = "x-twilio-signature";
    private static final String CONFIRMING = "c";
    private static final String ASKED = "a";
    private static final int LONGEST_ID = 200;
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9/_.-]{1,200}");

    private final WebhookTarget target;
    private final TwilioCallbacks callbacks;
    private final TwilioSignature signature;
    private final String smsChannel;
    private final String voiceChannel;
    private final VoiceScript script;
    private final Clock clock;

    TwilioWebhooks(
            WebhookTarget target,
            TwilioCallbacks callbacks,
            TwilioSignature signature,
            String smsChannel,
            String voiceChannel,
            VoiceScript script,
            Clock clock) {
        this.target = target;
        this.callbacks = callbacks;
        this.signature = signature;
        this.smsChannel = smsChannel;
        this.voiceChannel = voiceChannel;
        this.script = script;
        this.clock = clock;
    }

    /** Whether a path below the base is Twilio's. */
    static boolean owns(String path) {
        return path.equals(TwilioCallbacks.SMS_PATH)
                || path.equals(TwilioCallbacks.VOICE_PATH)
                || path.equals(TwilioCallbacks.KEY_PATH)
                || path.equals(TwilioCallbacks.STATUS_PATH);
    }

    WebhookResponse handled(String path, WebhookRequest request) {
        if (!request.method().equals("POST")) {
            return WebhookResponse.notAllowed("POST");
        }
        byte[] body = request.body();
        if (!signature.valid(
                request.header(SIGNATURE).orElse(null),
                request.publicUri(),
                request.header("content-type").orElse(null),
                body)) {
            LOG.warn("refused a request to {}: its signature is missing or not Twilio's for that address", path);
            return WebhookResponse.empty(403);
        }
        FormFields form = FormFields.of(body);
        if (path.equals(TwilioCallbacks.SMS_PATH)) {
            return text(form);
        }
        FormFields query = FormFields.of(request.publicUri().getRawQuery());
        String key = query.text(TwilioCallbacks.KEY_PARAMETER);
        if (!KEY.matcher(key).matches()) {
            LOG.warn("a request to {} is Twilio's, and not about a message of ours", path);
            return WebhookResponse.empty(404);
        }
        if (path.equals(TwilioCallbacks.STATUS_PATH)) {
            return status(key, form);
        }
        return path.equals(TwilioCallbacks.VOICE_PATH)
                ? voice(key, form)
                : pressed(key, form, query.text(CONFIRMING).equals("1"), asked(query.text(ASKED)));
    }

    private WebhookResponse text(FormFields form) {
        String sid = form.orNull("MessageSid") == null ? form.text("SmsSid") : form.text("MessageSid");
        PhoneNumber from = number(form.text("From"));
        if (from == null || sid.isBlank() || sid.length() > LONGEST_ID) {
            LOG.info("passed by a text that is not from a telephone number");
        } else {
            target.message(new InboundMessage(from, form.text("Body"), sid, "twilio", clock.instant()));
        }
        return WebhookResponse.xml(NOTHING_TO_SAY);
    }

    private static @Nullable PhoneNumber number(String text) {
        try {
            return new PhoneNumber(text);
        } catch (IllegalArgumentException shortCodeOrName) {
            return null;
        }
    }

    private WebhookResponse voice(String key, FormFields form) {
        CallScript said = target.script(key, form.orNull("AnsweredBy"));
        if (!said.known() || said.words().isBlank()) {
            return WebhookResponse.xml(VoiceScript.hangUp());
        }
        // Asked for once more here, since nothing but a person may press a key.
        boolean keys = said.keys() && !CallScript.isMachine(form.orNull("AnsweredBy"));
        return WebhookResponse.xml(
                keys ? script.withKeys(said.words(), callbacks.key(key)) : script.spoken(said.words()));
    }

    /** Counted in the address, which the signature covers, so that the same press delivered again says the same. */
    private static int asked(String text) {
        return text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
    }

    private WebhookResponse pressed(String key, FormFields form, boolean confirming, int asked) {
        String call = form.text("CallSid");
        if (call.isBlank() || call.length() > LONGEST_ID) {
            return WebhookResponse.xml(VoiceScript.hangUp());
        }
        KeyAnswer answer = target.keyPressed(new KeyPress(
                key, call, form.text("Digits"), form.orNull("AnsweredBy"), confirming, asked, clock.instant()));
        String action = callbacks.key(key) + "&" + ASKED + "=";
        return WebhookResponse.xml(
                switch (answer.next()) {
                    case HANG_UP -> answer.words().isBlank() ? VoiceScript.hangUp() : script.last(answer.words());
                    case ASK_AGAIN -> script.withKeys(answer.words(), URI.create(action + (asked + 1)));
                    case CONFIRM_CLOSE ->
                        script.asking(answer.words(), URI.create(action + asked + "&" + CONFIRMING + "=1"));
                });
    }

    private WebhookResponse status(String key, FormFields form) {
        String message = form.text("MessageSid");
        boolean call = message.isEmpty();
        String sid = call ? form.text("CallSid") : message;
        String said = form.text(call ? "CallStatus" : "MessageStatus");
        if (sid.isBlank() || sid.length() > LONGEST_ID) {
            LOG.info("passed by a report that names nothing");
            return WebhookResponse.empty(204);
        }
        String code = form.orNull("ErrorCode");
        Optional<DeliveryReport> report = call
                ? TwilioReports.ofCall(key, voiceChannel, sid, said, code, clock.instant())
                : TwilioReports.ofMessage(key, smsChannel, sid, said, code, clock.instant());
        report.ifPresentOrElse(target::report, () -> LOG.info("passed by a report of a state that is not known here"));
        return WebhookResponse.empty(204);
    }
}
