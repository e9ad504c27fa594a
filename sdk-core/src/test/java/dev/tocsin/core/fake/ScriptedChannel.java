package dev.tocsin.core.fake;

import dev.tocsin.core.base.AuthenticationException;
import dev.tocsin.core.notify.Channel;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.DeliveryReport;
import dev.tocsin.core.notify.DeliveryStatus;
import dev.tocsin.core.notify.MessageLookUp;
import dev.tocsin.core.notify.OutboundMessage;
import dev.tocsin.core.notify.SendOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A channel that does as it is told, and keeps what reached people. */
public final class ScriptedChannel implements Channel {
    /** What happens to one request. */
    public enum Act {
        ACCEPT,
        REFUSE,
        NOT_SENT,
        UNKNOWN_BEFORE,
        UNKNOWN_AFTER,
        DIE_BEFORE,
        DIE_AFTER,
        NO_ACCESS,
        THROW
    }

    /** What reached somebody. */
    public record Delivered(Instant at, String id, OutboundMessage message) {}

    private final ChannelKind kind;
    private final Clock clock;
    private final Deque<Act> script = new ArrayDeque<>();
    private final List<Delivered> delivered = new ArrayList<>();
    private final List<OutboundMessage> requests = new ArrayList<>();
    private @Nullable String code;
    private @Nullable Duration retryAfter;
    private boolean able;
    private boolean blind;
    private boolean careless;
    private Duration slack = Duration.ZERO;
    private boolean asking;
    private @Nullable DeliveryStatus said;
    private int lookUps;
    private int asked;
    private Runnable before = () -> {};

    public ScriptedChannel(ChannelKind kind, Clock clock) {
        this.kind = kind;
        this.clock = clock;
    }

    /** What the next requests come to; after these all are accepted. */
    public ScriptedChannel then(Act... acts) {
        script.addAll(List.of(acts));
        return this;
    }

    /** The code of the refusals to come. */
    public ScriptedChannel code(String value) {
        code = value;
        return this;
    }

    /** How long to wait after what is not sent. */
    public ScriptedChannel retryAfter(Duration value) {
        retryAfter = value;
        return this;
    }

    /** It can be asked for messages. */
    public ScriptedChannel able() {
        able = true;
        return this;
    }

    /** It can be asked, but does not answer. */
    public ScriptedChannel blind() {
        able = true;
        blind = true;
        return this;
    }

    /** What went out that much before a message may be taken for it. */
    public ScriptedChannel slack(Duration value) {
        slack = value;
        return this;
    }

    /** It does not ask whose an id is. */
    public ScriptedChannel careless() {
        careless = true;
        return this;
    }

    /** Its calls ask what to say. */
    public ScriptedChannel asking() {
        asking = true;
        return this;
    }

    /** What it says when it is asked what became of what it took; nothing if it is not told, or told null. */
    public ScriptedChannel saying(@Nullable DeliveryStatus status, @Nullable String why) {
        said = status;
        code = why;
        return this;
    }

    /** What happens just before a request comes to its outcome. */
    public ScriptedChannel before(Runnable value) {
        before = value;
        return this;
    }

    @Override
    public String id() {
        return "test-" + kind;
    }

    @Override
    public ChannelKind kind() {
        return kind;
    }

    @Override
    public SendOutcome send(OutboundMessage message) {
        requests.add(message);
        before.run();
        Act act = script.isEmpty() ? Act.ACCEPT : Objects.requireNonNull(script.poll());
        return switch (act) {
            case ACCEPT -> new SendOutcome.Accepted(deliver(message));
            case REFUSE -> new SendOutcome.Refused(code, "refused");
            case NOT_SENT -> new SendOutcome.NotSent("no connection", retryAfter);
            case UNKNOWN_BEFORE -> new SendOutcome.Unknown("timeout");
            case UNKNOWN_AFTER -> {
                deliver(message);
                yield new SendOutcome.Unknown("timeout");
            }
            case DIE_BEFORE -> throw new ProcessDeath();
            case DIE_AFTER -> {
                deliver(message);
                throw new ProcessDeath();
            }
            case NO_ACCESS -> throw new AuthenticationException("the key is not accepted", 401, null, null);
            case THROW -> throw new IllegalStateException("a fault of the channel");
        };
    }

    private String deliver(OutboundMessage message) {
        String id = "M" + (delivered.size() + 1);
        delivered.add(new Delivered(clock.instant(), id, message));
        return id;
    }

    @Override
    public MessageLookUp lookUp(OutboundMessage message, Instant sentAt, Predicate<String> known) {
        lookUps++;
        if (!able || blind) {
            return new MessageLookUp.Unanswered(able, able ? "no answer" : "it cannot be asked");
        }
        Optional<Delivered> found = delivered.stream()
                .filter(one ->
                        one.message().to().equals(message.to()) && !one.at().isBefore(sentAt.minus(slack)))
                .filter(one -> careless || !known.test(one.id()))
                .findFirst();
        return found.isPresent() ? new MessageLookUp.Found(found.get().id()) : new MessageLookUp.Absent();
    }

    @Override
    public Optional<DeliveryReport> reportOf(String key, String providerId) {
        asked++;
        return Optional.ofNullable(said)
                .map(status -> new DeliveryReport(key, id(), providerId, status, code, clock.instant()));
    }

    @Override
    public boolean asksWhatToSay() {
        return asking;
    }

    /** How often it was asked what became of something. */
    public int asked() {
        return asked;
    }

    /** What reached people, in its order. */
    public List<Delivered> delivered() {
        return List.copyOf(delivered);
    }

    /** The words that reached people. */
    public List<String> texts() {
        return delivered.stream().map(one -> one.message().text()).toList();
    }

    /** The addresses that something reached. */
    public List<String> addresses() {
        return delivered.stream().map(one -> one.message().to()).toList();
    }

    public int requests() {
        return requests.size();
    }

    public int lookUps() {
        return lookUps;
    }
}
