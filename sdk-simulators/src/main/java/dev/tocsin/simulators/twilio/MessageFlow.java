package dev.tocsin.simulators.twilio;

import dev.tocsin.simulators.twilio.internal.twiml.Twiml;
import dev.tocsin.simulators.twilio.internal.twiml.Verb;
import dev.tocsin.simulators.twilio.internal.wire.Dates;
import dev.tocsin.simulators.twilio.internal.wire.Segments;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** What becomes of messages after they were accepted, and what a person's message sets off. Thread-safe. */
final class MessageFlow implements AutoCloseable {
    private static final int EXPIRED = 30_036;
    private static final int OPTED_OUT = 21_610;
    private static final int NO_TWIML = 12_100;
    private static final Duration WAIT = Duration.ofSeconds(30);

    private final Messages messages;
    private final Phones phones;
    private final OptOuts optOuts;
    private final Webhooks webhooks;
    private final TwilioCallbacks callbacks;
    private final Underway underway;
    private final Clock clock;
    private final Map<String, String> inboundUrls = new ConcurrentHashMap<>();
    private final List<MessageRow> queued = new ArrayList<>();
    private final ExecutorService worker;

    MessageFlow(
            Messages messages,
            Phones phones,
            OptOuts optOuts,
            Webhooks webhooks,
            TwilioCallbacks callbacks,
            Underway underway,
            Clock clock) {
        this.messages = messages;
        this.phones = phones;
        this.optOuts = optOuts;
        this.webhooks = webhooks;
        this.callbacks = callbacks;
        this.underway = underway;
        this.clock = clock;
        ThreadPoolExecutor one =
                new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "simulator-messages");
                    thread.setDaemon(true);
                    return thread;
                });
        one.allowCoreThreadTimeOut(true);
        worker = one;
    }

    void inboundUrl(String numberOrService, URI url) {
        inboundUrls.put(numberOrService, url.toString());
    }

    /** Where messages to a number or service are told, if that was said of it itself; empty if not. */
    String inboundUrl(String numberOrService) {
        return inboundUrls.getOrDefault(numberOrService, "");
    }

    /**
     * Sends an accepted message on its way.
     *
     * @param sender the number that sends it
     */
    void start(MessageRow row, String sender) {
        Delivery delivery = phones.nextDelivery(row.to());
        if (callbacks.comeFirst()) {
            run(row, sender, delivery);
            try {
                callbacks.awaitIdle(WAIT);
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
            return;
        }
        underway.begin();
        try {
            worker.execute(() -> {
                try {
                    run(row, sender, delivery);
                } finally {
                    underway.end();
                }
            });
        } catch (RejectedExecutionException closed) {
            underway.end();
        }
    }

    private void run(MessageRow row, String sender, Delivery delivery) {
        Map<String, String> first;
        synchronized (messages) {
            row.from(sender);
            row.become("queued", 0, clock.instant());
            first = statusFields(row);
        }
        tell(row, first);
        if (delivery.statuses().isEmpty()) {
            synchronized (queued) {
                queued.add(row);
            }
        } else {
            proceed(row, delivery);
        }
    }

    private void proceed(MessageRow row, Delivery delivery) {
        List<String> statuses = delivery.statuses();
        for (int i = 0; i < statuses.size(); i++) {
            boolean last = i == statuses.size() - 1;
            Map<String, String> fields;
            synchronized (messages) {
                row.become(statuses.get(i), last ? delivery.errorCode() : 0, clock.instant());
                if (last && delivery.arrives()) {
                    messages.arrive(row);
                }
                fields = statusFields(row);
                if (last && !statuses.get(i).equals("sent")) {
                    fields.put("RawDlrDoneDate", Dates.receipt(clock.instant()));
                }
                if (last && delivery.errorCode() != 0) {
                    fields.put("ErrorCode", String.valueOf(delivery.errorCode()));
                }
            }
            tell(row, fields);
        }
    }

    /** Sends what stays queued; what is past its validity fails. How many there were. */
    int releaseQueued() {
        List<MessageRow> released;
        synchronized (queued) {
            released = List.copyOf(queued);
            queued.clear();
        }
        for (MessageRow row : released) {
            proceed(row, row.expired(clock.instant()) ? Delivery.failed(EXPIRED) : Delivery.delivered());
        }
        return released.size();
    }

    private static Map<String, String> statusFields(MessageRow row) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("SmsSid", row.sid());
        fields.put("SmsStatus", row.status());
        fields.put("MessageStatus", row.status());
        fields.put("To", row.to());
        fields.put("MessageSid", row.sid());
        fields.put("AccountSid", row.account().sid());
        String from = row.from();
        if (from != null) {
            fields.put("From", from);
        }
        String service = row.service();
        if (service != null) {
            fields.put("MessagingServiceSid", service);
        }
        fields.put("ApiVersion", "2010-04-01");
        return fields;
    }

    private void tell(MessageRow row, Map<String, String> fields) {
        String url = row.callback();
        if (url != null) {
            callbacks.tell(
                    Webhooks.webhook(WebhookDelivery.Kind.MESSAGE_STATUS, row.account(), row.sid(), url, fields),
                    fields.getOrDefault("MessageStatus", ""));
        }
    }

    /** A person writes: the service's own answer first, then the webhook, whose answer is waited for. */
    WebhookDelivery personWrites(SimAccount account, String person, String number, String text) {
        MessageRow row = MessageRow.inbound(account, person, number, text, clock.instant());
        messages.add(row);
        String scope = OptOuts.scope(account, number);
        Optional<OptOuts.Wish> wish = optOuts.wish(text);
        wish.filter(one -> optOuts.carryOut(one, scope, person))
                .ifPresent(one -> answer(row, one.answer(), MessageOrigin.PROVIDER));
        String url = inboundUrls.getOrDefault(number, inboundUrls.getOrDefault(scope, ""));
        WebhookDelivery webhook = Webhooks.webhook(
                WebhookDelivery.Kind.INBOUND_MESSAGE, account, row.sid(), url, inboundFields(row, wish));
        if (url.isEmpty()) {
            WebhookDelivery unsent = webhook.ended(WebhookDelivery.Outcome.NOT_SET_UP, 0, "", 0);
            webhooks.keep(unsent);
            return unsent;
        }
        WebhookDelivery done = webhooks.post(webhook);
        return done.outcome() == WebhookDelivery.Outcome.DELIVERED ? obey(row, done) : done;
    }

    private Map<String, String> inboundFields(MessageRow row, Optional<OptOuts.Wish> wish) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("ToCountry", "US");
        fields.put("ToState", "");
        fields.put("SmsMessageSid", row.sid());
        fields.put("NumMedia", "0");
        fields.put("ToCity", "");
        fields.put("FromZip", "");
        fields.put("SmsSid", row.sid());
        fields.put("FromState", "");
        fields.put("SmsStatus", "received");
        fields.put("FromCity", "");
        fields.put("Body", row.body());
        fields.put("FromCountry", "US");
        fields.put("To", row.to());
        fields.put("ToZip", "");
        fields.put("NumSegments", String.valueOf(Segments.count(row.body())));
        String service = row.service();
        if (service != null) {
            fields.put("MessagingServiceSid", service);
        }
        fields.put("MessageSid", row.sid());
        fields.put("AccountSid", row.account().sid());
        fields.put("From", String.valueOf(row.from()));
        fields.put("ApiVersion", "2010-04-01");
        if (optOuts.advanced()) {
            wish.ifPresent(one -> fields.put("OptOutType", one.name()));
        }
        return fields;
    }

    /** Sends what the answer to a webhook asks for. */
    private WebhookDelivery obey(MessageRow row, WebhookDelivery done) {
        List<Verb> verbs;
        try {
            verbs = Twiml.parse(done.answer());
        } catch (IllegalArgumentException noTwiml) {
            return done.ended(done.outcome(), done.status(), done.answer(), NO_TWIML);
        }
        verbs.stream()
                .filter(verb -> verb.name().equals("Message") || verb.name().equals("Sms"))
                .forEach(verb -> answer(row, verb.messageBody(), MessageOrigin.TWIML));
        return done;
    }

    /** Answers a person from the number that was written to; the service's own words go out whoever opted out. */
    private void answer(MessageRow inbound, String text, MessageOrigin origin) {
        SimAccount account = inbound.account();
        String person = String.valueOf(inbound.from());
        MessageRow row = new MessageRow(
                account,
                inbound.to(),
                person,
                text,
                origin,
                inbound.service(),
                null,
                Duration.ofHours(10),
                clock.instant());
        messages.add(row);
        boolean refused = origin == MessageOrigin.TWIML && optOuts.blocks(OptOuts.scope(account, inbound.to()), person);
        proceed(row, refused ? Delivery.failed(OPTED_OUT) : Delivery.delivered());
    }

    void clear() {
        synchronized (queued) {
            queued.clear();
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
