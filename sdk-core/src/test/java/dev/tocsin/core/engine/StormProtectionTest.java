package dev.tocsin.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.audit.Explanation;
import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.fake.Fault;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ScriptedPsa.Op;
import dev.tocsin.core.fake.ScriptedPsa.Ticket;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.psa.TicketNote;
import dev.tocsin.core.rule.TicketPolicy;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.StoredStorm;
import dev.tocsin.core.storm.KillSwitch.Level;
import dev.tocsin.core.storm.StormPolicy;
import dev.tocsin.core.suppress.Silence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Budgets, storms, kill switches and note budgets in the engine, on virtual time. */
class StormProtectionTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Ten creates a minute for a company, and a ceiling of twenty. */
    private static StormPolicy.Builder small() {
        return StormPolicy.builder()
                .msp(60, 60)
                .company(10, 10)
                .topCompany(10, 10)
                .openTickets(20)
                .longestWait(Duration.ofSeconds(30));
    }

    private static Settings settings(StormPolicy.Builder storm) {
        return Settings.builder()
                .storm(storm.build())
                .topPriorities(Set.of("P1"))
                .build();
    }

    private static Host small(Duration hold) {
        return new Host(Settings.builder()
                .storm(small().build())
                .topPriorities(Set.of("P1"))
                .hold(hold)
                .build());
    }

    private static void raise(Host host, String company, int from, int to) {
        ingest(host, company, from, to, EventKind.RAISED);
    }

    private static void ingest(Host host, String company, int from, int to, EventKind kind) {
        List<SecurityEvent> events = IntStream.range(from, to)
                .mapToObj(i -> host.problem("asset" + i, company + i)
                        .sourceCompanyId(company)
                        .kind(kind)
                        .build())
                .toList();
        for (int i = 0; i < events.size(); i += 500) {
            host.tocsin().ingest(events.subList(i, Math.min(events.size(), i + 500)));
        }
        host.time.advance(Duration.ofMillis(1));
    }

    private static List<Ticket> tickets(Host host, String company) {
        return host.psa.all().stream()
                .filter(ticket -> ticket.draft().company().equals(company + "-psa"))
                .toList();
    }

    private static List<Ticket> storms(Host host) {
        return host.psa.all().stream()
                .filter(ticket -> ticket.draft().summary().startsWith("Storm: "))
                .toList();
    }

    private static Ticket storm(Host host) {
        List<Ticket> storms = storms(host);
        assertThat(storms).hasSize(1);
        return storms.get(0);
    }

    private static List<Incident> in(Host host, IncidentState state) {
        return host.incidents().stream()
                .filter(incident -> incident.state() == state)
                .toList();
    }

    private static List<StoredStorm> lasting(Host host) {
        List<StoredStorm> all = host.read(session -> session.storms().storms(Host.MSP));
        return all;
    }

    private static String lastNote(Ticket ticket) {
        List<TicketNote> notes = ticket.notes();
        return notes.get(notes.size() - 1).text();
    }

    @Test
    void aFloodOfOneCompanyMakesTheBudgetedTicketsAndOneStormTicketAndDelaysNoOther() {
        Host host = new Host();
        raise(host, "acme", 0, 5_000);
        raise(host, "beta", 0, 1);
        Instant came = host.time.instant();

        host.run(Duration.ofSeconds(35));

        assertThat(tickets(host, "beta")).hasSize(1);
        assertThat(Duration.between(
                        came,
                        host.psa.calls(Op.CREATE).stream()
                                .filter(call -> call.argument()
                                        .contains(tickets(host, "beta")
                                                .get(0)
                                                .draft()
                                                .reference()))
                                .findFirst()
                                .orElseThrow()
                                .at()))
                .isLessThanOrEqualTo(Duration.ofSeconds(31));
        assertThat(tickets(host, "acme")).hasSizeBetween(300, 330);

        host.run(Duration.ofMinutes(4));

        assertThat(tickets(host, "acme")).hasSize(501);
        Ticket storm = storm(host);
        assertThat(storm.draft().summary()).startsWith("Storm: 4,500 groups, 4,500 events");
        assertThat(storm.draft().firstNote())
                .contains("Acme")
                .contains("Rule r1")
                .contains("has 500 open tickets under rule 'r1'; the ceiling is 500");
        assertThat(in(host, IncidentState.ABSORBED)).hasSize(4_500);
        assertThat(in(host, IncidentState.OPEN)).hasSize(502);
    }

    @Test
    void aFloodThatIsInterruptedByADeathEndsTheSame() {
        Host host = small(Duration.ofMinutes(5));
        raise(host, "acme", 0, 300);
        host.psa.next(Op.CREATE, new Fault.DeathAfter());
        host.dieIn(MINUTE);
        host.run(Duration.ofSeconds(5));
        host.restart();
        host.psa.next(Op.CREATE, new Fault.DeathBefore());
        host.dieIn(Duration.ofMinutes(2));
        host.run(Duration.ofMinutes(9));

        assertThat(storms(host)).hasSize(1);
        assertThat(tickets(host, "acme")).hasSizeLessThanOrEqualTo(21);
        assertThat(in(host, IncidentState.ABSORBED).size()
                        + in(host, IncidentState.OPEN).size())
                .as("groups, and the storm")
                .isEqualTo(301);
    }

    @Test
    void aBacklogWithinTheNextMinuteIsPacedAndNotAbsorbed() {
        Host host = new Host(settings(small().longestWait(MINUTE)));
        raise(host, "acme", 0, 18);
        host.run(Duration.ofSeconds(31));
        assertThat(tickets(host, "acme")).hasSizeBetween(10, 11);
        assertThat(in(host, IncidentState.PENDING)).allMatch(Incident::queued);
        String waits = host.tocsin()
                .audit()
                .explainExternal(Host.MSP, "acme17", 1)
                .get(0)
                .protection()
                .get(0);
        assertThat(waits).startsWith("waits for its turn until").contains("company 'acme' has used its creates");
        host.run(MINUTE);
        assertThat(tickets(host, "acme")).hasSize(18);
        assertThat(storms(host)).isEmpty();
    }

    @Test
    void eventsOfAbsorbedGroupsAreCountedAndTheirTicketIsToldAtMostEveryFiveMinutes() {
        Host host = small(Duration.ofMinutes(5));
        raise(host, "acme", 0, 200);
        host.run(MINUTE);
        Ticket storm = storm(host);
        int before = storm.notes().size();
        raise(host, "acme", 150, 200);
        ingest(host, "acme", 190, 200, EventKind.RESOLVED);
        host.run(MINUTE);
        assertThat(storm.notes()).hasSize(before);
        host.run(Duration.ofMinutes(5));
        assertThat(storm.notes()).hasSize(before + 1);
        int held = in(host, IncidentState.ABSORBED).stream()
                .mapToInt(Incident::active)
                .sum();
        assertThat(lastNote(storm))
                .contains(held + " groups are active in it, 10 were resolved, 0 got tickets")
                .contains(" 235 events");
        assertThat(lasting(host).get(0).state().held()).isEqualTo(held);
        assertThat(host.tocsin().audit().storms(Host.MSP).sentences())
                .anyMatch(line -> line.startsWith("storm of company 'acme' under rule 'r1'"));
    }

    @Test
    void aGroupThatComesBackWithinTheHoldIsHeldAgainAndOneThatEndedIsANewOne() {
        Host host = small(Duration.ofMinutes(5));
        raise(host, "acme", 0, 200);
        host.run(MINUTE);
        int held = lasting(host).get(0).state().held();
        ingest(host, "acme", 199, 200, EventKind.RESOLVED);
        assertThat(lasting(host).get(0).state().held()).isEqualTo(held - 1);
        raise(host, "acme", 199, 200);
        assertThat(lasting(host).get(0).state().held()).isEqualTo(held);
        ingest(host, "acme", 199, 200, EventKind.RESOLVED);
        host.run(Duration.ofMinutes(6));
        assertThat(in(host, IncidentState.CLOSED_AUTO)).hasSize(1);
        raise(host, "acme", 199, 200);
        host.run(MINUTE);
        assertThat(lasting(host).get(0).state().held()).isEqualTo(held);
        assertThat(lasting(host).get(0).state().groups()).isEqualTo(held + 1L);
        assertThat(storms(host)).hasSize(1);
    }

    @Test
    void whatIsStillActiveIsPromotedOnceItIsCalmAsFarAsTheCeilingAllows() {
        Host host = small(Duration.ZERO);
        raise(host, "acme", 0, 60);
        host.run(Duration.ofMinutes(9));
        int first = tickets(host, "acme").size() - 1;
        assertThat(first).isBetween(10, 20);
        ingest(host, "acme", 0, first, EventKind.RESOLVED);
        host.run(Duration.ofMinutes(1));
        assertThat(tickets(host, "acme")).as("it is not calm for long enough").hasSize(first + 1);
        host.run(Duration.ofMinutes(8));
        List<Ticket> after = tickets(host, "acme");
        assertThat(after.stream().filter(ticket -> !ticket.isClosed()))
                .as("the storm ticket and what the ceiling allows")
                .hasSize(21);
        assertThat(in(host, IncidentState.ABSORBED)).hasSize(60 - first - 20);
        ingest(host, "acme", 0, 60, EventKind.RESOLVED);
        host.run(Duration.ofMinutes(30));
        assertThat(host.psa.all()).allMatch(Ticket::isClosed);
        assertThat(lasting(host)).isEmpty();
        assertThat(host.incidents()).noneMatch(incident -> incident.state().live());
    }

    @Test
    void promotionGoesAtTheBudgetsPace() {
        Host host = new Host(settings(small().openTickets(200)));
        raise(host, "acme", 0, 120);
        host.run(Duration.ofMinutes(10));
        int before = host.psa.calls(Op.CREATE).size();
        Instant begin = host.time.instant();
        host.run(Duration.ofMinutes(20));
        List<Instant> times = host.psa.calls(Op.CREATE).stream()
                .map(call -> call.at())
                .filter(at -> at.isAfter(begin))
                .toList();
        assertThat(host.psa.calls(Op.CREATE).size()).isEqualTo(121).isGreaterThan(before);
        for (Instant at : times) {
            assertThat(times.stream().filter(other -> !other.isBefore(at) && other.isBefore(at.plus(MINUTE))))
                    .hasSizeLessThanOrEqualTo(21);
        }
        assertThat(in(host, IncidentState.ABSORBED)).isEmpty();
        assertThat(storm(host).isClosed()).isTrue();
        assertThat(lastNote(storm(host))).contains("Over: ").contains("got tickets of their own");
    }

    @Test
    void aStormWhoseGroupsAreAllResolvedIsClosedAndMakesNoMoreTickets() {
        Host host = small(Duration.ofMinutes(5));
        raise(host, "acme", 0, 100);
        host.run(Duration.ofMinutes(2));
        int made = host.psa.all().size();
        ingest(host, "acme", 0, 100, EventKind.RESOLVED);
        host.run(Duration.ofMinutes(30));
        assertThat(host.psa.all()).hasSize(made).allMatch(Ticket::isClosed);
        assertThat(host.incidents()).allMatch(incident -> incident.state() == IncidentState.CLOSED_AUTO);
        assertThat(storm(host).notes().stream().filter(note -> note.text().contains("Over: ")))
                .hasSize(1);
    }

    @Test
    void aStormTicketThatAPersonTouchedIsLeftOpen() {
        Host host = small(Duration.ofMinutes(5));
        raise(host, "acme", 0, 100);
        host.run(Duration.ofMinutes(2));
        host.psa.noteByHand(storm(host).id(), "ann", "I look after it");
        ingest(host, "acme", 0, 100, EventKind.RESOLVED);
        host.run(Duration.ofMinutes(30));
        assertThat(storm(host).isClosed()).isFalse();
        assertThat(lasting(host)).isEmpty();
    }

    @Test
    void aStormTicketThatAPersonClosedStaysClosedAndWhatGoesOnGetsANewOne() {
        Host host = small(Duration.ofMinutes(5));
        raise(host, "acme", 0, 100);
        host.run(Duration.ofMinutes(2));
        Ticket first = storm(host);
        host.psa.closeByHand(first.id());
        host.run(Duration.ofMinutes(2));
        assertThat(storms(host)).hasSize(1);
        raise(host, "acme", 100, 200);
        host.run(Duration.ofMinutes(6));
        assertThat(first.isClosed()).isTrue();
        assertThat(storms(host)).hasSize(2);
        assertThat(host.latest().previousTicketId()).isEqualTo(first.id());
    }

    @Test
    void aStormThatBeginsAgainBeforeItsTicketIsClosedGoesOnThere() {
        Host host = small(Duration.ofMinutes(5));
        raise(host, "acme", 0, 100);
        host.run(Duration.ofMinutes(2));
        ingest(host, "acme", 0, 100, EventKind.RESOLVED);
        host.run(Duration.ofMinutes(7));
        Ticket storm = storm(host);
        host.psa.next(Op.SET_STATUS, new Fault.NotExecuted(Duration.ofMinutes(30)));
        host.run(Duration.ofMinutes(4));
        assertThat(storm.isClosed()).isFalse();
        raise(host, "acme", 0, 100);
        host.run(Duration.ofMinutes(3));
        assertThat(storms(host)).hasSize(1);
        assertThat(lasting(host)).hasSize(1);
        host.run(Duration.ofMinutes(4));
        assertThat(storm.isClosed()).isFalse();
    }

    @Test
    void theTopPriorityPassesAStormOfItsOwnCompany() {
        Host host = small(Duration.ofMinutes(5));
        raise(host, "acme", 0, 300);
        host.run(MINUTE);
        int before = tickets(host, "acme").size();
        host.ingest(host.problem("dc01", "fire").severity(Severity.CRITICAL));
        host.run(Duration.ofSeconds(1));
        assertThat(tickets(host, "acme")).hasSize(before + 1);
        assertThat(tickets(host, "acme").get(before).draft().summary()).startsWith("CRITICAL: ");
    }

    @Test
    void anAbsorbedGroupThatBecomesTheTopPriorityIsPromotedAtOnce() {
        Host host = small(Duration.ofMinutes(5));
        raise(host, "acme", 0, 300);
        host.run(MINUTE);
        Incident absorbed = in(host, IncidentState.ABSORBED).get(0);
        String asset = absorbed.dimensions().get(0);
        host.ingest(host.problem(asset, "acme" + asset.substring(5))
                .kind(EventKind.UPDATED)
                .severity(Severity.CRITICAL));
        host.run(Duration.ofSeconds(5));
        assertThat(host.incidents().stream().filter(incident -> incident.id() == absorbed.id()))
                .allMatch(incident -> incident.state() == IncidentState.OPEN);
    }

    @Test
    void aKillSwitchHoldsTicketsAndWritesBackUntilItIsOff() {
        Host host = small(Duration.ZERO);
        host.raise("dc01", "first");
        host.run(MINUTE);
        host.tocsin().killSwitches().stop(Level.COMPANY, "acme", "ann", "the board is wrong");
        Receipt second = host.raise("dc02", "second");
        raise(host, "beta", 0, 1);
        host.resolve("dc01", "first");
        host.run(Duration.ofMinutes(10));
        assertThat(tickets(host, "acme")).hasSize(1).noneMatch(Ticket::isClosed);
        assertThat(tickets(host, "acme").get(0).notes()).hasSizeLessThanOrEqualTo(1);
        assertThat(tickets(host, "beta")).hasSize(1);
        Explanation why =
                host.tocsin().audit().explain(Host.MSP, second.eventId()).orElseThrow();
        assertThat(why.protection())
                .anyMatch(line -> line.contains("stopped") && line.contains("ann: the board is wrong"));
        assertThat(host.tocsin().audit().storms(Host.MSP).stopped()).hasSize(1);

        host.restart();
        host.run(MINUTE);
        assertThat(tickets(host, "acme")).hasSize(1);

        host.tocsin().killSwitches().resume(Level.COMPANY, "acme", "bob", "mended");
        host.run(Duration.ofSeconds(1));
        assertThat(tickets(host, "acme")).hasSize(2);
        assertThat(tickets(host, "acme").get(0).isClosed()).isTrue();
        assertThat(host.tocsin().killSwitches().all().on()).isEmpty();
    }

    @Test
    void aSwitchOfOneCompanyDoesNotHoldUpTheProofOfTheReferenceForOthers() {
        Host host = small(Duration.ZERO);
        host.psa.next(Op.CREATE, new Fault.NotExecuted(Duration.ofSeconds(30)));
        host.raise("dc01", "first");
        host.run(Duration.ofSeconds(31));
        host.tocsin().killSwitches().stop(Level.COMPANY, "acme", "ann", "");
        raise(host, "beta", 0, 1);
        host.run(Duration.ofMinutes(2));
        assertThat(tickets(host, "acme")).isEmpty();
        assertThat(tickets(host, "beta")).hasSize(1);
    }

    @Test
    void aBacklogBehindAKillSwitchIsAbsorbedLikeAnyOther() {
        Host host = small(Duration.ZERO);
        host.tocsin().killSwitches().stop(Level.MSP, "", "ann", "PSA upgrade");
        raise(host, "acme", 0, 200);
        host.run(Duration.ofMinutes(30));
        assertThat(host.psa.all()).isEmpty();
        host.tocsin().killSwitches().resume(Level.MSP, "", "ann", "");
        host.run(Duration.ofMinutes(2));
        assertThat(storms(host)).hasSize(1);
        assertThat(tickets(host, "acme")).hasSizeLessThanOrEqualTo(21);
        assertThat(in(host, IncidentState.ABSORBED).size()
                        + in(host, IncidentState.OPEN).size())
                .isEqualTo(201);
    }

    @Test
    void settlingEndsUnderAKillSwitchAndSaysWhy() throws InterruptedException {
        Host host = small(Duration.ZERO);
        host.raise("dc01", "first");
        host.run(MINUTE);
        host.resolve("dc01", "first");
        host.raise("dc02", "second");
        host.tocsin().killSwitches().stop(Level.RULE, "r1", "ann", "wrong board");
        assertThat(host.tocsin().settle(true))
                .isNotEmpty()
                .anyMatch(left -> left.reason().contains("rule 'r1' were stopped"));
    }

    @Test
    void settlingWaitsForThoseWhoseTurnIsYetToCome() throws InterruptedException {
        Host host = new Host(settings(small().longestWait(MINUTE)));
        raise(host, "acme", 0, 18);
        assertThat(host.tocsin().settle(true)).isEmpty();
        assertThat(tickets(host, "acme")).hasSize(18);
    }

    @Test
    void twoWorkersShareTheBudgets() {
        Host host = new Host(settings(small().openTickets(1_000).longestWait(Duration.ZERO)));
        Host.Other other = host.other();
        raise(host, "acme", 0, 10);
        host.run(Duration.ofSeconds(31));
        raise(host, "acme", 10, 20);
        other.run(Duration.ofSeconds(31));
        assertThat(tickets(host, "acme").stream()
                        .filter(ticket -> !ticket.draft().summary().startsWith("Storm")))
                .as("ten at once, and five more within half a minute")
                .hasSizeBetween(15, 16);
        raise(host, "acme", 20, 60);
        host.run(Duration.ofSeconds(31));
        other.run(Duration.ofSeconds(31));
        assertThat(tickets(host, "acme").stream()
                        .filter(ticket -> !ticket.draft().summary().startsWith("Storm")))
                .as("ten at once and ten a minute, whoever asks")
                .hasSizeLessThanOrEqualTo(10 + 21);
        assertThat(storms(host)).hasSize(1);
    }

    @Test
    void whatPilesUpDuringAnOutageIsGroupedBeforeAnyTicketIsMade() {
        Host host = new Host();
        for (int i = 0; i < 2_000; i++) {
            host.ingest(host.problem("dc01", "p" + i));
        }
        host.time.advance(Duration.ofHours(3));
        for (int i = 2_000; i < 2_100; i++) {
            host.ingest(host.problem("dc01", "p" + i));
        }
        host.restart();
        host.run(Duration.ofMinutes(2));
        assertThat(host.psa.all()).hasSize(1);
        assertThat(host.incident().members()).isEqualTo(2_100);
    }

    @Test
    void aTicketTakesTwelveNotesAnHourAndTheRestIsToldByTheNext() {
        Host host = new Host(Settings.builder().noteInterval(Duration.ZERO).build());
        host.tocsin()
                .configuration()
                .save(Host.rule("r1")
                        .policy(TicketPolicy.builder()
                                .repeats(TicketPolicy.Repeats.EVERY_TIME)
                                .build())
                        .build());
        host.raise("dc01", "p0");
        host.run(MINUTE);
        for (int i = 1; i <= 30; i++) {
            host.raise("dc01", "p" + i);
            host.run(Duration.ofSeconds(30));
        }
        Ticket ticket = host.psa.only();
        assertThat(ticket.notes()).hasSize(12);
        assertThat(host.tocsin().audit().storms(Host.MSP).notes()).hasSize(1);
        host.run(MINUTE.multipliedBy(50));
        String all = String.join("\n", texts(ticket.notes()));
        for (int i = 1; i <= 30; i++) {
            assertThat(all).contains("Problem p" + i);
        }
        assertThat(ticket.notes().size()).isBetween(13, 14);
        assertThat(host.tocsin().audit().storms(Host.MSP).notes()).isEmpty();
    }

    private static List<String> texts(Collection<TicketNote> notes) {
        List<String> texts = new ArrayList<>();
        notes.forEach(note -> texts.add(note.text()));
        return texts;
    }

    @Test
    void theCapsAreVisibleAsGauges() {
        Host host = small(Duration.ofMinutes(5));
        raise(host, "acme", 0, 200);
        host.run(MINUTE);
        Map<String, Long> gauges = host.tocsin().audit().storms(Host.MSP).gauges();
        assertThat(gauges).containsEntry("storm.active", 1L).containsEntry("storm.stopped", 0L);
        assertThat(gauges.get("storm.normal.held"))
                .isEqualTo((long) in(host, IncidentState.ABSORBED).size());
    }

    @Test
    void everyTurnOfAKillSwitchIsInTheTrailWithWhoAndWhy() {
        Host host = small(Duration.ZERO);
        host.tocsin().killSwitches().stop(Level.COMPANY, "acme", "ann", "the board is wrong");
        host.time.advance(MINUTE);
        host.tocsin().killSwitches().resume(Level.COMPANY, "acme", "bob", "mended");
        host.tocsin().killSwitches().stop(Level.MSP, "", "ann", "");
        assertThat(host.tocsin().audit().trail(Host.MSP, 0, 1_000))
                .filteredOn(entry -> entry.subject().startsWith("kill switch"))
                .extracting(entry -> entry.actor() + ", " + entry.subject() + ": " + entry.text())
                .containsExactly(
                        "ann, kill switch of company 'acme': turned on: the board is wrong",
                        "bob, kill switch of company 'acme': turned off: mended",
                        "ann, kill switch of the MSP: turned on");
    }

    private static void snooze(Host host, Incident incident) {
        host.tocsin()
                .configuration()
                .save(Silence.snooze(
                        "z" + incident.id(),
                        Host.MSP,
                        incident.id(),
                        host.time.instant(),
                        Duration.ofHours(2),
                        "ann",
                        "tomorrow"));
    }

    @Test
    void aGroupThatIsSnoozedWhileItWaitsForItsTurnHoldsUpNeitherTheQueueNorSettling() throws InterruptedException {
        Host host = new Host(settings(small().longestWait(MINUTE)));
        raise(host, "acme", 0, 18);
        host.run(Duration.ofSeconds(30));
        Incident queued =
                host.incidents().stream().filter(Incident::queued).findFirst().orElseThrow();
        snooze(host, queued);
        Instant before = host.time.instant();
        assertThat(host.tocsin().settle(true)).isEmpty();
        assertThat(Duration.between(before, host.time.instant())).isLessThan(Duration.ofMinutes(5));
        assertThat(tickets(host, "acme")).hasSize(17);
        host.run(Duration.ofHours(3));
        assertThat(tickets(host, "acme")).hasSize(18);
    }

    @Test
    void aSnoozedStormTicketGetsNoNoteAndIsNotClosedBeforeTheEndOfTheSnooze() {
        Host host = small(Duration.ZERO);
        raise(host, "acme", 0, 100);
        host.run(Duration.ofMinutes(2));
        Ticket storm = storm(host);
        Incident own = host.incidents().stream()
                .filter(incident -> incident.place().storm())
                .findFirst()
                .orElseThrow();
        int before = storm.notes().size();
        snooze(host, own);
        Instant end = host.time.instant().plus(Duration.ofHours(2));
        raise(host, "acme", 100, 150);
        host.run(Duration.ofMinutes(7));
        assertThat(storm.notes()).hasSize(before);
        ingest(host, "acme", 0, 150, EventKind.RESOLVED);
        host.run(Duration.between(host.time.instant(), end.minusSeconds(1)));
        assertThat(storm.notes()).hasSize(before);
        assertThat(storm.isClosed()).isFalse();
        host.run(Duration.ofMinutes(5));
        assertThat(storm.isClosed()).isTrue();
    }
}
