package dev.tocsin.core.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.Tocsin;
import dev.tocsin.core.fake.DirectExecutor;
import dev.tocsin.core.fake.Fault;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ScriptedPsa;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs that docs/operations.md shows are those that are compiled here, and they do what it says. */
class OperationsGuideTest {
    private static final Path GUIDE = Path.of("../docs/operations.md");
    private static final Path PROGRAMS = Path.of("src/test/java/dev/tocsin/core/docs");

    private final Host host = new Host();

    private static String printed(Runnable program) {
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

    @ParameterizedTest
    @ValueSource(strings = {"ShowPreview", "ShowDifference", "DecideDeadLetters", "ListenToTocsin"})
    void theGuideShowsTheProgramsThatAreCompiled(String name) throws Exception {
        String program = Files.readString(PROGRAMS.resolve(name + ".java"));

        assertThat(Files.readString(GUIDE)).contains("```java\n" + program.strip() + "\n```");
        assertThat(program.lines()).hasSizeLessThanOrEqualTo(60);
    }

    @Test
    void thePreviewIsPrinted() {
        String printed = printed(() -> ShowPreview.show(
                host.tocsin(),
                List.of(
                        host.problem("web", "a").build(),
                        host.problem("db", "b").sourceCompanyId("nobody").build())));

        assertThat(printed)
                .contains("Acme: HIGH: Problem a (web), P3, 0 notes, open")
                .contains("1 parked: no company is known for 'nobody' of scan");
    }

    @Test
    void theDifferenceIsPrinted() {
        host.raise("web", "a");

        String printed = printed(() -> ShowDifference.show(
                host.store, host.tocsin(), Host.rule("r1").priority("P2").build()));

        assertThat(printed).contains("HIGH: Problem a (web): ", "name=priority, before=P3, after=P2");
        assertThat(host.psa.all()).isEmpty();
    }

    @Test
    void deadLettersAreDecided() {
        host.psa.next(ScriptedPsa.Op.CREATE, new Fault.Refused("no such priority"));
        host.raise("web", "a");
        host.run(Duration.ofMinutes(1));

        String printed = printed(() -> DecideDeadLetters.decide(host.tocsin(), "P1", "ann"));
        host.run(Duration.ofMinutes(1));

        assertThat(printed).startsWith("t1: no such priority");
        assertThat(host.psa.only().draft().priority()).isEqualTo("P1");
    }

    @Test
    void theListenerPrints() {
        Tocsin tocsin = ListenToTocsin.attach(Tocsin.builder()
                        .store(host.store)
                        .psa(host.psa)
                        .clock(host.time)
                        .sleeper(host.time)
                        .executor(new DirectExecutor()))
                .build();
        host.psa.next(ScriptedPsa.Op.CREATE, new Fault.AccessDenied());

        String printed = printed(() -> {
            tocsin.ingest(List.of(host.problem("web", "a").build()));
            for (int minute = 0; minute < 10; minute++) {
                host.time.advance(Duration.ofMinutes(1));
                while (tocsin.workOnce() > 0) {
                    assertThat(host.psa.all()).hasSizeLessThan(2);
                }
            }
        });

        assertThat(printed)
                .contains(
                        "paused: 401 no access",
                        "CreateTicket PLANNED in PT0S",
                        "opened #101",
                        "CreateTicket DONE in PT0S");
    }
}
