package dev.tocsin.examples.alertbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code oncall} and its overrides. */
class OnCallCommandTest {
    private static final String ON_CALL = """
            notifications:
              onCall:
                - id: team
                  zone: Europe/Berlin
                  shifts: [ { from: MONDAY 09:00, to: MONDAY 09:00, technicians: [ ann, bob ], rotationStart: 2026-10-19 } ]
                - { id: day, zone: UTC, shifts: [ { from: MONDAY 08:00, to: FRIDAY 18:00, technicians: cleo } ] }
            """;

    @TempDir
    Path directory;

    private Bridge bridge;

    @BeforeEach
    void start() {
        bridge = new Bridge(directory);
        // a Saturday, the day before Berlin's clocks are put back
        bridge.clock = Clock.fixed(Instant.parse("2026-10-24T12:00:00Z"), ZoneOffset.UTC);
        bridge.configure(bridge.yaml(Bridge.BY_ASSET, Bridge.RULE) + ON_CALL);
        isDone("technicians", "add", "--name", "Ann Able", "--username", "ann");
        isDone("technicians", "add", "--name", "Bob Baker", "--username", "bob");
    }

    @AfterEach
    void end() {
        bridge.close();
    }

    private void isDone(String... args) {
        assertThat(bridge.run(args)).as(bridge.out + bridge.err).isZero();
    }

    private String row(String text) {
        return bridge.out
                .lines()
                .filter(line -> line.contains(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError(bridge.out));
    }

    @Test
    void whoIsOnCallNowIsShownPerScheduleWithTheEndByItsClock() {
        isDone("oncall");

        assertThat(row("│ team")).contains("Ann Able", "Mon 2026-10-26 09:00", "Europe/Berlin", "whole weeks");
        assertThat(row("│ day")).contains("nobody", "Mon 2026-10-26 08:00", "no shift");
        assertThat(bridge.out).contains("2 schedules");
        assertThat(bridge.out.lines().mapToInt(String::length)).allMatch(width -> width <= 120);

        isDone("technicians", "status", "ann", "on-leave");
        isDone("oncall", "--schedule", "team");
        assertThat(row("│ team")).contains("Ann Able (on leave)");
        assertThat(bridge.out).contains("1 schedule").doesNotContain("│ day");
    }

    @Test
    void theNextDaysAreShownInTheZoneOfTheSchedule() {
        isDone("oncall", "--days", "7", "--schedule", "team");

        assertThat(bridge.out).startsWith("team: team, times of Europe/Berlin");
        assertThat(row("Ann")).contains("Sat 2026-10-24 14:00", "Mon 2026-10-26 09:00");
        assertThat(row("Bob")).contains("Mon 2026-10-26 09:00", "Sat 2026-10-31 13:00");
        isDone("oncall", "--days", "2");
        assertThat(bridge.out).contains("day: day, times of UTC", "cleo (no technician)");
    }

    @Test
    void anOverrideSaysWhatItCoversAndThatItIsLong() {
        isDone("oncall", "override", "--schedule", "day", "--technician", "bob", "--until", "2026-12-05 20:00");
        assertThat(bridge.out).contains("warning: these are 42 days").doesNotContain("in place of");
        isDone("oncall", "override", "--schedule", "day", "--technician", "ann", "--until", "2026-10-25 20:00");
        assertThat(bridge.out)
                .contains("warning: meanwhile it is in place of day-20261024T1200: Bob Baker from")
                .doesNotContain("days");
        assertThat(bridge.run(
                        "oncall", "override", "--schedule", "day", "--technician", "ann", "--nobody", "--until", "x"))
                .isEqualTo(2);
        assertThat(bridge.err).contains("--technician and --nobody are both given; either is legal");
    }

    @Test
    void anOverrideHoldsUntilItEndsOrIsTakenBack() {
        isDone(
                "oncall",
                "override",
                "--schedule",
                "team",
                "--technician",
                "bob",
                "--until",
                "2026-10-24 20:00",
                "--reason",
                "swap");
        assertThat(bridge.out)
                .contains("team-20261024T1200: Bob Baker from Sat 2026-10-24 14:00 until Sat 2026-10-24 20:00,"
                        + " times of Europe/Berlin");
        isDone("oncall");
        assertThat(row("│ team")).contains("Bob Baker", "Sat 2026-10-24 20:00", "team-20261024T1200: swap");

        isDone("oncall", "override", "--schedule", "team", "--nobody", "--until", "2026-10-24T19:00Z");
        assertThat(bridge.out).startsWith("team-20261024T1200-2: nobody from");
        isDone("oncall", "override", "--remove", "team-20261024T1200");
        isDone("oncall");
        assertThat(row("│ team")).contains("nobody", "21:00");
        isDone("oncall", "override", "--remove", "team-20261024T1200-2");
        isDone("oncall");
        assertThat(row("│ team")).contains("Ann Able");

        assertThat(bridge.run("oncall", "override", "--remove", "team-20261024T1200"))
                .isEqualTo(2);
        assertThat(bridge.err.strip()).isEqualTo("--remove: there is no override 'team-20261024T1200'; legal are []");
    }

    @Test
    void aTimeThatTheClockShowsTwiceNeedsItsOffset() {
        assertThat(bridge.run(
                        "oncall",
                        "override",
                        "--schedule",
                        "team",
                        "--technician",
                        "bob",
                        "--from",
                        "2026-10-25T02:30",
                        "--until",
                        "2026-10-25T06:00"))
                .isEqualTo(2);
        assertThat(bridge.err.strip())
                .isEqualTo("--from: the clock of Europe/Berlin shows 2026-10-25T02:30 twice; legal are"
                        + " 2026-10-25T02:30+02:00 and 2026-10-25T02:30+01:00");

        isDone(
                "oncall",
                "override",
                "--schedule",
                "team",
                "--technician",
                "bob",
                "--from",
                "2026-10-25T02:30+01:00",
                "--until",
                "2026-10-25T06:00");
        assertThat(bridge.out).contains("from Sun 2026-10-25 02:30 +01:00 until Sun 2026-10-25 06:00");
    }

    @Test
    void whatIsWrongIsSaidWithTheOption() {
        refused("--days: 0 is not legal; 1 to 400 are", "--days", "0");
        refused("--schedule: there is no schedule 'night'; legal are [day, team]", "--schedule", "night");
        refused("--schedule, --until, and either --technician or --nobody are needed", "override");
        refused("--remove is legal alone", "override", "--remove", "x", "--nobody");
        refused(
                "--technician: no technician has the id or username 'eve'; `technicians list` shows",
                "override",
                "--schedule",
                "team",
                "--technician",
                "eve",
                "--until",
                "2026-10-25");
        refused(
                "--until: 'soon' is not legal; a time of Europe/Berlin such as 2026-01-05T18:00",
                "override",
                "--schedule",
                "team",
                "--nobody",
                "--until",
                "soon");
        refused(
                "--until: Fri 2026-10-23 00:00 is not after Sat 2026-10-24 14:00, when it begins",
                "override",
                "--schedule",
                "team",
                "--nobody",
                "--until",
                "2026-10-23");
        refused(
                "--until: the clock of Europe/Berlin jumps over 2027-03-28T02:30",
                "override",
                "--schedule",
                "team",
                "--nobody",
                "--until",
                "2027-03-28 02:30");
    }

    private void refused(String fault, String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "oncall";
        System.arraycopy(args, 0, all, 1, args.length);
        assertThat(bridge.run(all)).as(bridge.out + bridge.err).isEqualTo(2);
        assertThat(bridge.err).startsWith(fault);
    }

    @Test
    void checkWarnsOfWhoIsMissingAndOfTimesWithoutAnybodyAtTheLineOfTheFile() {
        bridge.configure(bridge.yaml(Bridge.BY_ASSET, Bridge.RULE) + ON_CALL + """
                  escalations: [ { id: urgent, steps: [ { onCall: day, channels: SMS } ] } ]
                  routes: [ { id: all, escalation: urgent } ]
                """);

        assertThat(bridge.run("check")).as(bridge.out).isEqualTo(2);

        assertThat(bridge.out)
                .contains("route all: ok", "on-call schedule day: ok, 2 warnings")
                .contains("onCall[day].shifts[0].technicians: there is no technician 'cleo'")
                .contains(
                        "onCall[day]: nobody is on call from 2026-10-24T12:00 to 2026-10-26T08:00 (no shift), and 4 more")
                .contains("onCall[team]: no escalation names it");
        assertThat(bridge.err)
                .contains(
                        "tocsin.yaml:18: escalations[urgent].steps[0].channels: it tells nobody: no channel is set up");
    }
}
