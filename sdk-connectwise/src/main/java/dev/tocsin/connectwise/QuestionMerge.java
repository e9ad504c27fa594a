package dev.tocsin.connectwise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.connectwise.configuration.Answers;
import dev.tocsin.connectwise.configuration.ConfigurationQuestion;
import dev.tocsin.connectwise.configuration.QuestionAnswer;
import dev.tocsin.connectwise.internal.Json;
import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.InvalidRequestException;
import dev.tocsin.core.base.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Puts answers into the whole array of a configuration's questions, since the server takes them only so. What is not
 * answered stays as it was read, also what this client does not know of it.
 */
final class QuestionMerge {
    private static final String WITHHELD =
            "has an answer that the server does not show to us; the server takes all answers of a configuration or none, so"
                    + " this one would be overwritten: answer it as well, or give the API member the right to see it";

    private final ArrayNode stored;
    private final List<ConfigurationQuestion> questions;
    private final Answers answers;
    private final List<QuestionAnswer> changes;

    /**
     * Answers for a configuration as the server has it.
     *
     * @throws InvalidRequestException with all faults of the answers to the questions that it has
     */
    QuestionMerge(JsonRecord configuration, Answers answers) {
        this.stored = configuration.node().path("questions") instanceof ArrayNode present ? present : Json.array();
        this.questions = ConfigurationQuestion.listIn(configuration);
        this.answers = answers;
        this.changes = answers.changes();
        List<FieldError> faults = new ArrayList<>(answers.faults(questions));
        questions.stream()
                .filter(question -> question.withheld() && changes.stream().noneMatch(change -> change.means(question)))
                .map(question -> new FieldError("questions[" + question.question() + "]", null, WITHHELD))
                .forEach(faults::add);
        if (!faults.isEmpty()) {
            throw new InvalidRequestException("answers", faults);
        }
    }

    /** The whole array with the answers. */
    JsonNode merged() {
        ArrayNode array = stored.deepCopy();
        for (JsonNode element : array) {
            if (element instanceof ObjectNode object) {
                ConfigurationQuestion question = ConfigurationQuestion.from(new JsonRecord(object));
                changes.stream()
                        .filter(change -> change.means(question))
                        .forEach(change -> object.set("answer", Json.tree(answers.sent(change, question))));
            }
        }
        return array;
    }

    /** What a refusal can call the fields that the answers are about. */
    Set<String> asked() {
        Set<String> names = new HashSet<>(List.of("questions", "question", "answer"));
        for (QuestionAnswer change : changes) {
            names.add(meant(change).question());
            names.add(change.place());
        }
        return names;
    }

    /** The answers that the configuration does not hold afterwards. */
    List<FieldError> unmet(JsonRecord configuration) {
        List<ConfigurationQuestion> afterwards = ConfigurationQuestion.listIn(configuration);
        List<FieldError> unmet = new ArrayList<>();
        for (QuestionAnswer change : changes) {
            ConfigurationQuestion asked = meant(change);
            boolean met = afterwards.stream()
                    .filter(shown -> isSame(asked, shown))
                    .anyMatch(shown -> change.isMetBy(asked, shown.answer()));
            if (!met) {
                unmet.add(new FieldError(change.place(), null, "asked for another answer than the record holds"));
            }
        }
        return unmet;
    }

    private static boolean isSame(ConfigurationQuestion asked, ConfigurationQuestion shown) {
        return asked.questionId() > 0
                ? asked.questionId() == shown.questionId()
                : asked.question().equals(shown.question());
    }

    /** The question that a change means: exactly one, as was checked. */
    private ConfigurationQuestion meant(QuestionAnswer change) {
        return questions.stream().filter(change::means).findFirst().orElseThrow();
    }
}
