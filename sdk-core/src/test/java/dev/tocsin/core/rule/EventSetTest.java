package dev.tocsin.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.GroupBy;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventSetTest {
    private static EventSet set(CategorySelection selection) {
        return new EventSet(MspId.SINGLE, "es", Map.of(EventCategory.PROBLEMS, selection));
    }

    @Test
    void aConditionNarrowsWhatSeverityAndTypesSelect() {
        CategorySelection chrome = CategorySelection.of(GroupBy.ASSET).when(Condition.equalTo("product", "chrome"));
        assertThat(set(chrome).select(Trial.full().build())).contains(chrome);
        assertThat(set(chrome).select(Trial.empty().build())).isEmpty();
        assertThat(set(chrome.when(null)).select(Trial.empty().build())).contains(CategorySelection.of(GroupBy.ASSET));
        CategorySelection severe =
                new CategorySelection(GroupBy.ASSET, Severity.HIGH, Set.of(), Condition.exists("product"));
        assertThat(set(severe).select(Trial.full().build())).isEmpty();
    }

    @Test
    void theExplanationHasALineForEachThingThatWasAsked() {
        EventSet set = set(new CategorySelection(
                GroupBy.ASSET, Severity.LOW, Set.of("disk.full", "b"), Condition.equalTo("product", "Firefox")));
        assertThat(set.explain(Trial.full().build()).text())
                .isEqualTo("no  event set 'es': 3 of 4 hold\n"
                        + "yes   category is one of [PROBLEMS]: is PROBLEMS\n"
                        + "yes   severity is at least LOW: is MEDIUM\n"
                        + "yes   eventType is one of 'b', 'disk.full' exactly: is 'disk.full'\n"
                        + "no    product equals 'Firefox': is 'Chrome'");
        assertThat(set.explain(Trial.full().category(EventCategory.AD_AUDIT).build())
                        .text())
                .isEqualTo("no  event set 'es': 0 of 1 hold\nno    category is one of [PROBLEMS]: is AD_AUDIT");
    }

    @Test
    void theExplanationAgreesWithTheSelection() {
        int selected = 0;
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            Set<String> types = random.nextBoolean() ? Set.of() : Set.of(random.nextBoolean() ? "disk.full" : "x");
            EventSet set = set(new CategorySelection(
                    GroupBy.ASSET,
                    Severity.values()[random.nextInt(3)],
                    types,
                    random.nextBoolean() ? null : Trial.condition(random, 3)));
            SecurityEvent event = Trial.event(random);
            boolean selects = set.select(event).isPresent();
            assertThat(set.explain(event).holds()).as("seed %d", seed).isEqualTo(selects);
            selected += selects ? 1 : 0;
        }
        assertThat(selected).isBetween(50, 1_500);
    }
}
