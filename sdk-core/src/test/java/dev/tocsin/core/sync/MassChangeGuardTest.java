package dev.tocsin.core.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.FieldError;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MassChangeGuardTest {
    @ParameterizedTest
    @CsvSource({"0, 20", "5, 20", "100, 20", "101, 20", "104, 20", "105, 21", "10000, 2000", "1000003, 200000"})
    void theChangeThatCrossesTheLimitAndAllAfterItAreRefused(long total, int most) {
        MassChangeGuard guard = new MassChangeGuard(MassChangeLimit.DEFAULT, total, 0);

        assertThat(IntStream.range(0, most).allMatch(i -> guard.admit())).isTrue();
        assertThat(guard.admit()).isFalse();
        assertThat(guard.admit()).isFalse();
        assertThat(guard.admitted()).isEqualTo(most);
        assertThat(guard.question()).contains("more than " + most + " of " + total);
    }

    @Test
    void countedFirstOrOneByOneComesToTheSame() {
        Random random = new Random(9);
        for (int i = 0; i < 2_000; i++) {
            MassChangeLimit limit = new MassChangeLimit(random.nextInt(101), random.nextInt(50));
            long total = random.nextInt(1_000);
            MassChangeGuard guard = new MassChangeGuard(limit, total, 0);
            long count = 0;
            while (count < 1_100 && guard.admit()) {
                count++;
            }
            MassChangeGuard counted = new MassChangeGuard(limit, total, 0);
            assertThat(counted.allows(count)).isTrue();
            assertThat(count == 1_100 || !counted.allows(count + 1)).isTrue();
        }
    }

    @Test
    void aRunThatGoesOnKeepsItsCount() {
        MassChangeGuard guard = new MassChangeGuard(MassChangeLimit.DEFAULT, 100, 19);

        assertThat(guard.admit()).isTrue();
        assertThat(guard.admit()).isFalse();
    }

    @Test
    void manyThreadsTogetherStayWithinTheLimit() {
        MassChangeGuard guard = new MassChangeGuard(MassChangeLimit.DEFAULT, 1_000, 0);

        assertThat(IntStream.range(0, 10_000)
                        .parallel()
                        .filter(i -> guard.admit())
                        .count())
                .isEqualTo(200);
    }

    @Test
    void withoutLimitEverythingIsAdmitted() {
        assertThat(new MassChangeGuard(MassChangeLimit.NONE, 10, 0).allows(1_000_000))
                .isTrue();
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new MassChangeLimit(101, 0))
                .withMessageContainingAll("massChange.percent", "101", "0 to 100");
    }

    @Test
    void progressCountsEveryResultOnce() {
        SyncProgress progress = SyncProgress.start(OptionalLong.of(8));
        for (SyncProgress.Result result : SyncProgress.Result.values()) {
            progress = progress.plus(result);
        }

        assertThat(progress).isEqualTo(new SyncProgress(8L, 1, 1, 1, 1, 1, 1, 1, 1));
        assertThat(progress.done()).isEqualTo(8);
        assertThat(progress.written()).isEqualTo(3);
        assertThat(progress)
                .hasToString(
                        "8 of 8 done: 1 created, 1 changed, 1 retired, 1 unchanged, 1 ambiguous, 1 invalid, 1 failed,"
                                + " 1 skipped");
    }

    @Test
    void whateverASourcePutsIntoItsTextsAReportHasOneLineForEachProblem() {
        String forged = "x\ncw: completed; 0 failed\u001b[2J";
        SyncReport report = new SyncReport(
                "cw",
                Instant.EPOCH,
                Instant.EPOCH,
                SyncReport.Ending.FAILED,
                forged,
                SyncProgress.start(OptionalLong.empty()),
                List.of(new SyncProblem(
                        forged,
                        SyncProgress.Result.FAILED,
                        forged,
                        List.of(new FieldError("fields[" + forged + "]", null, forged)))),
                null);
        String shown = "x\\u000acw: completed; 0 failed\\u001b[2J";

        assertThat(report.lines())
                .containsExactly(
                        "cw: failed: " + shown + "; " + report.progress(),
                        "  '" + shown + "': " + shown,
                        "    fields[" + shown + "]: " + shown);
        assertThat(report.problems().get(0)).hasToString("'" + shown + "': " + shown);
    }

    @Test
    void aReportListsSoManyProblemsAndCountsTheRest() {
        SyncProblem problem = new SyncProblem("a1", SyncProgress.Result.FAILED, "no answer", List.of());
        SyncProgress progress = new SyncProgress(null, 0, 0, 0, 0, 0, 0, 1_500);
        SyncReport report = new SyncReport(
                "cw",
                Instant.EPOCH,
                Instant.EPOCH,
                SyncReport.Ending.CANCELLED,
                "asked to",
                progress,
                Collections.nCopies(1_500, problem),
                new SyncCursor("a1", progress));

        assertThat(report.problems()).hasSize(SyncReport.MAX_PROBLEMS);
        assertThat(report.lines())
                .startsWith("cw: cancelled: asked to; " + progress)
                .endsWith("  and 500 more");
        assertThat(report.resumeAt()).isPresent();
    }
}
