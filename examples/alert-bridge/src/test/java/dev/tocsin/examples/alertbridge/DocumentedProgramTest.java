package dev.tocsin.examples.alertbridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.simulators.connectwise.ConnectWiseSimulator;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in the README compiles and does what the README says. */
class DocumentedProgramTest {
    private static final Path ROOT = Path.of("../..");
    private static final Path PROGRAM = ROOT.resolve("docs/EmbedTocsin.java");

    @TempDir
    Path directory;

    @Test
    void theReadmeShowsTheProgram() throws Exception {
        assertThat(Files.readString(ROOT.resolve("README.md")))
                .contains("```java\n" + Files.readString(PROGRAM).strip() + "\n```");
    }

    @Test
    void theProgramMakesOneTicketHoweverOftenItRuns() throws Exception {
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        directory.toString(),
                        PROGRAM.toString());
        assertThat(failed).isZero();
        try (ConnectWiseSimulator simulator = ConnectWiseSimulator.builder().start()) {
            for (int run = 0; run < 2; run++) {
                String printed = output(simulator);
                assertThat(simulator.tickets()).as(printed).hasSize(1);
                int ticket = simulator.tickets().get(0).id();
                assertThat(printed)
                        .endsWith("Contoso Ltd: ticket #%1$d, OPEN, created ticket #%1$d%n".formatted(ticket));
            }
        }
    }

    private String output(ConnectWiseSimulator simulator) throws Exception {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
            Method main = loader.loadClass("EmbedTocsin").getMethod("main", String[].class);
            String[] arguments = {
                simulator.siteUri().toString(),
                simulator.companyId(),
                simulator.publicKey(),
                simulator.privateKey(),
                simulator.clientId(),
                directory.resolve("store.db").toString()
            };
            main.invoke(null, (Object) arguments);
        } finally {
            System.setOut(out);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
