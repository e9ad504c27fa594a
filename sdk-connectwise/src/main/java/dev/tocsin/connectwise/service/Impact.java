package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Edit;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How widely an issue hits, one of three fixed rows: Low, Medium and High. They can be described, but not created.
 *
 * @param id the id
 * @param name the fixed name, which tickets refer to; null if empty
 * @param description what people see
 * @param defaultImpact whether new tickets get it when they name none
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record Impact(
        int id,
        @Nullable String name,
        String description,
        boolean defaultImpact,
        @Nullable Instant lastUpdated) {
    /** An empty edit. */
    public static Edit<Impact> edit() {
        return ImpactField.TYPE.edit();
    }

    static Impact from(JsonRecord f) {
        return new Impact(
                f.id(),
                f.text("name"),
                f.textOrEmpty("description"),
                f.flag("defaultFlag"),
                f.info().instant("lastUpdated"));
    }
}
