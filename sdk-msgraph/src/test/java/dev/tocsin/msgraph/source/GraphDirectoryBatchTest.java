package dev.tocsin.msgraph.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ApiException;
import dev.tocsin.core.people.DirectoryDelta;
import dev.tocsin.simulators.graph.Throttling;
import dev.tocsin.simulators.http.Fault;
import dev.tocsin.simulators.http.RequestMatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GraphDirectoryBatchTest {
    /** Reads all and lets so many users change; the token from before that. */
    private static String changed(DirectoryStage stage, int count) {
        String token = DirectoryStage.token(DirectoryStage.round(stage.directory(), null));
        stage.contoso().changePhones(count, 7);
        stage.simulator.requests().clear();
        return token;
    }

    private static void assertToldAll(DirectoryStage stage, List<DirectoryDelta> round, int changed) {
        assertThat(DirectoryStage.told(round))
                .hasSize(changed)
                .allSatisfy(user -> assertThat(user).isEqualTo(stage.truth().get(user.id())));
    }

    @Test
    void twentyUsersAreReadWithOneRequest() {
        try (DirectoryStage stage = DirectoryStage.withUsers(60)) {
            String token = changed(stage, 45);
            assertToldAll(stage, DirectoryStage.round(stage.directory(), token), 45);
            assertThat(stage.simulator.requests().count("POST", "/$batch")).isEqualTo(3);
            assertThat(stage.simulator.requests().count("GET", "/users/delta")).isEqualTo(1);
            assertThat(stage.simulator.batchRequests().total()).isEqualTo(45);
        }
    }

    @Test
    void onlyWhatWasRefusedIsRepeatedAndNotBeforeItWasToldTo() {
        try (DirectoryStage stage = DirectoryStage.withUsers(30)) {
            String token = changed(stage, 20);
            stage.simulator.batchFaults().next(2, Fault.tooManyRequests(Duration.ofSeconds(4)), "GET", "/users/*");
            stage.simulator.batchFaults().next(1, Fault.tooManyRequests(Duration.ofSeconds(41)), "GET", "/users/*");
            Instant begun = stage.clock.instant();
            assertToldAll(stage, DirectoryStage.round(stage.directory(), token), 20);
            assertThat(stage.simulator.batchRequests().total()).isEqualTo(23);
            assertThat(stage.clock.instant()).isEqualTo(begun.plusSeconds(41));
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aRequestThatFailedForTheMomentIsRepeated(Fault fault) {
        try (DirectoryStage stage = DirectoryStage.withUsers(30)) {
            String token = changed(stage, 20);
            stage.simulator.batchFaults().next(5, fault, "GET", "/users/*");
            assertToldAll(stage, DirectoryStage.round(stage.directory(), token), 20);
            assertThat(stage.simulator.batchRequests().total()).isEqualTo(25);
        }
    }

    static Stream<Fault> faults() {
        return Stream.of(
                Fault.errorBeforeCommit(500),
                Fault.errorBeforeCommit(503),
                Fault.errorAfterCommit(502),
                Fault.dropAfterCommit(),
                Fault.tooManyRequests(Duration.ZERO));
    }

    @ParameterizedTest
    @MethodSource("outerFaults")
    void aBatchWhoseAnswerIsLostOrRefusedIsSentAgainForItReadsOnly(Fault fault) {
        try (DirectoryStage stage = DirectoryStage.withUsers(30)) {
            String token = changed(stage, 20);
            stage.simulator.faults().next(2, fault, "POST", "/$batch");
            assertToldAll(stage, DirectoryStage.round(stage.directory(), token), 20);
            assertThat(stage.simulator.requests().count("POST", "/$batch")).isGreaterThanOrEqualTo(3);
        }
    }

    static Stream<Fault> outerFaults() {
        return Stream.of(
                Fault.dropBeforeCommit(),
                Fault.dropAfterCommit(),
                Fault.errorBeforeCommit(503),
                Fault.errorAfterCommit(504),
                Fault.tooManyRequests(Duration.ofSeconds(9)),
                Fault.garbageJson(),
                Fault.cutShort(),
                Fault.htmlAfterCommit());
    }

    @Test
    void aUserWhoCannotBeReadFailsThePageAndTheTokenStaysGood() {
        try (DirectoryStage stage = DirectoryStage.withUsers(30)) {
            String token = changed(stage, 20);
            stage.simulator
                    .batchFaults()
                    .withProbability(1, Fault.errorBeforeCommit(503), new RequestMatch("GET", "/users/*"));
            assertThatThrownBy(() -> stage.directory().changes(token))
                    .isInstanceOf(ApiException.class)
                    .hasMessageContaining("503");
            assertThat(stage.simulator.batchRequests().total())
                    .as("tries are bounded")
                    .isEqualTo(20 * 8);
            stage.simulator.batchFaults().clear();
            assertToldAll(stage, DirectoryStage.round(stage.directory(), token), 20);
        }
    }

    @Test
    void aTenthThatIsToldToWaitHalfAMinuteIsWaitedForTogether() {
        try (DirectoryStage stage = DirectoryStage.withUsers(210)) {
            String token = changed(stage, 200);
            stage.simulator
                    .batchFaults()
                    .withProbability(
                            0.1, Fault.tooManyRequests(Duration.ofSeconds(30)), new RequestMatch("GET", "/users/*"));
            assertToldAll(stage, DirectoryStage.round(stage.directory(), token), 200);
        }
    }

    @Test
    void aWaitThatIsTooLongIsLeftToTheCaller() {
        try (DirectoryStage stage = DirectoryStage.withUsers(30)) {
            String token = changed(stage, 20);
            stage.simulator.batchFaults().next(1, Fault.tooManyRequests(Duration.ofMinutes(20)), "GET", "/users/*");
            assertThatThrownBy(() -> stage.directory().changes(token))
                    .isInstanceOfSatisfying(
                            ApiException.class,
                            refused -> assertThat(refused.retryAfter()).contains(Duration.ofMinutes(20)));
        }
    }

    @Test
    void underTheTenantsLimitAllAreReadInTheEnd() {
        try (DirectoryStage stage = DirectoryStage.withUsers(150)) {
            String token = changed(stage, 120);
            stage.simulator.throttling(Throttling.none().withIdentityUnits(33));
            assertToldAll(stage, DirectoryStage.round(stage.directory(), token), 120);
        }
    }
}
