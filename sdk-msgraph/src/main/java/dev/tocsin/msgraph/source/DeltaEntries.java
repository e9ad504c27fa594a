package dev.tocsin.msgraph.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.core.base.ApiException;
import dev.tocsin.core.people.DirectoryUser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one page of delta says of each user, several entries of one user taken together. */
final class DeltaEntries {
    private static final String REMOVED = "@removed";

    private final Map<String, Entry> entries;

    private DeltaEntries(Map<String, Entry> entries) {
        this.entries = entries;
    }

    /** What is known of a user from the page: told whole, gone for good, or to be read. */
    private sealed interface Entry {
        record Whole(JsonNode user) implements Entry {}

        record Gone() implements Entry {}

        record Unread() implements Entry {}
    }

    /** @param first whether the page is of the first reading, in which users come whole */
    static DeltaEntries of(JsonNode rows, boolean first) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (JsonNode row : rows) {
            entries.merge(UserJson.id(row), entry(row, first), DeltaEntries::both);
        }
        return new DeltaEntries(entries);
    }

    /** Their order says nothing. An id is never given twice, so that "deleted" holds; what differs is read. */
    private static Entry both(Entry one, Entry other) {
        if (one instanceof Entry.Gone || other instanceof Entry.Gone) {
            return new Entry.Gone();
        }
        return one.equals(other) ? one : new Entry.Unread();
    }

    private static Entry entry(JsonNode row, boolean first) {
        if (row.has(REMOVED)) {
            boolean forGood = row.path(REMOVED).path("reason").asText().equals("deleted");
            return forGood ? new Entry.Gone() : new Entry.Unread();
        }
        return first && UserJson.whole(row) ? new Entry.Whole(row) : new Entry.Unread();
    }

    /**
     * The users as they are told, each once; reads those who are not whole.
     *
     * @throws ApiException if one of them cannot be read: to leave the user out would lose the change
     */
    List<DirectoryUser> told(BatchReads batches) {
        List<String> paths = new ArrayList<>();
        entries.forEach((id, entry) -> {
            if (entry instanceof Entry.Unread) {
                paths.add(UserJson.path(id));
            }
        });
        Map<String, BatchReads.Item> read = batches.read(paths);
        List<DirectoryUser> told = new ArrayList<>();
        entries.forEach((id, entry) -> {
            if (entry instanceof Entry.Whole whole) {
                told.add(UserJson.user(whole.user()));
            } else {
                told.add(entry instanceof Entry.Gone ? DirectoryUser.gone(id) : read(id, read));
            }
        });
        return told;
    }

    private static DirectoryUser read(String id, Map<String, BatchReads.Item> read) {
        BatchReads.Item item = read.get(UserJson.path(id));
        if (item == null) {
            throw new IllegalStateException("every path was read");
        }
        if (item.status() == 404) {
            return DirectoryUser.gone(id);
        }
        if (item.status() != 200) {
            throw item.failure("GET /users/" + id);
        }
        return UserJson.user(item.body());
    }
}
