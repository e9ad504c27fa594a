package dev.tocsin.simulators.twilio;

import dev.tocsin.simulators.twilio.internal.twiml.Twiml;
import dev.tocsin.simulators.twilio.internal.wire.Form;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Posts webhooks, signed, to addresses on this machine only, once each; keeps the latest 10,000. No redirect is followed.
 * Time-outs are the vendor's: 10 s to connect, 15 s in all (error 11205). Thread-safe.
 */
final class Webhooks {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration TOTAL = Duration.ofSeconds(15);
    private static final int KEPT = 10_000;
    private static final int UNREACHABLE = 11_205;
    private static final int REFUSED = 11_200;

    private final Map<String, URI> targets = new ConcurrentHashMap<>();
    private final Deque<WebhookDelivery> ended = new ArrayDeque<>();
    private @Nullable HttpClient client;

    /** Lets addresses that begin with a public one be reached at another one on this machine. */
    void reach(String publicAddress, URI actual) {
        targets.put(publicAddress, actual);
    }

    /** A webhook, signed, to be sent. */
    static WebhookDelivery webhook(
            WebhookDelivery.Kind kind, SimAccount account, String subject, String url, Map<String, String> fields) {
        return new WebhookDelivery(
                kind,
                subject,
                url,
                fields,
                TwilioSignature.of(account.authToken(), url, fields),
                UUID.randomUUID().toString(),
                0,
                "",
                WebhookDelivery.Outcome.WAITING,
                0);
    }

    /** Posts a webhook and waits for its answer. */
    WebhookDelivery post(WebhookDelivery webhook) {
        WebhookDelivery done = exchange(webhook);
        keep(done);
        return done;
    }

    void keep(WebhookDelivery done) {
        synchronized (ended) {
            if (ended.size() == KEPT) {
                ended.removeFirst();
            }
            ended.addLast(done);
        }
    }

    /** Those that ended, in the order of their ends. */
    List<WebhookDelivery> ended() {
        synchronized (ended) {
            return List.copyOf(ended);
        }
    }

    void clear() {
        synchronized (ended) {
            ended.clear();
        }
    }

    private WebhookDelivery exchange(WebhookDelivery webhook) {
        HttpRequest request;
        try {
            URI target = target(webhook.url());
            if (!isLoopback(String.valueOf(target.getHost()))) {
                return webhook.ended(WebhookDelivery.Outcome.UNDELIVERABLE, 0, "", UNREACHABLE);
            }
            request = HttpRequest.newBuilder(target)
                    .timeout(TOTAL)
                    .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                    .header("User-Agent", "TwilioProxy/1.1")
                    .header("X-Twilio-Signature", webhook.signature())
                    .header("I-Twilio-Idempotency-Token", webhook.token())
                    .POST(HttpRequest.BodyPublishers.ofString(
                            Form.of(webhook.fields()).encoded()))
                    .build();
        } catch (IllegalArgumentException noAddress) {
            return webhook.ended(WebhookDelivery.Outcome.UNDELIVERABLE, 0, "", UNREACHABLE);
        }
        try {
            HttpResponse<InputStream> response = client().send(request, HttpResponse.BodyHandlers.ofInputStream());
            String body;
            try (InputStream in = response.body()) {
                body = new String(in.readNBytes(Twiml.MAX_LENGTH + 1), StandardCharsets.UTF_8);
            }
            return response.statusCode() / 100 == 2
                    ? webhook.ended(WebhookDelivery.Outcome.DELIVERED, response.statusCode(), body, 0)
                    : webhook.ended(WebhookDelivery.Outcome.REFUSED, response.statusCode(), body, REFUSED);
        } catch (IOException gone) {
            return webhook.ended(WebhookDelivery.Outcome.UNREACHABLE, 0, "", UNREACHABLE);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return webhook.ended(WebhookDelivery.Outcome.UNREACHABLE, 0, "", UNREACHABLE);
        }
    }

    private URI target(String url) {
        return targets.entrySet().stream()
                .filter(one -> url.startsWith(one.getKey()))
                .findFirst()
                .map(one ->
                        URI.create(one.getValue() + url.substring(one.getKey().length())))
                .orElseGet(() -> URI.create(url));
    }

    /** Made with the first webhook: many simulators never send one. */
    private synchronized HttpClient client() {
        HttpClient known = client;
        if (known == null) {
            known = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
            client = known;
        }
        return known;
    }

    private static boolean isLoopback(String host) {
        return host.matches("(?i)localhost|127(\\.\\d{1,3}){3}|\\[::1]");
    }
}
