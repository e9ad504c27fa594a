package dev.tocsin.simulators.connectwise;

import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.records.Manage;
import dev.tocsin.simulators.connectwise.internal.records.TicketParts;
import dev.tocsin.simulators.connectwise.internal.records.Tickets;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import dev.tocsin.simulators.http.Answer;
import java.util.List;

/** What hangs on a ticket besides notes, and the rarer operations of tickets. */
final class TicketPartRoutes {
    private static final String TICKET = "/service/tickets/{}";

    private final Router router;
    private final Answers answers;
    private final Tickets tickets;
    private final TicketParts parts;
    private final String member;

    TicketPartRoutes(Router router, Answers answers, Manage manage, String member) {
        this.router = router;
        this.answers = answers;
        this.tickets = manage.tickets();
        this.parts = manage.ticketParts();
        this.member = member;
        Resource resource = new Resource(router, answers, member);
        resource.writable(TICKET + "/tasks", parts.tasks(), t -> {
            tickets.table().require(t.id(0));
            return new Resource.Scope(
                    TicketParts.ofTicket(t.id(0)), Json.object().put("ticketId", t.id(0)));
        });
        configurations(resource);
        resource.list(TICKET + "/documents", RecordKind.DOCUMENT_REFERENCE, t -> {
            tickets.table().require(t.id(0));
            return manage.documents().ofTicket(t.id(0));
        });
        resource.list(
                TICKET + "/timeentries",
                RecordKind.TIME_ENTRY_REFERENCE,
                t -> manage.timeEntries().references(t.id(0)));
        empty(resource, "activities", RecordKind.ACTIVITY_REFERENCE);
        empty(resource, "products", RecordKind.PRODUCT_REFERENCE);
        empty(resource, "scheduleentries", RecordKind.SCHEDULE_ENTRY_REFERENCE);
        whole();
    }

    private void configurations(Resource resource) {
        String path = TICKET + "/configurations";
        resource.list(path, RecordKind.CONFIGURATION_REFERENCE, t -> parts.attached(t.id(0)));
        router.add("POST", path, t -> answers.created(t, parts.attach(t.id(0), t.body(), member)));
        router.add("GET", path + "/{}", t -> answers.one(t, parts.requireAttached(t.id(0), t.id(1))));
        router.add("DELETE", path + "/{}", t -> {
            parts.detach(t.id(0), t.id(1), member);
            return Answer.empty(204);
        });
    }

    /** Lists of what this simulator does not hold: always empty, but only for tickets that are there. */
    private void empty(Resource resource, String name, RecordKind kind) {
        resource.list(TICKET + "/" + name, kind, t -> {
            tickets.table().require(t.id(0));
            return List.of();
        });
    }

    private void whole() {
        router.add("PUT", TICKET, t -> answers.one(t, tickets.replace(t.id(0), t.body(), member)));
        router.add(
                "PUT",
                TICKET + "/notes/{}",
                t -> answers.one(t, tickets.replaceNote(t.id(0), t.id(1), t.body(), member)));
        router.add("POST", TICKET + "/copy", t -> answers.created(t, tickets.copy(t.id(0), member)));
        router.add("POST", TICKET + "/convert", t -> {
            tickets.convert(t.id(0), t.body(), member);
            return answers.success();
        });
    }
}
