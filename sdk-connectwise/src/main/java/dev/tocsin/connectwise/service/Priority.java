package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.internal.JsonRecord;
import org.jspecify.annotations.Nullable;

/**
 * A priority of tickets, the same on all boards.
 *
 * @param id the id
 * @param name the name
 * @param color the colour's name, an open list; null if unset
 * @param level Critical, High, Medium or Low, an open list; null if unset
 * @param sortOrder its place, the most urgent first; null if unset
 * @param defaultPriority whether new tickets get it when they name none
 */
public record Priority(
        int id,
        String name,
        @Nullable String color,
        @Nullable String level,
        @Nullable Integer sortOrder,
        boolean defaultPriority) {
    static Priority from(JsonRecord f) {
        return new Priority(
                f.id(),
                f.textOrEmpty("name"),
                f.text("color"),
                f.text("level"),
                f.integer("sortOrder"),
                f.flag("defaultFlag"));
    }
}
