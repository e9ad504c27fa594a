package dev.tocsin.msgraph.source.record;

import org.jspecify.annotations.Nullable;

/** One record cannot be used. It never leaves this package: readers answer an unread record. */
final class UnreadableRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    private final @Nullable String field;

    UnreadableRecordException(@Nullable String field, String reason) {
        super(reason);
        this.field = field;
    }

    /** What {@code SecurityEvent.Builder.build()} refused; its messages begin with the field's name. */
    static UnreadableRecordException ofBuilder(IllegalArgumentException refusal) {
        String message = String.valueOf(refusal.getMessage());
        int colon = message.indexOf(": ");
        boolean named = colon > 0 && message.substring(0, colon).chars().noneMatch(Character::isWhitespace);
        return named
                ? new UnreadableRecordException(message.substring(0, colon), message.substring(colon + 2))
                : new UnreadableRecordException(null, message);
    }

    /** The record as its reader answers it. */
    RecordReading.Unread reading() {
        return new RecordReading.Unread(field, String.valueOf(getMessage()));
    }
}
