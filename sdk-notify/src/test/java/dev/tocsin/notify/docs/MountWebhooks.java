package dev.tocsin.notify.docs;

import com.sun.net.httpserver.HttpServer;
import dev.tocsin.core.Tocsin;
import dev.tocsin.core.base.Secret;
import dev.tocsin.notify.twilio.TwilioCallbacks;
import dev.tocsin.notify.twilio.TwilioSignature;
import dev.tocsin.notify.webhook.JdkWebhookHandler;
import dev.tocsin.notify.webhook.NotificationWebhooks;
import dev.tocsin.notify.webhook.WebhookTarget;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** Listens on loopback for what the proxy in front, which speaks HTTPS, hands over. */
public final class MountWebhooks {
    private MountWebhooks() {}

    /** @param callbacks the same public address that the channels were given */
    public static HttpServer mount(Tocsin tocsin, TwilioCallbacks callbacks, Secret authToken, int port)
            throws IOException {
        NotificationWebhooks webhooks = NotificationWebhooks.builder(WebhookTarget.of(tocsin), callbacks)
                .twilio(TwilioSignature.of(authToken), "twilio-sms", "twilio-voice")
                .build();
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 50);
        server.createContext("/tocsin", new JdkWebhookHandler(webhooks));
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.start();
        return server;
    }
}
