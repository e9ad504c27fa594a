package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.internal.JsonRecord;

/**
 * Where tickets come from, such as e-mail or an integration.
 *
 * @param id the id
 * @param name the name
 * @param defaultSource whether new tickets get it when they name none
 */
public record Source(int id, String name, boolean defaultSource) {
    static Source from(JsonRecord f) {
        return new Source(f.id(), f.textOrEmpty("name"), f.flag("defaultFlag"));
    }
}
