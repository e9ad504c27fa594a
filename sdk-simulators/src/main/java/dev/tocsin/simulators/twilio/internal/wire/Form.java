package dev.tocsin.simulators.twilio.internal.wire;

import dev.tocsin.simulators.http.Call;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * A form or a query: names and values in their order; names keep their case and may repeat. Immutable.
 *
 * @param fields the pairs
 */
public record Form(List<Map.Entry<String, String>> fields) {
    /** Copies the pairs. */
    public Form {
        fields = fields.stream()
                .map(field -> Map.entry(field.getKey(), field.getValue()))
                .toList();
    }

    /** The form of a map. */
    public static Form of(Map<String, String> fields) {
        return new Form(List.copyOf(fields.entrySet()));
    }

    /** Reads {@code application/x-www-form-urlencoded}, in UTF-8. */
    public static Form parse(String text) {
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = Call.decode(equals < 0 ? pair : pair.substring(0, equals));
            if (!name.isEmpty()) {
                fields.add(Map.entry(name, equals < 0 ? "" : Call.decode(pair.substring(equals + 1))));
            }
        }
        return new Form(fields);
    }

    /** The body of a request. */
    public static Form bodyOf(Call call) {
        return parse(new String(call.body(), StandardCharsets.UTF_8));
    }

    /** The query of a request. */
    public static Form queryOf(Call call) {
        return parse(call.rawQuery());
    }

    /** The first value of a name; empty if it is not there or blank. */
    public Optional<String> get(String name) {
        return fields.stream()
                .filter(field -> field.getKey().equals(name))
                .map(Map.Entry::getValue)
                .filter(value -> !value.isBlank())
                .findFirst();
    }

    /** All values of a name. */
    public List<String> all(String name) {
        return fields.stream()
                .filter(field -> field.getKey().equals(name))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Whether a name is there, with or without a value. */
    public boolean has(String name) {
        return fields.stream().anyMatch(field -> field.getKey().equals(name));
    }

    /** The form as it is sent. */
    public String encoded() {
        StringJoiner pairs = new StringJoiner("&");
        fields.forEach(field -> pairs.add(encode(field.getKey()) + "=" + encode(field.getValue())));
        return pairs.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
