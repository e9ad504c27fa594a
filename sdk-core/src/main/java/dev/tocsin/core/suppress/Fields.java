package dev.tocsin.core.suppress;

import dev.tocsin.core.base.ConfigurationException;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads one plain map of a configuration, refusing by place and legal values what cannot be used. Every key must be read;
 * {@link #end} refuses the others. Not thread-safe.
 */
final class Fields {
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final String place;
    private final Map<?, ?> values;
    private final Set<String> read = new LinkedHashSet<>();

    /** The fields of the map at a place such as {@code silences[0]}. */
    Fields(String place, Map<?, ?> values) {
        this.place = place;
        this.values = values;
    }

    /** The place of a field. */
    String at(String field) {
        return place.isEmpty() ? field : place + "." + field;
    }

    /** Whether no field is given at all. */
    boolean isEmpty() {
        return values.values().stream().allMatch(Objects::isNull);
    }

    private @Nullable Object value(String field) {
        read.add(field);
        return values.get(field);
    }

    /** Whether a field is given. */
    boolean has(String field) {
        return value(field) != null;
    }

    /** A text in its one form; refuses a missing one. */
    String text(String field, int longest) {
        return required(at(field), optional(field, longest), longest);
    }

    /** A text in its one form, or null if it is not given. */
    @Nullable
    String optional(String field, int longest) {
        Object value = value(field);
        if (value == null) {
            return null;
        }
        if (value instanceof Map || value instanceof Collection) {
            throw new ConfigurationException(at(field), "is a map or a list; a text is legal");
        }
        return required(at(field), value.toString(), longest);
    }

    /** A number, or null if it is not given. */
    @Nullable
    Long number(String field) {
        Object value = value(field);
        if (value == null) {
            return null;
        }
        try {
            return Long.valueOf(value.toString());
        } catch (NumberFormatException e) {
            throw new ConfigurationException(at(field), "'" + value + "' is not legal; a whole number is");
        }
    }

    /** A moment; refuses a missing one. */
    Instant instant(String field) {
        Object value = value(field);
        return value instanceof Instant instant
                ? instant
                : needed(field, parsed(field, value, Instant::parse, "a moment such as 2026-01-31T22:00:00Z"));
    }

    /** A date and time without a zone; refuses a missing one. */
    LocalDateTime dateTime(String field) {
        return needed(
                field, parsed(field, value(field), LocalDateTime::parse, "a local time such as 2026-01-31T22:00"));
    }

    /** A time of day; refuses a missing one. */
    LocalTime time(String field) {
        return needed(field, parsed(field, value(field), LocalTime::parse, "a quoted time from '00:00' to '23:59'"));
    }

    /** A date, or null if it is not given. */
    @Nullable
    LocalDate date(String field) {
        return parsed(field, value(field), LocalDate::parse, "a date such as 2026-01-31");
    }

    /** A length of time; refuses a missing one. */
    Duration duration(String field) {
        return needed(field, parsed(field, value(field), Duration::parse, "a length such as PT8H"));
    }

    private <T> T needed(String field, @Nullable T value) {
        if (value == null) {
            throw new ConfigurationException(at(field), "is missing");
        }
        return value;
    }

    private <T> @Nullable T parsed(String field, @Nullable Object value, Function<String, T> parser, String legal) {
        if (value == null) {
            return null;
        }
        try {
            return parser.apply(value.toString());
        } catch (DateTimeException e) {
            throw new ConfigurationException(at(field), "'" + value + "' is not legal; " + legal + " is");
        }
    }

    /** One of an enum's values by name in either case, or null if it is not given. */
    <E extends Enum<E>> @Nullable E oneOf(String field, Class<E> type) {
        Object value = value(field);
        return value == null ? null : constant(at(field), value, type);
    }

    /** Several of an enum's values; empty if none is given. */
    <E extends Enum<E>> List<E> manyOf(String field, Class<E> type) {
        List<E> found = new ArrayList<>();
        List<?> given = list(field);
        for (int i = 0; i < given.size(); i++) {
            found.add(constant(at(field) + "[" + i + "]", given.get(i), type));
        }
        return found;
    }

    private static <E extends Enum<E>> E constant(String place, @Nullable Object value, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(String.valueOf(value).strip().toUpperCase(Locale.ROOT))) {
                return constant;
            }
        }
        throw new ConfigurationException(
                place, "'" + value + "' is not legal; legal are " + Arrays.toString(type.getEnumConstants()));
    }

    /** Several texts; empty if none is given. */
    Set<String> texts(String field, int longest) {
        Set<String> found = new LinkedHashSet<>();
        List<?> given = list(field);
        for (int i = 0; i < given.size(); i++) {
            Object value = given.get(i);
            found.add(required(at(field) + "[" + i + "]", value == null ? null : value.toString(), longest));
        }
        return found;
    }

    private List<?> list(String field) {
        Object value = value(field);
        if (value == null) {
            return List.of();
        }
        if (value instanceof Collection<?> many) {
            return new ArrayList<>(many);
        }
        throw new ConfigurationException(at(field), "'" + value + "' is not legal; a list is");
    }

    /** A nested map; refuses a missing one. */
    Fields map(String field) {
        Object value = value(field);
        if (value instanceof Map<?, ?> map) {
            return new Fields(at(field), map);
        }
        throw new ConfigurationException(
                at(field), value == null ? "is missing" : "'" + value + "' is not legal; a map is");
    }

    /** The maps of a list; empty if none is given. */
    List<Fields> maps(String field) {
        List<Fields> found = new ArrayList<>();
        List<?> given = list(field);
        for (int i = 0; i < given.size(); i++) {
            String item = at(field) + "[" + i + "]";
            if (!(given.get(i) instanceof Map<?, ?> map)) {
                throw new ConfigurationException(item, "'" + given.get(i) + "' is not legal; a map is");
            }
            found.add(new Fields(item, map));
        }
        return found;
    }

    /** What a constructor makes of the fields; its refusals get their place here. */
    <T> T built(Supplier<T> constructor) {
        try {
            return constructor.get();
        } catch (ConfigurationException e) {
            String field = e.field();
            if (field == null) {
                throw e;
            }
            String message = String.valueOf(e.getMessage()).substring(field.length() + 2);
            throw new ConfigurationException(at(field.substring(field.lastIndexOf('.') + 1)), message);
        }
    }

    /** Refuses every key that was not read. */
    void end() {
        for (Object key : values.keySet()) {
            if (!read.contains(String.valueOf(key))) {
                throw new ConfigurationException(at(String.valueOf(key)), "is not known; legal are " + read);
            }
        }
    }

    /** A text in its one form, NFC and trimmed; refuses null, blank and overlong ones by their place. */
    static String required(String place, @Nullable String value, int longest) {
        String normal = value == null
                ? ""
                : Normalizer.normalize(value, Normalizer.Form.NFC).strip();
        if (normal.isEmpty()) {
            throw new ConfigurationException(place, "is missing; 1 to " + longest + " characters are legal");
        }
        if (normal.length() > longest) {
            throw new ConfigurationException(
                    place, "has " + normal.length() + " characters; at most " + longest + " are legal");
        }
        return normal;
    }

    /** Refuses a moment that not every store can keep. */
    static void storable(String place, Instant value) {
        if (value.isBefore(EARLIEST) || !value.isBefore(LATEST)) {
            throw new ConfigurationException(
                    place, value + " is not legal; " + EARLIEST + " and later, but before " + LATEST + ", is");
        }
    }
}
