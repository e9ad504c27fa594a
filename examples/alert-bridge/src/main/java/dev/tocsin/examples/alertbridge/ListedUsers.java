package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.people.Directory;
import dev.tocsin.core.people.DirectoryDelta;
import dev.tocsin.core.people.DirectoryPage;
import dev.tocsin.core.people.DirectoryQuery;
import dev.tocsin.core.people.DirectoryUser;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A directory of which some users were listed already, so that they are not asked for one by one. Not thread-safe. */
final class ListedUsers implements Directory {
    private static final int PAGE = 500;

    private final Directory directory;
    private final Map<String, DirectoryUser> listed = new LinkedHashMap<>();

    private ListedUsers(Directory directory) {
        this.directory = directory;
    }

    /** Lists all users, or those whose name, principal name or mail address begins so. */
    static ListedUsers of(Directory directory, @Nullable String search) {
        ListedUsers users = new ListedUsers(directory);
        DirectoryQuery query = search == null ? DirectoryQuery.all(PAGE) : DirectoryQuery.search(search, PAGE);
        while (true) {
            DirectoryPage page = directory.users(query);
            page.users().forEach(user -> users.listed.put(user.id(), user));
            if (page.next() == null) {
                return users;
            }
            query = query.after(page);
        }
    }

    /** Looks for users by id or principal name; who is not found is not among them. */
    static ListedUsers named(Directory directory, Collection<String> idsOrPrincipalNames) {
        ListedUsers users = new ListedUsers(directory);
        idsOrPrincipalNames.forEach(
                wanted -> directory.user(wanted).ifPresent(user -> users.listed.put(user.id(), user)));
        return users;
    }

    /** The users that were listed. */
    List<DirectoryUser> users() {
        return List.copyOf(listed.values());
    }

    @Override
    public DirectoryPage users(DirectoryQuery query) {
        return directory.users(query);
    }

    @Override
    public DirectoryDelta changes(@Nullable String token) {
        return directory.changes(token);
    }

    @Override
    public Optional<DirectoryUser> user(String idOrPrincipalName) {
        DirectoryUser known = listed.get(idOrPrincipalName);
        return known == null ? directory.user(idOrPrincipalName) : Optional.of(known);
    }
}
