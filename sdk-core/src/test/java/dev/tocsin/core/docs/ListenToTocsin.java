package dev.tocsin.core.docs;

import dev.tocsin.core.TocsinBuilder;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.listen.MetricsListener;
import dev.tocsin.core.listen.TocsinListener;
import dev.tocsin.core.store.ConnectionState;
import java.time.Duration;

/** Prints what happens to tickets and connections, and how long writes take. */
public final class ListenToTocsin {
    private ListenToTocsin() {}

    public static TocsinBuilder attach(TocsinBuilder builder) {
        return builder.listener(new TocsinListener() {
                    @Override
                    public void ticketOpened(Incident incident) {
                        System.out.println("opened #" + incident.ticketId());
                    }

                    @Override
                    public void ticketRefused(Incident incident) {
                        System.out.println("refused: " + incident.reason());
                    }

                    @Override
                    public void connectionPaused(ConnectionState connection) {
                        System.out.println("paused: " + connection.pausedReason());
                    }
                })
                .metrics(new MetricsListener() {
                    @Override
                    public void write(IntentBody body, IntentState outcome, Duration took) {
                        System.out.println(body.getClass().getSimpleName() + " " + outcome + " in " + took);
                    }
                });
    }
}
