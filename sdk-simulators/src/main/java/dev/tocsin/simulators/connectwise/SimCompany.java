package dev.tocsin.simulators.connectwise;

import java.util.List;

/**
 * A company. Immutable.
 *
 * @param id its id
 * @param identifier its short identifier, unique
 * @param name its name
 * @param status the name of its status
 * @param deleted whether it is marked as deleted
 * @param types the names of its types
 * @param sites its sites
 */
public record SimCompany(
        int id,
        String identifier,
        String name,
        String status,
        boolean deleted,
        List<String> types,
        List<SimRef> sites) {
    /** Copies the lists. */
    public SimCompany {
        types = List.copyOf(types);
        sites = List.copyOf(sites);
    }
}
