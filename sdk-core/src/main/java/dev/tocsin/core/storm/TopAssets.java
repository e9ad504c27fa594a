package dev.tocsin.core.storm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The assets with the most events of a storm, in bounded space: {@link #COUNTERS} counters by the space-saving method
 * (Metwally, Agrawal, El Abbadi 2005). Each asset with more than a {@link #COUNTERS}th of all events is among them, a
 * count is too high by at most its {@code slack} and never too low. The same events in the same order give the same
 * counters.
 *
 * @param counters the assets, those with the most events first, then by name
 */
public record TopAssets(List<Counter> counters) {
    /** How many assets are counted. */
    public static final int COUNTERS = 20;

    /** Nothing counted. */
    public static final TopAssets NONE = new TopAssets(List.of());

    private static final int LONGEST_NAME = 64;
    private static final Pattern NO_TEXT = Pattern.compile("[\\s\\p{Z}\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069]+");
    private static final Comparator<Counter> MOST_FIRST =
            Comparator.comparingLong(Counter::events).reversed().thenComparing(Counter::asset);

    /**
     * The events of one asset.
     *
     * @param asset its name, on one line, at most 64 characters
     * @param events how many there were at most
     * @param slack how many fewer there may have been; 0 if the number is exact
     */
    public record Counter(String asset, long events, long slack) {}

    /** Copies the list. */
    public TopAssets {
        counters = List.copyOf(counters);
    }

    /**
     * With events of an asset.
     *
     * @param asset its name; null or blank if the events have none, which counts nothing
     */
    public TopAssets plus(@Nullable String asset, long events) {
        String name = asset == null
                ? ""
                : NoteText.cut(NO_TEXT.matcher(asset).replaceAll(" ").strip(), LONGEST_NAME);
        if (name.isEmpty() || events <= 0) {
            return this;
        }
        List<Counter> changed = new ArrayList<>(counters);
        int known = indexOf(name);
        if (known >= 0) {
            Counter before = changed.get(known);
            changed.set(known, new Counter(name, before.events() + events, before.slack()));
        } else if (changed.size() < COUNTERS) {
            changed.add(new Counter(name, events, 0));
        } else {
            Counter least = changed.remove(changed.size() - 1);
            changed.add(new Counter(name, least.events() + events, least.events()));
        }
        Collections.sort(changed, MOST_FIRST);
        return new TopAssets(changed);
    }

    private int indexOf(String asset) {
        for (int i = 0; i < counters.size(); i++) {
            if (counters.get(i).asset().equals(asset)) {
                return i;
            }
        }
        return -1;
    }

    /** The first of them, at most so many. */
    public List<Counter> first(int most) {
        return counters.subList(0, Math.min(most, counters.size()));
    }
}
