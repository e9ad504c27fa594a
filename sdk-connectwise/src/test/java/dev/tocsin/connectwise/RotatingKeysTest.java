package dev.tocsin.connectwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tocsin.connectwise.service.Source;
import dev.tocsin.connectwise.service.SourceField;
import dev.tocsin.core.base.AuthenticationException;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.Execution;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.base.TransportException;
import dev.tocsin.simulators.connectwise.ConnectWiseSimulator;
import dev.tocsin.simulators.http.Fault;
import dev.tocsin.simulators.http.RequestMatch;
import dev.tocsin.testkit.VirtualClock;
import dev.tocsin.testkit.VirtualSleeper;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RotatingKeysTest {
    private static final String OLD = "old-private-key";
    private static final String NEW = "new-private-key";

    private final VirtualClock clock = VirtualClock.at(Instant.parse("2026-03-01T08:00:00Z"));
    private final ConnectWiseSimulator simulator = ConnectWiseSimulator.builder()
            .clock(clock)
            .company("TrainingCo", "old-public-key", OLD, "client-id-1")
            .start();
    private final AtomicReference<ConnectWiseKeys> keys = new AtomicReference<>(keys("old-public-key", OLD));

    @AfterEach
    void stop() {
        simulator.close();
    }

    private static ConnectWiseKeys keys(String publicKey, String privateKey) {
        return new ConnectWiseKeys(Secret.of(publicKey), Secret.of(privateKey));
    }

    private ConnectWiseConnection.Builder connection() {
        return ConnectWiseConnection.builder()
                .site(simulator.siteUri().toString())
                .company(simulator.companyId())
                .clientId(Secret.of(simulator.clientId()))
                .clock(clock)
                .sleeper(new VirtualSleeper(clock));
    }

    private ConnectWise client(ConnectWiseKeys.Provider provider) {
        return ConnectWise.connect(connection().keys(provider).build());
    }

    private static void create(ConnectWise client, String name) {
        assertThat(client.sources()
                        .create(Source.draft().set(SourceField.NAME, name))
                        .name())
                .isEqualTo(name);
    }

    @Test
    void keysThatRotateAreUsedWithoutARestart() {
        ConnectWise client = client(keys::get);
        create(client, "before");
        simulator.changeKeys("new-public-key", NEW);
        keys.set(keys("new-public-key", NEW));
        create(client, "after");
        assertThat(client.systemInfo().version()).isNotEmpty();
    }

    @Test
    void newKeysGoAtOnceWhereOldOnesWereRefusedAndRest() {
        ConnectWise client = client(keys::get);
        create(client, "before");
        simulator.changeKeys("new-public-key", NEW);
        assertThatThrownBy(client::systemInfo).isInstanceOf(AuthenticationException.class);
        long refused = simulator.requests().total();
        assertThatThrownBy(client::systemInfo)
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("was not sent");
        assertThat(simulator.requests().total()).as("the old keys rest").isEqualTo(refused);
        keys.set(keys("new-public-key", NEW));
        create(client, "after");
        assertThat(simulator.requests().total()).isEqualTo(refused + 1);
    }

    @Test
    void eachAttemptAsksAnew() {
        AtomicInteger asked = new AtomicInteger();
        ConnectWise client = client(() -> {
            // The first attempt meets a fault, and the keys change before the second.
            if (asked.incrementAndGet() == 2) {
                simulator.changeKeys("new-public-key", NEW);
                return keys("new-public-key", NEW);
            }
            return keys.get();
        });
        simulator.faults().next(1, Fault.errorBeforeCommit(503), new RequestMatch("GET", "/system/info"));
        assertThat(client.systemInfo().version()).isNotEmpty();
        assertThat(asked).hasValue(2);
    }

    @Test
    void whereTheApiIsAsksForNoKeys() {
        AtomicInteger asked = new AtomicInteger();
        ConnectWise client = client(() -> {
            asked.incrementAndGet();
            return keys.get();
        });
        assertThat(client.systemInfo().version()).isNotEmpty();
        assertThat(simulator.requests().total()).isEqualTo(2);
        assertThat(asked).hasValue(1);
    }

    @Test
    void aProviderThatThrowsSendsNothingAndTellsNoSecret() {
        for (RuntimeException broken : new RuntimeException[] {
            new IllegalStateException("vault said " + NEW),
            new TransportException("vault said " + NEW, null, new IllegalStateException(NEW))
        }) {
            ConnectWise client = client(() -> {
                throw broken;
            });
            long before = simulator.requests().count("GET", "/system/info");
            Throwable thrown = catchThrowable(client::systemInfo);
            assertThat(thrown)
                    .isInstanceOfSatisfying(
                            TocsinException.class,
                            e -> assertThat(e.execution()).isEqualTo(Execution.NOT_EXECUTED));
            assertThat(thrown).hasMessageContaining(broken.getClass().getName());
            for (Throwable each = thrown; each != null; each = each.getCause()) {
                assertThat(each.toString()).doesNotContain(NEW);
                assertThat(each.getSuppressed()).isEmpty();
            }
            assertThat(simulator.requests().count("GET", "/system/info")).isEqualTo(before);
        }
    }

    @Test
    void aProviderThatTakesTooLongLetsNothingLeaveAfterItsMoment() {
        ConnectWise client = client(() -> {
            clock.advance(Duration.ofMinutes(5));
            return keys.get();
        });
        assertThat(client.systemInfo().version()).isNotEmpty();
        CallOptions soon = CallOptions.none().withNotAfter(clock.instant().plusSeconds(30));
        assertThatThrownBy(() -> client.sources().create(Source.draft().set(SourceField.NAME, "late"), soon))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("was not sent");
        assertThat(simulator.requests().total("POST")).isZero();
    }

    @Test
    void noMessageShowsKeysThatWereChanged() {
        ConnectWise client = client(keys::get);
        create(client, "before");
        keys.set(keys("new-public-key", NEW));
        Throwable thrown = catchThrowable(client::systemInfo);
        assertThat(thrown.toString())
                .doesNotContain(OLD)
                .doesNotContain(NEW)
                .doesNotContain("old-public-key")
                .doesNotContain("new-public-key");
        assertThat(keys.get().toString()).doesNotContain(NEW).doesNotContain("new-public-key");
    }

    @Test
    void aHostsOwnTransportGetsTheKeysOfTheCall() {
        ConnectWise client = ConnectWise.connect(
                connection().keys(keys::get).transport(new PlainTransport()).build());
        create(client, "before");
        simulator.changeKeys("new-public-key", NEW);
        keys.set(keys("new-public-key", NEW));
        create(client, "after");
    }

    @Test
    void eitherKeysOrTheirProviderAreLegal() {
        assertThatThrownBy(() ->
                        connection().keys(keys::get).privateKey(Secret.of(NEW)).build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("keys: ");
        assertThatThrownBy(() -> connection().build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("publicKey: is required");
        assertThatThrownBy(() -> keys("with:colon", NEW))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("publicKey: ")
                .hasMessageNotContaining("with:colon");
    }
}
