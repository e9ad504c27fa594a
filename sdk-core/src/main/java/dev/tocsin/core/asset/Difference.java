package dev.tocsin.core.asset;

import org.jspecify.annotations.Nullable;

/**
 * One value that a write would change, for people.
 *
 * @param place {@code status}, {@code fields[osType]} or {@code questions[Asset tag]}
 * @param before what the PSA has, quoted; {@code ***} if nobody may see it, or null if it has nothing
 * @param after what it would have, quoted; {@code ***} if nobody may see it
 */
public record Difference(String place, @Nullable String before, String after) {
    @Override
    public String toString() {
        return place + ": " + (before == null ? "" : before + " → ") + after;
    }
}
