package dev.tocsin.simulators.twilio;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Sets a {@link TwilioSimulator} up. Numbers, services and keys belong to the account that was named last, or to the default one. Without
 * any number there is {@code +15550100000}. Not thread-safe.
 */
public final class TwilioSimulatorBuilder {
    private final List<SimAccount> accounts = new ArrayList<>();
    private final Map<String, URI> inboundUrls = new LinkedHashMap<>();
    private final Map<String, URI> publicAddresses = new LinkedHashMap<>();
    private boolean optOutHandling = true;
    private boolean advancedOptOut;
    private int rateLimit;
    private Duration latency = Duration.ZERO;
    private Clock clock = Clock.systemUTC();
    private int port;
    private long failSeed = 1;

    TwilioSimulatorBuilder() {}

    /**
     * An account; default {@code ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa} with {@code twilio-auth-token}.
     *
     * @throws IllegalArgumentException if the sid is not AC and 32 hexadecimal digits
     */
    public TwilioSimulatorBuilder account(String sid, String authToken) {
        accounts.add(new SimAccount(sid, Objects.requireNonNull(authToken, "authToken")));
        return this;
    }

    private SimAccount current() {
        if (accounts.isEmpty()) {
            account("AC" + "a".repeat(32), "twilio-auth-token");
        }
        return accounts.get(accounts.size() - 1);
    }

    /** An API key of the account, which logs in but does not sign. */
    public TwilioSimulatorBuilder apiKey(String sid, String secret) {
        current().apiKey(sid, secret);
        return this;
    }

    /**
     * A sender number of the account.
     *
     * @throws IllegalArgumentException if it is not of E.164 form
     */
    public TwilioSimulatorBuilder number(String number) {
        current().number(number);
        return this;
    }

    /**
     * A messaging service of the account with its pool of numbers, which become the account's.
     *
     * @throws IllegalArgumentException if the sid is not MG and 32 hexadecimal digits or a number is not of E.164 form
     */
    public TwilioSimulatorBuilder service(String sid, String... pool) {
        current().service(sid, List.of(pool));
        return this;
    }

    /** Where messages to a number, or to those of a messaging service, are told; a number's own counts first. Default nowhere. */
    public TwilioSimulatorBuilder smsUrl(String numberOrService, URI url) {
        inboundUrls.put(numberOrService, url);
        return this;
    }

    /**
     * Lets webhooks whose address begins with a public one, such as {@code https://alerts.example}, be posted to another one on this
     * machine, as a proxy would; they are signed over the public one.
     */
    public TwilioSimulatorBuilder publicAddress(String publicAddress, URI actual) {
        publicAddresses.put(publicAddress, actual);
        return this;
    }

    /** Whether the service handles STOP, START and HELP itself; default yes. */
    public TwilioSimulatorBuilder optOutHandling(boolean handled) {
        optOutHandling = handled;
        return this;
    }

    /** Whether the webhook says {@code OptOutType} (Advanced Opt-Out); default no. */
    public TwilioSimulatorBuilder advancedOptOut(boolean on) {
        advancedOptOut = on;
        return this;
    }

    /** How many messages per second a number may send before it is refused with 20429; 0, the default, for any. */
    public TwilioSimulatorBuilder rateLimit(int messagesPerSecond) {
        rateLimit = messagesPerSecond;
        return this;
    }

    /** Delays every answer by this time, without holding a thread; default zero. */
    public TwilioSimulatorBuilder latency(Duration delay) {
        if (Objects.requireNonNull(delay, "latency").isNegative()) {
            throw new IllegalArgumentException("latency: must not be negative, but is " + delay);
        }
        latency = delay;
        return this;
    }

    /** The clock of all timestamps, rates and late commits; default the system's. */
    public TwilioSimulatorBuilder clock(Clock newClock) {
        clock = Objects.requireNonNull(newClock, "clock");
        return this;
    }

    /** The port on the loopback address; default 0, any free one. */
    public TwilioSimulatorBuilder port(int newPort) {
        port = newPort;
        return this;
    }

    /** The seed of faults that strike with a probability; default 1. */
    public TwilioSimulatorBuilder failSeed(long seed) {
        failSeed = seed;
        return this;
    }

    /**
     * Starts the server.
     *
     * @throws java.io.UncheckedIOException if the port is taken
     */
    public TwilioSimulator start() {
        SimAccount account = current();
        if (accounts.stream().allMatch(one -> one.numbers().isEmpty())) {
            account.number("+15550100000");
        }
        return new TwilioSimulator(this);
    }

    List<SimAccount> accounts() {
        return List.copyOf(accounts);
    }

    Map<String, URI> inboundUrls() {
        return inboundUrls;
    }

    Map<String, URI> publicAddresses() {
        return publicAddresses;
    }

    boolean optOutHandling() {
        return optOutHandling;
    }

    boolean advancedOptOut() {
        return advancedOptOut;
    }

    int rateLimit() {
        return rateLimit;
    }

    Duration latency() {
        return latency;
    }

    Clock clock() {
        return clock;
    }

    int port() {
        return port;
    }

    long failSeed() {
        return failSeed;
    }
}
