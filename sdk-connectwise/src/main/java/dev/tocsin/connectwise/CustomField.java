package dev.tocsin.connectwise;

import org.jspecify.annotations.Nullable;

/**
 * A custom field of a record, with its value as text.
 *
 * @param id the id of the field's definition, which all records of a kind share; 0 if the answer omits it
 * @param caption its label; empty if the answer omits it
 * @param value its value, a number or a flag in the words of JSON; null if it has none
 */
public record CustomField(int id, String caption, @Nullable String value) {
    static CustomField from(Fields f) {
        return new CustomField(f.id(), f.textOrEmpty("caption"), f.text("value"));
    }
}
