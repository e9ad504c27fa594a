package dev.tocsin.examples.alertbridge;

import dev.tocsin.simulators.connectwise.ConnectWiseSimulator;
import dev.tocsin.simulators.graph.ConsentAnswer;
import dev.tocsin.simulators.graph.GraphSimulator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts simulated services and prints a configuration that uses them. */
@Command(
        name = "simulator",
        mixinStandardHelpOptions = true,
        description = "Starts simulated services on this machine, and prints a configuration that uses them.")
final class SimulatorCommand implements Callable<Integer> {
    private final Surroundings around;

    @Option(names = "--port", paramLabel = "PORT", description = "the port of ConnectWise; any free one by default")
    private int port;

    @Option(names = "--microsoft", description = "Microsoft 365 as well, whose page of consent asks a person")
    private boolean microsoft;

    @Option(
            names = "--microsoft-port",
            paramLabel = "PORT",
            description = "the port of Microsoft 365; any free one by default")
    private int microsoftPort;

    SimulatorCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (ConnectWiseSimulator simulator =
                ConnectWiseSimulator.builder().port(port).start()) {
            around.out().print(DemoConfiguration.yaml(simulator));
            return microsoft ? beside(simulator) : serve(simulator.siteUri().toString());
        } catch (java.io.UncheckedIOException e) {
            around.err().println("--port " + port + ": " + e.getMessage());
            return AlertBridge.UNUSABLE;
        } finally {
            around.stop().ended();
        }
    }

    private int beside(ConnectWiseSimulator simulator) throws InterruptedException {
        try (GraphSimulator graph = DemoTenants.builder(around.clock())
                .port(microsoftPort)
                .consentAnswer(ConsentAnswer.ASK)
                .start()) {
            around.out().print(DemoTenants.yaml(graph));
            return serve(simulator.siteUri() + " and " + graph.loginUri());
        } catch (java.io.UncheckedIOException e) {
            around.err().println("--microsoft-port " + microsoftPort + ": " + e.getMessage());
            return AlertBridge.UNUSABLE;
        }
    }

    private int serve(String where) throws InterruptedException {
        around.out().flush();
        around.err().println("serving at " + where + "; SIGTERM or Ctrl-C ends");
        around.stop().await();
        return AlertBridge.DONE;
    }
}
