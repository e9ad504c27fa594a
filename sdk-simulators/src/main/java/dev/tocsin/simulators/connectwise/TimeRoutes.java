package dev.tocsin.simulators.connectwise;

import dev.tocsin.simulators.connectwise.internal.records.Manage;
import dev.tocsin.simulators.connectwise.internal.records.TimeEntries;
import dev.tocsin.simulators.http.Answer;

/** Logged time, work roles and work types. */
final class TimeRoutes {
    private static final String ROOT = "/time/entries";

    TimeRoutes(Router router, Answers answers, Manage manage, String member) {
        TimeEntries entries = manage.timeEntries();
        Resource resource = new Resource(router, answers, member);
        resource.readable(ROOT, entries.table(), Resource::everything);
        router.add("POST", ROOT, t -> answers.created(t, entries.create(t.body(), member)));
        router.add("PATCH", ROOT + "/{}", t -> answers.one(t, entries.patch(t.id(0), t.body(), member)));
        router.add("PUT", ROOT + "/{}", t -> answers.one(t, entries.replace(t.id(0), t.body(), member)));
        router.add("DELETE", ROOT + "/{}", t -> {
            entries.delete(t.id(0), member);
            return Answer.empty(204);
        });
        resource.writable("/time/workRoles", entries.work().roles(), Resource::everything);
        resource.writable("/time/workTypes", entries.work().types(), Resource::everything);
    }
}
