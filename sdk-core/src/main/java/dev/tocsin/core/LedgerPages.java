package dev.tocsin.core;

import dev.tocsin.core.consent.ConsentEntry;
import dev.tocsin.core.store.ConsentStore.Numbered;
import dev.tocsin.core.store.Store;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The entries of a programme, read a page at a time. Used by one thread. */
final class LedgerPages implements Iterator<ConsentEntry> {
    private static final int PAGE = 500;

    private final Store store;
    private final String programme;
    private Iterator<Numbered> page = List.<Numbered>of().iterator();
    private long after;
    private boolean ended;

    LedgerPages(Store store, String programme) {
        this.store = store;
        this.programme = programme;
    }

    @Override
    public boolean hasNext() {
        if (!page.hasNext() && !ended) {
            List<Numbered> read = store.read(session -> session.consent().page(programme, after, PAGE));
            ended = read.size() < PAGE;
            page = read.iterator();
        }
        return page.hasNext();
    }

    @Override
    public ConsentEntry next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Numbered next = page.next();
        after = next.number();
        return next.entry();
    }
}
