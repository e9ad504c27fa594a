package dev.tocsin.connectwise.configuration;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import dev.tocsin.connectwise.record.Reference;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A value that a question with the entry type List or Option can be answered with.
 *
 * @param id the id
 * @param configurationType the type; null if unset
 * @param question the question; null if unset
 * @param value the value
 * @param defaultValue whether it is the answer by default
 * @param inactive whether it may no longer be chosen
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record ConfigurationTypeQuestionValue(
        int id,
        @Nullable Reference configurationType,
        @Nullable Reference question,
        String value,
        boolean defaultValue,
        boolean inactive,
        @Nullable Instant lastUpdated) {
    /** An empty draft; value is required. */
    public static Draft<ConfigurationTypeQuestionValue> draft() {
        return ConfigurationTypeQuestionValueField.TYPE.draft();
    }

    /** An empty edit. */
    public static Edit<ConfigurationTypeQuestionValue> edit() {
        return ConfigurationTypeQuestionValueField.TYPE.edit();
    }

    static ConfigurationTypeQuestionValue from(JsonRecord f) {
        return new ConfigurationTypeQuestionValue(
                f.id(),
                Reference.in(f, "configurationType"),
                Reference.in(f, "question"),
                f.textOrEmpty("value"),
                f.flag("defaultFlag"),
                f.flag("inactiveFlag"),
                f.info().instant("lastUpdated"));
    }
}
