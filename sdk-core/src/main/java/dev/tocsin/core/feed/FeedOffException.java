package dev.tocsin.core.feed;

import dev.tocsin.core.base.Execution;
import dev.tocsin.core.base.TocsinException;
import org.jspecify.annotations.Nullable;

/** A log that the source does not offer to a customer, as without a licence. No fault of anybody's; it may be offered later. */
public class FeedOffException extends TocsinException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what is lacking, in words for people
     * @param cause what the source said, or null
     */
    public FeedOffException(String message, @Nullable Throwable cause) {
        super(message, Execution.NOT_EXECUTED, null, cause);
    }
}
