package dev.tocsin.connectwise;

import dev.tocsin.core.base.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one element of a write of many.
 *
 * @param <R> what a success yields
 */
public sealed interface BulkOutcome<R> {
    /** The place of the element in the list that was given, from 0. */
    int index();

    /**
     * It was done.
     *
     * @param index its place in the list that was given, from 0
     * @param record the record as the server answered it, which may hold no more than its id; of a deletion, the id
     */
    record Done<R>(int index, R record) implements BulkOutcome<R> {}

    /**
     * It was refused, or not sent: nothing was done for it.
     *
     * @param index its place in the list that was given, from 0
     * @param code the server's code for the fault; null if it gave none
     * @param message what it said
     * @param fieldErrors the faults by field; empty if it named none
     */
    record Refused<R>(int index, @Nullable String code, String message, List<FieldError> fieldErrors)
            implements BulkOutcome<R> {
        /** Copies the faults. */
        public Refused {
            fieldErrors = List.copyOf(fieldErrors);
        }
    }

    /**
     * It may have been done or not: look it up before sending it again.
     *
     * @param index its place in the list that was given, from 0
     * @param message what is known of it
     */
    record Unknown<R>(int index, String message) implements BulkOutcome<R> {}
}
