package dev.tocsin.connectwise;

import dev.tocsin.connectwise.configuration.Answers;
import dev.tocsin.connectwise.configuration.ConfigurationQuestion;
import dev.tocsin.connectwise.configuration.ConfigurationTypeQuestion;
import dev.tocsin.connectwise.configuration.QuestionAnswer;
import dev.tocsin.core.base.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The answers of a configuration that is to be made, as the whole array of its type's active questions. */
final class FirstAnswers {
    private final List<ConfigurationQuestion> questions;
    private final Answers answers;

    FirstAnswers(List<ConfigurationTypeQuestion> ofType, Answers answers) {
        this.questions = ofType.stream()
                .filter(question -> !question.inactive())
                .map(question -> new ConfigurationQuestion(
                        null,
                        question.id(),
                        question.question(),
                        null,
                        question.fieldType(),
                        question.required(),
                        question.numberOfDecimals(),
                        question.sequenceNumber()))
                .toList();
        this.answers = answers;
    }

    /** What a server would refuse. */
    List<FieldError> faults() {
        List<QuestionAnswer> given = answers.changes();
        List<FieldError> faults = new ArrayList<>(given.isEmpty() ? List.of() : answers.faults(questions));
        questions.stream()
                .filter(question -> question.required()
                        && given.stream().noneMatch(answer -> answer.value() != null && answer.means(question)))
                .map(question ->
                        new FieldError("questions[" + question.question() + "]", null, "is required and has no answer"))
                .forEach(faults::add);
        return faults;
    }

    /** The array; a question without an answer is among them. */
    List<Map<String, Object>> elements() {
        List<Map<String, Object>> elements = new ArrayList<>();
        for (ConfigurationQuestion question : questions) {
            Map<String, Object> element = new LinkedHashMap<>();
            element.put("questionId", question.questionId());
            element.put("question", question.question());
            answers.changes().stream()
                    .filter(answer -> answer.means(question))
                    .map(answer -> answers.sent(answer, question))
                    .filter(Objects::nonNull)
                    .forEach(value -> element.put("answer", value));
            elements.add(element);
        }
        return elements;
    }
}
