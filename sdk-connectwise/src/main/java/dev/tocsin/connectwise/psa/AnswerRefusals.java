package dev.tocsin.connectwise.psa;

import dev.tocsin.connectwise.configuration.Configuration;
import dev.tocsin.connectwise.configuration.ConfigurationQuestion;
import dev.tocsin.connectwise.configuration.QuestionChoices;
import dev.tocsin.core.asset.ConfigurationType;
import dev.tocsin.core.asset.Question;
import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.psa.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Names the questions that a refusal is about, as {@code questions[text]}. The server checks all answers of a configuration
 * at each change and calls them all {@code questions}: which is meant stands in its words, or is found out here from the
 * answers that the configuration has.
 */
final class AnswerRefusals {
    private static final Pattern BY_ID = Pattern.compile("questions\\[(\\d+)]");
    private static final Set<String> ROOTS = Set.of("questions", "question", "answer");

    private final ConfigurationType type;
    /** The texts of the questions that are written. */
    private final Set<String> written;

    AnswerRefusals(ConfigurationType type, Set<String> written) {
        this.type = type;
        this.written = written;
    }

    /**
     * A refusal with its questions named; any other outcome as it is.
     *
     * @param stored reads the configuration as it is, if the refusal does not say enough
     */
    <T> Outcome<T> named(Outcome<T> outcome, Supplier<Optional<Configuration>> stored) {
        if (!(outcome instanceof Outcome.Refused<T> refused)) {
            return outcome;
        }
        List<FieldError> faults = new ArrayList<>();
        for (FieldError fault : refused.fieldErrors()) {
            faults.addAll(isAboutQuestions(fault) ? about(fault, stored) : List.of(withText(fault)));
        }
        return new Outcome.Refused<>(
                refused.message(), faults.stream().distinct().toList(), refused.notFound());
    }

    /** Whether a fault calls all answers at once. */
    static boolean isAboutQuestions(FieldError fault) {
        String field = fault.field() == null ? "" : fault.field().replaceFirst("^/", "");
        return ROOTS.contains(field.split("/", 2)[0].toLowerCase(Locale.ROOT));
    }

    /** The client names questions by their ids, where it was told these. */
    private FieldError withText(FieldError fault) {
        Matcher byId = BY_ID.matcher(fault.field() == null ? "" : fault.field());
        if (!byId.matches()) {
            return fault;
        }
        return type.questions().stream()
                .filter(question -> question.id().equals(byId.group(1)))
                .findFirst()
                .map(question -> at(question.text(), fault))
                .orElse(fault);
    }

    private static FieldError at(String question, FieldError fault) {
        return new FieldError("questions[" + question + "]", fault.code(), fault.message());
    }

    private List<FieldError> about(FieldError fault, Supplier<Optional<Configuration>> stored) {
        // Of two questions, one of which ends the text of the other, the longer one is meant.
        Optional<Question> told = type.questions().stream()
                .filter(question -> tells(fault.message(), question.text()))
                .max((one, other) ->
                        Integer.compare(one.text().length(), other.text().length()));
        if (told.isPresent()) {
            return List.of(at(told.get().text(), fault));
        }
        List<FieldError> illegal = illegal(stored);
        return illegal.isEmpty() ? List.of(fault) : illegal;
    }

    private static boolean tells(String message, String question) {
        return Stream.of("'", "\"").anyMatch(quote -> message.contains(quote + question + quote));
    }

    /** Of what is not written, what the server can have against the answers that are there. */
    private List<FieldError> illegal(Supplier<Optional<Configuration>> stored) {
        List<FieldError> faults = new ArrayList<>();
        QuestionChoices choices = ConfigurationTypes.choices(type);
        for (ConfigurationQuestion question : questions(stored)) {
            Object answer = question.answer();
            if (written.contains(question.question())) {
                continue;
            }
            if (answer == null && question.required() && !question.withheld()) {
                faults.add(new FieldError(
                        "questions[" + question.question() + "]", null, "has no answer, but the server requires one"));
            } else if (answer != null && !question.withheld()) {
                Configuration.answers()
                        .set(question.questionId(), answer)
                        .within(choices)
                        .faults(List.of(question))
                        .forEach(fault -> faults.add(new FieldError(
                                "questions[" + question.question() + "]",
                                null,
                                "the answer that is stored " + fault.message())));
            }
        }
        return faults;
    }

    /** What cannot be read now explains nothing; the refusal stands as it is. */
    private static List<ConfigurationQuestion> questions(Supplier<Optional<Configuration>> stored) {
        try {
            return stored.get().map(Configuration::questions).orElse(List.of());
        } catch (TocsinException e) {
            return List.of();
        }
    }
}
