package dev.tocsin.connectwise.configuration;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The values that those questions of one type can be answered with that have the entry type List or Option. A
 * configuration does not tell them; {@code Configurations.choices} reads them. Immutable.
 *
 * @param byQuestion the active values by the id of the question; a question that is not in it can be answered freely
 */
public record QuestionChoices(Map<Integer, List<String>> byQuestion) {
    /** Copies the lists. */
    public QuestionChoices {
        byQuestion = byQuestion.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
    }

    /** The values of a question; empty if it can be answered freely. */
    public Optional<List<String>> of(int questionId) {
        return Optional.ofNullable(byQuestion.get(questionId));
    }
}
