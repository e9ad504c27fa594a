package dev.tocsin.simulators.connectwise;

import dev.tocsin.simulators.connectwise.internal.records.Callbacks;
import dev.tocsin.simulators.connectwise.internal.records.Manage;

/** The registered callbacks. */
final class CallbackRoutes {
    CallbackRoutes(Router router, Answers answers, Manage manage, String member) {
        Callbacks callbacks = manage.callbacks();
        new Resource(router, answers, member)
                .writable(
                        "/system/callbacks",
                        callbacks.entries(),
                        t -> new Resource.Scope(row -> true, callbacks.registeredBy(member)));
    }
}
