package dev.tocsin.connectwise.psa;

import dev.tocsin.connectwise.service.Ticket;
import dev.tocsin.core.base.ApiException;
import dev.tocsin.core.base.AuthenticationException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Tickets of projects as far as they are shown: none where the role lacks the right to them or the server does not have the
 * path. Everything else that goes wrong is thrown. Not thread-safe.
 */
final class ShownTickets implements Iterator<Ticket> {
    private final Iterator<Ticket> tickets;
    private boolean asked;
    private boolean shown;

    private ShownTickets(Iterator<Ticket> tickets) {
        this.tickets = tickets;
    }

    /** The tickets of a stream that asks the server when it is consumed; so does this one. */
    static Stream<Ticket> of(Stream<Ticket> tickets) {
        Iterator<Ticket> rows = new ShownTickets(tickets.iterator());
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, Spliterator.ORDERED), false)
                .onClose(tickets::close);
    }

    /** What is read, or what stands for it where tickets of projects are not shown. */
    static <T> T orElse(T otherwise, Supplier<T> read) {
        try {
            return read.get();
        } catch (AuthenticationException e) {
            if (e.status() == 403) {
                return otherwise;
            }
            throw e;
        } catch (ApiException e) {
            if (e.status() == 404) {
                return otherwise;
            }
            throw e;
        }
    }

    @Override
    public boolean hasNext() {
        if (!asked) {
            shown = orElse(false, tickets::hasNext);
            asked = true;
        }
        return shown && tickets.hasNext();
    }

    @Override
    public Ticket next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return tickets.next();
    }
}
