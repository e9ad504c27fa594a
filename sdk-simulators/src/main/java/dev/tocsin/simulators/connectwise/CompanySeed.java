package dev.tocsin.simulators.connectwise;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A company to begin with. Immutable.
 *
 * @param identifier its short identifier, unique
 * @param name its name
 * @param statusOrNull the name of its status, or null for the default one
 * @param deleted whether it is marked as deleted
 * @param sites the names of its sites, the main one first; empty gives one called Main
 */
public record CompanySeed(
        String identifier, String name, @Nullable String statusOrNull, boolean deleted, List<String> sites) {
    /** Copies the sites. */
    public CompanySeed {
        Objects.requireNonNull(identifier, "identifier");
        Objects.requireNonNull(name, "name");
        sites = List.copyOf(sites);
    }

    /** A company in use, with these sites. */
    public static CompanySeed of(String identifier, String name, String... sites) {
        return new CompanySeed(identifier, name, null, false, List.of(sites));
    }

    /** This company in another status. */
    public CompanySeed withStatus(String status) {
        return new CompanySeed(identifier, name, status, deleted, sites);
    }

    /** This company, marked as deleted. */
    public CompanySeed asDeleted() {
        return new CompanySeed(identifier, name, statusOrNull, true, sites);
    }
}
