package dev.tocsin.simulators.connectwise;

import dev.tocsin.simulators.connectwise.internal.wire.ApiError;

/** What the server would refuse over HTTP is a wrong argument for whoever drives the simulator directly. */
final class Refusals {
    private Refusals() {}

    /** @throws IllegalArgumentException with the server's answer if it refuses */
    static void inWords(Runnable action) {
        try {
            action.run();
        } catch (ApiError refused) {
            throw new IllegalArgumentException(refused.body().toString(), refused);
        }
    }
}
