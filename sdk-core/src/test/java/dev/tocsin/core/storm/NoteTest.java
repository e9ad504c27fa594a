package dev.tocsin.core.storm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How many notes a ticket takes, and how large they are. */
class NoteTest {
    private static final Instant T0 = Instant.parse("2026-01-05T08:00:00Z");
    private static final String MARKER = "ref n-ABCDEFG";

    @Test
    void takesTwelveAnHourAndTellsUntilWhenTheNextMustWait() {
        NoteBudget budget = NoteBudget.UNUSED;
        for (int i = 0; i < 12; i++) {
            budget = granted(budget.take(12, T0.plusSeconds(i)));
        }
        assertThat(budget.take(12, T0.plusSeconds(60))).isInstanceOfSatisfying(BudgetAnswer.Wait.class, wait -> {
            assertThat(wait.until()).isEqualTo(T0.plusSeconds(3_600));
            assertThat(wait.reason()).contains("12 are allowed");
        });
        assertThat(budget.take(12, T0.plusSeconds(3_600).minusNanos(1))).isInstanceOf(BudgetAnswer.Wait.class);
        assertThat(granted(budget.take(12, T0.plusSeconds(3_600))).written()).hasSize(12);
    }

    @Test
    void noHourHasMoreThanItsNumberAndNoneWaitsInVain() {
        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            int perHour = 1 + random.nextInt(15);
            NoteBudget budget = NoteBudget.UNUSED;
            List<Instant> all = new ArrayList<>();
            Instant now = T0;
            for (int step = 0; step < 2_000; step++) {
                now = now.plusSeconds(random.nextInt(600));
                Instant at = now;
                long within = all.stream()
                        .filter(one -> one.plusSeconds(3_600).isAfter(at))
                        .count();
                BudgetAnswer<NoteBudget> answer = budget.take(perHour, now);
                assertThat(answer instanceof BudgetAnswer.Granted).isEqualTo(within < perHour);
                if (answer instanceof BudgetAnswer.Granted<NoteBudget> yes) {
                    budget = yes.after();
                    all.add(now);
                } else {
                    now = ((BudgetAnswer.Wait<NoteBudget>) answer).until();
                    assertThat(budget.take(perHour, now)).isInstanceOf(BudgetAnswer.Granted.class);
                }
            }
        }
    }

    @Test
    void aClockThatIsSetBackMakesNoNoteWaitLongerThanAnHour() {
        NoteBudget budget = granted(NoteBudget.UNUSED.take(1, T0));
        Instant back = T0.minus(Duration.ofDays(9));
        assertThat(budget.take(1, back))
                .isInstanceOfSatisfying(
                        BudgetAnswer.Wait.class,
                        wait -> assertThat(wait.until()).isEqualTo(back.plusSeconds(3_600)));
    }

    @Test
    void aSmallerNumberCountsTheLatest() {
        NoteBudget budget = new NoteBudget(List.of(T0.plusSeconds(2), T0, T0.plusSeconds(1)));
        assertThat(budget.take(2, T0.plusSeconds(5)))
                .isInstanceOfSatisfying(
                        BudgetAnswer.Wait.class,
                        wait -> assertThat(wait.until()).isEqualTo(T0.plusSeconds(3_601)));
    }

    @Test
    void textsThatHadToWaitAreMergedInTheirOrder() {
        assertThat(NoteText.fit(List.of("one\n", " ", "two"), "see x", MARKER, 16_000))
                .isEqualTo("one\n\ntwo\n\n" + MARKER);
        assertThat(NoteText.fit(List.of(), "see x", MARKER, 16_000)).isEqualTo(MARKER);
    }

    @Test
    void whatDoesNotFitIsCountedAndPointedTo() {
        String part = "x".repeat(900);
        assertThat(NoteText.fit(List.of(part, part, part, part), "see http://host/i/7", MARKER, 2_000))
                .isEqualTo(part + "\n\n" + part + "\n\n… and 2 more\nsee http://host/i/7\n\n" + MARKER);
    }

    @Test
    void aTextThatIsTooLongAloneIsCut() {
        String text = NoteText.fit(List.of("é".repeat(3_000)), "", MARKER, 2_000);
        assertThat(text).matches("é+…\n\n… and \\d+ more characters\n\n" + MARKER);
        int kept = text.indexOf('…');
        assertThat(text).contains("… and " + (3_000 - kept) + " more characters");
        assertThat(NoteText.fit(List.of("é".repeat(3_000), "b", "c"), "", MARKER, 2_000))
                .matches("é+…\n\n… and 2 more\n\n" + MARKER);
    }

    @Test
    void nothingIsEverLargerThanTheLimitOrHalfACharacter() {
        String[] characters = {"a", "é", "€", "😀", "\n", " ", "👩‍🚒"};
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<String> parts = new ArrayList<>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                StringBuilder part = new StringBuilder();
                for (int j = random.nextInt(1_500); j > 0; j--) {
                    part.append(characters[random.nextInt(characters.length)]);
                }
                parts.add(part.toString());
            }
            int limit = 2_000 + random.nextInt(3_000);
            String fitted = NoteText.fit(parts, "€".repeat(random.nextInt(400)), MARKER, limit);
            assertThat(fitted.getBytes(StandardCharsets.UTF_8).length).isEqualTo(NoteText.bytes(fitted));
            assertThat(NoteText.bytes(fitted)).isLessThanOrEqualTo(limit);
            assertThat(fitted).endsWith(MARKER);
            assertThat(new String(fitted.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                    .isEqualTo(fitted);
        }
    }

    @Test
    void aLimitThatLeavesNoRoomIsRefused() {
        assertThatThrownBy(() -> NoteText.fit(List.of("a"), "", "", 1_999)).hasMessageContaining("1999 bytes");
    }

    private static NoteBudget granted(BudgetAnswer<NoteBudget> answer) {
        return ((BudgetAnswer.Granted<NoteBudget>) answer).after();
    }
}
