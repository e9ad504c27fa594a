package dev.tocsin.simulators.connectwise.internal.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Records by ascending id, of which there may be too many to hold all of them at once. */
public interface Rows {
    /** The ids above a given one, ascending. */
    IntStream idsAfter(int id);

    /**
     * The ids above a given one, ascending, of records that may meet some equalities: all that do are among them.
     *
     * @param required what fields, such as {@code company/id}, must equal; as text in lower case
     */
    default IntStream idsAfter(int id, Map<String, String> required) {
        return idsAfter(id);
    }

    /** The record of an id that {@link #idsAfter} named. */
    ObjectNode row(int id);

    /** The record of an id as far as the fields of {@link #plainFields} go, where that costs less. */
    default ObjectNode plain(int id) {
        return row(id);
    }

    /** The fields that {@link #plain} shows as they are. */
    default Set<String> plainFields() {
        return Set.of();
    }

    /** How many there are. */
    int size();
}
