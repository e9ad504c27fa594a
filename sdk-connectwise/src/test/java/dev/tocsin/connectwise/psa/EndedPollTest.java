package dev.tocsin.connectwise.psa;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.tocsin.core.engine.Reconciler;
import dev.tocsin.simulators.http.Fault;
import dev.tocsin.testkit.ConnectWiseSimulatorExtension;
import dev.tocsin.testkit.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** What is logged of a poll that does not come to its end: a fault is, the end of the work is none. */
class EndedPollTest {
    private final VirtualClock clock = VirtualClock.at(Instant.parse("2026-03-02T08:00:00Z"));

    @RegisterExtension
    final ConnectWiseSimulatorExtension connectWise =
            new ConnectWiseSimulatorExtension(builder -> builder.clock(clock));

    private final Logger logger = (Logger) LoggerFactory.getLogger(Reconciler.class);
    private final @Nullable Level before = logger.getLevel();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private EngineHost host;

    @BeforeEach
    void start() {
        host = new EngineHost(clock, connectWise.simulator(), ConnectWisePsaOptions.defaults());
        log.start();
        logger.setLevel(Level.ALL);
        logger.addAppender(log);
    }

    @AfterEach
    void end() {
        logger.detachAppender(log);
        logger.setLevel(before);
        host.close();
    }

    private List<String> warnings() {
        return log.list.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .map(ILoggingEvent::getFormattedMessage)
                .filter(message -> message.startsWith("changes of connection"))
                .toList();
    }

    @Test
    void aFaultIsAWarning() {
        host.arm(20, Fault.errorBeforeCommit(503), "GET", "/service/tickets");
        host.run(Duration.ZERO);
        assertThat(warnings()).hasSize(1);
    }

    @Test
    void theEndOfTheWorkIsNone() {
        Thread.currentThread().interrupt();
        try {
            host.run(Duration.ZERO);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(connectWise.simulator().requests().all())
                .noneMatch(request -> request.path().endsWith("/service/tickets"));
        assertThat(warnings()).isEmpty();
    }
}
