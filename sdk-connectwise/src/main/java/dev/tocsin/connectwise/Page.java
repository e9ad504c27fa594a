package dev.tocsin.connectwise;

import java.util.List;

/**
 * One page of a list.
 *
 * @param items its records, in the server's order
 * @param number its number, from 1
 * @param size how many records were asked for
 * @param hasNext whether the server says that there is a further page
 * @param <T> the type of record
 */
public record Page<T>(List<T> items, int number, int size, boolean hasNext) {
    /** Keeps its own copy of the records. */
    public Page {
        items = List.copyOf(items);
    }

    /** Whether there may be a next page: a full page may be followed by an empty one, whatever the server says. */
    public boolean mayHaveNext() {
        return hasNext || items.size() >= size;
    }
}
