package dev.tocsin.examples.alertbridge;

import dev.tocsin.simulators.connectwise.ConnectWiseSimulator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts a simulated ConnectWise server and prints a configuration that uses it. */
@Command(
        name = "simulator",
        mixinStandardHelpOptions = true,
        description = "Starts a simulated ConnectWise on this machine, and prints a configuration that uses it.")
final class SimulatorCommand implements Callable<Integer> {
    private final Surroundings around;

    @Option(names = "--port", paramLabel = "PORT", description = "the port; any free one by default")
    private int port;

    SimulatorCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (ConnectWiseSimulator simulator =
                ConnectWiseSimulator.builder().port(port).start()) {
            around.out().print(DemoConfiguration.yaml(simulator));
            around.out().flush();
            around.err().println("serving at " + simulator.siteUri() + "; SIGTERM or Ctrl-C ends");
            around.stop().await();
        } catch (java.io.UncheckedIOException e) {
            around.err().println("--port " + port + ": " + e.getMessage());
            return AlertBridge.UNUSABLE;
        } finally {
            around.stop().ended();
        }
        return AlertBridge.DONE;
    }
}
