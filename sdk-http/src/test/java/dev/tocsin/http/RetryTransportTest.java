package dev.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.http.TransportRequest.Method;
import dev.tocsin.http.TransportResult.NotSent;
import dev.tocsin.http.TransportResult.Unknown;
import java.io.IOException;
import java.net.ConnectException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTransportTest {
    private static final RetryPolicy POLICY =
            new RetryPolicy(4, Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofMinutes(2));
    /** Gives the largest jitter there is. */
    private static final RandomGenerator LONGEST = new RandomGenerator() {
        @Override
        public long nextLong() {
            return 0;
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    };

    private final VirtualTime time = VirtualTime.passing();

    private RetryTransport retry(Transport next) {
        return new RetryTransport(next, POLICY, time, time, LONGEST, TransportListener.none());
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504, 520, 599})
    void aReadIsRepeatedOnATransientStatusUntilItSucceeds(int status) throws Exception {
        ScriptedTransport wire =
                new ScriptedTransport(Requests.answered(status), Requests.answered(status), Requests.answered(200));
        assertThat(Requests.status(retry(wire).send(Requests.get()))).isEqualTo(200);
        assertThat(wire.sent()).hasSize(3);
        assertThat(time.sleeps()).containsExactly(Duration.ofMillis(100), Duration.ofMillis(200));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 301, 400, 401, 403, 404, 409, 422, 501, 505})
    void anyOtherStatusIsFinal(int status) throws Exception {
        ScriptedTransport wire = new ScriptedTransport(Requests.answered(status));
        assertThat(Requests.status(retry(wire).send(Requests.get()))).isEqualTo(status);
        assertThat(wire.sent()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"POST, 429", "POST, 503", "POST, 500", "PATCH, 429", "PATCH, 503", "PATCH, 408"})
    void aWriteThatIsNotIdempotentIsNeverRepeatedOnAStatus(Method method, int status) throws Exception {
        ScriptedTransport wire = new ScriptedTransport(Requests.answered(status, "Retry-After", "1"));
        TransportResult result = retry(wire).send(TransportRequest.of(method, Requests.SOMEWHERE));
        assertThat(Requests.status(result)).isEqualTo(status);
        assertThat(wire.sent()).hasSize(1);
        assertThat(time.sleeps()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            names = {"POST", "PATCH"})
    void aWriteThatIsNotIdempotentIsNeverRepeatedOnAnIoError(Method method) throws Exception {
        for (TransportResult failure : new TransportResult[] {
            new NotSent("no connection", null, new ConnectException()), new Unknown("broke off", new IOException())
        }) {
            ScriptedTransport wire = new ScriptedTransport(failure);
            assertThat(retry(wire).send(TransportRequest.of(method, Requests.SOMEWHERE)))
                    .isSameAs(failure);
            assertThat(wire.sent()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            names = {"GET", "PUT", "DELETE"})
    void anIdempotentRequestIsRepeatedOnIoErrors(Method method) throws Exception {
        ScriptedTransport wire = new ScriptedTransport(
                new NotSent("no connection", null, new ConnectException()),
                new Unknown("broke off", new IOException("reset")),
                Requests.answered(200));
        assertThat(Requests.status(retry(wire).send(TransportRequest.of(method, Requests.SOMEWHERE))))
                .isEqualTo(200);
        assertThat(wire.sent()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, 504, 400",
        "DELETE, 504, 401",
        "DELETE, 500, 403",
        "DELETE, 408, 409",
        "DELETE, 503, 302",
        "PUT, 502, 422"
    })
    void aRefusalAfterAnAttemptThatMayHaveBeenDoneLeavesAWriteOpen(Method method, int first, int second)
            throws Exception {
        ScriptedTransport wire = new ScriptedTransport(Requests.answered(first), Requests.answered(second));
        TransportResult result = retry(wire).send(TransportRequest.of(method, Requests.SOMEWHERE));
        assertThat(result)
                .isInstanceOfSatisfying(
                        Unknown.class,
                        unknown -> assertThat(unknown.reason()).contains("answered " + first, "answered " + second));
        assertThat(wire.sent()).hasSize(2);
    }

    @Test
    void aDeleteThatBrokeOffAndThenFindsNoConnectionIsOpen() throws Exception {
        IOException reset = new IOException("reset");
        ScriptedTransport wire = new ScriptedTransport(
                new Unknown("broke off", reset), new NotSent("no connection", null, new ConnectException()));
        TransportResult result = retry(wire).send(TransportRequest.of(Method.DELETE, Requests.SOMEWHERE));
        assertThat(result).isInstanceOfSatisfying(Unknown.class, unknown -> {
            assertThat(unknown.reason()).contains("broke off", "no connection");
            assertThat(unknown.cause()).isSameAs(reset);
        });
        assertThat(wire.sent()).hasSize(4);
    }

    @Test
    void aDeleteIsOpenAlsoWhenTheWaitAfterALaterRefusalIsNotBegun() throws Exception {
        ScriptedTransport wire =
                new ScriptedTransport(Requests.answered(504), Requests.answered(429, "Retry-After", "99999999999"));
        assertThat(retry(wire).send(TransportRequest.of(Method.DELETE, Requests.SOMEWHERE)))
                .isInstanceOf(Unknown.class);
        assertThat(wire.sent()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 404, 500})
    void anAnswerThatSettlesADeleteOrLeavesItOpenItselfIsKept(int last) throws Exception {
        ScriptedTransport wire = new ScriptedTransport(Requests.answered(504), Requests.answered(last));
        assertThat(Requests.status(retry(wire).send(TransportRequest.of(Method.DELETE, Requests.SOMEWHERE))))
                .isEqualTo(last);
    }

    @Test
    void aDeleteOfWhichNoAttemptCameThroughKeepsItsRefusal() throws Exception {
        ScriptedTransport wire = new ScriptedTransport(
                new NotSent("no connection", null, new ConnectException()),
                Requests.answered(429),
                Requests.answered(409));
        assertThat(Requests.status(retry(wire).send(TransportRequest.of(Method.DELETE, Requests.SOMEWHERE))))
                .isEqualTo(409);
    }

    @Test
    void aReadKeepsItsLastAnswer() throws Exception {
        ScriptedTransport wire = new ScriptedTransport(Requests.answered(504), Requests.answered(403));
        assertThat(Requests.status(retry(wire).send(Requests.get()))).isEqualTo(403);
    }

    @Test
    void aRefusalOfThisSideIsFinal() throws Exception {
        for (TransportResult refusal : new TransportResult[] {
            new NotSent("pinned", null, null),
            new NotSent("gate", Duration.ofSeconds(1), null),
            new NotSent("tls", null, new IOException(new CertificateException("expired"))),
            new Unknown("large", new LimitedBody.TooLargeException(10))
        }) {
            ScriptedTransport wire = new ScriptedTransport(refusal);
            assertThat(retry(wire).send(Requests.get())).isSameAs(refusal);
            assertThat(wire.sent()).hasSize(1);
        }
    }

    @Test
    void itGivesUpAfterTheLastAttemptWithTheLastAnswer() throws Exception {
        ScriptedTransport wire = new ScriptedTransport(Requests.answered(500), Requests.answered(503));
        assertThat(Requests.status(retry(wire).send(Requests.get()))).isEqualTo(503);
        assertThat(wire.sent()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"30, PT30S", "'Mon, 05 Jan 2026 08:00:20 GMT', PT20S", "0, PT0.1S", "-1, PT0.1S", "x, PT0.1S"})
    void itWaitsForRetryAfterInBothForms(String value, Duration expected) throws Exception {
        ScriptedTransport wire =
                new ScriptedTransport(Requests.answered(429, "Retry-After", value), Requests.answered(200));
        assertThat(Requests.status(retry(wire).send(Requests.get()))).isEqualTo(200);
        assertThat(time.sleeps()).containsExactly(expected);
    }

    @Test
    void aWaitBeyondTheTotalDeadlineIsNotBegun() throws Exception {
        ScriptedTransport wire = new ScriptedTransport(Requests.answered(429, "Retry-After", "99999999999"));
        assertThat(Requests.status(retry(wire).send(Requests.get()))).isEqualTo(429);
        assertThat(wire.sent()).hasSize(1);
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void aWaitBeyondTheRequestsOwnDeadlineIsNotBegun() throws Exception {
        ScriptedTransport wire = new ScriptedTransport(Requests.answered(503, "Retry-After", "30"));
        TransportRequest request = Requests.get().withNotAfter(VirtualTime.START.plusSeconds(29));
        assertThat(Requests.status(retry(wire).send(request))).isEqualTo(503);
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void slowAttemptsEndAtTheTotalDeadlineAndTheLastOneIsCutToIt() throws Exception {
        ScriptedTransport wire = new ScriptedTransport(new Unknown("slow", new IOException("timeout")));
        Transport slow = request -> {
            time.advance(Duration.ofSeconds(50));
            return wire.send(request);
        };
        retry(slow).send(Requests.get().withTimeout(Duration.ofSeconds(50)));
        assertThat(wire.sent()).hasSize(3);
        assertThat(wire.sent().get(1).timeout()).isEqualTo(Duration.ofSeconds(50));
        assertThat(wire.sent().get(2).timeout()).isEqualTo(Duration.ofMillis(120_000 - 100_300));
    }

    @Test
    void theJitterIsFullAndCapped() throws Exception {
        RetryPolicy policy = new RetryPolicy(10, Duration.ofMillis(100), Duration.ofMillis(800), Duration.ofHours(1));
        long least = Long.MAX_VALUE;
        long most = 0;
        for (int seed = 0; seed < 200; seed++) {
            VirtualTime own = VirtualTime.passing();
            new RetryTransport(
                            new ScriptedTransport(Requests.answered(500)),
                            policy,
                            own,
                            own,
                            new SplittableRandom(seed),
                            TransportListener.none())
                    .send(Requests.get());
            assertThat(own.sleeps()).hasSize(9);
            assertThat(own.sleeps().get(0)).isBetween(Duration.ZERO, Duration.ofMillis(100));
            assertThat(own.sleeps()).allMatch(d -> d.toMillis() <= 800);
            least = Math.min(least, own.sleeps().get(8).toMillis());
            most = Math.max(most, own.sleeps().get(8).toMillis());
        }
        assertThat(least).isLessThan(50);
        assertThat(most).isGreaterThan(750);
    }

    @Test
    void anInterruptDuringTheWaitReturnsTheLastResultWithTheFlagSet() throws Exception {
        ScriptedTransport wire = new ScriptedTransport(Requests.answered(503));
        RetryTransport retry = new RetryTransport(
                wire,
                POLICY,
                time,
                duration -> {
                    throw new InterruptedException();
                },
                LONGEST,
                TransportListener.none());
        assertThat(Requests.status(retry.send(Requests.get()))).isEqualTo(503);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(wire.sent()).hasSize(1);
    }

    @Test
    void anInterruptedExchangeIsNotRepeated() throws Exception {
        ScriptedTransport wire = new ScriptedTransport(new Unknown("interrupted", new IOException()));
        Transport interrupted = request -> {
            Thread.currentThread().interrupt();
            return wire.send(request);
        };
        assertThat(retry(interrupted).send(Requests.get())).isInstanceOf(Unknown.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(wire.sent()).hasSize(1);
    }

    @Test
    void anInterruptBeforeTheFirstAttemptIsThrown() {
        Transport refusing = request -> {
            throw new InterruptedException();
        };
        assertThatThrownBy(() -> retry(refusing).send(Requests.get())).isInstanceOf(InterruptedException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 100, 1000, 1000, attempts",
        "11, 100, 1000, 1000, attempts",
        "3, 0, 1000, 1000, base",
        "3, 100, 99, 1000, cap",
        "3, 100, 1000, 0, totalDeadline"
    })
    void aSettingOutOfRangeIsNamed(int attempts, long base, long cap, long total, String field) {
        assertThatThrownBy(() -> new RetryPolicy(
                        attempts, Duration.ofMillis(base), Duration.ofMillis(cap), Duration.ofMillis(total)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("retryPolicy." + field + ": must");
    }
}
