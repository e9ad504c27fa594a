package dev.tocsin.connectwise;

import static dev.tocsin.connectwise.record.Conditions.field;

import dev.tocsin.connectwise.company.Company;
import dev.tocsin.connectwise.company.CompanyField;
import dev.tocsin.connectwise.record.Conditions;
import dev.tocsin.connectwise.record.Query;
import dev.tocsin.connectwise.record.Reference;
import dev.tocsin.connectwise.service.Ticket;
import dev.tocsin.connectwise.service.TicketField;
import dev.tocsin.connectwise.service.TicketNote;
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
        client.companies().statuses().readAll();
        client.companies().sites(world.companyId()).readAll();
        client.companies()
                .create(Company.draft()
                        .set(CompanyField.IDENTIFIER, "new-co")
                        .set(CompanyField.NAME, "New & Co")
                        .set(CompanyField.ADDRESS_LINE_1, "1 Street")
                        .set(CompanyField.CITY, "Town")
                        .set(CompanyField.ZIP, "12345")
                        .set(CompanyField.PHONE_NUMBER, "+1 555 0100")
                        .set(CompanyField.WEBSITE, "https://example.com")
                        .set(CompanyField.STATUS, Reference.id(1))
                        .set(CompanyField.SITE, Reference.named("Main"))
                        .set(CompanyField.TYPES, List.of(Reference.id(1))));
    }

    private void boards() {
        client.boards().readAll();
        client.boards().get(world.boardId());
        client.boards().statuses(world.boardId()).readAll();
        client.boards().types(world.boardId()).readAll();
        client.boards().subTypes(world.boardId()).readAll();
        client.boards().items(world.boardId()).readAll();
        client.boards().associations(world.boardId()).readAll();
        client.priorities().readAll();
        client.priorities().get(world.priorityId());
        client.sources().readAll();
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
                        Ticket.draft()
                                .set(TicketField.SUMMARY, "Disk is full")
                                .set(TicketField.COMPANY, Reference.id(world.companyId()))
                                .set(TicketField.BOARD, Reference.id(world.boardId()))
                                .set(TicketField.STATUS, Reference.id(world.openStatusId()))
                                .set(TicketField.PRIORITY, Reference.id(world.priorityId()))
                                .set(TicketField.SOURCE, Reference.id(world.sourceId()))
                                .set(TicketField.OWNER, Reference.id(world.memberId()))
                                .set(TicketField.SEVERITY, "High")
                                .set(TicketField.IMPACT, "Low")
                                .set(TicketField.EXTERNAL_X_REF, "X1-contract")
                                .set(TicketField.INITIAL_DESCRIPTION, "one\ntwo")
                                .set(TicketField.INITIAL_INTERNAL_ANALYSIS, "inside")
                                .set(TicketField.INITIAL_RESOLUTION, "none")
                                .set(TicketField.PROCESS_NOTIFICATIONS, false),
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
                .list(
                        Query.all()
                                .whereCustomField(field("caption")
                                        .eq("Ref")
                                        .and(field("value").eq("x"))),
                        1);
        client.tickets()
                .edit(
                        made.id(),
                        Ticket.edit()
                                .set(TicketField.SUMMARY, "Disk is nearly full")
                                .set(TicketField.PRIORITY, Reference.id(world.priorityId()))
                                .set(TicketField.CUSTOMER_UPDATED, false));
        client.tickets().notes(made.id()).create(TicketNote.discussion("a note"));
        client.tickets().notes(made.id()).stream(Query.all()).forEach(note -> {});
        client.tickets().allNotes(made.id()).forEach(note -> {});
        client.tickets().close(made.id(), Reference.id(world.closedStatusId()));
    }
}
