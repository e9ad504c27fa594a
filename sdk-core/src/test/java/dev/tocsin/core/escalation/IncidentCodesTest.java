package dev.tocsin.core.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IncidentCodesTest {
    @Test
    void codesAreShortFreeAndHarmlessAndGrowWhenMostAreTaken() {
        Set<String> inUse = new HashSet<>();
        int firstOfThree = 0;
        for (int incident = 1; incident <= 1_500; incident++) {
            String code = IncidentCodes.free(incident, 0, inUse::contains);
            assertThat(inUse.add(code)).isTrue();
            assertThat(code).matches("[" + IncidentCodes.CHARACTERS + "]{2,3}");
            assertThat(IncidentCodes.isHarmless(code)).isTrue();
            if (code.length() == 3 && firstOfThree == 0) {
                firstOfThree = incident;
            }
        }
        int all = IncidentCodes.CHARACTERS.length() * IncidentCodes.CHARACTERS.length();
        assertThat(firstOfThree).isBetween(all / 5, all * 4 / 5);
        assertThat(inUse.stream().filter(code -> code.length() == 2).count()).isLessThan(all * 9L / 10);
    }

    @Test
    void theSameIncidentIsOfferedTheSame() {
        assertThat(IncidentCodes.free(7, 0, any -> false)).isEqualTo(IncidentCodes.free(7, 0, any -> false));
    }
}
