package dev.tocsin.core.people;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a directory's users.
 *
 * @param users the users
 * @param next where the next page begins, or null if this is the last
 */
public record DirectoryPage(
        List<DirectoryUser> users, @Nullable String next) {
    /** Copies the list. */
    public DirectoryPage {
        users = List.copyOf(users);
    }
}
