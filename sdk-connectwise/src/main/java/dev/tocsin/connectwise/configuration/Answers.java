package dev.tocsin.connectwise.configuration;

import dev.tocsin.core.base.FieldError;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers to questions of a configuration. A question is named by its id, the surest way, or by its text in any case.
 * Nothing is checked while they are collected: all faults are told at once when they are sent. Made by
 * {@link Configuration#answers()}. Not thread-safe; it can be sent for several configurations of a type.
 *
 * <p>What an answer may be depends on the question's field type: a {@link String} for Text, TextArea, Password, Hyperlink
 * and IPAddress; a {@link Number}, or a String that is one, for Number, Currency and Percent; a {@link Boolean} for
 * Checkbox; a {@link LocalDate}, an {@link Instant} or a String in ISO 8601 for Date.
 */
public final class Answers {
    private static final int MOST_NAMED = 20;

    private final List<QuestionAnswer> changes = new ArrayList<>();
    private @Nullable QuestionChoices choices;

    Answers() {}

    /** Answers the question with an id. */
    public Answers set(int questionId, Object answer) {
        changes.add(new QuestionAnswer(questionId, null, answer));
        return this;
    }

    /** Answers the question with a text. */
    public Answers set(String question, Object answer) {
        changes.add(new QuestionAnswer(null, question, answer));
        return this;
    }

    /** Takes the answer to the question with an id away. */
    public Answers clear(int questionId) {
        changes.add(new QuestionAnswer(questionId, null, null));
        return this;
    }

    /** Takes the answer to the question with a text away. */
    public Answers clear(String question) {
        changes.add(new QuestionAnswer(null, question, null));
        return this;
    }

    /**
     * Has the answers to questions with the entry type List or Option checked as well: each must be one of the values.
     * Without this only the server checks them, since a configuration does not say which questions these are.
     */
    public Answers within(QuestionChoices legal) {
        choices = legal;
        return this;
    }

    /** What was set and cleared, in that order. */
    public List<QuestionAnswer> changes() {
        return List.copyOf(changes);
    }

    /**
     * What is wrong with these answers to the questions that a configuration has, all faults at once; empty if nothing can
     * be told against them. No fault tells an answer, which may be secret.
     */
    public List<FieldError> faults(List<ConfigurationQuestion> questions) {
        List<FieldError> faults = new ArrayList<>();
        if (changes.isEmpty()) {
            faults.add(new FieldError("questions", null, "must answer at least one question"));
        }
        List<ConfigurationQuestion> answered = new ArrayList<>();
        for (QuestionAnswer change : changes) {
            List<ConfigurationQuestion> meant =
                    questions.stream().filter(change::means).toList();
            String fault = meant.size() == 1
                    ? fault(change, meant.get(0))
                    : meant.isEmpty()
                            ? "the configuration has no such question; it has " + named(questions)
                            : "means several questions, so name one by its id: " + named(meant);
            if (fault == null && answered.contains(meant.get(0))) {
                fault = "is answered twice";
            }
            answered.addAll(meant);
            if (fault != null) {
                faults.add(new FieldError(change.place(), null, fault));
            }
        }
        return faults;
    }

    private @Nullable String fault(QuestionAnswer change, ConfigurationQuestion question) {
        Object value = change.value();
        if (value == null) {
            return question.required() ? "is required and cannot be cleared" : null;
        }
        String fault = AnswerRules.of(question, value).fault();
        if (fault != null || choices == null) {
            return fault;
        }
        Object sent = change.valueFor(question);
        return choices.of(question.questionId())
                .filter(legal -> legal.stream().noneMatch(choice -> AnswerRules.same(question, sent, choice)))
                .map(legal -> "must be one of " + cut(legal))
                .orElse(null);
    }

    /**
     * An answer as the server is sent it: as the question's type is sent, but one of the legal values as the server spells it,
     * since it compares their letters. Null to take the answer away.
     *
     * @throws IllegalArgumentException if the question cannot be answered with the value
     */
    public @Nullable Object sent(QuestionAnswer change, ConfigurationQuestion question) {
        Object sent = change.valueFor(question);
        if (sent == null || choices == null) {
            return sent;
        }
        List<String> legal = choices.of(question.questionId()).orElse(List.of());
        if (legal.contains(sent.toString())) {
            return sent;
        }
        String given = String.valueOf(change.value());
        return legal.stream()
                .filter(choice -> AnswerRules.same(question, sent, choice))
                .min(Comparator.comparing(choice -> !choice.equals(given)))
                .<Object>map(choice -> choice)
                .orElse(sent);
    }

    private static String named(List<ConfigurationQuestion> questions) {
        return cut(questions.stream().map(ConfigurationQuestion::label).toList());
    }

    private static String cut(List<String> names) {
        String more = names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more" : "";
        return names.stream().limit(MOST_NAMED).collect(Collectors.joining(", ", "[", "]")) + more;
    }

    /** Names the questions, not the answers, which may be secret. */
    @Override
    public String toString() {
        return "answers" + changes;
    }
}
