package dev.tocsin.core.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.Secret;
import dev.tocsin.core.directory.DirectoryLink;
import dev.tocsin.core.fake.FakeDirectory;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.people.DirectoryUser;
import dev.tocsin.core.people.ImportNote;
import dev.tocsin.core.people.PhoneBook;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The guides to people and to consent show programs that are compiled, and what they really print. */
class PeopleGuideTest {
    private static final Path PROGRAMS = Path.of("src/test/java/dev/tocsin/core/docs");
    private static final Pattern SHOWN = Pattern.compile("```(java|text)\n(.*?)```", Pattern.DOTALL);

    private final Host host = new Host();
    private final FakeDirectory ours = new FakeDirectory(10);
    private final FakeDirectory theirs = new FakeDirectory(10);

    @Test
    void theGuideToPeopleShowsTheProgramThatIsCompiledAndWhatItPrints() throws Exception {
        ours.put(user("11111111-0000-4000-8000-000000000001", "ada@msp.example", "Ada Lovelace", "(425) 555-0109"));
        theirs.put(user("22222222-0000-4000-8000-000000000001", "joe@contoso.example", "Joe Doe", "07400 123456"));
        theirs.put(
                user("22222222-0000-4000-8000-000000000002", "reception@contoso.example", "Reception", "ask for Joe"));

        assertThat(shown("people.md"))
                .containsExactly(
                        Files.readString(PROGRAMS.resolve("KeepPeople.java")),
                        printed(() -> KeepPeople.keep(host.tocsin(), ours, theirs)));
    }

    @Test
    void theGuideToConsentShowsTheProgramThatIsCompiledAndWhatItPrints() throws Exception {
        theirs.put(user("22222222-0000-4000-8000-000000000001", "joe@contoso.example", "Joe Doe", "07400 123456"));
        theirs.put(user("22222222-0000-4000-8000-000000000002", "reception@contoso.example", "Reception", null));
        host.tocsin()
                .directories()
                .sync(new DirectoryLink("contoso-tenant", "contoso", theirs, PhoneBook.of("GB")), progress -> {});

        assertThat(shown("consent.md"))
                .containsExactly(
                        Files.readString(PROGRAMS.resolve("AskConsent.java")),
                        printed(() -> AskConsent.ask(host.tocsin(), Secret.of("a key of at least thirty-two bytes"))));
    }

    @Test
    void theGuideToPeopleTellsOfEveryKindOfNote() throws Exception {
        assertThat(Files.readString(Path.of("../docs/people.md")))
                .contains(Stream.of(ImportNote.Code.values())
                        .map(code -> "| `" + code + "` |")
                        .toList());
    }

    private static DirectoryUser user(String id, String name, String shown, @Nullable String phone) {
        return new DirectoryUser(id, name, name, shown, phone, List.of(), List.of(), true, false);
    }

    private static List<String> shown(String guide) throws Exception {
        return SHOWN.matcher(Files.readString(Path.of("../docs").resolve(guide)))
                .results()
                .map(shown -> shown.group(2))
                .toList();
    }

    /** A program. */
    @FunctionalInterface
    private interface Program {
        void run() throws Exception;
    }

    private static String printed(Program program) throws Exception {
        PrintStream usual = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            program.run();
        } finally {
            System.setOut(usual);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
