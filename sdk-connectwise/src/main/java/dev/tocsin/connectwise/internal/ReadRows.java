package dev.tocsin.connectwise.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list of objects: checks it from end to end, and keeps of each row only where its values begin. Used once, by one
 * thread.
 */
final class ReadRows {
    private final JsonBytes json;
    private final JsonValues values;
    private final FieldNames names = new FieldNames();
    private final List<JsonNode> rows = new ArrayList<>();

    private ReadRows(byte[] body) {
        json = new JsonBytes(body);
        values = new JsonValues(json);
    }

    /**
     * The rows of a list, unmodifiable.
     *
     * @param body the whole answer; it must not change any more
     * @return null if this is no list of objects, or anything in it is for Jackson to judge
     */
    static @Nullable ArrayNode of(byte[] body) {
        ReadRows reader = new ReadRows(body);
        return reader.takesAll()
                ? new ArrayNode(JsonNodeFactory.instance, Collections.unmodifiableList(reader.rows))
                : null;
    }

    private boolean takesAll() {
        int at = json.afterBlanks(0);
        if (json.at(at) != '[') {
            return false;
        }
        at = json.afterBlanks(at + 1);
        if (json.at(at) != ']') {
            at = afterRows(at);
        }
        return at >= 0 && json.afterBlanks(at + 1) == json.bytes().length;
    }

    /** The end of the list, at its bracket. */
    private int afterRows(int begin) {
        int at = begin;
        while (true) {
            at = json.at(at) == '{' ? afterRow(at) : JsonBytes.NOT_TAKEN;
            if (at < 0) {
                return JsonBytes.NOT_TAKEN;
            }
            at = json.afterBlanks(at);
            if (json.at(at) != ',') {
                return json.at(at) == ']' ? at : JsonBytes.NOT_TAKEN;
            }
            at = json.afterBlanks(at + 1);
        }
    }

    private int afterRow(int begin) {
        int[] begins = new int[names.size()];
        int at = json.afterBlanks(begin + 1);
        int name = -1;
        while (at >= 0 && json.at(at) == '"') {
            int previous = name;
            int end;
            name = names.following(previous, json.bytes(), at + 1);
            if (name >= 0) {
                end = at + 1 + names.length(name);
            } else {
                end = json.afterName(at);
                name = end < 0 ? -1 : names.added(previous, json.bytes(), at + 1, end);
            }
            if (name < 0) {
                return JsonBytes.NOT_TAKEN;
            }
            if (name >= begins.length) {
                begins = Arrays.copyOf(begins, names.size());
            }
            int value = json.afterColon(end);
            if (value < 0 || begins[name] != 0) {
                return JsonBytes.NOT_TAKEN;
            }
            begins[name] = value;
            at = json.afterValue(value, 0);
            if (at < 0) {
                return JsonBytes.NOT_TAKEN;
            }
            at = json.afterBlanks(at);
            if (json.at(at) == '}') {
                rows.add(new ObjectNode(JsonNodeFactory.instance, new Row(values, begin, names, begins)));
                return at + 1;
            }
            at = json.at(at) == ',' ? json.afterBlanks(at + 1) : JsonBytes.NOT_TAKEN;
        }
        return JsonBytes.NOT_TAKEN;
    }

    /** A row, whose fields are found by the numbers of their names. */
    private static final class Row extends AbstractMap<String, JsonNode> {
        private final JsonValues values;
        private final int begin;
        private final FieldNames names;
        /** Where the value of each name begins; 0 for none. */
        private final int[] begins;

        Row(JsonValues values, int begin, FieldNames names, int[] begins) {
            this.values = values;
            this.begin = begin;
            this.names = names;
            this.begins = begins;
        }

        @Override
        public @Nullable JsonNode get(Object name) {
            int number = name instanceof String text ? names.number(text) : -1;
            return number < 0 || number >= begins.length || begins[number] == 0 ? null : values.node(begins[number]);
        }

        @Override
        public boolean containsKey(Object name) {
            return get(name) != null;
        }

        @Override
        public Set<Entry<String, JsonNode>> entrySet() {
            return new ReadFields(values, begin).entrySet();
        }
    }
}
