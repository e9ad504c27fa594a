package dev.tocsin.simulators.twilio;

import dev.tocsin.simulators.twilio.internal.wire.Form;
import dev.tocsin.simulators.twilio.internal.wire.TwilioError;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the host asks of a call.
 *
 * @param url where the TwiML is; null if it is given
 * @param twiml the TwiML; null if it is fetched, which counts first where both are given
 * @param statusCallback null for none
 * @param events the events that are told; {@code completed} unless said
 * @param machineDetection {@code Enable} or {@code DetectMessageEnd}; null for none
 */
record CallRequest(
        String from,
        String to,
        @Nullable String url,
        @Nullable String twiml,
        @Nullable String statusCallback,
        Set<String> events,
        @Nullable String machineDetection) {
    private static final Set<String> EVENTS = Set.of("initiated", "ringing", "answered", "completed");
    private static final int LONGEST_TWIML = 4_000;
    private static final int LONGEST_TIMEOUT = 600;
    static final List<String> NOT_PLAYED = List.of(
            "ApplicationSid",
            "FallbackUrl",
            "SendDigits",
            "Record",
            "CallerId",
            "AsyncAmd",
            "AsyncAmdStatusCallback",
            "Byoc",
            "CallToken",
            "ClientNotificationUrl");

    /**
     * Reads a form.
     *
     * @throws TwilioError 400 with the vendor's code if something is missing, wrong or not simulated
     */
    static CallRequest of(SimAccount account, Form form) {
        NOT_PLAYED.stream().filter(form::has).findFirst().ifPresent(name -> {
            throw TwilioError.notPlayed(name);
        });
        for (String method : List.of("Method", "StatusCallbackMethod")) {
            if (form.get(method).filter(value -> !value.equals("POST")).isPresent()) {
                throw TwilioError.notPlayed(method + " " + form.get(method).get());
            }
        }
        String to = form.get("To").orElseThrow(() -> TwilioError.of(400, 21_201, "No 'To' number is specified"));
        if (!to.matches("\\+[1-9]\\d{6,14}")) {
            throw TwilioError.refusing(21_211, to);
        }
        String from = form.get("From").orElseThrow(() -> TwilioError.of(400, 21_213, "No 'From' number is specified"));
        if (!account.owns(from)) {
            throw TwilioError.of(
                    400,
                    21_210,
                    "The source phone number provided, " + from + ", is not yet verified for your account.");
        }
        Optional<String> url = form.get("Url");
        Optional<String> twiml = form.get("Twiml");
        if (url.isEmpty() ? twiml.isEmpty() : !MessageRoutes.isUrl(url.get())) {
            throw TwilioError.of(400, 21_205, "Url is not a valid URL: " + url.orElse(""));
        }
        if (url.isEmpty() && twiml.filter(text -> text.length() > LONGEST_TWIML).isPresent()) {
            throw TwilioError.invalidParameter("Twiml must have at most " + LONGEST_TWIML + " characters");
        }
        timeout(form);
        return new CallRequest(
                from,
                to,
                url.orElse(null),
                url.isPresent() ? null : twiml.orElse(null),
                callback(form).orElse(null),
                events(form),
                detection(form).orElse(null));
    }

    private static void timeout(Form form) {
        String text = form.get("Timeout").orElse("60");
        if (!text.matches("\\d{1,3}") || Integer.parseInt(text) > LONGEST_TIMEOUT) {
            throw TwilioError.invalidParameter("Timeout must be from 0 to " + LONGEST_TIMEOUT + ", not " + text);
        }
    }

    private static Optional<String> callback(Form form) {
        Optional<String> callback = form.get("StatusCallback");
        if (callback.filter(url -> !MessageRoutes.isUrl(url)).isPresent()) {
            throw TwilioError.of(400, 21_609, "The StatusCallback URL " + callback.get() + " is not a valid URL.");
        }
        return callback;
    }

    /** Repeated, or several words in one. */
    private static Set<String> events(Form form) {
        List<String> asked = form.all("StatusCallbackEvent").stream()
                .flatMap(value -> Arrays.stream(value.strip().split("\\s+")))
                .filter(value -> !value.isEmpty())
                .toList();
        asked.stream().filter(event -> !EVENTS.contains(event)).findFirst().ifPresent(event -> {
            throw TwilioError.invalidParameter(
                    "StatusCallbackEvent '" + event + "' is none of initiated, ringing, answered, completed");
        });
        return asked.isEmpty() ? Set.of("completed") : Set.copyOf(asked);
    }

    private static Optional<String> detection(Form form) {
        Optional<String> detection = form.get("MachineDetection");
        if (detection
                .filter(value -> !List.of("enable", "detectmessageend").contains(value.toLowerCase(Locale.ROOT)))
                .isPresent()) {
            throw TwilioError.invalidParameter(
                    "MachineDetection must be Enable or DetectMessageEnd, not " + detection.get());
        }
        return detection;
    }
}
