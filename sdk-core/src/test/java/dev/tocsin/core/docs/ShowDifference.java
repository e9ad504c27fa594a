package dev.tocsin.core.docs;

import dev.tocsin.core.Tocsin;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.preview.PreviewDifference;
import dev.tocsin.core.preview.Previewer;
import dev.tocsin.core.preview.RecordedEvents;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoredConfiguration;
import java.util.List;

/** Shows what a changed rule would have made of the events that the store has. */
public final class ShowDifference {
    private ShowDifference() {}

    public static void show(Store store, Tocsin tocsin, IntegrationRule changed) {
        StoredConfiguration asItIs = tocsin.configuration().of(MspId.SINGLE);
        List<SecurityEvent> recorded = RecordedEvents.read(store, MspId.SINGLE, null, null, Previewer.MOST_EVENTS);
        PreviewDifference difference = PreviewDifference.between(
                Previewer.builder(asItIs).build().run(recorded),
                Previewer.builder(asItIs)
                        .change(configuration -> configuration.save(changed))
                        .build()
                        .run(recorded));
        difference.appearing().forEach(ticket -> System.out.println("more: " + ticket.summary()));
        difference.disappearing().forEach(ticket -> System.out.println("less: " + ticket.summary()));
        difference
                .changed()
                .forEach(ticket -> System.out.println(ticket.before().summary() + ": " + ticket.fields()));
    }
}
