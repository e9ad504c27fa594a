package dev.tocsin.notify.twilio;

import com.twilio.base.Page;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.MessageCreator;
import com.twilio.rest.api.v2010.account.MessageFetcher;
import com.twilio.rest.api.v2010.account.MessageReader;
import com.twilio.type.PhoneNumber;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.notify.Channel;
import dev.tocsin.core.notify.ChannelFinding;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.DeliveryReport;
import dev.tocsin.core.notify.MessageLookUp;
import dev.tocsin.core.notify.OutboundMessage;
import dev.tocsin.core.notify.SendOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Texts by Twilio ({@code POST Messages.json}), from one messaging service or from numbers. One message is one request: the service has no
 * idempotency key, so whether a lost answer hid a message is found out by {@link #lookUp}. With several numbers a person always gets the
 * same, and each number keeps a rate of its own, in the order of arrival. Thread-safe.
 *
 * <p>What error codes mean: Twilio's list of errors and warnings; those of delivery (30003 and so on) come later, by callback.
 */
public final class TwilioSmsChannel implements Channel {
    private static final Duration SHORTEST_VALIDITY = Duration.ofSeconds(1);
    private static final Duration LONGEST_VALIDITY = Duration.ofSeconds(36_000);

    private final String id;
    private final TwilioAccount account;
    private final SenderLanes lanes;
    private final @Nullable TwilioCallbacks callbacks;
    private final Duration validity;
    private final int maxSegments;

    private TwilioSmsChannel(Builder settings) {
        id = settings.id;
        account = settings.account;
        callbacks = settings.callbacks;
        validity = settings.validity;
        maxSegments = settings.maxSegments;
        boolean service = settings.senders.stream().anyMatch(SmsSender::isService);
        if (service && settings.senders.size() > 1) {
            throw new ConfigurationException(
                    "twilio.senders", "a messaging service chooses its numbers itself; give it alone");
        }
        lanes = new SenderLanes(
                account, settings.senders, "twilio.senders", "a messaging service or at least one number");
    }

    /**
     * A builder.
     *
     * @param id the channel's id among the host's channels, such as {@code twilio-sms}
     * @param account the account
     */
    public static Builder builder(String id, TwilioAccount account) {
        return new Builder(id, account);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public ChannelKind kind() {
        return ChannelKind.SMS;
    }

    @Override
    public SendOutcome send(OutboundMessage message) {
        String body = SmsText.fit(message.text(), maxSegments);
        return lanes.send(
                message, (sender, client) -> creator(sender, message, body).create(client), Message::getSid);
    }

    private MessageCreator creator(SmsSender sender, OutboundMessage message, String body) {
        PhoneNumber to = new PhoneNumber(message.to());
        MessageCreator creator = sender.isService()
                ? new MessageCreator(account.accountSid(), to, sender.id(), body)
                : new MessageCreator(account.accountSid(), to, new PhoneNumber(sender.id()), body);
        creator.setValidityPeriod((int) validity.toSeconds());
        if (callbacks != null) {
            creator.setStatusCallback(callbacks.status(message.key()));
        }
        return creator;
    }

    /**
     * Whether Twilio has the message: one to that number, from its sender, with exactly these words, made at about that time or later.
     * Of several that nobody else has any is taken: they say the same.
     */
    @Override
    public MessageLookUp lookUp(OutboundMessage message, Instant sentAt, Predicate<String> known) {
        SmsSender sender = lanes.of(message.to());
        String body = SmsText.fit(message.text(), maxSegments);
        return new SentLookUp<Message>(account, sentAt, known) {
            @Override
            Page<Message> first(TwilioRestClient client, @Nullable Instant since) {
                MessageReader reader = new MessageReader(account.accountSid())
                        .setTo(message.to())
                        .setPageSize(PAGE);
                if (since != null) {
                    reader.setDateSentAfter(utc(since));
                }
                return reader.firstPage(client);
            }

            @Override
            Page<Message> next(Page<Message> page, TwilioRestClient client) {
                return new MessageReader(account.accountSid()).nextPage(page, client);
            }

            @Override
            Entry entry(Message sent) {
                boolean same = body.equals(sent.getBody())
                        && message.to().equals(sent.getTo())
                        && from(sender, sent)
                        && sent.getDirection() != Message.Direction.INBOUND;
                return new Entry(sent.getSid(), sent.getDateCreated(), same);
            }
        }.found();
    }

    private static boolean from(SmsSender sender, Message sent) {
        return sender.isService()
                ? sender.id().equals(sent.getMessagingServiceSid())
                : sent.getFrom() != null && sender.id().equals(sent.getFrom().toString());
    }

    @Override
    public Optional<DeliveryReport> reportOf(String key, String providerId) {
        TwilioAnswer<Message> answer =
                account.read(client -> new MessageFetcher(account.accountSid(), providerId).fetch(client));
        Message read = answer instanceof TwilioAnswer.Read<Message> one ? one.value() : null;
        if (read == null || read.getStatus() == null) {
            return Optional.empty();
        }
        String code = Objects.toString(read.getErrorCode(), null);
        return TwilioReports.ofMessage(
                key,
                id,
                providerId,
                read.getStatus().toString(),
                code,
                account.clock().instant());
    }

    @Override
    public List<ChannelFinding> probe() {
        return new TwilioProbe(account, kind(), callbacks).of(lanes.senders());
    }

    @Override
    public String toString() {
        return "TwilioSmsChannel[" + id + " of " + account.accountSid() + "]";
    }

    /** Gathers the settings of a channel. Not thread-safe. */
    public static final class Builder {
        private final String id;
        private final TwilioAccount account;
        private final List<SmsSender> senders = new ArrayList<>();
        private @Nullable TwilioCallbacks callbacks;
        private Duration validity = Duration.ofHours(1);
        private int maxSegments = 3;

        private Builder(String id, TwilioAccount account) {
            if (id.isBlank()) {
                throw new ConfigurationException("channel.id", "is missing");
            }
            this.id = id;
            this.account = Objects.requireNonNull(account, "account");
        }

        /**
         * Sends by a messaging service, which chooses among its numbers and keeps people with one.
         *
         * @param sid {@code MG} and 32 hexadecimal digits
         * @param perSecond how many requests a second at most
         */
        public Builder messagingService(String sid, double perSecond) {
            senders.add(SmsSender.service(sid, perSecond));
            return this;
        }

        /**
         * Sends from a number; call it for each of several.
         *
         * @param number E.164, or a short code
         * @param perSecond how many messages a second at most: one for a long code of the United States, 100 for a short code; a message of
         *     several parts counts as one here
         */
        public Builder sender(String number, double perSecond) {
            senders.add(SmsSender.number(number, perSecond));
            return this;
        }

        /** Where Twilio tells what became of messages; without it, it is asked after some minutes ({@link #reportOf}). */
        public Builder callbacks(TwilioCallbacks value) {
            callbacks = Objects.requireNonNull(value, "callbacks");
            return this;
        }

        /**
         * How long Twilio may try to deliver, one hour by default: an alert of the day before helps nobody.
         *
         * @param value 1 s to 10 h
         */
        public Builder validity(Duration value) {
            if (value.compareTo(SHORTEST_VALIDITY) < 0 || value.compareTo(LONGEST_VALIDITY) > 0) {
                throw new ConfigurationException("twilio.validity", "must be 1 s to 36,000 s, but is " + value);
            }
            validity = value;
            return this;
        }

        /**
         * How many parts a message takes at most, 3 by default; a longer one is cut with an ellipsis. The words of alerts are
         * made for 3: with less, one with a link may go without it.
         *
         * @param value 1 to 10
         */
        public Builder maxSegments(int value) {
            if (value < 1 || value > 10) {
                throw new ConfigurationException("twilio.maxSegments", "must be 1 to 10, but is " + value);
            }
            maxSegments = value;
            return this;
        }

        /**
         * The channel.
         *
         * @throws ConfigurationException if there is no sender, a sender is given twice, or there is something beside a messaging service
         */
        public TwilioSmsChannel build() {
            return new TwilioSmsChannel(this);
        }
    }
}
