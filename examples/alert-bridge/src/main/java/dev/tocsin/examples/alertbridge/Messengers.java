package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.Tocsin;
import dev.tocsin.core.TocsinBuilder;
import dev.tocsin.core.consent.Programme;
import dev.tocsin.core.consent.SigningKeys;
import dev.tocsin.core.escalation.ActionLinks;
import dev.tocsin.core.notify.Channel;
import dev.tocsin.examples.alertbridge.config.BridgeConfiguration;
import dev.tocsin.examples.alertbridge.config.NotificationSetup;
import dev.tocsin.examples.alertbridge.config.SmtpAccess;
import dev.tocsin.examples.alertbridge.config.TwilioAccess;
import dev.tocsin.msgraph.channel.GraphMailChannel;
import dev.tocsin.notify.smtp.SmtpMailChannel;
import dev.tocsin.notify.smtp.SmtpSecurity;
import dev.tocsin.notify.twilio.TwilioAccount;
import dev.tocsin.notify.twilio.TwilioCallbacks;
import dev.tocsin.notify.twilio.TwilioSignature;
import dev.tocsin.notify.twilio.TwilioSmsChannel;
import dev.tocsin.notify.twilio.TwilioVoiceChannel;
import dev.tocsin.notify.webhook.NotificationWebhooks;
import dev.tocsin.notify.webhook.WebhookTarget;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What messages to people are sent with, as the configuration says: channels, programme, links, and the webhooks by which answers come back.
 * Without a section {@code notifications} there is none of it. Nothing is asked of any service before something is to be sent.
 */
final class Messengers {
    /** The channel of mail by Microsoft Graph. */
    static final String GRAPH_MAIL = "graph-mail";

    private static final String SMS = "twilio-sms";
    private static final String VOICE = "twilio-voice";
    private static final String KEY_ID = "1";
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);
    /** Who waits for its sender was asked for consent before, and who is sent away is asked again. */
    private static final Duration LONGEST_TURN = Duration.ofSeconds(1);

    private final List<Channel> channels = new ArrayList<>();
    private final @Nullable Programme programme;
    private final @Nullable ActionLinks links;
    private final @Nullable TwilioCallbacks callbacks;
    private final @Nullable TwilioSignature signature;
    private final Surroundings around;
    private final Duration timeout;

    private Messengers(BridgeConfiguration read, Surroundings around, Supplier<Microsoft> microsoft) {
        this.around = around;
        NotificationSetup setup = read.notifications();
        timeout = read.settings().notifications().requestTimeout();
        URI publicUrl = setup.publicUrl();
        programme = setup.programme();
        callbacks = publicUrl == null ? null : new TwilioCallbacks(publicUrl);
        links = callbacks == null || setup.linkKey() == null
                ? null
                : new ActionLinks(
                        URI.create(callbacks.publicBase() + NotificationWebhooks.LINK_PATH),
                        SigningKeys.of(KEY_ID, setup.linkKey().current()));
        TwilioAccess twilio = setup.twilio();
        signature =
                twilio == null ? null : TwilioSignature.of(twilio.authToken().current());
        if (twilio != null) {
            addTwilio(twilio);
        }
        if (setup.smtp() != null) {
            channels.add(smtp(setup.smtp()));
        }
        if (setup.graphMail() != null) {
            Microsoft app = microsoft.get();
            channels.add(new GraphMailChannel(
                    GRAPH_MAIL,
                    app.graph().tenant(app.ownTenant()),
                    setup.graphMail().value(),
                    true));
        }
    }

    /**
     * What a file describes.
     *
     * @param microsoft the app that mail may be sent by; only asked for if it is
     * @throws dev.tocsin.core.base.ConfigurationException if it cannot work
     */
    static Messengers of(BridgeConfiguration read, Surroundings around, Supplier<Microsoft> microsoft) {
        return new Messengers(read, around, microsoft);
    }

    private void addTwilio(TwilioAccess access) {
        TwilioAccount.Builder account = TwilioAccount.builder(access.account())
                .authToken(access.authToken().current())
                .timeout(timeout)
                .longestWait(timeout.compareTo(LONGEST_TURN) < 0 ? timeout : LONGEST_TURN)
                .clock(around.clock())
                .sleeper(around.sleeper());
        URI url = access.url();
        if (url != null) {
            account.baseUri(url);
        }
        TwilioAccount built = account.build();
        if (access.texts()) {
            TwilioSmsChannel.Builder texts = TwilioSmsChannel.builder(SMS, built);
            String service = access.messagingService();
            if (service != null) {
                texts.messagingService(service, access.perSecond());
            }
            access.senders().forEach(number -> texts.sender(number, access.perSecond()));
            if (callbacks != null) {
                texts.callbacks(callbacks);
            }
            channels.add(texts.build());
        }
        if (access.calls()) {
            TwilioVoiceChannel.Builder calls = TwilioVoiceChannel.builder(VOICE, built);
            access.callers().forEach(number -> calls.caller(number, access.callsPerSecond()));
            if (callbacks != null) {
                calls.callbacks(callbacks);
            }
            channels.add(calls.build());
        }
    }

    private SmtpMailChannel smtp(SmtpAccess access) {
        SmtpMailChannel.Builder mail = SmtpMailChannel.builder("smtp", access.host())
                .port(access.port())
                .security(
                        switch (access.tls()) {
                            case IMPLICIT -> SmtpSecurity.IMPLICIT_TLS;
                            case STARTTLS -> SmtpSecurity.STARTTLS;
                            case NONE -> SmtpSecurity.PLAIN;
                        })
                .from(access.from().value(), access.fromName())
                .timeouts(timeout.compareTo(LONGEST_CONNECT) < 0 ? timeout : LONGEST_CONNECT, timeout, timeout)
                .clock(around.clock());
        if (access.username() != null && access.password() != null) {
            mail.login(access.username(), access.password().current());
        }
        return mail.build();
    }

    /** Gives the workflow what it sends with. */
    void addTo(TocsinBuilder builder) {
        channels.forEach(builder::channel);
        if (programme != null) {
            builder.programme(programme);
        }
        if (links != null) {
            builder.actionLinks(links);
        }
    }

    /** What messages are sent by, each of which can say what it finds of its service. */
    List<Channel> channels() {
        return List.copyOf(channels);
    }

    /** Whether there is anything to send with. */
    boolean any() {
        return !channels.isEmpty();
    }

    /** Whether messages have links. */
    boolean linked() {
        return links != null;
    }

    /** What comes back from outside; empty if nothing can, without a public address. */
    Optional<NotificationWebhooks> webhooks(Tocsin tocsin) {
        if (callbacks == null || !any()) {
            return Optional.empty();
        }
        NotificationWebhooks.Builder webhooks = NotificationWebhooks.builder(WebhookTarget.of(tocsin), callbacks)
                .clock(around.clock());
        if (signature != null) {
            webhooks.twilio(signature, SMS, VOICE);
        }
        return Optional.of(webhooks.build());
    }
}
