package dev.tocsin.connectwise;

import java.util.List;
import java.util.Optional;

/** The priorities of tickets. Thread-safe. Every method throws {@link dev.tocsin.core.base.TocsinException}. */
public final class Priorities {
    private final Listing<Priority> listing;

    Priorities(Gateway gateway) {
        this.listing = new Listing<>(gateway, "/service/priorities", Priority::from);
    }

    /** All priorities, in the order of their ids. */
    public List<Priority> list() {
        return listing.all();
    }

    /** A priority; empty if there is none with the id. */
    public Optional<Priority> get(int id) {
        return listing.get(id);
    }
}
