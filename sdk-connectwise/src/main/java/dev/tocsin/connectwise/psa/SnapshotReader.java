package dev.tocsin.connectwise.psa;

import dev.tocsin.connectwise.record.Reference;
import dev.tocsin.connectwise.service.Ticket;
import dev.tocsin.core.psa.TicketSnapshot;
import org.jspecify.annotations.Nullable;

/** Reads the server's tickets as the engine's. Thread-safe. */
final class SnapshotReader {
    private final ReferenceCarrier references;

    SnapshotReader(ReferenceCarrier references) {
        this.references = references;
    }

    /** A ticket of the path of service tickets, which may show converted ones too. */
    TicketSnapshot service(Ticket ticket) {
        String type = ticket.recordType();
        return snapshot(ticket, type != null && type.startsWith("Project"));
    }

    /** A ticket of the path of project tickets. */
    TicketSnapshot project(Ticket ticket) {
        return snapshot(ticket, true);
    }

    private TicketSnapshot snapshot(Ticket ticket, boolean project) {
        String status = name(ticket.status());
        return TicketSnapshot.builder(Integer.toString(ticket.id()), ticket.summary(), status == null ? "" : status)
                .closed(ticket.closed())
                .board(name(ticket.board()))
                .priority(name(ticket.priority()))
                .owner(owner(ticket.owner()))
                .company(id(ticket.company()))
                .contact(id(ticket.contact()))
                .reference(references.of(ticket))
                .created(ticket.enteredBy(), ticket.dateEntered())
                .updated(ticket.updatedBy(), ticket.lastUpdated())
                .actualHours(ticket.actualHours() == null ? 0 : ticket.actualHours())
                .mergedInto(id(ticket.mergedParentTicket()))
                .hasChildren(ticket.hasChildTicket())
                .mergedChildren(ticket.hasMergedChildTicket())
                .project(project)
                .build();
    }

    private static @Nullable String name(@Nullable Reference reference) {
        return reference == null ? null : reference.name();
    }

    private static @Nullable String id(@Nullable Reference reference) {
        return reference == null || reference.id() == null ? null : Integer.toString(reference.id());
    }

    private static @Nullable String owner(@Nullable Reference owner) {
        return owner == null ? null : owner.identifier() == null ? owner.name() : owner.identifier();
    }
}
