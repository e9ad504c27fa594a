package dev.tocsin.testkit;

import dev.tocsin.simulators.connectwise.ConnectWiseSimulator;
import dev.tocsin.simulators.connectwise.ConnectWiseSimulatorBuilder;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test a ConnectWise server of its own, on a free loopback port, and adds what it holds to the report if the test fails.
 * Either {@code @RegisterExtension final var connectWise = new ConnectWiseSimulatorExtension()}, or
 * {@code @ExtendWith(ConnectWiseSimulatorExtension.class)} and a parameter of type {@link ConnectWiseSimulator}. One
 * instance serves one test at a time.
 */
public final class ConnectWiseSimulatorExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private final Consumer<ConnectWiseSimulatorBuilder> setUp;
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
        this.setUp = setUp;
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
                context.getExecutionException()
                        .ifPresent(failure -> failure.addSuppressed(new WhatItHeld(ended.describe())));
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

    /** Goes into the report of a failed test, below the failure itself. */
    private static final class WhatItHeld extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WhatItHeld(String text) {
            super("What the ConnectWise simulator held:\n" + text, null, false, false);
        }
    }
}
