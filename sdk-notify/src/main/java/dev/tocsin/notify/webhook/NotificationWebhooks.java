package dev.tocsin.notify.webhook;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.notify.twilio.TwilioCallbacks;
import dev.tocsin.notify.twilio.TwilioSignature;
import dev.tocsin.notify.twilio.VoiceScript;
import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What comes in from the internet about messages, for any host to mount below one path: {@code /sms}, {@code /voice}, {@code /voice/key} and
 * {@code /status} for Twilio, and {@code /ack} for the links in messages. The host must hand the request on as it was received, since a signature
 * covers its bytes, and answer with what it gets; {@link JdkWebhookHandler} does so for the JDK's server. Thread-safe.
 *
 * <p>A forged request is answered 403 and nothing of it is read; an unknown path 404; more than 64 kB 413. The answer to a text is always empty: whatever
 * is said to a person goes the way of all messages.
 */
public final class NotificationWebhooks {
    /** The most bytes of a body that are looked at. */
    public static final int MAX_BODY_BYTES = 64 * 1024;

    /** The path, below the base, of the links in messages. */
    public static final String LINK_PATH = "/ack";

    private static final Logger LOG = LoggerFactory.getLogger(NotificationWebhooks.class);
    private static final int LONGEST_ADDRESS = 4096;

    private final String basePath;
    private final URI publicBase;
    private final LinkPages links;
    private final @Nullable TwilioWebhooks twilio;

    private NotificationWebhooks(Builder settings) {
        publicBase = settings.callbacks.publicBase();
        basePath = publicBase.getRawPath() == null ? "" : publicBase.getRawPath();
        links = new LinkPages(settings.target, basePath + LINK_PATH);
        twilio = settings.signature == null
                ? null
                : new TwilioWebhooks(
                        settings.target,
                        settings.callbacks,
                        settings.signature,
                        settings.smsChannel,
                        settings.voiceChannel,
                        settings.script,
                        settings.clock);
    }

    /**
     * A builder.
     *
     * @param target who hears what came in
     * @param callbacks the public addresses, the same that the channels were given
     */
    public static Builder builder(WebhookTarget target, TwilioCallbacks callbacks) {
        return new Builder(target, callbacks);
    }

    /** The public address below which the webhooks are mounted. */
    public URI publicBase() {
        return publicBase;
    }

    /** Handles a request. Never throws; what goes wrong within is logged and answered 500, and the sender may try again. */
    public WebhookResponse handle(WebhookRequest request) {
        try {
            return handled(request);
        } catch (FormFields.BrokenException broken) {
            LOG.info("could not read {}: {}", request, broken.getMessage());
            return WebhookResponse.empty(400);
        } catch (RuntimeException failure) {
            LOG.error("could not handle {}", request, failure);
            return WebhookResponse.empty(500);
        }
    }

    private WebhookResponse handled(WebhookRequest request) {
        String path = request.publicUri().getRawPath();
        if (path == null || !path.startsWith(basePath)) {
            return WebhookResponse.empty(404);
        }
        String below = path.substring(basePath.length());
        boolean link = below.equals(LINK_PATH);
        if (!link && (twilio == null || !TwilioWebhooks.owns(below))) {
            return WebhookResponse.empty(404);
        }
        if (request.publicUri().toString().length() > LONGEST_ADDRESS) {
            return WebhookResponse.empty(414);
        }
        if (request.body().length > MAX_BODY_BYTES) {
            return WebhookResponse.empty(413);
        }
        return link || twilio == null ? links.handled(request) : twilio.handled(below, request);
    }

    /** Gathers the settings of webhooks. Not thread-safe. */
    public static final class Builder {
        private final WebhookTarget target;
        private final TwilioCallbacks callbacks;
        private @Nullable TwilioSignature signature;
        private String smsChannel = "";
        private String voiceChannel = "";
        private VoiceScript script = VoiceScript.standard();
        private Clock clock = Clock.systemUTC();

        private Builder(WebhookTarget target, TwilioCallbacks callbacks) {
            this.target = Objects.requireNonNull(target, "target");
            this.callbacks = Objects.requireNonNull(callbacks, "callbacks");
        }

        /**
         * Takes Twilio's requests; without it only the pages of links are there.
         *
         * @param value the check of signatures
         * @param smsChannelId the id of the channel of texts, by which reports are told apart
         * @param voiceChannelId the id of the channel of calls
         */
        public Builder twilio(TwilioSignature value, String smsChannelId, String voiceChannelId) {
            if (smsChannelId.isBlank() || voiceChannelId.isBlank()) {
                throw new ConfigurationException("webhooks.channelId", "is missing");
            }
            signature = Objects.requireNonNull(value, "signature");
            smsChannel = smsChannelId;
            voiceChannel = voiceChannelId;
            return this;
        }

        /** Language and voice of calls. */
        public Builder script(VoiceScript value) {
            script = Objects.requireNonNull(value, "script");
            return this;
        }

        /** The time; the system's by default. */
        public Builder clock(Clock value) {
            clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /** The webhooks. */
        public NotificationWebhooks build() {
            return new NotificationWebhooks(this);
        }
    }
}
