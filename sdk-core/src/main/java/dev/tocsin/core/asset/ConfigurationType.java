package dev.tocsin.core.asset;

import java.util.List;
import java.util.Optional;

/**
 * A type of configurations as the PSA has it now, with all that a profile is checked against.
 *
 * @param id the PSA's id of it
 * @param name its name
 * @param active whether configurations of it may be made
 * @param fields the fields that a profile can map, with {@link ConfigurationField#NAME} among them
 * @param questions the active questions in the PSA's order
 * @param statuses the statuses in the PSA's order
 */
public record ConfigurationType(
        String id,
        String name,
        boolean active,
        List<ConfigurationField> fields,
        List<Question> questions,
        List<ConfigurationStatus> statuses) {
    /** Copies the lists. */
    public ConfigurationType {
        fields = List.copyOf(fields);
        questions = List.copyOf(questions);
        statuses = List.copyOf(statuses);
    }

    /** The field of a name, exactly as it is spelt; empty if there is none. */
    public Optional<ConfigurationField> field(String fieldName) {
        return fields.stream().filter(one -> one.name().equals(fieldName)).findFirst();
    }

    /** The question of a text, whatever its case; empty if there is none. */
    public Optional<Question> question(String text) {
        String wanted = AssetText.folded(text);
        return questions.stream()
                .filter(one -> AssetText.folded(one.text()).equals(wanted))
                .findFirst();
    }

    /** The status of a name, whatever its case; empty if there is none. */
    public Optional<ConfigurationStatus> status(String statusName) {
        String wanted = AssetText.folded(statusName);
        return statuses.stream()
                .filter(one -> AssetText.folded(one.name()).equals(wanted))
                .findFirst();
    }
}
