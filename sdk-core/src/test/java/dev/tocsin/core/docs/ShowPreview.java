package dev.tocsin.core.docs;

import dev.tocsin.core.Tocsin;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.preview.Preview;
import dev.tocsin.core.preview.Previewer;
import java.util.List;

/** Shows what events would do with the rules as they are. */
public final class ShowPreview {
    private ShowPreview() {}

    public static void show(Tocsin tocsin, List<SecurityEvent> events) {
        Previewer previewer =
                Previewer.builder(tocsin.configuration().of(MspId.SINGLE)).build();
        Preview preview = previewer.run(events);
        preview.tickets()
                .forEach(ticket -> System.out.println(ticket.companyName() + ": " + ticket.summary() + ", "
                        + ticket.priority() + ", " + ticket.notes().size() + " notes, "
                        + (ticket.closed() ? "closed" : "open")));
        preview.reasons(Receipt.Outcome.PARKED)
                .forEach((reason, count) -> System.out.println(count + " parked: " + reason));
    }
}
