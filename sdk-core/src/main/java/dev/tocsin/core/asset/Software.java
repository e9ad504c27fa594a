package dev.tocsin.core.asset;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A program that is installed on an asset. Ordered by name, then version.
 *
 * @param name its name, without the version
 * @param version its version, or null if the source does not say
 */
public record Software(String name, @Nullable String version) implements Comparable<Software> {
    private static final Comparator<Software> ORDER = Comparator.comparing(Software::name)
            .thenComparing(one -> one.version() == null ? "" : String.valueOf(one.version()));

    /** Trims both; refuses a blank name, and half a surrogate pair. */
    public Software {
        name = AssetText.required("software.name", name);
        version = AssetText.whole("software.version", version);
    }

    @Override
    public int compareTo(Software other) {
        return ORDER.compare(this, other);
    }
}
