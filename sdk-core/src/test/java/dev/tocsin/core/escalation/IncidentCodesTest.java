package dev.tocsin.core.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.MspId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IncidentCodesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    private final Map<String, Escalation> known = new HashMap<>();

    private static Escalation escalation(String code, @Nullable Instant endedAt) {
        EscalationPhase phase = endedAt == null ? EscalationPhase.TELLING : EscalationPhase.ENDED;
        return new Escalation(
                1,
                MspId.SINGLE,
                code,
                phase,
                0,
                null,
                0,
                null,
                null,
                List.of(),
                null,
                null,
                NOW.minus(Duration.ofDays(90)),
                null,
                endedAt,
                "",
                1);
    }

    private Map<String, Escalation> named(List<String> codes) {
        Map<String, Escalation> found = new HashMap<>(known);
        found.keySet().retainAll(codes);
        return found;
    }

    private String free(long incident) {
        return IncidentCodes.free(incident, 0, this::named, NOW).orElseThrow();
    }

    private void take(String code, @Nullable Instant endedAt) {
        known.put(code, escalation(code, endedAt));
    }

    @Test
    void codesAreShortFreeAndHarmlessAndGrowWhenMostAreTaken() {
        int firstOfThree = 0;
        for (int incident = 1; incident <= 1_500; incident++) {
            String code = free(incident);
            assertThat(known).doesNotContainKey(code);
            take(code, null);
            assertThat(code).matches("[" + IncidentCodes.CHARACTERS + "]{2,3}");
            assertThat(IncidentCodes.isHarmless(code)).isTrue();
            if (code.length() == 3 && firstOfThree == 0) {
                firstOfThree = incident;
            }
        }
        int all = IncidentCodes.CHARACTERS.length() * IncidentCodes.CHARACTERS.length();
        assertThat(firstOfThree).isBetween(all / 5, all * 4 / 5);
        assertThat(known.keySet().stream().filter(code -> code.length() == 2).count())
                .isLessThan(all * 9L / 10);
    }

    @Test
    void noCodeReadsAsTheLengthOfASnooze() {
        for (String length : List.of("2H", "3D", "4M", "45", "30H", "222M", "2H3M", "2HR", "234")) {
            assertThat(IncidentCodes.isHarmless(length)).as(length).isFalse();
        }
        for (String code : List.of("7Q", "H2", "M3", "2HB", "7Q2H", "2H3B")) {
            assertThat(IncidentCodes.isHarmless(code)).as(code).isTrue();
        }
        for (int incident = 1; incident <= 1_500; incident++) {
            String code = free(incident);
            take(code, null);
            assertThat(code).doesNotMatch("[0-9]+[DHM]?");
        }
    }

    @Test
    void theSameIncidentIsOfferedTheSame() {
        assertThat(free(7)).isEqualTo(free(7));
    }

    @Test
    void aCodeRestsAfterItsIncidentSoThatAnOldMessageNamesNothingNew() {
        String first = free(7);
        take(first, NOW.minus(Duration.ofDays(29)));
        assertThat(free(7)).isNotEqualTo(first).hasSize(2);
        take(first, NOW.minus(Duration.ofDays(30)));
        assertThat(free(7)).isEqualTo(first);
    }

    @Test
    void ofCodesThatAreAllTakenThatOfTheIncidentIsUsedWhichHasBeenOverForLongest() {
        List<String> offered = new ArrayList<>();
        Function<List<String>, Map<String, Escalation>> allUsedLately = codes -> {
            Map<String, Escalation> all = new HashMap<>();
            for (String code : codes) {
                offered.add(code);
                all.put(code, escalation(code, NOW.minus(Duration.ofHours(offered.size()))));
            }
            return all;
        };
        assertThat(IncidentCodes.free(7, 0, allUsedLately, NOW)).contains(offered.get(offered.size() - 1));
    }

    @Test
    void whereAllAreInUseThereIsNone() {
        Function<List<String>, Map<String, Escalation>> inUse = codes -> {
            Map<String, Escalation> all = new HashMap<>();
            codes.forEach(code -> all.put(code, escalation(code, null)));
            return all;
        };
        assertThat(IncidentCodes.free(7, 0, inUse, NOW)).isEqualTo(Optional.empty());
    }
}
