package dev.tocsin.core.storm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.MspId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StormGateTest {
    private static final Instant T0 = Instant.parse("2026-01-05T08:00:00Z");
    private static final StormKey KEY = new StormKey(MspId.SINGLE, "acme", "r1");
    private static final CreateBudgets FULL = CreateBudgets.full(StormPolicy.DEFAULTS.normal(), T0);
    private static final CreateBudgets EMPTY = new CreateBudgets(new CreateBudget(0, T0), new CreateBudget(0, T0));
    private final StormGate gate = new StormGate(StormPolicy.DEFAULTS);

    private StormDecision decide(
            Lane lane, int open, Backlog backlog, CreateBudgets budgets, @Nullable StormState storm) {
        return gate.decide(new CreateRequest(KEY, lane, open, backlog, budgets, storm, KillSwitches.NONE), T0);
    }

    private static StormState storm() {
        return new StormLife(StormPolicy.DEFAULTS).begin(KEY, T0);
    }

    @Test
    void createsWithinTheBudgetsAndTakesFromBoth() {
        assertThat(decide(Lane.NORMAL, 0, Backlog.NONE, FULL, null))
                .isInstanceOfSatisfying(StormDecision.Create.class, create -> {
                    assertThat(create.after().company().available(new TokenRate(300, 300), T0))
                            .isEqualTo(299);
                    assertThat(create.after().msp().available(new TokenRate(600, 600), T0))
                            .isEqualTo(599);
                });
    }

    @Test
    void aBacklogIsPacedAndAFloodIsAbsorbed() {
        assertThat(decide(Lane.NORMAL, 0, new Backlog(10, 10), EMPTY, null))
                .isInstanceOfSatisfying(StormDecision.Wait.class, wait -> {
                    assertThat(wait.until()).isEqualTo(T0.plusMillis(2_200));
                    assertThat(wait.reason()).contains("300 a minute").contains("10 wait before");
                });
        assertThat(decide(Lane.NORMAL, 0, new Backlog(299, 299), EMPTY, null)).isInstanceOf(StormDecision.Wait.class);
        assertThat(decide(Lane.NORMAL, 0, new Backlog(300, 300), EMPTY, null))
                .isInstanceOfSatisfying(
                        StormDecision.Absorb.class,
                        absorb -> assertThat(absorb.reason())
                                .contains("company 'acme'")
                                .contains("300 wait before this one"));
    }

    @Test
    void noneOvertakesThoseOfItsCompanyThatWait() {
        assertThat(decide(Lane.NORMAL, 0, new Backlog(2, 2), FULL, null))
                .isEqualTo(new StormDecision.Wait(T0, "2 of company 'acme' come before this one"));
    }

    @Test
    void othersThatWaitDoNotHoldItUpWhileThereIsEnoughForAll() {
        assertThat(decide(Lane.NORMAL, 0, new Backlog(2, 0), FULL, null)).isInstanceOf(StormDecision.Create.class);
    }

    @Test
    void atTheCeilingItIsAbsorbed() {
        assertThat(decide(Lane.NORMAL, 499, Backlog.NONE, FULL, null)).isInstanceOf(StormDecision.Create.class);
        assertThat(decide(Lane.NORMAL, 500, Backlog.NONE, FULL, null))
                .isEqualTo(new StormDecision.Absorb(
                        "company 'acme' has 500 open tickets under rule 'r1'; the ceiling is 500"));
    }

    @Test
    void whileAStormLastsNewGroupsJoinItButTheTopPriorityPasses() {
        assertThat(decide(Lane.NORMAL, 0, Backlog.NONE, FULL, storm()))
                .isInstanceOfSatisfying(
                        StormDecision.Absorb.class,
                        absorb -> assertThat(absorb.reason()).contains("since 2026-01-05T08:00:00Z"));
        assertThat(decide(Lane.TOP, 0, Backlog.NONE, FULL, storm())).isInstanceOf(StormDecision.Create.class);
    }

    @Test
    void theTopPriorityIsAbsorbedOnlyBeyondItsOwnBudget() {
        assertThat(decide(Lane.TOP, 0, new Backlog(300, 300), EMPTY, null)).isInstanceOf(StormDecision.Absorb.class);
        assertThat(decide(Lane.TOP, 500, Backlog.NONE, FULL, null)).isInstanceOf(StormDecision.Absorb.class);
    }

    @Test
    void aKillSwitchComesBeforeAllElseAndIsNamed() {
        KillSwitch byRule = new KillSwitch(KillSwitch.Level.RULE, "r1", true, "kim", T0, "wrong board");
        StormDecision decision = gate.decide(
                new CreateRequest(KEY, Lane.TOP, 900, Backlog.NONE, FULL, storm(), KillSwitches.NONE.turned(byRule)),
                T0);
        assertThat(decision)
                .isEqualTo(new StormDecision.Blocked(
                        byRule, "writes for rule 'r1' were stopped at 2026-01-05T08:00:00Z by kim: wrong board"));
    }

    @Test
    void switchesStopAnMspACompanyOrARuleUntilTheyAreOff() {
        KillSwitches switches = KillSwitches.NONE
                .turned(new KillSwitch(KillSwitch.Level.RULE, "r1", true, "kim", T0, ""))
                .turned(new KillSwitch(KillSwitch.Level.COMPANY, "acme", true, "kim", T0, ""));
        assertThat(switches.stopping("acme", "r1")).map(KillSwitch::level).contains(KillSwitch.Level.COMPANY);
        assertThat(switches.stopping("other", "r1")).map(KillSwitch::level).contains(KillSwitch.Level.RULE);
        assertThat(switches.stopping("other", "r2")).isEmpty();
        KillSwitches all = switches.turned(new KillSwitch(KillSwitch.Level.MSP, "", true, "kim", T0, ""));
        assertThat(all.stopping("other", "r2")).map(KillSwitch::level).contains(KillSwitch.Level.MSP);
        KillSwitches off = switches.turned(
                        new KillSwitch(KillSwitch.Level.RULE, "r1", false, "lee", T0.plusSeconds(5), "mended"))
                .turned(new KillSwitch(KillSwitch.Level.COMPANY, "acme", false, "lee", T0, ""));
        assertThat(off.stopping("acme", "r1")).isEmpty();
        assertThat(off.on()).isEmpty();
        assertThat(off.all().get(1).sentence())
                .isEqualTo("writes for rule 'r1' were resumed at 2026-01-05T08:00:05Z by lee: mended");
    }

    @Test
    void aSwitchWithoutAPersonOrWithAWrongTargetIsRefused() {
        assertThatThrownBy(() -> new KillSwitch(KillSwitch.Level.MSP, "", true, " ", T0, ""))
                .hasMessageContaining("killSwitch.by");
        assertThatThrownBy(() -> new KillSwitch(KillSwitch.Level.MSP, "x", true, "kim", T0, ""))
                .hasMessageContaining("killSwitch.id");
        assertThatThrownBy(() -> new KillSwitch(KillSwitch.Level.RULE, "", true, "kim", T0, ""))
                .hasMessageContaining("killSwitch.id");
        KillSwitch one = new KillSwitch(KillSwitch.Level.MSP, "", true, "kim", T0, "");
        assertThatThrownBy(() -> new KillSwitches(java.util.List.of(one, one))).hasMessageContaining("two switches");
    }
}
