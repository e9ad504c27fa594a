package dev.tocsin.connectwise.callback;

import java.util.Locale;

/**
 * What happened to a record. An open set: a value that the vendor adds later is kept as it came, in lower case.
 *
 * @param value the vendor's word, in lower case
 */
public record CallbackAction(String value) {
    /** The record is new. */
    public static final CallbackAction ADDED = new CallbackAction("added");
    /** The record changed. */
    public static final CallbackAction UPDATED = new CallbackAction("updated");
    /** The record is gone; the message then carries no entity. */
    public static final CallbackAction DELETED = new CallbackAction("deleted");

    /** Lower-cases the word, since the vendor takes and sends such words in any case. */
    public CallbackAction {
        value = value.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return value;
    }
}
