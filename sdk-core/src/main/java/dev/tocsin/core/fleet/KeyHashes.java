package dev.tocsin.core.fleet;

import dev.tocsin.core.key.KeyHash;
import dev.tocsin.core.store.AssetKey;
import java.nio.ByteBuffer;

/**
 * A set of texts of which only hashes of 64 bits are kept: 16 to 32 bytes each. Two of a million texts share a hash with a
 * probability of less than one in ten million; a dry run then misses one line. Nothing that is written depends on it.
 */
final class KeyHashes {
    private static final long EMPTY = 0;

    private long[] slots = new long[1_024];
    private int size;

    /** Adds an asset; false if it is there already. */
    boolean add(AssetKey key) {
        return add(hash(key.companyId(), key.assetId()));
    }

    /** Adds a text. */
    boolean add(String text) {
        return add(hash(text, ""));
    }

    boolean contains(AssetKey key) {
        return contains(hash(key.companyId(), key.assetId()));
    }

    boolean contains(String text) {
        return contains(hash(text, ""));
    }

    private static long hash(String one, String other) {
        long hash =
                ByteBuffer.wrap(KeyHash.start().add(one).add(other).finish()).getLong();
        return hash == EMPTY ? 1 : hash;
    }

    private boolean add(long hash) {
        int slot = slot(slots, hash);
        if (slots[slot] == hash) {
            return false;
        }
        slots[slot] = hash;
        if (++size > slots.length / 2) {
            long[] larger = new long[slots.length * 2];
            for (long one : slots) {
                if (one != EMPTY) {
                    larger[slot(larger, one)] = one;
                }
            }
            slots = larger;
        }
        return true;
    }

    private boolean contains(long hash) {
        return slots[slot(slots, hash)] == hash;
    }

    private static int slot(long[] table, long hash) {
        int slot = (int) hash & table.length - 1;
        while (table[slot] != EMPTY && table[slot] != hash) {
            slot = slot + 1 & table.length - 1;
        }
        return slot;
    }
}
