package dev.tocsin.core.people;

import dev.tocsin.core.base.TocsinException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The users of one directory: of the MSP, for its technicians, or of a customer, for the people whom alerts are about. An
 * adapter per directory service; read only. Thread-safe.
 */
public interface Directory {
    /**
     * One page of the users, read with one request.
     *
     * @throws IllegalArgumentException if the cursor of the query is not of this directory
     * @throws TocsinException if the directory cannot be read
     */
    DirectoryPage users(DirectoryQuery query);

    /**
     * What changed since a token was given, one page of it. A user may come twice, in any order and again after it was told
     * once; the last one told holds, and applying it twice changes nothing.
     *
     * @param token what the page before gave, or null to read all users from the beginning
     * @throws TocsinException if the directory cannot be read
     */
    DirectoryDelta changes(@Nullable String token);

    /**
     * One user.
     *
     * @param idOrPrincipalName the directory's id of the user, or the principal name
     * @return the user, disabled or not; empty if the directory has none
     * @throws TocsinException if the directory cannot be read
     */
    Optional<DirectoryUser> user(String idOrPrincipalName);
}
