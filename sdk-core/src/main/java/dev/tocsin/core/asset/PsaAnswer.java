package dev.tocsin.core.asset;

import org.jspecify.annotations.Nullable;

/**
 * One element of the array of answers of a configuration.
 *
 * @param questionId the PSA's id of the question
 * @param question the text of the question
 * @param type the kind of answer
 * @param value the answer, or null if there is none
 */
public record PsaAnswer(
        String questionId,
        String question,
        AnswerType type,
        @Nullable AnswerValue value) {
    /** The same question with another answer. */
    PsaAnswer with(@Nullable AnswerValue other) {
        return new PsaAnswer(questionId, question, type, other);
    }
}
