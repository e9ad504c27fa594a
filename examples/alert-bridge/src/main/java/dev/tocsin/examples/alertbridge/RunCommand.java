package dev.tocsin.examples.alertbridge;

import dev.tocsin.examples.alertbridge.config.BridgeConfiguration;
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
            host.tocsin().start();
            Optional<RecurringRuns> recurring = BridgeRuns.start(read, host, around);
            try {
                around.err().println("working; SIGTERM or Ctrl-C ends");
                around.stop().await();
                around.err().println("ending");
            } finally {
                recurring.ifPresent(RecurringRuns::close);
            }
        } finally {
            around.stop().ended();
        }
        return AlertBridge.DONE;
    }
}
