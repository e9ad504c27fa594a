package dev.tocsin.connectwise.psa;

import dev.tocsin.connectwise.callback.CallbackMessage;
import java.util.function.Consumer;

/**
 * Hears genuine callbacks and passes on which tickets they are about. Callbacks of other records are passed over. Give it to
 * {@code CallbackHandler.builder().listener(...)}.
 *
 * <p>A callback is a hint and no more: what happened to the ticket, and what it says the ticket is like, is not passed on,
 * since callbacks come late, twice, in another order or never. Whoever gets the id reads the ticket; a ticket that callbacks
 * never told of is found by {@link ConnectWisePsa#changedSince}.
 *
 * <p>As thread-safe as who gets the ids. What that one throws is thrown on, so that the vendor may send the callback again.
 */
public final class TicketCallbacks implements Consumer<CallbackMessage> {
    private static final String TICKET = "ticket";

    private final Consumer<String> hints;

    /**
     * A listener.
     *
     * @param hints gets the ids of tickets, in the form of {@link dev.tocsin.core.psa.TicketSnapshot#id()}; it runs in the
     *     server's thread and should only note that the ticket is to be read
     */
    public TicketCallbacks(Consumer<String> hints) {
        this.hints = hints;
    }

    @Override
    public void accept(CallbackMessage message) {
        if (message.type().equalsIgnoreCase(TICKET) && message.recordId() > 0) {
            hints.accept(Integer.toString(message.recordId()));
        }
    }
}
