package dev.tocsin.core.store;

import dev.tocsin.core.base.Execution;
import dev.tocsin.core.base.TocsinException;
import org.jspecify.annotations.Nullable;

/** The store could not do its work: the disk is full, the file is damaged, or another worker got there first. */
public class StoreException extends TocsinException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what happened
     * @param execution whether the work was kept; unknown only if the commit itself failed
     * @param cause the underlying error, or null
     */
    public StoreException(String message, Execution execution, @Nullable Throwable cause) {
        super(message, execution, null, cause);
    }
}
