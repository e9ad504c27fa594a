package dev.tocsin.simulators.connectwise.internal.query;

import dev.tocsin.simulators.connectwise.internal.wire.ApiError;

/** Which of the three kinds of conditions is read: they differ in the operators they know. */
enum Grammar {
    /** {@code conditions}. */
    CONDITIONS(true),
    /** {@code childConditions}: about one element of an array; no {@code in}. */
    CHILD_CONDITIONS(false),
    /** {@code customFieldConditions}: about one custom field, by caption and value; no {@code in}. */
    CUSTOM_FIELD_CONDITIONS(false);

    private static final int SHOWN = 40;

    private final boolean in;

    Grammar(boolean in) {
        this.in = in;
    }

    /** Whether it knows the operator {@code in}. */
    boolean hasIn() {
        return in;
    }

    /** The server's 400 for a condition that it cannot read. */
    static ApiError fault(String source, int at, String problem) {
        String near = source.substring(Math.min(at, source.length()), Math.min(source.length(), at + SHOWN));
        return ApiError.connectWiseApi(
                400,
                "Expected a valid condition near '" + near + "' (position " + at + ": " + problem
                        + "). String values should be enclosed with double or single quotes; DateTime values should"
                        + " be enclosed with square brackets; Boolean values should be True or False; null values"
                        + " should be null.");
    }
}
