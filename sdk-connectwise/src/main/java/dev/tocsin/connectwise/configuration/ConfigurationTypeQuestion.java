package dev.tocsin.connectwise.configuration;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import dev.tocsin.connectwise.record.Reference;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A question of a type of configurations.
 *
 * @param id the id
 * @param configurationType the type; null if unset
 * @param fieldType what an answer is: TextArea, Currency, Date, Hyperlink, IPAddress, Checkbox, Number, Percent, Text
 *     or Password, an open list
 * @param entryType how it is answered: EntryField (typed in), Date, or List or Option (one of its values), an open list
 * @param sequenceNumber its place among the questions; null if unset
 * @param question what it asks
 * @param numberOfDecimals how many decimals a number may have; null if unset
 * @param required whether it must be answered
 * @param inactive whether it is no longer asked
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record ConfigurationTypeQuestion(
        int id,
        @Nullable Reference configurationType,
        String fieldType,
        String entryType,
        @Nullable BigDecimal sequenceNumber,
        String question,
        @Nullable Integer numberOfDecimals,
        boolean required,
        boolean inactive,
        @Nullable Instant lastUpdated) {
    /** An empty draft; fieldType, entryType, sequenceNumber and question are required. */
    public static Draft<ConfigurationTypeQuestion> draft() {
        return ConfigurationTypeQuestionField.TYPE.draft();
    }

    /** An empty edit. */
    public static Edit<ConfigurationTypeQuestion> edit() {
        return ConfigurationTypeQuestionField.TYPE.edit();
    }

    static ConfigurationTypeQuestion from(JsonRecord f) {
        return new ConfigurationTypeQuestion(
                f.id(),
                Reference.in(f, "configurationType"),
                f.textOrEmpty("fieldType"),
                f.textOrEmpty("entryType"),
                f.decimal("sequenceNumber"),
                f.textOrEmpty("question"),
                f.integer("numberOfDecimals"),
                f.flag("requiredFlag"),
                f.flag("inactiveFlag"),
                f.info().instant("lastUpdated"));
    }
}
