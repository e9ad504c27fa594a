package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.Technicians;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.ShownText;
import dev.tocsin.core.people.Technician;

/** The technician whom a person names on the command line. */
final class NamedTechnician {
    private NamedTechnician() {}

    /**
     * The technician of an id or a username.
     *
     * @param place where it was typed, such as {@code ID}
     * @throws ConfigurationException if there is none
     */
    static Technician of(Technicians technicians, String place, String idOrUsername) {
        return technicians
                .get(idOrUsername)
                .or(() -> technicians.byUsername(idOrUsername))
                .orElseThrow(() -> new ConfigurationException(
                        place,
                        "no technician has the id or username " + ShownText.quoted(idOrUsername)
                                + "; `technicians list` shows those that are legal"));
    }
}
