package dev.tocsin.testkit;

import static dev.tocsin.testkit.Samples.MSP;
import static dev.tocsin.testkit.Samples.OTHER_MSP;
import static dev.tocsin.testkit.Samples.SPECIAL;
import static dev.tocsin.testkit.Samples.T0;
import static dev.tocsin.testkit.Samples.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.store.StoredRun;
import dev.tocsin.core.sync.SyncProgress;
import dev.tocsin.core.sync.SyncReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a store does with the last runs. */
abstract class RunTests extends StoreTests {
    private static StoredRun bare(MspId msp, String connection, String entity, long number, long version) {
        return of("nessus", msp, connection, entity, number, null, version);
    }

    /** A run of a source that is worked on until a moment, or by nobody. */
    private static StoredRun leased(String source, long number, @Nullable Instant until, long version) {
        return of(source, MSP, "cw", "configurations", number, until, version);
    }

    private static StoredRun of(
            String source,
            MspId msp,
            String connection,
            String entity,
            long number,
            @Nullable Instant until,
            long version) {
        return new StoredRun(
                msp,
                connection,
                entity,
                number,
                source,
                T0,
                until == null ? null : "owner " + source,
                until,
                false,
                null,
                SyncProgress.start(OptionalLong.empty()),
                0,
                0,
                null,
                null,
                null,
                null,
                version);
    }

    private static StoredRun full(SyncReport.Ending ending, long version) {
        return new StoredRun(
                MSP,
                "cw " + SPECIAL,
                "entity " + SPECIAL,
                Long.MAX_VALUE,
                "source " + SPECIAL,
                T0,
                "owner " + SPECIAL,
                after(1),
                true,
                "after " + SPECIAL,
                new SyncProgress(1_000_000L, 1, 2, 3, 4, 5, 6, 7, 8),
                9,
                10,
                ending,
                "message " + SPECIAL,
                after(2),
                after(3),
                version);
    }

    private Optional<StoredRun> save(StoredRun run) {
        return write(session -> session.runs().save(run));
    }

    private Optional<StoredRun> get(MspId msp, String connection, String entity) {
        return read(session -> session.runs().get(msp, connection, entity, "nessus"));
    }

    private Optional<StoredRun> special() {
        return read(session -> session.runs().get(MSP, "cw " + SPECIAL, "entity " + SPECIAL, "source " + SPECIAL));
    }

    private Optional<StoredRun> claim(StoredRun run, Instant now) {
        return write(session -> session.runs().claim(run, now));
    }

    private List<StoredRun> configurations() {
        return read(session -> session.runs().of(MSP, "cw", "configurations"));
    }

    @Test
    void thereIsNoRunAtFirst() {
        assertThat(get(MSP, "cw", "configurations")).isEmpty();
        assertList(session -> session.runs().of(MSP, "cw", "configurations")).isEmpty();
        assertList(session -> session.runs().all(MSP)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aRunIsKeptWithAllItsFieldsAndTheNextVersion(SyncReport.Ending ending) {
        assertThat(save(full(ending, 0))).contains(full(ending, 1));
        assertThat(special()).contains(full(ending, 1));
        StoredRun emptied = of("source " + SPECIAL, MSP, "cw " + SPECIAL, "entity " + SPECIAL, 2, null, 1);
        assertThat(save(emptied)).contains(emptied.withVersion(2));
        assertThat(special()).contains(emptied.withVersion(2));
        assertThat(save(full(ending, 2))).contains(full(ending, 3));
    }

    @Test
    void aRunOfAnotherVersionIsNotKeptAndTheWorkGoesOn() {
        save(bare(MSP, "cw", "configurations", 1, 0));
        StoredRun kept = bare(MSP, "cw", "configurations", 1, 1);
        for (long version : new long[] {0, 2, -1}) {
            assertResult(session -> {
                        Optional<StoredRun> refused =
                                session.runs().save(bare(MSP, "cw", "configurations", 9, version));
                        session.runs()
                                .save(bare(
                                        MSP,
                                        "cw",
                                        "other",
                                        version,
                                        session.runs()
                                                .get(MSP, "cw", "other", "nessus")
                                                .map(StoredRun::version)
                                                .orElse(0L)));
                        return refused;
                    })
                    .isEqualTo(Optional.empty());
            assertThat(get(MSP, "cw", "configurations")).contains(kept);
            assertThat(get(MSP, "cw", "other")).map(StoredRun::number).contains(version);
        }
        assertThat(save(bare(MSP, "new", "configurations", 1, 1)))
                .as("none is there")
                .isEmpty();
        assertThat(get(MSP, "new", "configurations")).isEmpty();
    }

    @Test
    void aWorkSeesTheRunThatItKept() {
        assertResult(session -> {
                    StoredRun first = session.runs()
                            .save(bare(MSP, "cw", "configurations", 1, 0))
                            .orElseThrow();
                    assertThat(session.runs().save(first)).isPresent();
                    return session.runs().get(MSP, "cw", "configurations", "nessus");
                })
                .isEqualTo(Optional.of(bare(MSP, "cw", "configurations", 1, 2)));
    }

    @Test
    void runsAreKeptApartAndGivenByConnectionAndEntity() {
        // In the order of code points U+FFFD comes before U+1F680, in that of Java's chars after it.
        save(bare(MSP, "\uD83D\uDE80", "a", 1, 0));
        save(bare(MSP, "\uFFFD", "a", 2, 0));
        save(bare(MSP, "cw", "configurations", 3, 0));
        save(bare(MSP, "cw", "companies", 4, 0));
        save(bare(MSP, "CW", "configurations", 5, 0));
        save(bare(OTHER_MSP, "cw", "configurations", 6, 0));
        assertList(session -> session.runs().all(MSP))
                .extracting(StoredRun::number)
                .containsExactly(5L, 4L, 3L, 2L, 1L);
        assertList(session -> session.runs().all(OTHER_MSP))
                .containsExactly(bare(OTHER_MSP, "cw", "configurations", 6, 1));
        assertThat(get(MSP, "cw", "configurations")).map(StoredRun::number).contains(3L);
    }

    @Test
    void aWorkThatFailsLeavesRunsAsTheyWere() {
        save(bare(MSP, "cw", "configurations", 1, 0));
        assertThatThrownBy(() -> change(session -> {
                    assertThat(session.runs().save(bare(MSP, "cw", "configurations", 2, 1)))
                            .isPresent();
                    assertThat(session.runs().save(bare(MSP, "cw", "new", 1, 0)))
                            .isPresent();
                    throw new IllegalStateException("undo");
                }))
                .hasMessage("undo");
        assertList(session -> session.runs().all(MSP)).containsExactly(bare(MSP, "cw", "configurations", 1, 1));
    }

    @Test
    void aReadRefusesToKeepARun() {
        assertRefused(() -> read(session -> session.runs().save(bare(MSP, "cw", "configurations", 1, 0))));
    }

    @Test
    void ofManyThatTakeTheSameRunOneGetsIt() throws InterruptedException, ExecutionException {
        save(bare(MSP, "cw", "configurations", 1, 0));
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            List<Future<Optional<StoredRun>>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                StoredRun taken = bare(MSP, "cw", "configurations", 100 + i, 1);
                answers.add(callers.submit(() -> save(taken)));
            }
            List<StoredRun> winners = new ArrayList<>();
            for (Future<Optional<StoredRun>> answer : answers) {
                answer.get().ifPresent(winners::add);
            }
            assertThat(winners).hasSize(1);
            assertThat(get(MSP, "cw", "configurations")).contains(winners.get(0));
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void runsOfSourcesAreKeptApartAndGivenBySource() {
        save(leased("\uD83D\uDE80", 1, null, 0));
        save(leased("\uFFFD", 2, null, 0));
        save(leased("edr", 3, null, 0));
        save(leased("EDR", 4, null, 0));
        save(of("edr", MSP, "halo", "configurations", 5, null, 0));
        save(of("edr", MSP, "cw", "companies", 6, null, 0));
        save(of("edr", OTHER_MSP, "cw", "configurations", 7, null, 0));
        save(leased("edr", 8, null, 1));
        assertThat(configurations())
                .containsExactly(
                        leased("EDR", 4, null, 1),
                        leased("edr", 8, null, 2),
                        leased("\uFFFD", 2, null, 1),
                        leased("\uD83D\uDE80", 1, null, 1));
        assertList(session -> session.runs().all(MSP))
                .extracting(StoredRun::number)
                .containsExactly(6L, 4L, 8L, 2L, 1L, 5L);
    }

    @Test
    void aRunIsClaimedIfNoneOfItsKindOnItsConnectionHasALeaseThatLasts() {
        save(leased("edr", 1, after(10), 0));
        save(of("edr", MSP, "halo", "configurations", 1, after(99), 0));
        save(of("edr", MSP, "cw", "companies", 1, after(99), 0));
        save(of("edr", OTHER_MSP, "cw", "configurations", 1, after(99), 0));
        StoredRun wanted = leased("nessus", 1, after(30), 0);
        assertThat(claim(wanted, after(9))).as("of another source").isEmpty();
        assertThat(claim(leased("edr", 2, after(30), 1), after(9)))
                .as("of the same source")
                .isEmpty();
        assertThat(configurations()).containsExactly(leased("edr", 1, after(10), 1));

        assertThat(claim(wanted, after(10))).contains(wanted.withVersion(1));
        assertThat(configurations()).containsExactly(leased("edr", 1, null, 2), wanted.withVersion(1));
        assertThat(save(leased("edr", 1, after(40), 1))).as("who wakes up late").isEmpty();
        assertResult(session -> session.runs().get(MSP, "halo", "configurations", "edr"))
                .isEqualTo(Optional.of(of("edr", MSP, "halo", "configurations", 1, after(99), 1)));
        assertResult(session -> session.runs().get(MSP, "cw", "companies", "edr"))
                .isEqualTo(Optional.of(of("edr", MSP, "cw", "companies", 1, after(99), 1)));
        assertResult(session -> session.runs().get(OTHER_MSP, "cw", "configurations", "edr"))
                .isEqualTo(Optional.of(of("edr", OTHER_MSP, "cw", "configurations", 1, after(99), 1)));
    }

    @Test
    void aClaimOfAnotherVersionTakesNothingFromAnybody() {
        save(leased("edr", 1, after(10), 0));
        save(leased("nessus", 1, null, 0));
        assertThat(claim(leased("nessus", 2, after(30), 0), after(20))).isEmpty();
        assertThat(claim(leased("new", 1, after(30), 1), after(20))).isEmpty();
        assertThat(configurations()).containsExactly(leased("edr", 1, after(10), 1), leased("nessus", 1, null, 1));
        assertThat(claim(leased("nessus", 2, after(30), 1), after(20))).contains(leased("nessus", 2, after(30), 2));
        assertRefused(() -> read(session -> session.runs().claim(leased("nessus", 3, after(90), 2), after(80))));
    }

    @Test
    void ofManySourcesThatClaimAConnectionAtOnceOneGetsIt() throws InterruptedException, ExecutionException {
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            List<Future<Optional<StoredRun>>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                StoredRun wanted = leased("source " + i, 1, after(30), 0);
                answers.add(callers.submit(() -> claim(wanted, after(20))));
            }
            List<StoredRun> winners = new ArrayList<>();
            for (Future<Optional<StoredRun>> answer : answers) {
                answer.get().ifPresent(winners::add);
            }
            assertThat(winners).hasSize(1);
            assertThat(configurations()).isEqualTo(winners);
        } finally {
            callers.shutdownNow();
        }
    }
}
