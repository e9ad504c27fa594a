package dev.tocsin.notify.webhook;

import dev.tocsin.core.consent.InboundMessage;
import dev.tocsin.core.escalation.ActionResult;
import dev.tocsin.core.escalation.LinkView;
import dev.tocsin.core.notify.CallScript;
import dev.tocsin.core.notify.DeliveryReport;
import dev.tocsin.core.notify.KeyAnswer;
import dev.tocsin.core.notify.KeyPress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Remembers what came in and answers as a test says. */
public final class RecordingTarget implements WebhookTarget {
    final List<InboundMessage> messages = new CopyOnWriteArrayList<>();
    final List<KeyPress> presses = new CopyOnWriteArrayList<>();
    final List<DeliveryReport> reports = new CopyOnWriteArrayList<>();
    final List<String> acts = new CopyOnWriteArrayList<>();
    volatile CallScript script = new CallScript(true, "Malware on <PC 7>", true);
    volatile KeyAnswer keyAnswer = new KeyAnswer("Thank you", KeyAnswer.Next.HANG_UP);
    volatile LinkView view = new LinkView(LinkView.Kind.NOT_VALID, null, null, "", "This link is not valid.");
    volatile ActionResult result = new ActionResult(ActionResult.Kind.DONE, "Acknowledged.");

    @Override
    public void message(InboundMessage message) {
        if (message.text().equals("fail")) {
            throw new IllegalStateException("the store is away");
        }
        messages.add(message);
    }

    @Override
    public KeyAnswer keyPressed(KeyPress press) {
        presses.add(press);
        return keyAnswer;
    }

    @Override
    public CallScript script(String notificationKey, @Nullable String answeredBy) {
        return script;
    }

    @Override
    public void report(DeliveryReport report) {
        reports.add(report);
    }

    @Override
    public LinkView view(String token) {
        return view;
    }

    @Override
    public ActionResult act(String token, boolean confirmed) {
        acts.add(token + (confirmed ? " confirmed" : ""));
        return result;
    }

    /** The texts so far. */
    public List<InboundMessage> messages() {
        return messages;
    }

    /** The keys so far. */
    public List<KeyPress> presses() {
        return presses;
    }

    /** The reports so far. */
    public List<DeliveryReport> reports() {
        return reports;
    }
}
