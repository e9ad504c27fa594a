package dev.tocsin.core.asset;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A configuration as the PSA showed it at one moment.
 *
 * @param id the PSA's id of it
 * @param company the PSA company that it belongs to, as in the mapping
 * @param type the name of its type
 * @param status the name of its status; empty text if it has none
 * @param active whether it is in use
 * @param fields the fields that have a value, by the names of {@link ConfigurationField}, dates as {@code 2026-03-02}
 * @param answers all its questions with their answers, in the PSA's order
 */
public record PsaConfiguration(
        String id,
        String company,
        String type,
        String status,
        boolean active,
        Map<String, String> fields,
        List<PsaAnswer> answers) {
    /** Copies the collections. */
    public PsaConfiguration {
        fields = Collections.unmodifiableMap(new TreeMap<>(fields));
        answers = List.copyOf(answers);
    }

    /** The value of a field; empty if it has none. */
    public Optional<String> field(String name) {
        return Optional.ofNullable(AssetText.optional(fields.get(name)));
    }

    /** Its name; empty text if it has none. */
    public String name() {
        return field(ConfigurationField.NAME).orElse("");
    }
}
