package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A priority of tickets, the same on all boards.
 *
 * @param id the id
 * @param name the name
 * @param color the colour: Black, Blue, Cyan, Gray, Green, Lime, Orange, Pink, Purple, Red, White, Yellow or Custom, an
 *     open list
 * @param level Critical, High, Medium or Low, an open list; null if empty
 * @param sortOrder its place, the most urgent first; null if unset
 * @param defaultPriority whether new tickets get it when they name none
 * @param imageLink the address of its image; null if empty
 * @param urgencySortOrder its place by urgency; null if empty
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record Priority(
        int id,
        String name,
        String color,
        @Nullable String level,
        @Nullable Integer sortOrder,
        boolean defaultPriority,
        @Nullable String imageLink,
        @Nullable String urgencySortOrder,
        @Nullable Instant lastUpdated) {
    /** An empty draft; name and color are required. */
    public static Draft<Priority> draft() {
        return PriorityField.TYPE.draft();
    }

    /** An empty edit. */
    public static Edit<Priority> edit() {
        return PriorityField.TYPE.edit();
    }

    static Priority from(JsonRecord f) {
        return new Priority(
                f.id(),
                f.textOrEmpty("name"),
                f.textOrEmpty("color"),
                f.text("level"),
                f.integer("sortOrder"),
                f.flag("defaultFlag"),
                f.text("imageLink"),
                f.text("urgencySortOrder"),
                f.info().instant("lastUpdated"));
    }
}
