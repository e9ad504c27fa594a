package dev.tocsin.core.people;

import java.util.List;

/**
 * What an import does, decided and not yet applied.
 *
 * @param changes the technicians who are new or change; who stays as they are is not listed
 * @param unchanged how many were looked at and stay as they are
 * @param notes what a person should know
 */
public record ImportResult(List<TechnicianChange> changes, int unchanged, List<ImportNote> notes) {
    /** Copies the lists. */
    public ImportResult {
        changes = List.copyOf(changes);
        notes = List.copyOf(notes);
    }
}
