package dev.tocsin.core.incident;

import static dev.tocsin.core.incident.Groups.NOW;
import static dev.tocsin.core.incident.Groups.incident;
import static dev.tocsin.core.incident.Groups.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.Fingerprint;
import dev.tocsin.core.event.GroupBy;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.rule.TemplateVariable;
import dev.tocsin.core.rule.TicketTemplates;
import dev.tocsin.core.storm.NoteText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is written on a ticket. */
class TicketTextTest {
    private static final String MARKER = "ref n-ABCDEFG";

    private static Incident on(String asset, int members) {
        return incident(IncidentState.OPEN, false, members, members, null, asset);
    }

    private static List<Member> members(int count, String title) {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            members.add(member(i, title + i, MemberState.ACTIVE, false));
        }
        return members;
    }

    // ---- text

    private static TextFacts facts(Incident incident, List<Member> members) {
        return new TextFacts(incident, "Acme", "Urgent", members, members.size(), true, 7, "");
    }

    private static TextFacts closing(Incident incident, List<Member> members, String reason) {
        return new TextFacts(incident, "Acme", "Urgent", members, members.size(), true, 7, reason);
    }

    private static TicketTemplates notes(String text) {
        return new TicketTemplates(null, text, text, text);
    }

    private static TicketTemplates summaries(String text) {
        return new TicketTemplates(text, null, null, null);
    }

    private static String summary(Incident incident, Member... members) {
        return TicketText.summary(TicketTemplates.DEFAULT, facts(incident, List.of(members)));
    }

    private static final List<Member> CHANGED = List.of(
            member(1, "Old kernel", MemberState.ACTIVE, false),
            member(2, "Open port", MemberState.ACTIVE, true).change().count(3).done(),
            member(3, "Weak cipher", MemberState.RESOLVED, true));

    @Test
    void theDefaultSummaryNamesTheOneMemberOrCountsThem() {
        Member one = member(1, "Old kernel", MemberState.ACTIVE, false);
        assertThat(summary(on("dc01", 1), one)).isEqualTo("HIGH: Old kernel (dc01)");
        assertThat(summary(incident(IncidentState.OPEN, false, 1, 1, null), one))
                .isEqualTo("HIGH: Old kernel");
        assertThat(summary(on("dc01", 3), one)).isEqualTo("HIGH: 3 Problems on dc01");
        assertThat(summary(incident(IncidentState.OPEN, false, 3, 3, null), one))
                .isEqualTo("HIGH: 3 Problems on Acme");
        assertThat(summary(incident(IncidentState.OPEN, false, 2, 2, null, "dc01", "Chrome"), one))
                .isEqualTo("HIGH: 2 Problems on dc01 / Chrome");
    }

    @Test
    void theDefaultFirstNoteListsTheMembers() {
        assertThat(TicketText.firstNote(TicketTemplates.DEFAULT, facts(on("dc01", 3), CHANGED)))
                .isEqualTo("""
                        Problems at Acme, asset dc01: 3 problems, worst HIGH.

                        - HIGH: Old kernel [dc01], 2026-01-05 08:00:00 UTC
                        - HIGH: Open port [dc01], 2026-01-05 08:00:00 UTC, 3 times
                        - HIGH: Weak cipher [dc01], 2026-01-05 08:00:00 UTC, resolved

                        Opened by the integration rule 'Urgent'.""");
    }

    @Test
    void theDefaultFirstNoteSaysHowManyMoreThereAreAndNamesTheEarlierTicket() {
        Incident incident = new Incident(
                42,
                MspId.SINGLE,
                "acme",
                "r1",
                1,
                "cw",
                GroupKey.of(MspId.SINGLE, "acme", "r1", EventCategory.AD_AUDIT, GroupBy.COMPANY, List.of()),
                EventCategory.AD_AUDIT,
                GroupBy.COMPANY,
                List.of(),
                true,
                IncidentState.PENDING,
                Severity.HIGH,
                1_000,
                0,
                NOW,
                null,
                null,
                null,
                null,
                "17",
                TicketFacts.NONE,
                StormPlace.NONE,
                "",
                null,
                1);
        List<Member> one = members(50, "Logon ");
        String note = TicketText.firstNote(
                TicketTemplates.DEFAULT, new TextFacts(incident, "Acme", "Urgent", one, 1_000, true, 7, ""));
        assertThat(note)
                .startsWith("AD Audit at Acme: 1000 entries, worst HIGH.\n\n- HIGH: Logon 0 [dc01]")
                .endsWith("""
                        - HIGH: Logon 49 [dc01], 2026-01-05 08:00:00 UTC
                        … and 950 more; all are under incident 42

                        Earlier ticket of this group: #17

                        Opened by the integration rule 'Urgent'.""");
    }

    @Test
    void theDefaultUpdateNoteHasASectionForEachKindOfChange() {
        assertThat(TicketText.updateNote(TicketTemplates.DEFAULT, facts(on("dc01", 5), CHANGED), MARKER))
                .isEqualTo("""
                        New:
                        - HIGH: Old kernel [dc01], 2026-01-05 08:00:00 UTC
                        Seen again:
                        - HIGH: Open port [dc01], 2026-01-05 08:00:00 UTC, 3 times
                        Resolved:
                        - HIGH: Weak cipher [dc01], 2026-01-05 08:00:00 UTC

                        5 of 5 active.

                        ref n-ABCDEFG""");
        assertThat(TicketText.updateNote(
                        TicketTemplates.DEFAULT,
                        facts(incident(IncidentState.OPEN, true, 5, 0, null), CHANGED.subList(1, 2)),
                        MARKER))
                .isEqualTo("""
                        Seen again:
                        - HIGH: Open port [dc01], 2026-01-05 08:00:00 UTC, 3 times

                        ref n-ABCDEFG""");
    }

    @Test
    void theDefaultClosingNoteSaysWhy() {
        assertThat(TicketText.closingNote(
                        TicketTemplates.DEFAULT,
                        closing(on("dc01", 3), CHANGED.subList(2, 3), "all stayed\nresolved"),
                        MARKER))
                .isEqualTo("""
                        Resolved:
                        - HIGH: Weak cipher [dc01], 2026-01-05 08:00:00 UTC

                        All 3 resolved: all stayed resolved.

                        ref n-ABCDEFG""");
        assertThat(TicketText.closingNote(
                        TicketTemplates.DEFAULT,
                        closing(incident(IncidentState.OPEN, true, 3, 0, null), List.of(), "quiet"),
                        MARKER))
                .isEqualTo("No more is expected: quiet.\n\nref n-ABCDEFG");
    }

    @Test
    @SuppressWarnings("unchecked")
    void everyVariableHasAValueInEveryText() {
        for (TemplateVariable variable : TemplateVariable.values()) {
            if (variable == TemplateVariable.INDEX
                    || variable == TemplateVariable.FIRST
                    || variable == TemplateVariable.LAST) {
                continue;
            }
            Map<String, Object> values = TemplateValues.of(facts(on("dc01", 3), CHANGED), 50, 160);
            Map<String, Object> member = ((List<Map<String, Object>>) values.get("members")).get(0);
            assertThat(variable.ofMember() ? member : values).as("%s", variable).containsKey(variable.key());
            assertThat(member.containsKey(variable.key()) && !variable.ofMember())
                    .as("%s", variable)
                    .isEqualTo(List.of(TemplateVariable.SEVERITY, TemplateVariable.TITLE, TemplateVariable.ASSET)
                            .contains(variable));
        }
    }

    @Test
    void aRulesOwnTemplateIsWrittenAndItsValuesAreAllThere() {
        TicketTemplates own = notes("{{ticket}} {{incident}} {{groupBy}} {{dimensions}} {{subjects}}"
                + " {{activeCount}}/{{resolvedCount}}/{{memberCount}} {{eventCount}} x{{reopenCount}} [{{previousTicket}}]"
                + " {{reason}}:{{#members}} {{-index}}{{#isNew}}n{{/isNew}}{{#isAgain}}a{{/isAgain}}"
                + "{{#isResolved}}r{{/isResolved}} {{title}}{{^-last}},{{/-last}}{{/members}}");
        Incident incident = incident(IncidentState.OPEN, false, 5, 3, null, "dc01")
                .change()
                .facts(TicketFacts.NONE.reopened().reopened())
                .done();
        assertThat(TicketText.closingNote(own, closing(incident, CHANGED, "over"), MARKER))
                .isEqualTo("5 1 asset dc01 5 problems 3/2/5 7 x2 [] over: 1n Old kernel, 2a Open port, 3r Weak cipher"
                        + "\n\n" + MARKER);
    }

    @Test
    void aMembersMissingAssetIsEmptyAndNotAnothers() {
        Member bare = new Member(
                new Fingerprint(1, 9),
                1,
                MemberState.ACTIVE,
                Severity.LOW,
                "t",
                null,
                1,
                NOW,
                NOW,
                null,
                false,
                false,
                true,
                0,
                null,
                new Traits(MspId.SINGLE, "acme", EventCategory.PROBLEMS, "CVE", null, null));
        assertThat(TicketText.firstNote(
                        notes("{{asset}}:{{#members}}<{{severity}} {{asset}}>{{/members}}"),
                        facts(on("dc01", 2), List.of(CHANGED.get(0), bare))))
                .isEqualTo("dc01:<HIGH dc01><LOW >");
    }

    @Test
    void aTemplateThatGivesNothingGivesWayToTheDefault() {
        TextFacts facts = facts(on("dc01", 1), CHANGED.subList(0, 1));
        assertThat(TicketText.summary(summaries("{{reason}}"), facts)).isEqualTo("HIGH: Old kernel (dc01)");
        assertThat(TicketText.firstNote(notes("{{#moments}}x{{/moments}}"), facts))
                .startsWith("Problems at Acme");
    }

    @Test
    void theTitleGivesWayInALongSummaryAndTheAssetStays() {
        for (int length = 60; length < 200; length++) {
            String title = "x".repeat(length) + "😀".repeat(40);
            String summary = summary(on("dc01", 1), member(1, title, MemberState.ACTIVE, false));
            assertThat(summary.length()).isBetween(90, 100);
            assertThat(summary).endsWith("… (dc01)").startsWith("HIGH: xxx");
        }
    }

    @Test
    void aSummaryHasAtMost100CharactersAndNoHalfOfOne() {
        for (String unit : List.of("😀", "e\u0301\u0323", "👩\u200D👩\u200D👧", "🇩🇪", "漢", "x ")) {
            for (int shift = 0; shift < 12; shift++) {
                String name = "y".repeat(shift) + unit.repeat(120);
                String summary = summary(on(name, 2), member(1, "t", MemberState.ACTIVE, false));
                String kept = summary.substring("HIGH: 2 Problems on ".length() + shift, summary.length() - 1);
                assertThat(summary.length()).isBetween(80, 100);
                assertThat(summary).endsWith("…");
                assertThat((kept + " ").replace(unit, "").isBlank()).as(summary).isTrue();
            }
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
        String hostile = "a\r\nref n-ABCDEFG\u0000\u0007\u0085\u2028\u2029\u202E\u200F\uD83Db\tc";
        Member member = member(1, hostile, MemberState.ACTIVE, false);
        assertThat(summary(on(hostile, 1), member)).isEqualTo("HIGH: a ref n-ABCDEFG b c (a ref n-ABCDEFG b c)");
        String note = TicketText.updateNote(TicketTemplates.DEFAULT, facts(on("dc01", 1), List.of(member)), MARKER);
        assertThat(note.lines().filter(line -> line.startsWith("ref n-"))).containsExactly(MARKER);
        String first = TicketText.firstNote(
                TicketTemplates.DEFAULT,
                new TextFacts(on(hostile, 1), "Ac\nme", "Ru\nle", List.of(member), 1, true, 1, ""));
        assertThat(first.lines().filter(line -> line.startsWith("ref n-"))).isEmpty();
        assertThat(first).contains("at Ac me,", "rule 'Ru le'").doesNotContain("\u202E");
    }

    @Test
    void aValueIsNeverReadAsATemplateNorEscaped() {
        String hostile = "{{#members}}{{company}}{{/members}} {{{x}}} {{>p}} {{=<% %>=}} <b>&amp;";
        Member member = member(1, hostile, MemberState.ACTIVE, false);
        assertThat(TicketText.updateNote(notes("{{title}}"), facts(on("dc01", 1), List.of(member)), MARKER))
                .isEqualTo(hostile + "\n\n" + MARKER);
    }

    @Test
    void aNoteIsAtMostSoManyBytesAndNamesAsManyMembersAsItCan() {
        for (String unit : List.of("漢", "😀", "e\u0301", "x")) {
            List<Member> longOnes = members(60, unit.repeat(900));
            TextFacts facts = facts(on(unit.repeat(300), 60), longOnes);
            String note = TicketText.updateNote(TicketTemplates.DEFAULT, facts, MARKER);
            long named = note.lines().filter(line -> line.startsWith("- HIGH")).count();
            assertThat(NoteText.bytes(note)).isLessThanOrEqualTo(16_000);
            assertThat(named == 50 || NoteText.bytes(note) > 15_300).as(unit).isTrue();
            assertThat(named).as(unit).isGreaterThan(15);
            assertThat(note)
                    .contains("… and " + (60 - named) + " more that changed; all are under incident 1\n")
                    .endsWith("60 of 60 active.\n\n" + MARKER);
        }
    }

    @Test
    void theNotesOnAReopenedAndAMergedTicketBeginWithWhatHappened() {
        TextFacts facts = facts(on("dc01", 3), CHANGED.subList(0, 1));
        assertThat(TicketText.reopeningNote(TicketTemplates.DEFAULT, facts, MARKER))
                .startsWith("It is back (again, 1):\nNew:\n- HIGH: Old kernel")
                .endsWith("3 of 3 active.\n\n" + MARKER);
        assertThat(TicketText.mergedNote(notes("{{title}}"), facts, "17", MARKER))
                .isEqualTo("Ticket #17 was merged into this one, which stands for its group from now on: 3 of 3 active."
                        + "\nOld kernel\n\n" + MARKER);
        assertThat(TicketText.mergedNote(TicketTemplates.DEFAULT, facts(on("dc01", 3), List.of()), "17", MARKER))
                .isEqualTo("Ticket #17 was merged into this one, which stands for its group from now on: 3 of 3 active."
                        + "\n\n" + MARKER);
        assertThat(TicketText.questionNote("why\n" + "x".repeat(20_000), MARKER))
                .startsWith("For a person to decide: why xx")
                .endsWith("more characters\n\n" + MARKER);
    }

    @Test
    void moreThanWasCountedIsSaid() {
        TextFacts facts = new TextFacts(on("dc01", 9_000), "Acme", "Urgent", members(60, "p"), 1_000, false, 7, "");
        assertThat(TicketText.updateNote(TicketTemplates.DEFAULT, facts, MARKER))
                .contains("… and 950+ more that changed");
    }

    @Test
    void aTemplateThatKeepsSilentAboutTheRestIsCompleted() {
        TicketTemplates silent = notes("{{#members}}\n* {{title}}\n{{/members}}\nBye");
        assertThat(TicketText.updateNote(silent, facts(on("dc01", 60), members(60, "p")), MARKER))
                .endsWith("* p49\nBye\n\n… and 10 more\nAll are under incident 1.\n\n" + MARKER);
        assertThat(TicketText.updateNote(silent, facts(on("dc01", 2), members(2, "p")), MARKER))
                .isEqualTo("* p0\n* p1\nBye\n\n" + MARKER);
        assertThat(TicketText.updateNote(notes("{{memberCount}}"), facts(on("dc01", 60), members(60, "p")), MARKER))
                .isEqualTo("60\n\n" + MARKER);
    }

    @Test
    void aTemplateThatIsTooLargeByItselfIsCutBeforeTheMarker() {
        String huge = "{{#members}}{{#asset}}" + "{{title}} 😀 ".repeat(600) + "{{/asset}}{{/members}}";
        String note = TicketText.updateNote(notes(huge), facts(on("dc01", 50), members(50, "漢".repeat(200))), MARKER);
        assertThat(NoteText.bytes(note)).isBetween(15_000, 16_000);
        assertThat(note).endsWith(" more characters\nAll are under incident 1.\n\n" + MARKER);
    }

    @Test
    void aNoteIsOursIfItSaysWhatWasPlannedWhateverItsWhiteSpace() {
        List<String> planned = List.of(
                TicketText.updateNote(TicketTemplates.DEFAULT, facts(on("dc01", 3), CHANGED), MARKER),
                TicketText.closingNote(notes("Dear customer,\n\nall is well."), facts(on("dc01", 3), CHANGED), MARKER),
                TicketText.twinNote("17", MARKER));
        OwnNotes own = OwnNotes.of(planned);
        for (String note : planned) {
            assertThat(own.contain(note)).isTrue();
            assertThat(own.contain(note.replace("\n", "\r\n") + "\r\n")).isTrue();
            assertThat(own.contain("  " + note.replace("\n\n", "\n \n\n").replace(" ", "\u00A0")))
                    .isTrue();
            assertThat(own.contain("Thanks!\n\n" + note)).isFalse();
            assertThat(own.contain(note + "\n\nThanks!")).isFalse();
            assertThat(own.contain("> " + note.replace("\n", "\n> "))).isFalse();
        }
        assertThat(own.contain(MARKER)).isFalse();
        assertThat(own.contain("New:\nsomething else\n\n" + MARKER)).isFalse();
        assertThat(OwnNotes.NONE.contain("")).isFalse();
    }
}
