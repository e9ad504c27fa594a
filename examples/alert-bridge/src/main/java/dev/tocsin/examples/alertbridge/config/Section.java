package dev.tocsin.examples.alertbridge.config;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.rule.Condition;
import dev.tocsin.core.rule.TicketTemplates;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one part of the configuration, each asked for by name and type. What is wrong is noted with its place
 * and answered as if it were absent, so that all faults are found in one reading. {@link #end()} notes the names that
 * nobody asked for.
 */
final class Section {
    private final String path;
    private final YamlNode.Fields fields;
    private final Reading reading;
    private final Set<String> known = new LinkedHashSet<>();

    Section(String path, YamlNode.Fields fields, Reading reading) {
        this.path = path;
        this.fields = fields;
        this.reading = reading;
    }

    /** The place of a field. */
    String place(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** The place of this part. */
    String path() {
        return path;
    }

    /** The line of a field; that of the part if the field is absent. */
    int line(String name) {
        return fields.lines().getOrDefault(name, fields.line());
    }

    /** The names in this part, in their order. */
    List<String> names() {
        return List.copyOf(fields.fields().keySet());
    }

    /** Whether a field is there and not empty. */
    boolean has(String name) {
        known.add(name);
        YamlNode node = fields.fields().get(name);
        return node != null && !(node instanceof YamlNode.Scalar scalar && scalar.empty());
    }

    /** Remembers on which line a field stands. */
    void standsAt(String name) {
        reading.standsAt(place(name), line(name));
    }

    /** Notes that a field is wrong. */
    void fault(String name, String message) {
        reading.fault(line(name), place(name), message);
    }

    /** Notes what a value's own rules say against it. */
    void fault(String name, ConfigurationException e) {
        String message = String.valueOf(e.getMessage());
        String field = e.field();
        fault(
                name,
                field != null && message.startsWith(field + ": ") ? message.substring(field.length() + 2) : message);
    }

    /** A text; null if it is absent. */
    @Nullable
    String text(String name) {
        YamlNode.Scalar scalar = scalar(name);
        return scalar == null ? null : reading.resolved(scalar, place(name));
    }

    /** A text that must be there; empty, with a fault, if it is not. */
    String needed(String name, String such) {
        boolean given = has(name);
        String text = text(name);
        if (!given || (text != null && text.isBlank())) {
            fault(name, "is missing; " + such);
        }
        return text == null ? "" : text;
    }

    /** A secret that must be there; null, with a fault, if it is not. No fault shows it. */
    @Nullable
    Secret secret(String name) {
        String text = needed(name, "a value such as ${" + name.toUpperCase(java.util.Locale.ROOT) + "} is legal");
        return text.isBlank() ? null : Secret.of(text);
    }

    /** A yes or no; the given one if it is absent. */
    boolean flag(String name, boolean otherwise) {
        Boolean flag = parsed(name, "true or false", Section::yesOrNo);
        return flag == null ? otherwise : flag;
    }

    private static @Nullable Boolean yesOrNo(String text) {
        return text.equals("true") || text.equals("false") ? Boolean.valueOf(text) : null;
    }

    /** A value of some other form; null if it is absent or, with its fault, not legal. */
    <T> @Nullable T other(String name, String legal, Function<String, @Nullable T> parse) {
        return parsed(name, legal, parse);
    }

    /** A whole number; null if it is absent. */
    @Nullable
    Integer number(String name) {
        return parsed(name, "a whole number", Section::wholeNumber);
    }

    private static @Nullable Integer wholeNumber(String text) {
        return text.matches("-?[0-9]{1,9}") ? Integer.valueOf(text) : null;
    }

    /** A time span; null if it is absent. */
    @Nullable
    Duration duration(String name) {
        return parsed(name, "a time span of ISO 8601, such as PT30S, PT15M or P7D,", Section::timeSpan);
    }

    private static @Nullable Duration timeSpan(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Time spans; null if they are absent. */
    @Nullable
    List<Duration> durations(String name) {
        if (!has(name)) {
            return null;
        }
        List<Duration> spans = new ArrayList<>();
        for (YamlNode.Scalar item : scalars(name)) {
            String place = place(name) + "[" + spans.size() + "]";
            String text = reading.resolved(item, place);
            Duration span = text == null ? null : timeSpan(text);
            if (text != null && span == null) {
                reading.fault(item.line(), place, "'" + item.text() + "' is not legal; a time span such as PT10S is");
            }
            spans.add(span == null ? Duration.ZERO : span);
        }
        return spans;
    }

    /** One of some names, in any case; null if it is absent. */
    <E extends Enum<E>> @Nullable E choice(String name, E[] legal) {
        return parsed(name, names(legal), text -> one(legal, text, Enum::name));
    }

    /** The constant of a name, which may also be called by its label; null if there is none. */
    static <E extends Enum<E>> @Nullable E one(E[] legal, String text, Function<E, String> label) {
        return Arrays.stream(legal)
                .filter(constant -> constant.name().equalsIgnoreCase(text)
                        || label.apply(constant).equalsIgnoreCase(text))
                .findFirst()
                .orElse(null);
    }

    /** The names of some constants, for people. */
    static String names(Enum<?>[] legal) {
        return Arrays.stream(legal).map(Enum::name).collect(Collectors.joining(", "));
    }

    /** The texts of a list; empty if it is absent. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        if (has(name)) {
            int index = 0;
            for (YamlNode.Scalar item : scalars(name)) {
                String text = reading.resolved(item, place(name) + "[" + index++ + "]");
                if (text != null && !text.isBlank()) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }

    /** The texts of a list, or the one that stands there without one; empty if it is absent. */
    List<String> oneOrMore(String name) {
        if (has(name) && fields.fields().get(name) instanceof YamlNode.Scalar) {
            String text = text(name);
            return text == null || text.isBlank() ? List.of() : List.of(text);
        }
        return texts(name);
    }

    private List<YamlNode.Scalar> scalars(String name) {
        List<YamlNode.Scalar> scalars = new ArrayList<>();
        int index = 0;
        for (YamlNode item : items(name)) {
            if (item instanceof YamlNode.Scalar scalar && !scalar.empty()) {
                scalars.add(scalar);
            } else {
                reading.fault(
                        item.line(),
                        place(name) + "[" + index + "]",
                        "is " + item.kind() + "; a single value is legal");
            }
            index++;
        }
        return scalars;
    }

    private List<YamlNode> items(String name) {
        YamlNode node = fields.fields().get(name);
        if (node instanceof YamlNode.Items items) {
            return items.items();
        }
        if (node != null) {
            fault(name, "is " + node.kind() + "; a list is legal");
        }
        return List.of();
    }

    /** The part under a name; null if it is absent. */
    @Nullable
    Section section(String name) {
        if (!has(name)) {
            return null;
        }
        YamlNode node = fields.fields().get(name);
        if (node instanceof YamlNode.Fields inner) {
            return new Section(place(name), inner, reading);
        }
        fault(name, "is " + (node == null ? "nothing" : node.kind()) + "; fields with names are legal");
        return null;
    }

    /** The part under a name, or the parts if it is a list; empty if it is absent. */
    List<Section> oneOrMoreSections(String name) {
        if (fields.fields().get(name) instanceof YamlNode.Items) {
            return sections(name);
        }
        Section one = section(name);
        return one == null ? List.of() : List.of(one);
    }

    /** The parts of a list; empty if it is absent. */
    List<Section> sections(String name) {
        List<Section> sections = new ArrayList<>();
        if (has(name)) {
            int index = 0;
            for (YamlNode item : items(name)) {
                String place = place(name) + "[" + index++ + "]";
                if (item instanceof YamlNode.Fields inner) {
                    sections.add(new Section(place, inner, reading));
                } else {
                    reading.fault(item.line(), place, "is " + item.kind() + "; fields with names are legal");
                }
            }
        }
        return sections;
    }

    /** A condition on events; null if it is absent or, with its faults, none. */
    @Nullable
    Condition condition(String name) {
        YamlNode node = fields.fields().get(name);
        return node != null && has(name) ? new ConditionSection(reading, place(name)).read(node) : null;
    }

    /** A template of a ticket's text; null if it is absent or, with its faults, none. */
    @Nullable
    String template(TicketTemplates.Part part) {
        YamlNode.Scalar scalar = scalar(part.field());
        return scalar == null ? null : new TemplateSection(reading, place(part.field())).read(part, scalar);
    }

    /** The values of a list of plain maps; those that are none are left out, with their faults. */
    <T> List<T> values(String name, Function<Map<String, ?>, T> of) {
        List<T> values = new ArrayList<>();
        for (Section item : sections(name)) {
            T value = new ConditionSection(reading, item.path()).read(item.fields, of);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    /** Notes each name that was never asked for. */
    void end() {
        for (Map.Entry<String, Integer> field : fields.lines().entrySet()) {
            if (!known.contains(field.getKey())) {
                reading.fault(
                        field.getValue(),
                        place(field.getKey()),
                        "is not known here; legal are " + String.join(", ", known));
            }
        }
    }

    private <T> @Nullable T parsed(String name, String legal, Function<String, @Nullable T> parse) {
        YamlNode.Scalar scalar = scalar(name);
        String text = scalar == null ? null : reading.resolved(scalar, place(name));
        if (scalar == null || text == null) {
            return null;
        }
        T value = parse.apply(text.strip());
        if (value == null) {
            // what the file says, not what it stands for: that may be a secret in the wrong place
            fault(name, "'" + scalar.text() + "' is not legal; " + legal + " is");
        }
        return value;
    }

    private YamlNode.@Nullable Scalar scalar(String name) {
        if (!has(name)) {
            return null;
        }
        YamlNode node = fields.fields().get(name);
        if (node instanceof YamlNode.Scalar scalar) {
            return scalar;
        }
        fault(name, "is " + (node == null ? "nothing" : node.kind()) + "; a single value is legal");
        return null;
    }
}
