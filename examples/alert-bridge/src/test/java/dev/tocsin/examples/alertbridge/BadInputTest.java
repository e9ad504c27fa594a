package dev.tocsin.examples.alertbridge;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Each kind of bad input: a clear error with its place and what is legal; the rest goes on; nothing is lost. */
class BadInputTest {
    @TempDir
    Path directory;

    private Bridge bridge;

    @BeforeEach
    void start() {
        bridge = new Bridge(directory);
    }

    @AfterEach
    void end() {
        bridge.close();
    }

    private int ingest(String... files) {
        return bridge.run(Stream.concat(Stream.of("ingest", "--once", "--company", "contoso"), Stream.of(files))
                .toArray(String[]::new));
    }

    private static String line(String id, String more) {
        return "{\"stableId\":\"" + id + "\",\"occurredAt\":\"2026-03-02T09:00:00Z\",\"eventType\":\"t\",\"asset\":\""
                + id + "\"," + more + "}\n";
    }

    @Test
    void aTruncatedReportIsAFaultAndWhatWasReadIsKept() {
        String xml = new Scan().host("ALFA", 1).host("BRAVO", 2).xml();
        bridge.file("scan.nessus", xml.substring(0, xml.indexOf("Finding 2")));

        assertThat(ingest("scan.nessus")).isEqualTo(1);

        assertThat(bridge.err).contains("scan.nessus:");
        assertThat(bridge.simulator.tickets())
                .singleElement()
                .satisfies(ticket -> assertThat(ticket.summary()).contains("ALFA"));
    }

    @Test
    void aHostileReportReadsNoFileAndTheNextFileGoesOn() {
        Path secret = bridge.file("secret.txt", "do-not-read-me");
        bridge.file(
                "evil.nessus",
                "<?xml version=\"1.0\"?>\n<!DOCTYPE x [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>\n"
                        + new Scan().host("E&e;", 1).xml().substring(22));
        bridge.file("good.nessus", new Scan().host("ALFA", 1).xml());

        assertThat(ingest("evil.nessus", "good.nessus")).isEqualTo(1);

        assertThat(bridge.err).contains("evil.nessus:2").doesNotContain("do-not-read-me");
        assertThat(bridge.simulator.tickets()).hasSize(1);
        assertThat(bridge.simulator.tickets().toString()).doesNotContain("do-not-read-me");
    }

    @Test
    void brokenLinesAndUnknownCategoriesAreNamedAndTheRestGoesOn() {
        bridge.file(
                "events.jsonl",
                line("a", "\"category\":\"PROBLEMS\"") + "this is no JSON\n" + line("b", "\"category\":\"WEATHER\"")
                        + line("c", "\"category\":\"Problems\""));

        assertThat(ingest("events.jsonl")).isEqualTo(1);

        assertThat(bridge.err)
                .contains("events.jsonl:2: ", "events.jsonl:3: category: 'WEATHER'", "SYSTEM_CHANGES, PROBLEMS");
        assertThat(bridge.simulator.tickets()).hasSize(2);
    }

    @Test
    void anIllegalGroupByIsRefusedWithTheLegalOnes() {
        bridge.configure(bridge.yaml("{ name: all, categories: { PROBLEMS: { groupBy: USER } } }", Bridge.RULE));

        assertThat(ingest("-")).isEqualTo(2);

        assertThat(bridge.err)
                .contains(
                        "tocsin.yaml:9: eventSets[0].categories.PROBLEMS.groupBy: USER is not legal for Problems",
                        "legal are [ASSET, COMPANY, OS, PRODUCT]");
    }

    @Test
    void aMissingBoardIsRefused() {
        bridge.configure(bridge.yaml(Bridge.BY_ASSET, Bridge.RULE.replace("board: Security Alerts,", "")));

        assertThat(ingest("-")).isEqualTo(2);

        assertThat(bridge.err).contains("tocsin.yaml:10: rules[0].board: is missing");
    }

    @Test
    void aBoardThatDoesNotExistRefusesTheTicketAndIsRetriedWhenMended() {
        bridge.configure(bridge.yaml(Bridge.BY_ASSET, Bridge.RULE.replace("Security Alerts", "Nowhere")));
        bridge.file("scan.nessus", new Scan().host("ALFA", 1).xml());

        assertThat(ingest("scan.nessus")).isEqualTo(1);
        assertThat(bridge.err).contains("refused by ConnectWise", "Nowhere");
        assertThat(bridge.run("check")).isEqualTo(2);
        assertThat(bridge.err).contains("tocsin.yaml:10: rules[all].board: 'Nowhere' does not exist", "Help Desk");

        bridge.configure(bridge.yaml(Bridge.BY_ASSET, Bridge.RULE));
        assertThat(ingest("scan.nessus")).as(bridge.err).isZero();
        assertThat(bridge.openTickets()).hasSize(1);
    }

    @Test
    void aStatusOfAnotherBoardIsRefusedAndCheckNamesTheLegalOnes() {
        bridge.configure(bridge.yaml(Bridge.BY_ASSET, Bridge.RULE.replace("openStatus: New", "openStatus: Assigned")));
        bridge.file("scan.nessus", new Scan().host("ALFA", 1).xml());

        assertThat(ingest("scan.nessus")).isEqualTo(1);
        assertThat(bridge.err).contains("refused by ConnectWise", "Assigned");
        assertThat(bridge.run("check")).isEqualTo(2);
        assertThat(bridge.err)
                .contains(
                        "rules[all].openStatus: 'Assigned' does not exist on board 'Security Alerts'", "Acknowledged");
    }

    @Test
    void eventsOfAnUnknownCompanyAreParkedWithoutACallAboutThemAndReplayedOnceItIsMapped() {
        bridge.file("events.jsonl", line("a", "\"category\":\"PROBLEMS\",\"company\":\"nobody\""));

        assertThat(ingest("events.jsonl")).isEqualTo(1);

        assertThat(bridge.err).contains("parked: 1 event", "'nobody'");
        assertThat(bridge.posts()).isZero();
        assertThat(bridge.simulator.requests().all().toString()).doesNotContain("nobody");

        bridge.configure(bridge.yaml(Bridge.BY_ASSET, Bridge.RULE)
                .replace(
                        "companies: [", "companies: [ { id: nobody, name: Nobody, connectwise: AcmeInc, rule: all },"));
        bridge.file("none.jsonl", "");
        assertThat(bridge.run("ingest", "--once", "--format", "jsonl", "none.jsonl"))
                .as(bridge.err)
                .isZero();
        assertThat(bridge.openTickets())
                .singleElement()
                .satisfies(ticket -> assertThat(ticket.company()).isEqualTo("AcmeInc"));
    }

    @Test
    void aLongTitleIsCutToAHundredCharactersAtACodePoint() {
        bridge.file(
                "events.jsonl",
                line("a", "\"category\":\"PROBLEMS\",\"title\":\"" + "\uD83D\uDE80".repeat(120) + "\""));

        assertThat(ingest("events.jsonl")).as(bridge.err).isZero();

        assertThat(bridge.simulator.tickets()).singleElement().satisfies(ticket -> {
            assertThat(ticket.summary().length()).isBetween(90, 100);
            assertThat(ticket.summary().codePoints()).noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
        });
    }

    @Test
    void aFileOfNoKnownFormatIsNamedAndTheNextGoesOn() {
        bridge.file("notes.txt", "hello");
        bridge.file("good.nessus", new Scan().host("ALFA", 1).xml());

        assertThat(ingest("notes.txt", "good.nessus")).isEqualTo(1);

        assertThat(bridge.err)
                .contains("notes.txt: looks like no format", "nessus, entra, graph-alerts, windows, jsonl");
        assertThat(bridge.simulator.tickets()).hasSize(1);
    }

    @Test
    void anEmptyFileHasNoEventsAndIsNoFault() {
        bridge.file("empty.jsonl", "\n");

        assertThat(ingest("empty.jsonl")).isZero();

        assertThat(bridge.err).contains("empty.jsonl: is empty");
    }

    @Test
    void anEventThatNoEventSetSelectsIsIgnoredAndNoFault() {
        bridge.file("events.jsonl", line("a", "\"category\":\"SYSTEM_CHANGES\""));

        assertThat(ingest("events.jsonl")).isZero();

        assertThat(bridge.out).contains("1 ignored", "no event set of company 'contoso' selects System Changes");
    }

    @Test
    void aWrongKeyLeavesTheWorkForLaterAndAppearsNowhere() throws IOException {
        String wrong = "wr0ng-Pr1vate-K3y-7261";
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        log.start();
        root.addAppender(log);
        bridge.environment.put("CW_KEY", wrong);
        bridge.file("scan.nessus", new Scan().host("ALFA", 1).xml());
        StringBuilder seen = new StringBuilder();
        try {
            assertThat(ingest("scan.nessus")).isEqualTo(1);
            assertThat(bridge.err).contains("left: ", "nothing is sent until");
            seen.append(bridge.out).append(bridge.err);
            assertThat(bridge.run("check")).isEqualTo(2);
            assertThat(bridge.err).contains("tocsin.yaml: connectwise: ", "401");
            seen.append(bridge.out).append(bridge.err);
            bridge.run("tickets");
            seen.append(bridge.out).append(bridge.err);
        } finally {
            root.detachAppender(log);
        }
        log.list.forEach(event -> seen.append(event.getFormattedMessage()).append(event.getThrowableProxy()));
        assertThat(bridge.simulator.tickets()).isEmpty();
        assertThat(seen).doesNotContain(wrong);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.toList())
                    .allSatisfy(file -> assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .doesNotContain(wrong));
        }
    }
}
