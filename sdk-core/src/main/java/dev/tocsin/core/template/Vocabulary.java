package dev.tocsin.core.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names that templates of one kind may use.
 *
 * @param everywhere the names that are legal everywhere
 * @param inLists the further names that are legal within a section over a list, where they speak of its present item
 */
public record Vocabulary(Map<String, Kind> everywhere, Map<String, Kind> inLists) {
    /** What a name stands for, which says how it may be used. */
    public enum Kind {
        /** A text or a number; as a section it tells whether it is neither empty nor zero. */
        VALUE,
        /** Yes or no, for sections only. */
        FLAG,
        /** Items, for sections only: one section for each, or the inverted section if there is none. */
        LIST
    }

    /** Copies the maps and keeps their order. */
    public Vocabulary {
        everywhere = Collections.unmodifiableMap(new LinkedHashMap<>(everywhere));
        inLists = Collections.unmodifiableMap(new LinkedHashMap<>(inLists));
    }

    @Nullable
    Kind kind(String name, boolean inList) {
        Kind kind = everywhere.get(name);
        return kind == null && inList ? inLists.get(name) : kind;
    }

    List<String> lists() {
        return everywhere.keySet().stream()
                .filter(name -> everywhere.get(name) == Kind.LIST)
                .toList();
    }
}
