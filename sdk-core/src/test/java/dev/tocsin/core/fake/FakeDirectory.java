package dev.tocsin.core.fake;

import dev.tocsin.core.base.TransportException;
import dev.tocsin.core.people.Directory;
import dev.tocsin.core.people.DirectoryDelta;
import dev.tocsin.core.people.DirectoryPage;
import dev.tocsin.core.people.DirectoryQuery;
import dev.tocsin.core.people.DirectoryUser;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A directory in memory that tells its users and what changed of them in pages, as Microsoft Graph does: a listing goes by id while
 * the users change, and the changes since its beginning come with the next reading.
 */
public final class FakeDirectory implements Directory {
    private final TreeMap<String, DirectoryUser> users = new TreeMap<>();
    private final List<String> log = new ArrayList<>();
    private final List<DirectoryUser> versions = new ArrayList<>();
    private final int pageSize;
    private final @Nullable Random noise;
    private Runnable beforePage = () -> {};
    private int generation = 1;
    private int calls;
    private int failAt;

    /** A directory that tells each user once, in order. */
    public FakeDirectory(int pageSize) {
        this(pageSize, null);
    }

    /** A directory that tells users again, in any order and with older versions first. */
    public FakeDirectory(int pageSize, @Nullable Random noise) {
        this.pageSize = pageSize;
        this.noise = noise;
    }

    public synchronized void put(DirectoryUser user) {
        users.put(user.id(), user);
        log.add(user.id());
        versions.add(user);
    }

    public synchronized void remove(String id) {
        if (users.remove(id) != null) {
            log.add(id);
        }
    }

    public synchronized Collection<DirectoryUser> now() {
        return List.copyOf(users.values());
    }

    /** From now on no token that was given counts. */
    public synchronized void expireTokens() {
        generation++;
    }

    /** The page of this number from now on cannot be read, 1 for the next one; 0 for none. */
    public synchronized void failAt(int page) {
        failAt = page == 0 ? 0 : calls + page;
    }

    /** Runs before each page of changes. */
    public synchronized void beforePage(Runnable action) {
        beforePage = action;
    }

    /** How many pages of changes were asked for. */
    public synchronized int calls() {
        return calls;
    }

    @Override
    public DirectoryPage users(DirectoryQuery query) {
        String after = query.cursor() == null ? "" : query.cursor();
        String search = query.search();
        List<DirectoryUser> page = now().stream()
                .filter(user -> user.id().compareTo(after) > 0)
                .filter(user ->
                        search == null || String.valueOf(user.displayName()).startsWith(search))
                .limit(query.pageSize() + 1L)
                .toList();
        boolean more = page.size() > query.pageSize();
        List<DirectoryUser> shown = more ? page.subList(0, query.pageSize()) : page;
        return new DirectoryPage(shown, more ? shown.get(shown.size() - 1).id() : null);
    }

    @Override
    public DirectoryDelta changes(@Nullable String token) {
        beforePage.run();
        return page(token);
    }

    private synchronized DirectoryDelta page(@Nullable String token) {
        calls++;
        if (calls == failAt) {
            throw new TransportException("the line is dead", null, null);
        }
        if (token == null) {
            return listing("", log.size(), false);
        }
        String[] parts = token.split("\\|", -1);
        if (Integer.parseInt(parts[1]) != generation) {
            return listing("", log.size(), true);
        }
        return parts[0].equals("list")
                ? listing(parts[3], Integer.parseInt(parts[2]), false)
                : delta(Integer.parseInt(parts[2]));
    }

    private DirectoryDelta listing(String after, int since, boolean reset) {
        List<DirectoryUser> rest = List.copyOf(users.tailMap(after, false).values());
        boolean more = rest.size() > pageSize;
        List<DirectoryUser> page = more ? rest.subList(0, pageSize) : rest;
        String next = more
                ? "list|" + generation + "|" + since + "|"
                        + page.get(page.size() - 1).id()
                : "delta|" + generation + "|" + since;
        return new DirectoryDelta(noisy(page), next, more, reset);
    }

    private DirectoryDelta delta(int since) {
        int end = Math.min(log.size(), since + pageSize);
        Set<String> ids = new LinkedHashSet<>(log.subList(since, end));
        List<DirectoryUser> page = new ArrayList<>();
        for (String id : ids) {
            DirectoryUser user = users.get(id);
            page.add(user == null ? DirectoryUser.gone(id) : user);
        }
        return new DirectoryDelta(noisy(page), "delta|" + generation + "|" + end, end < log.size(), false);
    }

    /** What is true now comes last of each user. */
    private List<DirectoryUser> noisy(List<DirectoryUser> page) {
        if (noise == null) {
            return page;
        }
        List<DirectoryUser> told = new ArrayList<>();
        for (DirectoryUser user : page) {
            if (noise.nextInt(4) == 0) {
                told.add(user);
            }
            versions.stream()
                    .filter(old -> old.id().equals(user.id()) && noise.nextInt(6) == 0)
                    .forEach(told::add);
        }
        List<DirectoryUser> last = new ArrayList<>(page);
        Collections.shuffle(last, noise);
        told.addAll(last);
        return told;
    }

    @Override
    public synchronized Optional<DirectoryUser> user(String idOrPrincipalName) {
        return users.values().stream()
                .filter(user ->
                        user.id().equals(idOrPrincipalName) || idOrPrincipalName.equalsIgnoreCase(user.principalName()))
                .findFirst();
    }
}
