package dev.tocsin.simulators.connectwise;

import java.util.List;

/**
 * A service board with its pick lists. Immutable.
 *
 * @param id its id
 * @param name its name
 * @param statuses its statuses
 * @param types its types
 * @param subTypes its subtypes
 * @param items its items
 */
public record SimBoard(
        int id, String name, List<SimStatus> statuses, List<SimRef> types, List<SimRef> subTypes, List<SimRef> items) {
    /** Copies the lists. */
    public SimBoard {
        statuses = List.copyOf(statuses);
        types = List.copyOf(types);
        subTypes = List.copyOf(subTypes);
        items = List.copyOf(items);
    }

    /**
     * A status by its exact name.
     *
     * @throws IllegalArgumentException if the board has none, naming those it has
     */
    public SimStatus status(String statusName) {
        return statuses.stream()
                .filter(s -> s.name().equals(statusName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "status: '" + statusName + "' is none of board " + name + ": " + statuses));
    }
}
