package dev.tocsin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.tocsin.simulators.twilio.TwilioSimulator;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

@ExtendWith(TwilioSimulatorExtension.class)
class TwilioSimulatorExtensionTest {
    private static final List<URI> ADDRESSES = new ArrayList<>();

    @Test
    void aTestThatFailsReportsWhatItsServerHeld() {
        TestExecutionSummary summary = run(Inner.class);
        assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
        assertThat(summary.getTestsFailedCount()).isEqualTo(1);
        Throwable failure = summary.getFailures().get(0).getException();
        assertThat(failure.getSuppressed()).hasSize(1);
        assertThat(failure.getSuppressed()[0])
                .hasMessageContaining("PERSON +14155550101 to +15550100009 [received] ACK 7Q")
                .hasMessageContaining("1 messages")
                .hasMessageNotContaining("quiet");
        assertThat(ADDRESSES).hasSize(2);
        assertThat(ADDRESSES)
                .allSatisfy(address -> assertThatThrownBy(
                                () -> address.toURL().openStream().close())
                        .as("stopped")
                        .isInstanceOf(java.net.ConnectException.class));
    }

    private static TestExecutionSummary run(Class<?> tests) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(tests))
                                .build(),
                        listener);
        return listener.getSummary();
    }

    @Test
    void aParameterIsTheServerOfTheTest(TwilioSimulator simulator) {
        assertThat(simulator.messages()).isEmpty();
        assertThat(simulator.baseUri().getHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void outsideOfATestThereIsNoServer() {
        assertThatThrownBy(new TwilioSimulatorExtension()::simulator).isInstanceOf(IllegalStateException.class);
    }

    /** Run by the test above only: surefire selects classes whose names end in Test. */
    static class Inner {
        @RegisterExtension
        final TwilioSimulatorExtension twilio = new TwilioSimulatorExtension(builder -> builder.number("+15550100009"));

        private void write(String text) {
            TwilioSimulator simulator = twilio.simulator();
            ADDRESSES.add(simulator.baseUri());
            assertThat(simulator.messages()).as("left over").isEmpty();
            simulator.person("+14155550101").reply(text);
        }

        @Test
        void fails() {
            write("ACK 7Q");
            assertThat(twilio.simulator().messages()).isEmpty();
        }

        @Test
        void succeeds() {
            write("a quiet word");
        }
    }
}
