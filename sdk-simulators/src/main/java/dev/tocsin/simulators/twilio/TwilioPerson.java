package dev.tocsin.simulators.twilio;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A person with a phone: what it got, and what the person does. A handle; thread-safe. */
public final class TwilioPerson {
    private final String number;
    private final Messages messages;
    private final Phones phones;
    private final MessageFlow flow;
    private final CallFlow callFlow;
    private final CallRoutes calls;
    private final List<SimAccount> accounts;

    TwilioPerson(
            String number,
            Messages messages,
            Phones phones,
            MessageFlow flow,
            CallFlow callFlow,
            CallRoutes calls,
            List<SimAccount> accounts) {
        this.number = number;
        this.messages = messages;
        this.phones = phones;
        this.flow = flow;
        this.callFlow = callFlow;
        this.calls = calls;
        this.accounts = accounts;
    }

    /** The phone's number. */
    public String number() {
        return number;
    }

    /** The messages that arrived, oldest first. */
    public List<SimMessage> messages() {
        return messages.inbox(number);
    }

    /** The message that arrived last. */
    public Optional<SimMessage> latest() {
        List<SimMessage> all = messages();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /**
     * Waits until so many messages have arrived.
     *
     * @param timeout how long at most, in real time
     * @return what has arrived by then, perhaps fewer
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    public List<SimMessage> awaitMessages(int count, Duration timeout) throws InterruptedException {
        return messages.awaitInbox(number, count, timeout);
    }

    /**
     * Says what becomes of the messages to this phone: of the next one the first, and so on; the last stays. Default
     * {@link Delivery#delivered()}.
     *
     * @return this
     */
    public TwilioPerson gets(Delivery... script) {
        phones.deliveries(number, List.of(script));
        return this;
    }

    /**
     * Answers the message that arrived last.
     *
     * @return the webhook with the host's answer
     * @throws IllegalStateException if none has arrived and there is more than one number to write to
     */
    public WebhookDelivery reply(String text) {
        return reply(text, latest().map(SimMessage::from).orElseGet(this::onlyNumber));
    }

    /**
     * Writes to a number and waits for the host's answer to the webhook; the messages it asks for have arrived by then.
     *
     * @return the webhook with the host's answer
     * @throws IllegalArgumentException if the number belongs to no account
     */
    public WebhookDelivery reply(String text, String toNumber) {
        SimAccount account = accounts.stream()
                .filter(one -> one.owns(toNumber))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("toNumber: no account has " + toNumber));
        return flow.personWrites(account, number, toNumber, text);
    }

    private String onlyNumber() {
        List<String> all =
                accounts.stream().flatMap(account -> account.numbers().stream()).toList();
        if (all.size() != 1) {
            throw new IllegalStateException("nobody has written to " + number + ": say which number it writes to");
        }
        return all.get(0);
    }

    /** The calls to this phone, oldest first. */
    public List<SimCall> calls() {
        return calls.all(call -> call.to().equals(number));
    }

    /**
     * Picks up from now on; the default is a human who presses nothing.
     *
     * @param by who picks up
     * @param keys the digits for each {@code <Gather>} of a call in order; empty text for none in time, as where there are no more
     * @return this
     */
    public TwilioPerson answers(AnsweredBy by, String... keys) {
        return reacts(new CallScript(CallScript.Reaction.ANSWERS, by, List.of(keys)));
    }

    /**
     * Lets calls ring out from now on: {@code no-answer}.
     *
     * @return this
     */
    public TwilioPerson doesNotAnswer() {
        return reacts(CallScript.of(CallScript.Reaction.NO_ANSWER));
    }

    /**
     * Is busy from now on.
     *
     * @return this
     */
    public TwilioPerson isBusy() {
        return reacts(CallScript.of(CallScript.Reaction.BUSY));
    }

    /**
     * Cannot be called from now on: {@code failed}.
     *
     * @return this
     */
    public TwilioPerson isUnreachable() {
        return reacts(CallScript.of(CallScript.Reaction.FAILED));
    }

    /**
     * Lets calls ring from now on until {@link #picksUp} or until the host ends them.
     *
     * @return this
     */
    public TwilioPerson letsItRing() {
        return reacts(CallScript.of(CallScript.Reaction.RINGS));
    }

    private TwilioPerson reacts(CallScript script) {
        phones.calls(number, List.of(script));
        return this;
    }

    /**
     * Picks up what rings now.
     *
     * @return how many calls there were
     */
    public int picksUp(AnsweredBy by, String... keys) {
        return callFlow.pickUp(number, new CallScript(CallScript.Reaction.ANSWERS, by, List.of(keys)));
    }

    @Override
    public String toString() {
        return number;
    }
}
