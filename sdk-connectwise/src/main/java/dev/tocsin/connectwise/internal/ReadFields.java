package dev.tocsin.connectwise.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an object that {@link JsonBytes} took: each is made a node of when it is asked for, since most of what a
 * list holds is never asked for. Unmodifiable; thread-safe.
 */
final class ReadFields extends AbstractMap<String, JsonNode> {
    private final JsonBytes json;
    /** Where the name, its end and the value of each field are. */
    private final int[] places;

    private ReadFields(JsonBytes json, int[] places) {
        this.json = json;
        this.places = places;
    }

    /** @param begin where the object begins */
    static ReadFields of(JsonBytes json, int begin) {
        int[] places = new int[9];
        int filled = 0;
        int at = json.afterBlanks(begin + 1);
        while (json.at(at) == '"') {
            if (filled == places.length) {
                places = Arrays.copyOf(places, filled * 2);
            }
            int end = json.afterName(at);
            int value = json.afterColon(end);
            places[filled++] = at + 1;
            places[filled++] = end - 1;
            places[filled++] = value;
            at = json.afterBlanks(json.afterTaken(value));
            at = json.at(at) == ',' ? json.afterBlanks(at + 1) : at;
        }
        return new ReadFields(json, places);
    }

    @Override
    public @Nullable JsonNode get(Object name) {
        String wanted = (String) name;
        for (int i = 0; i < places.length && places[i] > 0; i += 3) {
            if (places[i + 1] - places[i] == wanted.length() && isName(places[i], wanted)) {
                return json.node(places[i + 2]);
            }
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

    @Override
    public boolean containsKey(Object name) {
        return get(name) != null;
    }

    @Override
    public Set<Entry<String, JsonNode>> entrySet() {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        for (int i = 0; i < places.length && places[i] > 0; i += 3) {
            all.put(
                    new String(json.bytes(), places[i], places[i + 1] - places[i], StandardCharsets.US_ASCII),
                    json.node(places[i + 2]));
        }
        return Collections.unmodifiableMap(all).entrySet();
    }
}
