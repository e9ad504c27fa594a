package dev.tocsin.connectwise.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an object that {@link JsonBytes} took: each is searched for and made a node of when it is asked for, since
 * objects inside of others have few fields, and most of what a list holds is never asked for. Unmodifiable; thread-safe.
 */
final class ReadFields extends AbstractMap<String, JsonNode> {
    private final JsonValues values;
    private final JsonBytes json;
    private final int begin;

    /** @param begin where the object begins */
    ReadFields(JsonValues values, int begin) {
        this.values = values;
        json = values.bytes();
        this.begin = begin;
    }

    @Override
    public @Nullable JsonNode get(Object name) {
        String wanted = (String) name;
        int at = json.afterBlanks(begin + 1);
        while (json.at(at) == '"') {
            int end = json.afterName(at);
            int value = json.afterColon(end);
            if (end - at - 2 == wanted.length() && isName(at + 1, wanted)) {
                return values.node(value);
            }
            at = next(value);
        }
        return null;
    }

    private boolean isName(int at, String wanted) {
        for (int i = 0; i < wanted.length(); i++) {
            if (json.at(at + i) != wanted.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The name behind a value, or the end of the object. */
    private int next(int value) {
        int at = json.afterBlanks(json.afterTaken(value));
        return json.at(at) == ',' ? json.afterBlanks(at + 1) : at;
    }

    @Override
    public boolean containsKey(Object name) {
        return get(name) != null;
    }

    @Override
    public Set<Entry<String, JsonNode>> entrySet() {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        int at = json.afterBlanks(begin + 1);
        while (json.at(at) == '"') {
            int end = json.afterName(at);
            int value = json.afterColon(end);
            all.put(new String(json.bytes(), at + 1, end - at - 2, StandardCharsets.US_ASCII), values.node(value));
            at = next(value);
        }
        return Collections.unmodifiableMap(all).entrySet();
    }
}
