package dev.tocsin.connectwise.psa;

import dev.tocsin.connectwise.CallOptions;
import dev.tocsin.connectwise.ConnectWise;
import dev.tocsin.connectwise.configuration.ConfigurationTypeQuestion;
import dev.tocsin.connectwise.configuration.ConfigurationTypeQuestionField;
import dev.tocsin.connectwise.configuration.QuestionChoices;
import dev.tocsin.connectwise.record.InvalidRequestException;
import dev.tocsin.core.asset.AnswerType;
import dev.tocsin.core.asset.ConfigurationStatus;
import dev.tocsin.core.asset.ConfigurationType;
import dev.tocsin.core.asset.Question;
import dev.tocsin.core.asset.QuestionMapping;
import dev.tocsin.core.base.FieldError;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads configuration types with their questions, and makes questions. Thread-safe. */
final class ConfigurationTypes {
    private static final Comparator<ConfigurationTypeQuestion> IN_ORDER = Comparator.comparing(
                    ConfigurationTypeQuestion::sequenceNumber, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(ConfigurationTypeQuestion::id);

    private final ConnectWise client;

    ConfigurationTypes(ConnectWise client) {
        this.client = client;
    }

    /** All types by name: one request each for the types, the statuses and the questions and choices of every type. */
    List<ConfigurationType> all() {
        List<ConfigurationStatus> statuses = statuses();
        return client.configurations().types().readAll().stream()
                .sorted(Comparator.comparing(
                        dev.tocsin.connectwise.configuration.ConfigurationType::name, String.CASE_INSENSITIVE_ORDER))
                .map(type -> read(type, statuses))
                .toList();
    }

    /** The type of a name, with no request for the questions of others. */
    Optional<ConfigurationType> named(String name) {
        return client.configurations().types().readAll().stream()
                .filter(type -> type.name().strip().equalsIgnoreCase(name.strip()))
                .min(Comparator.comparing(dev.tocsin.connectwise.configuration.ConfigurationType::inactive))
                .map(type -> read(type, statuses()));
    }

    private ConfigurationType read(
            dev.tocsin.connectwise.configuration.ConfigurationType type, List<ConfigurationStatus> statuses) {
        Map<Integer, List<String>> choices =
                client.configurations().choices(type.id()).byQuestion();
        List<Question> questions = questions(type.id()).stream()
                .filter(question -> !question.inactive())
                .sorted(IN_ORDER)
                .map(question -> question(question, choices.getOrDefault(question.id(), List.of())))
                .toList();
        return new ConfigurationType(
                Integer.toString(type.id()),
                type.name(),
                !type.inactive(),
                ConfigurationFields.list(),
                questions,
                statuses);
    }

    private List<ConfigurationTypeQuestion> questions(int typeId) {
        return client.configurations().questions(typeId).readAll();
    }

    private List<ConfigurationStatus> statuses() {
        return client.configurations().statuses().readAll().stream()
                .map(status -> new ConfigurationStatus(status.description(), !status.closed()))
                .toList();
    }

    private static Question question(ConfigurationTypeQuestion question, List<String> choices) {
        Integer decimals = question.numberOfDecimals();
        AnswerType type = ConfigurationReader.type(question.fieldType());
        boolean counted = type == AnswerType.NUMBER || type == AnswerType.CURRENCY || type == AnswerType.PERCENT;
        return new Question(
                Integer.toString(question.id()),
                question.question(),
                type,
                question.required(),
                decimals == null || !counted ? -1 : decimals,
                choices);
    }

    /** The legal answers of those questions of a type that have a choice, by their ids. */
    static QuestionChoices choices(ConfigurationType type) {
        Map<Integer, List<String>> choices = new HashMap<>();
        for (Question question : type.questions()) {
            if (!question.choices().isEmpty()) {
                RecordId.parse(question.id()).ifPresent(id -> choices.put(id, question.choices()));
            }
        }
        return new QuestionChoices(choices);
    }

    /** The questions of a type as the client checks first answers against them. */
    static List<ConfigurationTypeQuestion> asClient(ConfigurationType type) {
        return type.questions().stream()
                .map(question -> new ConfigurationTypeQuestion(
                        RecordId.parse(question.id()).orElse(0),
                        null,
                        ConfigurationReader.fieldType(question.type()),
                        "",
                        null,
                        question.text(),
                        question.decimals() < 0 ? null : question.decimals(),
                        question.required(),
                        false,
                        null))
                .toList();
    }

    /**
     * Makes a question behind the last one, inactive ones counted. It is never required on the server: that would make the
     * server refuse every change to configurations that have no answer yet, also those of people. If the type has an active
     * question with this text and kind of answers, that one is given and nothing written.
     *
     * @throws InvalidRequestException if the type has an active question with this text for another kind of answers
     */
    Question create(int typeId, QuestionMapping wanted, CallOptions options) {
        List<ConfigurationTypeQuestion> there = questions(typeId);
        Optional<ConfigurationTypeQuestion> same = there.stream()
                .filter(one -> !one.inactive() && one.question().strip().equalsIgnoreCase(wanted.question()))
                .findFirst();
        if (same.isPresent()) {
            AnswerType has = ConfigurationReader.type(same.get().fieldType());
            if (has != wanted.type()) {
                throw new InvalidRequestException(
                        "new question",
                        List.of(new FieldError(
                                "questions[" + wanted.question() + "]",
                                null,
                                "is there already, of type " + has.label() + "; not legal is "
                                        + wanted.type().label())));
            }
            List<String> choices =
                    client.configurations().choices(typeId).of(same.get().id()).orElse(List.of());
            return question(same.get(), choices);
        }
        BigDecimal last = there.stream()
                .map(ConfigurationTypeQuestion::sequenceNumber)
                .filter(number -> number != null)
                .max(Comparator.naturalOrder())
                .orElse(BigDecimal.ZERO);
        ConfigurationTypeQuestion made = client.configurations()
                .questions(typeId)
                .create(
                        ConfigurationTypeQuestion.draft()
                                .set(
                                        ConfigurationTypeQuestionField.FIELD_TYPE,
                                        ConfigurationReader.fieldType(wanted.type()))
                                .set(
                                        ConfigurationTypeQuestionField.ENTRY_TYPE,
                                        wanted.type() == AnswerType.DATE ? "Date" : "EntryField")
                                .set(
                                        ConfigurationTypeQuestionField.SEQUENCE_NUMBER,
                                        last.setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE))
                                .set(ConfigurationTypeQuestionField.QUESTION, wanted.question())
                                .set(ConfigurationTypeQuestionField.REQUIRED, false),
                        options);
        return question(made, List.of());
    }
}
