package dev.tocsin.examples.alertbridge.reader;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects attributes: bounded in number and length, blank ones left out. */
final class EntraAttributes {
    private static final int MAX_COUNT = 40;
    private static final int MAX_NAME = 100;
    private static final int MAX_VALUE = 500;

    private final Map<String, String> values = new LinkedHashMap<>();

    EntraAttributes put(String name, @Nullable String value) {
        String shortName = Cut.line(MAX_NAME, name);
        String shortValue = Cut.to(MAX_VALUE, value);
        if (shortName != null && shortValue != null && values.size() < MAX_COUNT) {
            values.putIfAbsent(shortName, shortValue);
        }
        return this;
    }

    Map<String, String> values() {
        return values;
    }
}
