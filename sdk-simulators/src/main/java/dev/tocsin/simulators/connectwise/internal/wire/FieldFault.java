package dev.tocsin.simulators.connectwise.internal.wire;

/**
 * One entry of an error's list, the specification's ValidationError.
 *
 * @param code such as {@code MaxLengthField}
 * @param message what is wrong
 * @param resource the kind of record, such as {@code ticket}
 * @param field the field's path
 */
public record FieldFault(String code, String message, String resource, String field) {
    /** A required field that is missing or empty. */
    public static FieldFault missing(String resource, String field) {
        return new FieldFault("MissingRequiredField", "The " + field + " field is required.", resource, field);
    }

    /** A text that is too long. */
    public static FieldFault tooLong(String resource, String field, int max) {
        return new FieldFault(
                "MaxLengthField",
                "The field " + field + " must be a string with a maximum length of " + max + ".",
                resource,
                field);
    }

    /** A number outside its range. */
    public static FieldFault outOfRange(String resource, String field, long min, long max) {
        return new FieldFault(
                "OutOfRange", "The field " + field + " must be between " + min + " and " + max + ".", resource, field);
    }

    /** A reference to a record that is not there. */
    public static FieldFault notFound(String message, String resource, String field) {
        return new FieldFault("NotFound", message, resource, field);
    }

    /** A value that is not acceptable. */
    public static FieldFault invalid(String message, String resource, String field) {
        return new FieldFault("InvalidField", message, resource, field);
    }
}
