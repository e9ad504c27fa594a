package dev.tocsin.msgraph.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.Tocsin;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.store.VolatileStore;
import dev.tocsin.msgraph.AccessProblem;
import dev.tocsin.msgraph.Stage;
import dev.tocsin.simulators.graph.SkuSeed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide to Microsoft 365 shows a program that is compiled, what it really prints, and every problem of access. */
class MsgraphGuideTest {
    private static final Path GUIDE = Path.of("../docs/msgraph.md");
    private static final Path PROGRAM = Path.of("src/test/java/dev/tocsin/msgraph/docs/WatchTenant.java");
    private static final Pattern SHOWN = Pattern.compile("```(java|text)\n(.*?)```", Pattern.DOTALL);

    @Test
    void theGuideShowsTheProgramThatIsCompiledAndWhatItPrints() throws Exception {
        try (Stage stage = new Stage()) {
            stage.fabrikam().licence(SkuSeed.businessPremium(25, 21));
            String joe = stage.fabrikam()
                    .addUser(Map.of(
                            "displayName", "Joe Doe",
                            "userPrincipalName", "joe@fabrikam.example",
                            "mobilePhone", "(425) 555-0142"));
            stage.fabrikam().addUser(Map.of("displayName", "Ann", "userPrincipalName", "ann@fabrikam.example"));
            stage.fabrikam().events().signIn(joe, 50_126, "Invalid username or password.");
            stage.fabrikam().events().alert("Password spray", "high", joe);

            assertThat(SHOWN.matcher(Files.readString(GUIDE)).results().map(shown -> shown.group(2)))
                    .containsExactly(Files.readString(PROGRAM), printed(stage));
        }
    }

    @Test
    void theGuideTellsOfEveryProblemOfAccess() throws Exception {
        assertThat(Files.readString(GUIDE))
                .contains(Stream.of(AccessProblem.values())
                        .map(problem -> "| `" + problem + "` |")
                        .toList());
    }

    private static String printed(Stage stage) {
        Tocsin tocsin = Tocsin.builder()
                .store(new VolatileStore())
                .clock(stage.clock)
                .sleeper(stage.sleeper)
                .build();
        tocsin.configuration().save(new Company(MspId.SINGLE, "fabrikam", "Fabrikam, Inc."));
        PrintStream usual = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            WatchTenant.watch(
                    tocsin, stage.graph(), Secret.of("a key of at least thirty-two bytes"), MsgraphGuideTest::visit);
        } finally {
            System.setOut(usual);
            tocsin.close();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static URI visit(URI page) {
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
            return URI.create(answer.headers().firstValue("location").orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
