package dev.tocsin.core.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.escalation.Escalating.Decided;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.GroupBy;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.incident.GroupKey;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.incident.StormPlace;
import dev.tocsin.core.incident.TicketFacts;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.settings.NotificationSettings;
import dev.tocsin.core.storm.StormKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random lives of an incident against an oracle that knows nothing of due times: it walks in steps of ten seconds and tells whenever the
 * time since what it told last is over.
 */
class EscalatingModelTest {
    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
    private static final Duration TICK = Duration.ofSeconds(10);
    private static final int TICKS = 900;
    private static final int LIVES = 40;

    private final Escalating escalating = new Escalating(NotificationSettings.DEFAULTS);

    /** The simplest thing that tells the same. */
    private static final class Oracle {
        private final List<Duration> delays;
        private final int total;
        private int epoch;
        private int step;
        private @Nullable Instant stepAt;
        private boolean acknowledged;
        private boolean atSource;
        private boolean ended;
        private int rises;

        Oracle(EscalationPolicy policy) {
            delays = policy.steps().stream().map(EscalationStep::delay).toList();
            total = delays.size() * (policy.repeats() + 1);
        }

        void anew() {
            epoch++;
            step = 0;
            stepAt = null;
            acknowledged = false;
            atSource = false;
        }

        /** What it tells at a moment, as "epoch/step"; null for nothing. */
        @Nullable
        String tell(World world, Duration repeatDelay) {
            boolean live = world.state.live();
            if (!live) {
                ended = true;
                return null;
            }
            if (world.rises > rises || ended || world.reopened) {
                anew();
            }
            rises = world.rises;
            ended = false;
            world.reopened = false;
            boolean rests = world.state == IncidentState.RESOLVING
                    || world.state == IncidentState.SUSPENDED
                    || world.state == IncidentState.CLOSING;
            boolean snoozed = world.snoozedUntil != null && world.snoozedUntil.isAfter(world.now);
            boolean bySource = world.source && world.rises == 0;
            if (world.acknowledges) {
                acknowledged = true;
                atSource = false;
            }
            if (!rests && !acknowledged) {
                if (atSource && !bySource && step > 0) {
                    anew();
                }
                atSource = bySource;
            }
            if (rests || acknowledged || bySource || snoozed || step >= total) {
                return null;
            }
            Instant due;
            if (stepAt == null) {
                due = START.plus(delays.get(0));
                Instant ticket = START.plusSeconds(10);
                if (epoch == 0 && world.state == IncidentState.OPENING && ticket.isAfter(due)) {
                    due = ticket;
                }
            } else {
                int place = step % delays.size();
                due = stepAt.plus(place == 0 ? repeatDelay : delays.get(place));
            }
            if (due.isAfter(world.now)) {
                return null;
            }
            stepAt = world.now;
            return epoch + "/" + step++;
        }
    }

    /** What is true of the incident. */
    private static final class World {
        private Instant now = START;
        private IncidentState state = IncidentState.OPENING;
        private int rises;
        private int reopens;
        private boolean source;
        private boolean acknowledges;
        private boolean reopened;
        private @Nullable Instant snoozedUntil;

        /** Something happens, or nothing. */
        void move(Random random) {
            acknowledges = false;
            if (random.nextInt(100) > 6) {
                return;
            }
            switch (random.nextInt(9)) {
                case 0 -> acknowledges = state.live();
                case 1 -> {
                    // One that is ended before its time is noticed minutes later, which is not looked at here.
                    Instant until = now.plus(TICK.multipliedBy(random.nextInt(60)));
                    snoozedUntil = snoozedUntil == null || snoozedUntil.isBefore(until) ? until : snoozedUntil;
                }
                case 2 -> source = random.nextBoolean();
                case 3 -> rises += state == IncidentState.OPEN ? 1 : 0;
                case 4 -> state = state == IncidentState.OPEN ? IncidentState.RESOLVING : state;
                case 5 -> state = state == IncidentState.RESOLVING ? IncidentState.CLOSED_AUTO : state;
                case 6 -> {
                    if (state == IncidentState.CLOSED_AUTO) {
                        state = IncidentState.REOPENING;
                        reopened = true;
                    } else if (state == IncidentState.REOPENING) {
                        state = IncidentState.OPEN;
                        reopens++;
                    }
                }
                case 7 -> state = state == IncidentState.OPEN ? IncidentState.SUSPENDED : state;
                default -> {
                    boolean comesBack = state == IncidentState.RESOLVING
                            || state == IncidentState.SUSPENDED
                            || state == IncidentState.OPENING;
                    state = comesBack ? IncidentState.OPEN : state;
                }
            }
        }

        Incident incident() {
            boolean ticket = state != IncidentState.OPENING;
            return new Incident(
                    1,
                    MspId.SINGLE,
                    "acme",
                    "r1",
                    1,
                    "cw",
                    GroupKey.ofStorm(new StormKey(MspId.SINGLE, "acme", "r1")),
                    EventCategory.PROBLEMS,
                    GroupBy.ASSET,
                    List.of(),
                    false,
                    state,
                    Severity.HIGH,
                    1,
                    1,
                    START,
                    null,
                    null,
                    null,
                    ticket ? "7" : null,
                    null,
                    new TicketFacts(TicketFacts.Link.OWN, null, null, null, null, reopens, rises, null),
                    StormPlace.NONE,
                    "",
                    null,
                    1);
        }
    }

    private static EscalationPolicy policy(Random random) {
        List<EscalationStep> steps = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            steps.add(new EscalationStep(
                    TICK.multipliedBy(random.nextInt(40)),
                    List.of(new Recipient.Named("ada")),
                    List.of(ChannelKind.SMS),
                    ChannelUse.FIRST_THAT_REACHES));
        }
        return new EscalationPolicy(
                MspId.SINGLE,
                "p",
                "P",
                steps,
                random.nextInt(3),
                Duration.ofMinutes(1 + random.nextInt(20)),
                null,
                null);
    }

    private static EscalationPlan plan(EscalationPolicy policy) {
        NotificationRoute route =
                new NotificationRoute(MspId.SINGLE, "r", 1, Set.of(), Set.of(), Severity.INFO, "p", false);
        return EscalationPlan.of(List.of(policy, route));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whoIsToldWhenIsWhatTheOracleSays(long seed) {
        Random random = new Random(seed);
        int told = 0;
        for (int life = 0; life < LIVES; life++) {
            EscalationPolicy policy = policy(random);
            told += live(random, policy, plan(policy), "seed " + seed + ", life " + life);
        }
        assertThat(told).isGreaterThan(LIVES);
    }

    private int live(Random random, EscalationPolicy policy, EscalationPlan plan, String what) {
        World world = new World();
        Oracle oracle = new Oracle(policy);
        Escalation escalation = Escalation.begun(world.incident(), START);
        List<String> expected = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        for (int tick = 0; tick < TICKS; tick++) {
            world.now = START.plus(TICK.multipliedBy(tick));
            world.move(random);
            boolean sourceBefore = world.source;
            if (world.acknowledges) {
                escalation = escalation
                        .change()
                        .acknowledgement(new Acknowledgement("ada", "ada", Via.API, world.now))
                        .dueAt(world.now)
                        .done();
            }
            String say = oracle.tell(world, policy.repeatDelay());
            if (say != null) {
                expected.add(tick + ":" + say);
            }
            escalation = looked(world, escalation, plan, random, tick, seen, sourceBefore);
            if (!seen.equals(expected)) {
                assertThat(seen).as("%s, tick %d, %s", what, tick, escalation).isEqualTo(expected);
            }
        }
        return expected.size();
    }

    /** Looks as the store and the worker do: when it is due, when the incident changed, and sometimes for no reason. */
    private Escalation looked(
            World world,
            Escalation escalation,
            EscalationPlan plan,
            Random random,
            int tick,
            List<String> seen,
            boolean source) {
        Escalation current = escalation;
        Incident incident = world.incident();
        Instant due = current.dueAt();
        boolean news = !Escalation.Seen.of(incident).equals(current.seen());
        boolean sourceNews = current.acknowledgement() == null
                ? source
                : current.acknowledgement().via() == Via.SOURCE && !source;
        if (news || sourceNews || (due != null && !due.isAfter(world.now)) || random.nextInt(20) == 0) {
            EscalationGround ground = new EscalationGround(incident, world.snoozedUntil, source);
            Decided decided = escalating.decide(current, ground, plan, world.now);
            if (decided.telling() instanceof Telling.Reached reached) {
                seen.add(tick + ":" + reached.epoch() + "/" + reached.number());
            }
            current = decided.after();
        }
        return current;
    }
}
