package dev.tocsin.core.store;

import dev.tocsin.core.suppress.Inhibition;
import dev.tocsin.core.suppress.MaintenanceWindow;
import dev.tocsin.core.suppress.Silence;
import dev.tocsin.core.suppress.Suppression;
import java.util.List;

/**
 * What suppresses at one MSP, each kind in the order of the ids.
 *
 * @param silences the silences, those that are over included until they are removed
 * @param windows the maintenance windows
 * @param inhibitions the inhibitions
 */
public record StoredSuppression(
        List<Stored<Silence>> silences, List<Stored<MaintenanceWindow>> windows, List<Stored<Inhibition>> inhibitions) {
    /** Nothing suppresses. */
    public static final StoredSuppression NONE = new StoredSuppression(List.of(), List.of(), List.of());

    /** Copies the lists. */
    public StoredSuppression {
        silences = List.copyOf(silences);
        windows = List.copyOf(windows);
        inhibitions = List.copyOf(inhibitions);
    }

    /** The one decision over all of it; {@link Suppression#NONE} itself if there is nothing. */
    public Suppression inForce() {
        Suppression all = new Suppression(
                silences.stream().map(Stored::item).toList(),
                windows.stream().map(Stored::item).toList(),
                inhibitions.stream().map(Stored::item).toList());
        return all.isEmpty() ? Suppression.NONE : all;
    }
}
