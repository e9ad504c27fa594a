package dev.tocsin.core.incident;

import static dev.tocsin.core.incident.Groups.NOW;
import static dev.tocsin.core.incident.Groups.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.docs.OwnTexts;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.GroupBy;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.rule.TemplateVariable;
import dev.tocsin.core.rule.TicketTemplates;
import dev.tocsin.core.rule.TicketTemplates.Part;
import dev.tocsin.core.template.Vocabulary.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The guide to the templates says what is so. */
class TemplateGuideTest {
    private static final Path PROGRAM = Path.of("src/test/java/dev/tocsin/core/docs/OwnTexts.java");

    private static String guide() throws IOException {
        return Files.readString(Path.of("../docs/templates.md"));
    }

    @Test
    void theGuideHasARowForEachVariable() throws IOException {
        List<String> rows = Arrays.stream(TemplateVariable.values())
                .map(variable -> "| `" + variable.key() + "` | "
                        + (variable.kind() == Kind.FLAG
                                ? "yes or no"
                                : variable.kind().name().toLowerCase(Locale.ROOT))
                        + " | " + (variable.ofMember() ? "a list" : "everywhere") + " | " + variable.meaning() + " |")
                .toList();
        List<String> shown =
                guide().lines().filter(line -> line.startsWith("| `")).toList();
        assertThat(shown).as(String.join("\n", rows)).isEqualTo(rows);
    }

    @ParameterizedTest
    @EnumSource
    void theGuideShowsTheDefaults(Part part) throws IOException {
        assertThat(guide()).contains("```mustache\n" + part.defaultText().stripTrailing() + "\n```");
    }

    @Test
    void theGuideShowsTheProgramThatIsCompiled() throws IOException {
        assertThat(guide()).contains("```java\n" + Files.readString(PROGRAM) + "```");
    }

    @Test
    void theProgramsRuleWritesWhatTheGuideSays() throws IOException {
        Incident incident = new Incident(
                1,
                MspId.SINGLE,
                "contoso",
                "Urgent",
                1,
                "cw",
                GroupKey.of(MspId.SINGLE, "contoso", "Urgent", EventCategory.PROBLEMS, GroupBy.ASSET, List.of("dc01")),
                EventCategory.PROBLEMS,
                GroupBy.ASSET,
                List.of("dc01"),
                false,
                IncidentState.OPEN,
                Severity.HIGH,
                2,
                1,
                NOW,
                null,
                null,
                null,
                "5",
                null,
                TicketFacts.NONE,
                StormPlace.NONE,
                "",
                null,
                1);
        TextFacts facts = new TextFacts(
                incident,
                "Contoso Ltd",
                "Urgent",
                List.of(
                        member(1, "Old kernel", MemberState.ACTIVE, false),
                        member(2, "Weak cipher", MemberState.RESOLVED, true)),
                2,
                true,
                2,
                "all stayed resolved");
        TicketTemplates own = OwnTexts.rule().templates();
        assertThat(guide())
                .contains("```\n" + TicketText.summary(own, facts) + "\n```")
                .contains("```\n" + TicketText.updateNote(own, facts, "ref n-ABCDEFG") + "\n```")
                .contains("```\n" + TicketText.closingNote(own, facts, "ref n-HIJKLMN") + "\n```");
    }

    @Test
    void theProgramTellsWhatIsWrong() throws IOException {
        PrintStream usual = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            OwnTexts.main(new String[] {"{{#members}}{{titel}}"});
            OwnTexts.main(new String[] {"{{title}}"});
        } finally {
            System.setOut(usual);
        }
        String printed = bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
        assertThat(printed).endsWith("{{/members}} is missing\nlegal\n");
        for (String line : printed.lines().limit(2).toList()) {
            assertThat(guide()).contains(line.replaceAll("legal here are category, .*", "legal here are category, "));
        }
    }
}
