package dev.tocsin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.tocsin.simulators.connectwise.ConnectWiseSimulator;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

@ExtendWith(ConnectWiseSimulatorExtension.class)
class ConnectWiseSimulatorExtensionTest {
    private static final List<URI> ADDRESSES = new ArrayList<>();

    @Test
    void aTestThatFailsReportsWhatItsServerHeld() {
        TestExecutionSummary summary = run(Inner.class);
        assertThat(summary.getTestsSucceededCount()).isEqualTo(2);
        assertThat(summary.getTestsFailedCount()).isEqualTo(1);
        Throwable failure = summary.getFailures().get(0).getException();
        assertThat(failure.getSuppressed()).hasSize(1);
        assertThat(failure.getSuppressed()[0])
                .hasMessageContaining("Ransomware on dc01")
                .hasMessageContaining("1 ticket")
                .hasMessageContaining("0 requests")
                .hasMessageNotContaining("quiet ticket");
        assertThat(ADDRESSES).hasSize(3);
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
    void aParameterIsTheServerOfTheTest(ConnectWiseSimulator simulator) {
        assertThat(simulator.tickets()).isEmpty();
        assertThat(simulator.siteUri().getHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void outsideOfATestThereIsNoServer() {
        assertThatThrownBy(new ConnectWiseSimulatorExtension()::simulator).isInstanceOf(IllegalStateException.class);
    }

    /** Run by the test above only: surefire selects classes whose names end in Test. */
    static class Inner {
        @RegisterExtension
        final ConnectWiseSimulatorExtension connectWise =
                new ConnectWiseSimulatorExtension(builder -> builder.apiMember("robot"));

        private void ticket(String summary) {
            ConnectWiseSimulator simulator = connectWise.simulator();
            ADDRESSES.add(simulator.siteUri());
            assertThat(simulator.apiMember()).isEqualTo("robot");
            assertThat(simulator.tickets()).as("left over").isEmpty();
            simulator.createTicket(Map.of("summary", summary, "company", Map.of("identifier", "AcmeInc")));
        }

        @Test
        void fails() {
            ticket("Ransomware on dc01");
            assertThat(connectWise.simulator().tickets()).isEmpty();
        }

        @Test
        void succeeds() {
            ticket("a quiet ticket");
        }

        @Test
        void succeedsToo() {
            ticket("another quiet ticket");
        }
    }
}
