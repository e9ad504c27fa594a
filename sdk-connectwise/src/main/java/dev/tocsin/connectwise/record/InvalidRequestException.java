package dev.tocsin.connectwise.record;

import dev.tocsin.core.base.Execution;
import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.base.TocsinException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A request that this client refused to send, because the server would reject it, cut it or misread it. It carries every
 * fault at once. Nothing was sent.
 */
public class InvalidRequestException extends TocsinException {
    private static final long serialVersionUID = 1L;

    private final transient List<FieldError> fieldErrors;

    /**
     * @param subject what was refused, such as {@code new ticket}
     * @param fieldErrors its faults, at least one
     */
    public InvalidRequestException(String subject, List<FieldError> fieldErrors) {
        super(
                subject + " refused before sending: "
                        + fieldErrors.stream().map(FieldError::toString).collect(Collectors.joining("; ")),
                Execution.NOT_EXECUTED,
                null,
                null);
        this.fieldErrors = List.copyOf(fieldErrors);
    }

    /** The refusal of one field. */
    public static InvalidRequestException of(String subject, String field, String message) {
        return new InvalidRequestException(subject, List.of(new FieldError(field, null, message)));
    }

    /** The faults, in the order of the fields. */
    public List<FieldError> fieldErrors() {
        return fieldErrors;
    }
}
