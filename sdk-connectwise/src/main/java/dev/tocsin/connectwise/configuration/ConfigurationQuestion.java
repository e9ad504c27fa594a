package dev.tocsin.connectwise.configuration;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.internal.TypedValue;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question as it stands on a configuration, with or without an answer.
 *
 * @param answerId the id of the answer; null if there is none yet
 * @param questionId the id of the question of the type; 0 if the server omits it
 * @param question what it asks; empty if the server omits it
 * @param answer a {@link String}, a {@link BigDecimal} or a {@link Boolean}; null if it has no answer
 * @param fieldType what an answer is: TextArea, Currency, Date, Hyperlink, IPAddress, Checkbox, Number, Percent, Text
 *     or Password, an open list; null if the server omits it
 * @param required whether it must be answered
 * @param numberOfDecimals how many decimals a number may have; null if the server does not say
 * @param sequenceNumber its place among the questions; null if the server omits it
 */
public record ConfigurationQuestion(
        @Nullable Integer answerId,
        int questionId,
        String question,
        @Nullable Object answer,
        @Nullable String fieldType,
        boolean required,
        @Nullable Integer numberOfDecimals,
        @Nullable BigDecimal sequenceNumber) {
    /** The questions of a configuration of an answer, in its order; empty if it has none. */
    public static List<ConfigurationQuestion> listIn(JsonRecord configuration) {
        return configuration.records("questions").stream()
                .map(ConfigurationQuestion::from)
                .toList();
    }

    /** One element of the questions of a configuration. */
    public static ConfigurationQuestion from(JsonRecord f) {
        Integer questionId = f.integer("questionId");
        return new ConfigurationQuestion(
                f.integer("answerId"),
                questionId == null ? 0 : questionId,
                f.textOrEmpty("question"),
                f.scalar("answer"),
                f.text("fieldType"),
                f.flag("requiredFlag"),
                f.integer("numberOfDecimals"),
                f.decimal("sequenceNumber"));
    }

    /**
     * Whether there is an answer that the server does not show, as it does with passwords that the role may not see: it gives
     * a mask, or the id of the answer without the answer. Which of both it does, and what it makes of a mask that is sent
     * back, the vendor does not document: such an answer must not be sent.
     */
    public boolean withheld() {
        return "Password".equalsIgnoreCase(fieldType)
                && (answer == null ? answerId != null && answerId > 0 : TypedValue.isMasked(answer));
    }

    /** How messages call it. */
    String label() {
        return questionId + " \"" + question + "\"";
    }

    /** Hides the answer where it is a password, or where it may be one because the server omitted the type. */
    @Override
    public String toString() {
        boolean secret = fieldType == null || fieldType.equalsIgnoreCase("Password");
        return question + "=" + (secret && answer != null ? "***" : answer);
    }
}
