package dev.tocsin.connectwise.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpServer;
import dev.tocsin.connectwise.ConnectWise;
import dev.tocsin.connectwise.ConnectWiseConnection;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Reference;
import dev.tocsin.connectwise.service.Ticket;
import dev.tocsin.connectwise.service.TicketField;
import dev.tocsin.connectwise.system.CallbackEntry;
import dev.tocsin.connectwise.system.CallbackEntryField;
import dev.tocsin.core.base.Secret;
import dev.tocsin.simulators.connectwise.CallbackDelivery;
import dev.tocsin.simulators.connectwise.CallbackDelivery.Outcome;
import dev.tocsin.simulators.connectwise.ConnectWiseSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole way: registered at the server, caused by a change, signed, delivered over HTTP, verified, heard once. */
class RegisteredCallbacksTest {
    private final ConnectWiseSimulator simulator = ConnectWiseSimulator.builder()
            .callbackRetries(Duration.ZERO, Duration.ZERO)
            .start();
    private final ConnectWiseConnection connection = ConnectWiseConnection.builder()
            .site(simulator.siteUri().toString())
            .company(simulator.companyId())
            .publicKey(Secret.of(simulator.publicKey()))
            .privateKey(Secret.of(simulator.privateKey()))
            .clientId(Secret.of(simulator.clientId()))
            .build();
    private final ConnectWise psa = ConnectWise.connect(connection);
    private final List<CallbackMessage> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final HttpServer host = server();
    private final CallbackRegistration registration = CallbackRegistration.builder()
            .client(psa)
            .baseUrl(URI.create("http://127.0.0.1:" + host.getAddress().getPort() + "/connectwise"))
            .subscription(CallbackSubscription.allTickets())
            .build();

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void serve() {
        CallbackHandler handler = CallbackHandler.builder()
                .verifier(CallbackVerifier.builder()
                        .site(connection.site())
                        .company(connection.company())
                        .keyTimeout(SigningServer.PATIENCE)
                        .build())
                .listener(message -> {
                    if (failures.getAndDecrement() > 0) {
                        throw new IllegalStateException("the listener is not ready");
                    }
                    heard.add(message);
                })
                .build();
        host.createContext("/connectwise", new CallbackHttpHandler(handler));
        host.setExecutor(threads);
        host.start();
        assertThat(registration.ensure().isSettled()).isTrue();
    }

    @AfterEach
    void stop() {
        simulator.close();
        host.stop(0);
        threads.shutdownNow();
    }

    private Draft<Ticket> draft(String summary) {
        return Ticket.draft()
                .set(TicketField.SUMMARY, summary)
                .set(
                        TicketField.COMPANY,
                        Reference.id(simulator.company("AcmeInc").id()));
    }

    private int ticket(String summary) {
        return psa.tickets().create(draft(summary)).id();
    }

    private void summarise(int id, String summary) {
        assertThat(psa.tickets()
                        .edit(id, Ticket.edit().set(TicketField.SUMMARY, summary))
                        .summary())
                .isEqualTo(summary);
    }

    private List<CallbackDelivery> delivered() throws InterruptedException {
        assertThat(simulator.callbacks().awaitDeliveries(Duration.ofSeconds(30)))
                .isTrue();
        List<CallbackDelivery> all = simulator.callbacks().deliveries();
        assertThat(all).extracting(CallbackDelivery::outcome).containsOnly(Outcome.DELIVERED);
        return all;
    }

    @Test
    void theListenerHearsACreationAnEditAndAClosingOnceEach() throws Exception {
        int id = ticket("first");
        summarise(id, "second");
        assertThat(psa.tickets().close(id, Reference.named(">Closed")).closed()).isTrue();

        assertThat(delivered()).hasSize(3);
        assertThat(heard)
                .extracting(CallbackMessage::type, CallbackMessage::action, CallbackMessage::recordId)
                .containsExactly(
                        tuple("ticket", CallbackAction.ADDED, id),
                        tuple("ticket", CallbackAction.UPDATED, id),
                        tuple("ticket", CallbackAction.UPDATED, id));
        assertThat(heard.get(1).entity()).contains("\"second\"");
        assertThat(heard.get(0).callbackId())
                .isEqualTo(psa.callbacks().readAll().get(0).id());
    }

    @Test
    void aMessageThatComesTwiceIsHeardOnce() throws Exception {
        simulator.callbacks().duplicate(true);
        int id = ticket("first");
        summarise(id, "second");

        assertThat(delivered()).hasSize(4);
        assertThat(heard)
                .extracting(CallbackMessage::action)
                .containsExactly(CallbackAction.ADDED, CallbackAction.UPDATED);
    }

    @Test
    void messagesThatOvertakeEachOtherAreAllHeardAndTheRecordIsReadAgain() throws Exception {
        simulator.callbacks().reorder(true);
        int id = ticket("first");
        summarise(id, "second");

        assertThat(delivered()).hasSize(2);
        assertThat(heard)
                .extracting(CallbackMessage::action)
                .containsExactly(CallbackAction.UPDATED, CallbackAction.ADDED);
        assertThat(heard)
                .allSatisfy(message -> assertThat(psa.tickets()
                                .get(message.recordId())
                                .orElseThrow()
                                .summary())
                        .isEqualTo("second"));
    }

    @Test
    void aDeletionIsHeardWithoutAnEntity() throws Exception {
        int id = ticket("first");
        assertThat(psa.tickets().delete(id)).isTrue();

        assertThat(delivered()).hasSize(2);
        assertThat(heard.get(1))
                .returns(CallbackAction.DELETED, CallbackMessage::action)
                .returns(id, CallbackMessage::recordId)
                .returns(null, CallbackMessage::entity);
    }

    @Test
    void aChangeThatAsksForSilenceIsNotHeard() throws Exception {
        int id = psa.tickets()
                .create(draft("quiet").set(TicketField.SKIP_CALLBACK, true))
                .id();
        summarise(id, "loud");

        assertThat(delivered()).hasSize(1);
        assertThat(heard).extracting(CallbackMessage::action).containsExactly(CallbackAction.UPDATED);
    }

    @Test
    void aMessageThatTheListenerCouldNotTakeComesAgain() throws Exception {
        failures.set(2);
        int id = ticket("first");

        assertThat(delivered())
                .singleElement()
                .satisfies(message -> assertThat(message.statuses()).containsExactly(429, 429, 204));
        assertThat(heard).extracting(CallbackMessage::recordId).containsExactly(id);
    }

    @Test
    void anEntryThatTheServerSwitchedOffIsHeardFromAgainAfterTheNextRun() throws Exception {
        int entry = psa.callbacks().readAll().get(0).id();
        assertThat(psa.callbacks()
                        .edit(entry, CallbackEntry.edit().set(CallbackEntryField.INACTIVE, true))
                        .inactive())
                .isTrue();
        ticket("unheard");
        assertThat(registration.ensure().isSettled()).isTrue();
        int id = ticket("heard");

        assertThat(delivered()).hasSize(1);
        assertThat(heard).extracting(CallbackMessage::recordId).containsExactly(id);
    }

    @Test
    void nothingComesAfterRemoval() throws Exception {
        int id = ticket("first");
        assertThat(delivered()).hasSize(1);
        assertThat(registration.remove().isSettled()).isTrue();
        summarise(id, "second");

        assertThat(delivered()).hasSize(1);
        assertThat(heard).hasSize(1);
    }
}
