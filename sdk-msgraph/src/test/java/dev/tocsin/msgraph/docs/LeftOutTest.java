package dev.tocsin.msgraph.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.simulators.graph.GraphSimulator;
import dev.tocsin.simulators.graph.TenantSeed;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the guide says can be left out really can: a process without those jars does its work. */
class LeftOutTest {
    private static final Pattern EXCLUSION = Pattern.compile("<artifactId>([a-z0-9.*-]+)</artifactId></exclusion>");

    @Test
    void aHostThatReadsATenantNeedsNoneOfTheJarsThatTheGuideLeavesOut() throws Exception {
        try (GraphSimulator simulator = GraphSimulator.builder()
                .tenant(TenantSeed.of("contoso.example").users(3).consented())
                .start()) {
            assertThat(printed(
                            without(excluded("A host that reads tenants")),
                            "tenant",
                            simulator.loginUri().toString(),
                            simulator.clientId(),
                            simulator.clientSecret(),
                            simulator.tenant("contoso.example").id()))
                    .contains("3, 3, 3, 0, 0, 0, Accepted[");
        }
    }

    @Test
    void aHostThatReadsExportedRecordsNeedsNothingOfMicrosoft() throws Exception {
        assertThat(printed(without(excluded("A host that reads exported records")), "records"))
                .contains("Azure AD Audit 'Add user'");
    }

    /** The artifacts that the guide excludes below a heading. */
    private static List<String> excluded(String heading) throws Exception {
        String guide = Files.readString(Path.of("../docs/msgraph.md"));
        String below = guide.substring(guide.indexOf("### " + heading));
        Matcher found = EXCLUSION.matcher(below.substring(0, below.indexOf("```", below.indexOf("```") + 3)));
        List<String> excluded = found.results().map(one -> one.group(1)).toList();
        assertThat(excluded).isNotEmpty();
        return excluded;
    }

    /** The class path without the jars of those artifacts, and of what only they bring along. */
    private static String without(List<String> artifacts) {
        List<String> all = Stream.concat(artifacts.stream(), artifacts.stream().flatMap(LeftOutTest::broughtBy))
                .toList();
        List<String> entries =
                Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator));
        List<String> kept = entries.stream()
                .filter(entry -> all.stream().noneMatch(name -> isJarOf(entry, name)))
                .toList();
        assertThat(entries.size() - kept.size()).isGreaterThanOrEqualTo(artifacts.size());
        return kept.stream().collect(Collectors.joining(File.pathSeparator));
    }

    private static Stream<String> broughtBy(String artifact) {
        return switch (artifact) {
            case "jwks-rsa" -> Stream.of("guava", "failureaccess", "listenablefuture", "j2objc-annotations");
            case "microsoft-graph" ->
                Stream.of(
                        "microsoft-graph-core",
                        "microsoft-kiota-abstractions",
                        "microsoft-kiota-http-okHttp",
                        "okhttp",
                        "okio-jvm",
                        "kotlin-stdlib",
                        "azure-core",
                        "reactor-core",
                        "gson");
            default -> Stream.empty();
        };
    }

    private static boolean isJarOf(String entry, String artifact) {
        String name = Path.of(entry).getFileName().toString();
        return name.endsWith(".jar") && name.matches(Pattern.quote(artifact) + "-[0-9].*");
    }

    private static String printed(String classPath, String... arguments) throws Exception {
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                classPath,
                                LeftOutWorker.class.getName()),
                        Stream.of(arguments))
                .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }
}
