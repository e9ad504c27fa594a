package dev.tocsin.notify.twilio;

import com.twilio.base.Page;
import com.twilio.http.HttpMethod;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.CallCreator;
import com.twilio.rest.api.v2010.account.CallFetcher;
import com.twilio.rest.api.v2010.account.CallReader;
import com.twilio.type.PhoneNumber;
import com.twilio.type.Twiml;
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
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Calls by Twilio ({@code POST Calls.json}) in which the message is spoken. With callbacks, Twilio asks the host what to say once somebody
 * answers, and the person can press a key; without, the call only speaks. Whether a machine answered is found out in any case, since a
 * machine never acknowledges. One message is one request. Thread-safe.
 */
public final class TwilioVoiceChannel implements Channel {
    private final String id;
    private final TwilioAccount account;
    private final SenderLanes lanes;
    private final @Nullable TwilioCallbacks callbacks;
    private final Duration ringing;
    private final VoiceScript script;

    private TwilioVoiceChannel(Builder settings) {
        id = settings.id;
        account = settings.account;
        callbacks = settings.callbacks;
        ringing = settings.ringing;
        script = settings.script;
        lanes = new SenderLanes(account, settings.callers, "twilio.callers", "at least one number");
    }

    /**
     * A builder.
     *
     * @param id the channel's id among the host's channels, such as {@code twilio-voice}
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
        return ChannelKind.VOICE;
    }

    @Override
    public SendOutcome send(OutboundMessage message) {
        return lanes.send(message, (caller, client) -> creator(caller, message).create(client), Call::getSid);
    }

    private CallCreator creator(SmsSender caller, OutboundMessage message) {
        PhoneNumber to = new PhoneNumber(message.to());
        PhoneNumber from = new PhoneNumber(caller.id());
        CallCreator creator = callbacks == null
                ? new CallCreator(account.accountSid(), to, from, new Twiml(script.spoken(message.text())))
                : new CallCreator(account.accountSid(), to, from, callbacks.voice(message.key()));
        creator.setMachineDetection("Enable").setTimeout((int) ringing.toSeconds());
        if (callbacks != null) {
            creator.setMethod(HttpMethod.POST)
                    .setStatusCallback(callbacks.status(message.key()))
                    .setStatusCallbackMethod(HttpMethod.POST);
        }
        return creator;
    }

    /**
     * Whether Twilio has the call: one to that number, from its caller, made at about that time, that is no other message's. A call says
     * nothing of its message, so if there are several, it cannot be told.
     */
    @Override
    public MessageLookUp lookUp(OutboundMessage message, Instant sentAt, Predicate<String> known) {
        SmsSender caller = lanes.of(message.to());
        return new SentLookUp<Call>(account, sentAt, known) {
            @Override
            Page<Call> first(TwilioRestClient client, @Nullable Instant since) {
                CallReader reader =
                        new CallReader(account.accountSid()).setTo(message.to()).setPageSize(PAGE);
                if (since != null) {
                    reader.setStartTimeAfter(utc(since));
                }
                return reader.firstPage(client);
            }

            @Override
            Page<Call> next(Page<Call> page, TwilioRestClient client) {
                return new CallReader(account.accountSid()).nextPage(page, client);
            }

            @Override
            Entry entry(Call call) {
                boolean same = message.to().equals(call.getTo()) && caller.id().equals(call.getFrom());
                return new Entry(call.getSid(), call.getDateCreated(), same);
            }

            @Override
            MessageLookUp told(Set<String> ids) {
                return ids.size() == 1
                        ? super.told(ids)
                        : new MessageLookUp.Unanswered(
                                true,
                                "Twilio has " + ids.size()
                                        + " calls to this number since then, and a call does not say what for");
            }
        }.found();
    }

    @Override
    public Optional<DeliveryReport> reportOf(String key, String providerId) {
        TwilioAnswer<Call> answer =
                account.read(client -> new CallFetcher(account.accountSid(), providerId).fetch(client));
        Call.Status said =
                answer instanceof TwilioAnswer.Read<Call> read ? read.value().getStatus() : null;
        return said == null
                ? Optional.empty()
                : TwilioReports.ofCall(
                        key,
                        id,
                        providerId,
                        said.toString(),
                        null,
                        account.clock().instant());
    }

    @Override
    public boolean asksWhatToSay() {
        return callbacks != null;
    }

    @Override
    public List<ChannelFinding> probe() {
        return new TwilioProbe(account, kind(), callbacks).of(lanes.senders());
    }

    @Override
    public String toString() {
        return "TwilioVoiceChannel[" + id + " of " + account.accountSid() + "]";
    }

    /** Gathers the settings of a channel. Not thread-safe. */
    public static final class Builder {
        private static final Duration SHORTEST_RINGING = Duration.ofSeconds(5);
        private static final Duration LONGEST_RINGING = Duration.ofSeconds(600);

        private final String id;
        private final TwilioAccount account;
        private final List<SmsSender> callers = new ArrayList<>();
        private @Nullable TwilioCallbacks callbacks;
        private Duration ringing = Duration.ofSeconds(40);
        private VoiceScript script = VoiceScript.standard();

        private Builder(String id, TwilioAccount account) {
            if (id.isBlank()) {
                throw new ConfigurationException("channel.id", "is missing");
            }
            this.id = id;
            this.account = Objects.requireNonNull(account, "account");
        }

        /**
         * Calls from a number; call it for each of several.
         *
         * @param number E.164
         * @param perSecond how many calls a second at most: one for a new account
         */
        public Builder caller(String number, double perSecond) {
            if (!SmsSender.isNumber(number)) {
                throw new ConfigurationException("twilio.caller", "must be a number in E.164");
            }
            callers.add(SmsSender.number(number, perSecond));
            return this;
        }

        /** Where Twilio asks what to say and tells keys and states; without it a call only speaks. */
        public Builder callbacks(TwilioCallbacks value) {
            callbacks = Objects.requireNonNull(value, "callbacks");
            return this;
        }

        /**
         * How long it rings, 40 s by default. Mailboxes often answer after 25 to 30 s.
         *
         * @param value 5 s to 600 s
         */
        public Builder ringing(Duration value) {
            if (value.compareTo(SHORTEST_RINGING) < 0 || value.compareTo(LONGEST_RINGING) > 0) {
                throw new ConfigurationException("twilio.ringing", "must be 5 s to 600 s, but is " + value);
            }
            ringing = value;
            return this;
        }

        /** Language and voice of calls that only speak; with callbacks, those of the webhooks hold. */
        public Builder script(VoiceScript value) {
            script = Objects.requireNonNull(value, "script");
            return this;
        }

        /**
         * The channel.
         *
         * @throws ConfigurationException if there is no caller, or one is given twice
         */
        public TwilioVoiceChannel build() {
            return new TwilioVoiceChannel(this);
        }
    }
}
