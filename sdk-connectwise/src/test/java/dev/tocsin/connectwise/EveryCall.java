package dev.tocsin.connectwise;

import static dev.tocsin.connectwise.Conditions.field;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/** Calls every method of the client that sends something, with as many of its fields as it has. */
final class EveryCall {
    /** What must exist on the server. */
    record World(
            int companyId,
            int boardId,
            int openStatusId,
            int closedStatusId,
            int priorityId,
            int sourceId,
            int memberId) {}

    private final ConnectWise client;
    private final World world;

    EveryCall(ConnectWise client, World world) {
        this.client = client;
        this.world = world;
    }

    void run() {
        client.systemInfo();
        companies();
        boards();
        people();
        tickets();
    }

    private void companies() {
        Query query = Query.where(field("identifier").contains("ac").and(Conditions.LAST_UPDATED.since(Instant.EPOCH)))
                .whereChild(field("types/id").eq(1))
                .orderBy("name");
        client.companies().list(query, 1);
        client.companies().stream(Query.all()).limit(2).forEach(company -> {});
        client.companies().count(query);
        client.companies().get(world.companyId());
        client.companies().findByIdentifier("acme");
        client.companies().sites(world.companyId());
        client.companies()
                .create(NewCompany.builder()
                        .identifier("new-co")
                        .name("New & Co")
                        .addressLine1("1 Street")
                        .city("Town")
                        .zip("12345")
                        .phoneNumber("+1 555 0100")
                        .website("https://example.com")
                        .status(Reference.id(1))
                        .site(Reference.named("Main"))
                        .types(List.of(Reference.id(1)))
                        .build());
    }

    private void boards() {
        client.boards().list();
        client.boards().get(world.boardId());
        client.boards().statuses(world.boardId());
        client.boards().types(world.boardId());
        client.boards().subTypes(world.boardId());
        client.boards().items(world.boardId());
        client.boards().associations(world.boardId());
        client.priorities().list();
        client.priorities().get(world.priorityId());
        client.sources().list();
        client.sources().get(world.sourceId());
    }

    private void people() {
        client.members().list(Query.all(), 1);
        client.members().stream(Query.where(field("inactiveFlag").eq(false)))
                .limit(2)
                .forEach(member -> {});
        client.members().get(world.memberId());
        client.members().me();
    }

    private void tickets() {
        Ticket made = client.tickets()
                .create(
                        NewTicket.builder()
                                .summary("Disk is full")
                                .company(Reference.id(world.companyId()))
                                .board(Reference.id(world.boardId()))
                                .status(Reference.id(world.openStatusId()))
                                .priority(Reference.id(world.priorityId()))
                                .source(Reference.id(world.sourceId()))
                                .owner(Reference.id(world.memberId()))
                                .severity("High")
                                .impact("Low")
                                .externalXRef("X1-contract")
                                .initialDescription("one\ntwo")
                                .initialInternalAnalysis("inside")
                                .initialResolution("none")
                                .processNotifications(false)
                                .build(),
                        CallOptions.none());
        client.tickets().get(made.id());
        client.tickets().list(Query.all().pageSize(5), 1);
        client.tickets().stream(Query.where(field("company/id").eq(world.companyId())))
                .limit(2)
                .forEach(ticket -> {});
        client.tickets()
                .search(Query.where(field("id").in(LongStream.range(1, 900).toArray())))
                .forEach(found -> {});
        client.tickets().count(Query.where(field("closedFlag").eq(false)));
        client.tickets().findByExternalXRef("X1-contract");
        client.tickets()
                .edit(
                        made.id(),
                        TicketEdit.builder()
                                .summary("Disk is nearly full")
                                .priority(Reference.id(world.priorityId()))
                                .customerUpdated(false)
                                .build());
        for (NoteKind kind : NoteKind.values()) {
            client.ticketNotes().create(made.id(), new NewNote(kind, "a note", false));
        }
        client.ticketNotes().stream(made.id()).forEach(note -> {});
        client.ticketNotes().history(made.id()).forEach(note -> {});
        client.tickets().close(made.id(), Reference.id(world.closedStatusId()));
    }
}
