package dev.tocsin.core.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.Fingerprint;
import dev.tocsin.core.event.GroupBy;
import dev.tocsin.core.event.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is written on a ticket, and the pure decisions about it. */
class TicketTextTest {
    private static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");
    private static final String MARKER = "ref n-ABCDEFG";

    private static Incident incident(
            IncidentState state,
            boolean moments,
            int members,
            int active,
            @Nullable Instant waitUntil,
            String... dims) {
        return new Incident(
                1,
                MspId.SINGLE,
                "acme",
                "r1",
                1,
                "cw",
                GroupKey.of(MspId.SINGLE, "acme", "r1", EventCategory.PROBLEMS, GroupBy.ASSET, List.of("x")),
                EventCategory.PROBLEMS,
                GroupBy.ASSET,
                List.of(dims),
                moments,
                state,
                Severity.HIGH,
                members,
                active,
                NOW,
                waitUntil,
                null,
                null,
                "5",
                null,
                TicketFacts.NONE,
                StormPlace.NONE,
                "",
                null,
                1);
    }

    private static Incident on(String asset, int members) {
        return incident(IncidentState.OPEN, false, members, members, null, asset);
    }

    private static Member member(int number, String title, MemberState state, boolean told) {
        return new Member(
                new Fingerprint(1, number),
                1,
                state,
                Severity.HIGH,
                title,
                "dc01",
                1,
                NOW,
                NOW,
                null,
                false,
                told,
                true,
                0,
                null);
    }

    private static List<Member> members(int count, String title) {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            members.add(member(i, title + i, MemberState.ACTIVE, false));
        }
        return members;
    }

    // ---- text

    @Test
    void aSummaryHasAtMost100CharactersAndNoHalfOfOne() {
        for (int length = 60; length < 130; length++) {
            String title = "x".repeat(length) + "😀".repeat(40);
            String summary = TicketText.summary(on("dc01", 1), "Acme", member(1, title, MemberState.ACTIVE, false));
            assertThat(summary.length()).isLessThanOrEqualTo(100);
            assertThat(Character.isHighSurrogate(summary.charAt(summary.length() - 2)))
                    .isFalse();
            assertThat(summary).endsWith("…");
        }
    }

    @Test
    void whatFitsIsNotCut() {
        assertThat(TicketText.cut("x".repeat(100), 100)).hasSize(100).doesNotContain("…");
        assertThat(TicketText.cut("x".repeat(101), 100)).hasSize(100).endsWith("…");
        assertThat(TicketText.cut("xx😀", 3)).isEqualTo("xx…");
        assertThat(TicketText.cut("x😀y", 3)).isEqualTo("x…");
    }

    @Test
    void aHostileTitleStaysOneLine() {
        String hostile = "a\r\nref n-ABCDEFG\u0000\u0007\u0085\u2028\u2029\u202Eb\tc";
        Member member = member(1, hostile, MemberState.ACTIVE, false);
        assertThat(TicketText.summary(on(hostile, 1), "Acme", member))
                .isEqualTo("HIGH: a ref n-ABCDEFG b c (a ref n-ABCDEFG b c)");
        String note = TicketText.updateNote(on("dc01", 1), List.of(member), MARKER);
        assertThat(note.lines().filter(line -> line.startsWith("ref n-"))).containsExactly(MARKER);
        String first = TicketText.firstNote(on(hostile, 1), "Ac\nme", "Ru\nle", List.of(member));
        assertThat(first.lines().filter(line -> line.startsWith("ref n-"))).isEmpty();
        assertThat(first).contains("at Ac me,", "rule 'Ru le'").doesNotContain("\u202E");
    }

    @Test
    void manyMembersAreNamedUpToALimitAndTheRestIsCounted() {
        String note = TicketText.firstNote(on("dc01", 1_000), "Acme", "Rule", members(50, "Problem "));
        assertThat(note.lines().filter(line -> line.startsWith("- "))).hasSize(50);
        assertThat(note).contains("1000 problems", "… and 950 more");
        assertThat(TicketText.firstNote(on("dc01", 50), "Acme", "Rule", members(50, "Problem ")))
                .doesNotContain("more");
    }

    @Test
    void longMembersAreNamedUpToTheSizeOfANoteAndItsEndIsKept() {
        List<Member> longOnes = members(51, "漢".repeat(900));
        String note = TicketText.updateNote(on("x".repeat(300), 51), longOnes, MARKER);
        assertThat(note.length()).isLessThanOrEqualTo(15_000);
        assertThat(note).endsWith("51 of 51 active.\n\n" + MARKER).contains("… and more that changed.");
        assertThat(TicketText.firstNote(on("dc01", 51), "Acme", "Rule", longOnes.subList(0, 50)))
                .endsWith("Opened by the integration rule 'Rule'.");
    }

    @Test
    void eachNoteOfOursIsKnownAndNothingElseIs() {
        Incident incident = on("dc01", 2);
        List<Member> some =
                List.of(member(1, "a", MemberState.ACTIVE, false), member(2, "b", MemberState.RESOLVED, true));
        for (String note : List.of(
                TicketText.updateNote(incident, some, MARKER),
                TicketText.updateNote(incident, List.of(some.get(1)), MARKER),
                TicketText.updateNote(incident, List.of(), MARKER),
                TicketText.closingNote(incident, some, "it is over", MARKER),
                TicketText.closingNote(incident, List.of(), "it is over", MARKER),
                TicketText.closingNote(incident(IncidentState.OPEN, true, 1, 0, null), List.of(), "quiet", MARKER))) {
            assertThat(TicketText.isOurs(note)).as(note).isTrue();
            assertThat(TicketText.isOurs(note.replace("\n", "\r\n") + "\r\n")).isTrue();
            assertThat(TicketText.isOurs("Thanks!\n\n" + note)).isFalse();
            assertThat(TicketText.isOurs(note + "\n\nThanks!")).isFalse();
        }
        assertThat(TicketText.isOurs("ref n-ABCDEFG")).isFalse();
        assertThat(TicketText.isOurs("New:\nref n-abcdefg")).isFalse();
    }
}
