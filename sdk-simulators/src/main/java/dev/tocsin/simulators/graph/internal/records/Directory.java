package dev.tocsin.simulators.graph.internal.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The users of a tenant, each in a slot of its own: first those of the crowd, which take no memory until they are changed,
 * then those that were added. Every change is remembered in order, for delta. Not thread-safe: its tenant guards it.
 */
public final class Directory {
    /** Where a user is. */
    public enum State {
        /** Among the users. */
        LIVE,
        /** In the recycle bin, from which it can be restored. */
        DELETED,
        /** Gone for good. */
        PURGED
    }

    private final CrowdUsers crowd;
    private final Map<Integer, ObjectNode> own = new HashMap<>();
    private final Map<String, Integer> slotByName = new HashMap<>();
    private final Map<Integer, State> gone = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private int slots;

    /** @param crowd the first users */
    public Directory(CrowdUsers crowd) {
        this.crowd = crowd;
        slots = crowd.count();
    }

    /** How many slots there are; each below this number had a user once. */
    public int slots() {
        return slots;
    }

    /** How many users there are. */
    public int size() {
        return slots - gone.size();
    }

    /** Where the user of a slot is. */
    public State state(int slot) {
        return gone.getOrDefault(slot, State.LIVE);
    }

    /** The user of a slot. Not to be changed. */
    public ObjectNode read(int slot) {
        ObjectNode changed = own.get(slot);
        return changed == null ? crowd.read(slot) : changed;
    }

    /** The id of the user of a slot. */
    public String id(int slot) {
        return slot < crowd.count() ? crowd.id(slot) : read(slot).path("id").asText();
    }

    /** The slot of a user who is there, by id or user name in any case; empty if there is none. */
    public OptionalInt find(String idOrName) {
        OptionalInt slot = findAnywhere(idOrName);
        return slot.isPresent() && state(slot.getAsInt()) == State.LIVE ? slot : OptionalInt.empty();
    }

    /** The slot of a user, also of a deleted one; empty if there is none. */
    public OptionalInt findAnywhere(String idOrName) {
        String name = idOrName.toLowerCase(Locale.ROOT);
        Integer known = slotByName.get(name);
        if (known != null) {
            return OptionalInt.of(known);
        }
        OptionalInt slot = crowd.find(name);
        // A member of the crowd who was renamed is found by id and new name only.
        boolean renamed = slot.isPresent()
                && own.containsKey(slot.getAsInt())
                && !crowd.id(slot.getAsInt()).equals(name);
        return renamed ? OptionalInt.empty() : slot;
    }

    /** The number with which a member of the crowd signs in; empty for none. */
    public String signInPhone(int slot) {
        return slot < crowd.count() ? crowd.signInPhone(slot) : "";
    }

    /** Adds a user, who has an id and a user name. */
    public int add(ObjectNode user) {
        int slot = slots++;
        own.put(slot, user);
        remember(slot, user);
        changes.add(Change.whole(slot));
        return slot;
    }

    /** Changes properties of a user; a null clears one. What stays the same is no change. */
    public void edit(int slot, ObjectNode fields) {
        ObjectNode user = read(slot).deepCopy();
        Set<String> changed = new HashSet<>();
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            JsonNode before = user.get(field.getKey());
            if (before == null ? !field.getValue().isNull() : !before.equals(field.getValue())) {
                user.set(field.getKey(), field.getValue());
                changed.add(field.getKey());
            }
        }
        if (!changed.isEmpty()) {
            slotByName.remove(nameOf(read(slot)));
            own.put(slot, user);
            remember(slot, user);
            changes.add(new Change(slot, Set.copyOf(changed)));
        }
    }

    private void remember(int slot, ObjectNode user) {
        slotByName.put(user.path("id").asText().toLowerCase(Locale.ROOT), slot);
        slotByName.put(nameOf(user), slot);
    }

    private static String nameOf(ObjectNode user) {
        return user.path("userPrincipalName").asText().toLowerCase(Locale.ROOT);
    }

    /** Moves a user to the recycle bin, back from it, or out of it for good. */
    public void move(int slot, State state) {
        if (state == State.LIVE) {
            gone.remove(slot);
        } else {
            gone.put(slot, state);
        }
        changes.add(Change.whole(slot));
    }

    /** How many changes there were: a position in their order. */
    public int position() {
        return changes.size();
    }

    /**
     * The users with a change between two positions, in the order of their first one, with the properties that changed;
     * none for a user that appeared or went.
     *
     * @param tracked the properties whose changes count
     */
    public Map<Integer, Set<String>> changed(int from, int to, Set<String> tracked) {
        Map<Integer, Set<String>> changed = new LinkedHashMap<>();
        Set<Integer> whole = new HashSet<>();
        for (Change change : changes.subList(from, Math.min(to, changes.size()))) {
            if (change.properties().isEmpty()) {
                whole.add(change.slot());
                changed.put(change.slot(), Set.of());
            } else if (!whole.contains(change.slot())) {
                Set<String> seen = new HashSet<>(change.properties());
                seen.retainAll(tracked);
                if (!seen.isEmpty()) {
                    changed.computeIfAbsent(change.slot(), s -> new HashSet<>()).addAll(seen);
                }
            }
        }
        return changed;
    }
}
