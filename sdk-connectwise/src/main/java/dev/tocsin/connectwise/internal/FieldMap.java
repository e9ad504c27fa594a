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
 * objects: arrays that are searched from end to end take a fraction of the time and room of a hash table. Some more fields
 * get an index of one byte each. An object with many fields moves into a hash table of the JDK, which a hostile answer
 * cannot make slow. Not thread-safe while it is changed.
 */
final class FieldMap extends AbstractMap<String, JsonNode> {
    private static final int FEW = 8;
    private static final int MOST_INDEXED = 64;
    private static final byte[] NO_INDEX = {};

    private int[] hashes = new int[FEW];
    private String[] names = new String[FEW];
    private JsonNode[] values = new JsonNode[FEW];
    private int size;
    /** For each slot that a hash leads to, one more than the place of the field, or 0; empty while there are few. */
    private byte[] index = NO_INDEX;

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
        int at = name instanceof String text ? find(text, text.hashCode()) : -1;
        return at < 0 ? null : values[at];
    }

    @Override
    public boolean containsKey(Object name) {
        return get(name) != null;
    }

    @Override
    public @Nullable JsonNode put(String name, JsonNode value) {
        if (many != null) {
            return many.put(name, value);
        }
        int hash = name.hashCode();
        int at = find(name, hash);
        if (at >= 0) {
            JsonNode before = values[at];
            values[at] = value;
            return before;
        }
        if (size == MOST_INDEXED) {
            Map<String, JsonNode> all = new LinkedHashMap<>(this);
            all.put(name, value);
            many = all;
            return null;
        }
        if (size == names.length) {
            hashes = Arrays.copyOf(hashes, size * 2);
            names = Arrays.copyOf(names, size * 2);
            values = Arrays.copyOf(values, size * 2);
            index(size * 4);
        }
        hashes[size] = hash;
        names[size] = name;
        values[size++] = value;
        if (index.length > 0) {
            index[freeSlot(hash)] = (byte) size;
        }
        return null;
    }

    private int find(String name, int hash) {
        if (index.length == 0) {
            for (int i = 0; i < size; i++) {
                if (hashes[i] == hash && names[i].equals(name)) {
                    return i;
                }
            }
            return -1;
        }
        int mask = index.length - 1;
        for (int slot = spread(hash) & mask; index[slot] != 0; slot = (slot + 1) & mask) {
            int i = index[slot] - 1;
            if (hashes[i] == hash && names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private int freeSlot(int hash) {
        int mask = index.length - 1;
        int slot = spread(hash) & mask;
        while (index[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static int spread(int hash) {
        return hash ^ (hash >>> 16);
    }

    private void index(int slots) {
        index = new byte[slots];
        for (int i = 0; i < size; i++) {
            index[freeSlot(hashes[i])] = (byte) (i + 1);
        }
    }

    private void removeAt(int at) {
        size--;
        System.arraycopy(hashes, at + 1, hashes, at, size - at);
        System.arraycopy(names, at + 1, names, at, size - at);
        System.arraycopy(values, at + 1, values, at, size - at);
        if (index.length > 0) {
            index(index.length);
        }
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
