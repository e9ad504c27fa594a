package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.incident.Incident;

/** How things of the workflow are called in front of people. */
final class Words {
    private Words() {}

    /** The group of an incident: its category and what its events have in common. */
    static String group(Incident incident) {
        String shared = incident.dimensions().isEmpty()
                ? "all of the company"
                : incident.groupBy() + " " + String.join(" / ", incident.dimensions());
        return incident.category().label() + ", " + shared;
    }

    /** A count with its noun, in the plural where that is due. */
    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
