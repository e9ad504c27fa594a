package dev.tocsin.testkit;

import dev.tocsin.simulators.connectwise.ConnectWiseSimulator;
import dev.tocsin.simulators.connectwise.ConnectWiseSimulatorBuilder;
import java.io.PrintStream;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test a ConnectWise server of its own, on a free loopback port, and prints what it holds if the test fails.
 * Either {@code @RegisterExtension final var connectWise = new ConnectWiseSimulatorExtension()}, or
 * {@code @ExtendWith(ConnectWiseSimulatorExtension.class)} and a parameter of type {@link ConnectWiseSimulator}. One
 * instance serves one test at a time.
 */
public final class ConnectWiseSimulatorExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private final Consumer<ConnectWiseSimulatorBuilder> setUp;
    private final PrintStream out;
    private @Nullable ConnectWiseSimulator simulator;

    /** Servers with the default data. */
    public ConnectWiseSimulatorExtension() {
        this(builder -> {});
    }

    /**
     * Servers that are set up by the test.
     *
     * @param setUp told each builder before its server starts
     */
    public ConnectWiseSimulatorExtension(Consumer<ConnectWiseSimulatorBuilder> setUp) {
        this(setUp, System.err);
    }

    /**
     * Servers that are set up by the test.
     *
     * @param setUp told each builder before its server starts
     * @param out where to print what a server holds when its test fails; not closed
     */
    public ConnectWiseSimulatorExtension(Consumer<ConnectWiseSimulatorBuilder> setUp, PrintStream out) {
        this.setUp = setUp;
        this.out = out;
    }

    /**
     * The server of the test that runs.
     *
     * @throws IllegalStateException if none does
     */
    public ConnectWiseSimulator simulator() {
        if (simulator == null) {
            throw new IllegalStateException("the simulator runs during a test only");
        }
        return simulator;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        started();
    }

    private ConnectWiseSimulator started() {
        if (simulator == null) {
            ConnectWiseSimulatorBuilder builder = ConnectWiseSimulator.builder();
            setUp.accept(builder);
            simulator = builder.start();
        }
        return simulator;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        ConnectWiseSimulator ended = simulator;
        simulator = null;
        if (ended != null) {
            try (ended) {
                if (context.getExecutionException().isPresent()) {
                    out.println("What the ConnectWise simulator held when " + context.getDisplayName() + " failed:");
                    out.println(ended.describe());
                }
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ConnectWiseSimulator.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Objects.requireNonNull(started());
    }
}
