package dev.tocsin.core.model;

import dev.tocsin.core.base.AuthenticationException;
import dev.tocsin.core.fake.ProcessDeath;
import dev.tocsin.core.fake.VirtualTime;
import dev.tocsin.core.notify.Channel;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.DeliveryReport;
import dev.tocsin.core.notify.DeliveryStatus;
import dev.tocsin.core.notify.MessageLookUp;
import dev.tocsin.core.notify.OutboundMessage;
import dev.tocsin.core.notify.SendOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A service that does with each request what the history drew, and keeps what was asked of it. A request takes a millisecond. */
final class TellChannel implements Channel {
    /** What happens to a request. */
    enum Act {
        ACCEPT,
        REFUSE,
        /** It is refused since the owner of the number opted out at the service. */
        BLOCKED,
        NOT_SENT,
        NOT_SENT_FOR_A_WHILE,
        NO_ACCESS,
        LOST_BEFORE,
        LOST_AFTER,
        /** The service finds it only after minutes. */
        LOST_LATE,
        DIE_BEFORE,
        DIE_AFTER,
        THROW
    }

    /** What the service says when it is asked. */
    enum Answering {
        FINDS,
        BLIND,
        UNABLE
    }

    /** A request as it came, and what the service said of it since. */
    static final class Request {
        private final OutboundMessage message;
        private final Instant at;
        private final String id;
        private Act act = Act.DIE_BEFORE;
        private @Nullable Instant taken;
        private boolean absent;

        private Request(OutboundMessage message, Instant at, String id) {
            this.message = message;
            this.at = at;
            this.id = id;
        }

        OutboundMessage message() {
            return message;
        }

        Instant at() {
            return at;
        }

        String id() {
            return id;
        }

        boolean taken() {
            return taken != null;
        }

        /** Whether whoever sent it cannot know that it was not taken. */
        boolean maybe() {
            return switch (act) {
                case REFUSE, BLOCKED, NOT_SENT, NOT_SENT_FOR_A_WHILE, NO_ACCESS -> false;
                default -> !absent;
            };
        }

        /** Whether it may have been taken when it was made, whatever the service said since. */
        boolean wasMaybe() {
            return maybe() || absent;
        }
    }

    private final ChannelKind kind;
    private final Supplier<VirtualTime> time;
    private final Consumer<Request> look;
    private final List<Request> requests = new ArrayList<>();
    private final Deque<Act> script = new ArrayDeque<>();
    private final Deque<Runnable> meanwhile = new ArrayDeque<>();
    private Answering answering = Answering.UNABLE;

    TellChannel(ChannelKind kind, Supplier<VirtualTime> time, Consumer<Request> look) {
        this.kind = kind;
        this.time = time;
        this.look = look;
    }

    void then(Act act) {
        script.add(act);
    }

    void meanwhile(Runnable what) {
        meanwhile.add(what);
    }

    void answering(Answering value) {
        answering = value;
    }

    void noMoreFaults() {
        script.clear();
        meanwhile.clear();
        answering = Answering.FINDS;
    }

    List<Request> requests() {
        return requests;
    }

    @Override
    public String id() {
        return "model-" + kind;
    }

    @Override
    public ChannelKind kind() {
        return kind;
    }

    @Override
    public SendOutcome send(OutboundMessage message) {
        Request request = new Request(message, now(), kind + "-" + requests.size());
        look.accept(request);
        requests.add(request);
        time.get().advance(Duration.ofMillis(1));
        Runnable other = meanwhile.poll();
        if (other != null) {
            other.run();
            time.get().advance(Duration.ofMillis(1));
        }
        Act act = script.isEmpty() ? Act.ACCEPT : script.remove();
        request.act = act;
        return outcome(request, act);
    }

    private SendOutcome outcome(Request request, Act act) {
        return switch (act) {
            case ACCEPT -> {
                request.taken = now();
                yield new SendOutcome.Accepted(request.id);
            }
            case REFUSE -> new SendOutcome.Refused("30006", "refused");
            case BLOCKED -> new SendOutcome.Refused(kind == ChannelKind.SMS ? "21610" : "13225", "refused");
            case NOT_SENT -> new SendOutcome.NotSent("no connection", null);
            case NOT_SENT_FOR_A_WHILE -> new SendOutcome.NotSent("too many", Duration.ofMinutes(3));
            case NO_ACCESS -> throw new AuthenticationException("the key is not accepted", 401, null, null);
            case LOST_BEFORE -> new SendOutcome.Unknown("timeout");
            case LOST_AFTER -> {
                request.taken = now();
                yield new SendOutcome.Unknown("timeout");
            }
            case LOST_LATE -> {
                request.taken = now().plus(requests.size() % 2 == 0 ? Duration.ofSeconds(90) : Duration.ofMinutes(10));
                yield new SendOutcome.Unknown("timeout");
            }
            case DIE_BEFORE -> throw new ProcessDeath();
            case DIE_AFTER -> {
                request.taken = now();
                throw new ProcessDeath();
            }
            case THROW -> throw new IllegalStateException("a fault of the channel");
        };
    }

    private Instant now() {
        return time.get().instant();
    }

    @Override
    public MessageLookUp lookUp(OutboundMessage message, Instant sentAt, Predicate<String> known) {
        List<Request> asked = requests.stream()
                .filter(one -> one.message.key().equals(message.key()))
                .toList();
        if (answering != Answering.FINDS) {
            asked.forEach(one -> one.absent = false);
            boolean able = answering == Answering.BLIND;
            return new MessageLookUp.Unanswered(able, able ? "no answer" : "it cannot be asked");
        }
        for (Request one : asked) {
            Instant taken = one.taken;
            if (taken != null && !taken.isAfter(now())) {
                return new MessageLookUp.Found(one.id);
            }
        }
        asked.forEach(one -> one.absent = true);
        return new MessageLookUp.Absent();
    }

    /** Some arrived, some did not, some are on their way for ever, and of some it knows nothing. */
    @Override
    public Optional<DeliveryReport> reportOf(String key, String providerId) {
        if (answering != Answering.FINDS) {
            return Optional.empty();
        }
        return requests.stream()
                .filter(one -> one.taken != null && !one.taken.isAfter(now()) && one.id.equals(providerId))
                .findFirst()
                .flatMap(one -> switch (Math.floorMod(one.message.key().hashCode(), 4)) {
                    case 0 -> Optional.of(DeliveryStatus.DELIVERED);
                    case 1 -> Optional.of(DeliveryStatus.FAILED);
                    case 2 -> Optional.of(DeliveryStatus.SENT);
                    default -> Optional.empty();
                })
                .map(status -> new DeliveryReport(
                        key, id(), providerId, status, status == DeliveryStatus.FAILED ? "30005" : null, now()));
    }
}
