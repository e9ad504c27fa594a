package dev.tocsin.connectwise;

import java.util.List;
import java.util.Optional;

/** The sources of tickets. Thread-safe. Every method throws {@link dev.tocsin.core.base.TocsinException}. */
public final class Sources {
    private final Listing<Source> listing;

    Sources(Gateway gateway) {
        this.listing = new Listing<>(gateway, "/service/sources", Source::from);
    }

    /** All sources, in the order of their ids. */
    public List<Source> list() {
        return listing.all();
    }

    /** A source; empty if there is none with the id. */
    public Optional<Source> get(int id) {
        return listing.get(id);
    }
}
