package dev.tocsin.examples.alertbridge;

import dev.tocsin.examples.alertbridge.config.BridgeConfiguration;
import dev.tocsin.examples.alertbridge.config.ListenAddress;
import dev.tocsin.notify.webhook.NotificationWebhooks;
import dev.tocsin.store.jdbc.RecurringRuns;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Keeps working until it is told to stop. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Keeps working on what was taken in, until SIGTERM or Ctrl-C.")
final class RunCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin
    private ConfigurationOption configuration;

    RunCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException {
        BridgeConfiguration read = configuration.read(around);
        try (Host host = Host.open(read, around, around.sleeper())) {
            if (!host.sends()) {
                around.err().println("nothing is sent, since the configuration has no connectwise section");
                return AlertBridge.UNUSABLE;
            }
            Optional<WebhookListener> webhooks = listen(read, host);
            Optional<RecurringRuns> recurring = Optional.empty();
            try {
                host.tocsin().start();
                recurring = BridgeRuns.start(read, host, around);
                around.err().println("working; SIGTERM or Ctrl-C ends");
                around.stop().await();
                around.err().println("ending");
            } finally {
                webhooks.ifPresent(WebhookListener::close);
                recurring.ifPresent(RecurringRuns::close);
            }
        } finally {
            around.stop().ended();
        }
        return AlertBridge.DONE;
    }

    /** Listens for answers before anything is sent that could be answered; not if nothing can come in. */
    private Optional<WebhookListener> listen(BridgeConfiguration read, Host host) {
        Optional<NotificationWebhooks> webhooks = host.messengers().webhooks(host.tocsin());
        if (webhooks.isEmpty()) {
            if (host.messengers().any()) {
                around.err()
                        .println("notifications.publicUrl is not set: nobody can answer, and what became of messages"
                                + " is not heard");
            }
            return Optional.empty();
        }
        ListenAddress listen = read.notifications().listen();
        WebhookListener listener = WebhookListener.at(listen, webhooks.get());
        around.err()
                .println("webhooks at http://" + listen.host() + ":" + listener.port() + ", outside "
                        + webhooks.get().publicBase());
        if (listen.isEverywhere()) {
            around.err().println("warning: notifications.listen is " + listen + ": " + ListenAddress.EVERYWHERE);
        }
        return Optional.of(listener);
    }
}
