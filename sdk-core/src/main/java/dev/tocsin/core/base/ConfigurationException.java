package dev.tocsin.core.base;

import org.jspecify.annotations.Nullable;

/** A setting or a rule that cannot work. The message names the field, the value's place and what is legal. */
public class ConfigurationException extends TocsinException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String field;

    /**
     * @param field the field at fault, such as {@code rules[2].closedStatus}, or null if none can be named
     * @param message what is wrong and what is legal
     */
    public ConfigurationException(@Nullable String field, String message) {
        super(field == null ? message : field + ": " + message, Execution.NOT_EXECUTED, null, null);
        this.field = field;
    }

    /** The field at fault, or null if none can be named. */
    public @Nullable String field() {
        return field;
    }
}
