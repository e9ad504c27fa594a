package dev.tocsin.core.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.Fingerprint;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.Member;
import dev.tocsin.core.incident.MemberState;
import dev.tocsin.core.suppress.Inhibition;
import dev.tocsin.core.suppress.Scope;
import dev.tocsin.core.suppress.Selector;
import dev.tocsin.core.suppress.SharedField;
import dev.tocsin.core.suppress.Silence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random histories with silences, an inhibition and restarts, checked by an oracle that knows only what was raised and
 * resolved: nothing that is active is lost, nothing that is over makes a ticket, and nothing is held without a reason.
 */
class SuppressionModelTest {
    private static final int SEEDS = 150;
    private static final int STEPS = 80;
    private static final List<String> ASSETS = List.of("core-1", "pc-1", "pc-2", "web");

    @Test
    @Timeout(120)
    void whateverIsSuppressedActsOrIsOverInTheEnd() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            List<String> steps = new ArrayList<>();
            try {
                new History(seed, steps).play();
            } catch (Throwable e) {
                fail("seed " + seed + ": " + e.getMessage() + "\n" + String.join("\n", steps), e);
            }
        }
    }

    private static final class History {
        private final Random random;
        private final List<String> steps;
        private final Host host = new Host();
        private final Map<String, Boolean> active = new HashMap<>();
        private final Map<String, Fingerprint> subjects = new HashMap<>();

        History(long seed, List<String> steps) {
            random = new Random(seed);
            this.steps = steps;
            host.tocsin()
                    .configuration()
                    .save(new Inhibition(
                            "switch",
                            Host.MSP,
                            Selector.ALL.onAssets("core-1"),
                            Selector.ALL.onAssets("pc-1", "pc-2"),
                            Set.of(SharedField.COMPANY)));
        }

        void play() {
            for (int i = 0; i < STEPS; i++) {
                host.time.advance(Duration.ofSeconds(1 + random.nextInt(40)));
                switch (random.nextInt(8)) {
                    case 0, 1, 2 -> batch(EventKind.RAISED);
                    case 3, 4 -> batch(EventKind.RESOLVED);
                    case 5 -> silence();
                    case 6 -> {
                        steps.add("run");
                        host.run(Duration.ofSeconds(random.nextInt(200)));
                    }
                    default -> {
                        steps.add("restart");
                        host.restart();
                    }
                }
            }
            everyActiveSubjectIsSomewhere();
            steps.add("the end: no silence, no parent");
            host.time.advance(Duration.ofHours(2));
            subjects.keySet().stream().filter(id -> id.startsWith("core-1")).forEach(id -> {
                active.put(id, false);
                host.resolve("core-1", id);
            });
            host.run(Duration.ofMinutes(20));
            assertThat(host.tocsin().audit().held(Host.MSP, null, 100)).isEmpty();
            active.forEach(this::hasATicketIfItIsActive);
        }

        private void batch(EventKind kind) {
            List<SecurityEvent.Builder> events = new ArrayList<>();
            List<String> ids = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(3); i++) {
                String asset = ASSETS.get(random.nextInt(ASSETS.size()));
                String id = asset + "/" + random.nextInt(2);
                SecurityEvent.Builder event = host.problem(asset, id).kind(kind);
                if (!ids.contains(id)) {
                    ids.add(id);
                    events.add(event);
                    subjects.put(id, Fingerprint.of(event.build()));
                    active.put(id, kind == EventKind.RAISED);
                }
            }
            List<Receipt> receipts = host.ingestAll(events.toArray(SecurityEvent.Builder[]::new));
            for (int i = 0; i < ids.size(); i++) {
                steps.add(host.time.instant() + " " + kind + " " + ids.get(i) + " "
                        + receipts.get(i).outcome() + " " + receipts.get(i).reason());
            }
        }

        private void silence() {
            String id = "s" + random.nextInt(3);
            if (random.nextInt(3) == 0) {
                steps.add("remove " + id);
                host.tocsin().configuration().removeSilence(Host.MSP, id);
                return;
            }
            String asset = ASSETS.get(random.nextInt(ASSETS.size()));
            steps.add(id + " on " + asset);
            host.tocsin()
                    .configuration()
                    .save(new Silence(
                            id,
                            Host.MSP,
                            Scope.builder().asset(asset).build(),
                            host.time.instant(),
                            host.time.instant().plusSeconds(1 + random.nextInt(900)),
                            "ann",
                            "model"));
        }

        private void everyActiveSubjectIsSomewhere() {
            active.forEach((id, isActive) -> {
                boolean held = !host.read(session -> session.held().current(List.of(subjects.get(id))))
                        .isEmpty();
                Member member = member(id);
                boolean acts = member != null && member.state() == MemberState.ACTIVE;
                assertThat(held || acts).as("%s is held or acts", id).isEqualTo(isActive);
                assertThat(held && acts).as("%s is held and acts", id).isFalse();
            });
        }

        private Member member(String id) {
            return host.read(session -> session.incidents().members().current(List.of(subjects.get(id))))
                    .get(subjects.get(id));
        }

        private void hasATicketIfItIsActive(String id, boolean isActive) {
            Member member = member(id);
            if (isActive) {
                Incident incident = host.incidents().stream()
                        .filter(one -> one.id() == member.incidentId())
                        .findFirst()
                        .orElseThrow();
                assertThat(member.state()).as(id).isEqualTo(MemberState.ACTIVE);
                assertThat(incident.ticketId()).as("ticket of %s", id).isNotNull();
                assertThat(host.psa.ticketOf(incident.ticketId()).isClosed())
                        .as(id)
                        .isFalse();
            } else {
                assertThat(member == null || member.state() == MemberState.RESOLVED)
                        .as(id)
                        .isTrue();
            }
        }
    }
}
