package dev.tocsin.connectwise.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one object of an answer, in their order. Most objects have few fields, and a list has thousands of
 * objects: arrays that are searched from end to end take a fraction of the time and room of a hash table. An object with
 * many fields moves into one, so that a hostile answer cannot make the search long. Not thread-safe while it is changed.
 */
final class FieldMap extends AbstractMap<String, JsonNode> {
    private static final int FEW = 8;
    private static final int MOST_SEARCHED = 64;

    private int[] hashes = new int[FEW];
    private String[] names = new String[FEW];
    private JsonNode[] values = new JsonNode[FEW];
    private int size;
    /** One bit for each hash that is there: most names that are not are told by it at once. */
    private long marks;

    private @Nullable Map<String, JsonNode> many;

    @Override
    public int size() {
        return many == null ? size : many.size();
    }

    @Override
    public @Nullable JsonNode get(Object name) {
        if (many != null) {
            return many.get(name);
        }
        int at = indexOf(name);
        return at < 0 ? null : values[at];
    }

    @Override
    public boolean containsKey(Object name) {
        return many == null ? indexOf(name) >= 0 : many.containsKey(name);
    }

    @Override
    public @Nullable JsonNode put(String name, JsonNode value) {
        if (many != null) {
            return many.put(name, value);
        }
        int at = indexOf(name);
        if (at >= 0) {
            JsonNode before = values[at];
            values[at] = value;
            return before;
        }
        if (size == MOST_SEARCHED) {
            Map<String, JsonNode> all = new LinkedHashMap<>(this);
            all.put(name, value);
            many = all;
            return null;
        }
        if (size == names.length) {
            int room = Math.min(size * 2, MOST_SEARCHED);
            hashes = Arrays.copyOf(hashes, room);
            names = Arrays.copyOf(names, room);
            values = Arrays.copyOf(values, room);
        }
        hashes[size] = name.hashCode();
        marks |= mark(hashes[size]);
        names[size] = name;
        values[size++] = value;
        return null;
    }

    /** Compares hashes first: a string remembers its own, and names that differ nearly always differ there. */
    private int indexOf(Object name) {
        int hash = name.hashCode();
        if ((marks & mark(hash)) == 0) {
            return -1;
        }
        for (int i = 0; i < size; i++) {
            if (hashes[i] == hash && names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** The hashes of short names differ most in their low bits and in those that several letters reach. */
    private static long mark(int hash) {
        return 1L << ((hash ^ (hash >>> 15)) & 63);
    }

    private void removeAt(int at) {
        size--;
        System.arraycopy(hashes, at + 1, hashes, at, size - at);
        System.arraycopy(names, at + 1, names, at, size - at);
        System.arraycopy(values, at + 1, values, at, size - at);
    }

    @Override
    public Set<Map.Entry<String, JsonNode>> entrySet() {
        return many != null ? many.entrySet() : new Entries();
    }

    private final class Entries extends AbstractSet<Map.Entry<String, JsonNode>> {
        @Override
        public int size() {
            return size;
        }

        @Override
        public Iterator<Map.Entry<String, JsonNode>> iterator() {
            return new EntryIterator();
        }
    }

    private final class EntryIterator implements Iterator<Map.Entry<String, JsonNode>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < size;
        }

        @Override
        public Map.Entry<String, JsonNode> next() {
            if (next >= size) {
                throw new NoSuchElementException();
            }
            int at = next++;
            return new SimpleImmutableEntry<>(names[at], values[at]);
        }

        @Override
        public void remove() {
            removeAt(--next);
        }
    }
}
