package dev.tocsin.core.storm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CreateBudgetTest {
    private static final Instant T0 = Instant.parse("2026-01-05T08:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final TokenRate COMPANY = new TokenRate(300, 300);

    private static BudgetAnswer<CreateBudget> take(CreateBudget budget, TokenRate rate, Instant now) {
        return budget.take("x", rate, 0, MINUTE, now);
    }

    @Test
    void grantsTheBurstAndThenOneAtATime() {
        CreateBudget budget = CreateBudget.full(COMPANY, T0);
        for (int i = 0; i < 300; i++) {
            budget = granted(take(budget, COMPANY, T0));
        }
        assertThat(budget.available(COMPANY, T0)).isZero();
        assertThat(take(budget, COMPANY, T0))
                .isInstanceOfSatisfying(
                        BudgetAnswer.Wait.class,
                        wait -> assertThat(wait.until()).isEqualTo(T0.plusMillis(200)));
        assertThat(take(budget, COMPANY, T0.plusMillis(200).minusNanos(1))).isInstanceOf(BudgetAnswer.Wait.class);
        assertThat(take(budget, COMPANY, T0.plusMillis(200))).isInstanceOf(BudgetAnswer.Granted.class);
        assertThat(budget.fullAt(COMPANY, T0)).isEqualTo(T0.plusSeconds(60));
    }

    @Test
    void waitsWithinTheNextMinuteAndIsExhaustedBeyondIt() {
        CreateBudget empty = new CreateBudget(0, T0);
        assertThat(empty.take("company 'acme'", COMPANY, 299, MINUTE, T0))
                .isEqualTo(new BudgetAnswer.Wait<CreateBudget>(
                        T0.plusSeconds(60),
                        "company 'acme' has used its creates (300 a minute, at most 300 at once), 299 wait before this"
                                + " one; its turn comes at 2026-01-05T08:01:00Z"));
        assertThat(empty.take("company 'acme'", COMPANY, 300, MINUTE, T0))
                .isInstanceOfSatisfying(BudgetAnswer.Exhausted.class, exhausted -> {
                    assertThat(exhausted.until()).isEqualTo(T0.plusMillis(60_200));
                    assertThat(exhausted.reason())
                            .contains("300 wait before this one")
                            .contains("PT1M");
                });
    }

    /** The oracle is the other formulation: the moment at which the bucket is full, as an exact rational number. */
    @Test
    void agreesWithAnExactOracleOverLongRunsAtAwkwardRates() {
        for (long seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            TokenRate rate = new TokenRate(1 + random.nextInt(1_000), 1 + random.nextInt(400));
            BigInteger n = BigInteger.valueOf(rate.perMinute());
            BigInteger token = BigInteger.valueOf(60_000_000_000L);
            BigInteger most = token.multiply(BigInteger.valueOf(rate.burst()));
            BigInteger fullAt = BigInteger.ZERO;
            CreateBudget budget = CreateBudget.full(rate, T0);
            long nanos = 0;
            for (int step = 0; step < 5_000; step++) {
                nanos += random.nextInt(20) == 0
                        ? (long) (random.nextDouble() * 3e11)
                        : (long) (random.nextDouble() * 1.5 * 6e10 / rate.perMinute());
                BigInteger at = BigInteger.valueOf(nanos).multiply(n);
                BigInteger then = fullAt.max(at).add(token);
                boolean expected = then.subtract(at).compareTo(most) <= 0;
                BudgetAnswer<CreateBudget> answer = take(budget, rate, T0.plusNanos(nanos));
                assertThat(answer instanceof BudgetAnswer.Granted)
                        .as("seed %s step %s", seed, step)
                        .isEqualTo(expected);
                if (expected) {
                    fullAt = then;
                    budget = granted(answer);
                } else {
                    Instant until = ((BudgetAnswer.Wait<CreateBudget>) answer).until();
                    assertThat(take(budget, rate, until.minusNanos(1))).isInstanceOf(BudgetAnswer.Wait.class);
                    assertThat(take(budget, rate, until)).isInstanceOf(BudgetAnswer.Granted.class);
                }
            }
        }
    }

    @Test
    void grantsInTenDaysOfPollingExactlyTheBurstAndTheRate() {
        TokenRate rate = new TokenRate(7, 3);
        CreateBudget budget = CreateBudget.full(rate, T0);
        long made = 0;
        Instant end = T0.plus(Duration.ofDays(10));
        for (Instant at = T0; !at.isAfter(end); at = at.plusMillis(997)) {
            BudgetAnswer<CreateBudget> answer = take(budget, rate, at);
            budget = answer instanceof BudgetAnswer.Granted<CreateBudget> yes ? yes.after() : budget.filled(rate, at);
            made += answer instanceof BudgetAnswer.Granted ? 1 : 0;
        }
        // 10 days of 7 a minute and the 3 at once; the last may still be under way between two polls.
        assertThat(made).isBetween(10L * 24 * 60 * 7 + 3 - 1, 10L * 24 * 60 * 7 + 3);
    }

    @Test
    void aNodeWhoseClockIsALittleBehindNeitherFillsNorEmpties() {
        CreateBudget budget = new CreateBudget(0, T0);
        for (int i = 0; i < 1_000; i++) {
            budget = budget.filled(COMPANY, T0.minusSeconds(30)).filled(COMPANY, T0);
        }
        assertThat(budget).isEqualTo(new CreateBudget(0, T0));
        assertThat(budget.possibleAt(COMPANY, 1, T0.minusSeconds(30))).isEqualTo(T0.plusMillis(200));
    }

    @Test
    void aClockThatIsSetBackForGoodDoesNotStopTheBudget() {
        Instant back = T0.minus(Duration.ofDays(1));
        CreateBudget budget = new CreateBudget(0, T0).filled(COMPANY, back);
        assertThat(budget).isEqualTo(new CreateBudget(0, back));
        assertThat(budget.available(COMPANY, back.plusSeconds(1))).isEqualTo(5);
    }

    @Test
    void aYearOfSilenceFillsItToTheBurstOnly() {
        assertThat(new CreateBudget(0, T0).available(COMPANY, T0.plus(Duration.ofDays(3_650))))
                .isEqualTo(300);
        TokenRate largest = new TokenRate(TokenRate.LARGEST, TokenRate.LARGEST);
        assertThat(new CreateBudget(0, T0).available(largest, T0.plusMillis(59_999)))
                .isEqualTo(99_998);
    }

    @Test
    void aSmallerBurstCutsWhatIsInIt() {
        CreateBudget budget = CreateBudget.full(COMPANY, T0);
        assertThat(budget.available(new TokenRate(300, 10), T0)).isEqualTo(10);
    }

    @Test
    void twoLevelsAreTakenTogetherOrNotAtAll() {
        CreateBudgets.Rates rates = StormPolicy.DEFAULTS.normal();
        CreateBudgets full = CreateBudgets.full(rates, T0);
        assertThat(full.take("acme", rates, Backlog.NONE, MINUTE, T0))
                .isInstanceOfSatisfying(
                        BudgetAnswer.Granted.class,
                        granted -> assertThat(granted.after())
                                .isEqualTo(new CreateBudgets(
                                        new CreateBudget(599 * CreateBudget.TOKEN, T0),
                                        new CreateBudget(299 * CreateBudget.TOKEN, T0))));
        CreateBudgets noCompany = new CreateBudgets(full.msp(), new CreateBudget(0, T0));
        assertThat(noCompany.take("acme", rates, Backlog.NONE, MINUTE, T0))
                .isInstanceOfSatisfying(BudgetAnswer.Wait.class, wait -> {
                    assertThat(wait.until()).isEqualTo(T0.plusMillis(200));
                    assertThat(wait.reason()).startsWith("company 'acme' has used");
                });
        CreateBudgets noMsp = new CreateBudgets(new CreateBudget(0, T0), full.company());
        assertThat(noMsp.take("acme", rates, Backlog.NONE, MINUTE, T0))
                .isInstanceOfSatisfying(BudgetAnswer.Wait.class, wait -> {
                    assertThat(wait.until()).isEqualTo(T0.plusMillis(100));
                    assertThat(wait.reason()).startsWith("the MSP has used");
                });
        assertThat(noMsp.take("acme", rates, new Backlog(601, 1), MINUTE, T0))
                .isInstanceOf(BudgetAnswer.Exhausted.class);
    }

    @Test
    void refusesWhatIsNotLegalByItsName() {
        assertThatThrownBy(() -> new CreateBudget(-1, T0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StormPolicy.builder().company(0, 5))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("storm.company.perMinute")
                .hasMessageContaining("1 to 100000");
        assertThatThrownBy(() -> StormPolicy.builder().topMsp(5, 100_001)).hasMessageContaining("storm.topMsp.burst");
        assertThatThrownBy(() -> StormPolicy.builder()
                        .longestWait(Duration.ofSeconds(-1))
                        .build())
                .hasMessageContaining("storm.longestWait");
        assertThatThrownBy(() -> StormPolicy.builder().calmPercent(0).build())
                .hasMessageContaining("storm.calmPercent");
        assertThatThrownBy(() -> StormPolicy.builder().noteBytes(10).build()).hasMessageContaining("storm.noteBytes");
    }

    @Test
    void theDefaultsAreThoseOfTheDocumentationAndGiveNoWarning() {
        StormPolicy policy = StormPolicy.DEFAULTS;
        assertThat(policy.normal()).isEqualTo(new CreateBudgets.Rates(new TokenRate(600, 600), COMPANY));
        assertThat(policy.rates(Lane.TOP)).isEqualTo(policy.top());
        assertThat(policy.longestWait()).isEqualTo(MINUTE);
        assertThat(policy.openTickets()).isEqualTo(500);
        assertThat(policy.updateInterval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(policy.calmPercent()).isEqualTo(50);
        assertThat(policy.calmFor()).isEqualTo(Duration.ofMinutes(10));
        assertThat(policy.notesPerHour()).isEqualTo(12);
        assertThat(policy.noteBytes()).isEqualTo(16_000);
        assertThat(policy.warnings()).isEmpty();
        assertThat(StormPolicy.builder()
                        .company(600, 5)
                        .updateInterval(MINUTE)
                        .build()
                        .warnings())
                .hasSize(2);
    }

    private static CreateBudget granted(BudgetAnswer<CreateBudget> answer) {
        return ((BudgetAnswer.Granted<CreateBudget>) answer).after();
    }
}
