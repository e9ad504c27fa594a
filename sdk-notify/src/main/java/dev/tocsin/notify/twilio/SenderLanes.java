package dev.tocsin.notify.twilio;

import com.twilio.http.TwilioRestClient;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.notify.OutboundMessage;
import dev.tocsin.core.notify.SendOutcome;
import dev.tocsin.http.Transport;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The senders of a channel, each with a transport that keeps its rate. A recipient always has the same one. Thread-safe. */
final class SenderLanes {
    private final TwilioAccount account;
    private final List<Lane> lanes;

    private record Lane(SmsSender sender, Transport transport) {
        String id() {
            return sender.id();
        }
    }

    /**
     * Lanes for these senders.
     *
     * @param field the setting that names them, for what is wrong with it
     * @param legal what is legal there
     * @throws ConfigurationException if there is none, or one is given twice
     */
    SenderLanes(TwilioAccount account, List<SmsSender> senders, String field, String legal) {
        if (senders.isEmpty()) {
            throw new ConfigurationException(field, "none is given; legal is " + legal);
        }
        if (senders.stream().map(SmsSender::id).distinct().count() < senders.size()) {
            throw new ConfigurationException(field, "a number is given twice");
        }
        this.account = account;
        lanes = senders.stream()
                .map(sender -> new Lane(sender, sender.transport(account)))
                .toList();
    }

    /** All senders. */
    Stream<SmsSender> senders() {
        return lanes.stream().map(Lane::sender);
    }

    /** The sender for a recipient. */
    SmsSender of(String recipient) {
        return lane(recipient).sender();
    }

    private Lane lane(String recipient) {
        return SmsSender.of(lanes, Lane::id, recipient);
    }

    /**
     * Sends a message in its recipient's lane.
     *
     * @param request makes the one request for it
     * @param sid reads the id that Twilio gave to what it made
     */
    <R> SendOutcome send(
            OutboundMessage message,
            BiFunction<SmsSender, TwilioRestClient, R> request,
            Function<R, @Nullable String> sid) {
        if (!SmsSender.isNumber(message.to())) {
            return new SendOutcome.Refused(null, "the recipient is not a number in E.164");
        }
        Lane lane = lane(message.to());
        TwilioAnswer<R> answer = account.exchange(lane.transport(), client -> request.apply(lane.sender(), client));
        if (answer instanceof TwilioAnswer.Read<R> read) {
            String id = sid.apply(read.value());
            return id == null || id.isBlank()
                    ? new SendOutcome.Unknown("Twilio answered without the id of what it made")
                    : new SendOutcome.Accepted(id);
        }
        return ((TwilioAnswer.Trouble<R>) answer).outcome();
    }
}
