package dev.tocsin.connectwise.configuration;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A new answer to a question of a configuration, which is named by the question's id, or else by its text.
 *
 * @param questionId the id of the question; null if it is named by its text
 * @param question what it asks, compared without regard to case; null if it is named by its id
 * @param value the answer as the caller gave it; null to take the answer away
 */
public record QuestionAnswer(
        @Nullable Integer questionId,
        @Nullable String question,
        @Nullable Object value) {
    /** Whether a question is the one that this answers. */
    public boolean means(ConfigurationQuestion asked) {
        return questionId != null
                ? questionId == asked.questionId()
                : asked.question()
                        .strip()
                        .equalsIgnoreCase(Objects.requireNonNull(question).strip());
    }

    /** Its place in the configuration, for messages. */
    public String place() {
        return "questions[" + (questionId != null ? questionId : question) + "]";
    }

    /**
     * The answer as the server is sent it: a String, a BigDecimal or a Boolean; null to take the answer away.
     *
     * @throws IllegalArgumentException if the question cannot be answered with the value
     */
    public @Nullable Object valueFor(ConfigurationQuestion asked) {
        return value == null ? null : AnswerRules.of(asked, value).value();
    }

    /**
     * Whether an answer that the server shows is this one, or an equal one: numbers by value, days in UTC for dates. A
     * password that it shows masked or not at all is taken for this one, since nothing can be told.
     *
     * @param asked the question as it was read before
     * @param shown what the server shows afterwards; null for no answer
     */
    public boolean isMetBy(ConfigurationQuestion asked, @Nullable Object shown) {
        return AnswerRules.holds(asked, valueFor(asked), shown);
    }

    /** Names the question, not the answer, which may be secret. */
    @Override
    public String toString() {
        return place();
    }
}
