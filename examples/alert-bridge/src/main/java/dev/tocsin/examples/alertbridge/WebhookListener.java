package dev.tocsin.examples.alertbridge;

import com.sun.net.httpserver.HttpServer;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.examples.alertbridge.config.ListenAddress;
import dev.tocsin.notify.webhook.JdkWebhookHandler;
import dev.tocsin.notify.webhook.NotificationWebhooks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Listens for what a proxy passes on from outside: webhooks of providers and pages of links. A few threads, a short queue and limits of time and
 * size, so that nobody can take the bridge's memory; what does not fit is turned away, and a provider comes again.
 */
final class WebhookListener implements AutoCloseable {
    private static final int THREADS = 8;
    private static final int WAITING = 256;
    private static final int END_SECONDS = 1;

    private final HttpServer server;
    private final ExecutorService threads;

    private WebhookListener(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Begins to listen. A proxy may pass requests on with the path of the public address or without.
     *
     * @throws ConfigurationException if the address is not this machine's or its port is taken
     */
    static WebhookListener at(ListenAddress listen, NotificationWebhooks webhooks) {
        limits();
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, "alert-bridge-webhook-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        try {
            HttpServer server =
                    HttpServer.create(new InetSocketAddress(InetAddress.getByName(listen.host()), listen.port()), 0);
            server.setExecutor(threads);
            JdkWebhookHandler handler = new JdkWebhookHandler(webhooks);
            server.createContext("/", handler);
            String path = webhooks.publicBase().getRawPath();
            if (path != null && path.length() > 1) {
                server.createContext(path, handler);
            }
            server.start();
            return new WebhookListener(server, threads);
        } catch (IOException e) {
            threads.shutdownNow();
            throw new ConfigurationException(
                    "notifications.listen", listen + " cannot be listened on (" + e.getMessage() + ")");
        }
    }

    /** The JDK's server has no limits but those of the process, read once: whoever sends slowly is cut off. */
    private static void limits() {
        for (String limit : new String[] {"sun.net.httpserver.maxReqTime", "sun.net.httpserver.maxRspTime"}) {
            if (System.getProperty(limit) == null) {
                System.setProperty(limit, "30");
            }
        }
    }

    /** The port that is listened on. */
    int port() {
        return server.getAddress().getPort();
    }

    /** Takes nothing more in, and lets what was begun end. */
    @Override
    public void close() {
        server.stop(END_SECONDS);
        threads.shutdownNow();
    }
}
