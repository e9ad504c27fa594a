package dev.tocsin.testkit;

import dev.tocsin.simulators.twilio.TwilioSimulator;
import dev.tocsin.simulators.twilio.TwilioSimulatorBuilder;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test a Twilio server of its own, on a free loopback port, and adds what it holds to the report if the test fails.
 * Either {@code @RegisterExtension final var twilio = new TwilioSimulatorExtension()}, or
 * {@code @ExtendWith(TwilioSimulatorExtension.class)} and a parameter of type {@link TwilioSimulator}. One
 * instance serves one test at a time.
 */
public final class TwilioSimulatorExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private final Consumer<TwilioSimulatorBuilder> setUp;
    private @Nullable TwilioSimulator simulator;

    /** Servers with the default account and number. */
    public TwilioSimulatorExtension() {
        this(builder -> {});
    }

    /**
     * Servers that are set up by the test.
     *
     * @param setUp told each builder before its server starts
     */
    public TwilioSimulatorExtension(Consumer<TwilioSimulatorBuilder> setUp) {
        this.setUp = setUp;
    }

    /**
     * The server of the test that runs.
     *
     * @throws IllegalStateException if none does
     */
    public TwilioSimulator simulator() {
        if (simulator == null) {
            throw new IllegalStateException("the simulator runs during a test only");
        }
        return simulator;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        started();
    }

    private TwilioSimulator started() {
        if (simulator == null) {
            TwilioSimulatorBuilder builder = TwilioSimulator.builder();
            setUp.accept(builder);
            simulator = builder.start();
        }
        return simulator;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        TwilioSimulator ended = simulator;
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
        return parameter.getParameter().getType() == TwilioSimulator.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Objects.requireNonNull(started());
    }

    /** Goes into the report of a failed test, below the failure itself. */
    private static final class WhatItHeld extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WhatItHeld(String text) {
            super("What the Twilio simulator held:\n" + text, null, false, false);
        }
    }
}
