package dev.tocsin.notify.docs;

import dev.tocsin.core.notify.Channel;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.OutboundMessage;
import dev.tocsin.core.notify.SendOutcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Posts what would be mailed to the company's chat. */
public record ChatChannel(HttpClient http, URI hook) implements Channel {
    @Override
    public String id() {
        return "chat";
    }

    @Override
    public ChannelKind kind() {
        return ChannelKind.EMAIL;
    }

    @Override
    public SendOutcome send(OutboundMessage message) {
        HttpRequest request = HttpRequest.newBuilder(hook)
                .timeout(Duration.ofSeconds(20))
                .header("Idempotency-Key", message.key())
                .POST(HttpRequest.BodyPublishers.ofString("@" + message.to() + " " + message.text()))
                .build();
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status == 429) {
                return new SendOutcome.NotSent("the chat asks to wait", Duration.ofSeconds(30));
            } else if (status >= 500) {
                return new SendOutcome.Unknown("the chat answered " + status);
            }
            return status < 300
                    ? new SendOutcome.Accepted(null)
                    : new SendOutcome.Refused(String.valueOf(status), "the chat refused it");
        } catch (ConnectException e) {
            return new SendOutcome.NotSent("the chat cannot be reached", null);
        } catch (IOException e) {
            return new SendOutcome.Unknown("the chat's answer was lost");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new SendOutcome.Unknown("interrupted while the chat answered");
        }
    }
}
