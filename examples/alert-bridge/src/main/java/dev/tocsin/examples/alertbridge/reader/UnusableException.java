package dev.tocsin.examples.alertbridge.reader;

import org.jspecify.annotations.Nullable;

/** One record cannot be used. It never leaves this package: readers turn it into a fault. */
final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final @Nullable String field;
    private final String reason;

    UnusableException(@Nullable String field, String reason) {
        super(reason);
        this.field = field;
        this.reason = reason;
    }

    /** What {@code SecurityEvent.Builder.build()} refused; its messages begin with the field's name. */
    static UnusableException ofBuilder(IllegalArgumentException refusal) {
        String message = String.valueOf(refusal.getMessage());
        int colon = message.indexOf(": ");
        boolean named = colon > 0 && message.substring(0, colon).chars().noneMatch(Character::isWhitespace);
        return named
                ? new UnusableException(message.substring(0, colon), message.substring(colon + 2))
                : new UnusableException(null, message);
    }

    /** The field to blame, or null if no single one is. */
    @Nullable
    String field() {
        return field;
    }

    String reason() {
        return reason;
    }
}
