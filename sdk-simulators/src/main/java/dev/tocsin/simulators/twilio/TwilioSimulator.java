package dev.tocsin.simulators.twilio;

import dev.tocsin.simulators.http.Faults;
import dev.tocsin.simulators.http.LoopbackServer;
import dev.tocsin.simulators.http.RequestLog;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Twilio's API 2010-04-01 for messages and calls on the loopback address, with sender numbers, people's phones and signed webhooks; the
 * account, its numbers and messaging services can be read. It answers as the vendor's service does, faults included when told to. Thread-safe.
 * A parameter that changes what happens and is not simulated is refused, not ignored.
 */
public final class TwilioSimulator implements AutoCloseable {
    private final List<SimAccount> accounts;
    private final Messages messages = new Messages();
    private final Phones phones = new Phones();
    private final OptOuts optOuts;
    private final SenderRates rates;
    private final Webhooks webhooks = new Webhooks();
    private final Underway underway = new Underway();
    private final TwilioCallbacks callbacks;
    private final MessageFlow flow;
    private final MessageRoutes messageRoutes;
    private final CallFlow callFlow;
    private final CallRoutes calls;
    private final Faults faults;
    private final LoopbackServer server;

    TwilioSimulator(TwilioSimulatorBuilder builder) {
        accounts = builder.accounts();
        optOuts = new OptOuts(builder.optOutHandling(), builder.advancedOptOut());
        rates = new SenderRates(builder.rateLimit());
        callbacks = new TwilioCallbacks(webhooks, underway, this::account);
        flow = new MessageFlow(messages, phones, optOuts, webhooks, callbacks, underway, builder.clock());
        messageRoutes = new MessageRoutes(messages, phones, optOuts, rates, flow, builder.clock());
        callFlow = new CallFlow(phones, webhooks, callbacks, underway, builder.clock());
        calls = new CallRoutes(phones, callFlow, builder.clock());
        faults = new Faults(builder.failSeed());
        builder.publicAddresses().forEach(webhooks::reach);
        builder.inboundUrls().forEach(this::smsUrl);
        AtomicReference<LoopbackServer> started = new AtomicReference<>();
        Supplier<LoopbackServer> running =
                () -> Objects.requireNonNull(started.get(), "the server answers only when it is there");
        server = new LoopbackServer(
                new TwilioResponder(
                        accounts,
                        new AccountRoutes(flow, builder.clock()),
                        messageRoutes,
                        calls,
                        new TwilioAdminRoutes(this, running)),
                builder.clock(),
                faults,
                builder.port());
        server.latency(builder.latency());
        started.set(server);
    }

    /** A builder with the default account. */
    public static TwilioSimulatorBuilder builder() {
        return new TwilioSimulatorBuilder();
    }

    private SimAccount account(String sid) {
        return accounts.stream()
                .filter(one -> one.sid().equals(sid))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("account: there is no " + sid));
    }

    /** Where the API is, in place of {@code https://api.twilio.com}; without a path. */
    public URI baseUri() {
        return server.uri();
    }

    /** The first account. */
    public String accountSid() {
        return accounts.get(0).sid();
    }

    /** The first account's auth token; of a simulator, so no secret. */
    public String authToken() {
        return accounts.get(0).authToken();
    }

    /** Gives an account another auth token: it logs in and signs from now on, and the one before is refused. */
    public void authToken(String accountSid, String token) {
        account(accountSid).authToken(token);
    }

    /**
     * Says what the service calls an account's state when it is asked for it; {@code active} before. What it sends does not depend on it.
     *
     * @throws IllegalArgumentException if it is none of {@code active}, {@code suspended} and {@code closed}
     */
    public void accountStatus(String accountSid, String status) {
        if (!List.of("active", "suspended", "closed").contains(status)) {
            throw new IllegalArgumentException(
                    "status: '" + status + "' is not legal; active, suspended and closed are");
        }
        account(accountSid).status(status);
    }

    /** The sender numbers of all accounts. */
    public List<String> numbers() {
        return accounts.stream().flatMap(one -> one.numbers().stream()).toList();
    }

    /** The messaging services of all accounts. */
    public List<String> services() {
        return accounts.stream().flatMap(one -> one.services().stream()).toList();
    }

    /** Where messages to a number, or to those of a messaging service, are told from now on; a number's own counts first. */
    public void smsUrl(String numberOrService, URI url) {
        flow.inboundUrl(numberOrService, url);
    }

    /** As {@link TwilioSimulatorBuilder#publicAddress}, for a server that is started later. */
    public void publicAddress(String publicAddress, URI actual) {
        webhooks.reach(publicAddress, actual);
    }

    /** A person by the number of the phone; the number may be any. */
    public TwilioPerson person(String number) {
        return new TwilioPerson(number, messages, phones, flow, callFlow, calls, accounts);
    }

    /** All messages in both directions, oldest first. */
    public List<SimMessage> messages() {
        return messages.all(message -> true);
    }

    /** All calls, oldest first. */
    public List<SimCall> calls() {
        return calls.all(call -> true);
    }

    /** The webhooks: to look at, hold back, double, reorder, repeat and forge. */
    public TwilioCallbacks callbacks() {
        return callbacks;
    }

    /** What the host had sent to whom, counted. */
    public TwilioReport report() {
        Map<String, Map<String, Integer>> counts = new HashMap<>();
        for (SimMessage message : messages.all(one -> one.origin() == MessageOrigin.API)) {
            counts.computeIfAbsent(message.to(), any -> new HashMap<>()).merge(message.body(), 1, Integer::sum);
        }
        Map<String, Integer> called = new HashMap<>();
        calls().forEach(call -> called.merge(call.to(), 1, Integer::sum));
        return new TwilioReport(counts, called);
    }

    /** The most messages that a number had accepted within any one second, by the simulator's clock. */
    public int peakRate(String number) {
        return rates.peak(number);
    }

    /** {@link #peakRate} of every number that has sent. */
    public Map<String, Integer> peakRates() {
        return rates.peaks();
    }

    /** How many messages per second a number may send before it is refused with 20429; 0 for any. */
    public void rateLimit(int messagesPerSecond) {
        rates.limit(messagesPerSecond);
    }

    /** Whether the service handles STOP, START and HELP itself. */
    public void optOutHandling(boolean handled) {
        optOuts.handled(handled);
    }

    /** Whether the webhook says {@code OptOutType} (Advanced Opt-Out). */
    public void advancedOptOut(boolean on) {
        optOuts.advanced(on);
    }

    /**
     * Lets a person have opted out of a number, or of all those of its messaging service, without a message.
     *
     * @throws IllegalArgumentException if no account has the number
     */
    public void optOut(String person, String number) {
        SimAccount account = accounts.stream()
                .filter(one -> one.owns(number))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("number: no account has " + number));
        optOuts.block(OptOuts.scope(account, number), person);
    }

    /** Refuses every message to a number with a code, such as 21408 or 21612; 0 for no longer. */
    public void refuse(String number, int code) {
        phones.refuse(number, code);
    }

    /** Refuses every call to a number with a code, such as 21215; 0 for no longer. */
    public void refuseCalls(String number, int code) {
        phones.refuse(Phones.calling(number), code);
    }

    /** Says that a number is a landline: messages to it are refused with 21614. */
    public void landline(String number) {
        phones.landline(number);
    }

    /** How long a new message is missing from lists, by the clock; default zero. */
    public void listLag(Duration lag) {
        messageRoutes.listLag(lag);
    }

    /**
     * Sends the messages that stayed queued; those past their ValidityPeriod fail with 30036.
     *
     * @return how many there were
     */
    public int releaseQueued() {
        return flow.releaseQueued();
    }

    /** The faults, to arm and clear. Paths are the API's below the account, such as {@code /Messages.json}. */
    public Faults faults() {
        return faults;
    }

    /** The requests so far, those to the simulator's own paths left out. */
    public RequestLog requests() {
        return server.log();
    }

    /** Delays every answer by this time from now on, without holding a thread; zero for not at all. */
    public void latency(Duration latency) {
        server.latency(latency);
    }

    /**
     * Carries out all requests that wait for their late commit, due or not.
     *
     * @return how many there were
     */
    public int commitLate() {
        return server.commitLate();
    }

    /** How many requests wait for their late commit. */
    public int waitingLateCommits() {
        return server.waitingLateCommits();
    }

    /**
     * Waits until nothing is under way behind the requests; see {@link TwilioCallbacks#awaitIdle}.
     *
     * @return whether nothing is
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    public boolean awaitIdle(Duration timeout) throws InterruptedException {
        return callbacks.awaitIdle(timeout);
    }

    /** Forgets messages, calls, opt-outs, scripts, rates, faults, webhooks and requests; what was set up stays. */
    public void reset() {
        faults.clear();
        callbacks.clear();
        flow.clear();
        callFlow.clear();
        calls.clear();
        messages.clear();
        phones.clear();
        optOuts.clear();
        rates.clear();
        webhooks.clear();
        server.log().clear();
    }

    /** What it holds and was asked, for people: the latest messages, calls, webhooks and requests, faults still armed. */
    public String describe() {
        return TwilioText.of(this);
    }

    /** Stops the server and all webhooks. */
    @Override
    public void close() {
        server.close();
        flow.close();
        callFlow.close();
        callbacks.close();
    }
}
