package dev.tocsin.examples.alertbridge.config;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.rule.Condition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A piece of the file that is the plain form of a value, such as {@link Condition}; its faults are put on their lines. */
final class ConditionSection {
    private final Reading reading;
    private final String place;
    private final Map<String, Integer> lines = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();

    ConditionSection(Reading reading, String place) {
        this.reading = reading;
        this.place = place;
    }

    /** The condition; null, with all its faults noted, if it is none. */
    @Nullable
    Condition read(YamlNode node) {
        int before = reading.faults().size();
        Object value = plain(node, "");
        if (reading.faults().size() > before) {
            return null; // a variable that is not set; what it would stand for cannot be judged
        }
        List<ConfigurationException> faults = Condition.faults(value);
        faults.forEach(this::note);
        return faults.isEmpty() ? Condition.of(value) : null;
    }

    /**
     * What the plain map of a piece stands for; null, with its first fault noted, if it stands for nothing.
     *
     * @param of reads the map; its refusals name the field within the map
     */
    <T> @Nullable T read(YamlNode.Fields node, Function<Map<String, ?>, T> of) {
        int before = reading.faults().size();
        Object value = plain(node, "");
        if (reading.faults().size() > before || !(value instanceof Map<?, ?> fields)) {
            return null;
        }
        Map<String, Object> given = new LinkedHashMap<>();
        fields.forEach((name, field) -> {
            if (field != null) {
                given.put(String.valueOf(name), field);
            }
        });
        try {
            return of.apply(given);
        } catch (ConfigurationException e) {
            note(e);
            return null;
        }
    }

    private @Nullable Object plain(YamlNode node, String path) {
        lines.put(path, node.line());
        if (node instanceof YamlNode.Fields fields) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            fields.fields().forEach((name, value) -> {
                String inner = path.isEmpty() ? name : path + "." + name;
                map.put(name, plain(value, inner));
                lines.put(inner, fields.lines().getOrDefault(name, value.line()));
            });
            return map;
        }
        if (node instanceof YamlNode.Items items) {
            List<@Nullable Object> list = new ArrayList<>();
            for (YamlNode item : items.items()) {
                list.add(plain(item, path + "[" + list.size() + "]"));
            }
            return list;
        }
        YamlNode.Scalar scalar = (YamlNode.Scalar) node;
        String text = scalar.empty() ? null : reading.resolved(scalar, path.isEmpty() ? place : place + "." + path);
        if (!scalar.text().equals(text)) {
            variables.put(path, scalar.text());
        }
        return text;
    }

    private void note(ConfigurationException fault) {
        String field = fault.field();
        String message = String.valueOf(fault.getMessage());
        String variable = field == null ? null : variables.get(field);
        if (variable != null) { // what it stands for may be a secret in the wrong place
            message = field + ": what the environment says for '" + variable + "' is not legal here";
        }
        reading.fault(
                line(field == null ? "" : field),
                field == null ? place : place + "." + field,
                field == null ? message : message.substring(field.length() + 2));
    }

    /** The line of a path, or of the nearest one above it that the file has. */
    private int line(String path) {
        Integer line = lines.get(path);
        if (line != null) {
            return line;
        }
        int end = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
        return line(end < 0 ? "" : path.substring(0, end));
    }
}
