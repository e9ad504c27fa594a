package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.consent.ConsentActor;

/** Whoever runs the bridge, for the trail. */
final class Operator {
    private static final int MOST = 200;

    private Operator() {}

    /** The user of this process, as the environment names it. */
    static ConsentActor of(Surroundings around) {
        String user = around.environment().apply("USER");
        String name = user == null || user.isBlank() ? "alert-bridge" : user.strip();
        return new ConsentActor(
                ConsentActor.Kind.OPERATOR, name.length() > MOST ? name.substring(0, MOST) : name, null);
    }
}
