package dev.tocsin.core.company;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the few names that can be near to one: those that share a word or two neighbouring words that not everybody has,
 * or that are equal after one letter is left out on either side. The work for a name is bounded, whatever the others are.
 */
final class NameIndex {
    /** Words that more names have than this tell nothing. */
    private static final int COMMON = 64;

    private static final int MOST_CANDIDATES = 128;
    private static final int LONGEST_SPELLED = 40;
    private static final int MOST_WORDS = 16;

    private final List<NameShape> shapes;
    private final Map<String, List<Integer>> whole = new HashMap<>();
    private final Map<String, List<Integer>> spellings = new HashMap<>();
    private final Map<String, List<Integer>> parts = new HashMap<>();
    private final Map<String, Integer> wordCounts = new HashMap<>();

    NameIndex(List<NameShape> shapes) {
        this.shapes = List.copyOf(shapes);
        for (int i = 0; i < shapes.size(); i++) {
            NameShape shape = shapes.get(i);
            if (shape.core().isEmpty()) {
                add(whole, shape.exact(), i);
                continue;
            }
            add(whole, shape.sorted(), i);
            for (String spelling : spellings(shape.compact())) {
                add(spellings, spelling, i);
            }
            for (String part : parts(shape.core())) {
                add(parts, part, i);
            }
            Set.copyOf(shape.core()).forEach(word -> wordCounts.merge(word, 1, Integer::sum));
        }
    }

    /** Keeps one more than are of use, so that a full list is known to be too long. */
    private static void add(Map<String, List<Integer>> index, String key, int place) {
        List<Integer> places = index.computeIfAbsent(key, unused -> new ArrayList<>(1));
        if (places.size() <= COMMON) {
            places.add(place);
        }
    }

    /** The places of the names that may be near, the most likely first; at most {@link #MOST_CANDIDATES}. */
    List<Integer> candidates(NameShape shape) {
        Set<Integer> found = new LinkedHashSet<>();
        if (shape.core().isEmpty()) {
            return whole.getOrDefault(shape.exact(), List.of());
        }
        found.addAll(whole.getOrDefault(shape.sorted(), List.of()));
        for (String spelling : spellings(shape.compact())) {
            fill(found, spellings.getOrDefault(spelling, List.of()));
        }
        parts(shape.core()).stream()
                .map(part -> parts.getOrDefault(part, List.of()))
                .filter(places -> places.size() <= COMMON)
                .sorted(Comparator.comparingInt(List::size))
                .forEach(places -> fill(found, places));
        return List.copyOf(found);
    }

    private static void fill(Set<Integer> found, List<Integer> places) {
        for (Integer place : places) {
            if (found.size() >= MOST_CANDIDATES) {
                return;
            }
            found.add(place);
        }
    }

    /** The shape of the name at a place. */
    NameShape shape(int place) {
        return shapes.get(place);
    }

    /** How much it tells that two names share a word: 1 if all names have it, about 14 if one of 10,000 does. */
    int weight(String word) {
        int share = (shapes.size() + 1) / Math.max(1, wordCounts.getOrDefault(word, 0));
        return Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, share));
    }

    /** The name and each form of it with one letter left out. */
    private static Set<String> spellings(String compact) {
        String name = compact.substring(0, Math.min(compact.length(), LONGEST_SPELLED));
        Set<String> spellings = new LinkedHashSet<>();
        spellings.add(name);
        for (int i = 0; i < name.length(); i++) {
            spellings.add(name.substring(0, i) + name.substring(i + 1));
        }
        return spellings;
    }

    /** The words, and each pair of neighbours. */
    private static Set<String> parts(List<String> core) {
        Set<String> parts = new LinkedHashSet<>();
        for (int i = 0; i < Math.min(core.size(), MOST_WORDS); i++) {
            parts.add(core.get(i));
            if (i > 0) {
                parts.add(core.get(i - 1) + " " + core.get(i));
            }
        }
        return parts;
    }
}
