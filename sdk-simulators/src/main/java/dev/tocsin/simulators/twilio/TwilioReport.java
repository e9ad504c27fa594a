package dev.tocsin.simulators.twilio;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often the host had what sent to whom: messages that the API accepted, whatever became of them, and calls.
 *
 * @param messages recipient → text → how many
 * @param calls called number → how many
 */
public record TwilioReport(Map<String, Map<String, Integer>> messages, Map<String, Integer> calls) {
    /** Copies the maps. */
    public TwilioReport {
        Map<String, Map<String, Integer>> copy = new TreeMap<>();
        messages.forEach((to, bodies) -> copy.put(to, Collections.unmodifiableMap(new TreeMap<>(bodies))));
        messages = Collections.unmodifiableMap(copy);
        calls = Collections.unmodifiableMap(new TreeMap<>(calls));
    }

    /** How many messages there were to a recipient. */
    public int count(String to) {
        return messages.getOrDefault(to, Map.of()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** How many messages of this text there were to a recipient. */
    public int count(String to, String body) {
        return messages.getOrDefault(to, Map.of()).getOrDefault(body, 0);
    }

    /** How many messages there were. */
    public int total() {
        return messages.keySet().stream().mapToInt(this::count).sum();
    }

    /** Every recipient and text that was accepted more than once, as {@code 2 × +15550100: text}. */
    public List<String> repeated() {
        return messages.entrySet().stream()
                .flatMap(to -> to.getValue().entrySet().stream()
                        .filter(body -> body.getValue() > 1)
                        .map(body -> body.getValue() + " × " + to.getKey() + ": " + body.getKey()))
                .toList();
    }
}
