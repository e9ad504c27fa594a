package dev.tocsin.core.people;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One page of a directory's users for a person to choose technicians from.
 *
 * @param entries the users
 * @param next where the next page begins ({@link DirectoryQuery#cursor}), or null if this is the last
 */
public record DirectoryListing(
        List<Entry> entries, @Nullable String next) {
    /** Copies the list. */
    public DirectoryListing {
        entries = List.copyOf(entries);
    }

    /**
     * A user.
     *
     * @param user the user
     * @param technicianId the technician whom the user is already, or null if the user is none
     */
    public record Entry(DirectoryUser user, @Nullable String technicianId) {
        /** The technician whom the user is already; empty if the user is none. */
        public Optional<String> technician() {
            return Optional.ofNullable(technicianId);
        }
    }
}
