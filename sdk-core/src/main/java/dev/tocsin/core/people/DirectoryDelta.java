package dev.tocsin.core.people;

import java.util.List;

/**
 * One page of what changed in a directory.
 *
 * @param users the users that are new, changed or gone
 * @param token what to ask with next: for the next page if there is more, else for what changes from now on. To be kept in the
 *     transaction that applied the users
 * @param more whether there is a further page now
 * @param reset whether the directory could not go on from the token it was given and begins anew with this page: from here to
 *     the page without more, all users are told, and who is not among them is gone
 */
public record DirectoryDelta(List<DirectoryUser> users, String token, boolean more, boolean reset) {
    /** Copies the list. */
    public DirectoryDelta {
        users = List.copyOf(users);
    }
}
