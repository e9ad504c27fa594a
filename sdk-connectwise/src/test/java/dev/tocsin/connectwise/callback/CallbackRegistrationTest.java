package dev.tocsin.connectwise.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tocsin.connectwise.ConnectWise;
import dev.tocsin.connectwise.ConnectWiseConnection;
import dev.tocsin.connectwise.callback.CallbackStep.Action;
import dev.tocsin.connectwise.callback.CallbackStep.State;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.system.CallbackEntry;
import dev.tocsin.connectwise.system.CallbackEntryField;
import dev.tocsin.core.base.AuthenticationException;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.http.RetryPolicy;
import dev.tocsin.http.Transport;
import dev.tocsin.http.TransportBuilder;
import dev.tocsin.http.TransportRequest;
import dev.tocsin.http.TransportRequest.Method;
import dev.tocsin.simulators.connectwise.ConnectWiseSimulator;
import dev.tocsin.simulators.http.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackRegistrationTest {
    private static final String PATH = "/system/callbacks";
    private static final String BASE = "https://msp.example.com/hooks";
    private static final String OURS = BASE + "?recordId=";
    private static final CallbackSubscription TICKETS = CallbackSubscription.allTickets();
    private static final CallbackSubscription COMPANIES = CallbackSubscription.allCompanies();

    private final ConnectWiseSimulator simulator =
            ConnectWiseSimulator.builder().start();
    private final ConnectWise psa = client(TransportBuilder.create().build());

    @AfterEach
    void stop() {
        simulator.close();
    }

    private ConnectWise client(Transport transport) {
        return ConnectWise.connect(ConnectWiseConnection.builder()
                .site(simulator.siteUri().toString())
                .company(simulator.companyId())
                .publicKey(Secret.of(simulator.publicKey()))
                .privateKey(Secret.of(simulator.privateKey()))
                .clientId(Secret.of(simulator.clientId()))
                .transport(transport)
                .build());
    }

    private static CallbackRegistration registration(ConnectWise client, CallbackSubscription... wanted) {
        CallbackRegistration.Builder builder =
                CallbackRegistration.builder().client(client).baseUrl(URI.create(BASE));
        List.of(wanted).forEach(builder::subscription);
        return builder.build();
    }

    private int register(String url, String type, String level, int objectId) {
        return psa.callbacks().create(entry(url, type, level, objectId)).id();
    }

    private static Draft<CallbackEntry> entry(String url, String type, String level, int objectId) {
        return CallbackEntry.draft()
                .set(CallbackEntryField.URL, url)
                .set(CallbackEntryField.RECORD_TYPE, type)
                .set(CallbackEntryField.LEVEL, level)
                .set(CallbackEntryField.OBJECT_ID, objectId);
    }

    private List<CallbackEntry> entries() {
        return psa.callbacks().readAll();
    }

    private List<Integer> ids() {
        return entries().stream().map(CallbackEntry::id).toList();
    }

    private void switchOff(int id) {
        psa.callbacks().edit(id, CallbackEntry.edit().set(CallbackEntryField.INACTIVE, true));
    }

    private long writes() {
        return simulator.requests().count("POST", PATH)
                + simulator.requests().count("PATCH", PATH + "/*")
                + simulator.requests().count("DELETE", PATH + "/*");
    }

    private void assertOnce(CallbackSubscription... wanted) {
        assertThat(entries())
                .extracting(CallbackEntry::url, CallbackRegistrationTest::subscription, CallbackEntry::inactive)
                .containsExactlyInAnyOrderElementsOf(List.of(wanted).stream()
                        .map(one -> tuple(OURS, one, false))
                        .toList());
    }

    private static CallbackSubscription subscription(CallbackEntry entry) {
        return CallbackSubscription.of(entry).orElseThrow();
    }

    private static CallbackStep only(CallbackPlan plan) {
        assertThat(plan.steps()).hasSize(1);
        return plan.steps().get(0);
    }

    @Test
    void whatIsMissingIsRegisteredOnceAndThenLeft() {
        CallbackPlan first =
                registration(psa, TICKETS, CallbackSubscription.board(1)).ensure();

        assertThat(first.steps(Action.ADD)).hasSize(2);
        assertThat(first.isSettled()).isTrue();
        assertOnce(TICKETS, CallbackSubscription.board(1));
        assertThat(entries()).allSatisfy(entry -> {
            assertThat(entry.description()).isEqualTo("Tocsin");
            assertThat(entry.payloadVersion()).isEqualTo("3.0.0");
        });
        long writes = writes();
        CallbackPlan second =
                registration(psa, TICKETS, CallbackSubscription.board(1)).ensure();
        assertThat(second.changesNothing()).isTrue();
        assertThat(second.isSettled()).isTrue();
        assertThat(writes()).isEqualTo(writes);
    }

    @Test
    void thePlanTellsWhatWouldBeDoneAndChangesNothing() {
        int off = register(OURS, "Ticket", "OWNER", 0);
        switchOff(off);
        int kept = register(OURS, "contact", "owner", 1);
        int dated = register(BASE, "configuration", "owner", 1);
        int old = register(OURS, "time", "owner", 1);
        int twin = register("HTTPS://msp.example.com:443/hooks?recordId=", "contact", "owner", 1);
        register(BASE + "-evil?recordId=", "ticket", "owner", 1);
        long writes = writes();

        CallbackPlan plan = registration(
                        psa,
                        COMPANIES,
                        TICKETS,
                        CallbackSubscription.allContacts(),
                        CallbackSubscription.allConfigurations())
                .plan();

        assertThat(plan.steps())
                .extracting(CallbackStep::action, CallbackStep::callbackId, CallbackStep::state)
                .containsExactly(
                        tuple(Action.ADD, null, State.PLANNED),
                        tuple(Action.REENABLE, off, State.PLANNED),
                        tuple(Action.KEEP, kept, State.PLANNED),
                        tuple(Action.CORRECT, dated, State.PLANNED),
                        tuple(Action.REMOVE, old, State.PLANNED),
                        tuple(Action.REMOVE, twin, State.PLANNED));
        assertThat(plan.foreign()).isEqualTo(1);
        assertThat(plan.changesNothing()).isFalse();
        assertThat(plan.toString())
                .contains("REMOVE " + old + " (time/owner/1) PLANNED: no longer wanted")
                .contains("REMOVE " + twin + " (contact/owner/1) PLANNED: a double of " + kept)
                .endsWith("1 of other programs untouched")
                .doesNotContain("msp.example.com");
        assertThat(writes()).isEqualTo(writes);
    }

    @Test
    void doublesTheInactiveAndTheUnwantedAreSetRightAndForeignOnesAreNot() {
        int first = register("https://MSP.example.com/hooks?recordId=", "ticket", "owner", 1);
        register(OURS, "ticket", "owner", 1);
        register(BASE, "ticket", "owner", 1);
        switchOff(first);
        register(OURS, "time", "owner", 1);
        List<Integer> foreign = List.of(
                register(BASE + "-evil?recordId=", "ticket", "owner", 1),
                register(BASE + "/?recordId=", "ticket", "owner", 1),
                register("https://other.example.com/hooks?recordId=", "ticket", "owner", 1));
        foreign.forEach(this::switchOff);

        CallbackPlan done = registration(psa, TICKETS).ensure();

        assertThat(done.isSettled()).isTrue();
        assertThat(done.foreign()).isEqualTo(3);
        assertThat(ids()).contains(first).containsAll(foreign).hasSize(4);
        assertThat(entries())
                .filteredOn(CallbackEntry::inactive)
                .extracting(CallbackEntry::id)
                .containsExactlyElementsOf(foreign);
    }

    @Test
    void anEntryWhoseAddressLacksTheRecordIsCorrectedInPlace() {
        int dated = register(BASE + "?recordId=&x=", "ticket", "owner", 1);

        assertThat(only(registration(psa, TICKETS).ensure()))
                .returns(Action.CORRECT, CallbackStep::action)
                .returns(State.DONE, CallbackStep::state);

        assertOnce(TICKETS);
        assertThat(ids()).containsExactly(dated);
    }

    @Test
    void removalTakesAllOfOursAndNothingElse() {
        registration(psa, TICKETS, COMPANIES).ensure();
        register(BASE, "time", "owner", 1);
        int foreign = register("https://other.example.com/hooks?recordId=", "ticket", "owner", 1);

        CallbackPlan done = registration(psa, TICKETS).remove();

        assertThat(done.steps(Action.REMOVE)).hasSize(3);
        assertThat(done.isSettled()).isTrue();
        assertThat(ids()).containsExactly(foreign);
        assertThat(registration(psa, TICKETS).remove().steps()).isEmpty();
    }

    @Test
    void aCreateWhoseAnswerIsLostIsFoundAndNotRepeated() {
        for (Fault fault : List.of(
                Fault.dropAfterCommit(), Fault.errorAfterCommit(502), Fault.htmlAfterCommit(), Fault.garbageJson())) {
            registration(psa, TICKETS).remove();
            simulator.requests().clear();
            simulator.faults().next(1, fault, "POST", PATH);

            CallbackStep step = only(registration(psa, TICKETS).ensure());

            assertThat(step.state()).as(fault.toString()).isEqualTo(State.DONE);
            assertThat(step.callbackId()).isEqualTo(ids().get(0));
            assertThat(step.reason()).contains("the list shows");
            assertOnce(TICKETS);
            assertThat(simulator.requests().count("POST", PATH)).isEqualTo(1);
        }
    }

    @Test
    void aCreateThatIsNotThereYetIsLeftToTheNextRun() {
        simulator.faults().next(1, Fault.commitLate(Duration.ofMinutes(5)), "POST", PATH);

        CallbackPlan first = registration(psa, TICKETS).ensure();

        assertThat(only(first).state()).isEqualTo(State.UNRESOLVED);
        assertThat(first.unsettled()).hasSize(1);
        assertThat(first.isSettled()).isFalse();
        assertThat(simulator.requests().count("POST", PATH)).isEqualTo(1);
        assertThat(entries()).isEmpty();

        assertThat(simulator.commitLate()).isEqualTo(1);
        CallbackPlan second = registration(psa, TICKETS).ensure();
        assertThat(second.changesNothing()).isTrue();
        assertOnce(TICKETS);
    }

    @Test
    void aCreateThatComesAfterTheNextRunDoesNotMakeTwo() {
        simulator.faults().next(1, Fault.commitLate(Duration.ofMinutes(5)), "POST", PATH);
        registration(psa, TICKETS).ensure();
        registration(psa, TICKETS).ensure();

        assertThat(simulator.commitLate()).isEqualTo(1);
        registration(psa, TICKETS).ensure();

        assertOnce(TICKETS);
    }

    @Test
    void aCreateThatNeverCameIsMadeByTheNextRun() {
        simulator.faults().next(1, Fault.dropBeforeCommit(), "POST", PATH);

        assertThat(only(registration(psa, TICKETS).ensure()).state()).isEqualTo(State.UNRESOLVED);
        assertThat(only(registration(psa, TICKETS).ensure()).state()).isEqualTo(State.DONE);

        assertOnce(TICKETS);
    }

    @Test
    void anUnreadableListAfterAnOpenCreateLeavesItUnresolved() {
        ConnectWise impatient =
                client(TransportBuilder.create().retryPolicy(RetryPolicy.none()).build());
        ConnectWise failing = atFirst(
                Method.POST, () -> simulator.faults().next(1, Fault.errorBeforeCommit(503), "GET", PATH), false);
        simulator.faults().next(1, Fault.dropAfterCommit(), "POST", PATH);

        CallbackStep step = only(registration(failing, TICKETS).ensure());

        assertThat(step.state()).isEqualTo(State.UNRESOLVED);
        assertThat(step.reason()).contains("could not be read again");
        assertThat(registration(impatient, TICKETS).ensure().changesNothing()).isTrue();
    }

    @Test
    void editsAndRemovalsWhoseAnswersAreLostAreSettledByTheList() {
        registration(psa, TICKETS, COMPANIES).ensure();
        switchOff(ids().get(0));
        ConnectWise unrepeating =
                client(TransportBuilder.create().retryPolicy(RetryPolicy.none()).build());
        simulator.faults().next(1, Fault.dropAfterCommit(), "PATCH", PATH + "/*");
        simulator.faults().next(1, Fault.dropAfterCommit(), "DELETE", PATH + "/*");

        CallbackPlan done = registration(unrepeating, TICKETS).ensure();

        assertThat(done.steps())
                .extracting(CallbackStep::action, CallbackStep::state)
                .containsExactly(tuple(Action.REENABLE, State.DONE), tuple(Action.REMOVE, State.DONE));
        assertOnce(TICKETS);
    }

    @Test
    void aDoubleIsLeftWhileTheOneToKeepCannotBeSwitchedOn() {
        int kept = register(OURS, "ticket", "owner", 1);
        int working = register("HTTPS://msp.example.com/hooks?recordId=", "ticket", "owner", 1);
        switchOff(kept);
        simulator.deny("PATCH", PATH + "/*");

        CallbackPlan done = registration(withoutBreaker(), TICKETS).ensure();

        assertThat(done.unsettled()).hasSize(2);
        assertThat(ids()).containsExactly(kept, working);
        simulator.allowAll();
        assertThat(registration(psa, TICKETS).ensure().isSettled()).isTrue();
        assertThat(ids()).containsExactly(kept);
    }

    @Test
    void oneRefusalDoesNotStopTheOthers() {
        CallbackPlan done = registration(psa, new CallbackSubscription("ticket", "company", 1), TICKETS)
                .ensure();

        CallbackStep refused = done.steps().get(0);
        assertThat(refused.state()).isEqualTo(State.FAILED);
        assertThat(refused.reason()).contains("Unrecognized level for type ticket");
        assertThat(Objects.requireNonNull(refused.failure())).isInstanceOf(TocsinException.class);
        assertThat(done.steps().get(1).state()).isEqualTo(State.DONE);
        assertOnce(TICKETS);
    }

    @Test
    void aMissingRightIsReportedPerEntry() {
        simulator.deny("POST", PATH);

        CallbackPlan done = registration(withoutBreaker(), TICKETS, COMPANIES).ensure();

        assertThat(done.unsettled()).hasSize(2).allSatisfy(step -> {
            assertThat(step.state()).isEqualTo(State.FAILED);
            assertThat(step.reason()).contains("403");
        });
    }

    @Test
    void refusedKeysStopAtOnce() {
        ConnectWise revoked = atFirst(Method.POST, () -> simulator.revokeKeys(true), true);

        assertThatThrownBy(() -> registration(revoked, TICKETS, COMPANIES, CallbackSubscription.allContacts())
                        .ensure())
                .isInstanceOfSatisfying(
                        AuthenticationException.class,
                        e -> assertThat(e.status()).isEqualTo(401));

        assertThat(simulator.requests().count("POST", PATH)).isEqualTo(1);
    }

    @Test
    void anotherNodeThatRegistersFirstIsTakenForDone() {
        ConnectWise late = atFirst(
                Method.POST,
                () -> assertThat(only(registration(psa, TICKETS).ensure()).state())
                        .isEqualTo(State.DONE),
                true);

        CallbackStep step = only(registration(late, TICKETS).ensure());

        assertThat(simulator.requests().count("POST", PATH)).isEqualTo(2);
        assertThat(step.state()).isEqualTo(State.DONE);
        assertThat(step.callbackId()).isEqualTo(ids().get(0));
        assertThat(step.reason()).contains("the list shows that it is registered");
        assertOnce(TICKETS);
    }

    @Test
    void aDoubleThatAppearsMeanwhileIsRemovedInTheSameRun() {
        ConnectWise late = atFirst(
                Method.POST,
                () -> assertThat(register("HTTPS://msp.example.com/hooks?recordId=", "ticket", "owner", 1))
                        .isPositive(),
                true);

        CallbackPlan done = registration(late, TICKETS).ensure();

        assertThat(done.steps())
                .extracting(CallbackStep::action, CallbackStep::state)
                .containsExactly(tuple(Action.ADD, State.DONE), tuple(Action.REMOVE, State.DONE));
        assertThat(entries())
                .singleElement()
                .satisfies(left ->
                        assertThat(left.id()).isNotEqualTo(done.steps().get(0).callbackId()));
    }

    @Test
    void manyNodesAtOnceEndWithExactlyOne() throws Exception {
        int nodes = 6;
        CyclicBarrier start = new CyclicBarrier(nodes);
        ExecutorService pool = Executors.newFixedThreadPool(nodes);
        try {
            List<Future<CallbackPlan>> running = IntStream.range(0, nodes)
                    .mapToObj(i -> pool.submit(() -> {
                        start.await();
                        return registration(psa, TICKETS, COMPANIES).ensure();
                    }))
                    .toList();
            for (Future<CallbackPlan> node : running) {
                assertThat(node.get().isSettled()).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }
        assertOnce(TICKETS, COMPANIES);
    }

    @Test
    void anUnreadableListIsThrown() {
        simulator.deny("GET", PATH);
        assertThatThrownBy(() -> registration(psa, TICKETS).ensure()).isInstanceOf(TocsinException.class);
        assertThat(writes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "two\nlines"})
    void aDescriptionThatTheServerWouldNotKeepIsRefused(String description) {
        assertThatThrownBy(() -> described(description))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("description:");
    }

    @Test
    void theHostsOwnDescriptionIsKept() {
        assertThat(described("x".repeat(100)).ensure().isSettled()).isTrue();
        assertThat(entries()).extracting(CallbackEntry::description).containsExactly("x".repeat(100));
        assertThatThrownBy(() -> described("x".repeat(101)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("description: must be one line of 1 to 100 characters, not 101");
    }

    private CallbackRegistration described(String description) {
        return CallbackRegistration.builder()
                .client(psa)
                .baseUrl(URI.create(BASE))
                .subscription(TICKETS)
                .description(description)
                .build();
    }

    @Test
    void aRegistrationWithoutClientAddressOrSubscriptionIsRefused() {
        assertThatThrownBy(() -> CallbackRegistration.builder().build()).hasMessage("client: is required");
        assertThatThrownBy(() -> CallbackRegistration.builder().client(psa).build())
                .hasMessage("baseUrl: is required");
        assertThatThrownBy(() -> registration(psa)).hasMessageStartingWith("subscriptions: at least one");
    }

    private ConnectWise withoutBreaker() {
        return client(TransportBuilder.create().withoutAccessBreaker().build());
    }

    /** A client that does something once, when it first sends a request of a method: before it, or after its answer. */
    private ConnectWise atFirst(Method method, Runnable act, boolean before) {
        Transport plain =
                TransportBuilder.create().retryPolicy(RetryPolicy.none()).build();
        AtomicInteger seen = new AtomicInteger();
        return client(request -> {
            boolean now = isCallback(request, method) && seen.getAndIncrement() == 0;
            if (now && before) {
                act.run();
            }
            var result = plain.send(request);
            if (now && !before) {
                act.run();
            }
            return result;
        });
    }

    private static boolean isCallback(TransportRequest request, Method method) {
        return request.method() == method && request.uri().getPath().endsWith(PATH);
    }
}
