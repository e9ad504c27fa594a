package dev.tocsin.msgraph.source.record;

import dev.tocsin.core.base.BoundedText;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects attributes: bounded in number and length, blank ones left out. */
final class RecordAttributes {
    private static final int MAX_COUNT = 40;
    private static final int MAX_NAME = 100;
    private static final int MAX_VALUE = 500;

    private final Map<String, String> values = new LinkedHashMap<>();

    RecordAttributes put(String name, @Nullable String value) {
        String shortName = BoundedText.line(MAX_NAME, name);
        String shortValue = BoundedText.within(MAX_VALUE, value);
        if (shortName != null && shortValue != null && values.size() < MAX_COUNT) {
            values.putIfAbsent(shortName, shortValue);
        }
        return this;
    }

    Map<String, String> values() {
        return values;
    }
}
