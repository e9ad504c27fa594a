package dev.tocsin.core.asset;

/**
 * How a question of a configuration is answered.
 *
 * @param question the text of the question
 * @param type the kind of answer; must be the PSA's where the question exists
 * @param value where the answer comes from; a secret for a password, and for nothing else
 * @param required whether an asset without an answer is refused, even if the PSA would take it
 * @param create whether the question is made on the type if it is missing there
 */
public record QuestionMapping(String question, AnswerType type, AssetValue value, boolean required, boolean create) {
    /** Trims the question; refuses a blank one. */
    public QuestionMapping {
        question = AssetText.required("question", question);
    }
}
