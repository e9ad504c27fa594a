package dev.tocsin.notify.webhook;

import dev.tocsin.core.Acknowledgements;
import dev.tocsin.core.Inbound;
import dev.tocsin.core.Notifications;
import dev.tocsin.core.Tocsin;
import dev.tocsin.core.consent.InboundMessage;
import dev.tocsin.core.escalation.ActionResult;
import dev.tocsin.core.escalation.LinkView;
import dev.tocsin.core.notify.CallScript;
import dev.tocsin.core.notify.DeliveryReport;
import dev.tocsin.core.notify.KeyAnswer;
import dev.tocsin.core.notify.KeyPress;
import org.jspecify.annotations.Nullable;

/**
 * Who hears what came in, once it is known to be true: usually the engine. Whatever comes may come again or in another order, so doing a thing twice must
 * do no more than doing it once. Thread-safe.
 */
public interface WebhookTarget {
    /** A text from a person. */
    void message(InboundMessage message);

    /** A key that was pressed in a call. */
    KeyAnswer keyPressed(KeyPress press);

    /**
     * What a call says.
     *
     * @param notificationKey the key of the notification that the call is
     * @param answeredBy what the provider takes to have answered, or null if it does not say
     */
    CallScript script(String notificationKey, @Nullable String answeredBy);

    /** What became of a message or call. */
    void report(DeliveryReport report);

    /** What a link shows; changes nothing. */
    LinkView view(String token);

    /**
     * Does what a link is for.
     *
     * @param confirmed whether the person said it once more, after being told what speaks against it
     */
    ActionResult act(String token, boolean confirmed);

    /**
     * The workflow of one MSP. A host that serves several behind one number writes a target of its own, which finds out whose a message is.
     */
    static WebhookTarget of(Tocsin tocsin) {
        Inbound inbound = tocsin.inbound();
        Acknowledgements acknowledgements = tocsin.acknowledgements();
        Notifications notifications = tocsin.notifications();
        return new WebhookTarget() {
            @Override
            public void message(InboundMessage message) {
                // What it led to is told in messages of their own, and not in the answer to the webhook.
                inbound.message(message);
            }

            @Override
            public KeyAnswer keyPressed(KeyPress press) {
                return inbound.keyPressed(press);
            }

            @Override
            public CallScript script(String notificationKey, @Nullable String answeredBy) {
                return inbound.script(notificationKey, answeredBy);
            }

            @Override
            public void report(DeliveryReport report) {
                notifications.report(report);
            }

            @Override
            public LinkView view(String token) {
                return acknowledgements.view(token);
            }

            @Override
            public ActionResult act(String token, boolean confirmed) {
                return acknowledgements.act(token, confirmed);
            }
        };
    }
}
