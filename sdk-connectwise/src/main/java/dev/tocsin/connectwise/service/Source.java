package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where tickets come from, such as e-mail or an integration.
 *
 * @param id the id
 * @param name the name
 * @param defaultSource whether new tickets get it when they name none
 * @param enteredBy the identifier of the member who made it; null if empty
 * @param dateEntered when it was made; null if unset
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record Source(
        int id,
        String name,
        boolean defaultSource,
        @Nullable String enteredBy,
        @Nullable Instant dateEntered,
        @Nullable Instant lastUpdated) {
    /** An empty draft; name is required. */
    public static Draft<Source> draft() {
        return SourceField.TYPE.draft();
    }

    /** An empty edit. */
    public static Edit<Source> edit() {
        return SourceField.TYPE.edit();
    }

    static Source from(JsonRecord f) {
        return new Source(
                f.id(),
                f.textOrEmpty("name"),
                f.flag("defaultFlag"),
                f.text("enteredBy"),
                f.instant("dateEntered"),
                f.info().instant("lastUpdated"));
    }
}
