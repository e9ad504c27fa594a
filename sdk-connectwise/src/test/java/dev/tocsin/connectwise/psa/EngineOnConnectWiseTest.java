package dev.tocsin.connectwise.psa;

import static dev.tocsin.connectwise.psa.EngineHost.CREATE;
import static dev.tocsin.connectwise.psa.EngineHost.NOTE;
import static dev.tocsin.connectwise.psa.EngineHost.TICKET;
import static dev.tocsin.connectwise.psa.EngineHost.marked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.psa.ReferenceMethod;
import dev.tocsin.simulators.connectwise.ConnectWiseSimulator;
import dev.tocsin.simulators.connectwise.SimTicket;
import dev.tocsin.simulators.http.Fault;
import dev.tocsin.simulators.http.LoggedRequest;
import dev.tocsin.simulators.http.RequestMatch;
import dev.tocsin.testkit.ConnectWiseSimulatorExtension;
import dev.tocsin.testkit.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole workflow against the simulated server, with every fault it knows. */
class EngineOnConnectWiseTest {
    /** Within it even a busy machine makes a connection and is answered. */
    private static final Duration HASTY = Duration.ofSeconds(4);

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(80);
    private static final int GROUPS = 3;

    private final VirtualClock clock = VirtualClock.at(Instant.parse("2026-03-02T08:00:00Z"));

    @RegisterExtension
    final ConnectWiseSimulatorExtension connectWise = new ConnectWiseSimulatorExtension(builder -> builder.clock(clock)
            .ticketCustomField(ConnectWiseStage.CAPTION, "Text")
            .member("tina", "Tina", "Technician"));

    private ConnectWiseSimulator simulator;
    private EngineHost host;

    @BeforeEach
    void open() {
        simulator = connectWise.simulator();
        host = host(ConnectWisePsaOptions.defaults());
    }

    private EngineHost host(ConnectWisePsaOptions options) {
        return new EngineHost(clock, simulator, options);
    }

    @AfterEach
    void close() {
        host.close();
    }

    // ---- creates

    @Test
    void eachTicketIsOneRequestAndOnlyTheProbeIsSearched() {
        host.raiseOn(GROUPS);
        host.run(Duration.ofMinutes(2));
        host.assertOneLiveTicketPerGroup(GROUPS);
        assertThat(host.creates()).hasSize(GROUPS);
        List<String> writesAndSearches = simulator.requests().all().stream()
                .filter(request ->
                        request.method().equals("POST") || request.query().contains("externalXRef"))
                .map(LoggedRequest::method)
                .toList();
        assertThat(writesAndSearches).as("only the probe is searched").containsExactly("POST", "GET", "POST", "POST");
        assertThat(host.connection().proven()).isEqualTo(ReferenceMethod.FIELD);
        host.raise("later", "Malware");
        host.run(Duration.ofMinutes(2));
        assertThat(host.creates()).hasSize(GROUPS + 1);
        assertThat(host.requests("GET").stream()
                        .filter(request -> request.query().contains("externalXRef")))
                .hasSize(1);
        assertThat(host.ticket("later").externalXRef())
                .hasValueSatisfying(reference -> assertThat(reference).startsWith("X1-"));
    }

    static Stream<Arguments> faultsOfACreate() {
        return Stream.of(
                Arguments.of("drop before commit", Fault.dropBeforeCommit(), true),
                Arguments.of("drop after commit", Fault.dropAfterCommit(), false),
                Arguments.of("commit after 1 min", Fault.commitLate(Duration.ofMinutes(1)), false),
                Arguments.of("commit after 4 min", Fault.commitLate(Duration.ofMinutes(4)), false),
                Arguments.of("commit after 7 min, later than the quarantine", late(7), true),
                Arguments.of("commit after 50 min", late(50), true),
                Arguments.of("500 before commit", Fault.errorBeforeCommit(500), true),
                Arguments.of("503 before commit", Fault.errorBeforeCommit(503), true),
                Arguments.of("500 after commit", Fault.errorAfterCommit(500), false),
                Arguments.of("502 after commit", Fault.errorAfterCommit(502), false),
                Arguments.of("carried out twice", Fault.duplicate(), false),
                Arguments.of("page before commit", Fault.htmlBeforeCommit(), true),
                Arguments.of("page after commit", Fault.htmlAfterCommit(), false),
                Arguments.of("429", Fault.tooManyRequests(Duration.ofSeconds(45)), true),
                Arguments.of("429 of a proxy", Fault.proxyTooManyRequests(Duration.ofSeconds(45)), true),
                Arguments.of("garbage", Fault.garbageJson(), false),
                Arguments.of("cut short", Fault.cutShort(), false));
    }

    private static Fault late(int minutes) {
        return Fault.commitLate(Duration.ofMinutes(minutes));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultsOfACreate")
    void aFaultOnACreateLeavesOneLiveTicketPerGroup(String name, Fault fault, boolean repeated) {
        host.prove();
        host.arm(1, fault, "POST", CREATE);
        host.raiseOn(GROUPS);
        host.run(LONG_ENOUGH);
        host.assertOneLiveTicketPerGroup(GROUPS + 1);
        assertThat(host.creates()).as("repeated only if need be").hasSize(GROUPS + 1 + (repeated ? 1 : 0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultsOfACreate")
    void aFaultOnTheProbeLeavesOneLiveTicketPerGroup(String name, Fault fault, boolean repeated) {
        host.arm(1, fault, "POST", CREATE);
        host.raiseOn(GROUPS);
        host.run(LONG_ENOUGH);
        host.assertOneLiveTicketPerGroup(GROUPS);
        assertThat(host.creates()).as("repeated only if need be").hasSize(GROUPS + (repeated ? 1 : 0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultsOfACreate")
    void theSameFaultOverAndOverLeavesOneLiveTicketPerGroup(String name, Fault fault, boolean repeated) {
        host.prove();
        host.arm(5, fault, "POST", CREATE);
        host.raiseOn(GROUPS);
        host.run(LONG_ENOUGH.multipliedBy(2));
        host.assertOneLiveTicketPerGroup(GROUPS + 1);
    }

    @Test
    void aCreateThatHangsLongerThanItsTimeoutIsFoundLater() {
        host.close();
        host = host(ConnectWisePsaOptions.defaults().withRequestTimeout(HASTY));
        host.prove();
        host.arm(1, Fault.commitLateWhileHanging(Duration.ofMinutes(2)), "POST", CREATE);
        host.raise("pc0", "Malware");
        host.run(Duration.ofMinutes(1));
        assertThat(host.incident("pc0").state()).isEqualTo(IncidentState.UNKNOWN);
        host.run(LONG_ENOUGH);
        host.assertOneLiveTicketPerGroup(2);
        assertThat(host.creates()).hasSize(2);
    }

    @Test
    void aCreateThatIsAnsweredAfterItsTimeoutIsFoundAtOnce() {
        host.close();
        host = host(ConnectWisePsaOptions.defaults().withRequestTimeout(HASTY));
        host.prove();
        host.arm(1, Fault.slow(Duration.ofSeconds(30)), "POST", CREATE);
        host.raise("pc0", "Malware");
        host.run(Duration.ofMinutes(1));
        host.assertOneLiveTicketPerGroup(2);
        assertThat(host.creates()).hasSize(2);
    }

    @Test
    void aRefusalIsKeptWhileTheServerAsksToWait() {
        host.prove();
        host.arm(1, Fault.tooManyRequests(Duration.ofSeconds(45)), "POST", CREATE);
        host.raise("pc0", "Malware");
        host.run(Duration.ofSeconds(40));
        assertThat(host.creates()).hasSize(2);
        host.run(Duration.ofMinutes(2));
        assertThat(host.creates()).hasSize(3);
        Duration waited = Duration.between(
                host.creates().get(1).at(), host.creates().get(2).at());
        assertThat(waited).isBetween(Duration.ofSeconds(45), Duration.ofSeconds(60));
    }

    @Test
    void anUnknownCreateIsNotRepeatedBeforeTheReferenceIsProven() {
        host.arm(1, Fault.dropBeforeCommit(), "POST", CREATE);
        host.raise("pc0", "Malware");
        host.run(Duration.ofMinutes(30));
        assertThat(host.creates()).hasSize(1);
        assertThat(host.incident("pc0").state()).isEqualTo(IncidentState.UNKNOWN);
        host.raise("pc1", "Malware");
        host.run(LONG_ENOUGH);
        host.assertOneLiveTicketPerGroup(2);
        assertThat(host.creates()).hasSize(3);
    }

    @Test
    void manyFaultsAtOnceLeaveOneLiveTicketPerGroup() {
        List<Fault> faults = List.of(
                Fault.dropBeforeCommit(),
                Fault.dropAfterCommit(),
                Fault.errorAfterCommit(500),
                Fault.htmlBeforeCommit(),
                Fault.garbageJson(),
                Fault.commitLate(Duration.ofMinutes(2)),
                Fault.tooManyRequests(Duration.ofSeconds(5)));
        faults.forEach(fault -> simulator.faults().withProbability(0.08, fault, new RequestMatch("POST", CREATE)));
        faults.forEach(fault -> simulator.faults().withProbability(0.03, fault, new RequestMatch("GET", CREATE)));
        host.raiseOn(40);
        host.run(Duration.ofMinutes(60));
        simulator.faults().clear();
        host.run(Duration.ofMinutes(90));
        host.assertOneLiveTicketPerGroup(40);
    }

    @Test
    void readsThatFailChangeNothing() {
        List<Fault> faults = List.of(
                Fault.dropBeforeCommit(),
                Fault.errorBeforeCommit(503),
                Fault.htmlBeforeCommit(),
                Fault.garbageJson(),
                Fault.cutShort());
        host.arm(1, Fault.dropAfterCommit(), "POST", CREATE);
        faults.forEach(fault -> host.arm(6, fault, "GET", CREATE));
        host.raiseOn(GROUPS);
        host.run(LONG_ENOUGH);
        host.assertOneLiveTicketPerGroup(GROUPS);
        assertThat(host.creates()).hasSize(GROUPS);
    }

    @Test
    void aHostedUpgradeInBetweenLosesNothing() {
        host.prove();
        simulator.upgrade("v2026_2");
        host.raiseOn(GROUPS);
        host.run(Duration.ofMinutes(2));
        host.assertOneLiveTicketPerGroup(GROUPS + 1);
    }

    // ---- references

    @Test
    void aServerThatDropsTheReferenceIsServedByTheSummary() {
        simulator.storesExternalXRef(false);
        host.raiseOn(GROUPS);
        host.run(Duration.ofMinutes(5));
        assertThat(host.connection().proven()).isEqualTo(ReferenceMethod.SUMMARY_MARKER);
        assertThat(host.creates()).hasSize(GROUPS);
        host.arm(1, Fault.dropAfterCommit(), "POST", CREATE);
        host.arm(1, Fault.dropBeforeCommit(), "POST", CREATE);
        host.raise("lost", "Malware");
        host.raise("never", "Malware");
        host.run(LONG_ENOUGH);
        host.assertOneLiveTicketPerGroup(GROUPS + 2);
        assertThat(host.ticket("lost").summary()).contains("[X1-");
        assertThat(host.creates()).hasSize(GROUPS + 3);
    }

    @Test
    void aTwinThatTheServerMadeIsHealedWhicheverWayTheReferenceTravels() {
        simulator.storesExternalXRef(false);
        host.raise("first", "Malware");
        host.run(Duration.ofMinutes(2));
        host.raise("second", "Malware");
        host.run(Duration.ofMinutes(2));
        assertThat(host.connection().proven()).isEqualTo(ReferenceMethod.SUMMARY_MARKER);
        host.arm(1, Fault.duplicate(), "POST", CREATE);
        host.raise("twice", "Malware");
        host.run(LONG_ENOUGH);
        assertThat(simulator.tickets()).hasSize(4);
        host.assertOneLiveTicketPerGroup(3);
    }

    @Test
    void aCustomFieldComesBeforeTheSummary() {
        host.close();
        host = host(ConnectWisePsaOptions.defaults().withReferenceField(ConnectWiseStage.CAPTION));
        simulator.storesExternalXRef(false);
        host.raiseOn(GROUPS);
        host.run(Duration.ofMinutes(5));
        assertThat(host.connection().proven()).isEqualTo(ReferenceMethod.CUSTOM_FIELD);
        host.arm(1, Fault.dropAfterCommit(), "POST", CREATE);
        host.arm(1, Fault.commitLate(Duration.ofMinutes(8)), "POST", CREATE);
        host.raise("lost", "Malware");
        host.raise("late", "Malware");
        host.run(LONG_ENOUGH);
        host.assertOneLiveTicketPerGroup(GROUPS + 2);
        SimTicket lost = host.ticket("lost");
        assertThat(lost.summary()).doesNotContain("X1-");
        assertThat(lost.customFields())
                .hasEntrySatisfying(
                        ConnectWiseStage.CAPTION,
                        value -> assertThat(value.toString()).startsWith("X1-"));
    }

    @Test
    void aShortSearchLagDelaysTheProofOnly() {
        simulator.searchLag(Duration.ofSeconds(20));
        host.arm(1, Fault.dropAfterCommit(), "POST", CREATE);
        host.raiseOn(GROUPS);
        host.run(LONG_ENOUGH);
        assertThat(host.connection().proven()).isEqualTo(ReferenceMethod.FIELD);
        host.assertOneLiveTicketPerGroup(GROUPS);
        assertThat(host.creates()).hasSize(GROUPS);
    }

    @Test
    void aSearchLagOfAnHourMakesNoSecondTicket() {
        simulator.searchLag(Duration.ofHours(1));
        host.raiseOn(GROUPS);
        host.run(Duration.ofMinutes(10));
        assertThat(host.connection().proven()).isNull();
        host.arm(1, Fault.dropAfterCommit(), "POST", CREATE);
        host.raise("lost", "Malware");
        host.run(Duration.ofMinutes(50));
        assertThat(host.creates()).hasSize(GROUPS + 1);
        host.run(Duration.ofMinutes(60));
        host.assertOneLiveTicketPerGroup(GROUPS + 1);
        assertThat(host.creates()).hasSize(GROUPS + 1);
    }

    @Test
    void aSearchLagThatComesAfterTheProofIsHealed() {
        host.prove();
        simulator.searchLag(Duration.ofMinutes(8));
        host.arm(1, Fault.dropAfterCommit(), "POST", CREATE);
        host.raise("lost", "Malware");
        host.run(LONG_ENOUGH);
        host.assertOneLiveTicketPerGroup(2);
    }

    // ---- notes and closes

    static Stream<Arguments> faultsOfAChange() {
        return faultsOfACreate()
                .filter(arguments -> !"carried out twice".equals(arguments.get()[0])
                        && !"commit after 7 min, later than the quarantine"
                                .equals(arguments.get()[0])
                        && !"commit after 50 min".equals(arguments.get()[0]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultsOfAChange")
    void aFaultOnANoteLeavesItOnce(String name, Fault fault, boolean repeated) {
        host.prove();
        host.arm(1, fault, "POST", NOTE);
        host.raise("probe", "Another");
        host.run(Duration.ofMinutes(20));
        assertThat(marked(host.ticket("probe")))
                .hasSize(1)
                .allSatisfy(note -> assertThat(note.text()).contains("Another"));
        host.assertOneLiveTicketPerGroup(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultsOfACreate")
    void aFaultOnACloseClosesNevertheless(String name, Fault fault, boolean repeated) {
        host.prove();
        host.arm(1, fault, "PATCH", TICKET);
        host.resolve("probe", "Probe");
        host.run(Duration.ofMinutes(70));
        assertThat(host.incident("probe").state())
                .as(host.incident("probe").reason())
                .isEqualTo(IncidentState.CLOSED_AUTO);
        assertThat(host.ticket("probe").status().name()).isEqualTo(">Closed");
        assertThat(marked(host.ticket("probe")))
                .hasSize(1)
                .allSatisfy(note -> assertThat(note.text()).contains("resolved"));
    }

    @Test
    void aResolvedGroupIsClosedAfterTheHoldAndReopenedWhenItComesBack() {
        host.prove();
        host.resolve("probe", "Probe");
        host.run(Duration.ofMinutes(4));
        assertThat(host.ticket("probe").closed()).isFalse();
        host.run(Duration.ofMinutes(3));
        SimTicket closed = host.ticket("probe");
        assertThat(closed.closed()).isTrue();
        assertThat(host.requests("PATCH")).hasSize(1);
        host.raise("probe", "Probe");
        host.run(Duration.ofMinutes(2));
        SimTicket again = host.ticket("probe");
        assertThat(again.id()).isEqualTo(closed.id());
        assertThat(again.closed()).isFalse();
        assertThat(marked(again).get(1).text()).contains("again, 1");
    }

    @Test
    void aGroupThatComesBackAfterADayOpensAnewWithTheOldNumber() {
        host.prove();
        host.resolve("probe", "Probe");
        host.run(Duration.ofMinutes(7));
        SimTicket closed = host.ticket("probe");
        host.run(Duration.ofHours(24));
        host.raise("probe", "Probe");
        host.run(Duration.ofMinutes(2));
        SimTicket second = host.ticket("probe");
        assertThat(second.id()).isNotEqualTo(closed.id());
        assertThat(second.notes().get(0).text()).contains("#" + closed.id());
    }

    // ---- people

    @Test
    void aPersonsCloseIsRespected() {
        host.prove();
        int first = host.ticket("probe").id();
        simulator.as("tina").close(first);
        host.run(Duration.ofMinutes(2));
        assertThat(host.incident("probe").state()).isEqualTo(IncidentState.CLOSED_HUMAN);
        assertThat(host.raise("probe", "Probe").outcome()).isEqualTo(Receipt.Outcome.ANSWERED);
        host.run(Duration.ofMinutes(10));
        assertThat(simulator.tickets()).hasSize(1);
        host.raise("probe", "Something else");
        host.run(Duration.ofMinutes(2));
        assertThat(simulator.tickets()).hasSize(2);
        assertThat(host.ticket("probe").notes().get(0).text()).contains("#" + first);
        assertThat(simulator.ticket(first).orElseThrow().closed()).isTrue();
    }

    static Stream<Arguments> touches() {
        return Stream.of(
                touch("owner", (server, id) -> server.as("tina").setOwner(id, "tina")),
                touch("note", (server, id) -> server.as("tina").addInternalNote(id, "I look at it")),
                touch("time", (server, id) -> server.as("tina").logTime(id, Duration.ofMinutes(15), "worked")),
                touch("status", (server, id) -> server.as("tina").setStatus(id, "In Progress")),
                touch("child", (server, id) -> {
                    int child = server.createTicket(
                            java.util.Map.of("summary", "child", "company", java.util.Map.of("identifier", "AcmeInc")));
                    server.as("tina").attach(id, List.of(child));
                }));
    }

    private static Arguments touch(String name, BiConsumer<ConnectWiseSimulator, Integer> act) {
        return Arguments.of(name, act);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("touches")
    void aTicketThatAPersonTouchedIsLeftOpenWithANote(String name, BiConsumer<ConnectWiseSimulator, Integer> touch) {
        host.prove();
        touch.accept(simulator, host.ticket("probe").id());
        host.resolve("probe", "Probe");
        host.run(Duration.ofMinutes(30));
        SimTicket ticket = host.ticket("probe");
        assertThat(ticket.closed()).isFalse();
        assertThat(host.requests("PATCH")).isEmpty();
        assertThat(marked(ticket))
                .hasSize(1)
                .allSatisfy(note -> assertThat(note.text()).contains("Resolved", "Probe"));
    }

    @Test
    void aPersonWhoClosesDuringTheHoldWasFirst() {
        host.prove();
        host.resolve("probe", "Probe");
        host.run(Duration.ofSeconds(270));
        simulator.as("tina").setStatus(host.ticket("probe").id(), ">Closed (won't fix)");
        host.run(Duration.ofMinutes(10));
        assertThat(host.incident("probe").state()).isEqualTo(IncidentState.CLOSED_HUMAN);
        assertThat(host.ticket("probe").status().name()).isEqualTo(">Closed (won't fix)");
        assertThat(host.requests("PATCH")).isEmpty();
    }

    // ---- access

    @Test
    void aWrongKeyPausesAndAMendedOneGoesOn() {
        simulator.revokeKeys(true);
        host.raiseOn(GROUPS);
        host.run(Duration.ofMinutes(20));
        assertThat(simulator.tickets()).isEmpty();
        assertThat(host.connection().pausedReason()).contains("check the company, both keys");
        assertThat(host.connection().pausedReason()).doesNotContain(simulator.privateKey() + "\"");
        assertThat(simulator.requests().total()).as("requests in 20 minutes").isLessThan(60);
        simulator.revokeKeys(false);
        host.run(Duration.ofMinutes(15));
        host.assertOneLiveTicketPerGroup(GROUPS);
    }

    @Test
    void aKeyRevokedInBetweenLosesNeitherNotesNorCloses() {
        host.prove();
        host.raise("open", "One");
        host.run(Duration.ofMinutes(2));
        simulator.revokeKeys(true);
        host.raise("open", "Two");
        host.resolve("probe", "Probe");
        host.raise("new", "Three");
        host.run(Duration.ofMinutes(30));
        assertThat(simulator.tickets()).hasSize(2).noneMatch(SimTicket::closed);
        simulator.revokeKeys(false);
        host.run(Duration.ofMinutes(30));
        assertThat(host.ticket("probe").closed()).isTrue();
        assertThat(marked(host.ticket("open"))).hasSize(1);
        assertThat(host.ticket("new").closed()).isFalse();
        assertThat(host.creates().stream().filter(request -> request.status() == 201))
                .hasSize(3);
    }

    @Test
    void aKeyRevokedBeforeALookUpPausesItAndTheTicketIsFoundAfterwards() {
        host.prove();
        host.arm(1, Fault.dropAfterCommit(), "POST", CREATE);
        host.raise("lost", "Malware");
        host.run(Duration.ofSeconds(31));
        simulator.revokeKeys(true);
        long before = simulator.requests().total();
        host.run(Duration.ofMinutes(30));
        assertThat(host.connection().pausedReason()).isNotNull();
        assertThat(simulator.requests().total() - before)
                .as("requests in 30 minutes")
                .isLessThan(15);
        simulator.revokeKeys(false);
        host.run(LONG_ENOUGH);
        host.assertOneLiveTicketPerGroup(2);
        assertThat(host.creates()).hasSize(2);
    }

    @Test
    void aRightThatIsLackingPausesAndIsAskedForByName() {
        simulator.deny("POST", CREATE);
        host.raiseOn(GROUPS);
        host.run(Duration.ofMinutes(12));
        assertThat(simulator.tickets()).isEmpty();
        assertThat(host.connection().pausedReason()).contains("security role", "POST /service/tickets");
        simulator.allowAll();
        host.run(Duration.ofMinutes(15));
        host.assertOneLiveTicketPerGroup(GROUPS);
    }
}
