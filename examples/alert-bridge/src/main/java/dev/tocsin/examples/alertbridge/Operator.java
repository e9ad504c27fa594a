package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.consent.ConsentActor;
import org.jspecify.annotations.Nullable;

/** Whoever runs the bridge, for the trail. */
final class Operator {
    private static final int MOST = 200;

    private Operator() {}

    /** The user of this process, as the operating system names it. */
    static ConsentActor of(Surroundings around) {
        return of(around, null);
    }

    /** Who was named, such as where several share one user of the operating system; the user of this process if nobody was. */
    static ConsentActor of(Surroundings around, @Nullable String named) {
        String user = named == null ? around.environment().apply("USER") : named;
        String name = user == null || user.isBlank() ? "alert-bridge" : user.strip();
        return new ConsentActor(
                ConsentActor.Kind.OPERATOR, name.length() > MOST ? name.substring(0, MOST) : name, null);
    }
}
