package dev.tocsin.examples.alertbridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.simulators.connectwise.SimTicket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scan of a real network: a ticket for each affected asset, none the second time, one closed when it is mended. */
@Tag("contract")
class RealScanTest {
    @TempDir
    Path directory;

    private Bridge bridge;
    private String scan = "";

    @BeforeEach
    void start() throws IOException {
        bridge = new Bridge(directory);
        scan = Files.readString(
                Path.of(System.getProperty("tocsin.shared", ""), "events", "scan.nessus"), StandardCharsets.UTF_8);
        bridge.file("scan.nessus", scan);
    }

    @AfterEach
    void end() {
        bridge.close();
    }

    private int ingest(String file, String... option) {
        return option.length == 0
                ? bridge.run("ingest", "--once", "--company", "contoso", file)
                : bridge.run("ingest", "--once", "--company", "contoso", option[0], file);
    }

    private static long count(String text, String regex) {
        return Pattern.compile(regex).matcher(text).results().count();
    }

    @Test
    void theFileHasAsManyTicketsAsAffectedHosts() {
        assertThat(count(scan, "<ReportHost ")).isEqualTo(7);
        assertThat(count(scan, "<ReportItem [^>]*severity=\"[1-4]\"")).isEqualTo(30);

        assertThat(ingest("scan.nessus")).as(bridge.err).isZero();
        assertThat(bridge.out).contains("30 grouped", "7 created, 0 closed, 7 open");
        assertThat(bridge.simulator.tickets()).hasSize(7);
        long posts = bridge.posts();

        assertThat(ingest("scan.nessus")).isZero();
        assertThat(bridge.out).contains("0 created, 0 closed, 7 open");
        assertThat(bridge.posts()).isEqualTo(posts);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(?s)<ReportItem [^>]*severity=\"[1-4]\".*?</ReportItem>", "(?s)<ReportItem .*?</ReportItem>"})
    void oneHostsFindingsRemovedClosesItsTicketAndNoOther(String removed) {
        ingest("scan.nessus");
        Matcher hosts = Pattern.compile("(?s)<ReportHost .*?</ReportHost>").matcher(scan);
        for (int i = 0; i < 3; i++) {
            assertThat(hosts.find()).isTrue();
        }
        String host = String.valueOf(hosts.group());
        bridge.file("mended.nessus", scan.replace(host, host.replaceAll(removed, "")));
        Set<Integer> before = openIds();

        assertThat(ingest("mended.nessus", "--resolve-missing")).as(bridge.err).isZero();

        assertThat(bridge.out).contains("0 created, 1 closed, 6 open");
        assertThat(before).containsAll(openIds()).hasSize(7);
        String name = host.replaceAll("(?s).*<tag name=\"netbios-name\">([^<]*)<.*", "$1");
        String closed = bridge.simulator.tickets().stream()
                .filter(SimTicket::closed)
                .map(SimTicket::summary)
                .collect(Collectors.joining());
        assertThat(host.startsWith(name) || closed.contains(name)).isTrue();
    }

    private Set<Integer> openIds() {
        return bridge.openTickets().stream().map(SimTicket::id).collect(Collectors.toSet());
    }
}
