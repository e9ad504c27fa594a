package dev.tocsin.simulators.twilio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.http.Answer;
import dev.tocsin.simulators.http.Call;
import dev.tocsin.simulators.twilio.internal.wire.Dates;
import dev.tocsin.simulators.twilio.internal.wire.Form;
import dev.tocsin.simulators.twilio.internal.wire.TwilioError;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Messages by HTTP: send, read, list. */
final class MessageRoutes {
    private static final int LONGEST_BODY = 1_600;
    private static final int LONGEST_VALIDITY = 36_000;
    static final List<String> NOT_PLAYED = List.of(
            "MediaUrl",
            "ContentSid",
            "ContentVariables",
            "ScheduleType",
            "SendAt",
            "ApplicationSid",
            "PersistentAction",
            "FallbackFrom",
            "ShortenUrls",
            "SendAsMms",
            "RiskCheck");
    private static final Listing<MessageRow> LISTING = new Listing<>("messages", MessageRow::sid, MessageRow::json);

    private final Messages messages;
    private final Phones phones;
    private final OptOuts optOuts;
    private final SenderRates rates;
    private final MessageFlow flow;
    private final Clock clock;
    private volatile Duration listLag = Duration.ZERO;

    MessageRoutes(Messages messages, Phones phones, OptOuts optOuts, SenderRates rates, MessageFlow flow, Clock clock) {
        this.messages = messages;
        this.phones = phones;
        this.optOuts = optOuts;
        this.rates = rates;
        this.flow = flow;
        this.clock = clock;
    }

    /** How long a new message is missing from lists. */
    void listLag(Duration lag) {
        listLag = lag;
    }

    Answer create(SimAccount account, Call call) {
        Form form = Form.bodyOf(call);
        NOT_PLAYED.stream().filter(form::has).findFirst().ifPresent(name -> {
            throw TwilioError.notPlayed(name);
        });
        String to = recipient(
                form.get("To").orElseThrow(() -> TwilioError.of(400, 21_604, "A 'To' phone number is required.")));
        String body = form.all("Body").stream().findFirst().orElse("");
        if (body.isEmpty()) {
            throw TwilioError.of(400, 21_602, "Message body is required.");
        }
        if (body.length() > LONGEST_BODY) {
            throw TwilioError.of(400, 21_617, "The concatenated message body exceeds the 1600 character limit");
        }
        String callback = form.get("StatusCallback").orElse(null);
        if (callback != null && !isUrl(callback)) {
            throw TwilioError.of(400, 21_609, "The StatusCallback URL " + callback + " is not a valid URL.");
        }
        Duration validity = Duration.ofSeconds(validity(form));
        String service = form.get("MessagingServiceSid").orElse(null);
        List<String> senders = senders(account, form);
        if (phones.refusal(to) != 0) {
            throw TwilioError.refusing(phones.refusal(to), to);
        }
        if (phones.isLandline(to)) {
            throw TwilioError.refusing(21_614, to);
        }
        MessageRow row;
        String sender;
        ObjectNode answer;
        synchronized (messages) {
            if (optOuts.blocks(service == null ? OptOuts.scope(account, senders.get(0)) : service, to)) {
                throw TwilioError.refusing(21_610, to);
            }
            Instant now = clock.instant();
            sender = senders.stream()
                    .filter(number -> rates.accept(number, now))
                    .findFirst()
                    .orElseThrow(TwilioError::tooManyRequests);
            boolean chosen = service == null || form.get("From").isPresent();
            row = new MessageRow(
                    account, chosen ? sender : null, to, body, MessageOrigin.API, service, callback, validity, now);
            messages.add(row);
            answer = row.json();
        }
        flow.start(row, sender);
        return json(201, answer);
    }

    private static String recipient(String to) {
        if (!to.matches("\\+[1-9]\\d{6,14}")) {
            throw TwilioError.refusing(21_211, to);
        }
        return to;
    }

    private static int validity(Form form) {
        String text = form.get("ValidityPeriod").orElse(String.valueOf(LONGEST_VALIDITY));
        int seconds = text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
        if (seconds < 1 || seconds > LONGEST_VALIDITY) {
            throw TwilioError.invalidParameter(
                    "ValidityPeriod must be from 1 to " + LONGEST_VALIDITY + ", not " + text);
        }
        return seconds;
    }

    /** The numbers that may send it, the preferred one first. */
    private static List<String> senders(SimAccount account, Form form) {
        Optional<String> from = form.get("From");
        Optional<String> service = form.get("MessagingServiceSid");
        if (service.isEmpty() && from.isEmpty()) {
            throw TwilioError.of(400, 21_603, "A 'From' phone number is required.");
        }
        List<String> pool = service.map(sid -> account.pool(sid)
                        .orElseThrow(() -> TwilioError.of(400, 21_701, "The Messaging Service does not exist")))
                .orElse(List.copyOf(account.numbers()));
        if (from.isPresent()) {
            if (!pool.contains(from.get())) {
                throw TwilioError.of(
                        400,
                        21_606,
                        "The 'From' phone number " + from.get() + " is not a valid, SMS-capable inbound phone number or"
                                + " short code for your account.");
            }
            return List.of(from.get());
        }
        if (pool.isEmpty()) {
            throw TwilioError.of(400, 21_703, "The Messaging Service does not have a phone number available");
        }
        return account.inTurn(pool);
    }

    Answer read(SimAccount account, Call call, String sid) {
        synchronized (messages) {
            MessageRow row = messages.find(account, sid).orElseThrow(() -> TwilioError.notFound(call.path()));
            return json(200, row.json());
        }
    }

    Answer list(SimAccount account, Call call) {
        Form query = Form.queryOf(call);
        Predicate<Instant> sent = Dates.filter(query, "DateSent");
        Optional<String> from = query.get("From");
        Instant shown = clock.instant().minus(listLag);
        synchronized (messages) {
            List<MessageRow> rows = messages.newestFirst(
                    query.get("To").orElse(null),
                    row -> row.account() == account
                            && (from.isEmpty() || from.get().equals(row.from()))
                            && !row.created().isAfter(shown)
                            && sent.test(row.filed()));
            return json(200, LISTING.page(call, rows));
        }
    }

    static boolean isUrl(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null && List.of("http", "https").contains(uri.getScheme());
        } catch (IllegalArgumentException noUri) {
            return false;
        }
    }

    static Answer json(int status, ObjectNode body) {
        return Answer.text(status, "application/json", body.toString());
    }
}
