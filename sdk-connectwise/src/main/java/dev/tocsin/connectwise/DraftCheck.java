package dev.tocsin.connectwise;

import dev.tocsin.core.base.FieldError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the faults of a draft, so that its author learns of all of them at once. Not thread-safe. */
final class DraftCheck {
    private final String subject;
    private final List<FieldError> faults = new ArrayList<>();

    DraftCheck(String subject) {
        this.subject = subject;
    }

    /** A one-line text with a limit in UTF-16 units, as the server counts. Null passes. */
    DraftCheck line(String field, @Nullable String value, int longest) {
        if (value == null) {
            return this;
        }
        if (value.isBlank()) {
            fault(field, "must not be blank");
        }
        if (value.length() > longest) {
            fault(field, "at most " + longest + " characters, not " + value.length());
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            fault(field, "one line without control characters: the server turns them into spaces");
        }
        return this;
    }

    DraftCheck required(String field, @Nullable Object value) {
        if (value == null) {
            fault(field, "is required");
        }
        return this;
    }

    DraftCheck fault(String field, String message) {
        faults.add(new FieldError(field, null, message));
        return this;
    }

    void refuseIfFaulty() {
        if (!faults.isEmpty()) {
            throw new InvalidRequestException(subject, faults);
        }
    }
}
