package dev.tocsin.connectwise;

import dev.tocsin.connectwise.record.InvalidRequestException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A short list of named records, kept for a while. Thread-safe; no lock is held while the server is asked, so two threads
 * may ask it at once.
 */
final class CachedList<T> {
    /** A name that is not found may be new, so the list is read again; but not for each of many wrong names. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final String what;
    private final Supplier<List<T>> source;
    private final ToIntFunction<T> id;
    private final Function<T, String> name;
    private final Predicate<T> active;
    private final Clock clock;
    private final Duration timeToLive;
    private final AtomicReference<@Nullable Loaded<T>> loaded = new AtomicReference<>();

    private record Loaded<T>(List<T> items, Instant at) {}

    /**
     * @param what the kind of records in words, with its place, such as {@code status on board 'Help'}
     * @param active whether a record may be chosen
     */
    CachedList(
            String what,
            Supplier<List<T>> source,
            ToIntFunction<T> id,
            Function<T, String> name,
            Predicate<T> active,
            Clock clock,
            Duration timeToLive) {
        this.what = what;
        this.source = source;
        this.id = id;
        this.name = name;
        this.active = active;
        this.clock = clock;
        this.timeToLive = timeToLive;
    }

    /** The records that may be chosen. */
    List<T> items() {
        return notOlderThan(timeToLive);
    }

    /**
     * The record with a name, as the server compares names: without regard to case. Of several, the one that is written
     * exactly so is meant.
     *
     * @throws InvalidRequestException if there is none that may be chosen: it names the legal ones; or if it cannot be told
     *     which of several is meant: it names them with their ids
     */
    T require(String wanted) {
        return named(items(), wanted)
                .or(() -> named(notOlderThan(FRESH), wanted))
                .orElseThrow(() -> {
                    List<String> legal = items().stream().map(name).toList();
                    return InvalidRequestException.of(
                            "catalogue", what, "there is no active '" + wanted + "'; legal are " + legal);
                });
    }

    private Optional<T> named(List<T> items, String wanted) {
        List<T> exact =
                items.stream().filter(item -> name.apply(item).equals(wanted)).toList();
        List<T> found = !exact.isEmpty()
                ? exact
                : items.stream()
                        .filter(item -> name.apply(item).strip().equalsIgnoreCase(wanted.strip()))
                        .toList();
        if (found.size() > 1) {
            List<String> each = found.stream()
                    .map(item -> "'" + name.apply(item) + "' (" + id.applyAsInt(item) + ")")
                    .toList();
            throw InvalidRequestException.of(
                    "catalogue", what, "'" + wanted + "' may be any of " + each + "; give the exact name, or the id");
        }
        return found.stream().findFirst();
    }

    private List<T> notOlderThan(Duration age) {
        Loaded<T> known = loaded.get();
        Instant now = clock.instant();
        boolean usable = known != null
                && !now.isBefore(known.at())
                && now.isBefore(known.at().plus(age));
        if (known != null && usable) {
            return known.items();
        }
        Loaded<T> read = new Loaded<>(source.get().stream().filter(active).toList(), now);
        loaded.set(read);
        return read.items();
    }
}
